package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.testing.CafcassTest;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.DutyRoom;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.Staff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who sees what of a call to the duty line, where Cafcass runs the installation: words planted in every field are looked for in
 * every table, at every door and in the log, for everybody but Cafcass Legal.
 */
@CafcassTest
@ExtendWith(OutputCaptureExtension.class)
class AdviceSightTest {

    private static final Map<String, Object> PLANTED = Map.ofEntries(Map.entry("council", "Planted Council"),
            Map.entry("callerName", "Planted Caller"), Map.entry("callerContact", "planted@contact.example"),
            Map.entry("childName", "Planted Child"), Map.entry("dateOfBirth", "2011-01-17"), Map.entry("asked", "Planted question."),
            Map.entry("guidance", "Planted guidance."), Map.entry("protectionConcern", "yes"),
            Map.entry("concernAction", "Planted concern."), Map.entry("actRequested", "yes"),
            Map.entry("requestText", "Planted request."));
    private static final List<String> WORDS = List.of("planted", "2011-01-17", "17/01/2011");
    private static final List<String> LISTS = List.of("/process-instance", "/variable-instance", "/task", "/execution", "/job",
            "/event-subscription", "/incident", "/history/process-instance", "/history/activity-instance", "/history/task",
            "/history/variable-instance", "/history/detail", "/history/user-operation", "/history/job-log", "/metrics");
    private static final Set<String> OWN_TABLES = Set.of("ADVICE_RECORD", "ADVICE_REFERRAL");

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    House house;

    @Autowired
    DutyRoom room;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    org.iroprotocol.advice.AdviceRecords records;

    @Autowired
    java.time.Clock clock;

    @BeforeEach
    void friday() {
        house.at("2026-12-18T10:00");
    }

    @AfterEach
    void clear() {
        room.clear();
    }

