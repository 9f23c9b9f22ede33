package org.iroprotocol.deadline;

import java.time.Instant;
import java.util.UUID;
import org.iroprotocol.deadline.Deadline.State;

/**
 * One row of the table {@code deadline}.
 *
 * @param tableVersion the {@code deadlines} table the rule is pinned to: an edited row reaches new steps only
 * @param countedFrom  the event's date as text; null while unknown
 * @param missedDue    the due date for which it was last recorded as missed; null when never
 */
record Row(UUID id, String caseReference, String authority, String processInstanceId, String rule, String tableVersion,
           String subject, String countedFrom, Instant due, State state, Instant metAt, Instant missedAt,
           Instant missedDue, String workingOut, Instant enteredAt) {

    boolean isLive() {
        return state == State.WAITING || state == State.OPEN || state == State.MISSED;
    }

    /** Has somebody already been told that this very due date was missed? */
    boolean isMissedAsDueNow() {
        return due != null && due.equals(missedDue);
    }

    boolean isFor(String otherRule, String otherSubject) {
        return rule.equals(otherRule) && subject.equals(otherSubject);
    }

    /** The row as it stands under another due date: a deadline that lies ahead again is open again. */
    Row with(DueDate date) {
        State now = date.due() == null ? State.WAITING : date.due().equals(missedDue) ? State.MISSED : State.OPEN;
        return new Row(id, caseReference, authority, processInstanceId, rule, tableVersion, subject,
                date.countedFrom() == null ? null : date.countedFrom().toString(), date.due(), now, metAt, missedAt,
                missedDue, date.workingOut(), enteredAt);
    }

    Row met(Instant at) {
        return new Row(id, caseReference, authority, processInstanceId, rule, tableVersion, subject, countedFrom, due,
                State.MET, at, missedAt, missedDue, workingOut, enteredAt);
    }

    Row missed(Instant at) {
        return new Row(id, caseReference, authority, processInstanceId, rule, tableVersion, subject, countedFrom, due,
                State.MISSED, metAt, at, due, workingOut, enteredAt);
    }

    /** Without having been met; the reason stands where the due date was worked out. */
    Row closed(String reason) {
        return new Row(id, caseReference, authority, processInstanceId, rule, tableVersion, subject, countedFrom, due,
                State.CLOSED, metAt, missedAt, missedDue, reason, enteredAt);
    }

    boolean says(DueDate date) {
        return java.util.Objects.equals(due, date.due()) && workingOut.equals(date.workingOut());
    }
}
