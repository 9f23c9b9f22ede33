package org.iroprotocol.casefile;

import org.iroprotocol.calendar.When;

/**
 * What may wake process instances that wait. Published after the {@link CaseChange} of the same fact, so that whoever wakes
 * finds deadlines that have heard of it.
 */
sealed interface Waking {

    Row.CaseFile file();

    /** An event was recorded, corrected or taken back; {@code value} null: no longer known, {@code stood}: it was known before. */
    record Event(Row.CaseFile file, String kind, When value, boolean stood) implements Waking {
    }

    /** The child is looked after now and was not before, or the other way round. */
    record LookedAfter(Row.CaseFile file) implements Waking {
    }
}
