package org.iroprotocol.deadline;

import java.time.Instant;
import java.util.UUID;

/**
 * One deadline of one case as the register holds it.
 *
 * @param processInstanceId the process instance it belongs to; null once that has gone
 * @param subject           which hearing, document or dispute; empty when the case has only one
 * @param rule              id of the row of {@code deadlines.dmn}
 * @param due               UTC; null while the event is unknown
 * @param metAt             UTC; null until met
 * @param missedAt          UTC of the last time it was missed; null when never
 * @param workingOut        how the due date came about, in plain words, or what it waits for
 */
public record Deadline(UUID id, String caseReference, String processInstanceId, String subject, DeadlineRule rule, Instant due,
                       State state, Instant metAt, Instant missedAt, String workingOut) {

    /** A deadline about the case's only one of its kind. */
    public Deadline(UUID id, String caseReference, String processInstanceId, DeadlineRule rule, Instant due, State state,
                    Instant metAt, Instant missedAt, String workingOut) {
        this(id, caseReference, processInstanceId, "", rule, due, state, metAt, missedAt, workingOut);
    }

    /** Where a deadline stands. */
    public enum State { WAITING, OPEN, MISSED, MET, CLOSED }
}
