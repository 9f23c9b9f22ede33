package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models are code: what every shipped model must have. */
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
    void theProcessHasAVersionATimeToLiveAndDocumentation(Path file) {
        Process process = process(file);
        assertThat(process.getCamundaVersionTag()).isNotBlank();
        assertThat(process.getCamundaHistoryTimeToLiveString()).isNotBlank();
        assertThat(documentation(process)).isNotBlank();
        assertThat(process.getName()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyElementIsNamedInWordsAndDrawn(Path file) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            assertThat(node.getId()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            boolean joins = node instanceof Gateway && node.getOutgoing().size() == 1;
            if (!joins) {
                assertThat(node.getName()).as("name of " + node.getId()).isNotBlank();
            }
        }
        Set<String> drawn = new TreeSet<>();
        model.getModelElementsByType(BpmnShape.class).forEach(shape -> drawn.add(shape.getBpmnElement().getId()));
        model.getModelElementsByType(BpmnEdge.class).forEach(edge -> drawn.add(edge.getBpmnElement().getId()));
        Set<String> elements = new TreeSet<>();
        model.getModelElementsByType(FlowNode.class).forEach(node -> elements.add(node.getId()));
        model.getModelElementsByType(SequenceFlow.class).forEach(flow -> elements.add(flow.getId()));
        model.getModelElementsByType(TextAnnotation.class).forEach(note -> elements.add(note.getId()));
        model.getModelElementsByType(Association.class).forEach(link -> elements.add(link.getId()));
        assertThat(drawn).containsExactlyInAnyOrderElementsOf(elements);
    }

    @ParameterizedTest
    @MethodSource("models")
    void userTasksSayWhatWhyByWhenAndBelongToOneRole(Path file) {
        for (UserTask task : Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(UserTask.class)) {
            assertThat(documentation(task)).as(task.getId()).contains("What to do:", "Why:", "By when:", "Whom to ask:");
            assertThat(task.getCamundaCandidateGroupsList()).as(task.getId()).hasSize(1);
            assertThat(task.getCamundaFormRef()).isEqualTo(process(file).getId() + "." + task.getId());
            assertThat(task.getCamundaFormRefBinding()).isEqualTo("deployment");
            // An authority's model uses the national form where it has none of its own.
            assertThat(Stream.of(file.getParent().getFileName().toString(), "protocol")
                    .map(folder -> Path.of("forms", folder, task.getCamundaFormRef() + ".form"))).anyMatch(Files::exists);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void timersAskABeanOfOursForADateAndNeverInterrupt(Path file) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
        for (TimerEventDefinition timer : model.getModelElementsByType(TimerEventDefinition.class)) {
            assertThat(timer.getTimeDuration()).isNull();
            assertThat(timer.getTimeCycle()).isNull();
            assertThat(timer.getTimeDate().getTextContent()).matches("\\$\\{(deadlines|correspondence|digest|advice)\\..*}");
            if (timer.getParentElement() instanceof BoundaryEvent event) {
                assertThat(event.cancelActivity()).as(event.getId()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void noScriptsClassesOrVariablesAll(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContain("scriptTask", "camunda:script", "camunda:class", "variables=\"all\"",
                "camunda:connector", "camunda:delegateExpression");
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
