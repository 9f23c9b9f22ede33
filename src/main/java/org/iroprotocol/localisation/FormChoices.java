package org.iroprotocol.localisation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.iroprotocol.authority.Tables;

/**
 * Fills the choices of a form from a row-wise table of the authority, so that a row added to the table is offered without
 * touching the form. A component asks for it by its custom properties: {@code choices} names the table; the optional
 * {@code choicesWhere} holds conditions {@code column=value}, with {@code <>} for "is not" and commas between them, where the
 * column may be {@code id}.
 */
final class FormChoices {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHOICES = "choices";

    private FormChoices() {
    }

    /**
     * @return the form itself where it asks for no choices
     * @throws IllegalArgumentException in words for an administrator when the form cannot be read or the table is missing
     */
    static byte[] fill(String name, byte[] form, String authority, Tables tables) {
        if (!new String(form, StandardCharsets.UTF_8).contains('"' + CHOICES + '"')) {
            return form;
        }
        try {
            JsonNode schema = JSON.readTree(form);
            fill(name, schema.path("components"), authority, tables);
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is not valid JSON. Correct it and deploy again.", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " cannot be read.", e);
        }
    }

    private static void fill(String name, JsonNode components, String authority, Tables tables) {
        for (JsonNode component : components) {
            String table = component.path("properties").path(CHOICES).asText("");
            if (!table.isEmpty() && component instanceof ObjectNode field) {
                field.set("values", values(table, component.path("properties").path("choicesWhere").asText(""), authority,
                        tables));
                if (field.path("values").isEmpty()) {
                    throw new IllegalArgumentException(name + ": the field '" + component.path("key").asText()
                            + "' has no choices, because no row of " + table + ".dmn fits. Add a row or take the field out.");
                }
            }
            fill(name, component.path("components"), authority, tables);
        }
    }

    private static ArrayNode values(String table, String where, String authority, Tables tables) {
        ArrayNode values = JSON.createArrayNode();
        tables.latest(authority, table).rows().forEach((id, row) -> {
            if (fits(where, id, row)) {
                String label = row.getOrDefault("label", id).toString();
                values.addObject().put("value", id).put("label", label);
            }
        });
        return values;
    }

    private static boolean fits(String where, String id, Map<String, Object> row) {
        return Stream.of(where.split(",")).map(String::strip).filter(one -> !one.isEmpty()).allMatch(one -> {
            boolean not = one.contains("<>");
            String[] parts = one.split(not ? "<>" : "=", 2);
            String column = parts[0].strip();
            String value = column.equals("id") ? id : row.getOrDefault(column, "").toString().strip();
            return parts.length == 2 && not != value.equalsIgnoreCase(parts[1].strip());
        });
    }
}
