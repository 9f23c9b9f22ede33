package org.iroprotocol.deadline;

import java.time.LocalDate;

/**
 * A date of a child's case that matters whatever anybody does, for example the seventeenth birthday (no care order from then).
 *
 * @param rule       id of the row of {@code deadlines.dmn}
 * @param label      the row's label
 * @param date       in London
 * @param workingOut how the date came about, in plain words
 * @param kind       whose limit it is
 * @param clause     clause numbers, space-separated; may be empty
 * @param source     the source in words
 * @param passed     the day is over
 */
public record CriticalDate(String rule, String label, LocalDate date, String workingOut, DeadlineRule.Kind kind,
                           String clause, String source, boolean passed) {
}
