package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.h2.jdbcx.JdbcDataSource;
import org.iroprotocol.testing.Statements;
import org.iroprotocol.testing.Statements.Count;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.Test;

/**
 * The database round trips of one case – opened, the IRO's task done, the letter sent, ended – against the same models
 * with empty delegates on the bare engine at its default history. What the case file, the register and the ledger cost
 * in their own tables is counted apart and printed.
 */
class RoundTripTest extends HouseProcess {

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

    private void aCase() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Grace Guardian",
                "guardianEmail", "grace@cafcass.example"));
        Task task = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).singleResult();
        staff.signIn("iro.test");
        engine.getFormService().submitTaskForm(task.getId(), new HashMap<>(Map.of("detailsChecked", true, "note", "Hello.")));
        staff.signOut();
        house.runDueJobs();
        files.endProceedings(reference, house.today(), "system");
        house.runDueJobs();
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
            beans.put("cases", new Empty.Cases(bare));
            beans.put("people", new Empty.People());
            beans.put("deadlines", new Empty.Deadlines());
            beans.put("records", new Empty.Records());
            beans.put("letters", new Empty.Letters(bare));
            beans.put("notices", new Empty.Notices());
            beans.put("correspondence", new Empty.Correspondence());
            var deployment = bare.getRepositoryService().createDeployment();
            for (String process : List.of("open-proceedings", "proceedings", "correspondence")) {
                String file = process + ".bpmn";
                deployment.addInputStream(file, Empty.open(Path.of("processes/protocol", file)));
            }
            deployment.deploy();
            Runnable aCase = () -> {
                bare.getRuntimeService().startProcessInstanceByKey("open-proceedings", "B1", TestCases.form(Map.of()));
                Task task = bare.getTaskService().createTaskQuery().processInstanceBusinessKey("B1").singleResult();
                bare.getTaskService().complete(task.getId(), Map.of("detailsChecked", true, "note", "Hello."));
                bare.getManagementService().createJobQuery().messages().list()
                        .forEach(job -> bare.getManagementService().executeJob(job.getId()));
                bare.getRuntimeService().createMessageCorrelation("proceedings-ended").processInstanceBusinessKey("B1").correlateAll();
            };
            aCase.run();
            Count count = Statements.counting(aCase);
            assertThat(bare.getRuntimeService().createProcessInstanceQuery().count()).as("bare cases left").isZero();
            return count;
        } finally {
            bare.close();
        }
    }

    /** The models' beans with nothing in them. */
    public static final class Empty {

        private Empty() {
        }

        static java.io.InputStream open(Path file) {
            try {
                return java.nio.file.Files.newInputStream(file);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        public record Cases(ProcessEngine engine) {
            public void open(DelegateExecution execution) {
                execution.setVariable("caseReferences", List.of("B1"));
            }

            public void startProceedings(String reference, DelegateExecution execution) {
                engine.getRuntimeService().startProcessInstanceByKey("proceedings", reference);
            }
        }

        public static final class People {
            public String holder(String role, DelegateExecution execution) {
                return "iro.test";
            }

            public boolean known(String role, DelegateExecution execution) {
                return true;
            }
        }

        public static final class Deadlines {
            private static final Date DUE = Date.from(Instant.parse("2099-01-01T00:00:00Z"));

            public Date due(String rule, DelegateExecution execution) {
                return DUE;
            }

            public Date followUp(String rule, DelegateExecution execution) {
                return DUE;
            }

            public void met(String rule, DelegateExecution execution) {
            }
        }

        public static final class Records {
            public void add(String kind, DelegateExecution execution) {
            }
        }

        public record Letters(ProcessEngine engine) {
            public void write(String template, DelegateExecution execution) {
                engine.getRuntimeService().startProcessInstanceByKey("correspondence", execution.getProcessBusinessKey());
            }

            public boolean owed(String template, DelegateExecution execution) {
                return false;
            }
        }

        public static final class Notices {
            public void send(String template, DelegateExecution execution) {
            }
        }

        public static final class Correspondence {
            public boolean mayGo(DelegateExecution execution) {
                return true;
            }

            public Date notBefore(DelegateExecution execution) {
                return Deadlines.DUE;
            }

            public void send(DelegateExecution execution) {
            }

            public boolean sent(DelegateExecution execution) {
                return true;
            }

            public boolean withheld(DelegateExecution execution) {
                return false;
            }
        }
    }
}
