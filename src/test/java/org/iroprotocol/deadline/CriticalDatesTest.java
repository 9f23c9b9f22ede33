package org.iroprotocol.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.deadline.BareHouse.CASE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dates the case page shows beside the deadlines; today is Monday 14 December 2026. */
class CriticalDatesTest {

    private static BareHouse house;

    @BeforeAll
    static void open() {
        house = new BareHouse();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void today() {
        house.clock("2026-12-14T09:00");
    }

    @AfterEach
    void clean() {
        house.clean();
    }

    @Test
    void aSettingThatNamesNoRuleShowsTheOthers() {
        child("2012-02-29", null);
        house.tables.row("derby", "settings", "critical-dates", Map.of("value", "no-care-ordre, eighteenth-birthday"));
        assertThat(dates()).containsExactly("eighteenth-birthday 2030-02-28");
        house.tables.row("derby", "settings", "critical-dates", Map.of());
        assertThat(dates()).isEmpty();
    }

    @Test
    @Clause("P-21")
    void nothingIsShownForAChildWhoHasDied() {
        child("2012-03-05", LocalDate.of(2026, 12, 1));
        assertThat(house.register.criticalDates(CASE)).isEmpty();
    }

    @Test
    @Clause("P-20")
    void theSeventeenthBirthdayIsShownAndMarkedOnceItHasPassed() {
        child("2009-12-13", null);
        CriticalDate birthday = house.register.criticalDates(CASE).get(0);
        assertThat(birthday).isEqualTo(new CriticalDate("no-care-order", "Seventeenth birthday: no care order from this day",
                LocalDate.of(2026, 12, 13), "204 months from Sunday 13 December 2009 is Sunday 13 December 2026. "
                        + "Counted from the child's date of birth.",
                DeadlineRule.Kind.STATUTORY, "", "Children Act 1989 s31(3)", true));
        child("2009-12-14", null);
        assertThat(house.register.criticalDates(CASE).get(0).passed()).as("today").isFalse();
        assertThat(dates()).containsExactly("no-care-order 2026-12-14", "eighteenth-birthday 2027-12-14");
    }

    @Test
    @Clause("P-22 C-32")
    void whileCareProceedingsLastTheirLimitsShowInDateOrder() {
        child("2010-01-05", null);
        proceedings("care-order", null);
        assertThat(dates()).containsExactly("cmh-earliest 2026-12-31", "no-care-order 2027-01-05", "cmh-latest 2027-01-11",
                "twenty-six-weeks 2027-06-13", "eighteenth-birthday 2028-01-05");
        house.events.set("cmh", "", "2027-01-06T10:00");
        assertThat(dates()).as("listed").containsExactly("no-care-order 2027-01-05", "twenty-six-weeks 2027-06-13",
                "eighteenth-birthday 2028-01-05");
        house.events.set("cmh", "", null);
        assertThat(dates()).as("vacated").contains("cmh-earliest 2026-12-31", "cmh-latest 2027-01-11");
    }

    @Test
    @Clause("P-22")
    void otherApplicationsAndEndedProceedingsHaveBirthdaysOnly() {
        child("2010-01-05", null);
        proceedings("placement-order", null);
        assertThat(dates()).containsExactly("no-care-order 2027-01-05", "eighteenth-birthday 2028-01-05");
        proceedings("care-order", LocalDate.of(2026, 12, 14));
        assertThat(dates()).containsExactly("no-care-order 2027-01-05", "eighteenth-birthday 2028-01-05");
        proceedings("a type of their own", null);
        assertThat(dates()).as("nothing is left out").contains("twenty-six-weeks 2027-06-13");
    }

    @Test
    void whatIsNotKnownYetIsNotShown() {
        child("2010-01-05", null);
        house.events.proceedings = List.of(new Proceedings(UUID.randomUUID(), CASE, "care-order", null, null,
                LocalDate.of(2026, 12, 14), null, null));
        assertThat(dates()).as("no event of issue").containsExactly("no-care-order 2027-01-05", "eighteenth-birthday 2028-01-05");
    }

    private static List<String> dates() {
        return house.register.criticalDates(CASE).stream().map(date -> date.rule() + " " + date.date()).toList();
    }

    private static void child(String born, LocalDate diedOn) {
        house.events.file = new CaseFile(CASE, "derby", "Baby Example", LocalDate.parse(born), null, null, false, null,
                Instant.EPOCH, null, diedOn);
    }

    private static void proceedings(String type, LocalDate endedOn) {
        house.events.set("proceedings-issued", "", "2026-12-14");
        house.events.proceedings = List.of(new Proceedings(UUID.randomUUID(), CASE, type, null, null,
                LocalDate.of(2026, 12, 14), endedOn, null));
    }
}
