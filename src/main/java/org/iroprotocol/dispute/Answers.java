package org.iroprotocol.dispute;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;

/** What a form says: values to decide by, and the same in words for the file. Refusals name the field. */
final class Answers {

    /** Beside labels, for whoever fills the form in; not for who reads it later. */
    private static final String NEEDED = " (needed)";

    private final Map<String, Object> values;
    private final List<TimelineRecord.Entry> entries;

    Answers(CaseForms.Typing typing) {
        values = typing.values();
        entries = new ArrayList<>(typing.entries().stream().map(entry -> new TimelineRecord.Entry(entry.key(),
                entry.label().replace(NEEDED, ""), entry.text())).toList());
    }

    /** In words, in the order of the form. */
    List<TimelineRecord.Entry> entries() {
        return entries;
    }

    Map<String, Object> values() {
        return values;
    }

    /** Not part of what is kept on file. */
    Answers without(String... fields) {
        entries.removeIf(entry -> List.of(fields).contains(entry.key()));
        return this;
    }

    /** @return null for an empty field */
    String text(String field) {
        Object value = values.get(field);
        return value == null || value.toString().isBlank() ? null : value.toString().strip();
    }

    String needed(String field, String label) {
        String text = text(field);
        if (text == null) {
            throw new RefusedException(field, label + " is missing. Fill it in.");
        }
        return text;
    }

    boolean yes(String field) {
        Object value = values.get(field);
        return Boolean.TRUE.equals(value) || "true".equals(value) || "yes".equals(value);
    }

    boolean answered(String field, String question) {
        String answer = text(field);
        if (answer == null) {
            throw new RefusedException(field, "It is not said " + question + ". Choose yes or no.");
        }
        return yes(field);
    }

    /** @return null for an empty field */
    When when(String field, String label) {
        return CaseForms.when(field, label, values.get(field));
    }

    When neededWhen(String field, String label) {
        When when = when(field, label);
        if (when == null) {
            throw new RefusedException(field, label + " is missing. Enter it as dd/mm/yyyy.");
        }
        return when;
    }

    /** @return null for an empty field */
    LocalDate day(String field, String label) {
        When when = when(field, label);
        return when == null ? null : when.date();
    }

    List<Map<?, ?>> rows(String field) {
        return CaseForms.rows(field, values.get(field));
    }

    List<String> ticked(String field) {
        Object value = values.get(field);
        return value instanceof java.util.Collection<?> several ? several.stream().map(Object::toString).toList()
                : value == null ? List.of() : List.of(value.toString());
    }
}
