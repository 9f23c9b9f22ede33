package org.iroprotocol.deadline;

import java.time.Instant;
import java.util.UUID;
import org.iroprotocol.deadline.Deadline.State;

/**
 * One row of the table {@code deadline}.
 *
 * @param tableVersion the {@code deadlines} table the rule is pinned to: an edited row reaches new steps only
 * @param countedFrom  the event's date as text; null while unknown
 * @param metBy        kind of the event that met it, by which it can be opened again; null when a step met it, or nothing yet
 * @param missedDue    the due date for which it was last recorded as missed; null when never
 */
record Row(UUID id, String caseReference, String authority, String processInstanceId, String rule, String tableVersion,
           String subject, String countedFrom, Instant due, State state, Instant metAt, Instant missedAt,
           Instant missedDue, String workingOut, Instant enteredAt, String metBy) {

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
                missedDue, date.workingOut(), enteredAt, metBy);
    }

    /** @param kind of the event that met it; null when a step did, which nothing takes back */
    Row met(Instant at, String kind) {
        return new Row(id, caseReference, authority, processInstanceId, rule, tableVersion, subject, countedFrom, due,
                State.MET, at, missedAt, missedDue, workingOut, enteredAt, kind);
    }

    /** Once more to be met: what met it was taken back. */
    Row unmet() {
        State now = due == null ? State.WAITING : isMissedAsDueNow() ? State.MISSED : State.OPEN;
        return new Row(id, caseReference, authority, processInstanceId, rule, tableVersion, subject, countedFrom, due, now,
                null, missedAt, missedDue, workingOut, enteredAt, metBy);
    }

    Row missed(Instant at) {
        return new Row(id, caseReference, authority, processInstanceId, rule, tableVersion, subject, countedFrom, due,
                State.MISSED, metAt, at, due, workingOut, enteredAt, metBy);
    }

    /** Without having been met; the reason stands where the due date was worked out. */
    Row closed(String reason) {
        return new Row(id, caseReference, authority, processInstanceId, rule, tableVersion, subject, countedFrom, due,
                State.CLOSED, metAt, missedAt, missedDue, reason, enteredAt, metBy);
    }

    boolean says(DueDate date) {
        return java.util.Objects.equals(due, date.due()) && workingOut.equals(date.workingOut());
    }
}
