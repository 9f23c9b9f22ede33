package org.iroprotocol.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.iroprotocol.calendar.London;
import org.iroprotocol.deadline.CriticalDate;
import org.iroprotocol.deadline.Deadline;

/**
 * The case in three lines, for somebody with forty of them: what was missed, what is due next, what is not recorded.
 *
 * @param missed  targets missed and still open, the oldest first
 * @param next    what is due next
 * @param coming  critical dates of the next weeks
 * @param missing what nobody has recorded yet, in words
 * @param calm    true when there is none of it
 */
record Glance(List<Line> missed, List<Line> next, List<Line> coming, List<String> missing, boolean calm) {

    private static final int MOST = 3;
    /** A critical date nearer than this is told at once. */
    private static final int WEEKS = 4;

    /** One deadline; {@code tone} is the style of its state. */
    record Line(String label, String state, String due, String tone) {
    }

    static Glance of(List<Deadline> deadlines, List<CriticalDate> critical, List<String> missing, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, London.ZONE);
        List<Line> missed = lines(deadlines, Deadline.State.MISSED, MOST, now);
        List<Line> next = lines(deadlines, Deadline.State.OPEN, missed.isEmpty() ? 2 : 1, now);
        List<Line> coming = critical.stream().filter(date -> !date.passed() && date.date().isBefore(today.plusWeeks(WEEKS)))
                .map(date -> new Line(date.label(), "Critical date " + Words.away(today, date.date()), London.day(date.date()),
                        "soon"))
                .toList();
        return new Glance(missed, next, coming, missing,
                missed.isEmpty() && next.isEmpty() && coming.isEmpty() && missing.isEmpty());
    }

    private static List<Line> lines(List<Deadline> deadlines, Deadline.State state, int most, Instant now) {
        return deadlines.stream().filter(row -> row.state() == state && row.due() != null)
                .sorted(Comparator.comparing(Deadline::due)).limit(most)
                .map(row -> new Line(row.rule().label(), Words.state(row, now), Words.due(row), Words.tone(row, now)))
                .toList();
    }
}
