package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.referral.Referrals;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.Mailbox;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Until a referral is sent only the child's IRO can tell that one is being written (P-03); afterwards it is shown as P-03 says. */
@ProtocolTest
@ExtendWith(OutputCaptureExtension.class)
class ReferralSecrecyTest {

    /** Nowhere else in the house. */
    private static final String PLANTED = "Zephyrquartz";

    private static final List<String> ENDPOINTS = List.of("/process-instance", "/process-instance/count", "/execution", "/task",
            "/task/count", "/variable-instance", "/incident", "/job", "/job/count", "/event-subscription", "/history/process-instance",
            "/history/process-instance/count", "/history/activity-instance", "/history/activity-instance/count", "/history/task",
            "/history/variable-instance", "/history/detail", "/history/user-operation", "/history/user-operation/count",
            "/process-definition/statistics", "/external-task", "/history/job-log/count", "/decision-definition/count");
    private static final List<String> NAMED = List.of("social-worker", "team-manager", "service-manager",
            "deputy-head-of-service", "head-of-service", "head-of-service-qa", "service-director", "strategic-director", "la-solicitor");

    @LocalServerPort
    int port;
    @Autowired
    ProcessEngine engine;
    @Autowired
    CaseFiles files;
    @Autowired
    Referrals referrals;
    @Autowired
    TestCases cases;
    @Autowired
    House house;
    @Autowired
    Staff staff;
    @Autowired
    Mailbox mailbox;
    @Autowired
    JdbcClient database;

    String reference;
    Map<String, Object> referral;

    @BeforeEach
    void aChildAndEverybodyAroundIt() {
        house.at("2026-12-18T10:00");
        reference = cases.open(Map.of("guardianName", "Grace Guardian", "guardianEmail",
                "childrens-guardian.test@derby.example", "cafcassAllocatedOn", "2026-12-18"));
        NAMED.forEach(role -> files.recordPerson(reference, new CaseFiles.NewPerson(role, "Named " + role,
                role + ".test@derby.example", null, role + ".test", LocalDate.of(2026, 12, 18)), "iro-admin.test"));
        house.runDueJobs();
        referral = new HashMap<>(Map.of("route", "s25b", "grounds", List.of("duties"), "notDone", PLANTED + " not done",
                "localProcess", "exhausted", "impact", PLANTED + " impact", "timetable", "June", "outcome", PLANTED + " outcome",
                "overriding", "no", "sentHow", "here"));
        referral.put("adviserName", "Ada " + PLANTED + "adviser");
    }

    @AfterEach
    void away() {
        house.runDueJobs();
        files.recordEvent(reference, "died", "", When.on(house.today()), "system", null);
        cases.endAll();
    }

    @Test
    @Clause("P-02 P-03 P-08 C-25")
    void aDraftIsNowhereButBeforeItsIro(CapturedOutput output) {
        List<String> others = List.of("iro2.test", "senior-iro.test", "iro-manager.test", "iro-admin.test", "team-manager.test",
                "head-of-service.test", "la-solicitor.test", "protocol-manager.test", "protocol-admin.test", "iro.north");
        Map<String, String> before = new TreeMap<>();
        others.forEach(user -> look(user, before));

        Browser iro = as("iro.test");
        assertThat(iro.page("/case/" + reference + "/start/cafcass-referral").body()).contains("Keep as draft");
        assertThat(post(iro, "/draft", referral).statusCode()).isEqualTo(200);
        assertThat(iro.page("/case/" + reference).body()).contains("You have a draft of a referral");
        assertThat(iro.page("/case/" + reference + "/start/cafcass-referral").body()).contains(PLANTED, "Throw the draft away");

        Map<String, String> after = new TreeMap<>();
        others.forEach(user -> look(user, after));
        before.forEach((where, body) -> assertThat(after.get(where)).as(where).isEqualTo(body));
        for (String user : others) {
            Browser browser = as(user);
            assertThat(browser.page("/case/" + reference + "/start/cafcass-referral").statusCode()).as(user).isEqualTo(404);
            assertThat(post(browser, "/draft", Map.of("impact", "mine")).statusCode()).as(user).isEqualTo(404);
            assertThat(browser.page("/views").body()).as(user).doesNotContain("Refer", "referral", "Start form<");
            assertThat(referrals.draft(reference, user)).as(user).isEmpty();
        }
        assertThat(holding()).containsExactly("REFERRAL_DRAFT.DRAFT");
        assertThat(engine.getHistoryService().createHistoricProcessInstanceQuery().processDefinitionKey("cafcass-referral")
                .processInstanceBusinessKey(reference).count()).isZero();
        mailbox.empty();
        house.passes("2026-12-22T08:30");
        assertThat(mailbox.texts()).noneMatch(text -> text.contains(PLANTED) || text.toLowerCase(Locale.ROOT).contains("referral"));
        assertThat(output.getAll()).doesNotContain(PLANTED);

        assertThat(iro.form("/case/" + reference + "/start/cafcass-referral/draft/discard",
                Map.of("_csrf", iro.token("/case/" + reference + "/start/cafcass-referral"))).statusCode()).isEqualTo(302);
        assertThat(holding()).isEmpty();
    }

