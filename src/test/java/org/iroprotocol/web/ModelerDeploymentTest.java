package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.iroprotocol.authority.AuthorityFiles;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.localisation.Difference;
import org.iroprotocol.localisation.Differences;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever one attaches in Camunda Modeler, a model never stands without its forms, a form never without its model. */
@ProtocolTest
class ModelerDeploymentTest {

    private static final Path MODEL = Path.of("processes/protocol/discussion.bpmn");
    private static final String FORM_ID = "discussion.discussion-reported";
    private static final Path FORM = Path.of("forms/protocol/" + FORM_ID + ".form");
    private static final Path LETTER = Path.of("processes/protocol/letters/iro-notice.html");

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;
    @Autowired
    Tables tables;
    @Autowired
    AuthorityFiles letters;
    @Autowired
    Differences differences;

    private Modeler modeler;
    private Set<String> before;

    @BeforeEach
    void remember() {
        // Later than what the folders brought, by the engine's clock.
        ClockUtil.offset(60_000L);
        modeler = new Modeler(port, "protocol-admin.test", "derby");
        before = deployments();
    }

    @AfterEach
    void clean() {
        deployments().stream().filter(id -> !before.contains(id)).forEach(id -> repository.deleteDeployment(id, true));
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream().map(Deployment::getId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> file(String name, String content) {
        Map<String, String> one = new LinkedHashMap<>();
        one.put(name, content);
        return one;
    }

    private static Map<String, String> changedModel() {
        return file("discussion.bpmn", Modeler.read(MODEL).replace("name=\"Record a discussion\"", "name=\"Note a discussion\""));
    }

    private static Map<String, String> changedForm() {
        return file(FORM_ID + ".form", Modeler.read(FORM).replace("\"label\": \"Our reference\"", "\"label\": \"Reference of the case\""));
    }

    private Set<String> deployed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new TreeSet<>(repository.getDeploymentResourceNames(Caller.read(answer).path("id").asText()));
    }

    private void refused(HttpResponse<String> answer, String... words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Caller.read(answer).path("message").asText()).contains(words).doesNotContain("ENGINE-", "java.");
        assertThat(deployments()).as("nothing is deployed").isEqualTo(before);
    }

    private ProcessDefinition latest(String process) {
        return repository.createProcessDefinitionQuery().tenantIdIn("derby").processDefinitionKey(process).latestVersion()
                .singleResult();
    }

    private String startForm() {
        return Caller.rest(port, "iro.test")
                .get("/process-definition/key/discussion/tenant-id/derby/deployed-start-form").body();
    }

