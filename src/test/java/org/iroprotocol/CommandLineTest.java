package org.iroprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs on the project's own folders. */
class CommandLineTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"--server.port=0", "", "Due", "dues"})
    void whatIsNoVerbStartsTheServer(String argument) {
        assertThat(CommandLine.isVerb(argument)).isFalse();
        assertThat(CommandLine.isVerb()).isFalse();
    }

    @Test
    void withoutItsArgumentsTheVerbSaysWhatItNeeds() {
        assertThat(run("due", "iro-notice")).isNotZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: due <rule> <date or date-time> [authority]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"18/12/2026", "2026-02-30", "2026-12-18T25:00", "tomorrow", "2026-12-18T", ""})
    void aBadDateSaysTheFormat(String date) {
        assertThat(run("due", "iro-notice", date, "derby")).isNotZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is not a date. Write 2026-12-18").contains("2026-12-18T10:30");
        assertThat(out.size()).isZero();
    }

    @Test
    void anUnknownRuleNamesNearOnes() {
        assertThat(run("due", "iro-notise", "2026-12-18", "derby")).isNotZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no row 'iro-notise'").contains("Did you mean: iro-notice");
    }

    @Test
    void aRuleNothingComesNearListsAll() {
        assertThat(run("due", "zzzzzzzzzzzz", "2026-12-18", "derby")).isNotZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("It has: ").contains("twenty-six-weeks");
    }

    @Test
    void anUnknownAuthorityIsRefused() {
        assertThat(run("due", "iro-notice", "2026-12-18", "nowhere")).isNotZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'nowhere'");
    }

    @Test
    @Clause("C-102")
    void dateAndWorkingOutArePrinted() {
        assertThat(run("due", "court-documents", "2026-12-18", "derby")).as(() -> err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Due: Tuesday 29 December 2026")
                .contains("5 working days from Friday 18 December 2026 is Tuesday 29 December; weekends, 25 and 28 December "
                        + "do not count.").contains("Derby appendix").contains("C-81");
        assertThat(err.size()).isZero();
    }

    @Test
    @Clause("C-109")
    void hoursArePrintedToTheMinute() {
        assertThat(run("due", "dispute-stage-2-record", "2026-10-24T16:00", "derby")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Due: Sunday 25 October 2026 at 15:00")
                .contains("the clocks change in between");
    }

    @Test
    void beyondTheKnownBankHolidaysItWarns() {
        assertThat(run("due", "court-documents", "2029-06-01", "derby")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Bank holidays are known only until 31/12/2028");
    }

    private int run(String... arguments) {
        assertThat(CommandLine.isVerb(arguments)).isTrue();
        return CommandLine.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
