package org.iroprotocol.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** One component of a form file (form-js schema 16), read by name. */
record FormComponent(JsonNode json) {

    static final Set<String> INPUTS = Set.of("textfield", "textarea", "number", "checkbox", "checklist", "taglist",
            "radio", "select", "datetime", "dynamiclist");

    /** What only shows something; nothing that loads from elsewhere. */
    static final Set<String> SHOWN = Set.of("text", "separator", "spacer");

    String type() {
        return json.path("type").asText("");
    }

    boolean isGroup() {
        return type().equals("group");
    }

    boolean isInput() {
        return INPUTS.contains(type()) && !key().isEmpty();
    }

    /** Field key; for a dynamic list its path. */
    String key() {
        return type().equals("dynamiclist") ? json.path("path").asText("") : json.path("key").asText("");
    }

    /** What the person reads beside the field. */
    String label() {
        for (String name : new String[] {"label", "dateLabel", "timeLabel"}) {
            String label = json.path(name).asText("").strip();
            if (!label.isEmpty() && !label.startsWith("=")) {
                return label;
            }
        }
        return key();
    }

    boolean choosesSeveral() {
        return type().equals("checklist") || type().equals("taglist");
    }

    /** Name of the value that holds the choices; empty when the form itself lists them. */
    /** Whether the page may supply the choices of a list; of several choices it always may. Whoever records them decides. */
    boolean choicesFromPage() {
        return "page".equals(json.path("properties").path("suppliedBy").asText());
    }

    String valuesKey() {
        return json.path("valuesKey").asText("");
    }

    boolean engine() {
        return property("engine").equalsIgnoreCase("true");
    }

    String property(String name) {
        return json.path("properties").path(name).asText("");
    }

    JsonNode validate(String name) {
        return json.path("validate").path(name);
    }

    String hide() {
        return json.path("conditional").path("hide").asText("");
    }
}
