package org.iroprotocol.deadline;

import java.time.Instant;
import org.iroprotocol.calendar.When;

/**
 * What a rule comes to for the events known so far.
 *
 * @param due         null while an event is unknown
 * @param countedFrom the event's date the clock runs from; null while unknown
 * @param workingOut  how the date came about, in plain words, or what it waits for
 */
record DueDate(Instant due, When countedFrom, String workingOut) {
}
