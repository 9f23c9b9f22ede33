package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.iroprotocol.calendar.When;

/**
 * What a form says: values to decide by, and the same in words for the file. What is missing or cannot be understood is refused
 * with a {@link RefusedException} that names the field. Days are days in Europe/London.
 */
public final class Answers {

    /** Beside labels, for whoever fills the form in; not for who reads it later. */
    private static final String NEEDED = " (needed)";

    private final Map<String, Object> values;
    private final List<TimelineRecord.Entry> entries;

    /** Reads what was typed; changes to {@link #entries()} do not reach it. */
    public Answers(CaseForms.Typing typing) {
        values = typing.values();
        entries = new ArrayList<>(typing.entries().stream().map(entry -> new TimelineRecord.Entry(entry.key(),
                entry.label().replace(NEEDED, ""), entry.text())).toList());
    }

    /** In words, in the order of the form. */
    public List<TimelineRecord.Entry> entries() {
        return entries;
    }

    /** As typed, by field; no empty ones. */
    public Map<String, Object> values() {
        return values;
    }

    /** Not part of what is kept on file. */
    public Answers without(String... fields) {
        entries.removeIf(entry -> List.of(fields).contains(entry.key()));
        return this;
    }

    /** @return null for an empty field */
    public String text(String field) {
        Object value = values.get(field);
        return value == null || value.toString().isBlank() ? null : value.toString().strip();
    }

    /** The text of a field that must be filled in; {@code label} begins the refusal. */
    public String needed(String field, String label) {
        String text = text(field);
        if (text == null) {
            throw new RefusedException(field, label + " is missing. Fill it in.");
        }
        return text;
    }

    /** As {@link #text(String)}; refuses a longer text. */
    public String text(String field, String label, int longest) {
        return Checks.text(field, label, text(field), longest);
    }

    /** As {@link #needed(String, String)}; refuses a longer text. */
    public String needed(String field, String label, int longest) {
        return Checks.text(field, label, needed(field, label), longest);
    }

    /** Whether it is ticked or answered with yes. */
    public boolean yes(String field) {
        Object value = values.get(field);
        return Boolean.TRUE.equals(value) || "true".equals(value) || "yes".equals(value);
    }

    /** The answer to a question that must be answered; {@code question} completes "It is not said …". */
    public boolean answered(String field, String question) {
        String answer = text(field);
        if (answer == null) {
            throw new RefusedException(field, "It is not said " + question + ". Choose yes or no.");
        }
        return yes(field);
    }

    /** @return null for an empty field */
    public When when(String field, String label) {
        return CaseForms.when(field, label, values.get(field));
    }

    /** A day, or a day with a time, that must be filled in. */
    public When neededWhen(String field, String label) {
        When when = when(field, label);
        if (when == null) {
            throw new RefusedException(field, label + " is missing. Enter it as dd/mm/yyyy.");
        }
        return when;
    }

    /** @return null for an empty field */
    public LocalDate day(String field, String label) {
        When when = when(field, label);
        return when == null ? null : when.date();
    }

    /** A day that has come by then; null for an empty field. */
    public LocalDate past(String field, String label, LocalDate today) {
        LocalDate day = day(field, label);
        if (day != null && day.isAfter(today)) {
            throw Checks.ahead(field, label);
        }
        return day;
    }

    /** As {@link #past}, for a day that must be filled in. */
    public LocalDate neededPast(String field, String label, LocalDate today) {
        neededWhen(field, label);
        return past(field, label, today);
    }

    /** The rows of a list people can add to; never null. */
    public List<Map<?, ?>> rows(String field) {
        return CaseForms.rows(field, values.get(field));
    }

    /** What was ticked; never null. */
    public List<String> ticked(String field) {
        Object value = values.get(field);
        return value instanceof Collection<?> several ? several.stream().map(Object::toString).toList()
                : value == null ? List.of() : List.of(value.toString());
    }
}
