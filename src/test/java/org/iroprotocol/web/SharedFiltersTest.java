package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The filters everybody finds in Tasklist, asked the way Tasklist asks. */
@ProtocolTest
class SharedFiltersTest {

    private static final String FILTERS = "/camunda/api/engine/engine/default/filter";
    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    House house;

    @Autowired
    TestCases cases;

    @Autowired
    FilterService filters;

    String reference;

    @BeforeEach
    void oneTaskWaits() {
        house.at("2026-12-18T09:00");
        reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Gwen Ashe",
                "guardianEmail", "childrens-guardian.test@derby.example"));
        house.runDueJobs();
    }

    @AfterEach
    void away() {
        cases.endAll();
    }

    private Browser as(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        browser.page("/camunda/app/tasklist/default/");
        return browser;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static String id(Browser browser, String name) {
        for (JsonNode filter : json(browser.get(FILTERS + "?itemCount=false&maxResults=2000"))) {
            if (filter.path("name").asText().equals(name)) {
                return filter.path("id").asText();
            }
        }
        throw new AssertionError("no filter " + name);
    }

    /** How many tasks the filter shows and how many it counts; both as Tasklist asks. */
    private int shown(Browser browser, String name) {
        String path = FILTERS + "/" + id(browser, name);
        int listed = json(browser.get(path + "/list?firstResult=0&maxResults=15")).size();
        JsonNode posted = json(browser.post(path + "/list?firstResult=0&maxResults=15", "application/json", "{}",
                "X-XSRF-TOKEN", browser.cookies.get("XSRF-TOKEN"), "Accept", "application/hal+json"));
        assertThat(posted.path("count").asInt()).isEqualTo(listed);
        assertThat(json(browser.get(path + "/count")).path("count").asInt()).isEqualTo(listed);
        return listed;
    }

    @ParameterizedTest
    @CsvSource({"iro.test, 2, 2, 0, 0", "iro2.test, 0, 2, 0, 0", "iro-manager.test, 0, 0, 0, 0",
            "social-worker.test, 0, 0, 0, 0", "iro.north, 0, 0, 0, 0"})
    void eachReaderSeesTheirOwn(String user, int own, int groups, int soon, int overdue) {
        Browser browser = as(user);
        assertThat(shown(browser, "My tasks")).isEqualTo(own);
        assertThat(shown(browser, "My groups' tasks")).isEqualTo(groups);
        house.at("2026-12-17T12:00");
        assertThat(shown(browser, "Due within two working days")).isEqualTo(soon);
        assertThat(shown(browser, "Overdue")).isEqualTo(overdue);
    }

    @Test
    void whatIsDueSoonAndWhatIsOverdueFollowsTheClock() {
        Browser iro = as("iro.test");
        Browser colleague = as("iro2.test");
        house.at("2026-12-21T09:00");
        assertThat(shown(iro, "Due within two working days")).isEqualTo(1);
        assertThat(shown(iro, "Overdue")).isZero();
        assertThat(shown(colleague, "Due within two working days")).as("somebody else has it").isZero();
        house.at("2026-12-23T09:00");
        assertThat(shown(iro, "Overdue")).isEqualTo(1);
        assertThat(shown(colleague, "Overdue")).isZero();
    }

    @Test
    void everybodyFindsTheFourInOrderWithoutVariablesAndNobodyElsesFilter() {
        String own = filters.saveFilter(filters.newTaskFilter("Somebody's own").setOwner("iro2.test")
                .setQuery(org.camunda.bpm.engine.ProcessEngines.getDefaultProcessEngine().getTaskService().createTaskQuery()))
                .getId();
        try {
            for (String user : List.of("iro.test", "social-worker.test", "protocol-admin.test", "iro.north")) {
                List<String> names = new ArrayList<>();
                JsonNode found = json(as(user).get(FILTERS + "?itemCount=false&maxResults=2000"));
                found.forEach(filter -> {
                    names.add(filter.path("name").asText());
                    assertThat(filter.path("properties").path("variables")).isEmpty();
                    assertThat(filter.path("properties").path("color").asText()).matches("#[0-9a-f]{6}");
                });
                assertThat(names).as(user).containsExactlyInAnyOrder("My tasks", "My groups' tasks",
                        "Due within two working days", "Overdue");
                assertThat(as(user).get(FILTERS + "/" + own).statusCode()).as(user).isIn(403, 404);
            }
        } finally {
            filters.deleteFilter(own);
        }
    }

    @Test
    void onlyProtocolAdminEditsAndNotByExpressionsOfItsOwn() {
        Browser admin = as("protocol-admin.test");
        String id = id(admin, "Overdue");
        String before = admin.get(FILTERS + "/" + id).body();
        String renamed = before.replace("\"name\":\"Overdue\"", "\"name\":\"Past its date\"");
        assertThat(put(as("iro.test"), id, renamed).statusCode()).isEqualTo(403);
        assertThat(filters.getFilter(id).getName()).isEqualTo("Overdue");
        try {
            assertThat(put(admin, id, renamed).statusCode()).isEqualTo(204);
            assertThat(filters.getFilter(id).getName()).isEqualTo("Past its date");
            put(admin, id, before.replace("${now()}", "${now().getClass().forName('java.lang.Runtime')}"));
            assertThat(as("iro.test").get(FILTERS + "/" + id + "/list?maxResults=15").statusCode()).isEqualTo(400);
        } finally {
            assertThat(put(admin, id, before).statusCode()).isEqualTo(204);
        }
        assertThat(shown(as("iro.test"), "Overdue")).isZero();
    }

    private static HttpResponse<String> put(Browser browser, String id, String body) {
        return browser.put(FILTERS + "/" + id, body, "X-XSRF-TOKEN", browser.cookies.get("XSRF-TOKEN"));
    }
}
