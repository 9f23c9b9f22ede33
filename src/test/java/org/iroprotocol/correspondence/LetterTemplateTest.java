package org.iroprotocol.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.docs.GeneratedDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a letter file may hold: everything not expressly allowed is refused. */
class LetterTemplateTest {

    @ParameterizedTest
    @ValueSource(strings = {"{{{child.name}}}", "{{&child.name}}", "{{& child.name}}", "{{>iro-notice}}", "{{=<% %>=}}",
            "{{child.name", "{{.}}", "{{this}}", "{{-index}}", "{{child.name()}}", "{{child name}}", "{{}}", "{{{{child.name}}}}",
            "{{child.class}}", "{{entry.class.name}}", "{{execution}}", "{{_x}}"})
    void marksThatAreMoreThanAPlaceholderAreRefused(String mark) {
        assertThatThrownBy(() -> letter(mark)).isInstanceOf(TemplateException.class)
                .hasMessageContaining("letters/trial.html").hasMessageContaining("Ask an administrator");
    }

    @Test
    void unknownPlaceholderIsNamed() {
        assertThatThrownBy(() -> letter("{{child.nmae}}")).isInstanceOf(TemplateException.class)
                .hasMessageContaining("{{child.nmae}} is not a placeholder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{#entry.note}}open", "closed{{/entry.note}}", "{{#entry.note}}{{/personNumber}}"})
    void sectionsMustMatch(String marks) {
        assertThatThrownBy(() -> letter(marks)).isInstanceOf(TemplateException.class).hasMessageContaining("do not match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"child.name", "child.dateOfBirth", "iro.name", "childrensGuardian.email", "recipient.name",
            "entry.note", "settings.cafcass-service-manager.name", "letter.title", "concern.impact", "concern.manager"})
    void noticesCarryNoNames(String placeholder) {
        assertThatThrownBy(() -> notice("{{" + placeholder + "}}")).isInstanceOf(TemplateException.class)
                .hasMessageContaining("may stand in");
    }

    @Test
    void subjectsCarryNoNames() {
        assertThatThrownBy(() -> LetterTemplate.parse("trial", House.letter("iro-notice")
                .replace("<title>", "<title>{{child.name}} "))).isInstanceOf(TemplateException.class)
                .hasMessageContaining("subjects carry no names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>x</script>", "<style>p{}</style>", "<img src=\"https://x.example.org/a.png\">",
            "<iframe></iframe>", "<p onclick=\"x\">a</p>", "<p style=\"background:url(x)\">a</p>", "<form></form>",
            "<a href=\"javascript:alert(1)\">a</a>", "<a href=\"{{entry.note}}\">a</a>", "<a href=\"file:///etc/passwd\">a</a>",
            "<svg></svg>", "<object></object>", "<link rel=\"stylesheet\" href=\"x\">", "<base href=\"https://x.example.org\">"})
    void whatLoadsOrRunsSomethingIsRefused(String html) {
        assertThatThrownBy(() -> letter(html)).isInstanceOf(TemplateException.class).hasMessageContaining("not allowed");
    }

    @Test
    void valuesNeverBecomeMarkup() {
        var template = letter("<p class={{entry.note}}>a</p>");
        assertThatThrownBy(() -> template.fill(Map.of("entry.note", "a onclick=x")::get)).isInstanceOf(TemplateException.class);
        assertThat(letter("<p>{{entry.note}}</p>").fill(Map.of("entry.note", "<b onclick='x'>{{child.name}}</b>")::get)
                .select("p").text()).isEqualTo("<b onclick='x'>{{child.name}}</b>");
    }

    @Test
    void whatIsMissingIsNamedAltogetherAndWithoutValues() {
        assertThatThrownBy(() -> letter("{{child.name}} {{iro.phone}} {{entry.note}} "
                + "{{#personNumber}}{{deadline.due}}{{/personNumber}}")
                .fill(Map.of("child.name", "Ottoline")::get))
                .isInstanceOf(MissingDataException.class).isInstanceOf(RefusedException.class)
                .hasMessageContaining("'trial'").hasMessageContaining("{{entry.note}}")
                .hasMessageContaining("telephone number of the Independent Reviewing Officer today ({{iro.phone}})")
                .hasMessageNotContaining("Ottoline").hasMessageNotContaining("deadline.due");
    }

    @Test
    void blankCountsAsMissing() {
        assertThatThrownBy(() -> letter("{{entry.note}}").fill(Map.of("entry.note", "  ")::get))
                .isInstanceOf(MissingDataException.class);
    }

