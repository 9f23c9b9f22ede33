package org.iroprotocol.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iroprotocol.document.ExpectedDocument;
import org.iroprotocol.document.ExpectedDocument.State;
import org.iroprotocol.document.ExpectedDocuments;
import org.springframework.stereotype.Component;

/** The documents of a start form as this case expects them: what is missing is marked, what it cannot have is left out. */
@Component
class DocumentChoices {

    private static final String TABLE = "court-documents";
    private static final String TICKS = "checklist";

    private final ExpectedDocuments expected;

    DocumentChoices(ExpectedDocuments expected) {
        this.expected = expected;
    }

    /** Changes the form given; one that offers no documents stays as it is. */
    void fit(String reference, JsonNode schema) {
        if (asks(schema)) {
            fit(schema, expected.ofCase(reference).stream()
                    .collect(Collectors.toMap(ExpectedDocument::id, Function.identity())));
        }
    }

    private static boolean asks(JsonNode node) {
        if (TABLE.equals(node.path("properties").path("choices").asText())) {
            return true;
        }
        for (JsonNode child : node.path("components")) {
            if (asks(child)) {
                return true;
            }
        }
        return false;
    }

    private static void fit(JsonNode node, Map<String, ExpectedDocument> documents) {
        if (TABLE.equals(node.path("properties").path("choices").asText()) && TICKS.equals(node.path("type").asText())
                && node.path("values") instanceof ArrayNode values) {
            for (int i = values.size() - 1; i >= 0; i--) {
                ExpectedDocument document = documents.get(values.get(i).path("value").asText());
                if (document != null && document.state() == State.NOT_APPLICABLE) {
                    values.remove(i);
                } else if (document != null && document.state() != State.NOT_YET_EXPECTED
                        && values.get(i) instanceof ObjectNode one) {
                    one.put("label", document.label() + " – " + words(document));
                }
            }
        }
        node.path("components").forEach(child -> fit(child, documents));
    }

    private static String words(ExpectedDocument document) {
        String words = document.inWords();
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
