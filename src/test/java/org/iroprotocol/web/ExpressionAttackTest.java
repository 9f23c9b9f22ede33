package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.rest.dto.CamundaQueryParam;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** CVE-2026-109432: expressions in queries and filters, in every field that takes one, through both doors. */
@ProtocolTest
class ExpressionAttackTest {

    private static final String MARK = "protocol.attacked";
    private static final String REFLECTION =
            "${''.getClass().forName('java.lang.System').setProperty('" + MARK + "','yes')}";
    private static final List<String> OTHERS = List.of("#{''.getClass().forName('java.lang.System').setProperty('" + MARK
            + "','yes')}", "${currentUser()}" + REFLECTION, "${currentUser().concat('x')}", "${now().getClass()}",
            "${dateTime().getClass().getName()}", "${people}", "${cases.open(execution)}", "${1 + 1}",
            "${currentUser() == 'iro.test' ? 'a' : 'b'}", "x ${''.getClass()}");

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @Autowired
    FilterService filters;

    TestUsers users;

    @BeforeEach
    void boss() {
        System.clearProperty(MARK);
        users = new TestUsers(identity);
        users.add("web.boss", "derby", "camunda-admin");
    }

    @AfterEach
    void away() {
        users.removeAll();
        filters.createFilterQuery().filterName("attack").list().forEach(filter -> filters.deleteFilter(filter.getId()));
        assertThat(System.getProperty(MARK)).as("something was executed").isNull();
    }

