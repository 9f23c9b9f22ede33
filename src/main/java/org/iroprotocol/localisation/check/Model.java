package org.iroprotocol.localisation.check;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.Escalation;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.Signal;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/**
 * One process model, read.
 *
 * @param file     for example {@code proceedings.bpmn}
 * @param instance the model
 */
record Model(String file, BpmnModelInstance instance) {

    /** The namespace of what Camunda adds to BPMN. */
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    /** How the library hands on what the parser says, and what it says of an id that nothing has. */
    private static final Pattern SAID = Pattern.compile("(?s)Line=(\\d+): (?:cvc-[^:]+: )?(.*)");
    private static final Pattern REFERENCE = Pattern.compile("IDREF '([^']+)'");

    /** Attributes the engine evaluates. */
    private static final List<String> CALLING = List.of("expression", "assignee", "candidateUsers", "candidateGroups", "dueDate",
            "followUpDate", "collection", "priority", "jobPriority", "taskPriority", "calledElement", "calledElementVersion",
            "calledElementVersionTag", "decisionRef", "decisionRefVersion", "decisionRefVersionTag", "formRef", "formRefVersion",
            "businessKey", "source", "sourceExpression", "name", "errorMessage", "escalationCode");

    /** @throws IllegalArgumentException in words for an administrator when it is no valid model */
    static Model read(String file, byte[] bytes) {
        try {
            return new Model(file, Bpmn.readModelFromStream(new ByteArrayInputStream(bytes)));
        } catch (ModelException e) {
            throw new IllegalArgumentException("this is not a valid BPMN file" + place(e) + ". Open it in Modeler, correct it and deploy "
                    + "again", e);
        }
    }

    /** What the parser says and in which line; mostly a reference to something that was renamed. */
    private static String place(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Matcher said = SAID.matcher(String.valueOf(cause.getMessage()));
            Matcher missing = REFERENCE.matcher(String.valueOf(cause.getMessage()));
            if (missing.find()) {
                return ": something refers to '" + missing.group(1) + "', which is not in it (renamed or deleted, perhaps)";
            } else if (said.find()) {
                return ": in line " + said.group(1) + " the parser says: " + said.group(2).replaceFirst("\\.$", "");
            }
        }
        return "";
    }

    /** The one process with the id of the file; {@link ModelRules} has seen to it that there is one. */
    Process process() {
        return all(Process.class).filter(Process::isExecutable).findFirst().orElseThrow();
    }

    String name() {
        return file.substring(0, file.length() - Protocol.MODEL.length());
    }

    /** What the process can come to: an arrow or a process beside it that never runs does nothing. */
    Stream<FlowNode> steps() {
        return all(FlowNode.class).filter(node -> {
            ModelElementInstance around = node.getParentElement();
            while (!(around instanceof Process)) {
                around = around.getParentElement();
            }
            return ((Process) around).isExecutable();
        });
    }

    /** What may hold an expression that the engine evaluates. */
    Stream<BaseElement> evaluated() {
        return Stream.<Class<? extends BaseElement>>of(FlowNode.class, SequenceFlow.class, Process.class, Message.class, Signal.class,
                Error.class, Escalation.class).flatMap(this::all);
    }

    /** The step, or other element with an id, that something belongs to. */
    static BaseElement owner(ModelElementInstance part) {
        ModelElementInstance around = part.getParentElement();
        while (!(around instanceof BaseElement) && around.getParentElement() != null) {
            around = around.getParentElement();
        }
        return around instanceof BaseElement owner ? owner : (BaseElement) part;
    }

    <T extends ModelElementInstance> Stream<T> all(Class<T> type) {
        return instance.getModelElementsByType(type).stream();
    }

    /** Clauses an element says it fulfils. */
    static List<String> clauses(FlowElement element) {
        if (element.getExtensionElements() == null) {
            return List.of();
        }
        return element.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> "clause".equals(property.getCamundaName()))
                .map(CamundaProperty::getCamundaValue)
                .flatMap(value -> Arrays.stream(value.strip().split("\\s+")))
                .filter(clause -> !clause.isEmpty())
                .toList();
    }

    static String documentation(BaseElement element) {
        return element.getDocumentations().stream().map(text -> text.getTextContent()).collect(Collectors.joining());
    }

    /** An attribute of Camunda's, empty where there is none. */
    static String camunda(BaseElement element, String attribute) {
        String value = element.getAttributeValueNs(CAMUNDA, attribute);
        return value == null ? "" : value.strip();
    }

    static List<CamundaIn> inMappings(BaseElement element) {
        return element.getExtensionElements() == null ? List.of()
                : element.getExtensionElements().getElementsQuery().filterByType(CamundaIn.class).list();
    }

    static List<CamundaOut> outMappings(BaseElement element) {
        return element.getExtensionElements() == null ? List.of()
                : element.getExtensionElements().getElementsQuery().filterByType(CamundaOut.class).list();
    }

    /** Every attribute and text of the element itself and of what belongs to it, but not of other elements inside it. */
    static List<String> texts(BaseElement element) {
        Stream.Builder<String> texts = Stream.builder();
        collect(element.getDomElement(), texts);
        return texts.build().toList();
    }

    private static void collect(DomElement element, Stream.Builder<String> texts) {
        for (String attribute : CALLING) {
            Stream.of(element.getAttribute(attribute), element.getAttribute(CAMUNDA, attribute))
                    .filter(text -> text != null).distinct().forEach(texts::add);
        }
        if (element.getChildElements().isEmpty()) {
            texts.add(element.getTextContent());
        }
        element.getChildElements().stream().filter(child -> !isFlowElement(child.getLocalName()))
                .forEach(child -> collect(child, texts));
    }

    private static boolean isFlowElement(String name) {
        return name.endsWith("Task") || name.equals("task") || name.endsWith("Gateway") || name.endsWith("Event")
                || List.of("subProcess", "transaction", "callActivity", "sequenceFlow").contains(name);
    }
}