    @Test
    void sectionsShowWhatIsThereOrWhatIsNot() {
        var template = letter("<p>{{#entry.note}}Note: {{entry.note}}{{/entry.note}}{{^entry.note}}No note{{/entry.note}}</p>");
        assertThat(template.fill(Map.of("entry.note", "hello")::get).select("p").text()).isEqualTo("Note: hello");
        assertThat(template.fill(key -> null).select("p").text()).isEqualTo("No note");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<meta name=\"kind\" content=\"letter\">|<meta name=\"kind\" content=\"fax\">|must say letter or notice",
            "childrens-guardian, else cafcass-service-manager|childrens-guardian, cafcass-service-manager|reads like",
            "childrens-guardian, else cafcass-service-manager|childs-guardian|is not a role",
            "childrens-guardian, else cafcass-service-manager|''|must name a role",
            "lang=\"en-GB\"|lang=\"fr\"|en-GB",
            "<title>Details of the Independent Reviewing Officer</title>|<title></title>|needs a <title>"})
    void headMustBeRight(String from, String to, String complaint) {
        String html = House.letter("iro-notice");
        assertThat(html).contains(from);
        assertThatThrownBy(() -> LetterTemplate.parse("trial", html.replace(from, to))).isInstanceOf(TemplateException.class)
                .hasMessageContaining(complaint);
    }

    static Stream<String> shipped() throws IOException {
        return House.letterNames().stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedFileIsSound(String name) {
        LetterTemplate template = LetterTemplate.parse(name, House.letter(name));
        assertThat(template.placeholders()).as("the digest is about several cases")
                .satisfies(all -> assertThat(all.contains("line.reference")).isEqualTo(name.equals(Placeholders.DIGEST)));
        assertThat(template.placeholders().contains("reference") || name.equals(Placeholders.DIGEST))
                .as("only plain pages carry no reference")
                .isNotEqualTo(template.plain());
        assertThat(House.letter(name).replaceAll("(?s)<head>.*</head>", "")).doesNotContainIgnoringCase("breach")
                .doesNotContainIgnoringCase("fail").doesNotContainIgnoringCase("complained about").doesNotContain("{{!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "personNumber", "link"})
    void aPlainPageCarriesNoReference(String placeholder) {
        assertThatThrownBy(() -> LetterTemplate.parse("trial", page("letter", "{{" + placeholder + "}}")
                .replace("</head>", "<meta name=\"page\" content=\"plain\"></head>"))).isInstanceOf(TemplateException.class)
                .hasMessageContaining("may not stand on a plain page");
    }

    @ParameterizedTest
    @CsvSource({"letter,fancy", "notice,plain"})
    void onlyLettersMayBePlain(String kind, String page) {
        assertThatThrownBy(() -> LetterTemplate.parse("trial", page(kind, "")
                .replace("</head>", "<meta name=\"page\" content=\"" + page + "\"></head>")))
                .isInstanceOf(TemplateException.class).hasMessageContaining("may only say plain, in a letter");
    }

    @Test
    void aCopyMayBeForThoseKnownOnly() {
        LetterTemplate template = LetterTemplate.parse("trial", page("notice", "").replace("</head>",
                "<meta name=\"copy\" content=\"iro-manager, senior-iro if known\"></head>"));
        assertThat(template.copy()).containsExactly("iro-manager", "senior-iro");
        assertThat(template.onlyIfKnown("iro-manager")).isFalse();
        assertThat(template.onlyIfKnown("senior-iro")).isTrue();
        assertThatThrownBy(() -> LetterTemplate.parse("trial", page("notice", "").replace("</head>",
                "<meta name=\"copy\" content=\"the-boss if known\"></head>"))).hasMessageContaining("'the-boss'");
    }

    @Test
    void aLetterAboutAConcernGoesToWhomItConcernsAndNobodyElse() {
        LetterTemplate template = LetterTemplate.parse("trial", page("notice", "{{concern.number}} {{concern.stage}} "
                + "{{concern.issuedOn}}").replace("content=\"iro\"", "content=\"concern:stage, else concern:director\"").replace(
                "</head>", "<meta name=\"copy\" content=\"concern:person, concern:manager, concern:spokenTo if known\"></head>"));
        assertThat(template.to()).containsExactly("concern:stage", "concern:director");
        assertThat(template.copy()).containsExactly("concern:person", "concern:manager", "concern:spokenTo");
        assertThatThrownBy(() -> LetterTemplate.parse("trial", page("notice", "").replace("content=\"iro\"",
                "content=\"concern:boss\""))).hasMessageContaining("'concern:boss'").hasMessageContaining("concern:manager");
        assertThatThrownBy(() -> letter("{{concern.impact.more}}")).hasMessageContaining("is not a placeholder");
        assertThatThrownBy(() -> LetterTemplate.parse("trial", page("letter", "").replace("<title>",
                "<title>{{concern.person}} ")))
                .hasMessageContaining("subjects carry no names");
    }

    @Test
    void theGuideListsEveryPlaceholder() throws IOException {
        GeneratedDocument.assertTableCurrent(Path.of("docs/letters.md"), Placeholders.markdown());
    }

    private static LetterTemplate letter(String body) {
        return LetterTemplate.parse("trial", page("letter", body));
    }

    private static LetterTemplate notice(String body) {
        return LetterTemplate.parse("trial", page("notice", body));
    }

    private static String page(String kind, String body) {
        return "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Trial</title><meta name=\"kind\" content=\"" + kind
                + "\"><meta name=\"to\" content=\"iro\"></head><body>" + body + "</body></html>";
    }
}
