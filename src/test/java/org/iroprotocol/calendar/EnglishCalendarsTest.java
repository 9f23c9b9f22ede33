package org.iroprotocol.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.LocalDate;
import java.util.Map;
import org.iroprotocol.deadline.InMemoryTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishCalendarsTest {

    private final InMemoryTables tables = new InMemoryTables();
    private final EnglishCalendars calendars = new EnglishCalendars(tables);

    @Test
    void unknownAuthorityIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> calendars.of("nowhere")).withMessageContaining("nowhere");
    }

    @Test
    void aDayThatIsNoDateIsRefusedWithTableAndRow() {
        tables.row("derby", "working-days", "funeral", Map.of("date", "19/09/2022", "change", "added", "reason", "x"));
        assertThatIllegalStateException().isThrownBy(() -> calendars.of("derby"))
                .withMessageContaining("working-days.dmn of 'derby', row 'funeral', column 'date'")
                .withMessageContaining("2028-12-31");
    }

    @Test
    void anUnknownChangeIsRefused() {
        tables.row("derby", "working-days", "x", Map.of("date", "2026-12-24", "change", "shut", "reason", "x"));
        assertThatIllegalStateException().isThrownBy(() -> calendars.of("derby")).withMessageContaining("'added'");
    }

    @Test
    void anAddedDayNeedsAReason() {
        tables.row("derby", "working-days", "x", Map.of("date", "2026-12-24", "change", "added"));
        assertThatIllegalStateException().isThrownBy(() -> calendars.of("derby")).withMessageContaining("reason");
    }

    @Test
    void withoutTheHorizonNothingIsAnswered() {
        tables.set("derby", "settings", Map.of());
        assertThatIllegalStateException().isThrownBy(() -> calendars.of("derby"))
                .withMessageContaining("bank-holidays-known-until");
    }

    @Test
    void negativeCountsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> calendars.of("derby").plus(LocalDate.of(2026, 1, 1), -1));
    }

    @ParameterizedTest
    @CsvSource({
        "2022-06-02, Spring Bank Holiday",
        "2022-06-03, Queen's Platinum Jubilee",
        "2022-09-19, Bank Holiday for the State Funeral of Queen Elizabeth II",
        "2023-05-08, King's Coronation",
        "2026-01-01, New Year's Day",
        "2026-04-03, Good Friday",
        "2026-04-06, Easter Monday",
        "2026-05-04, Early May Bank Holiday",
        "2026-05-25, Spring Bank Holiday",
        "2026-08-31, Summer Bank Holiday",
        "2026-12-25, Christmas Day",
        "2026-12-28, Boxing Day (substitute day)",
        "2027-03-26, Good Friday",
        "2027-03-29, Easter Monday",
        "2027-05-03, Early May Bank Holiday",
        "2027-05-31, Spring Bank Holiday",
        "2027-08-30, Summer Bank Holiday",
        "2027-12-27, Christmas Day (substitute day)",
        "2027-12-28, Boxing Day (substitute day)",
        "2028-01-03, New Year's Day (substitute day)",
        "2028-04-14, Good Friday",
        "2028-04-17, Easter Monday",
        "2028-05-01, Early May Bank Holiday",
        "2028-05-29, Spring Bank Holiday",
        "2028-08-28, Summer Bank Holiday",
        "2028-12-25, Christmas Day",
        "2028-12-26, Boxing Day",
    })
    void bankHolidaysCarryTheNamePeopleKnow(LocalDate day, String reason) {
        WorkingDays days = calendars.of("derby");
        assertThat(days.isWorkingDay(day)).isFalse();
        assertThat(days.closedWeekdays(day, day)).containsExactly(Map.entry(day, reason));
    }

    @ParameterizedTest
    @CsvSource({"2022, 10", "2023, 9", "2026, 8", "2027, 8", "2028, 8"})
    void noOtherWeekdayIsClosed(int year, int count) {
        assertThat(calendars.of("derby").closedWeekdays(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)))
                .hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-17", "2026-07-13", "2026-11-30", "2026-08-03", "2026-01-02", "2026-06-15"})
    void scottishAndIrishHolidaysAreWorkedInEngland(LocalDate day) {
        assertThat(calendars.of("derby").isWorkingDay(day)).isTrue();
    }

    @Test
    void aProclaimedDayAndACancelledOneHoldFromTheNextQuestion() {
        LocalDate proclaimed = LocalDate.of(2027, 6, 4);
        LocalDate cancelled = LocalDate.of(2027, 5, 3);
        assertThat(calendars.of("derby").isWorkingDay(proclaimed)).isTrue();
        tables.row("derby", "working-days", "proclaimed",
                Map.of("date", "2027-06-04", "change", "added", "reason", "Proclaimed holiday"));
        tables.row("derby", "working-days", "moved", Map.of("date", "2027-05-03", "change", "removed"));
        WorkingDays days = calendars.of("derby");
        assertThat(days.isWorkingDay(proclaimed)).isFalse();
        assertThat(days.closedWeekdays(proclaimed, proclaimed)).containsEntry(proclaimed, "Proclaimed holiday");
        assertThat(days.isWorkingDay(cancelled)).isTrue();
        assertThat(calendars.byLaw("derby").isWorkingDay(proclaimed)).as("a holiday for everybody").isFalse();
        assertThat(calendars.byLaw("derby").isWorkingDay(cancelled)).isTrue();
    }

    @Test
    void anotherAuthoritysDaysDoNotCount() {
        tables.set("northmoor", "working-days", Map.of("shut",
                Map.of("date", "2026-12-29", "change", "closed", "reason", "Council closed")));
        tables.set("northmoor", "settings", Map.of("bank-holidays-known-until", Map.of("value", "2027-12-31")));
        LocalDate day = LocalDate.of(2026, 12, 29);
        assertThat(calendars.of("northmoor").isWorkingDay(day)).isFalse();
        assertThat(calendars.byLaw("northmoor").isWorkingDay(day)).as("by law others work").isTrue();
        assertThat(calendars.of("derby").isWorkingDay(day)).isTrue();
        assertThat(calendars.of("northmoor").knownUntil()).isEqualTo("2027-12-31");
        assertThat(calendars.of("derby").knownUntil()).isEqualTo("2028-12-31");
    }

    @Test
    void aRemovedSaturdayStaysAWeekend() {
        tables.row("derby", "working-days", "saturday", Map.of("date", "2026-12-19", "change", "removed"));
        assertThat(calendars.of("derby").isWorkingDay(LocalDate.of(2026, 12, 19))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2026-12-18, 5, 2026-12-29", "2026-12-29, 5, 2027-01-06"})
    void countsForwardsAndBackwards(LocalDate from, int days, LocalDate to) {
        WorkingDays calendar = calendars.of("derby");
        assertThat(calendar.plus(from, days)).isEqualTo(to);
        assertThat(calendar.minus(to, days)).isEqualTo(from);
    }

    @ParameterizedTest
    @CsvSource({"2026-12-26, 2026-12-29", "2026-12-24, 2026-12-24", "2026-12-25, 2026-12-29"})
    void theNextWorkingDayOnOrAfter(LocalDate day, LocalDate expected) {
        assertThat(calendars.of("derby").onOrAfter(day)).isEqualTo(expected);
    }
}
