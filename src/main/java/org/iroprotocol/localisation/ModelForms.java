package org.iroprotocol.localisation;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/**
 * One executable process of a model and the forms it asks for.
 *
 * @param file           the model's file
 * @param formsByElement element id → form id
 */
record ModelForms(String file, String process, Map<String, String> formsByElement) {

    /** None for a file that is no model: whoever deploys it is told so by the guard, which also knows what is wrong. */
    static List<ModelForms> read(String file, byte[] bpmn) {
        try {
            return Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn)).getModelElementsByType(Process.class).stream()
                    .filter(Process::isExecutable)
                    .map(process -> new ModelForms(file, process.getId(), forms(process)))
                    .toList();
        } catch (ModelException e) {
            return List.of();
        }
    }

    private static Map<String, String> forms(Process process) {
        Map<String, String> forms = new TreeMap<>();
        process.getModelInstance().getModelElementsByType(FlowElement.class).forEach(element -> {
            String form = element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "formRef");
            if (form != null && !form.isBlank() && isWithin(element, process)) {
                forms.put(element.getId(), form.strip());
            }
        });
        return forms;
    }

    private static boolean isWithin(ModelElementInstance element, Process process) {
        ModelElementInstance parent = element.getParentElement();
        while (parent != null && !(parent instanceof Process)) {
            parent = parent.getParentElement();
        }
        return process.equals(parent);
    }
}
