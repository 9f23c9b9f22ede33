package org.iroprotocol.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Holds what was sent against what the form file says: only its fields, required ones filled, values of the right kind
 * and within limits. Read-only, disabled and hidden fields are never taken back.
 */
@Component
public class FormCheck {

    private static final int LONGEST_SUPPLIED = 64;

    private static final int MAX_ROWS = 100;

    private final Feel feel;
    private final FieldCheck fields;

    FormCheck(Feel feel, Clock clock) {
        this.feel = feel;
        this.fields = new FieldCheck(feel, clock);
    }

    /** Whether any condition or limit of the form looks at values, so that the caller must provide those known already. */
    public static boolean needsKnownValues(JsonNode form) {
        return form.toString().contains("\"=") || form.toString().contains("\"valuesKey\"");
    }

    /**
     * @param form     the form file
     * @param sent     plain Java values by field key (text, number, truth value, list, map, null); not changed
     * @param known    values the step already has, for conditions that look at read-only fields
     * @param complete true when the step ends with it, so required fields must be there
     * @return what was sent, without the fields that are never taken back
     */
    public Result check(JsonNode form, Map<String, Object> sent, Map<String, Object> known, boolean complete) {
        Map<String, Object> accepted = new LinkedHashMap<>(sent);
        Map<String, String> problems = new LinkedHashMap<>();
        Set<String> fieldKeys = new HashSet<>();
        Level level = new Level("", "", new HashMap<>(known), complete, accepted, problems, fieldKeys);
        walk(form.path("components"), level, false);
        for (String key : sent.keySet()) {
            if (!fieldKeys.contains(key)) {
                problems.put(key, key.matches("[A-Za-z0-9_.-]{1,64}") ? "'" + key + "' is not a field of this form."
                        : "Something was sent that is not a field of this form.");
            }
        }
        return new Result(accepted, problems);
    }

    /** @param problems field key → sentence; empty when all is well */
    public record Result(Map<String, Object> accepted, Map<String, String> problems) {
    }

    private record Level(String keyPrefix, String labelSuffix, Map<String, Object> context, boolean complete,
                         Map<String, Object> values, Map<String, String> problems, Set<String> keys) {
    }

    private void walk(JsonNode components, Level level, boolean hidden) {
        prepare(components, level);
        settle(components, level, hidden);
        validate(components, level, hidden);
    }

    /** Puts what was sent, where it may be sent, over what is known; conditions then see what the person saw. */
    private void prepare(JsonNode components, Level level) {
        for (JsonNode json : components) {
            FormComponent component = new FormComponent(json);
            if (component.isGroup()) {
                prepare(json.path("components"), level);
            } else if (component.isInput()) {
                level.keys().add(component.key());
                level.context().putIfAbsent(component.key(), null);
                if (takenBack(component, level)) {
                    level.context().put(component.key(), level.values().get(component.key()));
                    suppliedChoices(component, level);
                }
            } else if (!json.path("key").asText("").isEmpty()) {
                level.keys().add(json.path("key").asText());
            }
        }
    }

    /**
     * Choices which the page, not the process, supplied (names that are never stored in the engine) are unknown here. What was
     * chosen stands for them, so that the field is not taken for hidden; whether it may be chosen the case file decides.
     */
    private static void suppliedChoices(FormComponent component, Level level) {
        Object chosen = level.values().get(component.key());
        if (component.valuesKey().isEmpty() || level.context().get(component.valuesKey()) != null) {
            return;
        }
        if (component.choosesSeveral() && chosen != null && !isEmpty(component, chosen)) {
            // One text instead of a list is refused below, not hidden and dropped.
            level.context().put(component.valuesKey(), chosen instanceof Collection<?> ? chosen : List.of(chosen));
        } else if (component.type().equals("select") && component.choicesFromPage() && chosen instanceof String one && !one.isEmpty()
                && one.length() <= LONGEST_SUPPLIED) {
            level.context().put(component.valuesKey(), List.of(one));
        }
    }

    /** Removes what may not be sent, then hidden fields until hiding one hides no other. */
    private void settle(JsonNode components, Level level, boolean hidden) {
        for (int round = 0; round < 10; round++) {
            if (!removeHidden(components, level, hidden)) {
                return;
            }
        }
    }

