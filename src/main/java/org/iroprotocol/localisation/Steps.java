package org.iroprotocol.localisation;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.xml.ModelException;

/** What people are told about the steps of a model: called what, done by whom, by when, doing what, leading where. */
final class Steps {

    private static final String CAMUNDA = BpmnModelConstants.CAMUNDA_NS;
    private static final List<String> WHO = List.of("candidateGroups", "assignee", "candidateUsers");
    private static final List<String> WORK = List.of("expression", "decisionRef", "formRef", "delegateExpression");

    private Steps() {
    }

    /** One step; every text is empty where there is nothing to say, never null. */
    record Step(String name, String what, String who, String limit, String work, String explanation, String ways) {
    }

    /**
     * Element id → step, in the order of the file.
     *
     * @throws IllegalArgumentException in words for an administrator when it is not a model
     */
    static Map<String, Step> read(String name, byte[] bpmn) {
        try {
            BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn));
            Map<String, Step> steps = new LinkedHashMap<>();
            model.getModelElementsByType(FlowNode.class).forEach(node -> steps.put(node.getId(), step(node)));
            return steps;
        } catch (ModelException e) {
            throw new IllegalArgumentException(name + " is not a valid BPMN file. Open it in Modeler and correct it.", e);
        }
    }

    private static Step step(FlowNode node) {
        String name = name(node);
        return new Step(name, what(node), attributes(node, WHO), limit(node), work(node), explanation(node), ways(node));
    }

    /** {@code boundaryEvent} → "boundary event". */
    private static String what(FlowNode node) {
        String type = node.getElementType().getTypeName().replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
        String who = attributes(node, WHO);
        return who.isEmpty() ? type : type + ", for " + who;
    }

    private static String limit(FlowNode node) {
        String timers = node.getChildElementsByType(TimerEventDefinition.class).stream()
                .map(timer -> timer.getRawTextContent().strip())
                .collect(Collectors.joining(", "));
        String due = attribute(node, "dueDate");
        return due.isEmpty() || timers.isEmpty() ? due + timers : due + ", " + timers;
    }

    private static String work(FlowNode node) {
        String called = node.getAttributeValue("calledElement");
        String work = attributes(node, WORK);
        return called == null ? work : work.isEmpty() ? called : called + ", " + work;
    }

    private static String explanation(FlowNode node) {
        return node.getDocumentations().stream().map(Documentation::getTextContent).map(String::strip)
                .collect(Collectors.joining("\n"));
    }

    /** "when ${…} to “Tell the manager”"; in the order of the targets' ids, so that the file's order does not matter. */
    private static String ways(FlowNode node) {
        Map<String, String> ways = new TreeMap<>();
        for (SequenceFlow flow : node.getOutgoing()) {
            String condition = flow.getConditionExpression() == null ? "" : "when "
                    + flow.getConditionExpression().getTextContent().strip() + " ";
            ways.merge(flow.getTarget().getId(), condition + "to “" + name(flow.getTarget()) + "”", (one, two) -> one + "; " + two);
        }
        return String.join("; ", ways.values());
    }

    private static String name(FlowNode node) {
        return node.getName() == null || node.getName().isBlank() ? node.getId() : node.getName().strip();
    }

    private static String attributes(FlowNode node, List<String> names) {
        return names.stream().map(name -> attribute(node, name)).filter(value -> !value.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String attribute(FlowNode node, String name) {
        String value = node.getAttributeValueNs(CAMUNDA, name);
        return value == null ? "" : value.strip();
    }
}
