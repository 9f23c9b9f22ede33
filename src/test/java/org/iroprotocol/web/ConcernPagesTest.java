package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.dispute.Concerns;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.Statements;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Concerns on the case page, on their own page, in the log, on start pages and in the forms of tasks. */
@ProtocolTest
class ConcernPagesTest {

    private static final List<String> NAMED = List.of("social-worker", "team-manager", "service-manager",
            "deputy-head-of-service", "head-of-service", "head-of-service-qa", "service-director", "la-solicitor");
    private static final List<String> NEVER = List.of("childrens-guardian.test", "la-solicitor.test", "la-legal-assistant.test",
            "cafcass-service-manager.test");

    @LocalServerPort
    int port;
    @Autowired
    ProcessEngine engine;
    @Autowired
    CaseFiles files;
    @Autowired
    Concerns concerns;
    @Autowired
    TestCases cases;
    @Autowired
    House house;
    @Autowired
    Staff staff;
    @Autowired
    JdbcClient database;

    String reference;

    @BeforeEach
    void aChildAndEverybodyAroundIt() {
        house.at("2026-12-18T10:00");
        reference = child();
        NAMED.forEach(role -> files.recordPerson(reference, new CaseFiles.NewPerson(role, "Named " + role,
                role + ".test@derby.example", null, role + ".test", LocalDate.of(2026, 12, 18)), "iro-admin.test"));
        house.runDueJobs();
    }

    @AfterEach
    void away() {
        house.runDueJobs();
        engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("dispute-escalation").list().stream()
                .map(instance -> instance.getBusinessKey()).distinct()
                .forEach(one -> files.recordEvent(one, "died", "", When.on(house.today()), "system", null));
        cases.endAll();
    }

    @Test
    @Clause("C-98 P-01")
    void aDraftIsItsIrosAlone() throws Exception {
        raise(reference, Map.of());
        complete("write-concern", "iro.test", Map.of("evidence", "Draft about the plan.", "keepDraft", true));
        Browser iro = as("iro.test");
        assertThat(iro.page("/case/" + reference).body()).contains("Concern 1", "Being written", "Concern 1 raised.");
        assertThat(iro.page("/case/" + reference + "/concern/1").body()).contains("has not been issued", "Write the concern");
        assertThat(iro.page("/concerns").body()).contains("/case/" + reference + "/concern/1", "Being written");
        assertThat(iro.page("/case/" + reference + "/start/concern-report").body())
                .doesNotContain("&quot;concernNumber&quot;:&quot;1");
        TimelineRecord raised = files.timeline(reference).stream().filter(one -> one.kind().equals("concern-raised")).findFirst()
                .orElseThrow();
        assertThat(iro.bytes("/case/" + reference + "/record/" + raised.id() + "/pdf").statusCode()).isEqualTo(200);
        for (String other : List.of("iro2.test", "senior-iro.test", "iro-manager.test", "iro-admin.test")) {
            Browser browser = as(other);
            assertThat(browser.page("/case/" + reference + "/concern/1").statusCode()).as(other).isEqualTo(404);
            assertThat(browser.page("/case/" + reference).body()).as(other).doesNotContain("Concern 1", "The plan has not",
                    "Concern weighed", "Concern raised");
            assertThat(browser.page("/concerns").body()).as(other).doesNotContain(reference);
            assertThat(browser.page("/cases?show=all").body()).as(other).doesNotContain("Concern weighed");
            assertThat(browser.page("/case/" + reference + "/record/" + raised.id() + "/pdf").statusCode()).as(other)
                    .isEqualTo(404);
        }
        List.of("social-worker.test", "team-manager.test", "service-director.test", "childrens-guardian.test")
                .forEach(this::nothing);
        String task = "/task/" + task("write-concern").getId() + "/form-variables";
        JsonNode mine = Caller.JSON.readTree(Caller.app(port, "iro.test").get(task).body());
        assertThat(mine.at("/evidence/value").asText()).isEqualTo("Draft about the plan.");
        assertThat(mine.at("/evidence/type").asText()).isEqualTo("String");
        assertThat(mine.at("/soFar/value").asText()).contains("Named social-worker");
        for (String other : List.of("iro2.test", "senior-iro.test", "iro-admin.test", "social-worker.test")) {
            assertThat(Caller.app(port, other).get(task).body()).as(other).doesNotContain("Draft about", "Named social-worker");
        }
        assertThat(Caller.rest(port, "iro.test").get(task).body()).as("not for programs").doesNotContain("Draft about");
        assertThat(engine.getHistoryService().createHistoricVariableInstanceQuery().variableName("evidence").count()).isZero();
    }

