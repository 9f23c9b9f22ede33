package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRule;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private static final Instant NOW = Instant.parse("2026-12-14T09:00:00Z");

    @ParameterizedTest
    @CsvSource({"OPEN, 2026-12-14T23:59:59Z, Due today", "OPEN, 2026-12-15T00:30:00Z, Due tomorrow",
            "OPEN, 2026-12-21T23:59:59Z, Due in 7 days", "OPEN, 2026-12-12T23:59:59Z, Was due 2 days ago",
            "MISSED, 2026-12-13T23:59:59Z, Target missed yesterday", "MISSED, 2026-12-04T23:59:59Z, Target missed 10 days ago",
            "WAITING, , Waiting for a date", "CLOSED, , No longer needed", "OPEN, , Open"})
    void aDeadlinesStateIsPutPlainly(Deadline.State state, Instant due, String words) {
        assertThat(Words.state(deadline(state, due, DeadlineRule.Kind.LOCAL, null, null), NOW)).isEqualTo(words);
    }

    @Test
    @Clause("C-28")
    void onlyAStatutoryDateIsCalledThat() {
        Instant due = Instant.parse("2026-12-11T23:59:59Z");
        assertThat(Words.state(deadline(Deadline.State.MISSED, due, DeadlineRule.Kind.STATUTORY, null, due), NOW))
                .isEqualTo("Statutory date missed 3 days ago");
        assertThat(Words.state(deadline(Deadline.State.MISSED, due, DeadlineRule.Kind.GUIDANCE, null, due), NOW))
                .isEqualTo("Target missed 3 days ago");
    }

    @ParameterizedTest
    @CsvSource({"2026-12-13, passed", "2026-12-14, today", "2026-12-15, tomorrow", "2027-01-04, in 21 days",
            "2027-01-05, in 3 weeks", "2027-06-14, in 6 months", "2028-12-14, in 2 years"})
    void howFarAwayADayIs(LocalDate day, String words) {
        assertThat(Words.away(LocalDate.of(2026, 12, 14), day)).isEqualTo(words);
    }

    @Test
    void whatWasDoneLateSaysSo() {
        Instant done = Instant.parse("2026-12-13T10:00:00Z");
        assertThat(Words.state(deadline(Deadline.State.MET, NOW, DeadlineRule.Kind.LOCAL, done, null), NOW))
                .isEqualTo("Done on 13/12/2026");
        assertThat(Words.state(deadline(Deadline.State.MET, NOW, DeadlineRule.Kind.LOCAL, done, done), NOW))
                .isEqualTo("Done on 13/12/2026, after the target date");
    }

    @Test
    void aDayIsShownAsADayAndHoursWithTheirTime() {
        Instant summer = Instant.parse("2026-07-01T15:00:00Z");
        assertThat(Words.due(deadline(Deadline.State.OPEN, summer, DeadlineRule.Kind.LOCAL, null, null)))
                .isEqualTo("01/07/2026");
        DeadlineRule hours = new DeadlineRule("note", "Note", 24, DeadlineRule.Unit.HOURS, false, List.of("discussion"),
                DeadlineRule.Combine.ALL_LATEST, DeadlineRule.Kind.GUIDANCE, "", "", List.of());
        assertThat(Words.due(new Deadline(UUID.randomUUID(), "C", null, hours, summer, Deadline.State.OPEN, null, null,
                null))).isEqualTo("01/07/2026 at 16:00");
        assertThat(Words.rule(hours)).isEqualTo("24 hours after: Discussion");
    }

    @ParameterizedTest
    @CsvSource({"2026-12-14, 0 weeks old", "2026-12-06, 1 week old", "2026-10-15, 8 weeks old",
            "2025-02-20, 21 months old", "2024-12-14, 2 years old", "2009-01-02, 17 years old"})
    void aBabysAgeIsInWeeksOrMonths(LocalDate born, String words) {
        CaseFile file = new CaseFile("C", "derby", "Baby Smith", born, null, null, false, null, NOW, null, null);
        assertThat(Words.age(file, LocalDate.of(2026, 12, 14))).isEqualTo(words);
    }

    private static Deadline deadline(Deadline.State state, Instant due, DeadlineRule.Kind kind, Instant met, Instant missed) {
        return new Deadline(UUID.randomUUID(), "C", null, new DeadlineRule("r", "Rule", 2, DeadlineRule.Unit.WORKING_DAYS,
                false, List.of("cmh"), DeadlineRule.Combine.ALL_LATEST, kind, "C-34", "", List.of()), due, state, met,
                missed, "worked out");
    }
}