    @Test
    @Clause("P-03 P-04 C-66")
    void onceSentTheIrosSeeIt_andTheCouncilOnlyWhenCafcassHasToldItsLawyers(CapturedOutput output) {
        Browser iro = as("iro.test");
        post(iro, "/draft", referral);
        assertThat(post(iro, "/send", referral).statusCode()).isEqualTo(200);
        house.runDueJobs();
        assertThat(holding()).as("the draft is gone").doesNotContain("REFERRAL_DRAFT.DRAFT");
        String page = "/case/" + reference + "/referral/1";
        assertThat(iro.page(page).body()).contains(PLANTED + " impact", "Ada " + PLANTED, "do not see this referral yet");
        assertThat(as("senior-iro.test").page(page).body()).contains(PLANTED + " impact");
        List<String> council = List.of("head-of-service.test", "service-director.test", "deputy-head-of-service.test", "la-solicitor.test");
        List<String> never = List.of("iro-admin.test", "social-worker.test", "team-manager.test", "protocol-admin.test");
        council.forEach(this::nothing);
        never.forEach(this::nothing);

        report("la-solicitor.test", Map.of("notifiedOn", "2026-12-18"));
        council.forEach(this::nothing);
        report("iro.test", Map.of("notifiedOn", "2026-12-18"));
        for (String user : council) {
            Browser browser = as(user);
            assertThat(browser.page("/case/" + reference).body()).as(user).contains(page);
            assertThat(browser.page(page).body()).as(user).contains(PLANTED + " impact", "told the council’s lawyers")
                    .doesNotContain("Ada " + PLANTED);
        }
        never.forEach(this::nothing);
        assertThat(output.getAll()).doesNotContain(PLANTED);
        assertThat(holding()).noneMatch(column -> column.startsWith("ACT_"));
    }

    @Test
    @Clause("C-24")
    void everybodyElseIsToldWhereToGo() {
        for (String user : List.of("social-worker.test", "team-manager.test", "la-solicitor.test", "senior-iro.test")) {
            assertThat(as(user).page("/case/" + reference).body()).as(user).contains("Only they can refer the case to Cafcass",
                    "complaints procedure", "an advocate");
        }
        assertThat(as("iro.test").page("/case/" + reference).body()).doesNotContain("Only they can refer the case to Cafcass");
    }

    @Test
    void whatIsLongerThanAnyFormIsRefusedBeforeItIsRead() {
        for (String user : List.of("iro.test", "social-worker.test")) {
            assertThat(post(as(user), "/draft", Map.of("impact", "x".repeat(1_100_000))).statusCode()).as(user).isEqualTo(413);
        }
        assertThat(referrals.draft(reference, "iro.test")).isEmpty();
    }

    private void nothing(String user) {
        Browser browser = as(user);
        assertThat(browser.page("/case/" + reference + "/referral/1").statusCode()).as(user).isEqualTo(404);
        assertThat(browser.page("/cases?show=all").body()).as(user).doesNotContain("Cafcass Legal says", "on the referral");
        assertThat(browser.page("/case/" + reference).body()).as(user).doesNotContain("Referral 1", PLANTED, "referral/1",
                "Cafcass Legal says", "on the referral");
        for (String path : ENDPOINTS) {
            assertThat(Caller.rest(port, user).get(path).body()).as(user + " " + path).doesNotContain(PLANTED);
        }
    }

    private void report(String user, Map<String, ?> fields) {
        Map<String, Object> form = new HashMap<>(fields);
        form.put("caseReference", reference);
        cases.start("derby", user, "referral-report", form);
        house.runDueJobs();
    }

    /** What that user gets from everywhere, as it is. */
    private void look(String user, Map<String, String> seen) {
        for (String path : ENDPOINTS) {
            seen.put(user + " " + path, Caller.rest(port, user).get(path).body());
        }
        Browser browser = as(user);
        for (String path : List.of("/case/" + reference, "/cases?show=all", "/concerns", "/documents", "/reviews", "/work", "/authority",
                "/case/" + reference + "/referral/1", "/case/" + reference + "/start/referral-report")) {
            seen.put(user + " " + path, browser.page(path).body().replaceAll("(value|data-token)=\"[A-Za-z0-9_-]{40,}\"", ""));
        }
    }

    /** Columns of the whole database in which the planted word stands. */
    private List<String> holding() {
        return database.sql("select table_name, column_name from information_schema.columns where table_schema = 'PUBLIC' and data_type"
                + " in ('CHARACTER VARYING', 'CHARACTER LARGE OBJECT')").query((row, number) ->
                List.of(row.getString(1), row.getString(2))).list().stream()
                .filter(column -> database.sql("select count(*) from " + column.get(0) + " where cast(" + column.get(1)
                        + " as varchar) like ?").param("%" + PLANTED + "%").query(Long.class).single() > 0)
                .map(column -> column.get(0) + "." + column.get(1)).sorted().toList();
    }

    private HttpResponse<String> post(Browser browser, String what, Map<String, ?> values) {
        try {
            return browser.post("/case/" + reference + "/start/cafcass-referral" + what, "application/json",
                    Caller.JSON.writeValueAsString(values), "X-CSRF-TOKEN", browser.token("/cases"), "Accept", "application/json");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Browser as(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        return browser;
    }
}