    @Test
    @Clause("C-102 C-106 P-01 P-03 P-08")
    void whatWasIssued_byStage() throws Exception {
        issue(reference);
        String page = "/case/" + reference + "/concern/1";
        assertThat(as("social-worker.test").page(page).body()).contains("The plan of May has not begun.", "Stage 1",
                "13/01/2027").doesNotContain("(needed)", "Not relevant note");
        assertThat(as("team-manager.test").page("/case/" + reference).body()).contains(page, "Response due 13/01/2027")
                .doesNotContain("start/concern-report", "start/dispute-escalation");
        NEVER.forEach(this::nothing);
        List.of("service-manager.test", "head-of-service.test", "service-director.test").forEach(this::nothing);
        assertThat(as("iro2.test").page(page).statusCode()).as("the service").isEqualTo(200);

        report("iro-admin.test", Map.of("reportKind", "response", "responseOn", "2026-12-18", "responseHow", "e-mail",
                "responseFrom", "Tina Manager", "response", "We begin in January."));
        JsonNode filled = Caller.JSON.readTree(Caller.app(port, "iro.test")
                .get("/task/" + task("judge-response").getId() + "/form-variables").body());
        assertThat(filled.at("/soFar/value").asText()).contains("The plan of May has not begun.", "We begin in January.");
        assertThat(Caller.app(port, "social-worker.test").get("/task/" + task("judge-response").getId() + "/form-variables")
                .body()).doesNotContain("January");
        complete("judge-response", "iro.test", Map.of("judgement", "no", "judgedNote", "Judged too slow."));
        complete("discuss-and-decide", "iro.test", Map.of("discussedAt", "2026-12-18T09:30", "discussedWith", "Senior",
                "discussedNote", "Said among us.", "decision", "goes-on", "goesTo", "stage-2", "decisionReason", "Too slow."));
        complete("discuss-with-deputy", "senior-iro.test", Map.of("stage2At", "2026-12-18T09:45", "stage2With", "Dana Deputy"));
        complete("record-stage-2", "senior-iro.test", Map.of("stage2Summary", "Summary of stage two.", "stage2Plan",
                org.camunda.spin.plugin.variable.SpinValues.jsonValue(
                        "[{\"planAction\":\"Begin it\",\"planOwner\":\"Tina\",\"planDue\":\"2026-12-23\"}]").create()));
        for (String above : List.of("service-manager.test", "deputy-head-of-service.test")) {
            assertThat(as(above).page(page).body()).as(above).contains("The plan of May", "We begin in January.",
                    "Summary of stage two.", "Begin it", "Not yet, promised by 23/12/2026")
                    .doesNotContain("Said among us.", "Judged too slow.");
        }
        List.of("head-of-service.test", "head-of-service-qa.test", "service-director.test").forEach(this::nothing);
        NEVER.forEach(this::nothing);
        assertThat(as("team-manager.test").page(page).body()).contains("We begin in January.")
                .doesNotContain("Summary of stage two.", "Begin it", "Said among us.", "Judged too slow.", "Too slow.");
        assertThat(as("iro-admin.test").page(page).body()).contains("Summary of stage two.", "Said among us.", "Judged too slow.",
                "start/concern-report?concern=1", "id=\"t-letters\"");

        report("iro.test", Map.of("reportKind", "stage", "goesTo", "stage-4", "decisionReason", "It cannot wait."));
        assertThat(as("service-director.test").page(page).body()).contains("Skipped", "Summary of stage two.", "It cannot wait.");
        NEVER.forEach(this::nothing);
        assertThat(files.views(reference)).anyMatch(view -> view.userId().equals("service-director.test")
                && view.what().equals("Concern 1"));
        assertThat(as("iro.test").page("/case/" + reference + "/concern/2").statusCode()).isEqualTo(404);
        assertThat(as("iro.north").page(page).statusCode()).isEqualTo(404);
        database.sql("update case_file set restricted = true where reference = ?").param(reference).update();
        assertThat(as("iro2.test").page(page).statusCode()).as("P-07").isEqualTo(404);
        assertThat(as("iro2.test").page("/concerns").body()).doesNotContain(reference);
        assertThat(as("iro.test").page("/concerns").body()).contains(reference, "Restricted");
    }

