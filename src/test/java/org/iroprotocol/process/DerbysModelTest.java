package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;

/** A file replaces the national one whole, so Derby's concern is drawn twice: all but what is Derby's stays the same. */
class DerbysModelTest {

    @Test
    @Clause("C-95 C-108")
    void derbysConcernIsTheNationalOneWithOneStepMoreAndTheDeputyAtStageTwo() {
        TreeMap<String, String> national = elements("protocol");
        TreeMap<String, String> derby = elements("derby");
        TreeSet<String> more = new TreeSet<>(derby.keySet());
        more.removeAll(national.keySet());
        assertThat(more).containsExactly("tell-deputy-head", "to-tell-solicitor");
        assertThat(derby.keySet()).containsAll(national.keySet());
        derby.keySet().removeAll(more);
        TreeSet<String> other = new TreeSet<>(national.keySet());
        other.removeIf(id -> national.get(id).equals(derby.get(id)));
        assertThat(other).as("the way to the step that Derby has more").containsExactly("solicitor-and-court", "tell-now");
    }

    /** Id → what the engine is to do there, in which nothing is said in words; Derby's names read as the national ones. */
    private static TreeMap<String, String> elements(String folder) {
        TreeMap<String, String> elements = new TreeMap<>();
        Path file = Path.of("processes", folder, "dispute-escalation.bpmn");
        Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(FlowElement.class).forEach(element -> {
            String id = element.getId().replace("discuss-with-deputy", "discuss-with-manager");
            String does = element instanceof SequenceFlow flow ? flow.getSource().getId() + " to " + flow.getTarget().getId() + " "
                    + (flow.getConditionExpression() == null ? "" : flow.getConditionExpression().getTextContent())
                    : element.getElementType().getTypeName() + attributes(element) + properties(element);
            elements.put(id, does.replace("discuss-with-deputy", "discuss-with-manager"));
        });
        return elements;
    }

    private static String attributes(FlowElement element) {
        StringBuilder attributes = new StringBuilder();
        for (String name : new String[] {"expression", "assignee", "candidateGroups", "dueDate", "followUpDate", "formRef",
            "asyncBefore", "asyncAfter"}) {
            attributes.append(' ').append(element.getAttributeValueNs("http://camunda.org/schema/1.0/bpmn", name));
        }
        return attributes.toString();
    }

    /** Listeners, and the clauses it fulfils. */
    private static String properties(FlowElement element) {
        StringBuilder properties = new StringBuilder();
        if (element.getExtensionElements() != null) {
            var camunda = "http://camunda.org/schema/1.0/bpmn";
            element.getExtensionElements().getDomElement().getChildElements().forEach(one -> {
                properties.append(' ').append(one.getAttribute("expression")).append(one.getAttribute("event"));
                one.getChildElementsByNameNs(camunda, "property")
                        .forEach(property -> properties.append(' ').append(property.getAttribute("value")));
            });
        }
        return properties.toString();
    }
}
