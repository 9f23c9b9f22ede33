package org.iroprotocol.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.iroprotocol.calendar.EnglishCalendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What regulation 33 comes to, by the project's own rows. */
class ReviewDatesTest {

    private final FolderTables folders = new FolderTables();

    /** Months end with the month when they have no such day; a limit in months is no working day's. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            first-review,  looked-after-since, 2026-12-18, 2027-01-20
            first-review,  looked-after-since, 2027-03-22, 2027-04-21
            first-review,  looked-after-since, 2026-12-26, 2027-01-26
            first-review,  looked-after-since, 2027-10-04, 2027-11-01
            second-review, review-held,        2026-11-30, 2027-02-28
            second-review, review-held,        2027-11-30, 2028-02-29
            second-review, review-held,        2026-12-28, 2027-03-28
            second-review, review-held,        2027-01-31, 2027-04-30
            second-review, first-review-held,  2026-09-25, 2026-12-25
            later-review,  review-held,        2026-08-31, 2027-02-28
            later-review,  review-held,        2027-04-30, 2027-10-30
            later-review,  review-held,        2027-05-31, 2027-11-30
            later-review,  review-held,        2026-09-28, 2027-03-28
            """)
    @Clause("P-23")
    void theLastDayTheRegulationsGive(String rule, String event, String from, LocalDate last) {
        var days = new EnglishCalendars(folders).of("derby");
        String version = folders.latest("derby", "deadlines").version();
        Rules rules = new Rules(folders, name -> days);
        DueDate due = rules.dueDate(version, rule, "derby", kind -> kind.equals(event) ? When.parse(from) : null);
        assertThat(LocalDateTime.ofInstant(due.due(), London.ZONE)).isEqualTo(last.atTime(23, 59, 59));
        assertThat(rules.rule(version, rule).source()).contains("Regulations 2010, reg 33");
        assertThat(rules.rule(version, rule).kind()).isEqualTo(DeadlineRule.Kind.STATUTORY);
    }
}
