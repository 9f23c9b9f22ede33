package org.iroprotocol.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.spin.json.SpinJsonNode;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;

/** What was typed into a form, taken out of the variables it arrives in: read once, in words, and removed. */
final class Typed {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Typed() {
    }

    /** Removes the variable from every scope up to the process instance. */
    static Object take(String key, DelegateExecution execution) {
        Object value = plain(execution.getVariable(key));
        while (execution.hasVariable(key)) {
            execution.removeVariable(key);
        }
        return value;
    }

    /** JSON as lists, maps and simple values; everything else as it is. */
    static Object plain(Object value) {
        if (!(value instanceof SpinJsonNode)) {
            return value;
        }
        try {
            return JSON.readValue(value.toString(), Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON variable cannot be read", e);
        }
    }

    static boolean isEmpty(Object value) {
        return value == null || value instanceof String text && text.isBlank()
                || value instanceof Collection<?> list && list.isEmpty();
    }

    /** @return null for an empty value */
    static String text(Object value) {
        return isEmpty(value) ? null : value.toString().strip();
    }

    /** @return null for an empty value */
    static When when(String field, String label, Object value) {
        if (isEmpty(value)) {
            return null;
        }
        if (value instanceof Date date) {
            return When.at(date.toInstant());
        }
        try {
            return When.parse(value.toString());
        } catch (DateTimeException e) {
            throw new RefusedException(field, label + " is not a date. Enter it as dd/mm/yyyy.");
        }
    }

    /** @return null for an empty value */
    static LocalDate date(String field, String label, Object value) {
        When when = when(field, label, value);
        return when == null ? null : when.date();
    }

    /** @return null for an empty value */
    static LocalTime time(String field, String label, Object value) {
        if (isEmpty(value)) {
            return null;
        }
        try {
            return LocalTime.parse(value.toString().strip());
        } catch (DateTimeException e) {
            throw new RefusedException(field, label + " is not a time. Enter it as hours and minutes, such as 10:30.");
        }
    }

    static boolean yes(Object value) {
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    /** The rows of a list people can add to; refuses anything else. */
    static List<Map<?, ?>> rows(String field, Object value) {
        List<Map<?, ?>> rows = new ArrayList<>();
        if (isEmpty(value)) {
            return rows;
        }
        if (!(value instanceof Collection<?> list)) {
            throw new RefusedException(field, "The list cannot be read. Add its rows again.");
        }
        for (Object row : list) {
            if (!(row instanceof Map<?, ?> map)) {
                throw new RefusedException(field, "The list cannot be read. Add its rows again.");
            }
            rows.add(map);
        }
        return rows;
    }

    /**
     * In words, for the timeline: dates dd/mm/yyyy, Yes and No, lists joined.
     *
     * @param choice turns the value of a choice into its label
     */
    static String words(String type, Object value, UnaryOperator<String> choice) {
        if (value instanceof Boolean yes) {
            return yes ? "Yes" : "No";
        }
        if (value instanceof Date date) {
            return London.text(When.at(date.toInstant()));
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().filter(part -> !isEmpty(part)).map(part -> words("", part, choice))
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof Collection<?> list) {
            boolean rows = list.stream().anyMatch(Map.class::isInstance);
            return list.stream().map(part -> words(type, part, choice)).collect(Collectors.joining(rows ? "; " : ", "));
        }
        String text = value.toString().strip();
        return type != null && type.startsWith("date") || text.matches("\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}.*)?")
                ? dateWords(text) : choice.apply(text);
    }

    private static String dateWords(String text) {
        try {
            return London.text(When.parse(text));
        } catch (DateTimeException e) {
            return text;
        }
    }
}
