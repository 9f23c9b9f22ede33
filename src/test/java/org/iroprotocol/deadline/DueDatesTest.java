package org.iroprotocol.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iroprotocol.calendar.EnglishCalendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.calendar.WorkingDays;
import org.iroprotocol.deadline.DeadlineRule.Combine;
import org.iroprotocol.deadline.DeadlineRule.Kind;
import org.iroprotocol.deadline.DeadlineRule.Unit;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueDatesTest {

    private static final FolderTables FOLDERS = new FolderTables();
    private static final WorkingDays DAYS = new EnglishCalendars(new InMemoryTables()).of("derby");

    /** The vectors of the domain's section 1.2, and Christmas, Easter and the turn of the year around them. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23, 15, 2026-12-14",
        "2026-11-23, 20, 2026-12-21",
        "2026-12-18, 10, 2027-01-06",
        "2026-12-26, 5, 2027-01-05",
        "2027-03-22, 5, 2027-03-31",
        "2026-03-27, 5, 2026-04-07",
        "2026-08-24, 5, 2026-09-01",
        "2026-12-18, 5, 2026-12-29",
        "2026-12-24, 1, 2026-12-29",
        "2027-12-24, 1, 2027-12-29",
        "2027-12-31, 1, 2028-01-04",
        "2028-12-22, 2, 2028-12-28",
        "2026-10-23, 1, 2026-10-26",
        "2027-03-25, 1, 2027-03-30",
    })
    @Clause("C-37 C-46 C-54 C-102")
    void workingDaysEndAtTheEndOfTheirLastDay(LocalDate event, int amount, LocalDate due) {
        assertThat(due(rule(amount, Unit.WORKING_DAYS, false), When.on(event))).isEqualTo(due + "T23:59:59");
        assertThat(due(rule(amount, Unit.WORKING_DAYS, false), new When(event, LocalTime.of(23, 59))))
                .as("the time of the event does not matter").isEqualTo(due + "T23:59:59");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-18T16:05, 24, 2026-12-19T16:05:00",
        "2026-10-24T16:00, 24, 2026-10-25T15:00:00",
        "2027-03-27T16:00, 24, 2027-03-28T17:00:00",
        "2027-10-30T16:00:07, 24, 2027-10-31T15:00:07",
        "2027-03-28T00:59:59, 1, 2027-03-28T02:59:59",
        "2026-12-18, 24, 2026-12-19T00:00:00",
        "2026-12-31T23:30, 72, 2027-01-03T23:30:00",
    })
    @Clause("C-109")
    void hoursElapseWhateverTheClocksDo(String event, int hours, String due) {
        assertThat(due(rule(hours, Unit.HOURS, false), When.parse(event))).isEqualTo(due);
    }

    @Test
    void theHourThatComesTwiceIsToldApart() {
        DeadlineRule rule = rule(24, Unit.HOURS, false);
        When discussion = When.parse("2026-10-24T01:30");
        assertThat(DueDates.from(rule, discussion, DAYS).due()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-14, 1, 2026-12-21",
        "2026-12-21, 1, 2026-12-29",
        "2026-12-18, 1, 2026-12-29",
        "2026-12-19, 1, 2026-12-29",
        "2026-12-05, 1, 2026-12-14",
        "2026-03-18, 2, 2026-04-01",
        "2027-03-19, 1, 2027-03-30",
    })
    @Clause("C-110 C-112 C-114")
    void aWeekThatEndsOnAClosedDayIsShownAsTheNextWorkingDay(LocalDate event, int weeks, LocalDate due) {
        assertThat(due(rule(weeks, Unit.WEEKS, false), When.on(event))).isEqualTo(due + "T23:59:59");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30, 3, 2027-02-28",
        "2027-11-30, 3, 2028-02-29",
        "2028-02-29, 12, 2029-02-28",
        "2026-12-31, 6, 2027-06-30",
        "2026-09-25, 3, 2026-12-25",
    })
    @Clause("C-77")
    void monthsEndOnTheSameDayOrTheMonthsLast(LocalDate event, int months, LocalDate due) {
        assertThat(due(rule(months, Unit.MONTHS, false), When.on(event))).isEqualTo(due + "T23:59:59");
    }

    @Test
    void twentySixWeeksIncludeTheDayOfIssue() {
        assertThat(due(national("twenty-six-weeks"), When.on(LocalDate.of(2026, 11, 23)))).isEqualTo("2027-05-23T23:59:59");
    }

    @Test
    @Clause("C-68 C-69")
    void twoWeeksForCafcassAreFourteenCalendarDays() {
        assertThat(due(national("referral-report"), When.parse("2026-12-11T15:00"))).isEqualTo("2026-12-25T23:59:59");
    }

    @Test
    @Clause("C-32")
    void theCaseManagementHearingLiesElevenToSeventeenWorkingDaysAfterIssue() {
        When issued = When.on(LocalDate.of(2026, 12, 14));
        assertThat(due(national("cmh-earliest"), issued)).isEqualTo("2026-12-31T23:59:59");
        assertThat(due(national("cmh-latest"), issued)).isEqualTo("2027-01-11T23:59:59");
    }

    @ParameterizedTest
    @CsvSource({
        "contact-before-cmh, 2026-12-29T10:00, 2026-12-24T23:59:59",
        "contact-before-cmh, 2026-12-28, 2026-12-24T23:59:59",
        "advocates-meeting-irh, 2027-01-06, 2026-12-23T23:59:59",
        "protocol-review-reminder, 2027-03-30, 2027-02-28T23:59:59",
    })
    @Clause("C-32")
    void beforeAnEventIsTheEndOfTheNthDayBeforeIt(String rule, String event, String due) {
        assertThat(due(national(rule), When.parse(event))).isEqualTo(due);
    }

    /** Domain 8.2, worst case, all dates counted from what really happened. */
    @Test
    @Clause("C-102 C-108 C-109 C-110 C-112 C-114")
    void derbysWorstCaseIsTracedToTheMinute() {
        When issued = When.parse("2026-11-23T11:20");
        assertThat(due(derbys("dispute-response"), issued)).isEqualTo("2026-12-14T23:59:59");
        assertThat(due(derbys("dispute-total"), issued)).isEqualTo("2026-12-21T23:59:59");
        When discussion = When.parse("2026-12-14T14:00");
        assertThat(due(derbys("dispute-stage-2-record"), discussion)).isEqualTo("2026-12-15T14:00:00");
        assertThat(due(derbys("dispute-stage-2-actions"), discussion)).isEqualTo("2026-12-21T23:59:59");
        assertThat(due(derbys("dispute-stage-3-meeting"), discussion)).isEqualTo("2026-12-21T23:59:59");
        assertThat(due(derbys("dispute-stage-3-actions"), When.parse("2026-12-21T10:00"))).isEqualTo("2026-12-29T23:59:59");
    }

    /** P-24: on a timeout the day ends first, so everything is a day later. */
    @Test
    @Clause("C-104 C-109 C-110 C-112")
    void onATimeoutTheDayEndsFirst() {
        When timeout = When.at(DueDates.from(derbys("dispute-response"), When.parse("2026-11-23T11:20"), DAYS).due());
        assertThat(timeout).hasToString("2026-12-14T23:59:59");
        DeadlineRule atOnce = derbys("dispute-senior-iro");
        assertThat(due(atOnce, timeout)).isEqualTo("2026-12-14T23:59:59");
        assertThat(london(DueDates.alert(atOnce, timeout.instant(), 1, DAYS))).isEqualTo("2026-12-15T23:59:59");
        When discussion = When.parse("2026-12-15T09:30");
        assertThat(due(derbys("dispute-stage-2-record"), discussion)).isEqualTo("2026-12-16T09:30:00");
        assertThat(due(derbys("dispute-stage-2-actions"), discussion)).isEqualTo("2026-12-22T23:59:59");
        assertThat(due(derbys("dispute-stage-3-meeting"), discussion)).isEqualTo("2026-12-22T23:59:59");
    }

    @Test
    void theWholeDisputesWarningsFallOnWorkingDays() {
        assertThat(warnings(national("dispute-total"), "2026-11-23T16:40")).containsExactly("2026-12-07T08:00:00",
                "2026-12-14T08:00:00", "2026-12-17T08:00:00", "2026-12-21T08:00:00");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-04, 2026-12-18T08:00:00 2026-12-29T08:00:00 2027-01-04T08:00:00 2027-01-06T08:00:00",
        "2026-10-12, 2026-10-26T08:00:00 2026-11-02T08:00:00 2026-11-05T08:00:00 2026-11-09T08:00:00",
        "2027-03-12, 2027-03-30T08:00:00 2027-04-06T08:00:00 2027-04-09T08:00:00 2027-04-13T08:00:00",
    })
    @Clause("C-101 P-35")
    void warningsGoOutInTheMorningOfTheirDayAcrossChristmasEasterAndTheClockChanges(String issued, String warnings) {
        assertThat(warnings(national("dispute-total"), issued)).containsExactly(warnings.split(" "));
    }

    @Test
    void aWarningInHoursGoesOutWhenTheyHaveElapsed() {
        DeadlineRule rule = new DeadlineRule("x", "X", 24, Unit.HOURS, false, List.of("thing"), Combine.FIRST_KNOWN,
                Kind.LOCAL, "", "test", List.of(12, 24));
        assertThat(warnings(rule, "2026-10-24T16:00")).containsExactly("2026-10-25T03:00:00", "2026-10-25T15:00:00");
        assertThat(warnings(rule(24, Unit.HOURS, false), "2026-10-24T16:00")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-12-25, 2026-12-25", "2026-12-18T09:30, 2026-12-18", "2026-10-25T00:30, 2026-10-25",
        "2027-03-28T12:00, 2027-03-28"})
    void noDaysEndWithThatVeryDay(String event, String due) {
        assertThat(due(national("dispute-promises"), When.parse(event))).isEqualTo(due + "T23:59:59");
        assertThat(due(national("dispute-response-extended"), When.parse(event))).isEqualTo(due + "T23:59:59");
    }

    @Test
    void atOnceIsDueAtTheEventAndReminded() {
        DeadlineRule rule = national("referral-allocated");
        Instant due = DueDates.from(rule, When.parse("2026-12-24T10:30"), DAYS).due();
        assertThat(london(due)).isEqualTo("2026-12-24T10:30:00");
        assertThat(london(DueDates.alert(rule, due, 1, DAYS))).isEqualTo("2026-12-29T23:59:59");
    }

    @ParameterizedTest
    @CsvSource({"2026-12-29T23:59:59Z, 2026-12-23T00:00:00", "2026-10-27T23:59:59Z, 2026-10-23T00:00:00"})
    void theFollowUpIsTheFirstMomentTwoWorkingDaysBefore(Instant due, String followUp) {
        assertThat(london(DueDates.followUp(due, 2, DAYS))).isEqualTo(followUp);
    }

    @Test
    @Clause("C-34 C-80")
    void bothAllocationsMustBeKnownAndTheLaterCounts() {
        DeadlineRule rule = national("iro-notice");
        Map<String, When> events = new HashMap<>();
        assertThat(DueDates.of(rule, events::get, DAYS)).isEqualTo(new DueDate(null, null,
                "Waiting for the IRO's allocation and Cafcass's allocation"));
        events.put("cafcass-allocated", When.parse("2026-12-18T09:00"));
        assertThat(DueDates.of(rule, events::get, DAYS)).isEqualTo(new DueDate(null, null,
                "Waiting for the IRO's allocation"));
        events.put("iro-allocated", When.on(LocalDate.of(2026, 12, 14)));
        DueDate due = DueDates.of(rule, events::get, DAYS);
        assertThat(london(due.due())).isEqualTo("2026-12-22T23:59:59");
        assertThat(due.workingOut()).isEqualTo("2 working days from Friday 18 December 2026 is Tuesday 22 December; "
                + "weekends do not count. Counted from Cafcass's allocation.");
    }

    @Test
    void aHearingNotYetListedIsWaitedFor() {
        assertThat(DueDates.of(national("advocates-meeting-cmh"), kind -> null, DAYS).workingOut())
                .isEqualTo("Waiting for the hearing date (case management hearing)");
        assertThat(DueDates.of(national("court-documents"), kind -> null, DAYS).workingOut())
                .isEqualTo("Waiting for the date the document was filed or the date the document was served");
    }

    @Test
    @Clause("C-37")
    void ofFiledAndServedTheLaterKnownCounts() {
        DeadlineRule rule = national("court-documents");
        Map<String, When> events = new HashMap<>(Map.of("document-filed", When.parse("2026-11-23")));
        assertThat(london(DueDates.of(rule, events::get, DAYS).due())).isEqualTo("2026-11-30T23:59:59");
        events.put("document-served", When.parse("2026-11-25"));
        assertThat(london(DueDates.of(rule, events::get, DAYS).due())).isEqualTo("2026-12-02T23:59:59");
    }

    @Test
    void ofSeveralTheFirstNamedThatIsKnownCounts() {
        DeadlineRule rule = new DeadlineRule("x", "X", 10, Unit.WORKING_DAYS, false, List.of("thing", "proceedings-ended"),
                Combine.FIRST_KNOWN, Kind.LOCAL, "", "test", List.of());
        Map<String, When> events = new HashMap<>(Map.of("proceedings-ended", When.parse("2026-11-23")));
        assertThat(london(DueDates.of(rule, events::get, DAYS).due())).isEqualTo("2026-12-07T23:59:59");
        events.put("thing", When.parse("2026-11-25"));
        assertThat(london(DueDates.of(rule, events::get, DAYS).due())).isEqualTo("2026-12-09T23:59:59");
    }

    @Test
    @Clause("C-93 C-94 P-32")
    void ofSeveralTheEarliestKnownCounts() {
        Map<String, When> events = Map.of("stage-1-overdue", When.parse("2026-12-15"),
                "first-dispute-discussion", When.parse("2026-12-10"));
        assertThat(london(DueDates.of(national("dispute-solicitor-told"), events::get, DAYS).due()))
                .isEqualTo("2026-12-10T00:00:00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "5|WORKING_DAYS|false|2026-12-18|5 working days from Friday 18 December 2026 is Tuesday 29 December; "
                + "weekends, 25 and 28 December do not count",
        "1|WORKING_DAYS|false|2026-11-23|1 working day from Monday 23 November 2026 is Tuesday 24 November",
        "2|WORKING_DAYS|false|2026-11-20|2 working days from Friday 20 November 2026 is Tuesday 24 November; "
                + "weekends do not count",
        "10|WORKING_DAYS|false|2026-12-18|10 working days from Friday 18 December 2026 is Wednesday 6 January 2027; "
                + "weekends, 25, 28 December and 1 January do not count",
        "1|WORKING_DAYS|true|2026-12-29|1 working day before Tuesday 29 December 2026 is Thursday 24 December; "
                + "weekends, 25 and 28 December do not count",
        "2|WORKING_DAYS|false|2024-12-24|2 working days from Tuesday 24 December 2024 is Monday 30 December; "
                + "weekends, 25 and 26 December do not count",
        "1|WORKING_DAYS|false|2023-12-26|1 working day from Tuesday 26 December 2023 is Wednesday 27 December",
        "2|WORKING_DAYS|false|2024-12-31|2 working days from Tuesday 31 December 2024 is Friday 3 January 2025; "
                + "1 January does not count",
        "0|DAYS|false|2026-12-11|Due by the end of Friday 11 December 2026",
        "14|DAYS|false|2026-12-11|14 days from Friday 11 December 2026 is Friday 25 December",
        "1|WEEKS|false|2026-12-14|1 week from Monday 14 December 2026 is Monday 21 December",
        "1|WEEKS|false|2026-12-21|1 week from Monday 21 December 2026 is Monday 28 December, which is not a working day "
                + "(Boxing Day (substitute day)): Tuesday 29 December",
        "1|WEEKS|false|2026-12-05|1 week from Saturday 5 December 2026 is Saturday 12 December, which is not a working "
                + "day: Monday 14 December",
        "3|MONTHS|false|2026-11-30|3 months from Monday 30 November 2026 is Sunday 28 February 2027",
        "26|WEEKS_INCLUDING_FIRST_DAY|false|2026-11-23|26 weeks beginning with Monday 23 November 2026 end on "
                + "Sunday 23 May 2027",
        "24|HOURS|false|2026-12-18T16:05|24 hours from Friday 18 December 2026 at 16:05 is Saturday 19 December at 16:05",
        "24|HOURS|false|2026-12-18|24 hours from Friday 18 December 2026 at 00:00 (no time was given) is "
                + "Saturday 19 December at 00:00",
        "24|HOURS|false|2026-10-24T16:00|24 hours from Saturday 24 October 2026 at 16:00 is Sunday 25 October at 15:00; "
                + "the clocks change in between",
        "0|IMMEDIATELY|false|2026-12-18T16:05|Due at once, on Friday 18 December 2026 at 16:05",
        "0|IMMEDIATELY|false|2026-12-18|Due at once, on Friday 18 December 2026",
    })
    void theWorkingOutIsInPlainWords(int amount, Unit unit, boolean before, String event, String words) {
        assertThat(DueDates.from(rule(amount, unit, before), When.parse(event), DAYS).workingOut()).isEqualTo(words);
    }

    @Test
    void beyondTheKnownBankHolidaysItSaysSo() {
        DeadlineRule rule = rule(5, Unit.WORKING_DAYS, false);
        assertThat(DueDates.of(rule, kind -> When.parse("2028-12-28"), DAYS).workingOut())
                .endsWith("Counted from thing. Bank holidays are known only until 31/12/2028: this date may still change.");
        assertThat(DueDates.of(rule, kind -> When.parse("2028-12-01"), DAYS).workingOut())
                .endsWith("Counted from thing.");
    }

    /** All there are, each found by asking once more when the one before has gone out. */
    private static List<String> warnings(DeadlineRule rule, String event) {
        List<String> warnings = new java.util.ArrayList<>();
        Instant now = When.parse(event).instant();
        while ((now = DueDates.warning(rule, When.parse(event), LocalTime.of(8, 0), now, DAYS)) != null) {
            warnings.add(london(now));
        }
        return warnings;
    }

    private static String due(DeadlineRule rule, When event) {
        return london(DueDates.from(rule, event, DAYS).due());
    }

    private static String london(Instant instant) {
        return java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").format(instant.atZone(London.ZONE));
    }

    private static DeadlineRule national(String id) {
        return rule(id, "protocol");
    }

    private static DeadlineRule derbys(String id) {
        return rule(id, "derby");
    }

    private static DeadlineRule rule(String id, String authority) {
        return RuleReader.read(id, FOLDERS.latest(authority, "deadlines").row(id).orElseThrow());
    }

    private static DeadlineRule rule(int amount, Unit unit, boolean before) {
        return new DeadlineRule("x", "X", amount, unit, before, List.of("thing"), Combine.FIRST_KNOWN, Kind.LOCAL, "",
                "test", List.of());
    }
}
