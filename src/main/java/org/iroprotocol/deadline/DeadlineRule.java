package org.iroprotocol.deadline;

import java.util.List;

/**
 * One row of {@code deadlines.dmn}.
 *
 * @param id       for example {@code iro-notice}
 * @param label    what is due, for people: "IRO's details to the guardian"
 * @param amount   how many units; 0 for {@link Unit#IMMEDIATELY}, and 0 {@link Unit#DAYS} is the end of the event's day
 * @param unit     how it is counted
 * @param before   true: that long before the event; false: after it
 * @param from     event kinds it counts from, or ids of rules whose due day it counts from; at least one
 * @param combine  which of several starts the clock
 * @param kind     statutory, guidance or local: how a miss may be described (C-28)
 * @param clause   clause numbers, space-separated, for example {@code C-34 C-80}; may be empty for domain rules
 * @param source   the source in words
 * @param warnings units after the event at which a warning goes out, ascending; empty for none
 */
public record DeadlineRule(String id, String label, int amount, Unit unit, boolean before, List<String> from,
                           Combine combine, Kind kind, String clause, String source, List<Integer> warnings) {

    /** How a limit is counted. The day of the event never counts, except for {@code *_INCLUDING_FIRST_DAY}. */
    public enum Unit { WORKING_DAYS, DAYS, WEEKS, WEEKS_INCLUDING_FIRST_DAY, MONTHS, HOURS, IMMEDIATELY }

    /** Which of several events counts: all known and the latest; or, of those known, the latest, earliest or first named. */
    public enum Combine { ALL_LATEST, KNOWN_LATEST, KNOWN_EARLIEST, FIRST_KNOWN }

    /** Whose limit it is. */
    public enum Kind { STATUTORY, GUIDANCE, LOCAL }
}
