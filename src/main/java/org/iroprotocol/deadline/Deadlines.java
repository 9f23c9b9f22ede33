package org.iroprotocol.deadline;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * What models may ask about deadlines: {@code ${deadlines.due('iro-notice', execution)}}. Rules are rows of
 * {@code deadlines.dmn}; the case is the execution's business key; with a process variable {@code subject} the events of
 * that hearing, document or dispute count, else the case's only ones. All dates are instants; days end at 23:59:59
 * Europe/London. A rule that does not exist, and a process instance without a case or authority, are errors.
 */
@Component("deadlines")
public class Deadlines {

    private final Register register;

    Deadlines(Register register) {
        this.register = register;
    }

    /** When it is due; null while the event it counts from is unknown. The first call puts it into the register. */
    public Date due(String rule, DelegateExecution execution) {
        return register.due(rule, execution);
    }

    /**
     * The morning of the day it is due, at {@code overdue.time} (London): for what the house itself does on that day, such as
     * sending a reminder; null while the event is unknown. A moment that has passed is at once.
     */
    public Date morning(String rule, DelegateExecution execution) {
        return register.morning(rule, execution);
    }

    /**
     * When somebody is to be told that it has not been done: when it is due, or for what is due at once at the end of a later
     * working day (setting {@code immediately.alert-working-days}); null while the event is unknown.
     */
    public Date alert(String rule, DelegateExecution execution) {
        return register.alert(rule, execution);
    }

    /**
     * When it appears among what is due soon: the first moment of a working day before it is due (setting
     * {@code follow-up.working-days}); null while the event is unknown.
     */
    public Date followUp(String rule, DelegateExecution execution) {
        return register.followUp(rule, execution);
    }

    /**
     * When somebody is to be told next: when it is due (as {@link #alert}) while nobody has been told that this very due date
     * was missed; afterwards at {@code overdue.time} on every n-th working day after it (setting
     * {@code reminder.working-days}), the first of these that lies after now; null while the event is unknown. A due date
     * that moves is told again.
     */
    public Date reminder(String rule, DelegateExecution execution) {
        return register.reminder(rule, execution);
    }

    /**
     * As {@link #reminder}, while no event of that kind stands about the instance's {@code subject}; null from then on. For a
     * step that waits for several facts and looks again after each.
     */
    public Date reminderUntil(String rule, String eventKind, DelegateExecution execution) {
        return register.reminderUntil(rule, eventKind, execution);
    }

    /**
     * When the next warning of the rule goes out: at {@code overdue.time} (London) on the n-th of the rule's units after the
     * event, for each n of its column {@code warnings}, the first of these after now, so that the last one can say "ends
     * today"; null when none is left, the event is unknown or the deadline is closed. It moves with the event.
     */
    public Date warning(String rule, DelegateExecution execution) {
        return register.warning(rule, execution);
    }

    /**
     * When the first of several things is due that this process instance looks after together, each by the earliest of its
     * rules; null while no date is known. What belongs together is said by the step that records it.
     */
    public Date earliest(DelegateExecution execution) {
        return register.earliest(execution);
    }

    /** As {@link #followUp}, of {@link #earliest}. */
    public Date earliestFollowUp(DelegateExecution execution) {
        return register.earliestFollowUp(execution);
    }

    /** As {@link #reminder}, the next over everything this process instance looks after together. */
    public Date earliestReminder(DelegateExecution execution) {
        return register.earliestReminder(execution);
    }

    /**
     * Records that the target was missed for the due date as it stands; belongs on the path of the overdue timer. Said again
     * for the same due date it changes nothing.
     */
    public void missed(String rule, DelegateExecution execution) {
        register.missed(rule, execution);
    }

    /** Records that it was done, now. Entering the step again begins a new deadline. */
    public void met(String rule, DelegateExecution execution) {
        register.met(rule, execution);
    }

    /**
     * Records that it was done when the event says: the earliest event of that kind that stands, of the instance's
     * {@code subject} or without one of any, on or after the day of issue of the latest proceedings; a day without a time
     * counts as met on that day. Where no such event stands (taken back meanwhile) the deadline stays as it is.
     */
    public void metBy(String rule, String eventKind, DelegateExecution execution) {
        register.metBy(rule, eventKind, execution);
    }

    /**
     * As {@link #followUp}, while that moment lies ahead; null afterwards. A timer that looks again and comes back does not fire a
     * second time.
     */
    public Date nearing(String rule, DelegateExecution execution) {
        return register.nearing(rule, execution);
    }

    /** Closes that one deadline, met or not: what comes next begins a new one. Nothing where none is open. */
    public void over(String rule, DelegateExecution execution) {
        register.over(rule, execution);
    }

    /**
     * For the end of a task: records that it was done, now; where the task was taken away undone, the deadline is closed. Nothing
     * where the deadline was never entered.
     */
    public void finished(String rule, DelegateExecution execution) {
        register.finished(rule, execution);
    }

    /** Closes what is still open in this process instance: belongs on the end of a phase whose duties end with it. */
    public void close(DelegateExecution execution) {
        register.close(execution);
    }

    /** Only for the process {@code move-deadlines}: brings the case's open deadlines in line with its events and calendar. */
    public void move(DelegateExecution execution) {
        register.move(execution);
    }
}
