package org.iroprotocol.localisation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people read of a Camunda Form: its fields and their labels. */
final class FormFields {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LABELS = List.of("label", "dateLabel", "timeLabel");

    private FormFields() {
    }

    /**
     * Key (or path, of a list) → label, in the order of the form; a field without a label is named by its key.
     *
     * @throws IllegalArgumentException in words for an administrator when it is not a form
     */
    static Map<String, String> read(String name, byte[] form) {
        Map<String, String> fields = new LinkedHashMap<>();
        collect(parse(name, form).path("components"), fields);
        return fields;
    }

    /** The form's own id, by which a model names it; empty when it has none. */
    static String id(String name, byte[] form) {
        return parse(name, form).path("id").asText("");
    }

    private static JsonNode parse(String name, byte[] form) {
        try {
            return JSON.readTree(form);
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " is not a form. Save it again from Modeler's form editor.", e);
        }
    }

    private static void collect(JsonNode components, Map<String, String> fields) {
        for (JsonNode component : components) {
            String key = component.path("key").asText(component.path("path").asText(""));
            if (!key.isEmpty()) {
                fields.put(key, LABELS.stream().map(label -> component.path(label).asText("")).filter(text -> !text.isEmpty())
                        .findFirst().orElse(key));
            }
            collect(component.path("components"), fields);
        }
    }
}
