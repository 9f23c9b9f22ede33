package org.iroprotocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.FormFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormCheckTest {

    /** Understands {@code key = "text"}, {@code key = null} and {@code key}: enough to show when conditions are asked and of what. */
    private static final Feel FEEL = (expression, values) -> {
        String[] parts = expression.split(" = ");
        Object value = values.get(parts[0].strip());
        return parts.length == 1 ? value : parts[1].strip().equals("null") ? value == null : value != null && value.equals(parts[1].strip().replace("\"", ""));
    };
    private final FormCheck check = new FormCheck(FEEL, Clock.fixed(Instant.parse("2026-07-06T23:30:00Z"), London.ZONE));

    private FormCheck.Result check(String components, Map<String, Object> sent) {
        return check.check(form(components), sent, Map.of(), true);
    }

    private static JsonNode form(String components) {
        try {
            return new ObjectMapper().readTree(("{'components':[" + components + "]}").replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String field(String type, String more) {
        return "{'type':'" + type + "','key':'f','label':'Field'" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private String problem(String component, Object value) {
        Map<String, Object> sent = new HashMap<>();
        sent.put("f", value);
        return check(component, sent).problems().get("f");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "textfield|'validate':{'required':true}||Field is missing.",
        "textfield|'validate':{'required':true}|   |Field is missing.",
        "textfield|'validate':{'maxLength':3}|four|Field must have at most 3 characters.",
        "textfield|'validate':{'minLength':5}|four|Field must have at least 5 characters.",
        "textfield|'validate':{'pattern':'^[A-Z]+$'}|abc|Field does not have the right form.",
        "textfield|'description':'Capital letters.','validate':{'pattern':'^[A-Z]+$'}|abc|Field must be: Capital letters.",
        "textfield|'validate':{'validationType':'email'}|no address|Field must be one e-mail address, like name@example.org.",
        "textfield|'validate':{'validationType':'email'}|a@b.org,c@d.org|Field must be one e-mail address, like name@example.org.",
        "textfield|'validate':{'validationType':'phone'}|call me|Field must be a telephone number.",
        "number|'validate':{'min':1}|0|Field must be at least 1.",
        "number|'validate':{'max':15}|16|Field must be at most 15.",
        "number|'decimalDigits':0|1.5|Field must be a whole number.",
        "number|'decimalDigits':1|1.55|Field must have at most 1 decimal places.",
        "number||NaN|Field must be a number.",
        "number||1e9999999|Field must be a number.",
        "select|'values':[{'label':'A','value':'a'}]|b|Field is not one of the choices.",
        "radio|'values':[{'label':'A','value':'a'}]|A|Field is not one of the choices.",
        "datetime|'subtype':'date'|2026-02-30|Field must be a date that exists.",
        "datetime|'subtype':'date'|06/07/2026|Field must be a date that exists.",
        "datetime|'subtype':'date'|0026-07-06|Field must be a date between 1900 and 2199.",
        "datetime|'subtype':'date','disallowPassedDates':true|2026-07-06|Field must not be in the past.",
        "datetime|'subtype':'date','properties':{'maxDate':'today'}|2026-07-08|Field must not be in the future.",
        "datetime|'subtype':'date','properties':{'minDate':'2026-01-01'}|2025-12-31|Field must not be before 01/01/2026.",
        "datetime|'subtype':'datetime'|2026-07-06|Field must be a date that exists, with a time.",
        "datetime|'subtype':'time'|25:00|Field must be a time."
    })
    void saysWhatIsWrongWithTheLabelAndNotTheValue(String type, String more, String value, String expected) {
        assertThat(problem(field(type, more == null ? "" : more), value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "textfield|'validate':{'pattern':'^[A-Z]+$'}|ABC", "textfield|'validate':{'validationType':'email'}|o'neil@example.org",
        "textfield|'validate':{'validationType':'phone'}|01332 640000", "number|'validate':{'min':1,'max':15}|15",
        "datetime|'subtype':'date','disallowPassedDates':true|2026-07-07", "datetime|'subtype':'datetime'|2026-07-09T10:30+01:00",
        "datetime|'subtype':'datetime'|2026-07-09T10:30", "datetime|'subtype':'datetime'|2026-07-09T09:30:00Z",
        "datetime|'subtype':'time'|10:30", "datetime|'subtype':'time'|10:30+01:00",
        "select|'values':[{'label':'A','value':'a'}]|a", "textfield|'validate':{'required':false}|"})
    void acceptsWhatFits(String type, String more, String value) {
        assertThat(problem(field(type, more), value)).isNull();
    }

    @Test
    void kindsOfValuesThatDoNotFit() {
        assertThat(problem(field("textfield", ""), 7)).isEqualTo("Field must be text.");
        assertThat(problem(field("textfield", ""), "a\u0000b")).isEqualTo("Field holds characters that cannot be kept.");
        assertThat(problem(field("textfield", ""), "a\nBcc: x")).isEqualTo("Field holds characters that cannot be kept.");
        assertThat(problem(field("textarea", ""), "a\nb\tc")).isNull();
        assertThat(problem(field("textarea", ""), "x".repeat(20_001))).isEqualTo("Field must have at most 20000 characters.");
        assertThat(problem(field("textarea", "'properties':{'engine':'true'}"), "x".repeat(4_001))).contains("4000");
        assertThat(problem(field("number", ""), Double.NaN)).isEqualTo("Field must be a number.");
        assertThat(problem(field("number", "'validate':{'max':1}"), 0.5)).isNull();
        assertThat(problem(field("checkbox", ""), "yes")).isEqualTo("Field must be yes or no.");
        assertThat(problem(field("checkbox", "'validate':{'required':true}"), false)).isEqualTo("Field is missing.");
        assertThat(problem(field("datetime", ""), new java.util.Date())).isEqualTo("Field must be a date.");
        assertThat(problem(field("select", "'values':[]"), new Object[0])).isEqualTo("Field is not one of the choices.");
        assertThat(problem(field("filepicker", ""), "x")).as("a kind we do not know is not taken back").isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"checklist", "taglist"})
    void listsHoldOnlyChoicesAndEachOnce(String type) {
        String component = field(type, "'values':[{'label':'A','value':'a'},{'label':'B','value':'b'}]");
        assertThat(problem(component, List.of("a", "b"))).isNull();
        assertThat(problem(component, List.of("a", "c"))).isEqualTo("Field is not one of the choices.");
        assertThat(problem(component, List.of("a", "a"))).isEqualTo("Field is not one of the choices.");
        assertThat(problem(component, "a")).isEqualTo("Field must be a list of choices.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checklist", "taglist"})
    void choicesThatThePageSuppliesAreAFewShortTexts(String type) {
        String component = field(type, "'valuesKey':'siblings','conditional':{'hide':'=siblings = null'}");
        assertThat(problem(component, List.of("a", "a"))).isEqualTo("Field is not one of the choices.");
        assertThat(problem(component, List.of("a", 7))).isEqualTo("Field is not one of the choices.");
        assertThat(problem(component, List.of(" "))).isEqualTo("Field is not one of the choices.");
        assertThat(problem(component, List.of("x".repeat(65)))).isEqualTo("Field is not one of the choices.");
        assertThat(problem(component, List.of("a\u0000"))).isEqualTo("Field is not one of the choices.");
        assertThat(problem(component, IntStream.range(0, 31).mapToObj(i -> "C-" + i).toList())).contains("not one of");
        assertThat(problem(component, "C-1")).as("not dropped in silence").isEqualTo("Field must be a list of choices.");
        FormCheck.Result result = check.check(form(component), Map.of("f", List.of("C-1", "C-2")), Map.of(), true);
        assertThat(result.problems()).isEmpty();
        assertThat(result.accepted()).as("not taken for hidden").containsEntry("f", List.of("C-1", "C-2"));
        assertThat(check.check(form(component), Map.of("f", List.of("C-1")),
                Map.of("siblings", List.of(Map.of("value", "C-9", "label", "Nine"))), true).problems())
                .as("choices that are known hold").containsKey("f");
    }

    @Test
    void choicesFromKnownValuesOnly() {
        String component = field("select", "'valuesKey':'people'");
        FormCheck.Result forged = check.check(form(component), Map.of("f", "x"), Map.of(), true);
        assertThat(forged.problems()).containsKey("f");
        assertThat(check.check(form(component), Map.of("f", "x"), Map.of("people", List.of("x")), true).problems()).isEmpty();
        String fromPage = field("select", "'valuesKey':'people','properties':{'suppliedBy':'page'}");
        assertThat(check.check(form(fromPage), Map.of("f", "x"), Map.of(), true).problems()).isEmpty();
        assertThat(check.check(form(fromPage), Map.of("f", "x".repeat(65)), Map.of(), true).problems()).containsKey("f");
        assertThat(check.check(form(fromPage), Map.of("f", "x"), Map.of("people", List.of("y")), true).problems())
                .as("choices that are known hold").containsKey("f");
    }

    @Test
    void onlyFieldsOfTheForm() {
        FormCheck.Result result = check(field("textfield", ""), Map.of("other", 1, "<script>", 2));
        assertThat(result.problems()).containsEntry("other", "'other' is not a field of this form.")
                .containsEntry("<script>", "Something was sent that is not a field of this form.");
    }

    @Test
    void readOnlyDisabledAndHiddenAreNotTakenBackNorAskedFor() {
        for (String setting : List.of("'readonly':true", "'disabled':true", "'conditional':{'hide':'=g = \\\"x\\\"'}")) {
            String component = field("textfield", setting.replace("\\\"", "\\\\\"") + ",'validate':{'required':true}");
            component = component.replace("\\\\\"", "\\\"");
            FormCheck.Result result = check(component + ",{'type':'textfield','key':'g','label':'G'}", Map.of("f", "forged",
                    "g", "x"));
            assertThat(result.problems()).as(setting).isEmpty();
            assertThat(result.accepted()).as(setting).containsOnlyKeys("g");
        }
    }

    @Test
    void hidingOneFieldHidesWhatDependsOnIt() {
        String form = "{'type':'textfield','key':'a','label':'A'},"
                + "{'type':'group','conditional':{'hide':'=a = x'},'components':[{'type':'checkbox','key':'b','label':'B'}]},"
                + "{'type':'textfield','key':'c','label':'C','conditional':{'hide':'=b'},'validate':{'required':true}}";
        assertThat(check(form, Map.of("a", "x", "b", true)).problems()).containsOnlyKeys("c");
        assertThat(check(form, Map.of("a", "y", "b", true)).problems()).isEmpty();
        assertThat(check(form, Map.of("a", "x", "b", true, "c", "there")).accepted()).containsOnlyKeys("a", "c");
    }

    @Test
    void innerFieldsOfDynamicLists() {
        String list = "{'type':'dynamiclist','path':'people','label':'People','components':["
                + "{'type':'textfield','key':'name','label':'Name','validate':{'required':true}},"
                + "{'type':'textfield','key':'shown','label':'Shown','readonly':true}]}";
        FormCheck.Result wrong = check(list, Map.of("people", List.of(Map.of("name", "A"), Map.of(), Map.of("name", "B", "evil",
                1))));
        assertThat(wrong.problems()).containsEntry("people[1].name", "Name (entry 2) is missing.")
                .containsEntry("people", "People has something that is not a field of this form.");
        FormCheck.Result right = check(list, Map.of("people", List.of(Map.of("name", "A", "shown", "forged"))));
        assertThat(right.problems()).isEmpty();
        assertThat(right.accepted()).containsEntry("people", List.of(Map.of("name", "A")));
        assertThat(check(list, Map.of("people", "x")).problems()).containsKey("people");
        assertThat(check(list, Map.of("people", List.of("x"))).problems()).containsKey("people");
    }

    @Test
    void requiredOnlyWhenTheStepEnds() {
        JsonNode form = form(field("textfield", "'validate':{'required':true}"));
        assertThat(check.check(form, Map.of(), Map.of(), false).problems()).isEmpty();
        assertThat(check.check(form, Map.of(), Map.of(), true).problems()).containsOnlyKeys("f");
    }

    @Test
    void fieldsOfAProcessInFormOrder() {
        Map<String, JsonNode> forms = new java.util.LinkedHashMap<>();
        forms.put("", form("{'type':'text','text':'x'},{'type':'group','components':[" + field("textfield", "") + "]}"));
        forms.put("t", form("{'type':'dynamiclist','path':'list','label':'List','components':[]},"
                + "{'type':'number','key':'n','label':'N','properties':{'engine':'true'}}"));
        assertThat(new DeployedFormFields(id -> forms).of("p")).containsExactly(
                new FormFields.Field("f", "Field", "textfield", false), new FormFields.Field("list", "List", "dynamiclist",
                        false),
                new FormFields.Field("n", "N", "number", true));
    }
}
