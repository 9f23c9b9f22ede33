package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models are code: what every shipped model must have beyond what the check demands of everybody's ({@code CheckVerbTest}). */
class ModelsTest {

    static Stream<Path> models() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("processes"))) {
            return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void oneNameForFileProcessAndTest(Path file) {
        String name = process(file).getId();
        assertThat(file.getFileName()).hasToString(name + ".bpmn");
        String test = Arrays.stream(name.split("-")).map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining("", "org.iroprotocol.process.", "Test"));
        assertThatCode(() -> Class.forName(test)).as("a test class of that name").doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("models")
    void theProcessIsDocumented(Path file) {
        assertThat(documentation(process(file))).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("models")
    void idsAreInWords(Path file) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            assertThat(node.getId()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void formsAreCalledAfterTheirTask(Path file) {
        for (UserTask task : Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(UserTask.class)) {
            assertThat(task.getCamundaFormRef()).isEqualTo(process(file).getId() + "." + task.getId());
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void noBeanIsADelegate(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContain("camunda:delegateExpression");
    }

    @ParameterizedTest
    @MethodSource("models")
    void readsFromLeftToRight(Path file) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
        List<BpmnShape> shapes = List.copyOf(model.getModelElementsByType(BpmnShape.class));
        assertThat(shapes).allSatisfy(shape -> assertThat(shape.getBounds().getX() + shape.getBounds().getWidth())
                .as("one screen wide").isLessThan(1700));
        // A folded sub-process has a page of its own, on which other things lie.
        for (BpmnPlane page : model.getModelElementsByType(BpmnPlane.class)) {
            noLabelLiesOnAShape(List.copyOf(page.getChildElementsByType(BpmnShape.class)), file);
        }
    }

    private static void noLabelLiesOnAShape(List<BpmnShape> shapes, Path file) {
        List<BpmnLabel> labels = shapes.stream().map(BpmnShape::getBpmnLabel).filter(label -> label != null).toList();
        for (BpmnLabel label : labels) {
            for (BpmnShape shape : shapes) {
                if (!label.getParentElement().equals(shape) && shape.getBounds().getWidth() < 300) {
                    assertThat(overlap(label, shape)).as("a label lies on %s in %s", shape.getBpmnElement().getId(), file).isFalse();
                }
            }
        }
    }

    private static boolean overlap(BpmnLabel label, BpmnShape shape) {
        var a = label.getBounds();
        var b = shape.getBounds();
        return a.getX() < b.getX() + b.getWidth() && b.getX() < a.getX() + a.getWidth()
                && a.getY() < b.getY() + b.getHeight() && b.getY() < a.getY() + a.getHeight();
    }

    private static Process process(Path file) {
        return Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(Process.class).iterator().next();
    }

    private static String documentation(BaseElement element) {
        return element.getDocumentations().stream().map(text -> text.getTextContent()).collect(Collectors.joining());
    }
}
