package org.iroprotocol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TaskGuardTest {

    private static BareEngine bare;
    private static TaskService tasks;

    /** One command a person may give about a task. */
    interface Deed {
        void on(String taskId);
    }

    @BeforeAll
    static void start() {
        bare = new BareEngine();
        tasks = bare.engine.getTaskService();
        String form = "{\"id\":\"f\",\"type\":\"default\",\"schemaVersion\":16,\"components\":["
                + "{\"type\":\"textfield\",\"key\":\"note\",\"label\":\"Note\"}]}";
        bare.deploy("work.bpmn", BareEngine.process("work", """
                <startEvent id="s"/>
                <userTask id="t" camunda:candidateGroups="${role}" camunda:formRef="f" camunda:formRefBinding="deployment">
                  <extensionElements><camunda:properties><camunda:property name="onBehalf" value="senior-iro iro-admin"/></camunda:properties></extensionElements>
                </userTask>
                <boundaryEvent id="error" attachedToRef="t"><errorEventDefinition/></boundaryEvent>
                <boundaryEvent id="escalation" attachedToRef="t"><escalationEventDefinition/></boundaryEvent>
                """ + BareEngine.flow("s", "t")), "f.form", form);
        // The outsider holds every right the engine's own grants can give on the process: the guard must refuse alone.
        grant("*", ProcessDefinitionPermissions.TASK_WORK, ProcessDefinitionPermissions.TASK_ASSIGN,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.UPDATE_TASK, ProcessDefinitionPermissions.UPDATE_TASK_VARIABLE);
    }

    private static void grant(String user, Permission... permissions) {
        Authorization row = bare.engine.getAuthorizationService().createNewAuthorization(
                user.equals("*") ? Authorization.AUTH_TYPE_GLOBAL : Authorization.AUTH_TYPE_GRANT);
        row.setUserId(user);
        row.setResource(Resources.PROCESS_DEFINITION);
        row.setResourceId("*");
        row.setPermissions(permissions);
        bare.engine.getAuthorizationService().saveAuthorization(row);
    }

    @AfterAll
    static void stop() {
        bare.close();
    }

    @BeforeEach
    void people() {
        bare.acting.put("case-1/childrens-guardian", List.of("cg", "cover"));
        bare.acting.put("case-1/iro-manager", List.of("manager"));
    }

    @AfterEach
    void clean() {
        bare.acting.clear();
        bare.engine.getRuntimeService().createProcessInstanceQuery().list()
                .forEach(instance -> bare.engine.getRuntimeService().deleteProcessInstance(instance.getId(), "test"));
    }

    private static String task(String role) {
        String instance = bare.engine.getRuntimeService().createProcessInstanceByKey("work")
                .processDefinitionTenantId(BareEngine.TENANT)
                .businessKey("case-1").setVariable("role", role).execute().getId();
        return tasks.createTaskQuery().processInstanceId(instance).singleResult().getId();
    }

    private static Map<String, Deed> deeds() {
        Map<String, Deed> deeds = new LinkedHashMap<>();
        deeds.put("claim", id -> tasks.claim(id, "out"));
        deeds.put("unclaim", id -> tasks.setAssignee(id, null));
        deeds.put("claim for nobody", id -> tasks.claim(id, null));
        deeds.put("complete", tasks::complete);
        deeds.put("submit form", id -> bare.engine.getFormService().submitTaskForm(id, Map.of()));
        deeds.put("submit a wrong form", id -> bare.engine.getFormService().submitTaskForm(id, Map.of("evil", 1)));
        deeds.put("resolve", tasks::resolveTask);
        deeds.put("error", id -> tasks.handleBpmnError(id, "e"));
        deeds.put("escalation", id -> tasks.handleEscalation(id, "e"));
        deeds.put("variable", id -> tasks.setVariable(id, "note", "x"));
        deeds.put("local variable", id -> tasks.setVariableLocal(id, "note", "x"));
        deeds.put("remove variable", id -> tasks.removeVariable(id, "note"));
        deeds.putAll(administratorsDeeds());
        return deeds;
    }

    private static Map<String, Deed> administratorsDeeds() {
        Map<String, Deed> deeds = new LinkedHashMap<>();
        deeds.put("assign to oneself", id -> tasks.setAssignee(id, "out"));
        deeds.put("assign to another", id -> tasks.setAssignee(id, "other"));
        deeds.put("owner", id -> tasks.setOwner(id, "out"));
        deeds.put("delegate", id -> tasks.delegateTask(id, "out"));
        deeds.put("candidate user", id -> tasks.addCandidateUser(id, "out"));
        deeds.put("candidate group", id -> tasks.addCandidateGroup(id, "iro"));
        deeds.put("remove candidate group", id -> tasks.deleteCandidateGroup(id, "childrens-guardian"));
        deeds.put("priority", id -> tasks.setPriority(id, 9));
        deeds.put("name", id -> tasks.setName(id, "x"));
        deeds.put("due date", id -> tasks.setDueDate(id, new Date()));
        deeds.put("PUT with due date", id -> {
            Task task = tasks.createTaskQuery().taskId(id).singleResult();
            task.setDueDate(new Date(0));
            tasks.saveTask(task);
        });
        deeds.put("PUT with oneself as assignee", id -> {
            Task task = tasks.createTaskQuery().taskId(id).singleResult();
            task.setAssignee("out");
            tasks.saveTask(task);
        });
        return deeds;
    }

    @TestFactory
    Stream<DynamicTest> anOutsiderMayDoNothing() {
        return deeds().entrySet().stream().map(deed -> DynamicTest.dynamicTest(deed.getKey(), () -> {
            String id = task("childrens-guardian");
            // Members of the role's own group who are not named in the case are outsiders too, and so is on behalf but for completing.
            assertThatThrownBy(() -> bare.as("out", List.of("childrens-guardian"), () -> deed.getValue().on(id)))
                    .isInstanceOf(AuthorizationException.class);
            Task task = tasks.createTaskQuery().taskId(id).singleResult();
            assertThat(task).isNotNull();
            assertThat(task.getAssignee()).isNull();
            assertThat(task.getDueDate()).isNull();
            assertThat(bare.engine.getAuthorizationService().createAuthorizationQuery().resourceType(Resources.TASK).count())
                    .isZero();
        }));
    }

    @TestFactory
    Stream<DynamicTest> datesAndPeopleAreTheAdministratorsAlone() {
        return administratorsDeeds().entrySet().stream().map(deed -> DynamicTest.dynamicTest(deed.getKey(), () -> {
            String id = task("childrens-guardian");
            tasks.setAssignee(id, "cg");
            assertThatThrownBy(() -> bare.as("cg", List.of("childrens-guardian"), () -> deed.getValue().on(id)))
                    .isInstanceOf(AuthorizationException.class).hasMessageContaining("administrators");
            assertThatCode(() -> bare.as("pa", List.of("protocol-admin"), () -> deed.getValue().on(id)))
                    .doesNotThrowAnyException();
        }));
    }

    @Test
    void assigneeAndCoverMayWork() {
        String id = task("childrens-guardian");
        tasks.setAssignee(id, "anybody");
        bare.as("anybody", List.of(), () -> tasks.complete(id));
        String second = task("childrens-guardian");
        bare.as("cover", List.of(), () -> tasks.claim(second, "cover"));
        bare.as("cg", List.of(), () -> tasks.complete(second));
        assertThat(tasks.createTaskQuery().count()).isZero();
    }

    @Test
    void poolMayClaimAndGiveBackWhileNobodyIsNamed() {
        bare.acting.clear();
        String id = task("iro-manager");
        bare.as("m", List.of("iro-manager"), () -> tasks.claim(id, "m"));
        bare.as("m", List.of("iro-manager"), () -> tasks.setAssignee(id, null));
        assertThatThrownBy(() -> bare.as("m", List.of("iro-manager"), () -> tasks.claim(id, "other")))
                .isInstanceOf(AuthorizationException.class);
        bare.as("m2", List.of("iro-manager"), () -> tasks.complete(id));
        assertThat(tasks.createTaskQuery().count()).isZero();
    }

    @Test
    void poolIsClosedOnceSomebodyIsNamed() {
        String id = task("iro-manager");
        assertThatThrownBy(() -> bare.as("m", List.of("iro-manager"), () -> tasks.claim(id, "m")))
                .isInstanceOf(AuthorizationException.class).hasMessageContaining("somebody else's role");
        bare.as("manager", List.of("iro-manager"), () -> tasks.claim(id, "manager"));
        assertThatThrownBy(() -> bare.as("manager", List.of("iro-manager"), () -> tasks.setAssignee(id, null)))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void noGroupButAPoolWorksAsOne() {
        bare.acting.clear();
        String id = task("iro");
        assertThatThrownBy(() -> bare.as("x", List.of("iro"), () -> tasks.claim(id, "x")))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void onBehalfOnlyCompletes() {
        String id = task("childrens-guardian");
        for (Deed deed : List.<Deed>of(t -> tasks.claim(t, "ia"), t -> tasks.setVariable(t, "note", "x"), tasks::resolveTask,
                t -> tasks.handleBpmnError(t, "e"), t -> tasks.handleEscalation(t, "e"))) {
            assertThatThrownBy(() -> bare.as("ia", List.of("iro-admin"), () -> deed.on(id)))
                    .isInstanceOf(AuthorizationException.class);
        }
        bare.as("ia", List.of("iro-admin"), () -> bare.engine.getFormService().submitTaskForm(id, Map.of("note", "by phone")));
        String second = task("childrens-guardian");
        bare.as("si", List.of("senior-iro"), () -> tasks.complete(second));
        assertThat(tasks.createTaskQuery().count()).isZero();
    }

    @Test
    void anotherAuthorityIsRefusedWhateverTheRole() {
        String id = task("childrens-guardian");
        assertThatThrownBy(() -> bare.as("cg", List.of(), List.of("northmoor"), () -> {
            tasks.complete(id);
            return null;
        })).hasMessageContaining("nothing with this id in your authority");
    }

    @Test
    void breakGlassPassesAndOneAuthorisationRowFollowsTheAssignee() {
        String id = task("childrens-guardian");
        bare.as("admin", List.of("camunda-admin"), () -> tasks.setAssignee(id, "one"));
        assertThat(rows(id)).containsExactly("one");
        tasks.setAssignee(id, "two");
        assertThat(rows(id)).containsExactly("two");
        tasks.setAssignee(id, null);
        assertThat(rows(id)).isEmpty();
        tasks.setAssignee(id, "two");
        tasks.addCandidateGroup(id, "iro");
        tasks.addCandidateUser(id, "three");
        tasks.setOwner(id, "four");
        assertThat(rows(id)).containsExactly("two");
        bare.as("two", List.of(), () -> tasks.complete(id));
        assertThat(rows(id)).isEmpty();
    }

    private static List<String> rows(String taskId) {
        return bare.engine.getAuthorizationService().createAuthorizationQuery().resourceType(Resources.TASK).resourceId(taskId)
                .list()
                .stream().map(row -> row.getUserId() == null ? row.getGroupId() : row.getUserId()).toList();
    }

    @Test
    void notesAndTasksBesideTheProtocolAreRefused() {
        String id = task("childrens-guardian");
        tasks.setAssignee(id, "cg");
        String instance = tasks.createTaskQuery().taskId(id).singleResult().getProcessInstanceId();
        assertThatThrownBy(() -> bare.as("cg", List.of(), () -> tasks.createComment(id, instance, "x")))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> bare.as("cg", List.of(), () -> tasks.createAttachment("t", id, instance, "n", "d", "u")))
                .isInstanceOf(AuthorizationException.class);
    }
}
