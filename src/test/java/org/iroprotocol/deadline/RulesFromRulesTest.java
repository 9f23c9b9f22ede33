package org.iroprotocol.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.calendar.EnglishCalendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits that count from another limit's due day; above all contact before a case management hearing that may be unlisted. */
class RulesFromRulesTest {

    private final InMemoryTables own = new InMemoryTables().set("derby", "deadlines",
            FolderTables.rows("protocol", "deadlines"));

    @Test
    void rowsThatCountInACircleAreRefused() {
        row("a", "b");
        row("b", "proceedings-issued, c");
        row("c", "a");
        row("d", "d");
        row("e", "c, cmh");
        assertThatIllegalArgumentException().isThrownBy(() -> due("a", Map.of()))
                .withMessage("deadlines.dmn, row 'a', column 'from': counts in a circle (a, b, c, a). "
                        + "Let one of these rows count from an event.");
        assertThatIllegalArgumentException().isThrownBy(() -> due("a", Map.of())).withMessageContaining("circle");
        assertThatIllegalArgumentException().isThrownBy(() -> due("d", Map.of())).withMessageContaining("(d, d)");
        assertThatIllegalArgumentException().isThrownBy(() -> due("e", Map.of())).withMessageContaining("row 'c'")
                .withMessageContaining("(e, c, a, b, c)");
    }

    @Test
    void aRowItCountsFromThatCannotBeUnderstoodIsNamed() {
        row("a", "b");
        row("b", "proceedings-issued");
        Map<String, Object> broken = new HashMap<>(own.latest("derby", "deadlines").row("b").orElseThrow());
        broken.put("unit", "moons");
        own.row("derby", "deadlines", "b", broken);
        assertThatIllegalArgumentException().isThrownBy(() -> due("a", Map.of()))
                .withMessageContaining("deadlines.dmn, row 'b', column 'unit'");
    }

    @Test
    void aDayOnWhichOnlyTheCouncilIsClosedGivesNoMoreTimeByLaw() {
        String statutory = "cmh-latest";
        row("agreed", "proceedings-issued");
        row("after-the-law", statutory);
        Map<String, String> issued = Map.of("proceedings-issued", "2026-12-07");
        DueDate before = due(statutory, issued);
        assertThat(london(before.due())).isEqualTo("2027-01-04T23:59:59");
        assertThat(london(due("agreed", issued).due())).isEqualTo("2026-12-09T23:59:59");
        assertThat(london(due("after-the-law", issued).due())).isEqualTo("2027-01-06T23:59:59");

        own.row("derby", "working-days", "shut", Map.of("date", "2026-12-09", "change", "closed", "reason", "Office move"));
        own.row("derby", "working-days", "shut-too", Map.of("date", "2027-01-05", "change", "closed", "reason", "Office move"));

        assertThat(due(statutory, issued)).as("to the day, and the working-out says nothing of it").isEqualTo(before);
        assertThat(london(due("agreed", issued).due())).isEqualTo("2026-12-10T23:59:59");
        assertThat(london(due("after-the-law", issued).due())).as("from the law's day on in the council's days")
                .isEqualTo("2027-01-07T23:59:59");
        assertThat(run("cmh-latest", "2026-12-07")).contains("Due: Monday 4 January 2027").doesNotContain("9 December");
        assertThat(run("agreed", "2026-12-07")).contains("Due: Thursday 10 December 2026").contains("9 December");

        own.row("derby", "working-days", "shut", Map.of("date", "2026-12-09", "change", "added", "reason", "Proclaimed"));
        assertThat(london(due(statutory, issued).due())).as("a holiday for everybody").isEqualTo("2027-01-05T23:59:59");
    }

    @Test
    void aNameThatIsBothIsAnEvent() {
        assertThat(due("handover-note", Map.of("proceedings-ended", "2026-12-01")).due())
                .as("the handover itself, not the day it is due").isNull();
        assertThat(due("handover-note", Map.of("proceedings-ended", "2026-12-01")).workingOut())
                .isEqualTo("Waiting for the guardian's written handover or the end of the guardian's work");
    }

    @Test
    @Clause("C-32")
    void withoutADayOfIssueTheHearingOrThatDayIsWaitedFor() {
        assertThat(due("contact-before-cmh", Map.of())).isEqualTo(new DueDate(null, null,
                "Waiting for the hearing date (case management hearing) or the date of issue"));
    }