    @Test
    @Clause("C-20 C-61 P-05")
    void plantedWordsAreNowhereButInTheDutyLawyersOwnTables(CapturedOutput output) {
        assertThatThrownBy(() -> room.start(DutyRoom.LAWYER, "advice-line", withPlanted(Map.of("calledOn", "2026-12-19"))))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> room.start("camunda-admin.cafcass", "advice-line", withPlanted(Map.of())))
                .isInstanceOf(Exception.class);
        String reference = recorded();
        compared();
        room.complete(DutyRoom.LAWYER, "act-on-call", Map.of("actedOn", "2026-12-18", "actionTaken", "Planted action."));
        for (String table : tables()) {
            jdbc.sql("select * from \"" + table + "\"").query().listOfRows().forEach(row -> row.values().forEach(value ->
                    nothingPlanted(table, value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1)
                            : String.valueOf(value))));
        }
        room.complete(DutyRoom.LAWYER, "confirm-same-child", Map.of("sameChild", List.of(reference)));
        house.momentsPass();
        nothingPlanted("log", output.getAll());
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
    }

    @Test
    @Clause("C-20 C-61")
    void everybodyButCafcassLegalFindsNothingAtAnyDoor() {
        String reference = recorded();
        compared();
        String task = room.task("act-on-call").getId();
        String instance = engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("advice-line").singleResult()
                .getId();
        for (String user : others()) {
            boolean breakGlass = user.startsWith("camunda-admin");
            Caller rest = Caller.rest(port, user).at("/engine-rest/engine/cafcass");
            Browser browser = browser(user);
            List<String> answers = new ArrayList<>();
            for (String question : LISTS) {
                HttpResponse<String> answer = rest.get(question + "?maxResults=50");
                assertThat(answer.body()).as(user + question).doesNotContain("unbound number");
                answers.add(answer.body());
                answers.add(browser.get("/camunda/api/engine/engine/cafcass" + question + "?maxResults=50").body());
            }
            for (String question : single(task, instance)) {
                HttpResponse<String> answer = rest.get(question);
                nothingPlanted(user + question, answer.body());
                nothingPlanted(user + question, browser.get("/camunda/api/engine/engine/cafcass" + question).body());
                if (!breakGlass && answer.statusCode() == 200) {
                    assertThat(answer.body()).as(user + question).isIn("{}", "[]");
                }
            }
            answers.add(rest.post("/process-instance?maxResults=50", Map.of("processDefinitionKey", "advice-line")).body());
            answers.add(rest.post("/task?maxResults=50", Map.of()).body());
            answers.add(rest.post("/variable-instance?maxResults=50", Map.of()).body());
            answers.add(browser.get("/camunda/api/cockpit/plugin/base/cafcass/process-instance?firstResult=0&maxResults=50").body());
            for (String page : pages(reference, task)) {
                HttpResponse<String> answer = browser.page(page);
                answers.add(answer.body());
                assertThat(answer.body()).as(user + " " + page).doesNotContain("Call to the duty line on");
            }
            for (String answer : answers) {
                nothingPlanted(user, answer);
                if (!breakGlass) {
                    assertThat(answer.replace("/advice-record/" + reference, "")).as(user).doesNotContain(reference, instance);
                }
            }
            unknownAsEver(browser, reference);
        }
    }

    @Test
    @Clause("C-20 C-61")
    void cafcassLegalReadsTheRecordAndTheReferralToCompare() {
        String reference = recorded();
        compared();
        Browser lawyer = browser(DutyRoom.LAWYER);
        assertThat(lawyer.page("/").headers().firstValue("location")).hasValueSatisfying(to -> assertThat(to).endsWith("/advice-records"));
        assertThat(lawyer.page("/advice-records").body()).contains("Planted Child", "Planted Caller", "17/01/2011", "In confidence",
                "Formal referrals to compare", "/advice-record/" + reference, "Duty line records");
        assertThat(lawyer.page("/advice-record/" + reference).body()).contains("Planted question.", "Planted guidance.",
                "Planted concern.", "Planted request.", "not legal advice", "must act on this call", "In confidence");
        assertThat(Caller.rest(port, DutyRoom.LAWYER).at("/engine-rest/engine/cafcass").json("/task?maxResults=50")).hasSize(2);
    }

    @Test
    @Clause("C-21 C-64")
    void afterTheReferralThePractitionerReadsItAndNobodyElse() {
        String reference = recorded();
        Browser practitioner = browser(DutyRoom.PRACTITIONER);
        unknownAsEver(practitioner, reference);
        compared();
        room.complete(DutyRoom.LAWYER, "confirm-same-child", Map.of("sameChild", List.of(reference)));
        assertThat(practitioner.page("/advice-records").body()).contains("/advice-record/" + reference);
        assertThat(practitioner.page("/advice-record/" + reference).body()).contains("Planted guidance.",
                "Shared with Test " + DutyRoom.PRACTITIONER, "and nobody else");
        for (String user : others()) {
            if (!user.equals(DutyRoom.PRACTITIONER)) {
                Browser other = browser(user);
                unknownAsEver(other, reference);
                nothingPlanted(user, other.page("/advice-records").body());
            }
        }
        engine.getIdentityService().deleteMembership(DutyRoom.PRACTITIONER, Groups.CHILDRENS_GUARDIAN);
        try {
            unknownAsEver(browser(DutyRoom.PRACTITIONER), reference);
        } finally {
            engine.getIdentityService().createMembership(DutyRoom.PRACTITIONER, Groups.CHILDRENS_GUARDIAN);
        }
        room.complete(DutyRoom.LAWYER, "act-on-call", Map.of("actedOn", "2026-12-18", "actionTaken", "Planted action."));
    }

    @Test
    @Clause("C-20 C-61")
    void whatHasEndedIsUnknownToEverybodyAndCounted() {
        room.start(DutyRoom.LAWYER, "advice-line", withPlanted(Map.of("protectionConcern", "no", "actRequested", "no")));
        String reference = room.rows("advice_record").get(0).get("REFERENCE").toString();
        house.passes("2027-12-18T00:00:00");
        Browser lawyer = browser(DutyRoom.LAWYER);
        unknownAsEver(lawyer, reference);
        String list = lawyer.page("/advice-records").body();
        nothingPlanted("list", list);
        assertThat(list).contains("1 record ended without a formal referral");
    }

    @Test
    @Clause("P-05")
    void noPageOfACouncilExistsThere() {
        for (String user : List.of(DutyRoom.LAWYER, "iro-manager.cafcass", "iro-admin.cafcass", "protocol-admin.cafcass")) {
            Browser browser = browser(user);
            for (String page : List.of("/cases", "/case/2222-2222", "/concerns", "/reviews", "/documents", "/work", "/views", "/import",
                    "/duty-line", "/agreement")) {
                assertThat(browser.page(page).statusCode()).as(user + page).isEqualTo(404);
            }
        }
        assertThat(browser("protocol-admin.cafcass").page("/").headers().firstValue("location")).hasValueSatisfying(to ->
                assertThat(to).endsWith("/authority"));
        assertThat(browser("iro-manager.cafcass").page("/").body()).contains("Nothing here for your role").doesNotContain("/cases",
                "Moving work", "Concerns");
    }

    @Test
    void theDemonstrationHasACallOfEachKind() {
        var users = List.of(Map.entry("cafcass-legal.demo", Groups.CAFCASS_LEGAL),
                Map.entry("childrens-guardian.demo", Groups.CHILDRENS_GUARDIAN));
        users.forEach(user -> {
            engine.getIdentityService().saveUser(engine.getIdentityService().newUser(user.getKey()));
            engine.getIdentityService().createMembership(user.getKey(), user.getValue());
            engine.getIdentityService().createTenantUserMembership("cafcass", user.getKey());
        });
        try {
            DemonstrationCalls calls = new DemonstrationCalls(records, engine.getFormService(), engine.getTaskService(),
                    engine.getRepositoryService(), new EngineUsers(engine.getIdentityService(), engine.getAuthorizationService()),
                    clock);
            calls.record();
            calls.record();
            house.momentsPass();
        } finally {
            users.forEach(user -> engine.getIdentityService().deleteUser(user.getKey()));
        }
        assertThat(room.rows("advice_record")).extracting(row -> row.get("CHILD_NAME") + " " + row.get("STATE"))
                .containsExactlyInAnyOrder("Larch Whitby SHARED", "Tamsin Orrell WAITING", "Cicely Thorn WAITING", "Rowan Sedge WAITING");
        assertThat(engine.getTaskService().createTaskQuery().listPage(0, 9)).extracting(org.camunda.bpm.engine.task.Task::getName)
                .containsExactlyInAnyOrder("Compare and confirm", "Act on the call");
    }

    private String recorded() {
        room.start(DutyRoom.LAWYER, "advice-line", withPlanted(Map.of()));
        return room.rows("advice_record").get(0).get("REFERENCE").toString();
    }

    private void compared() {
        room.start(DutyRoom.LAWYER, "advice-referral", DutyRoom.referral(Map.of("council", "Planted Council",
                "referringIro", "Planted Caller", "childName", "Planted Child", "dateOfBirth", "2011-01-17")));
    }

    private static Map<String, Object> withPlanted(Map<String, Object> different) {
        Map<String, Object> form = new java.util.HashMap<>(PLANTED);
        form.putAll(different);
        if ("no".equals(form.get("protectionConcern"))) {
            form.remove("concernAction");
        }
        if ("no".equals(form.get("actRequested"))) {
            form.remove("requestText");
        }
        return DutyRoom.call(form);
    }

    private List<String> tables() {
        return jdbc.sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'").query(String.class).list()
                .stream().filter(table -> !OWN_TABLES.contains(table)).toList();
    }

    private static Set<String> others() {
        Set<String> others = new TreeSet<>();
        Groups.all().keySet().stream().filter(group -> !group.equals("cafcass-legal")).forEach(group -> others.add(group + ".cafcass"));
        others.addAll(List.of(DutyRoom.OTHER_PRACTITIONER, "cafcass-legal.test", "protocol-admin.test"));
        return others;
    }

    private static List<String> single(String task, String instance) {
        return List.of("/process-instance/" + instance, "/process-instance/" + instance + "/variables",
                "/process-instance/" + instance + "/activity-instances", "/task/" + task, "/task/" + task + "/form-variables",
                "/task/" + task + "/variables", "/history/process-instance/" + instance);
    }

    private static List<String> pages(String reference, String task) {
        return List.of("/", "/cases", "/advice-records", "/advice-record/" + reference, "/case/" + reference,
                "/case/for-task/" + task, "/concerns", "/reviews", "/documents", "/work", "/views", "/authority", "/import",
                "/duty-line", "/actuator/metrics", "/actuator/health");
    }

    /** The same answer as for a reference that was never given. */
    private static void unknownAsEver(Browser browser, String reference) {
        HttpResponse<String> real = browser.page("/advice-record/" + reference);
        HttpResponse<String> none = browser.page("/advice-record/22222-22222");
        assertThat(real.statusCode()).isEqualTo(404).isEqualTo(none.statusCode());
        String token = "name=\"_csrf\" value=\"[^\"]*\"";
        assertThat(real.body().replace(reference, "").replaceAll(token, ""))
                .isEqualTo(none.body().replace("22222-22222", "").replaceAll(token, ""));
    }

    private static void nothingPlanted(String where, String text) {
        assertThat(text.toLowerCase(Locale.ROOT)).as(where).doesNotContain(WORDS);
    }

    private Browser browser(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        return browser;
    }
}
