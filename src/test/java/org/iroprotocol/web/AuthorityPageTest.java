package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.Deployment;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.localisation.Difference;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What administrators read about deployments that are not their folder's. */
@ProtocolTest
class AuthorityPageTest {

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    Tables tables;
    @Autowired
    Staff staff;

    Set<String> before;

    @BeforeEach
    void remember() {
        before = deployments();
        // Later than what the folders brought, by the engine's clock.
        ClockUtil.offset(60_000L);
    }

    @AfterEach
    void away() {
        staff.signOut();
        deployments().stream().filter(id -> !before.contains(id)).forEach(id -> repository.deleteDeployment(id, true));
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream().map(Deployment::getId).collect(Collectors.toSet());
    }

    private Browser as(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        return browser;
    }

    @Test
    void whileNothingDiffersThePageSaysSo() {
        assertThat(as("protocol-admin.test").page("/authority").body()).contains("Nothing differs")
                .doesNotContain("<table").contains("aria-current");
    }

    @Test
    void whatSomebodyDeployedLaterIsListedForItsOwnAuthorityAlone() throws IOException {
        String letter = Files.readString(Path.of("processes/protocol/letters/iro-notice.html"));
        String model = Files.readString(Path.of("processes/protocol/case-change.bpmn"));
        repository.createDeployment().tenantId("derby").name("Derby's own").source("Camunda Modeler")
                .addString("letters/iro-notice.html", letter.replace("</body>", "<p>Derby</p></body>"))
                .addString("case-change.bpmn", model.replace("name=\"Record a change\"", "name=\"Record a &lt;b&gt; change\""))
                .deploy();

        String page = as("protocol-admin.test").page("/authority").body();

        assertThat(page).contains("Letter: iro-notice", "Process: case-change", "Somebody deployed another version",
                "from Camunda Modeler", "derby").doesNotContain("Nothing differs");
        assertThat(as("protocol-admin.north").page("/authority").body()).contains("Nothing differs")
                .doesNotContain("Camunda Modeler from", "derby");
    }

    private static final String OWN_NAME = "name=\"Note a discussion\"";

    /** A model as Modeler sends it: the forms come by themselves. */
    private void deployModel(String name) throws IOException {
        String model = Files.readString(Path.of("processes/protocol/discussion.bpmn")).replace("name=\"Record a discussion\"", name);
        assertThat(new Modeler(port, "protocol-admin.test", "derby").deploy(Map.of("discussion.bpmn", model)).statusCode())
                .isEqualTo(200);
    }

    private String latest() {
        return repository.createProcessDefinitionQuery().tenantIdIn("derby").processDefinitionKey("discussion").latestVersion()
                .singleResult().getName();
    }

    /** The links of the page, as a person would follow them: first what is offered, then the confirmation. */
    private static Map<String, String> offered(String page, String file, int which) {
        List<Map<String, String>> forms = Jsoup.parse(page).select("form[action=/authority/back]").stream()
                .map(form -> form.select("input[type=hidden]").stream()
                        .collect(Collectors.toMap(input -> input.attr("name"), input -> input.attr("value"))))
                .filter(fields -> fields.get("file").equals(file)).toList();
        return forms.get(which);
    }

    private HttpResponse<String> goBack(Browser browser, Map<String, String> target) {
        String query = "authority=" + target.get("authority") + "&file=" + target.get("file") + "&to=" + target.get("to");
        HttpResponse<String> confirmation = browser.page("/authority/back?" + query);
        assertThat(confirmation.statusCode()).isEqualTo(200);
        assertThat(confirmation.body()).contains("Nothing is deleted", "A restart of the server does not undo this");
        return browser.form("/authority/back", offered(confirmation.body(), target.get("file"), 0));
    }

    @Test
    void aProcessGoesBackInOneActionToTheVersionBeforeAndOnToTheFolders() throws IOException {
        deployModel(OWN_NAME);
        deployModel("name=\"Keep a discussion\"");
        Browser browser = as("protocol-admin.test");
        String page = browser.page("/authority").body();
        assertThat(page).contains("Go back to the version before", "from Camunda Modeler", "Go back to the folder");
        String bad = repository.createProcessDefinitionQuery().tenantIdIn("derby").processDefinitionKey("discussion")
                .latestVersion().singleResult().getId();

        HttpResponse<String> done = goBack(browser, offered(page, "discussion.bpmn", 0));

        assertThat(done.statusCode()).as(done.body()).isIn(302, 303);
        assertThat(latest()).isEqualTo("Note a discussion");
        assertThat(repository.createProcessDefinitionQuery().processDefinitionId(bad).count()).as("nothing is deleted").isOne();
        page = browser.page(done.headers().firstValue("Location").orElseThrow().replaceFirst("https?://[^/]+", "")).body();
        assertThat(page).contains("Process: discussion is back at the earlier version");
        Deployment made = repository.createDeploymentQuery().deploymentId(repository.createProcessDefinitionQuery()
                .tenantIdIn("derby").processDefinitionKey("discussion").latestVersion().singleResult().getDeploymentId()).singleResult();
        assertThat(made.getName()).isEqualTo("discussion, back by protocol-admin.test");
        assertThat(made.getSource()).startsWith("Back to the version of ");
        assertThat(repository.getDeploymentResourceNames(made.getId())).contains("discussion.discussion-reported.form");

        // The version before is now the folder's, not the bad one again.
        assertThat(goBack(browser, offered(page, "discussion.bpmn", 0)).statusCode()).isIn(302, 303);
        assertThat(latest()).isEqualTo("Record a discussion");
        assertThat(browser.page("/authority").body()).contains("Nothing differs").doesNotContain("Go back to");
    }