    private boolean removeHidden(JsonNode components, Level level, boolean hidden) {
        boolean changed = false;
        for (JsonNode json : components) {
            FormComponent component = new FormComponent(json);
            boolean gone = hidden || isHidden(component, level);
            if (component.isGroup()) {
                changed |= removeHidden(json.path("components"), level, gone);
            } else {
                String key = component.isInput() ? component.key() : json.path("key").asText("");
                if ((gone || !component.isInput() || !takenBack(component, level)) && level.values().containsKey(key)) {
                    level.values().remove(key);
                    if (gone) {
                        level.context().put(key, null);
                    }
                    changed = true;
                }
            }
        }
        return changed;
    }

    private void validate(JsonNode components, Level level, boolean hidden) {
        for (JsonNode json : components) {
            FormComponent component = new FormComponent(json);
            boolean gone = hidden || isHidden(component, level);
            if (component.isGroup()) {
                validate(json.path("components"), level, gone);
            } else if (component.isInput() && !gone && takenBack(component, level)) {
                validate(component, level);
            }
        }
    }

    private void validate(FormComponent component, Level level) {
        String key = component.key();
        Object value = level.values().get(key);
        String label = component.label() + level.labelSuffix();
        if (isEmpty(component, value)) {
            if (level.complete() && truth(component.validate("required"), level)) {
                level.problems().put(level.keyPrefix() + key, label + " is missing.");
            }
        } else if (component.type().equals("dynamiclist")) {
            validateRows(component, level, value);
        } else {
            fields.problem(component, value, level.context())
                    .ifPresent(problem -> level.problems().put(level.keyPrefix() + key, label + " " + problem + "."));
        }
    }

    private void validateRows(FormComponent list, Level level, Object value) {
        if (!(value instanceof List<?> rows) || rows.size() > MAX_ROWS) {
            level.problems().put(level.keyPrefix() + list.key(), list.label() + " must be a list of at most " + MAX_ROWS
                    + " entries.");
            return;
        }
        List<Object> accepted = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            accepted.add(validateRow(list, level, rows.get(i), i));
        }
        level.values().put(list.key(), accepted);
    }

    private Object validateRow(FormComponent list, Level level, Object row, int index) {
        String prefix = level.keyPrefix() + list.key() + "[" + index + "].";
        if (!(row instanceof Map<?, ?> cells)) {
            level.problems().put(level.keyPrefix() + list.key(), list.label() + " has an entry that is not one.");
            return row;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        cells.forEach((key, cell) -> values.put(String.valueOf(key), cell));
        Set<String> keys = new HashSet<>();
        Map<String, Object> context = new HashMap<>(level.context());
        Level inner = new Level(prefix, " (entry " + (index + 1) + ")", context, level.complete(), values, level.problems(),
                keys);
        for (FormComponent cell : inputs(list.json().path("components"))) {
            context.put(cell.key(), null);
        }
        walk(list.json().path("components"), inner, false);
        for (String key : List.copyOf(values.keySet())) {
            if (!keys.contains(key)) {
                level.problems().put(level.keyPrefix() + list.key(), list.label()
                        + " has something that is not a field of this form.");
            }
        }
        return values;
    }

    private static List<FormComponent> inputs(JsonNode components) {
        List<FormComponent> found = new ArrayList<>();
        for (JsonNode json : components) {
            FormComponent component = new FormComponent(json);
            if (component.isGroup()) {
                found.addAll(inputs(json.path("components")));
            } else if (component.isInput()) {
                found.add(component);
            }
        }
        return found;
    }

    private boolean takenBack(FormComponent component, Level level) {
        return !truth(component.json().path("disabled"), level) && !truth(component.json().path("readonly"), level);
    }

    private boolean isHidden(FormComponent component, Level level) {
        return component.hide().startsWith("=")
                && Boolean.TRUE.equals(feel.evaluate(component.hide().substring(1), level.context()));
    }

    private boolean truth(JsonNode setting, Level level) {
        String text = setting.asText("");
        return text.startsWith("=") ? Boolean.TRUE.equals(feel.evaluate(text.substring(1), level.context()))
                : setting.asBoolean();
    }

    private static boolean isEmpty(FormComponent component, Object value) {
        return value == null || value instanceof String text && text.isBlank()
                || value instanceof Collection<?> list && list.isEmpty()
                || component.type().equals("checkbox") && Boolean.FALSE.equals(value);
    }
}