    @Test
    @Clause("C-106 P-31 P-33")
    void theLogOverAllCases() {
        issue(reference);
        cases.start("derby", "iro.test", "discussion", challenge(reference));
        Browser admin = as("iro-admin.test");
        String before = admin.page("/concerns").body();
        assertThat(before).contains("/case/" + reference + "/concern/1", "Response due 13/01/2027", "Stage 1",
                "0 working days", "issued 18/12/2026", "Informal challenges recorded", "Resolved by promise");
        assertThat(admin.page("/concerns?stage=stage-3").body()).doesNotContain("/case/" + reference + "/concern/1");
        assertThat(admin.page("/concerns?show=mine").body()).doesNotContain("/case/" + reference + "/concern/1");
        assertThat(as("iro.test").page("/concerns?show=mine&stage=stage-1").body()).contains("/case/" + reference + "/concern/1");
        assertThat(as("iro-admin.north").page("/concerns").body()).doesNotContain(reference);
        for (String other : List.of("social-worker.test", "team-manager.test", "service-director.test", "childrens-guardian.test",
                "la-solicitor.test", "protocol-manager.test")) {
            assertThat(as(other).page("/concerns").statusCode()).as(other).isEqualTo(404);
            assertThat(as(other).page("/cases").body()).as(other).doesNotContain("href=\"/concerns\"");
        }
        int one = queries(admin);
        issue(child());
        issue(child());
        assertThat(queries(admin)).isEqualTo(one);

        report("iro-admin.test", Map.of("reportKind", "response", "responseOn", "2026-12-18", "responseHow", "e-mail",
                "responseFrom", "Tina Manager", "response", "Begun."));
        complete("judge-response", "iro.test", Map.of("judgement", "yes", "judgedNote", "It has begun."));
        complete("close-concern", "iro.test", Map.of("childToldOn", "2026-12-18", "advocateWhyNot", "has one", "complaintsOn",
                "2026-12-18", "difference", "The plan has begun."));
        String after = admin.page("/concerns").body();
        assertThat(after).contains("Closed last", "Closed 18/12/2026: resolved");
        assertThat(number(after, "Resolved in fact")).isEqualTo(number(before, "Resolved in fact") + 1);
        assertThat(number(after, "Resolved by promise")).isEqualTo(number(before, "Resolved by promise"));
        assertThat(number(after, "Informal challenges recorded")).isEqualTo(number(before, "Informal challenges recorded"));
        assertThat(as("social-worker.test").page("/case/" + reference).body()).contains("Closed 18/12/2026: resolved");
    }

    @Test
    @Clause("P-31")
    void anInformalChallengeIsRaisedFormallyWithoutTypingAgain_andWhereOnlyOneIsOpenThereIsNothingToChoose() {
        cases.start("derby", "iro.test", "discussion", challenge(reference));
        String id = files.timeline(reference).stream().filter(one -> one.kind().equals("informal-challenge")).findFirst()
                .orElseThrow().id().toString();
        Browser iro = as("iro.test");
        String start = "/case/" + reference + "/start/dispute-escalation?record=" + id;
        assertThat(iro.page("/case/" + reference).body()).contains(start);
        assertThat(as("iro-admin.test").page("/case/" + reference).body()).doesNotContain(start);
        assertThat(iro.page(start).body()).contains("Contact is not in place.", "carried over", id);
        assertThat(iro.page("/case/" + reference + "/start/dispute-escalation?record=nonsense").body())
                .doesNotContain("carried over");
        raise(reference, Map.of("recordId", id));
        assertThat(iro.page("/case/" + reference).body()).contains("Raised formally").doesNotContain(start);
        assertThat(iro.page(start).body()).doesNotContain("carried over");
        assertThat(as("senior-iro.test").page("/case/" + reference).body()).as("still a draft").doesNotContain("Raised formally");
        complete("write-concern", "iro.test", concern());
        String one = as("iro-admin.test").page("/case/" + reference + "/start/concern-report").body();
        assertThat(one).contains("&quot;concernNumber&quot;:&quot;1&quot;", "1: ");
        issue(reference);
        assertThat(as("iro-admin.test").page("/case/" + reference + "/start/concern-report").body())
                .doesNotContain("&quot;concernNumber&quot;:&quot;");
        assertThat(as("iro-admin.test").page("/case/" + reference + "/start/concern-report?concern=2").body())
                .contains("&quot;concernNumber&quot;:&quot;2&quot;");
        assertThat(as("iro-admin.test").page("/case/" + reference + "/start/concern-report?concern=7").body())
                .doesNotContain("&quot;concernNumber&quot;:&quot;");
    }

