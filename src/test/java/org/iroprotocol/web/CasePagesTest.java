package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.casefile.CaseFileTables;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The case pages over HTTP: who sees what, what is logged, and starting something for a case. */
@ProtocolTest
class CasePagesTest {

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    CaseFiles files;

    @Autowired
    Tables tables;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient database;

    @Autowired
    House house;

    TestUsers users;
    Family cases;
    String deployment;

    @BeforeEach
    void house() {
        house.at("2026-11-20T12:00");
        users = new TestUsers(identity);
        users.add("web.worker2", "derby", "social-worker");
        users.add("web.north", "northmoor", "iro-manager");
        CaseFileTables.empty(database, "derby");
        cases = new Family(files, tables, ledger, database);
        deployment = Family.deploy(repository);
        Family.mayStart(authorizations, "iro.test");
    }

    @AfterEach
    void away() {
        repository.deleteDeployment(deployment, true);
        authorizations.createAuthorizationQuery().userIdIn("iro.test").list()
                .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
        if (identity.createGroupQuery().groupId("iro").groupMember("iro.test").count() == 0) {
            identity.createMembership("iro.test", "iro");
        }
        users.removeAll();
        cases.remove();
    }

    private Browser as(String user) {
        Browser browser = new Browser(port);
        String password = user.endsWith(".test") ? Staff.PASSWORD : TestUsers.PASSWORD;
        assertThat(browser.signIn(user, password).headers().firstValue("Location").orElse(""))
                .doesNotContain("refused");
        return browser;
    }

    @ParameterizedTest
    @CsvSource({"web.worker2", "web.north", "protocol-admin.test", "childrens-guardian.test", "iro2.test"})
    void whatMayNotBeKnownAnswersLikeWhatDoesNotExist(String user) {
        Browser browser = as(user);
        for (String path : List.of("", "/letters/" + cases.notice.id(), "/letters/" + cases.notice.id() + "/pdf", "/views",
                "/start/web-discussion")) {
            HttpResponse<String> unknown = browser.page("/case/C-nothing" + path);
            HttpResponse<String> hidden = browser.page("/case/" + cases.secret.reference() + path);
            assertThat(hidden.statusCode()).as(path).isEqualTo(404);
            assertThat(noToken(hidden)).isEqualTo(noToken(unknown)).contains("Page not found");
        }
        assertThat(cases.views()).isEmpty();
    }

    private static String noToken(HttpResponse<String> page) {
        return page.body().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }

    @ParameterizedTest
    @CsvSource({"web.worker2, 404", "web.north, 404", "protocol-admin.test, 404", "social-worker.test, 200", "childrens-guardian.test, 200",
            "service-director.test, 200", "iro.test, 200", "iro2.test, 200", "iro-manager.test, 200"})
    void theServiceReadsByDefinitionEverybodyElseByName(String user, int status) {
        assertThat(as(user).page("/case/" + cases.ruby.reference()).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"iro.test, y,y,y,y,y,y,n", "iro2.test, y,y,y,y,y,y,n", "iro-manager.test, y,y,y,y,y,y,y",
            "childrens-guardian.test, n,y,y,y,n,y,n", "social-worker.test, n,y,y,y,n,y,n", "service-director.test, n,n,y,n,n,n,n"})
    void thePageShowsExactlyTheSectionsOfTheMatrix(String user, String siblings, String people, String dates,
                                                   String deadlines, String timeline, String letters, String views) {
        String page = as(user).page("/case/" + cases.ruby.reference()).body();
        sees(page, "Leo Larch", siblings);
        sees(page, "social-worker.test@derby.example", people);
        sees(page, "19/01/2027 at 10:30", dates);
        sees(page, "2 working days from Friday", deadlines);
        sees(page, "Spoke to Grace", timeline);
        sees(page, "/letters/" + cases.notice.id(), letters);
        sees(page, "Who looked at this case", views);
        assertThat(page).contains("770123", "7 years old").doesNotContain("Quiet Child");
    }

    private static void sees(String page, String text, String yes) {
        if (yes.equals("y")) {
            assertThat(page).contains(text);
        } else {
            assertThat(page).doesNotContain(text);
        }
    }

    @Test
    void namesAreEscapedAndErrorsAreStruckThrough() {
        String page = as("iro.test").page("/case/" + cases.ruby.reference()).body();
        assertThat(page).contains("Ruby &lt;b&gt;Larch&lt;/b&gt;").doesNotContain("<b>Larch");
        assertThat(page).contains("<del>A discussion of another child</del>", "Reason: wrong child");
        assertThat(page).contains("Statutory date missed", "Waiting for a date", "on behalf of Cafcass");
    }

