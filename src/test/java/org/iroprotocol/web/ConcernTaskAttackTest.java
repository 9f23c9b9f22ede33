package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.dispute.Concerns;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each task of a concern, tried over HTTP by one user of every group: done by those whose it is, refused to all others. */
@ProtocolTest
class ConcernTaskAttackTest {

    private static final String IRO = "iro.test";
    private static final String PROCESS = "dispute-escalation";
    private static final Set<String> DISCUSSIONS = Set.of(IRO, "iro2.test", "senior-iro.test", "iro-manager.test");
    /** The models also name the head of service QA, whom the engine's grants do not let near these tasks yet. */
    private static final Set<String> MEETINGS = Set.of(IRO, "iro2.test", "senior-iro.test", "iro-manager.test", "iro-admin.test");
    private static final Set<String> FOR_THE_IRO = Set.of(IRO, "senior-iro.test");
    private static final Set<String> THE_IRO_ALONE = Set.of(IRO);

    /** Who may complete what; nobody it is about is ever among them, and only the IRO judges and decides. */
    private static final Map<String, Set<String>> MAY = new LinkedHashMap<>();

    static {
        MAY.put("write-concern", THE_IRO_ALONE);
        MAY.put("tell-manager", FOR_THE_IRO);
        MAY.put("judge-response", THE_IRO_ALONE);
        MAY.put("discuss-and-decide", THE_IRO_ALONE);
        MAY.put("discuss-with-deputy", DISCUSSIONS);
        MAY.put("record-stage-2", DISCUSSIONS);
        MAY.put("decide-stage-2", THE_IRO_ALONE);
        MAY.put("record-heads-discussion", MEETINGS);
        MAY.put("record-meeting", MEETINGS);
        MAY.put("decide-stage-3", THE_IRO_ALONE);
        MAY.put("record-director-discussion", MEETINGS);
        MAY.put("decide-stage-4", THE_IRO_ALONE);
        MAY.put("check-promises", FOR_THE_IRO);
        MAY.put("close-concern", FOR_THE_IRO);
        MAY.put("confirm-concern-passed-on", Set.of(IRO, "iro-manager.test"));
    }

    @LocalServerPort
    int port;
    @Autowired
    House house;
    @Autowired
    TestCases cases;
    @Autowired
    CaseFiles files;
    @Autowired
    Concerns concerns;
    @Autowired
    Staff staff;
    @Autowired
    TaskService tasks;
    @Autowired
    FormService forms;
    @Autowired
    IdentityService identity;
    @Autowired
    RepositoryService repository;

    private final Map<String, Caller> callers = new LinkedHashMap<>();
    private final Set<String> tried = new TreeSet<>();
    private String reference;

    @AfterEach
    void away() {
        if (reference != null && files.event(reference, "died", "").isEmpty()) {
            files.recordEvent(reference, "died", "", When.on(house.today()), "system", null);
        }
        house.runDueJobs();
        cases.endAll();
    }