    private Set<String> different() {
        return differences.list("derby"::equals).stream().map(Difference::resource)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void modelerFindsTheEngineBeforeItDeploys() {
        assertThat(modeler.tests().statusCode()).isEqualTo(200);
    }

    @Test
    void aModelAloneKeepsItsForms() {
        String formBefore = startForm();

        assertThat(deployed(modeler.deploy(changedModel()))).containsExactly("discussion.bpmn", FORM_ID + ".form");

        assertThat(latest("discussion").getName()).isEqualTo("Note a discussion");
        assertThat(startForm()).isEqualTo(formBefore).contains("\"components\"");
        assertThat(different()).as("the form is still the folder's").containsExactly("discussion.bpmn");
        assertThat(repository.createDeploymentQuery().deploymentId(latest("discussion").getDeploymentId()).singleResult())
                .satisfies(made -> {
                    assertThat(made.getSource()).isEqualTo("Camunda Modeler");
                    assertThat(made.getName()).isEqualTo("discussion");
                });
    }

    @Test
    void aFormAloneTakesEffectAtOnceWithTheModelThatHolds() {
        modeler.deploy(changedModel());

        assertThat(deployed(modeler.deploy(changedForm()))).containsExactly("discussion.bpmn", FORM_ID + ".form");

        assertThat(startForm()).contains("Reference of the case");
        assertThat(latest("discussion").getName()).as("what holds, not what the folder says").isEqualTo("Note a discussion");
    }

    @Test
    void rulesOfAProcessComeWithItsModelAndForms() {
        Path rules = Path.of("processes/protocol/case-change-rules.dmn");
        int version = latest("case-change").getVersion();

        assertThat(deployed(modeler.deploy(file("case-change-rules.dmn",
                Modeler.read(rules).replaceFirst("<decision id=\"case-change-rules\" name=\"[^\"]*\"",
                        "<decision id=\"case-change-rules\" name=\"Derby's rules\"")))))
                .containsExactly("case-change-rules.dmn", "case-change.bpmn", "case-change.change-reported.form");

        assertThat(latest("case-change").getVersion()).isEqualTo(version + 1);
    }

    @Test
    void aTableOfTheAuthoritysOwnRowsKeepsAllOtherRows() {
        int rows = tables.latest("derby", "deadlines").rows().size();
        String table = Modeler.read(Path.of("processes/derby/deadlines.dmn"))
                .replace("<outputEntry id=\"court-documents-amount\"><text>5</text>", "<outputEntry id=\"court-documents-amount\"><text>3</text>");

        assertThat(deployed(modeler.deploy(file("deadlines.dmn", table)))).contains("deadlines.dmn");

        assertThat(tables.latest("derby", "deadlines").row("court-documents").orElseThrow()).containsEntry("amount", 3);
        assertThat(tables.latest("derby", "deadlines").rows()).hasSize(rows);
        assertThat(different()).containsExactly("deadlines.dmn");
        assertThat(tables.latest("northmoor", "deadlines").row("court-documents").orElseThrow()).doesNotContainEntry("amount", 3);
    }

    @Test
    void aLetterAloneHoldsAtOnceThoughItComesWithoutItsFolder() {
        String letter = Modeler.read(LETTER).replace("</body>", "<p>From Derby, with care.</p></body>");

        assertThat(deployed(modeler.deploy(file("iro-notice.html", letter)))).containsExactly("letters/iro-notice.html");

        assertThat(letters.letter("derby", "iro-notice").orElseThrow()).contains("From Derby, with care.");
        assertThat(letters.letter("northmoor", "iro-notice").orElseThrow()).doesNotContain("From Derby, with care.");
    }

    @Test
    void aNewChoiceInATableIsOfferedByTheFormThatAsksForIt() {
        String table = Modeler.read(Path.of("processes/protocol/court-documents.dmn"))
                .replace("<text>\"Interim care plan\"</text>", "<text>\"Care plan for now\"</text>");

        Set<String> names = deployed(modeler.deploy(file("court-documents.dmn", table)));

        assertThat(names).contains("court-documents.dmn", "court-document.bpmn", "court-document.documents-reported.form",
                "court-document.send-documents.form");
        assertThat(Caller.rest(port, "iro-admin.test")
                .get("/process-definition/" + latest("court-document").getId() + "/deployed-start-form").body())
                .contains("Care plan for now");
    }

    @Test
    void theSameAgainIsNotDeployedTwice() {
        Map<String, String> files = changedModel();
        files.putAll(changedForm());
        files.put("iro-notice.html", Modeler.read(LETTER));
        HttpResponse<String> first = modeler.deploy(files);
        assertThat(deployed(first)).as("the letter has not changed").containsExactly("discussion.bpmn", FORM_ID + ".form");

        HttpResponse<String> again = modeler.deploy(files);
        HttpResponse<String> modelAgain = modeler.deploy(changedModel());

        assertThat(Caller.read(again).path("id")).isEqualTo(Caller.read(first).path("id"));
        assertThat(Caller.read(modelAgain).path("id")).isEqualTo(Caller.read(first).path("id"));
        assertThat(deployments()).hasSize(before.size() + 1);
    }

    /** The engine's own filter would see the same name, source and content and deploy nothing. */
    @Test
    void whatWasDeployedBeforeSomethingElseIsDeployedAgain() {
        modeler.deploy(changedModel());
        modeler.deploy(file("discussion.bpmn", Modeler.read(MODEL)));
        assertThat(latest("discussion").getName()).isEqualTo("Record a discussion");

        modeler.deploy(changedModel());

        assertThat(latest("discussion").getName()).isEqualTo("Note a discussion");
        assertThat(deployments()).hasSize(before.size() + 3);
    }

    @Test
    void changedOnlyDoesNotPartAFormFromItsModel() {
        Map<String, String> files = file("discussion.bpmn", Modeler.read(MODEL));
        files.putAll(changedForm());
        Map<String, String> fields = new LinkedHashMap<>(Map.of("deployment-name", "discussion", "tenant-id", "derby",
                "enable-duplicate-filtering", "true", "deploy-changed-only", "true"));

        assertThat(deployed(modeler.send(fields, files))).containsExactly("discussion.bpmn", FORM_ID + ".form");
        assertThat(startForm()).contains("Reference of the case");

        // And a part of an earlier deployment taken up again, as the engine's interface allows.
        String old = repository.createProcessDefinitionQuery().tenantIdIn("derby").processDefinitionKey("discussion").list()
                .stream().filter(one -> before.contains(one.getDeploymentId())).findFirst().orElseThrow().getDeploymentId();
        HttpResponse<String> answer = Caller.rest(port, "protocol-admin.test").post("/deployment/" + old + "/redeploy",
                Map.of("resourceNames", List.of(FORM_ID + ".form")));
        assertThat(deployed(answer)).containsExactly("discussion.bpmn", FORM_ID + ".form");
        assertThat(startForm()).contains("Our reference");
    }

    @Test
    void whatNobodyWouldEverSeeIsRefused() {
        refused(modeler.deploy(file("conversation.talk.form", Modeler.read(FORM).replace(FORM_ID, "conversation.talk"))),
                "conversation.talk.form", "no process 'conversation'", "Deploy it together with its model");
        refused(modeler.deploy(file("readme.txt", "Hello")), "readme.txt", "no model (.bpmn)", "correct its name");
        refused(modeler.deploy(file("discussion.x.form", Modeler.read(FORM).replace(FORM_ID, "discussion.x"))),
                "discussion.x.form", "uses no form 'discussion.x'", FORM_ID, "Correct the form's id");
    }

    @Test
    void oneFaultyFileRefusesTheWholeUpload() {
        Map<String, String> files = changedForm();
        files.put("discussion.bpmn", changedModel().get("discussion.bpmn").replace("camunda:formRef=\"" + FORM_ID + "\"",
                "camunda:formRef=\"discussion.other\""));
        refused(modeler.deploy(files), "discussion.bpmn, element 'discussion-reported'", "'discussion.other'",
                "Attach discussion.other.form");
        files.put("discussion.other.form", Modeler.read(FORM));
        refused(modeler.deploy(files), "discussion.other.form: its id is '" + FORM_ID + "'", "Give both the same name");

        files = changedModel();
        files.put("settings.dmn", "<definitions/>");
        refused(modeler.deploy(files), "settings.dmn");

        files = changedModel();
        files.put(FORM_ID + ".form", "no form at all");
        refused(modeler.deploy(files), FORM_ID + ".form", "Save it again from Modeler's form editor");

        files = file("iro-notice.html", Modeler.read(LETTER));
        files.put("letters/iro-notice.html", "<p>two</p>");
        refused(modeler.deploy(files), "letters/iro-notice.html is in the upload twice");

        files = file("deadlines.dmn", Modeler.read(Path.of("processes/derby/deadlines.dmn")).replace("name=\"amount\"", "name=\"days\""));
        files.put("iro-notice.html", Modeler.read(LETTER));
        refused(modeler.deploy(files), "deadlines.dmn", "name them the same");
        assertThat(different()).isEmpty();
    }

    @Test
    void onlyTheAuthoritysOwnAdministratorIsCompletedFor() {
        for (Modeler other : List.of(new Modeler(port, "protocol-admin.north", "derby"), new Modeler(port, "iro-manager.test", "derby"),
                new Modeler(port, "protocol-admin.test", null), new Modeler(port, "protocol-admin.test", "northmoor"))) {
            HttpResponse<String> answer = other.deploy(changedForm());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            JsonNode body = Caller.read(answer);
            assertThat(body.path("message").asText()).contains("may not deploy");
        }
        assertThat(deployments()).isEqualTo(before);
    }
}
