package org.iroprotocol.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.iroprotocol.casefile.FormFields;
import org.springframework.stereotype.Component;

/** Reads the fields off the deployed form files. A definition's forms never change, so they are read once. */
@Component
class DeployedFormFields implements FormFields {

    private final DeployedForms forms;
    private final Map<String, List<Field>> fields = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> choices = new ConcurrentHashMap<>();

    DeployedFormFields(DeployedForms forms) {
        this.forms = forms;
    }

    @Override
    public List<Field> of(String processDefinitionId) {
        List<Field> known = fields.get(processDefinitionId);
        if (known == null) {
            known = read(forms.of(processDefinitionId));
            fields.put(processDefinitionId, known);
        }
        return known;
    }

    @Override
    public String choice(String processDefinitionId, String key, String value) {
        return choices.computeIfAbsent(processDefinitionId, id -> {
            Map<String, String> labels = new HashMap<>();
            forms.of(id).values().forEach(form -> labels(form.path("components"), labels));
            return labels;
        }).getOrDefault(key + "=" + value, value);
    }

    private static void labels(JsonNode components, Map<String, String> labels) {
        for (JsonNode component : components) {
            labels(component.path("components"), labels);
            for (JsonNode choice : component.path("values")) {
                labels.putIfAbsent(component.path("key").asText() + "=" + choice.path("value").asText(),
                        choice.path("label").asText());
            }
        }
    }

    private static List<Field> read(Map<String, JsonNode> forms) {
        Map<String, Field> found = new LinkedHashMap<>();
        forms.values().forEach(form -> collect(form.path("components"), found));
        return List.copyOf(found.values());
    }

    private static void collect(JsonNode components, Map<String, Field> found) {
        for (JsonNode component : components) {
            FormComponent field = new FormComponent(component);
            if (field.isGroup()) {
                collect(component.path("components"), found);
            } else if (field.isInput()) {
                found.putIfAbsent(field.key(), new Field(field.key(), field.label(), field.type(), field.engine()));
            }
        }
    }
}
