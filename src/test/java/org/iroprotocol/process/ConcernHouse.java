package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.dispute.Concerns;
import org.springframework.beans.factory.annotation.Autowired;

/** What the tests of concerns share: a child with a social worker, a team manager and seniors, and the steps of the IRO. */
abstract class ConcernHouse extends HouseProcess {

    static final String IRO = "iro.test";
    static final String SENIOR = "senior-iro.test";

    /** A concern of stage 1 with everything that is needed. */
    static final Map<String, Object> CONCERN = Map.of("category", "drift", "evidence", "The plan of May has not been begun.",
            "impact", "She has waited since May.", "wishes", "She wants to know where she will live.",
            "resolution", "The assessment is begun.", "severity", "medium", "about", "usual", "immediateAction", "no",
            "relevantToCourt", "yes");

    @Autowired
    Concerns concerns;

    /** A child whose proceedings were issued on Friday 18/12/2026; {@code more} as at {@code TestCases.open}. */
    String child(Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(Map.of("socialWorkerName", "Sam Worker", "socialWorkerEmail",
                "sam@derby.example", "teamManagerName", "Tina Manager", "teamManagerEmail", "tina@derby.example",
                "solicitorName", "Sol Citor", "solicitorEmail", "sol@derby.example"));
        form.putAll(more);
        String reference = cases.open(form);
        cases.person(reference, "deputy-head-of-service", "Dana Deputy", "dana@derby.example", "2026-12-18");
        cases.person(reference, "head-of-service", "Hari Head", "hari@derby.example", "2026-12-18");
        house.runDueJobs();
        mailbox.empty();
        return reference;
    }

    /** A child who is looked after and not in proceedings. */
    String childAtHome() {
        String reference = child(Map.of());
        cases.ended(reference, "2026-12-18", true, Map.of());
        house.runDueJobs();
        mailbox.empty();
        return reference;
    }

    void raise(String reference) {
        raise(reference, Map.of());
    }

    void raise(String reference, Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(Map.of("caseReference", reference, "concernLine", "The plan has not begun."));
        form.putAll(more);
        cases.start("derby", IRO, "dispute-escalation", form);
    }

    /** Raised, written and issued; {@code more} overrides {@link #CONCERN}, an empty text leaves a field out. */
    Concern issued(String reference, Map<String, ?> more) {
        raise(reference);
        write(reference, more);
        house.runDueJobs();
        return concern(reference);
    }

    void write(String reference, Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(CONCERN);
        form.putAll(more);
        form.values().removeIf(""::equals);
        complete(open(reference, "write-concern").getId(), IRO, form);
    }

    void reported(String reference, String user, String kind, Map<String, ?> fields) {
        Map<String, Object> form = new HashMap<>(Map.of("caseReference", reference, "reportKind", kind));
        form.putAll(fields);
        cases.start("derby", user, "concern-report", form);
        house.runDueJobs();
    }

    void response(String reference, String day) {
        reported(reference, "iro-admin.test", "response", Map.of("responseOn", day, "responseHow", "e-mail", "responseFrom",
                "Tina Manager", "response", "We begin in January."));
    }

    /** Completes the open task at that step of the newest concern. */
    void done(String reference, String step, Map<String, ?> form) {
        done(reference, step, IRO, form);
    }

    void done(String reference, String step, String user, Map<String, ?> form) {
        complete(open(reference, step).getId(), user, new HashMap<>(form));
        house.runDueJobs();
    }

    void refused(String reference, String step, Map<String, ?> form, String words) {
        assertThatThrownBy(() -> complete(open(reference, step).getId(), IRO, new HashMap<>(form)))
                .satisfies(thrown -> org.assertj.core.api.Assertions.assertThat(said(thrown)).contains(words));
    }

    static String said(Throwable thrown) {
        StringBuilder said = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            said.append(cause.getMessage()).append('\n');
            if (cause instanceof jakarta.ws.rs.WebApplicationException refused && refused.getResponse().getEntity() != null) {
                said.append(refused.getResponse().getEntity());
            }
        }
        return said.toString();
    }

    Task open(String reference, String step) {
        List<Task> open = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey(step)
                .orderByTaskCreateTime().desc().list();
        if (open.isEmpty()) {
            throw new AssertionError("no task at " + step + ", but " + tasks(reference).stream().map(Task::getTaskDefinitionKey)
                    .toList());
        }
        return open.get(0);
    }

    /** The newest concern of the case. */
    Concern concern(String reference) {
        return concerns.ofCase(reference).get(0);
    }

    boolean running(Concern concern) {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceId(concern.processInstanceId()).count() > 0;
    }

    static Map<String, Object> decided(String decision, Object... more) {
        Map<String, Object> form = new HashMap<>(Map.of("decision", decision, "decisionReason", "as discussed"));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i].toString(), more[i + 1]);
        }
        return form;
    }

    /** What closes a settled concern. */
    static Map<String, Object> told(String day) {
        return Map.of("childToldOn", day, "advocateWhyNot", "has one", "complaintsOn", day, "difference", "The plan has begun.");
    }

    /** Ends every running concern and referral as the IRO would not: by the child's death. */
    @org.junit.jupiter.api.AfterEach
    void endConcerns() {
        house.runDueJobs();
        engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKeyIn("dispute-escalation", "cafcass-referral")
                .list().stream()
                .map(instance -> instance.getBusinessKey()).distinct().forEach(reference -> files.recordEvent(reference, "died", "",
                        org.iroprotocol.calendar.When.on(house.today()), "system", null));
        house.runDueJobs();
    }
}