    @Test
    void aTableAloneGoesBackWhole() throws IOException {
        Object national = tables.latest("derby", "deadlines").row("court-documents").orElseThrow().get("amount");
        for (String days : List.of("3", "1")) {
            String table = Files.readString(Path.of("processes/derby/deadlines.dmn")).replace(
                    "<outputEntry id=\"court-documents-amount\"><text>" + national,
                    "<outputEntry id=\"court-documents-amount\"><text>" + days);
            new Modeler(port, "protocol-admin.test", "derby").deploy(Map.of("deadlines.dmn", table));
        }
        assertThat(tables.latest("derby", "deadlines").row("court-documents").orElseThrow()).containsEntry("amount", 1);
        Browser browser = as("protocol-admin.test");
        String page = browser.page("/authority").body();

        goBack(browser, offered(page, "deadlines.dmn", 0));
        assertThat(tables.latest("derby", "deadlines").row("court-documents").orElseThrow()).containsEntry("amount", 3);

        // The page as it was is out of date now: it says so and does nothing.
        Map<String, String> old = new HashMap<>(offered(page, "deadlines.dmn", 0));
        old.put("_csrf", browser.token("/cases"));
        HttpResponse<String> late = browser.form("/authority/back", old);
        assertThat(late.body()).contains("Somebody has deployed deadlines.dmn in the meantime");
        assertThat(tables.latest("derby", "deadlines").row("court-documents").orElseThrow()).containsEntry("amount", 3);

        goBack(browser, offered(browser.page("/authority").body(), "deadlines.dmn", 0));
        assertThat(tables.latest("derby", "deadlines").row("court-documents").orElseThrow()).containsEntry("amount", national);
    }

    @Test
    void nobodyElseGoesBack() throws IOException {
        deployModel(OWN_NAME);
        Map<String, String> target = offered(as("protocol-admin.test").page("/authority").body(), "discussion.bpmn", 0);
        String query = "?authority=derby&file=discussion.bpmn&to=" + target.get("to");
        for (String user : List.of("protocol-admin.north", "iro-manager.test", "iro.test", "protocol-manager.test")) {
            Browser browser = as(user);
            assertThat(browser.page("/authority/back" + query).statusCode()).as(user).isEqualTo(404);
            assertThat(browser.form("/authority/back", target).statusCode()).as(user + " without a token").isEqualTo(403);
            Map<String, String> withToken = new HashMap<>(target);
            withToken.put("_csrf", browser.token("/cases"));
            assertThat(browser.form("/authority/back", withToken).statusCode()).as(user).isEqualTo(404);
        }
        assertThat(as("protocol-admin.test").form("/authority/back", target).statusCode()).as("no token").isEqualTo(403);
        assertThat(as("protocol-admin.north").page("/authority").body()).doesNotContain("discussion");
        assertThat(latest()).isEqualTo("Note a discussion");
    }

    @Test
    void whatTheAuthorityChangesIsReadByItsOwnAdministratorAlone() {
        String page = as("protocol-admin.test").page("/authority/changes").body();
        assertThat(page).contains("Court documents to the IRO", "Limits", "CQAReview.Clerks@derby.gov.uk")
                .doesNotContain("northmoor");
        assertThat(as("protocol-admin.north").page("/authority/changes").body()).contains("northmoor", "Steps")
                .doesNotContain("CQAReview.Clerks@derby.gov.uk");
        assertThat(as("iro-manager.test").page("/authority/changes").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsInUseIsDownloadedByItsOwnAdministratorAlone() {
        HttpResponse<String> zip = as("protocol-admin.test").page("/authority/in-use.zip?authority=derby");
        assertThat(zip.statusCode()).isEqualTo(200);
        assertThat(zip.headers().firstValue("content-type")).hasValue("application/zip");
        assertThat(zip.body()).contains("processes/derby/proceedings.bpmn", "processes/derby/letters/iro-notice.html",
                "forms/derby/proceedings.send-iro-details.form").doesNotContain("northmoor");
        for (String user : List.of("protocol-admin.north", "iro-manager.test", "protocol-manager.test")) {
            assertThat(as(user).page("/authority/in-use.zip?authority=derby").statusCode()).as(user).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iro.test", "iro-manager.test", "protocol-manager.test", "social-worker.test"})
    void nobodyElseFindsThePage(String user) {
        Browser browser = as(user);
        assertThat(browser.page("/authority").statusCode()).isEqualTo(404);
        assertThat(browser.page("/cases").body()).doesNotContain("/authority");
    }

    @ParameterizedTest
    @CsvSource({"proceedings.bpmn, Process: proceedings", "deadlines.dmn, Table: deadlines",
            "letters/iro-notice.html, Letter: iro-notice", "proceedings.send.form, Form: proceedings.send",
            "readme, File: readme"})
    void filesAreCalledWhatTheyAre(String file, String words) {
        assertThat(AuthorityController.what(file)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"CHANGED, true, Theirs holds", "CHANGED, false, next start deploys the folder",
            "ONLY_IN_FOLDER, true, is without it", "ONLY_IN_FOLDER, false, next start deploys it",
            "ONLY_DEPLOYED, true, stays in use", "ONLY_DEPLOYED, false, deploys without it"})
    void everyKindOfDifferenceIsPutInWords(Difference.Kind kind, boolean kept, String words) {
        var row = AuthorityController.row(new Difference("derby", "tables-and-letters", "deadlines.dmn", kind, kept, "1",
                Instant.parse("2026-11-20T12:00:00Z"), null, "iro-notice,first-review"));
        assertThat(row.how()).contains(words);
        assertThat(row.since()).isEqualTo("20/11/2026 at 12:00");
        assertThat(row.differing()).isEqualTo("iro-notice, first-review");
        assertThat(List.of(row.authority(), row.file())).containsExactly("derby", "deadlines.dmn");
    }
}