    /** Neither on the case page nor on its own. */
    private void nothing(String user) {
        Browser browser = as(user);
        assertThat(browser.page("/case/" + reference + "/concern/1").statusCode()).as(user).isEqualTo(404);
        assertThat(browser.page("/case/" + reference).body()).as(user).doesNotContain("Concern 1", "oncern issued", "QA form",
                "id=\"t-concerns\"", "Concern raised");
        assertThat(browser.page("/cases").body()).as(user).doesNotContain("QA form", "whole concern");
    }

    private String child() {
        return cases.open(Map.of("guardianName", "Grace Guardian", "guardianEmail", "childrens-guardian.test@derby.example",
                "cafcassAllocatedOn", "2026-12-18", "cafcassManagerName", "Sam Manager", "cafcassManagerEmail",
                "cafcass-service-manager.test@derby.example", "socialWorkerName", "Sam Worker", "socialWorkerEmail",
                "sam@derby.example"));
    }

    private static Map<String, Object> challenge(String reference) {
        return Map.of("caseReference", reference, "discussionKind", "challenge", "discussedOn", "2026-12-18", "discussedBy",
                "IRO and team manager", "challenge", "Contact is not in place.", "challengeAnswer", "Next week.");
    }

    private static Map<String, Object> concern() {
        return Map.of("category", "drift", "evidence", "The plan of May has not begun.", "impact", "She waits.", "wishes",
                "To know.", "resolution", "Begin.", "severity", "medium", "about", "usual", "immediateAction", "no",
                "relevantToCourt", "no", "relevantWhy", "Not relevant note");
    }

    private void raise(String reference, Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(Map.of("caseReference", reference, "concernLine", "The plan has not begun."));
        form.putAll(more);
        cases.start("derby", "iro.test", "dispute-escalation", form);
    }

    private void issue(String reference) {
        raise(reference, Map.of());
        Map<String, Object> form = new HashMap<>(concern());
        staff.signIn("iro.test");
        try {
            engine.getFormService().submitTaskForm(engine.getTaskService().createTaskQuery()
                    .processInstanceBusinessKey(reference).taskDefinitionKey("write-concern").singleResult().getId(), form);
        } finally {
            staff.signOut();
        }
        house.runDueJobs();
    }

    private void report(String user, Map<String, ?> fields) {
        Map<String, Object> form = new HashMap<>(fields);
        form.put("caseReference", reference);
        cases.start("derby", user, "concern-report", form);
        house.runDueJobs();
    }

    private Task task(String step) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey(step)
                .singleResult();
    }

    private void complete(String step, String user, Map<String, ?> form) {
        Task task = task(step);
        assertThat(task).as(step).isNotNull();
        staff.signIn(user);
        try {
            engine.getFormService().submitTaskForm(task.getId(), new HashMap<>(form));
        } finally {
            staff.signOut();
        }
        house.runDueJobs();
    }

    private static int number(String page, String label) {
        String after = page.substring(page.indexOf(label));
        return Integer.parseInt(after.substring(after.indexOf("<strong>") + 8, after.indexOf("</strong>")));
    }

    private static int queries(Browser browser) {
        browser.page("/concerns");
        return Statements.counting(() -> browser.page("/concerns")).house();
    }

    private Browser as(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        return browser;
    }
}
