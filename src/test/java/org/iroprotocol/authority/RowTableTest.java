package org.iroprotocol.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTableTest {

    private static final Path FIXTURES = Path.of("src", "test", "resources", "authority-fixtures", "processes");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "<text>\"second\"</text>|<text>\"seconds\"</text>|rule id 'second'",
        "<text>\"second\"</text>|<text></text>|rule id 'second'",
        "<text>\"second\"</text>|<text>\"first\"</text>|rule id 'second'",
        "<text>2</text>|<text>1 + 1</text>|row 'second', column 'amount'",
        "<text>\"The second\"</text>|<text>label</text>|row 'second', column 'label'",
        "hitPolicy=\"UNIQUE\"|hitPolicy=\"FIRST\"|hit policy",
        "<text>id</text>|<text>rule</text>|one input",
        "name=\"amount\"|name=\"label\"|a name of its own",
        "<decision id=\"deadlines\"|<decision id=\"limits\"|id 'deadlines'",
        "<rule id=\"second\">|<rule id=\"first\">|DMN file",
        "</decision>|</decison>|DMN file"})
    void refusesATableThatBreaksTheLayout(String old, String replacement, String message) throws IOException {
        String national = text("protocol/deadlines.dmn");
        assertThat(national).contains(old);
        byte[] broken = national.replaceFirst(java.util.regex.Pattern.quote(old),
                java.util.regex.Matcher.quoteReplacement(replacement)).getBytes(StandardCharsets.UTF_8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowTable.read("deadlines.dmn of 'eastvale'", "deadlines", broken))
                .withMessageStartingWith("deadlines.dmn of 'eastvale'")
                .withMessageContaining(message)
                .withMessageContaining("orrect");
    }

    @Test
    void refusesAnotherSetOfColumns() throws IOException {
        RowTable national = table("protocol/deadlines.dmn");
        RowTable own = RowTable.read("deadlines.dmn of 'eastvale'", "deadlines",
                text("eastvale/deadlines.dmn").replace("name=\"warnings\"", "name=\"remarks\"").getBytes(StandardCharsets.UTF_8));

        assertThatIllegalArgumentException().isThrownBy(() -> national.withRowsOf(own))
                .withMessageContaining("eastvale").withMessageContaining("remarks");
    }

    @Test
    void aRowReplacesTheRowOfItsIdAndNewRowsComeLast() throws IOException {
        byte[] merged = table("protocol/deadlines.dmn").withRowsOf(table("eastvale/deadlines.dmn"));
        Map<String, Map<String, Object>> rows = RowTable.read("merged", "deadlines", merged).rows();

        assertThat(rows.keySet()).containsExactly("first", "second", "third", "fourth");
        assertThat(rows.get("second")).containsEntry("label", "Eastvale's second").containsEntry("amount", 20)
                .containsEntry("combine", "all, latest").doesNotContainKey("warnings");
        assertThat(rows.get("fourth")).containsEntry("amount", 4).containsEntry("unit", "working days");
        assertThat(rows.get("third")).isEqualTo(table("protocol/deadlines.dmn").rows().get("third"));
        assertThat(new String(merged, StandardCharsets.UTF_8)).contains("historyTimeToLive=\"P180D\"");
    }

    @Test
    void aRowAddedInModelerIsKnownByItsInput() throws IOException {
        byte[] own = text("eastvale/deadlines.dmn").replace("<rule id=\"second\"", "<rule id=\"DecisionRule_0x1f2ab\"")
                .getBytes(StandardCharsets.UTF_8);
        byte[] merged = table("protocol/deadlines.dmn").withRowsOf(RowTable.read("own", "deadlines", own));

        assertThat(RowTable.read("merged", "deadlines", merged).rows().get("second")).containsEntry("label", "Eastvale's second");
        assertThat(new String(merged, StandardCharsets.UTF_8)).contains("<rule id=\"second\"").doesNotContain("DecisionRule_");
        byte[] unnamed = new String(own, StandardCharsets.UTF_8).replaceFirst("<text>\"second\"</text>", "<text></text>")
                .getBytes(StandardCharsets.UTF_8);
        assertThatIllegalArgumentException().isThrownBy(() -> RowTable.read("own", "deadlines", unnamed))
                .withMessageContaining("write the row's name there");
    }

    @Test
    void theFirstRowCanBeReplacedToo() throws IOException {
        byte[] own = text("eastvale/deadlines.dmn").replace("second\"", "first\"").getBytes(StandardCharsets.UTF_8);
        byte[] merged = table("protocol/deadlines.dmn").withRowsOf(RowTable.read("own", "deadlines", own));

        assertThat(RowTable.read("merged", "deadlines", merged).rows().keySet())
                .containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void mergingTwiceGivesTheSameBytes() throws IOException {
        byte[] once = table("protocol/deadlines.dmn").withRowsOf(table("eastvale/deadlines.dmn"));
        byte[] again = table("protocol/deadlines.dmn").withRowsOf(table("eastvale/deadlines.dmn"));

        assertThat(once).isEqualTo(again);
    }

    @Test
    void aTableWithoutRowsTakesRows() throws IOException {
        String national = text("protocol/deadlines.dmn");
        String empty = national.substring(0, national.indexOf("<rule ")) + national.substring(national.lastIndexOf("</rule>") + 7);
        byte[] merged = RowTable.read("empty", "deadlines", empty.getBytes(StandardCharsets.UTF_8))
                .withRowsOf(table("eastvale/deadlines.dmn"));

        assertThat(RowTable.read("merged", "deadlines", merged).rows().keySet()).containsExactly("second", "fourth");
    }

    private static RowTable table(String file) throws IOException {
        return RowTable.read(file, "deadlines", text(file).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String file) throws IOException {
        return Files.readString(FIXTURES.resolve(file));
    }
}