    /** Day of issue, hearing or nothing, due: before Christmas, before Easter, across both changes of the clocks. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "2026-11-23, -, 2026-12-07",
        "2026-12-14, -, 2026-12-30",
        "2026-12-18, -, 2027-01-06",
        "2026-12-24, -, 2027-01-12",
        "2027-03-22, -, 2027-04-07",
        "2027-03-25, -, 2027-04-12",
        "2026-03-30, -, 2026-04-15",
        "2026-10-19, -, 2026-11-02",
        "2027-03-15, -, 2027-03-31",
        "2026-12-14, 2027-01-05T10:30, 2027-01-04",
        "2026-12-14, 2026-12-29T10:00, 2026-12-24",
        "2027-03-22, 2027-03-30, 2027-03-25",
        "2026-10-19, 2026-10-26T00:30, 2026-10-23",
        "-, 2027-03-30, 2027-03-25",
    })
    @Clause("C-32 P-22")
    void contactIsDueBeforeTheHearingAndWhileItIsNotListedBeforeTheEarliestDayItCanBe(String issued, String cmh,
            String due) {
        Map<String, String> events = new HashMap<>();
        events.put("proceedings-issued", issued);
        events.put("cmh", cmh);
        assertThat(london(due("contact-before-cmh", events).due())).isEqualTo(due + "T23:59:59");
    }

    @Test
    @Clause("C-32 P-22")
    void theWorkingOutSaysThatTheHearingIsNotListed() {
        Map<String, String> events = new HashMap<>(Map.of("proceedings-issued", "2026-12-14"));
        String unlisted = "1 working day before Thursday 31 December 2026 is Wednesday 30 December. The case management hearing "
                + "is not listed; the earliest it can be is day 12, the day of issue being day 1: 11 working days from Monday "
                + "14 December 2026 is Thursday 31 December; weekends, 25 and 28 December do not count. Counted from the issue "
                + "of proceedings.";
        DueDate due = due("contact-before-cmh", events);
        assertThat(due.workingOut()).isEqualTo(unlisted);
        assertThat(due.countedFrom()).isEqualTo(When.parse("2026-12-31"));
        events.put("cmh", "2027-01-05T10:30");
        assertThat(due("contact-before-cmh", events).workingOut()).isEqualTo("1 working day before Tuesday 5 January 2027 is "
                + "Monday 4 January. Counted from the case management hearing.");
        events.put("cmh", null);
        assertThat(due("contact-before-cmh", events).workingOut()).as("vacated").isEqualTo(unlisted);
    }

    @Test
    void anAuthoritysOwnRowsMayCountFromEachOther() {
        row("visit", "proceedings-issued");
        row("visit-note", "visit");
        row("either", "child-seen, visit-note");
        assertThat(due("either", Map.of()).workingOut()).isEqualTo("Waiting for the date of: child seen or the date of issue");
        DueDate due = due("either", Map.of("proceedings-issued", "2026-12-21"));
        assertThat(london(due.due())).isEqualTo("2026-12-31T23:59:59");
        assertThat(due.workingOut()).contains("Child seen is not known; “Visit note” counts: ").contains("“Visit” counts: ")
                .endsWith("Counted from the issue of proceedings.");
        DueDate seen = due("either", Map.of("proceedings-issued", "2026-12-21", "child-seen", "2026-12-21"));
        assertThat(seen.workingOut()).endsWith("Counted from child seen.");
    }

    @Test
    void beyondTheKnownBankHolidaysItSaysSoOnceEvenWhenOnlyTheOtherRulesDayLiesThere() {
        assertThat(due("contact-before-cmh", Map.of("proceedings-issued", "2028-12-13")).workingOut())
                .containsOnlyOnce("Bank holidays are known only until");
    }

    @Test
    void theCommandLineNamesTheRowAndWhatWasMistyped() {
        row("visit", "cmh-erliest");
        String contact = run("contact-before-cmh", "2027-01-05");
        assertThat(contact).contains("Due: Monday 4 January 2027").contains("Counted back from: the case management hearing and "
                + "“Earliest day for the case management hearing” (the first of these that is known counts")
                .contains("is row cmh-earliest: its own due day counts. To see that day: due cmh-earliest followed by "
                        + "the date of issue");
        assertThat(run("visit", "2026-12-18")).contains("'cmh-erliest' is neither a date the protocol knows nor a row")
                .contains("Did you mean: cmh-earliest");
        row("visit", "cmh-earliest");
        assertThat(run("visit", "2026-12-14")).as("2 working days after day 12").contains("Due: Tuesday 5 January 2027");
    }

    private String run(String rule, String date) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = DueVerb.print(rule, When.parse(date), "derby", own, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(code).as(() -> out.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private void row(String id, String from) {
        own.row("derby", "deadlines", id, Map.of("label",
                Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' '), "amount", 2, "unit", "working days",
                "direction", "after", "from", from, "combine", "first known", "kind", "local", "source", "test"));
    }

    private DueDate due(String rule, Map<String, String> events) {
        Tables tables = own;
        Table table = tables.latest("derby", "deadlines");
        return new Rules(tables, new EnglishCalendars(tables)).dueDate(table.version(), rule, "derby",
                kind -> events.get(kind) == null ? null : When.parse(events.get(kind)));
    }

    private static String london(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").format(instant.atZone(London.ZONE));
    }
}
