package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.iroprotocol.testing.House.moment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code move-deadlines}: after a change has been committed, everything open about the case moves together. */
class MoveDeadlinesTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("move-deadlines");

    @Test
    void oneJobPerChangedCaseMovesTaskTimerAndFollowUpTogether() {
        house.at("2026-12-18T10:00");
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
        String untouched = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
        cases.date(reference, "cafcass-allocated", "2026-12-17");
        assertThat(moves()).as("the later of the two allocations has not changed").isZero();

        cases.date(reference, "iro-allocated", "2026-12-17");
        ProcessInstance move = engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("move-deadlines")
                .singleResult();
        assertThat(move.getBusinessKey()).isEqualTo(reference);
        assertThat(move.getTenantId()).isEqualTo("derby");
        house.runDueJobs();
        assertThat(move).isEnded();
        assertThat(theTask(reference).getDueDate()).isEqualTo(moment("2026-12-21T23:59:59"));
        assertThat(theTask(reference).getFollowUpDate()).isEqualTo(moment("2026-12-17T00:00"));
        assertThat(theTask(untouched).getDueDate()).isEqualTo(moment("2026-12-22T23:59:59"));
    }

    @Test
    void aProclaimedBankHolidayMovesWhatIsOpen() throws IOException {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
        String table = Files.readString(Path.of("processes/protocol/working-days.dmn"));
        assertThat(table).doesNotContain("<rule");
        String deployment = engine.getRepositoryService().createDeployment().tenantId("derby").source("Camunda Modeler")
                .addString("working-days.dmn", table.replace("</decisionTable>", """
                          <rule id="extra-holiday">
                            <inputEntry id="extra-holiday-in"><text>"extra-holiday"</text></inputEntry>
                            <outputEntry id="extra-holiday-date"><text>"2026-12-21"</text></outputEntry>
                            <outputEntry id="extra-holiday-change"><text>"added"</text></outputEntry>
                            <outputEntry id="extra-holiday-reason"><text>"Proclaimed bank holiday"</text></outputEntry>
                          </rule>
                        </decisionTable>""")).deploy().getId();
        try {
            assertThat(theTask(reference).getDueDate()).isEqualTo(moment("2026-12-22T23:59:59"));
            house.runDueJobs();
            assertThat(theTask(reference).getDueDate()).isEqualTo(moment("2026-12-23T23:59:59"));
            assertThat(engine.getManagementService().createJobQuery().activityId("iro-notice-overdue").singleResult().getDuedate())
                    .isEqualTo(moment("2026-12-23T23:59:59"));
            assertThat(deadline(reference, "iro-notice").workingOut()).contains("21 December");
        } finally {
            engine.getRepositoryService().deleteDeployment(deployment, true, true, true);
        }
    }

    private long moves() {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("move-deadlines").count();
    }
}