    /** Property in a body → parameter in an address, of all fields that take an expression, as this version has them. */
    private static Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        for (Method method : TaskQueryDto.class.getMethods()) {
            if (method.getName().startsWith("set") && method.getName().endsWith("Expression")) {
                String name = method.getName().substring(3);
                String property = Character.toLowerCase(name.charAt(0)) + name.substring(1);
                CamundaQueryParam parameter = method.getAnnotation(CamundaQueryParam.class);
                fields.put(property, parameter == null ? property : parameter.value());
            }
        }
        assertThat(fields).hasSizeGreaterThanOrEqualTo(20);
        return fields;
    }

    private static void refused(HttpResponse<String> answer, String where) {
        assertThat(answer.statusCode()).as(where + ": " + answer.body()).isBetween(400, 499);
        assertThat(answer.body()).as(where).doesNotContain("getClass", MARK, "Exception:", "\tat ");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void noFieldOfAQueryEvaluatesWhatTheCallerWrote() {
        for (Caller caller : Caller.both(port, "iro.test")) {
            fields().forEach((property, parameter) -> {
                String where = caller + " " + property;
                refused(caller.get("/task?maxResults=5&" + parameter + "=" + encoded(REFLECTION)), where + " GET");
                refused(caller.get("/task/count?" + parameter + "=" + encoded(REFLECTION)), where + " GET count");
                String plain = Caller.text(Map.of(property, REFLECTION));
                refused(caller.post("/task?maxResults=5", plain), where + " POST");
                refused(caller.post("/task/count", plain), where + " POST count");
                String nested = Caller.text(Map.of("orQueries", List.of(Map.of(property, REFLECTION, "assignee", "iro.test"))));
                refused(caller.post("/task?maxResults=5", nested), where + " or");
                refused(caller.post("/task/count", nested), where + " or count");
            });
        }
    }

    /** Also harmless ones: the engine takes expressions from stored filters alone. */
    @Test
    void noQueryTakesAnyExpression() {
        for (Caller caller : Caller.both(port, "iro.test")) {
            for (String text : OTHERS) {
                refused(caller.get("/task?maxResults=5&assigneeExpression=" + encoded(text)), text);
                refused(caller.post("/task/count", Map.of("dueBeforeExpression", text)), text);
            }
            refused(caller.get("/task?maxResults=5&assigneeExpression=" + encoded("${currentUser()}")), "currentUser");
            assertThat(caller.get("/task?maxResults=5&assignee=iro.test").statusCode()).isEqualTo(200);
        }
    }

    /** Even the emergency administrator, who may store filters, stores nothing that runs. */
    @Test
    void aStoredFilterEvaluatesNothing() {
        Caller boss = Caller.rest(port, "web.boss", TestUsers.PASSWORD);
        fields().keySet().forEach(property -> {
            stored(boss, Map.of(property, REFLECTION), List.of("/list?maxResults=5"));
            stored(boss, Map.of("orQueries", List.of(Map.of(property, REFLECTION))), List.of("/count"));
        });
    }

    @Test
    void noWayToAskAStoredFilterEvaluatesIt() {
        for (Caller boss : List.of(Caller.rest(port, "web.boss", TestUsers.PASSWORD),
                Caller.app(port, "web.boss", TestUsers.PASSWORD))) {
            List<String> ways = List.of("/list?maxResults=5", "/count", "/singleResult");
            stored(boss, Map.of("assigneeExpression", REFLECTION), ways);
            stored(boss, Map.of("orQueries", List.of(Map.of("dueBeforeExpression", REFLECTION))), ways);
        }
    }

    @Test
    void onlyTheFourFunctionsAreTakenFromAStoredFilter() {
        Caller boss = Caller.rest(port, "web.boss", TestUsers.PASSWORD);
        OTHERS.forEach(text -> stored(boss, Map.of("assigneeExpression", text), List.of("/list?maxResults=5")));
        HttpResponse<String> made = make(boss, Map.of("assigneeExpression", "${currentUser()}", "candidateGroupsExpression",
                "${currentUserGroups()}", "dueBeforeExpression", "${dateTime().plusDays(2)}", "followUpBeforeExpression",
                "${now()}", "ownerExpression", "iro.test"));
        assertThat(boss.get("/filter/" + Caller.read(made).path("id").asText() + "/list?maxResults=5").statusCode())
                .isEqualTo(200);
    }

    @Test
    void theRefusalIsInPlainWords() {
        Caller boss = Caller.rest(port, "web.boss", TestUsers.PASSWORD);
        String id = Caller.read(make(boss, Map.of("assigneeExpression", REFLECTION))).path("id").asText();
        HttpResponse<String> answer = boss.get("/filter/" + id + "/count");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Caller.read(answer).path("type").asText()).isEqualTo("RefusedExpression");
        assertThat(Caller.read(answer).path("message").asText()).contains("not allowed in a query", "${currentUser()}");
    }

    private static HttpResponse<String> make(Caller caller, Map<String, ?> query) {
        HttpResponse<String> made = caller.post("/filter/create", Map.of("resourceType", "Task", "name", "attack",
                "properties", Map.of(), "query", query));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return made;
    }

    private void stored(Caller caller, Map<String, ?> query, List<String> ways) {
        String id = Caller.read(make(caller, query)).path("id").asText();
        for (String way : ways) {
            refused(caller.get("/filter/" + id + way), caller + " " + way + query);
            refused(caller.post("/filter/" + id + way, "{}"), caller + " POST " + way + query);
            refused(caller.get("/filter/" + id + way, "Accept", "application/hal+json"), caller + " hal " + way);
        }
        filters.deleteFilter(id);
    }

    @Test
    void aSharedFilterExtendedByItsReaderEvaluatesNothing() {
        String id = filters.createFilterQuery().filterName("My tasks").singleResult().getId();
        for (Caller caller : Caller.both(port, "iro.test")) {
            fields().keySet().forEach(property -> {
                String extension = Caller.text(Map.of(property, REFLECTION));
                refused(caller.post("/filter/" + id + "/list?maxResults=5", extension), caller + " " + property);
                refused(caller.post("/filter/" + id + "/count", extension), caller + " count " + property);
                String nested = Caller.text(Map.of("orQueries", List.of(Map.of(property, REFLECTION))));
                refused(caller.post("/filter/" + id + "/list?maxResults=5", nested), caller + " or " + property);
                refused(caller.post("/filter/" + id + "/count", nested), caller + " or count " + property);
            });
            refused(caller.post("/filter/create", Map.of("resourceType", "Task", "name", "attack", "properties", Map.of(),
                    "query", Map.of("assigneeExpression", REFLECTION))), "an IRO makes no filters");
        }
        assertThat(filters.createFilterQuery().filterName("attack").count()).isZero();
    }
}
