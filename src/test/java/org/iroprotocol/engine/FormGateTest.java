package org.iroprotocol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.Variables;
import org.iroprotocol.casefile.RefusedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FormGateTest {

    private static BareEngine bare;
    private static TaskService tasks;
    private static RuntimeService runtime;
    private static final Map<String, String> DEFINITIONS = new HashMap<>();

    /** Refuses like the case file does. */
    public static class Records {
        public void add(String kind, DelegateExecution execution) {
            if ("refuse".equals(execution.getVariable("reason"))) {
                throw new RefusedException("reason", "This cannot be recorded twice. Correct the first record.");
            }
        }

        public void inner(DelegateExecution execution) {
            execution.getProcessEngineServices().getRuntimeService().setVariable(execution.getProcessInstanceId(), "inner",
                    "kept");
            execution.getProcessEngineServices().getRuntimeService().createProcessInstanceByKey("bare").setVariable("free", 1)
                    .processDefinitionTenantId(BareEngine.TENANT).execute();
        }
    }

    @BeforeAll
    static void start() {
        bare = new BareEngine();
        tasks = bare.engine.getTaskService();
        runtime = bare.engine.getRuntimeService();
        bare.beans.put("records", new Records());
        bare.cases.put("D-1", BareEngine.TENANT);
        bare.cases.put("N-1", "northmoor");
        bare.deploy("gate.bpmn", BareEngine.process("gate", """
                <startEvent id="s" camunda:formRef="start" camunda:formRefBinding="deployment"/>
                <userTask id="t" camunda:assignee="iro.demo" camunda:formRef="task" camunda:formRefBinding="deployment"/>
                <serviceTask id="move" camunda:expression="${records.add('gate', execution)}"/>
                <userTask id="formless" camunda:assignee="iro.demo"/>
                <boundaryEvent id="error" attachedToRef="t"><errorEventDefinition/></boundaryEvent>
                """ + BareEngine.flow("s", "t") + BareEngine.flow("t", "move") + BareEngine.flow("move", "formless")),
                "start.form", form("start", field("textfield", "caseReference", "Case", "") + ","
                        + field("textfield", "reason", "Reason", "\"validate\":{\"required\":true,\"maxLength\":20}")),
                "task.form", form("task", field("textfield", "reason", "Reason", "\"validate\":{\"required\":true}") + ","
                        + field("number", "days", "Days", "\"validate\":{\"min\":1,\"max\":15}") + ","
                        + field("textfield", "shown", "Shown", "\"readonly\":true")),
                "gate.dmn", rules());
        bare.deploy("keep.bpmn", BareEngine.process("keep", """
                <startEvent id="s" camunda:formRef="keep" camunda:formRefBinding="deployment"/>
                <userTask id="t" camunda:assignee="x"/>""" + BareEngine.flow("s", "t")),
                "keep.form", form("keep", field("textfield", "caseReference", "Case", "\"properties\":{\"engine\":\"true\"}")));
        bare.deploy("bare.bpmn", BareEngine.process("bare", "<startEvent id=\"s\"/><userTask id=\"t\" camunda:assignee=\"x\"/>"
                + BareEngine.flow("s", "t")));
        bare.deploy("inner.bpmn", BareEngine.process("inner", "<startEvent id=\"s\"/><serviceTask id=\"i\" "
                + "camunda:expression=\"${records.inner(execution)}\"/><userTask id=\"t\" camunda:assignee=\"x\"/>"
                + BareEngine.flow("s", "i") + BareEngine.flow("i", "t")));
        bare.engine.getRepositoryService().createProcessDefinitionQuery().list()
                .forEach(definition -> DEFINITIONS.put(definition.getKey(), definition.getId()));
        grant(Resources.PROCESS_DEFINITION, org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.CREATE_INSTANCE);
        grant(Resources.PROCESS_INSTANCE, Permissions.CREATE);
    }

    private static void grant(Resources resource, org.camunda.bpm.engine.authorization.Permission permission) {
        Authorization row = bare.engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        row.setGroupId("iro");
        row.setResource(resource);
        row.setResourceId("*");
        row.addPermission(permission);
        bare.engine.getAuthorizationService().saveAuthorization(row);
    }

    private static String form(String id, String components) {
        return "{\"id\":\"%s\",\"type\":\"default\",\"schemaVersion\":16,\"components\":[%s]}".formatted(id, components);
    }

    private static String field(String type, String key, String label, String more) {
        return "{\"type\":\"%s\",\"key\":\"%s\",\"label\":\"%s\"%s}".formatted(type, key, label, more.isEmpty() ? "" : ","
                + more);
    }

    private static String rules() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
                    id="d" name="d" namespace="test">
                  <decision id="gate-rules" name="r" camunda:historyTimeToLive="P180D"><decisionTable id="table" hitPolicy="COLLECT">
                    <input id="i"><inputExpression id="ie" typeRef="boolean"><text>days != null and days &gt; 10 and reason = "short"</text></inputExpression></input>
                    <output id="o1" name="field" typeRef="string"/><output id="o2" name="message" typeRef="string"/>
                    <rule id="r"><inputEntry id="e"><text>true</text></inputEntry>
                      <outputEntry id="f"><text>"days"</text></outputEntry><outputEntry id="m"><text>"A short matter takes ten days at most."</text></outputEntry></rule>
                  </decisionTable></decision>
                </definitions>
                """;
    }

    @AfterAll
    static void stop() {
        bare.close();
    }

    @AfterEach
    void clean() {
        runtime.createProcessInstanceQuery().list().forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test"));
    }

    private static ProcessInstance start(Map<String, Object> values) {
        return runtime.createProcessInstanceByKey("gate").processDefinitionTenantId(BareEngine.TENANT).setVariables(values)
                .businessKey("forged").execute();
    }

    private static String definition(String key) {
        return DEFINITIONS.get(key);
    }

    private static String task() {
        return tasks.createTaskQuery().processInstanceId(start(Map.of("reason", "because")).getId()).singleResult().getId();
    }

    private static <T> T iro(java.util.concurrent.Callable<T> work) {
        return bare.as("iro.demo", List.of("iro"), List.of(BareEngine.TENANT), work);
    }

    private static InvalidForm refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        InvalidForm refusal = catchThrowableOfType(InvalidForm.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.getResponse().getStatus()).isEqualTo(400);
        return refusal;
    }

    @TestFactory
    Stream<DynamicTest> everyWayIntoATaskIsChecked() {
        Map<String, Object> wrong = new HashMap<>(Map.of("reason", "x", "days", 99, "evil", "secret value"));
        Map<String, Consumer<String>> ways = new LinkedHashMap<>();
        ways.put("complete", id -> tasks.complete(id, wrong));
        ways.put("complete with result", id -> tasks.completeWithVariablesInReturn(id, wrong, true));
        ways.put("submit", id -> bare.engine.getFormService().submitTaskForm(id, wrong));
        ways.put("resolve", id -> tasks.resolveTask(id, wrong));
        ways.put("error", id -> tasks.handleBpmnError(id, "e", "m", wrong));
        ways.put("escalation", id -> tasks.handleEscalation(id, "e", wrong));
        ways.put("variables", id -> tasks.setVariables(id, wrong));
        ways.put("local variables", id -> tasks.setVariablesLocal(id, wrong));
        ways.put("patch", id -> ((org.camunda.bpm.engine.impl.TaskServiceImpl) tasks).updateVariables(id, wrong, List.of()));
        return ways.entrySet().stream().map(way -> DynamicTest.dynamicTest(way.getKey(), () -> {
            String id = task();
            InvalidForm refusal = refused(() -> way.getValue().accept(id));
            assertThat(refusal.fields()).containsEntry("days", "Days must be at most 15.")
                    .containsEntry("evil", "'evil' is not a field of this form.");
            assertThat(refusal.getMessage()).doesNotContain("99", "secret");
            assertThat(tasks.createTaskQuery().taskId(id).count()).isOne();
            assertThat(tasks.getVariables(id)).doesNotContainKeys("evil", "days");
        }));
    }

    @Test
    void removingWhatIsNoFieldIsRefused() {
        String id = task();
        assertThat(refused(() -> tasks.removeVariable(id, "steering")).fields()).containsKey("steering");
        assertThat(refused(() -> ((org.camunda.bpm.engine.impl.TaskServiceImpl) tasks)
                .updateVariables(id, Map.of(), List.of("steering"))).fields()).containsKey("steering");
    }

    @Test
    void bothWaysToStartAreChecked() {
        assertThat(refused(() -> start(Map.of())).fields()).containsEntry("reason", "Reason is missing.");
        assertThat(refused(() -> start(Map.of("reason", "much longer than twenty characters"))).getMessage())
                .isEqualTo("Reason must have at most 20 characters.");
        assertThat(refused(() -> bare.engine.getFormService().submitStartForm(definition("gate"), Map.of("evil", 1))).fields())
                .containsKeys("reason", "evil");
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void readOnlyFieldsAreNeverTakenBack() {
        String id = task();
        tasks.complete(id, Map.of("reason", "y", "shown", "forged"));
        String instance = tasks.createTaskQuery().taskDefinitionKey("formless").singleResult().getProcessInstanceId();
        assertThat(runtime.getVariables(instance)).containsEntry("reason", "y").doesNotContainKey("shown");
    }

    @Test
    void aStepWithoutAFormTakesNothing() {
        tasks.complete(task(), Map.of("reason", "y"));
        String id = tasks.createTaskQuery().taskDefinitionKey("formless").singleResult().getId();
        assertThat(refused(() -> tasks.complete(id, Map.of("reason", "y"))).getMessage()).contains("no form");
        assertThat(refused(() -> iro(() -> runtime.createProcessInstanceByKey("bare").processDefinitionTenantId(BareEngine.TENANT)
                .setVariable("a", 1).execute())).getMessage()).contains("no form");
        tasks.complete(id);
        assertThat(tasks.createTaskQuery().count()).isZero();
    }

    @Test
    void rulesAcrossFieldsComeAfterTheFields() {
        String id = task();
        assertThat(refused(() -> tasks.complete(id, Map.of("reason", "short", "days", 12))).fields())
                .containsExactly(Map.entry("days", "A short matter takes ten days at most."));
        tasks.complete(id, Map.of("reason", "short", "days", 9));
        assertThat(tasks.createTaskQuery().taskDefinitionKey("formless").count()).isOne();
    }

    @Test
    void whatADelegateRefusesIsTheSameAnswerAndUndoesEverything() {
        String id = task();
        InvalidForm refusal = refused(() -> bare.engine.getFormService().submitTaskForm(id, Map.of("reason", "refuse")));
        assertThat(refusal.fields()).containsExactly(Map.entry("reason",
                "This cannot be recorded twice. Correct the first record."));
        assertThat(refusal.getResponse().getEntity()).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("type", "InvalidForm").containsEntry("message", refusal.getMessage());
        assertThat(tasks.createTaskQuery().taskId(id).count()).isOne();
        assertThat(tasks.getVariable(id, "reason")).isEqualTo("because");
    }

    @Test
    void codeTheEngineCallsIsNotAsked() {
        ProcessInstance instance = runtime.createProcessInstanceByKey("inner").processDefinitionTenantId(BareEngine.TENANT)
                .execute();
        assertThat(runtime.getVariable(instance.getId(), "inner")).isEqualTo("kept");
        assertThat(runtime.createProcessInstanceQuery().processDefinitionKey("bare").count()).isOne();
    }

    @Test
    void filesAndJavaObjectsFitNoField() {
        String id = task();
        assertThat(refused(() -> tasks.complete(id, Variables.createVariables().putValueTyped("reason",
                Variables.fileValue("x.txt").file(new byte[] {1}).create()))).fields()).containsKey("reason");
        assertThat(refused(() -> tasks.complete(id, Variables.createVariables().putValueTyped("reason",
                Variables.serializedObjectValue("{}").objectTypeName("java.util.HashMap")
                        .serializationDataFormat("application/json").create())))
                .fields()).containsKey("reason");
    }

    @Test
    void theBusinessKeyIsOursWhateverWasSent() {
        ProcessInstance without = iro(() -> start(Map.of("reason", "a")));
        assertThat(without.getBusinessKey()).isNull();
        ProcessInstance with = iro(() -> start(Map.of("reason", "a", "caseReference", " D-1 ")));
        assertThat(with.getBusinessKey()).isEqualTo("D-1");
        assertThat(runtime.getVariables(with.getId())).doesNotContainKey("caseReference");
        ProcessInstance submitted = iro(() -> bare.engine.getFormService().submitStartForm(definition("gate"), "forged",
                Map.of("reason", "a", "caseReference", "D-1")));
        assertThat(submitted.getBusinessKey()).isEqualTo("D-1");
        ProcessInstance kept = iro(() -> bare.engine.getFormService().submitStartForm(definition("keep"), "forged",
                Map.of("caseReference", "D-1")));
        assertThat(runtime.getVariables(kept.getId())).containsEntry("caseReference", "D-1");
        assertThat(start(Map.of("reason", "a")).getBusinessKey()).as("the system's own start").isEqualTo("forged");
    }

    @Test
    void unknownForeignAndUnreadableCasesGiveOneAnswer() {
        for (String reference : List.of("none", "N-1", "D-1'; drop")) {
            InvalidForm refusal = refused(() -> iro(() -> start(Map.of("reason", "a", "caseReference", reference))));
            assertThat(refusal.fields()).containsOnlyKeys("caseReference");
            assertThat(refusal.getMessage()).startsWith("There is no case with this reference").doesNotContain(reference);
        }
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void startingIsForOnesOwnAuthorityAndForWhoMay() {
        assertThatThrownBy(() -> bare.as("iro.demo", List.of("iro"), List.of("northmoor"),
                () -> bare.engine.getFormService().submitStartForm(definition("gate"), Map.of("reason", "a"))))
                .hasMessageContaining("nothing with this id in your authority");
        assertThatThrownBy(() -> bare.as("x", List.of("social-worker"), List.of(BareEngine.TENANT),
                () -> bare.engine.getFormService().submitStartForm(definition("gate"), Map.of("evil", "a"))))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void notEvenTheBreakGlassAdministratorBeginsInTheMiddle() {
        assertThatThrownBy(() -> bare.as("admin", List.of("camunda-admin"), List.of(BareEngine.TENANT), () -> runtime
                .createProcessInstanceById(definition("gate")).startBeforeActivity("move").execute()))
                .isInstanceOf(AuthorizationException.class).hasMessageContaining("Start the process");
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }

    @TestFactory
    Stream<DynamicTest> sideDoorsAreShut() {
        Map<String, Consumer<ProcessInstance>> doors = new LinkedHashMap<>();
        doors.put("message", i -> runtime.createMessageCorrelation("x").processInstanceId(i.getId()).setVariable("a", 1)
                .correlateAll());
        doors.put("start message", i -> runtime.createMessageCorrelation("x").correlateStartMessage());
        doors.put("signal", i -> runtime.signalEventReceived("x", Map.of("a", 1)));
        doors.put("message to execution", i -> runtime.messageEventReceived("x", i.getId(), Map.of("a", 1)));
        doors.put("trigger", i -> runtime.signal(i.getId(), Map.of("a", 1)));
        doors.put("condition", i -> runtime.createConditionEvaluation().setVariable("a", 1).evaluateStartConditions());
        doors.put("instance variables", i -> runtime.setVariable(i.getId(), "a", 1));
        doors.put("remove instance variables", i -> runtime.removeVariable(i.getId(), "reason"));
        doors.put("modification", i -> runtime.createProcessInstanceModification(i.getId()).startBeforeActivity("move")
                .execute());
        doors.put("start in the middle", i -> runtime.createProcessInstanceById(definition("gate")).startBeforeActivity("move")
                .execute());
        doors.put("restart", i -> runtime.restartProcessInstances(definition("gate")).startBeforeActivity("move")
                .processInstanceIds(i.getId()).execute());
        doors.put("delete", i -> runtime.deleteProcessInstance(i.getId(), "x"));
        doors.put("suspend", i -> runtime.suspendProcessInstanceById(i.getId()));
        return doors.entrySet().stream().map(door -> DynamicTest.dynamicTest(door.getKey(), () -> {
            clean();
            ProcessInstance instance = start(Map.of("reason", "a"));
            assertThatThrownBy(() -> iro(() -> {
                door.getValue().accept(instance);
                return null;
            })).isInstanceOf(AuthorizationException.class);
            assertThat(runtime.getVariables(instance.getId())).containsOnlyKeys("reason");
            assertThat(runtime.createProcessInstanceQuery().count()).isOne();
        }));
    }
}
