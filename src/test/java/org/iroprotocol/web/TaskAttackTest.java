package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may do what with a task and its process over HTTP, and who may know of them (P-01, P-06). */
@ProtocolTest
class TaskAttackTest {

    private static final Map<String, Object> RIGHT = Caller.variables(Map.of("detailsChecked", true));

    @LocalServerPort
    int port;

    @Autowired
    House house;

    @Autowired
    TestCases cases;

    @Autowired
    CaseFiles files;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    RepositoryService repository;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    String reference;
    String task;
    String instance;
    String definition;

    @BeforeEach
    void oneTaskWaits() {
        house.at("2026-12-18T09:00");
        reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Gwen Ashe",
                "guardianEmail", "childrens-guardian.test@derby.example"));
        house.runDueJobs();
        Task waiting = tasks.createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey("send-iro-details").singleResult();
        task = waiting.getId();
        instance = waiting.getProcessInstanceId();
        definition = waiting.getProcessDefinitionId();
    }

    @AfterEach
    void away() {
        cases.endAll();
    }

    /** One request that changes something. */
    private record Change(String method, String path, String body) {
        @Override
        public String toString() {
            return method + " " + path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{20,}", "{id}");
        }
    }

    private List<Object> state() {
        Task now = tasks.createTaskQuery().taskId(task).singleResult();
        var process = runtime.createProcessInstanceQuery().processInstanceId(instance).singleResult();
        assertThat(now).as("the task").isNotNull();
        assertThat(process).as("the process").isNotNull();
        return List.of(now.getAssignee(), String.valueOf(now.getOwner()), String.valueOf(now.getDelegationState()), now.getName(),
                now.getDueDate(), now.getPriority(), String.valueOf(now.getDescription()), process.isSuspended(),
                tasks.getIdentityLinksForTask(task).stream().map(Object::toString).sorted().toList(),
                tasks.getTaskComments(task).size(), tasks.getTaskAttachments(task).size(),
                runtime.getVariables(instance), tasks.getVariablesLocal(task),
                runtime.createProcessInstanceQuery().count(), management.createJobQuery().count(),
                files.proceedings(reference).stream().map(Proceedings::endedOn).map(String::valueOf).toList(),
                files.timeline(reference).size());
    }

    private static void refusedInWords(HttpResponse<String> answer, String what) {
        boolean comment = what.endsWith("/comment/create") && answer.body().contains("No task found");
        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isIn(403, 404, comment ? 400 : 403);
        assertThat(answer.body()).as(what).doesNotContain("\tat ", "java.lang", "Exception:", "ENGINE-");
        assertThat(Caller.read(answer).path("message").asText()).as(what).isNotBlank();
    }

    private List<Change> changesOfATask(String user) {
        String at = "/task/" + task;
        String who = "{\"userId\":\"" + user + "\"}";
        return List.of(
                new Change("POST", at + "/claim", who),
                new Change("POST", at + "/unclaim", "{}"),
                new Change("POST", at + "/assignee", who),
                new Change("POST", at + "/delegate", who),
                new Change("POST", at + "/resolve", "{}"),
                new Change("POST", at + "/complete", Caller.text(RIGHT)),
                new Change("POST", at + "/submit-form", Caller.text(RIGHT)),
                new Change("POST", at + "/bpmnError", "{\"errorCode\":\"e\"}"),
                new Change("POST", at + "/bpmnEscalation", "{\"escalationCode\":\"e\"}"),
                new Change("PUT", at, "{\"name\":\"Mine\",\"assignee\":\"" + user + "\",\"priority\":99}"),
                new Change("DELETE", at, ""),
                new Change("PUT", at + "/variables/note", "{\"value\":\"x\"}"),
                new Change("POST", at + "/variables", "{\"modifications\":{\"note\":{\"value\":\"x\"}}}"),
                new Change("PUT", at + "/localVariables/note", "{\"value\":\"x\"}"),
                new Change("POST", at + "/localVariables", "{\"modifications\":{\"note\":{\"value\":\"x\"}}}"),
                new Change("POST", at + "/identity-links", "{\"userId\":\"" + user + "\",\"type\":\"candidate\"}"),
                new Change("POST", at + "/identity-links/delete", "{\"groupId\":\"iro\",\"type\":\"candidate\"}"),
                new Change("POST", at + "/comment/create", "{\"message\":\"x\"}"));
    }

    @TestFactory
    Stream<DynamicTest> whoDoesNotHoldTheRoleChangesNothing() {
        return Stream.of("social-worker.test", "childrens-guardian.test", "iro2.test", "senior-iro.test", "iro-admin.test",
                "protocol-manager.test", "iro.north").flatMap(user -> Caller.both(port, user).stream().flatMap(caller ->
                changesOfATask(user).stream().map(change -> DynamicTest.dynamicTest(user + " " + caller + " " + change, () -> {
                    List<Object> before = state();
                    refusedInWords(caller.send(change.method(), change.path(), change.body()), change.toString());
                    assertThat(state()).isEqualTo(before);
                }))));
    }

    @Test
    void theManagerCompletesOnBehalfAndDoesNothingElse() {
        Caller manager = Caller.rest(port, "iro-manager.test");
        List<Object> before = state();
        for (Change change : changesOfATask("iro-manager.test")) {
            if (!change.path().endsWith("/complete") && !change.path().endsWith("/submit-form")) {
                refusedInWords(manager.send(change.method(), change.path(), change.body()), change.toString());
                assertThat(state()).as(change.toString()).isEqualTo(before);
            }
        }
        assertThat(manager.post("/task/" + task + "/submit-form", RIGHT).statusCode()).isEqualTo(204);
        assertThat(tasks.createTaskQuery().taskId(task).count()).isZero();
        for (Caller second : List.of(manager, Caller.app(port, "iro.test"))) {
            for (String way : List.of("/complete", "/submit-form")) {
                HttpResponse<String> late = second.post("/task/" + task + way, RIGHT);
                assertThat(late.statusCode()).as(late.body()).isEqualTo(409);
                assertThat(Caller.read(late).path("message").asText()).contains("somebody has just completed it", "Nothing");
            }
        }
    }

    @Test
    void theHolderWorksOnTheTaskButDoesNotHandItOverOrMoveIt() {
        Caller holder = Caller.app(port, "iro.test");
        List<Object> before = state();
        for (String path : List.of("/assignee", "/delegate")) {
            refusedInWords(holder.post("/task/" + task + path, "{\"userId\":\"iro2.test\"}"), path);
        }
        refusedInWords(holder.post("/task/" + task + "/claim", "{\"userId\":\"iro2.test\"}"), "claim for another");
        refusedInWords(holder.post("/task/" + task + "/unclaim", "{}"), "unclaim");
        refusedInWords(holder.send("PUT", "/task/" + task, "{\"name\":\"x\",\"due\":\"2030-01-01T00:00:00.000+0000\"}"), "edit");
        refusedInWords(holder.send("DELETE", "/task/" + task, ""), "delete");
        assertThat(state()).isEqualTo(before);
        assertThat(holder.post("/task/" + task + "/complete", RIGHT).statusCode()).isEqualTo(204);
        assertThat(tasks.createTaskQuery().taskId(task).count()).isZero();
        assertThat(files.timeline(reference)).isNotEmpty();
    }

    @Test
    void aPoolTaskIsItsPools() {
        String deployment = repository.createDeployment().tenantId("derby").addModelInstance("web-pool.bpmn",
                Bpmn.createExecutableProcess("web-pool").camundaHistoryTimeToLive(1).startEvent()
                        .userTask("look").camundaCandidateGroups("iro-admin").endEvent().done()).deploy().getId();
        // For the tests' own measuring of coverage alone, which looks the definition up with the user's rights.
        Family.grant(authorizations, "iro-admin.test", Resources.PROCESS_DEFINITION, "web-pool", ProcessDefinitionPermissions.READ);
        try {
            runtime.createProcessInstanceByKey("web-pool").processDefinitionTenantId("derby").businessKey(reference).execute();
            String pooled = tasks.createTaskQuery().processDefinitionKey("web-pool").singleResult().getId();
            for (String user : List.of("iro.test", "iro-manager.test", "iro-admin.north", "social-worker.test")) {
                Caller other = Caller.rest(port, user);
                refusedInWords(other.post("/task/" + pooled + "/claim", "{\"userId\":\"" + user + "\"}"), user);
                refusedInWords(other.post("/task/" + pooled + "/complete", "{}"), user);
            }
            Caller member = Caller.rest(port, "iro-admin.test");
            refusedInWords(member.post("/task/" + pooled + "/claim", "{\"userId\":\"iro.test\"}"), "claim for another");
            assertThat(member.post("/task/" + pooled + "/claim", "{\"userId\":\"iro-admin.test\"}").statusCode()).isEqualTo(204);
            assertThat(member.post("/task/" + pooled + "/unclaim", "{}").statusCode()).isEqualTo(204);
            HttpResponse<String> done = member.post("/task/" + pooled + "/complete", "{}");
            assertThat(done.statusCode()).as(done.body()).isEqualTo(204);
        } finally {
            repository.deleteDeployment(deployment, true);
            authorizations.createAuthorizationQuery().userIdIn("iro-admin.test").resourceId("web-pool").list()
                    .forEach(row -> authorizations.deleteAuthorization(row.getId()));
        }
    }

    @Test
    void whoIsNotNamedKnowsOfNothing() {
        for (String user : List.of("social-worker.test", "team-manager.test", "la-solicitor.test", "head-of-service.test",
                "iro.north", "protocol-admin.north")) {
            for (Caller caller : Caller.both(port, user)) {
                for (String query : List.of("/task?maxResults=50", "/process-instance?maxResults=50&businessKey=" + reference,
                        "/history/process-instance?maxResults=50&processInstanceBusinessKey=" + reference,
                        "/history/task?maxResults=50&taskId=" + task, "/history/activity-instance?maxResults=50&processInstanceId="
                                + instance, "/variable-instance?maxResults=50&processInstanceIdIn=" + instance,
                        "/history/variable-instance?maxResults=50&processInstanceId=" + instance,
                        "/job?maxResults=50&processInstanceId=" + instance, "/incident?maxResults=50&processInstanceId=" + instance,
                        "/execution?maxResults=50&processInstanceId=" + instance,
                        "/event-subscription?maxResults=50&processInstanceId=" + instance)) {
                    assertThat(caller.json(query)).as(user + " " + query).isEmpty();
                }
                for (String path : List.of("/task/" + task, "/task/" + task + "/form", "/task/" + task + "/variables",
                        "/task/" + task + "/form-variables", "/task/" + task + "/deployed-form", "/task/" + task + "/comment",
                        "/task/" + task + "/identity-links", "/process-instance/" + instance,
                        "/process-instance/" + instance + "/variables", "/process-instance/" + instance + "/activity-instances",
                        "/history/process-instance/" + instance)) {
                    HttpResponse<String> answer = caller.get(path);
                    assertThat(answer.statusCode()).as(user + " " + path + answer.body()).isIn(403, 404);
                    assertThat(answer.body()).as(path).doesNotContain("Robin Tester", reference);
                }
            }
            Browser browser = new Browser(port);
            browser.signIn(user, Staff.PASSWORD);
            assertThat(browser.page("/case/" + reference).statusCode()).as(user).isEqualTo(404);
            assertThat(browser.get("/case/for-task/" + task).statusCode()).as(user).isEqualTo(404);
        }
    }

    @Test
    void theServiceReadsByDefinitionAndNoVariables() {
        for (String user : List.of("iro2.test", "senior-iro.test", "iro-manager.test", "iro-admin.test")) {
            Caller caller = Caller.rest(port, user);
            assertThat(caller.json("/task?maxResults=50&processInstanceBusinessKey=" + reference)).as(user).hasSize(2);
            assertThat(caller.json("/variable-instance?maxResults=50&processInstanceIdIn=" + instance)).as(user).isEmpty();
            assertThat(caller.get("/process-instance/" + instance + "/variables").statusCode()).as(user).isEqualTo(403);
        }
    }

    /** What leads past the forms, on an instance, its jobs, its definition or by message. */
    private List<Change> sideDoors() {
        String job = management.createJobQuery().processInstanceId(instance).listPage(0, 1).get(0).getId();
        String at = "/process-instance/" + instance;
        List<Change> doors = new ArrayList<>(List.of(
                new Change("POST", "/message", "{\"messageName\":\"proceedings-ended\",\"businessKey\":\"" + reference
                        + "\",\"tenantId\":\"derby\"}"),
                new Change("POST", "/message", "{\"messageName\":\"proceedings-ended\",\"businessKey\":\"" + reference
                        + "\",\"tenantId\":\"derby\",\"all\":true}"),
                new Change("POST", "/message", "{\"messageName\":\"proceedings-ended\",\"processInstanceId\":\"" + instance + "\"}"),
                new Change("POST", "/execution/" + instance + "/messageSubscriptions/proceedings-ended/trigger", "{}"),
                new Change("POST", "/execution/" + instance + "/signal", "{}"),
                new Change("POST", "/signal", "{\"name\":\"anything\",\"tenantId\":\"derby\"}"),
                new Change("POST", "/condition", "{\"variables\":{\"a\":{\"value\":1}},\"tenantId\":\"derby\"}"),
                new Change("PUT", at + "/variables/note", "{\"value\":\"x\"}"),
                new Change("POST", at + "/variables", "{\"modifications\":{\"note\":{\"value\":\"x\"}}}"),
                new Change("PUT", "/execution/" + instance + "/localVariables/note", "{\"value\":\"x\"}"),
                new Change("POST", at + "/modification",
                        "{\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"send-iro-details\"}]}"),
                new Change("POST", at + "/modification",
                        "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"write-iro-notice\"}]}"),
                new Change("POST", "/modification/execute", "{\"processDefinitionId\":\"" + definition + "\",\"processInstanceIds\":[\""
                        + instance + "\"],\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"send-iro-details\"}]}"),
                new Change("PUT", at + "/suspended", "{\"suspended\":true}"),
                new Change("PUT", "/process-instance/suspended", "{\"suspended\":true,\"processInstanceIds\":[\"" + instance + "\"]}"),
                new Change("DELETE", at, ""),
                new Change("POST", "/process-instance/delete", "{\"processInstanceIds\":[\"" + instance + "\"]}"),
                new Change("POST", "/process-definition/" + definition + "/restart", "{\"processInstanceIds\":[\"" + instance
                        + "\"],\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"send-iro-details\"}]}"),
                new Change("PUT", "/process-definition/" + definition + "/suspended",
                        "{\"suspended\":true,\"includeProcessInstances\":true}"),
                new Change("DELETE", "/process-definition/" + definition + "?cascade=true", ""),
                new Change("POST", "/process-definition/" + definition + "/start", "{\"businessKey\":\"" + reference
                        + "\",\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"write-iro-notice\"}]}"),
                new Change("PUT", "/job/" + job + "/duedate", "{\"duedate\":\"2030-01-01T00:00:00.000+0000\"}"),
                new Change("POST", "/job/" + job + "/execute", "{}"),
                new Change("PUT", "/job/" + job + "/suspended", "{\"suspended\":true}"),
                new Change("DELETE", "/job/" + job, ""),
                new Change("POST", "/task/create", "{\"id\":\"web-attack\",\"name\":\"x\",\"tenantId\":\"derby\"}"),
                new Change("DELETE", "/deployment/" + repository.getProcessDefinition(definition).getDeploymentId()
                        + "?cascade=true", "")));
        return doors;
    }

    @ParameterizedTest
    @ValueSource(strings = {"iro.test", "iro2.test", "iro-manager.test", "iro-admin.test", "social-worker.test",
            "protocol-manager.test", "protocol-admin.north", "iro.north"})
    void nobodyComesPastTheForms(String user) {
        List<Object> before = state();
        int retries = management.createJobQuery().processInstanceId(instance).listPage(0, 1).get(0).getRetries();
        for (Caller caller : Caller.both(port, user)) {
            for (Change change : sideDoors()) {
                HttpResponse<String> answer = caller.send(change.method(), change.path(), change.body());
                assertThat(answer.statusCode()).as(user + " " + caller + " " + change + ": " + answer.body()).isBetween(400, 499);
                assertThat(answer.body()).as(change.toString()).doesNotContain("\tat ");
                assertThat(state()).as(user + " " + change).isEqualTo(before);
            }
            Job job = management.createJobQuery().processInstanceId(instance).listPage(0, 1).get(0);
            assertThat(job.getRetries()).as("asking to run a job is no failure of the job").isEqualTo(retries);
            assertThat(job.getExceptionMessage()).isNull();
            assertThat(caller.send("PUT", "/job/" + job.getId() + "/retries", "{\"retries\":7}").statusCode()).as(user)
                    .isIn(403, 404);
            assertThat(management.createJobQuery().jobId(job.getId()).singleResult().getRetries()).isEqualTo(retries);
        }
        assertThat(repository.createProcessDefinitionQuery().processDefinitionId(definition).active().count()).isOne();
        assertThat(management.createBatchQuery().count()).isZero();
    }

    @Test
    void protocolAdminRetriesJobsAndMovesTasksButChangesNoValuesAndNoFlow() {
        Caller admin = Caller.rest(port, "protocol-admin.test");
        List<Object> before = state();
        String job = management.createJobQuery().processInstanceId(instance).listPage(0, 1).get(0).getId();
        assertThat(admin.send("PUT", "/job/" + job + "/retries", "{\"retries\":4}").statusCode()).isEqualTo(204);
        for (Change change : sideDoors()) {
            if (!change.path().startsWith("/job/") && !change.path().startsWith("/deployment/")) {
                HttpResponse<String> answer = admin.send(change.method(), change.path(), change.body());
                assertThat(answer.statusCode()).as(change + ": " + answer.body()).isBetween(400, 499);
                assertThat(state()).as(change.toString()).isEqualTo(before);
            }
        }
        refusedInWords(admin.post("/task/" + task + "/complete", RIGHT), "complete");
        assertThat(admin.post("/task/" + task + "/assignee", "{\"userId\":\"iro2.test\"}").statusCode()).isEqualTo(204);
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee()).isEqualTo("iro2.test");
    }

    @Test
    void theProtocolManagerLooksInCockpitAndReadsNoVariables() {
        Caller manager = Caller.app(port, "protocol-manager.test");
        Caller cockpit = manager.at("/camunda/api/cockpit/plugin/base/default");
        assertThat(cockpit.post("/process-instance?firstResult=0&maxResults=50", Map.of("processDefinitionId", definition))
                .statusCode()).isEqualTo(200);
        JsonNode found = manager.json("/process-instance?maxResults=50&businessKey=" + reference);
        assertThat(found).hasSize(1);
        assertThat(manager.get("/process-instance/" + instance + "/activity-instances").statusCode()).isEqualTo(200);
        assertThat(manager.get("/process-definition/" + definition + "/xml").statusCode()).isEqualTo(200);
        assertThat(manager.get("/process-instance/" + instance + "/variables").statusCode()).isEqualTo(403);
        assertThat(manager.get("/execution/" + instance + "/localVariables").statusCode()).isEqualTo(403);
        assertThat(manager.json("/variable-instance?maxResults=50&processInstanceIdIn=" + instance)).isEmpty();
        assertThat(manager.json("/history/variable-instance?maxResults=50&processInstanceId=" + instance)).isEmpty();
        assertThat(manager.json("/task?maxResults=50")).isEmpty();
        Browser browser = new Browser(port);
        browser.signIn("protocol-manager.test", Staff.PASSWORD);
        assertThat(browser.page("/case/" + reference).statusCode()).isEqualTo(404);
        assertThat(browser.page("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
    }

    @Test
    void theEmergencyAdministratorMay() {
        TestUsers users = new TestUsers(identity);
        users.add("web.boss", "derby", "camunda-admin");
        try {
            Caller boss = Caller.rest(port, "web.boss", TestUsers.PASSWORD);
            assertThat(boss.send("PUT", "/process-instance/" + instance + "/suspended", "{\"suspended\":true}").statusCode())
                    .isEqualTo(204);
            assertThat(boss.send("PUT", "/process-instance/" + instance + "/suspended", "{\"suspended\":false}").statusCode())
                    .isEqualTo(204);
            assertThat(boss.post("/message", Map.of("messageName", "iro-changed", "businessKey", reference, "tenantId", "derby",
                    "all", true)).statusCode()).isEqualTo(204);
            assertThat(boss.post("/task/" + task + "/complete", RIGHT).statusCode()).isEqualTo(204);
        } finally {
            users.removeAll();
        }
    }
}
