package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.iroprotocol.testing.Statements;
import org.iroprotocol.testing.Statements.Count;
import org.junit.jupiter.api.Test;

/**
 * The database round trips of one case – from opening to handover, with its letters – against the same models
 * with empty delegates on the bare engine at its default history. What the case file, the register and the ledger cost
 * in their own tables is counted apart and printed.
 */
class RoundTripTest extends HouseProcess {

    static final Map<String, Object> CONTACT = Map.of("discussedOn", "2026-12-18", "discussedBy", "guardian and IRO",
            "discussedTopic", "the care plan", "discussedOutcome", "we agree");
    static final Map<String, Object> NOTE = Map.of("handoverNote", "Read and talked through.", "outstandingIssues", "none",
            "meetingWanted", "no");
    private static final double ALLOWED = 1.25;

    @Test
    void aCaseCostsTheEngineHardlyMoreThanTheBareModels() {
        mailbox.empty();
        house.at("2026-12-18T10:00");
        aCase();
        Count ours = Statements.counting(this::aCase);
        Count bare = bareEngine();
        System.out.printf("Round trips of one case: engine tables %d (bare engine %d, ratio %.2f), own tables %d%n",
                ours.engine(), bare.engine(), (double) ours.engine() / bare.engine(), ours.house());
        assertThat(bare.engine()).isGreaterThan(20);
        assertThat((double) ours.engine()).as("engine round trips, bare %d: %s", bare.engine(), ours.bySql())
                .isLessThanOrEqualTo(bare.engine() * ALLOWED);
    }

    /** From opening to handover, nothing late and no meeting asked for. */
    private void aCase() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Grace Guardian",
                "guardianEmail", "grace@cafcass.example"));
        complete(theTask(reference, "send-iro-details").getId(), "iro.test", Map.of("detailsChecked", true, "note", "Hello."));
        complete(theTask(reference, "record-contact").getId(), "iro.test", CONTACT);
        house.runDueJobs();
        cases.ended(reference, "2026-12-18", true, Map.of());
        house.runDueJobs();
        cases.completion(reference, Map.of("documentsConfirmedOn", "2026-12-18", "finalPlanOn", "2026-12-18",
                "finalDiscussionOn", "2026-12-18", "handoverOn", "2026-12-18", "letterOutcome", "sent", "letterOn", "2026-12-18",
                "childTold", true));
        house.runDueJobs();
        complete(theTask(reference, "write-handover-note").getId(), "iro.test", NOTE);
        house.passes("2027-01-19T23:59:59");
        house.at("2026-12-18T10:00");
    }

    private static Count bareEngine() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:bare;DB_CLOSE_DELAY=-1");
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(Statements.watched(h2));
        configuration.setDatabaseSchemaUpdate("create-drop");
        configuration.setJobExecutorActivate(false);
        configuration.setBeans(new HashMap<>());
        ProcessEngine bare = configuration.buildProcessEngine();
        try {
            Map<Object, Object> beans = configuration.getBeans();
            beans.putAll(EmptyHouse.beans(bare));
            var deployment = bare.getRepositoryService().createDeployment();
            for (String process : EmptyHouse.PROCESSES) {
                String file = process + ".bpmn";
                deployment.addInputStream(file, EmptyHouse.open(Path.of("processes/protocol", file)));
            }
            deployment.addInputStream("child-letter.dmn", EmptyHouse.open(Path.of("processes/protocol/child-letter.dmn")));
            deployment.deploy();
            Runnable aCase = () -> EmptyHouse.aCase(bare);
            aCase.run();
            Count count = Statements.counting(aCase);
            assertThat(bare.getRuntimeService().createProcessInstanceQuery().count()).as("bare cases left").isZero();
            return count;
        } finally {
            bare.close();
        }
    }
}