    @Test
    @Clause("C-25 C-103 C-105 P-06")
    void everyTaskIsDoneByThoseWhoseItIsAndRefusedToEveryOtherGroup() {
        house.at("2026-12-18T10:00");
        reference = cases.open(Map.of("socialWorkerName", "Sam Worker", "socialWorkerEmail", "social-worker.test@derby.example",
                "teamManagerName", "Tina Manager", "teamManagerEmail", "team-manager.test@derby.example"));
        cases.person(reference, "deputy-head-of-service", "Dana Deputy", "deputy-head-of-service.test@derby.example", "2026-12-18");
        cases.person(reference, "head-of-service", "Hari Head", "head-of-service.test@derby.example", "2026-12-18");
        cases.person(reference, "la-solicitor", "Lou Solicitor", "la-solicitor.test@derby.example", "2026-12-18");
        house.runDueJobs();
        identity.createUserQuery().list().stream().map(User::getId).filter(id -> id.endsWith(".test") || id.endsWith(".north"))
                .sorted().forEach(id -> callers.put(id, Caller.rest(port, id)));
        assertThat(callers).hasSizeGreaterThan(15);

        raised();
        triedByAll("write-concern");
        done("write-concern", written(Map.of("immediateAction", "yes", "immediateReason", "It cannot wait.")));
        triedByAll("tell-manager");
        done("tell-manager", Map.of("spokenTo", "deputy-head-of-service", "spokenName", "Dana", "spokenAt", "2026-12-18T09:50",
                "spokenWhat", "It cannot wait.", "safeguardingConsidered", true, "urgentStage", "stage-2"));
        triedByAll("discuss-with-deputy");
        done("discuss-with-deputy", Map.of("stage2At", "2026-12-18T09:55", "stage2With", "Dana Deputy"));
        triedByAll("record-stage-2");
        done("record-stage-2", Map.of("stage2Summary", "We agreed."));
        triedByAll("decide-stage-2");
        done("decide-stage-2", Map.of("decision", "goes-on", "goesTo", "stage-3", "decisionReason", "No."));
        triedByAll("record-heads-discussion");
        done("record-heads-discussion", Map.of("stage3At", "2026-12-18T09:57", "stage3With", "Hari", "stage3Summary", "They talked.",
                "meetingNeeded", "yes", "meetingReason", "All are needed."));
        triedByAll("record-meeting");
        done("record-meeting", Map.of("meetingOn", "2026-12-18", "meetingChair", "Head of QA", "meetingAttended", List.of("iro"),
                "meetingMissing", "All others.", "meetingSummary", "We talked."));
        triedByAll("decide-stage-3");
        done("decide-stage-3", Map.of("decision", "goes-on", "goesTo", "stage-4", "decisionReason", "No."));
        triedByAll("record-director-discussion");
        done("record-director-discussion", Map.of("stage4At", "2026-12-18T09:59", "stage4With", "Director", "stage4Summary",
                "They talked.", "stage4Possible", "no"));
        triedByAll("decide-stage-4");

        raised();
        done("write-concern", written(Map.of()));
        answered(2);
        triedByAll("judge-response");
        done("judge-response", Map.of("judgement", "no", "judgedNote", "Nothing is said."));
        triedByAll("discuss-and-decide");
        done("discuss-and-decide", Map.of("discussedAt", "2026-12-18T09:59", "discussedWith", "Senior", "discussedNote", "We talked.",
                "decision", "promised", "decisionReason", "A date is set.", "decidedPlan", List.of(Map.of("planAction", "Begin"))));
        triedByAll("check-promises");
        done("check-promises", Map.of("promises", List.of(Map.of("promiseNumber", "1", "promiseDropped", "Moved."))));
        triedByAll("close-concern");

        cases.changed(reference, "moved", Map.of("movedOn", "2026-12-18", "movedTo", "Leicester"));
        triedByAll("confirm-concern-passed-on");
        assertThat(tried).as("every task of the model").isEqualTo(ofTheModel());
        done("confirm-concern-passed-on", Map.of("passedOnHow", "ended", "passedOnWhat", "Leicester knows."));
    }

    private Set<String> ofTheModel() {
        String definition = repository.createProcessDefinitionQuery().processDefinitionKey(PROCESS).tenantIdIn("derby")
                .latestVersion().singleResult().getId();
        return new TreeSet<>(repository.getBpmnModelInstance(definition).getModelElementsByType(UserTask.class).stream()
                .map(UserTask::getId).toList());
    }

    /** A field no form has tells who may from who may not: the first is told that, the other that it is not theirs. */
    private void triedByAll(String step) {
        tried.add(step);
        String task = open(step).getId();
        Set<String> allowed = new TreeSet<>();
        for (Map.Entry<String, Caller> caller : callers.entrySet()) {
            for (String door : List.of("/submit-form", "/complete")) {
                HttpResponse<String> answer = caller.getValue().post("/task/" + task + door,
                        Caller.variables(Map.of("notOfTheForm", "x")));
                assertThat(answer.statusCode()).as(step + " by " + caller.getKey() + ": " + answer.body()).isIn(400, 403, 404);
                if (answer.statusCode() == 400) {
                    allowed.add(caller.getKey());
                }
            }
        }
        assertThat(allowed).as(step).isEqualTo(new TreeSet<>(MAY.get(step)));
        assertThat(tasks.createTaskQuery().taskId(task).count()).as(step + " is still open").isEqualTo(1);
    }

    private void raised() {
        cases.start("derby", IRO, PROCESS, Map.of("caseReference", reference, "concernLine", "The plan has not begun."));
    }

    private void answered(int number) {
        cases.start("derby", IRO, "concern-report", Map.of("caseReference", reference, "reportKind", "response", "concernNumber",
                String.valueOf(number), "responseOn", "2026-12-18", "responseHow", "e-mail", "responseFrom", "Tina", "response", "No."));
        house.runDueJobs();
    }

    private static Map<String, Object> written(Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(Map.of("category", "drift", "evidence", "Nothing has begun.", "impact",
                "She waits.", "wishes", "To know.", "resolution", "To begin.", "severity", "medium", "about", "usual",
                "immediateAction", "no", "relevantToCourt", "yes"));
        form.putAll(more);
        return form;
    }

    private void done(String step, Map<String, ?> form) {
        String task = open(step).getId();
        staff.signIn(IRO);
        try {
            forms.submitTaskForm(task, new HashMap<>(form));
        } finally {
            staff.signOut();
        }
        house.runDueJobs();
    }

    private Task open(String step) {
        return tasks.createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey(step).orderByTaskCreateTime().desc()
                .list().stream().findFirst().orElseThrow(() -> new AssertionError("no task at " + step));
    }
}
