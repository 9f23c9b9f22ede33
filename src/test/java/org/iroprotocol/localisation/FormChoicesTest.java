package org.iroprotocol.localisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.iroprotocol.deadline.InMemoryTables;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;

/** Rows of a table as choices of a form. */
class FormChoicesTest {

    private final InMemoryTables tables = new InMemoryTables();

    FormChoicesTest() {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        rows.put("first-order", Map.of("label", "First order", "if-any", "no"));
        rows.put("expert-report", Map.of("label", "Expert reports", "if-any", "yes"));
        rows.put("other", Map.of("label", "Another document", "if-any", "yes"));
        tables.set("derby", "court-documents", rows);
    }

    @Test
    void whatCannotBeFilledIsRefusedInWords() {
        assertThatIllegalArgumentException().isThrownBy(() -> fill("{\"choices\""))
                .withMessageContaining("x.form is not valid JSON");
        assertThatIllegalArgumentException().isThrownBy(() -> fill(field("no-such-table", "")))
                .withMessageContaining("no-such-table");
        assertThatIllegalArgumentException().isThrownBy(() -> fill(field("court-documents", "if-any=perhaps")))
                .withMessageContaining("the field 'documents' has no choices");
    }

    @Test
    @Clause("P-46")
    void aRowOfTheTableIsAChoiceOfTheForm() {
        assertThat(fill("{\"components\":[]}")).isEqualTo("{\"components\":[]}");
        assertThat(fill(field("court-documents", ""))).contains("First order", "expert-report", "Another document");
        assertThat(fill(field("court-documents", "id<>other"))).contains("First order").doesNotContain("Another document");
        assertThat(fill(field("court-documents", "if-any=yes, id<>other"))).contains("Expert reports")
                .doesNotContain("First order", "Another document");
        tables.row("derby", "court-documents", "court-timetable", Map.of("label", "Court timetable"));
        assertThat(fill(field("court-documents", ""))).contains("Court timetable");
    }

    private String fill(String form) {
        return new String(FormChoices.fill("x.form", form.getBytes(StandardCharsets.UTF_8), "derby", tables),
                StandardCharsets.UTF_8);
    }

    private static String field(String table, String where) {
        return "{\"components\":[{\"type\":\"group\",\"components\":[{\"type\":\"checklist\",\"key\":\"documents\","
                + "\"properties\":{\"choices\":\"" + table + "\",\"choicesWhere\":\"" + where + "\"},\"values\":[]}]}]}";
    }
}
