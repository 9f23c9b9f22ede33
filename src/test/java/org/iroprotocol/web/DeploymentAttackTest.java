package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Deploying over HTTP the way Camunda Modeler sends it: who may, where to, and what may be in it. */
@ProtocolTest
class DeploymentAttackTest {

    private static final String BOUNDARY = "----ModelerBoundary7MA4YWxk";
    private static final String MODEL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                targetNamespace="https://iroprotocol.example/attack">
              <bpmn:process id="web-attack" name="Harmless" isExecutable="true" camunda:historyTimeToLive="P1D">
                <bpmn:startEvent id="start"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
                <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="step"/>
                %s
                <bpmn:sequenceFlow id="b" sourceRef="step" targetRef="end"/>
                <bpmn:endEvent id="end"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
              </bpmn:process>
            </bpmn:definitions>
            """;
    private static final String USER_TASK = "<bpmn:userTask id=\"step\" name=\"Look\" camunda:formRef=\"web-attack.step\" "
            + "camunda:formRefBinding=\"deployment\" camunda:candidateGroups=\"iro-admin\"/>";
    private static final String FORM = "{\"type\":\"default\",\"id\":\"web-attack.step\",\"schemaVersion\":16,\"components\":[]}";
    private static final String TABLE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="web-attack-definitions" name="t"
                namespace="http://camunda.org/schema/1.0/dmn" xmlns:camunda="http://camunda.org/schema/1.0/dmn">
              <decision id="web-attack-table" name="Table" camunda:historyTimeToLive="P180D">
                <decisionTable id="t" hitPolicy="UNIQUE">
                  <input id="i"><inputExpression id="e" typeRef="string"><text>id</text></inputExpression></input>
                  <output id="o" name="value" typeRef="string"/>
                  <rule id="x"><inputEntry id="x1"><text>"x"</text></inputEntry><outputEntry id="x2"><text>"y"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;
    private static final String LETTER = "<html lang=\"en-GB\"><head><title>Web attack</title><meta name=\"kind\" content=\"notice\">"
            + "<meta name=\"to\" content=\"iro\"></head><body><p>{{reference}}</p></body></html>";

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    IdentityService identity;

    Set<String> before;

    @BeforeEach
    void remember() {
        before = deployments();
    }

    @AfterEach
    void clean() {
        identity.clearAuthentication();
        deployments().stream().filter(id -> !before.contains(id)).forEach(id -> repository.deleteDeployment(id, true));
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream().map(Deployment::getId).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> files(String name, String content) {
        return Map.of(name, content);
    }

    /** As Modeler does: fields first, then each file as a part called by its name. */
    private HttpResponse<String> deploy(Caller caller, String tenant, String source, Map<String, String> files) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("deployment-name", "web-attack");
        fields.put("enable-duplicate-filtering", "true");
        fields.put("deploy-changed-only", "true");
        fields.put("deployment-source", source);
        if (tenant != null) {
            fields.put("tenant-id", tenant);
        }
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--").append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n").append(value).append("\r\n"));
        files.forEach((name, content) -> body.append("--").append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"").append(name).append("\"; filename=\"").append(name)
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n").append(content).append("\r\n"));
        return caller.multipart("/deployment/create", BOUNDARY, body.append("--").append(BOUNDARY).append("--\r\n").toString());
    }

    private HttpResponse<String> deploy(String user, String tenant, Map<String, String> files) {
        return deploy(Caller.rest(port, user), tenant, "Camunda Modeler", files);
    }

    private void refused(HttpResponse<String> answer, String... words) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        JsonNode body = Caller.read(answer);
        assertThat(body.path("message").asText()).contains(words).doesNotContain("\tat ", "java.lang", "ENGINE-");
        assertThat(deployments()).as("nothing is deployed").isEqualTo(before);
    }

    /** A model that passes the check, of the files the check is tested with; its form is one of the national protocol's. */
    private static String soundModel() {
        return text("src/test/resources/check/follow-up.bpmn").replace("follow-up", "web-attack").replace("<bpmn:startEvent id=\"begun\"",
                "<bpmn:startEvent id=\"begun\" camunda:formRef=\"web-attack.begun\" camunda:formRefBinding=\"deployment\"");
    }

    private static String soundForm() {
        return text("forms/protocol/review-report.review-reported.form").replace("review-report.review-reported", "web-attack.begun");
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void protocolAdminDeploysIntoItsOwnAuthority() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("web-attack.bpmn", soundModel());
        files.put("web-attack.begun.form", soundForm());
        files.put("web-attack-table.dmn", TABLE);
        files.put("letters/web-attack.html", LETTER);
        HttpResponse<String> answer = deploy("protocol-admin.test", "derby", files);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String id = Caller.read(answer).path("id").asText();
        assertThat(repository.getDeploymentResourceNames(id)).containsExactlyInAnyOrderElementsOf(files.keySet());
        assertThat(repository.createProcessDefinitionQuery().deploymentId(id).singleResult().getTenantId()).isEqualTo("derby");
        assertThat(repository.createDecisionDefinitionQuery().deploymentId(id).singleResult().getTenantId()).isEqualTo("derby");
        assertThat(deploy("protocol-admin.test", "derby", files).statusCode()).as("the same again").isEqualTo(200);
        assertThat(deployments()).hasSize(before.size() + 1);

        // And takes it away again; the neighbour does not.
        Caller neighbour = Caller.rest(port, "protocol-admin.north");
        assertThat(neighbour.send("DELETE", "/deployment/" + id + "?cascade=true", "").statusCode()).isIn(403, 404);
        assertThat(deployments()).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-attack.bpmn", "web-attack-table.dmn", "web-attack.step.form", "letters/web-attack.html"})
    void nothingGoesIntoAForeignAuthorityOrNone(String name) {
        String content = name.endsWith(".bpmn") ? MODEL.formatted(USER_TASK) : name.endsWith(".dmn") ? TABLE
                : name.endsWith(".form") ? FORM : LETTER;
        refused(deploy("protocol-admin.test", "northmoor", files(name, content)), "not one of theirs");
        refused(deploy("protocol-admin.test", null, files(name, content)), "authority's id");
        refused(deploy("protocol-admin.test", "", files(name, content)), "authority's id");
        refused(deploy("protocol-admin.north", "derby", files(name, content)), "not one of theirs");
        for (String user : new String[] {"iro.test", "iro-manager.test", "protocol-manager.test", "social-worker.test"}) {
            refused(deploy(user, "derby", files(name, content)), "protocol-admin");
        }
    }

    @Test
    void theSameHoldsAtTheWebApplicationsDoor() {
        Map<String, String> files = files("web-attack.bpmn", MODEL.formatted(USER_TASK));
        refused(deploy(Caller.app(port, "protocol-admin.test"), "northmoor", "Camunda Modeler", files), "not one of theirs");
        refused(deploy(Caller.app(port, "iro-manager.test"), "derby", "Camunda Modeler", files), "protocol-admin");
    }

    @Test
    @Clause("C-20 C-61 P-05")
    void aCouncilTakesNothingOfTheDutyLine() {
        Map<String, String> several = new LinkedHashMap<>();
        several.put("web-attack.bpmn", MODEL.formatted(USER_TASK));
        several.put("web-attack.step.form", FORM);
        several.put("advice-line.step.form", FORM.replace("web-attack", "advice-line"));
        several.put("note.bpmn", MODEL.formatted(USER_TASK).replace("web-attack", "advice-line"));
        for (Caller caller : Caller.both(port, "protocol-admin.test")) {
            refused(deploy(caller, "derby", "Camunda Modeler", several), "note.bpmn", "advice-line", "belongs to Cafcass",
                    "Nothing has been deployed");
        }
        refused(deploy("protocol-admin.test", "derby", Map.of("x.bpmn20.xml", MODEL.formatted(USER_TASK)
                .replace("web-attack", "advice-referral"), "advice-referral.step.form",
                FORM.replace("web-attack", "advice-referral"))), "advice-referral", "belongs to Cafcass");
        identity.clearAuthentication();
        assertThatThrownBy(() -> repository.createDeployment().tenantId("derby").addString("note.bpmn", several.get("note.bpmn"))
                .deploy()).as("the house itself, from an authority's folder").hasMessageContaining("belongs to Cafcass");
        assertThatThrownBy(() -> repository.createDeployment().tenantId("cafcass").addString("letters/web-attack.html", LETTER)
                .deploy()).hasMessageContaining("serves councils");
        assertThat(deployments()).isEqualTo(before);
    }

    @Test
    void nobodyPretendsToBeTheFolders() {
        refused(deploy(Caller.rest(port, "protocol-admin.test"), "derby", "authority folder 123",
                files("letters/web-attack.html", LETTER)), "kept for what the server deploys");
    }

    @Test
    @Clause("P-53")
    void whatTheCheckFindsRefusesTheWholeDeploymentInWords() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("web-attack.bpmn", soundModel().replace(" camunda:versionTag=\"1\"", "").replace("correspondence.send(", "correspondence.post("));
        files.put("web-attack.begun.form", soundForm());
        files.put("letters/web-attack.html", LETTER);
        for (Caller caller : Caller.both(port, "protocol-admin.test")) {
            HttpResponse<String> answer = deploy(caller, "derby", "Camunda Modeler", files);
            assertThat(answer.statusCode()).isEqualTo(400);
            refused(answer, "web-attack.bpmn, element 'web-attack': the process has no version tag. Fill in 'Version tag'.",
                    "web-attack.bpmn, element 'send': there is no correspondence.post.", "Nothing has been deployed.");
        }
    }

    @Test
    @Clause("P-53")
    void aTableAFormOrALetterAloneIsCheckedToo() {
        String limits = text("processes/protocol/deadlines.dmn");
        int at = limits.indexOf("<rule id=\"first-review\">");
        refused(deploy("protocol-admin.test", "derby", files("deadlines.dmn", limits.substring(0, at)
                + limits.substring(at).replaceFirst("<text>20</text>", "<text>30</text>"))),
                "deadlines.dmn, element 'first-review': 30 working days is, or may come to, more time than the law gives");
        refused(deploy("protocol-admin.test", "derby", files("review-report.review-reported.form",
                text("forms/protocol/review-report.review-reported.form").replaceFirst("\"type\": \"datetime\"", "\"type\": \"image\""))),
                "review-report.review-reported.form, element 'reviewOn': components of the type 'image' are not used here");
        refused(deploy("protocol-admin.test", "derby", files("letters/web-attack.html", LETTER.replace("reference", "child.name"))),
                "letters/web-attack.html: {{child.name}} may stand in");
        refused(deploy("protocol-admin.test", "derby", files("letters/web-attack.html", "x".repeat(1024 * 1024 + 1))),
                "letters/web-attack.html: it is larger than 1 MB");
    }

    @TestFactory
    Stream<DynamicTest> dangerousModelsAreRefusedAndNamed() {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("script task", "<bpmn:scriptTask id=\"step\" scriptFormat=\"javascript\"><bpmn:script>1</bpmn:script></bpmn:scriptTask>");
        steps.put("class", "<bpmn:serviceTask id=\"step\" camunda:class=\"java.lang.Runtime\"/>");
        steps.put("engine services", "<bpmn:serviceTask id=\"step\" camunda:expression=\"${execution.processEngineServices}\"/>");
        steps.put("environment", "<bpmn:serviceTask id=\"step\" camunda:expression=\"${environment.getProperty('x')}\"/>");
        steps.put("reflection", "<bpmn:serviceTask id=\"step\" camunda:expression=\"${''.getClass()}\"/>");
        steps.put("assignee", "<bpmn:userTask id=\"step\" camunda:assignee=\"${dataSource.getConnection()}\"/>");
        steps.put("external", "<bpmn:serviceTask id=\"step\" camunda:type=\"external\" camunda:topic=\"t\"/>");
        steps.put("delegate", "<bpmn:serviceTask id=\"step\" camunda:delegateExpression=\"${springApplicationContext}\"/>");
        steps.put("connector", "<bpmn:serviceTask id=\"step\"><bpmn:extensionElements><camunda:connector>"
                + "<camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></bpmn:extensionElements></bpmn:serviceTask>");
        steps.put("external, in the language from before Camunda", "<bpmn:serviceTask id=\"step\" xmlns:a=\"http://activiti.org/bpmn\" "
                + "a:type=\"external\" a:topic=\"t\" camunda:expression=\"${cases.close(execution)}\"/>");
        steps.put("without end", "<bpmn:userTask id=\"step\"><bpmn:extensionElements>" + "<camunda:list>".repeat(20_000)
                + "</camunda:list>".repeat(20_000) + "</bpmn:extensionElements></bpmn:userTask>");
        steps.put("an expression without end", "<bpmn:serviceTask id=\"step\" camunda:expression=\"${" + "(".repeat(20_000) + "a"
                + ")".repeat(20_000) + "}\"/>");
        steps.put("embedded form", "<bpmn:userTask id=\"step\" camunda:formKey=\"embedded:app:forms/x.html\"/>");
        return steps.entrySet().stream().map(step -> DynamicTest.dynamicTest(step.getKey(), () -> refused(
                deploy("protocol-admin.test", "derby", files("web-attack.bpmn", MODEL.formatted(step.getValue()))),
                "web-attack.bpmn", "step")));
    }

    @Test
    void nothingIsFetchedFromElsewhere() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            String schema = "xsi:schemaLocation=\"urn:x http://localhost:"
                    + elsewhere.getAddress().getPort() + "/x.xsd\" ";
            String any = "<bpmn:userTask id=\"step\"><bpmn:extensionElements><x xmlns=\"urn:x\"/></bpmn:extensionElements></bpmn:userTask>";
            refused(deploy("protocol-admin.test", "derby", files("web-attack.bpmn", MODEL.formatted(any)
                    .replaceFirst("<bpmn:definitions ", "<bpmn:definitions " + schema))), "web-attack.bpmn", "loaded from elsewhere");
            refused(deploy("protocol-admin.test", "derby", files("deadlines.dmn", text("processes/protocol/deadlines.dmn")
                    .replaceFirst("<definitions ", "<definitions xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" " + schema)
                    .replaceFirst("<decisionTable", "<extensionElements><x xmlns=\"urn:x\"/></extensionElements><decisionTable"))),
                    "deadlines.dmn", "loaded from elsewhere");
            assertThat(asked).hasValue(0);
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void whatIsNoModelAtAllIsRefusedInWords() {
        refused(deploy("protocol-admin.test", "derby", files("web-attack.bpmn", "not xml")), "not a readable model");
        refused(deploy("protocol-admin.test", "derby", files("web-attack.bpmn",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>")), "not a readable model");
        refused(deploy("protocol-admin.test", "derby", files("deadlines.dmn", "<x/>")), "deadlines.dmn");
        refused(deploy("protocol-admin.test", "derby", files("web-attack.cmmn", "<x/>")), "CMMN");
    }
}
