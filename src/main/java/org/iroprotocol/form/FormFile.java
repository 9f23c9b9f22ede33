package org.iroprotocol.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One form file as whoever checks it before it is used reads it: its fields, and what the server could not hold people to. */
public final class FormFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    /** What a page would fetch by itself: pictures of Markdown and HTML, frames, styles. */
    private static final Pattern LOADING = Pattern.compile("!\\[|<\\s*(?!/|a\\b|b\\b|i\\b|p\\b|br\\b|hr\\b|em\\b|strong\\b|ul\\b|ol\\b"
            + "|li\\b|h[1-6]\\b|span\\b|div\\b|table\\b|t[rhd]\\b|thead\\b|tbody\\b)[a-zA-Z]|style\\s*=");
    private static final int SCHEMA = 16;
    private static final int MOST_BRACKETS = 50;

    private final Map<String, String> problems = new LinkedHashMap<>();

    private FormFile() {
    }

    /**
     * What is wrong with the file: field key, or id where it has none, or empty for the whole file → what and the remedy.
     *
     * @param name the file's name without its ending, which must be the form's id
     */
    public static Map<String, String> problems(String name, byte[] content) {
        FormFile file = new FormFile();
        JsonNode form;
        try {
            form = JSON.readTree(content);
        } catch (JsonProcessingException e) {
            return Map.of("", "this is not a readable form. Save it again from Camunda Modeler");
        } catch (IOException e) {
            return Map.of("", "this form cannot be read");
        }
        file.check(name, form);
        return file.problems;
    }

    /**
     * What a form asks for, outside lists: field key → whether an answer is always needed (not only while the field is shown). Empty
     * when the form cannot be read.
     */
    public static Map<String, Boolean> fields(byte[] content) {
        Map<String, Boolean> fields = new LinkedHashMap<>();
        try {
            fields(JSON.readTree(content).path("components"), true, fields);
        } catch (IOException unreadable) {
            return Map.of();
        }
        return fields;
    }

    private static void fields(JsonNode components, boolean shown, Map<String, Boolean> fields) {
        for (JsonNode json : components) {
            FormComponent component = new FormComponent(json);
            boolean always = shown && component.hide().isEmpty();
            if (component.isGroup()) {
                fields(json.path("components"), always, fields);
            } else if (FormComponent.INPUTS.contains(component.type())) {
                fields.put(component.key(), always && component.validate("required").asBoolean());
            }
        }
    }

    private void check(String name, JsonNode form) {
        if (!form.path("type").asText().equals("default") || !form.path("components").isArray()) {
            problems.put("", "this is not a form of the form editor. Create it there");
            return;
        }
        if (!form.path("id").asText().equals(name)) {
            problems.put("", "its id is '" + form.path("id").asText() + "', its file is called '" + name + ".form'. Give both the "
                    + "same name: <process>.<element>");
        }
        if (form.path("schemaVersion").asInt(SCHEMA) > SCHEMA) {
            problems.put("", "it was written by a newer form editor (schema " + form.path("schemaVersion").asInt()
                    + "). Choose Camunda Platform 7.24 and save it again");
        }
        if (form.path("components").isEmpty()) {
            problems.put("", "it has no fields. Add what is to be asked for");
        }
        walk(form.path("components"), new HashSet<>());
        formulas(form);
    }

    /** Each bracket is read on top of the last: too many would break off whoever opens the form. */
    private void formulas(JsonNode json) {
        if (json.asText().startsWith("=") && json.asText().chars().filter(sign -> "([{".indexOf(sign) >= 0).count() > MOST_BRACKETS) {
            problems.putIfAbsent("", "a condition or formula in it has more than " + MOST_BRACKETS + " brackets. Make it simpler");
        }
        json.forEach(this::formulas);
    }

    private void walk(JsonNode components, Set<String> keys) {
        for (JsonNode json : components) {
            FormComponent component = new FormComponent(json);
            if (component.isGroup()) {
                walk(json.path("components"), keys);
            } else if (FormComponent.INPUTS.contains(component.type())) {
                field(component, keys);
            } else if (component.type().equals("text") && LOADING.matcher(json.path("text").asText()).find()) {
                problems.putIfAbsent(name(component), "its text holds a picture or something else to be loaded. Write words and "
                        + "links only");
            } else if (!FormComponent.SHOWN.contains(component.type())) {
                problems.putIfAbsent(name(component), "components of the type '" + component.type() + "' are not used here: the "
                        + "server cannot hold people to them, or they load something from elsewhere. Use one of "
                        + String.join(", ", FormComponent.INPUTS.stream().sorted().toList()) + " or text");
            }
        }
    }

    private void field(FormComponent field, Set<String> keys) {
        String name = name(field);
        if (!KEY.matcher(field.key()).matches()) {
            problems.putIfAbsent(name, "its key is '" + field.key() + "'. Use letters, digits and _, beginning with a letter");
        } else if (!keys.add(field.key())) {
            problems.putIfAbsent(name, "two fields have this key. Give one of them another");
        }
        if (field.label().equals(field.key())) {
            problems.putIfAbsent(name, "it has no label. Say in words what is asked for");
        }
        pattern(field, name);
        for (String date : new String[] {"minDate", "maxDate"}) {
            date(field, name, date);
        }
        for (String limit : new String[] {"min", "max", "minLength", "maxLength"}) {
            limit(field, name, limit);
        }
        if (field.type().equals("dynamiclist")) {
            walk(field.json().path("components"), new HashSet<>());
        } else if (field.choosesSeveral() || Set.of("select", "radio").contains(field.type())) {
            choices(field, name);
        }
    }

    private void pattern(FormComponent field, String name) {
        try {
            Pattern.compile(field.validate("pattern").asText(""));
        } catch (PatternSyntaxException e) {
            problems.putIfAbsent(name, "its pattern is not a regular expression. Correct it or take it out");
        }
    }

    private void date(FormComponent field, String name, String property) {
        String text = field.property(property);
        try {
            if (!text.isBlank() && !text.equals("today")) {
                LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            problems.putIfAbsent(name, "its property " + property + " is '" + text + "'. Write today or a date like 2026-12-18");
        }
    }

    private void limit(FormComponent field, String name, String limit) {
        String text = field.validate(limit).asText("");
        if (!text.isBlank() && !text.startsWith("=") && !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            problems.putIfAbsent(name, "its limit '" + limit + "' is '" + text + "'. Write a number");
        }
    }

    private void choices(FormComponent field, String name) {
        boolean supplied = !field.valuesKey().isEmpty() || field.json().has("valuesExpression")
                || !field.property("choices").isEmpty();
        if (!supplied && field.json().path("values").isEmpty()) {
            problems.putIfAbsent(name, "it has no choices. Add some");
        }
        Set<JsonNode> values = new HashSet<>();
        for (JsonNode choice : field.json().path("values")) {
            if (!values.add(choice.path("value"))) {
                problems.putIfAbsent(name, "two choices have the value '" + choice.path("value").asText() + "'. Give one another");
            }
        }
    }

    private static String name(FormComponent component) {
        return component.key().isEmpty() ? component.json().path("id").asText("?") : component.key();
    }
}
