package org.iroprotocol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates for Camunda Modeler: of the form it reads, and nothing they fill in is refused by the server. */
class ElementTemplatesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("modeler", "element-templates");
    private static JsonSchema schema;
    private static BareEngine bare;

    @BeforeAll
    static void start() throws IOException {
        bare = new BareEngine();
        try (InputStream in = ElementTemplatesTest.class.getResourceAsStream("/element-templates/schema.json")) {
            schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(in);
        }
    }

    @AfterAll
    static void stop() {
        bare.close();
    }

    @AfterEach
    void removeDeployments() {
        bare.engine.getRepositoryService().createDeploymentQuery().list()
                .forEach(deployment -> bare.engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    @Test
    void thereIsOneForEachThingThatIsBuiltOften() throws IOException {
        assertThat(templates()).extracting(file -> file.getFileName().toString()).containsExactly("called-process.json",
                "deadline-timer.json", "letter.json", "notice.json", "statutory-task.json");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void fitsTheSchemaOfCamundaPlatform7(Path file) throws IOException {
        JsonNode template = JSON.readTree(file.toFile());
        assertThat(schema.validate(template)).isEmpty();
        assertThat(template.path("$schema").asText()).as("not one for Camunda 8")
                .isEqualTo(JSON.readTree(schema.getSchemaNode().toString()).path("$id").asText());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateBrokenIsNoticed(Path file) throws IOException {
        ObjectNode template = (ObjectNode) JSON.readTree(file.toFile());
        ((ObjectNode) template.path("properties").path(0).path("binding")).put("type", "zeebe:property");
        assertThat(schema.validate(template)).isNotEmpty();
    }

    /** What somebody has who applies the template and changes nothing. */
    @ParameterizedTest
    @MethodSource("templates")
    void whatItFillsInIsAcceptedByTheServer(Path file) throws IOException {
        JsonNode template = JSON.readTree(file.toFile());
        bare.deploy("filled.bpmn", BareEngine.process("filled", around(element(template))));
        assertThat(bare.engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("filled").count()).isOne();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whatItAsksForFitsItsOwnRule(Path file) throws IOException {
        for (JsonNode property : JSON.readTree(file.toFile()).path("properties")) {
            String pattern = property.path("constraints").path("pattern").path("value").asText("");
            if (!pattern.isEmpty()) {
                assertThat(property.path("value").asText()).as(property.path("label").asText()).matches(pattern);
                assertThat("${environment.x}").as("a rule that holds nothing back").doesNotMatch(pattern);
            }
        }
    }

    /** Shows that the guard looks at what the templates fill in. */
    @Test
    void theSameStepWithSomethingElseInItIsRefused() throws IOException {
        String element = element(JSON.readTree(FOLDER.resolve("notice.json").toFile())).replace("notices.send", "environment.getProperty");
        assertThatThrownBy(() -> bare.deploy("filled.bpmn", BareEngine.process("filled", around(element))))
                .isInstanceOf(BadUserRequestException.class).hasMessageContaining("step");
    }

    /** The properties one by one, as the bindings say; the name of the element's kind as BPMN writes it. */
    private static String element(JsonNode template) {
        String kind = template.path("elementType").path("value").asText(template.path("appliesTo").path(0).asText())
                .replace("bpmn:", "");
        List<String> attributes = new ArrayList<>();
        List<String> properties = new ArrayList<>();
        List<String> mappings = new ArrayList<>();
        for (JsonNode property : template.path("properties")) {
            JsonNode binding = property.path("binding");
            String value = property.path("value").asText().replace("\"", "&quot;");
            switch (binding.path("type").asText()) {
                case "property" -> attributes.add(" %s=\"%s\"".formatted(binding.path("name").asText(), value));
                case "camunda:property" -> properties.add("<camunda:property name=\"%s\" value=\"%s\"/>"
                        .formatted(binding.path("name").asText(), value));
                case "camunda:in:businessKey" -> mappings.add("<camunda:in businessKey=\"%s\"/>".formatted(value));
                default -> throw new AssertionError("the test does not know " + binding);
            }
        }
        String extensions = properties.isEmpty() ? "" : "<camunda:properties>" + String.join("", properties) + "</camunda:properties>";
        String name = Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
        boolean timer = kind.equals("BoundaryEvent");
        return "<%s id=\"step\"%s%s><extensionElements>%s%s</extensionElements>%s</%s>".formatted(name, String.join("", attributes),
                timer ? " attachedToRef=\"task\"" : "", extensions, String.join("", mappings), timer
                        ? "<timerEventDefinition><timeDate xsi:type=\"tFormalExpression\">${deadlines.due('iro-notice', execution)}"
                        + "</timeDate></timerEventDefinition>" : "", name);
    }

    private static String around(String element) {
        return element.contains("<boundaryEvent") ? "<startEvent id=\"start\"/><userTask id=\"task\"/>" + element
                + BareEngine.flow("start", "task")
                : "<startEvent id=\"start\"/>" + element + "<endEvent id=\"end\"/>" + BareEngine.flow("start", "step")
                + BareEngine.flow("step", "end");
    }
}
