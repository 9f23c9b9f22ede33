package org.iroprotocol.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;

/**
 * The national models on an engine as delivered, with nothing behind their expressions but what the models need to take the
 * same way: the messages a fact sends, and the instance of {@code correspondence} for each letter.
 */
public final class BareModels implements AutoCloseable {

    private static final Map<String, String> FACTS = Map.of("documentsConfirmedOn", "documents-confirmed",
            "finalPlanOn", "guardian-final-plan", "finalDiscussionOn", "guardian-final-discussion",
            "handoverOn", "guardian-handover", "letterOn", "letter-to-child");

    private final ProcessEngine engine;

    /** @param letter what is done for each letter that the models send */
    public BareModels(DataSource database, Runnable letter) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(database);
        configuration.setDatabaseSchemaUpdate("create-drop");
        configuration.setJobExecutorActivate(false);
        configuration.setBeans(new HashMap<>());
        engine = configuration.buildProcessEngine();
        Recorded recorded = new Recorded(new HashSet<>());
        configuration.getBeans().putAll(Map.of("cases", new Cases(engine, recorded), "people", new People(),
                "deadlines", new Deadlines(), "records", new Records(recorded), "letters", new Letters(engine),
                "notices", new Notices(), "correspondence", new Correspondence(letter)));
        var deployment = engine.getRepositoryService().createDeployment();
        for (String file : List.of("open-proceedings.bpmn", "proceedings.bpmn", "correspondence.bpmn", "case-change.bpmn",
                "completion.bpmn", "discussion.bpmn", "child-letter.dmn")) {
            try (var in = Files.newInputStream(Path.of("processes/protocol", file))) {
                deployment.addInputStream(file, in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        deployment.deploy();
    }

    public ProcessEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Which facts are known of which case, the only memory the models cannot do without. */
    public record Recorded(Set<String> known) {

        boolean has(String kind, DelegateExecution execution) {
            return known.contains(kind + execution.getProcessBusinessKey());
        }

        void add(String kind, DelegateExecution execution) {
            add(kind, execution.getProcessBusinessKey());
        }

        void add(String kind, String reference) {
            known.add(kind + reference);
        }
    }

    /** The case file with nothing in it but which facts have been recorded. */
    public record Cases(ProcessEngine engine, Recorded recorded) {

        private static int number;

        public void open(DelegateExecution execution) {
            execution.setVariable("caseReferences", List.of("B" + ++number));
        }

        public void startProceedings(String reference, DelegateExecution execution) {
            engine.getRuntimeService().startProcessInstanceByKey("proceedings", reference);
        }

        public boolean hasHearing(String kind, DelegateExecution execution) {
            return true;
        }

        public boolean recorded(String kind, DelegateExecution execution) {
            return recorded.has(kind, execution);
        }

        public boolean cafcassInside(DelegateExecution execution) {
            return false;
        }

        public boolean lookedAfter(DelegateExecution execution) {
            return true;
        }

        public int age(DelegateExecution execution) {
            return 7;
        }

        public List<String> expected(String which, DelegateExecution execution) {
            return FACTS.values().stream().sorted().toList();
        }

        public void happened(String kind, DelegateExecution execution) {
            recorded.add(kind, execution);
        }

        public void recordDiscussion(DelegateExecution execution) {
            tell("discussion-held", "discussion-held-recorded", execution);
        }

        public void endProceedings(DelegateExecution execution) {
            tell("proceedings-ended", "proceedings-ended", execution);
        }

        public void recordCompletion(DelegateExecution execution) {
            FACTS.forEach((field, fact) -> {
                if (execution.hasVariable(field)) {
                    tell(fact, fact + "-recorded", execution);
                }
            });
        }

        private void tell(String fact, String message, DelegateExecution execution) {
            String reference = (String) execution.getVariable("caseReference");
            recorded.add(fact, reference);
            engine.getRuntimeService().createMessageCorrelation(message)
                    .processInstanceBusinessKey(reference).correlateAll();
        }
    }

    /** The case's people. */
    public static final class People {

        public String holder(String role, DelegateExecution execution) {
            return "iro.test";
        }

        public boolean known(String role, DelegateExecution execution) {
            return true;
        }
    }

    /** Dates without rules: the end of the guardian's work when the house comes to it, all others never. */
    public static final class Deadlines {

        private static final Date NEVER = House.moment("2099-01-01T00:00");
        private static final Date END = House.moment("2027-02-12T23:59:59");

        public Date due(String rule, DelegateExecution execution) {
            return rule.equals("guardian-closes") ? END : NEVER;
        }

        public Date followUp(String rule, DelegateExecution execution) {
            return NEVER;
        }

        public Date reminder(String rule, DelegateExecution execution) {
            return NEVER;
        }

        public void met(String rule, DelegateExecution execution) {
        }

        public void metBy(String rule, String kind, DelegateExecution execution) {
        }

        public void close(DelegateExecution execution) {
        }
    }

    /** The timeline, of which only what the models ask for is known. */
    public record Records(Recorded recorded) {

        public void add(String kind, DelegateExecution execution) {
            recorded.add(kind, execution);
        }

        public boolean sinceHolder(String kind, String role, DelegateExecution execution) {
            return recorded.has(kind, execution);
        }
    }

    /** A letter is an instance that sends nothing. */
    public record Letters(ProcessEngine engine) {

        public void write(String template, DelegateExecution execution) {
            engine.getRuntimeService().startProcessInstanceByKey("correspondence", execution.getProcessBusinessKey(),
                    Map.of("correspondenceId", execution.getId()));
        }

        public boolean owed(String template, DelegateExecution execution) {
            return false;
        }
    }

    /** None is sent where nothing is late. */
    public static final class Notices {
    }

    /** Sending nothing. */
    public record Correspondence(Runnable letter) {

        public boolean mayGo(DelegateExecution execution) {
            return true;
        }

        public void send(DelegateExecution execution) {
            letter.run();
        }

        public boolean sent(DelegateExecution execution) {
            return true;
        }

        public boolean withheld(DelegateExecution execution) {
            return false;
        }
    }
}