    @Test
    void lettersAreReadAndDownloadedByThoseWhoMayAndEveryViewIsLogged() {
        Browser iro = as("iro.test");
        String letter = "/case/" + cases.ruby.reference() + "/letters/" + cases.notice.id();
        assertThat(iro.page(letter).body()).contains("Text of the letter.", "Download as PDF");
        HttpResponse<String> pdf = iro.page(letter + "/pdf");
        assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(pdf.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(pdf.body()).startsWith("%PDF");
        String concern = "/case/" + cases.ruby.reference() + "/letters/" + cases.other.id();
        assertThat(iro.page(concern).statusCode()).isEqualTo(200);
        Browser guardian = as("childrens-guardian.test");
        assertThat(guardian.page(letter).statusCode()).isEqualTo(200);
        assertThat(guardian.page(concern).statusCode()).isEqualTo(404);
        assertThat(guardian.page(concern + "/pdf").statusCode()).isEqualTo(404);
        assertThat(as("service-director.test").page(letter).statusCode()).isEqualTo(404);
        assertThat(iro.page("/case/" + cases.leo.reference() + "/letters/" + cases.notice.id()).statusCode())
                .as("another child's letter").isEqualTo(404);
        assertThat(iro.page("/case/" + cases.ruby.reference() + "/letters/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(iro.page("/case/" + cases.ruby.reference() + "/letters/x").statusCode()).isEqualTo(404);
        assertThat(cases.views()).extracting(CaseFiles.View::userId, CaseFiles.View::what).containsExactly(
                org.assertj.core.groups.Tuple.tuple("iro.test", "Letter: IRO’s details to the guardian"),
                org.assertj.core.groups.Tuple.tuple("iro.test", "PDF: IRO’s details to the guardian"),
                org.assertj.core.groups.Tuple.tuple("iro.test", "Letter: A concern, stage 2"),
                org.assertj.core.groups.Tuple.tuple("childrens-guardian.test", "Letter: IRO’s details to the guardian"));
    }

    @Test
    void theManagerSeesWhoLookedByChildAndByUser() {
        as("childrens-guardian.test").page("/case/" + cases.ruby.reference());
        Browser manager = as("iro-manager.test");
        assertThat(manager.page("/case/" + cases.ruby.reference() + "/views").body())
                .contains("Test childrens-guardian.test", "Case page");
        files.viewed(cases.secret.reference(), "childrens-guardian.test", "Case page");
        assertThat(manager.page("/views?user=childrens-guardian.test").body()).contains(cases.ruby.reference())
                .doesNotContain(cases.secret.reference());
        assertThat(as("iro.test").page("/case/" + cases.ruby.reference() + "/views").statusCode()).isEqualTo(404);
        assertThat(as("iro.test").page("/views?user=childrens-guardian.test").statusCode()).isEqualTo(404);
        assertThat(as("web.north").page("/views?user=childrens-guardian.test").body()).contains("Nothing is recorded");
    }

    @Test
    void theListShowsOnesOwnCasesAndFindsByNameNumberAndReference() {
        Browser iro = as("iro.test");
        assertThat(iro.page("/cases").body()).contains("Your cases", cases.ruby.reference(), "Statutory date missed")
                .doesNotContain("Leo Larch", "Quiet Child");
        assertThat(iro.page("/cases?show=all").body()).contains("Leo Larch").doesNotContain("Quiet Child");
        assertThat(iro.page("/cases?q=leo").body()).contains("Leo Larch").doesNotContain("Ruby");
        assertThat(iro.page("/cases?q=770124").body()).contains("Leo Larch");
        assertThat(iro.page("/cases?q=770999").body()).contains("Nothing matches");
        assertThat(iro.page("/cases?q=%3Cscript%3E").body()).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(as("social-worker.test").page("/cases?show=all").body()).contains(cases.ruby.reference())
                .doesNotContain("Leo Larch");
        assertThat(as("protocol-admin.test").page("/cases?show=all&q=ruby").body()).doesNotContain(cases.ruby.reference());
        assertThat(as("web.north").page("/cases?show=all").body()).doesNotContain("Larch");
        assertThat(cases.views()).isEmpty();
    }

    @Test
    void aProcessStartsForTheCaseOfThePageWhateverWasSent() {
        Browser iro = as("iro.test");
        String page = "/case/" + cases.ruby.reference();
        assertThat(iro.page(page).body()).contains("Record a discussion");
        String form = iro.page(page + "/start/web-discussion").body();
        assertThat(form).contains("&quot;key&quot;:&quot;caseReference&quot;", "&quot;readonly&quot;:true",
                "data-reference=\"" + cases.ruby.reference() + "\"");
        String token = iro.token(page);
        HttpResponse<String> sent = iro.post(page + "/start/web-discussion/send", "application/json",
                "{\"caseReference\":\"" + cases.secret.reference() + "\",\"topic\":\"Contact\",\"how\":\"meeting\"}",
                "X-CSRF-TOKEN", token);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        var instance = runtime.createProcessInstanceQuery().processDefinitionKey("web-discussion").singleResult();
        assertThat(instance.getBusinessKey()).isEqualTo(cases.ruby.reference());
        assertThat(runtime.getVariable(instance.getId(), "caseReference")).isEqualTo(cases.ruby.reference());
        String after = iro.page(page + "?started=" + instance.getId()).body();
        String task = tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult().getId();
        assertThat(after).contains("Started: Record a discussion", "/camunda/app/tasklist/default/#/?task=" + task);
        assertThat(iro.page("/case/" + cases.leo.reference() + "?started=" + instance.getId()).body())
                .doesNotContain("Record a discussion.");
    }

    @Test
    void whoMayNotStartItIsNotOfferedItAndIsRefused() {
        Browser worker = as("social-worker.test");
        String page = "/case/" + cases.ruby.reference();
        assertThat(worker.page(page).body()).doesNotContain("Start for this case");
        assertThat(worker.page(page + "/start/web-discussion").statusCode()).isEqualTo(404);
        assertThat(worker.post(page + "/start/web-discussion/send", "application/json", "{}", "X-CSRF-TOKEN",
                worker.token(page)).statusCode()).isEqualTo(404);
        Browser iro = as("iro.test");
        assertThat(iro.post("/case/" + cases.secret.reference() + "/start/web-discussion/send", "application/json", "{}",
                "X-CSRF-TOKEN", iro.token(page)).statusCode()).isEqualTo(404);
        assertThat(iro.post(page + "/start/web-discussion/send", "application/json", "not json", "X-CSRF-TOKEN",
                iro.token(page)).statusCode()).isEqualTo(400);
        assertThat(runtime.createProcessInstanceQuery().processDefinitionKey("web-discussion").count()).isZero();
    }

    @Test
    void theTaskPanelNeedsTheRightToTheTaskAndToTheCase() {
        String instance = runtime.startProcessInstanceByKey("web-discussion", cases.ruby.reference(),
                Map.of("caseReference", cases.ruby.reference(), "topic", "Contact")).getId();
        String task = tasks.createTaskQuery().processInstanceId(instance).singleResult().getId();
        Browser iro = as("iro.test");
        HttpResponse<String> panel = iro.get("/case/for-task/" + task);
        assertThat(panel.statusCode()).as(panel.body()).isEqualTo(200);
        assertThat(panel.body()).contains("\"age\":\"7 years old\"", "Leo Larch", "/case/" + cases.ruby.reference())
                .doesNotContain("Quiet Child");
        assertThat(panel.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        iro.get("/case/for-task/" + task);
        assertThat(cases.views()).hasSize(1);
        assertThat(as("childrens-guardian.test").get("/case/for-task/" + task).statusCode()).as("names the case, not the task").isEqualTo(404);
        assertThat(as("web.worker2").get("/case/for-task/" + task).statusCode()).isEqualTo(404);
        assertThat(iro.get("/case/for-task/nothing").statusCode()).isEqualTo(404);
        files.recordPerson(cases.ruby.reference(), new CaseFiles.NewPerson("iro", "Ibrahim Redfern", null, null, "iro2.test",
                LocalDate.of(2026, 11, 2)), "iro-admin.test");
        identity.deleteMembership("iro.test", "iro");
        assertThat(as("iro.test").get("/case/for-task/" + task).statusCode()).as("the task, not the case").isEqualTo(404);
        assertThat(new Browser(port).get("/case/for-task/" + task).statusCode()).isEqualTo(401);
    }

    /** As Cockpit's page of a process asks for its versions. */
    @Test
    void listsThatTheWebApplicationsAskForWithoutALimitAreAnswered() {
        String path = "/process-definition?key=proceedings&sortBy=version&sortOrder=desc&tenantIdIn=derby";
        assertThat(Caller.app(port, "protocol-manager.test").get(path).statusCode()).isEqualTo(200);
        assertThat(Caller.rest(port, "protocol-manager.test").get(path).statusCode()).as("programs name a limit").isEqualTo(400);
    }
}
