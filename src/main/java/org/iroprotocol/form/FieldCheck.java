package org.iroprotocol.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.iroprotocol.calendar.London;

/** Whether one value fits its field. Reasons complete the sentence that begins with the field's label. */
class FieldCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TEXT = 20_000;
    /** The longest text the engine keeps as a variable. */
    private static final int LONGEST_VARIABLE = 4_000;
    private static final int MOST_SUPPLIED = 30;
    private static final int LONGEST_SUPPLIED = 64;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;:<>\"()\\[\\]\\\\]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./-]{6,30}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    private final Feel feel;
    private final Clock clock;

    FieldCheck(Feel feel, Clock clock) {
        this.feel = feel;
        this.clock = clock;
    }

    Optional<String> problem(FormComponent field, Object value, Map<String, Object> context) {
        return Optional.ofNullable(switch (field.type()) {
            case "textfield", "textarea" -> text(field, value, context);
            case "number" -> number(field, value, context);
            case "checkbox" -> value instanceof Boolean ? null : "must be yes or no";
            case "select", "radio" -> options(field, context).contains(JSON.valueToTree(value)) ? null
                    : "is not one of the choices";
            case "checklist", "taglist" -> choices(field, value, context);
            case "datetime" -> moment(field, value);
            default -> "cannot be checked";
        });
    }

    private String text(FormComponent field, Object value, Map<String, Object> context) {
        if (!(value instanceof String text)) {
            return "must be text";
        }
        int longest = field.engine() ? LONGEST_VARIABLE : LONGEST_TEXT;
        int limit = limit(field, "maxLength", context).map(BigDecimal::intValue).map(max -> Math.min(max, longest))
                .orElse(longest);
        int least = limit(field, "minLength", context).map(BigDecimal::intValue).orElse(0);
        if (text.length() > limit) {
            return "must have at most " + limit + " characters";
        }
        if (text.length() < least) {
            return "must have at least " + least + " characters";
        }
        boolean manyLines = text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
        if (CONTROL.matcher(text).find() || manyLines && field.type().equals("textfield")) {
            return "holds characters that cannot be kept";
        }
        return pattern(field, text);
    }

    private static String pattern(FormComponent field, String text) {
        JsonNode pattern = field.validate("pattern");
        if (pattern.isTextual() && !pattern.asText().isEmpty() && !Pattern.compile(pattern.asText()).matcher(text).find()) {
            String help = field.json().path("description").asText("");
            return help.isBlank() || help.startsWith("=") ? "does not have the right form"
                    : "must be: " + help.strip().replaceAll("\\.$", "");
        }
        return switch (field.validate("validationType").asText("")) {
            case "email" -> EMAIL.matcher(text).matches() ? null : "must be one e-mail address, like name@example.org";
            case "phone" -> PHONE.matcher(text).matches() ? null : "must be a telephone number";
            default -> null;
        };
    }

    private String number(FormComponent field, Object value, Map<String, Object> context) {
        String text = value instanceof Double || value instanceof Float ? new BigDecimal(finite((Number) value)).toPlainString()
                : String.valueOf(value);
        if (!(value instanceof Number) && !(value instanceof String) || !NUMBER.matcher(text).matches()) {
            return "must be a number";
        }
        BigDecimal number = new BigDecimal(text);
        Optional<BigDecimal> least = limit(field, "min", context);
        Optional<BigDecimal> most = limit(field, "max", context);
        if (least.isPresent() && number.compareTo(least.get()) < 0) {
            return "must be at least " + least.get().toPlainString();
        }
        if (most.isPresent() && number.compareTo(most.get()) > 0) {
            return "must be at most " + most.get().toPlainString();
        }
        int digits = field.json().path("decimalDigits").asInt(Integer.MAX_VALUE);
        if (number.stripTrailingZeros().scale() > digits) {
            return digits == 0 ? "must be a whole number" : "must have at most " + digits + " decimal places";
        }
        return null;
    }

    private static String finite(Number number) {
        return Double.isFinite(number.doubleValue()) ? number.toString() : "1E+99";
    }

    private Optional<BigDecimal> limit(FormComponent field, String name, Map<String, Object> context) {
        JsonNode limit = field.validate(name);
        String text = limit.asText("");
        Object value = text.startsWith("=") ? feel.evaluate(text.substring(1), context) : text;
        try {
            return value == null || value.toString().isBlank() ? Optional.empty() : Optional.of(new BigDecimal(value.toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private String choices(FormComponent field, Object value, Map<String, Object> context) {
        if (!(value instanceof Collection<?> list)) {
            return "must be a list of choices";
        }
        if (!field.valuesKey().isEmpty() && context.get(field.valuesKey()) == value) {
            return suppliedChoices(list);
        }
        Set<JsonNode> known = options(field, context);
        Set<JsonNode> chosen = new HashSet<>();
        for (Object choice : list) {
            JsonNode node = JSON.valueToTree(choice);
            if (!known.contains(node) || !chosen.add(node)) {
                return "is not one of the choices";
            }
        }
        return null;
    }

    /** The page supplied the choices; what is known here is only what references look like. */
    private static String suppliedChoices(Collection<?> list) {
        boolean fits = list.size() <= MOST_SUPPLIED && new HashSet<>(list).size() == list.size()
                && list.stream().allMatch(choice -> choice instanceof String text && !text.isBlank()
                && text.length() <= LONGEST_SUPPLIED && !CONTROL.matcher(text).find());
        return fits ? null : "is not one of the choices";
    }

    private Set<JsonNode> options(FormComponent field, Map<String, Object> context) {
        JsonNode offered = field.json().path("values");
        if (!field.valuesKey().isEmpty()) {
            offered = JSON.valueToTree(context.get(field.valuesKey()));
        } else if (field.json().has("valuesExpression")) {
            String expression = field.json().path("valuesExpression").asText("");
            offered = JSON.valueToTree(feel.evaluate(expression.startsWith("=") ? expression.substring(1) : expression, context));
        }
        Set<JsonNode> options = new HashSet<>();
        for (JsonNode option : offered) {
            options.add(option.isObject() && option.has("value") ? option.get("value") : option);
        }
        return options;
    }

    private String moment(FormComponent field, Object value) {
        if (!(value instanceof String text) || text.length() > 40) {
            return "must be a date";
        }
        String kind = field.json().path("subtype").asText("date");
        try {
            return switch (kind) {
                case "time" -> {
                    time(text);
                    yield null;
                }
                case "datetime" -> day(field, dateTime(text).toLocalDate());
                default -> day(field, LocalDate.parse(text));
            };
        } catch (DateTimeException e) {
            return switch (kind) {
                case "time" -> "must be a time";
                case "datetime" -> "must be a date that exists, with a time";
                default -> "must be a date that exists";
            };
        }
    }

    private static void time(String text) {
        if (text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")) {
            OffsetTime.parse(text);
        } else {
            LocalTime.parse(text);
        }
    }

    private static LocalDateTime dateTime(String text) {
        return text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
                ? OffsetDateTime.parse(text).atZoneSameInstant(London.ZONE).toLocalDateTime() : LocalDateTime.parse(text);
    }

    private String day(FormComponent field, LocalDate day) {
        LocalDate today = LocalDate.now(clock.withZone(London.ZONE));
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            return "must be a date between 1900 and 2199";
        }
        if (field.json().path("disallowPassedDates").asBoolean() && day.isBefore(today)) {
            return "must not be in the past";
        }
        LocalDate least = bound(field.property("minDate"), today);
        LocalDate most = bound(field.property("maxDate"), today);
        if (least != null && day.isBefore(least)) {
            return least.equals(today) ? "must not be in the past" : "must not be before " + London.day(least);
        }
        if (most != null && day.isAfter(most)) {
            return most.equals(today) ? "must not be in the future" : "must not be after " + London.day(most);
        }
        return null;
    }

    private static LocalDate bound(String text, LocalDate today) {
        return text.isBlank() ? null : text.equals("today") ? today : LocalDate.parse(text);
    }
}
