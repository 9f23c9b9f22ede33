package org.iroprotocol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.rest.dto.runtime.FilterDto;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelExpressionsTest {

    private static final String ATTACK = "${''.getClass().forName('java.lang.Runtime')}";
    private static BareEngine bare;
    private static final Probe PROBE = new Probe();

    /** Stands for a listed bean; records that it was reached. */
    public static class Probe {
        int calls;

        public String ping(DelegateExecution execution) {
            calls++;
            return "pong " + execution.getProcessBusinessKey();
        }

        public String add(String kind, int number) {
            return kind + number;
        }

        String hidden() {
            return "hidden";
        }

        public static String loose() {
            return "static";
        }
    }

    @BeforeAll
    static void start() {
        bare = new BareEngine();
        // The engine's own switch is off in the house; here our guard must hold alone, as it must in nested queries and filters.
        bare.configuration.setEnableExpressionsInAdhocQueries(true);
        bare.beans.put("cases", PROBE);
        bare.beans.put("environment", PROBE);
    }

    @AfterAll
    static void stop() {
        bare.close();
    }

    static Stream<String> queryExpressionFields() {
        return Arrays.stream(TaskQuery.class.getMethods()).map(Method::getName)
                .filter(name -> name.endsWith("Expression")).distinct().sorted();
    }

    @ParameterizedTest
    @MethodSource("queryExpressionFields")
    void noFieldOfATaskQueryRunsWhatACallerSends(String field) throws ReflectiveOperationException {
        Method setter = TaskQuery.class.getMethod(field, String.class);
        int before = PROBE.calls;
        for (String attack : List.of(ATTACK, "${cases.ping(null)}", "${cases}", "${1+1}")) {
            TaskQuery plain = bare.engine.getTaskService().createTaskQuery();
            setter.invoke(plain, attack);
            TaskQuery nested = bare.engine.getTaskService().createTaskQuery().or();
            setter.invoke(nested, attack);
            for (TaskQuery query : List.of(plain, nested.endOr())) {
                assertThatThrownBy(query::list).hasStackTraceContaining("not allowed in a query");
                assertThatThrownBy(query::count).hasStackTraceContaining("not allowed in a query");
            }
        }
        assertThat(PROBE.calls).isEqualTo(before);
    }

    @Test
    void everyExpressionFieldOfTheRestQueryIsRefusedPlainAndNested() {
        List<String> fields = new com.fasterxml.jackson.databind.ObjectMapper()
                .valueToTree(new TaskQueryDto()).properties().stream().map(Map.Entry::getKey)
                .filter(name -> name.endsWith("Expression")).toList();
        TreeSet<String> setters = new TreeSet<>();
        for (Method method : TaskQueryDto.class.getMethods()) {
            if (method.getName().startsWith("set") && method.getName().endsWith("Expression")) {
                setters.add(method.getName());
            }
        }
        assertThat(setters).hasSizeGreaterThan(15).hasSizeGreaterThanOrEqualTo(fields.size());
        for (String setter : setters) {
            TaskQueryDto dto = attacking(setter);
            TaskQueryDto outer = new TaskQueryDto();
            outer.setOrQueries(List.of(dto));
            for (TaskQueryDto sent : List.of(attacking(setter), outer)) {
                assertThatThrownBy(() -> sent.toQuery(bare.engine).count()).as(setter)
                        .hasStackTraceContaining("not allowed in a query");
                assertThatThrownBy(() -> sent.toQuery(bare.engine).list()).as(setter)
                        .hasStackTraceContaining("not allowed in a query");
            }
        }
    }

    private static TaskQueryDto attacking(String setter) {
        TaskQueryDto dto = new TaskQueryDto();
        try {
            TaskQueryDto.class.getMethod(setter, String.class).invoke(dto, ATTACK);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return dto;
    }

    @ParameterizedTest
    @MethodSource("queryExpressionFields")
    void noStoredFilterRunsIt(String field) throws ReflectiveOperationException {
        Method setter = TaskQuery.class.getMethod(field, String.class);
        for (boolean nested : new boolean[] {false, true}) {
            TaskQuery query = bare.engine.getTaskService().createTaskQuery();
            TaskQuery level = nested ? query.or() : query;
            setter.invoke(level, ATTACK);
            query = nested ? level.endOr() : level;
            Filter filter = bare.engine.getFilterService().newTaskFilter("attack").setQuery(query);
            bare.engine.getFilterService().saveFilter(filter);
            try {
                assertThatThrownBy(() -> bare.engine.getFilterService().list(filter.getId()))
                        .hasStackTraceContaining("not allowed in a query");
                assertThatThrownBy(() -> bare.engine.getFilterService().count(filter.getId()))
                        .hasStackTraceContaining("not allowed in a query");
                assertThatThrownBy(() -> bare.engine.getFilterService().list(filter.getId(),
                        bare.engine.getTaskService().createTaskQuery().taskNameLike("%")))
                        .hasStackTraceContaining("not allowed in a query");
            } finally {
                bare.engine.getFilterService().deleteFilter(filter.getId());
            }
        }
    }

    @Test
    void filterSentOverRestIsRefusedToo() throws Exception {
        FilterDto dto = new com.fasterxml.jackson.databind.ObjectMapper().readValue(
                "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{\"orQueries\":[{\"assigneeExpression\":\"" + ATTACK
                        + "\"}]}}",
                FilterDto.class);
        Filter filter = bare.engine.getFilterService().newTaskFilter("x");
        dto.updateFilter(filter, bare.engine);
        bare.engine.getFilterService().saveFilter(filter);
        try {
            assertThatThrownBy(() -> bare.engine.getFilterService().count(filter.getId()))
                    .hasStackTraceContaining("not allowed in a query");
        } finally {
            bare.engine.getFilterService().deleteFilter(filter.getId());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"${currentUser()}", "#{ now() }", "${dateTime().plusDays(2).minusHours(1)}",
            "${currentUserGroups()}", "kermit"})
    void theFourHarmlessFunctionsAndPlainTextWork(String text) {
        Object value = bare.as("iro.demo", List.of("iro"), () -> bare.configuration.getCommandExecutorTxRequired()
                .execute(context -> bare.configuration.getExpressionManager().createExpression(text).getValue(null)));
        assertThat(value).isNotNull();
        assertThat(bare.engine.getTaskService().createTaskQuery().dueBeforeExpression("${now()}").count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${currentUser().getClass()}", "${dateTime().plusDays(2).toDate().getClass()}", "${now().getTime()}",
        "${currentUser()}${cases}", "${dateTime().toString()}", "a ${cases}", "${dateTime().plusDays(cases.x())}", "${execution}",
        "#{''.class}"})
    void everythingElseIsRefusedWithoutAScope(String text) {
        Expression expression = bare.configuration.getExpressionManager().createExpression(text);
        assertThatThrownBy(() -> expression.getValue(null)).isInstanceOf(RefusedExpression.class)
                .hasMessageContaining("not allowed in a query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${''.getClass()}", "${execution.processEngineServices}", "${execution.getProcessEngineServices()}",
        "${execution.id}", "${execution.setVariable('a', 1)}", "${environment}", "${cases.class}", "${cases.getClass()}",
        "${cases.hidden()}", "${cases.loose()}", "${cases.calls}", "${cases.hashCode()}", "${text.length()}", "${text.class}",
        "${list.size()}", "${map.keySet()}", "${now().time}", "${dateTime().year}", "${dateTime().getClass()}", "${dataSource}",
        "${list[0].getClass()}", "${cases.ping(execution).getClass()}", "${authenticatedUserId.getClass()}"})
    void modelsReachNothingButListedMethods(String text) {
        assertThatThrownBy(() -> inProcess(text)).isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void modelsReachBeansVariablesListsAndMaps() {
        assertThat(inProcess("${cases.ping(execution)}")).isEqualTo("pong case-1");
        assertThat(inProcess("${cases.add('x', 7)}")).isEqualTo("x7");
        assertThat(inProcess("${list[1]}")).isEqualTo("b");
        assertThat(inProcess("${map.key}")).isEqualTo("value");
        assertThat(inProcess("${text == 'hello'}")).isEqualTo(true);
        assertThat(inProcess("${execution.processBusinessKey}")).isEqualTo("case-1");
        assertThat(inProcess("${now()}")).isInstanceOf(Date.class);
        assertThat(inProcess("${cases == text}")).as("a variable cannot take a bean's name").isEqualTo(false);
    }

    @Test
    void multiInstanceOverACollectionWorks() {
        bare.deploy("m.bpmn", BareEngine.process("mi", """
                <startEvent id="s"/><userTask id="t" name="${each}"><multiInstanceLoopCharacteristics isSequential="true"
                  camunda:collection="list" camunda:elementVariable="each">
                  <completionCondition xsi:type="tFormalExpression">${nrOfCompletedInstances == 1 &amp;&amp; loopCounter == 0}</completionCondition>
                  </multiInstanceLoopCharacteristics></userTask><endEvent id="e"/>""" + BareEngine.flow("s", "t") + BareEngine.flow("t", "e")));
        String id = bare.engine.getRuntimeService().startProcessInstanceByKey("mi", Map.of("list", List.of("a", "b"))).getId();
        assertThat(bare.engine.getTaskService().createTaskQuery().processInstanceId(id).singleResult().getName()).isEqualTo("a");
        bare.engine.getTaskService().complete(bare.engine.getTaskService().createTaskQuery().processInstanceId(id)
                .singleResult().getId());
        assertThat(bare.engine.getRuntimeService().createProcessInstanceQuery().processInstanceId(id).count()).isZero();
    }

    @Test
    void dmnExpressionsReachNoBeansEither() {
        bare.configuration.getCommandExecutorTxRequired().execute(context -> {
            var provider = ((ModelExpressions) bare.configuration.getExpressionManager()).toElProvider();
            assertThatThrownBy(() -> provider.createExpression("${x.getClass()}")
                    .getValue(org.camunda.bpm.engine.variable.Variables.createVariables().putValue("x", "").asVariableContext()))
                    .isInstanceOf(RuntimeException.class);
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "javascript", "groovy", "python", "feel"})
    void noScriptLanguageIsThere(String language) {
        assertThatThrownBy(() -> bare.configuration.getCommandExecutorTxRequired().execute(context ->
                bare.configuration.getScriptingEngines().getScriptEngineForLanguage(language)))
                .isInstanceOf(ProcessEngineException.class);
        assertThat(bare.configuration.getScriptEngineResolver().getScriptEngineManager().getEngineByName(language)).isNull();
    }

    private static Object inProcess(String text) {
        return bare.configuration.getCommandExecutorTxRequired().execute(context -> {
            ExecutionEntity scope = new Scope(Map.of("text", "hello", "cases", "mine", "list", List.of("a", "b"), "map",
                    Map.of("key", "value")));
            return bare.configuration.getExpressionManager().createExpression(text).getValue(scope);
        });
    }

    /** An execution whose variables are given, without a database. */
    private static class Scope extends ExecutionEntity {
        private final Map<String, Object> given;

        Scope(Map<String, Object> given) {
            this.given = given;
        }

        @Override
        public boolean hasVariable(String name) {
            return given.containsKey(name);
        }

        @Override
        public Object getVariable(String name) {
            return given.get(name);
        }

        @Override
        public String getProcessBusinessKey() {
            return "case-1";
        }
    }
}
