package org.iroprotocol.correspondence;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.stereotype.Component;

/** The steps of the process {@code correspondence}; for that model only. */
@Component("correspondence")
public class Sending {

    private final LedgerRows rows;
    private final Dispatch dispatch;
    private final Clock clock;

    Sending(LedgerRows rows, Dispatch dispatch, Clock clock) {
        this.rows = rows;
        this.dispatch = dispatch;
        this.clock = clock;
    }

    /** The first moment it may go out, as settled when it was recorded; null: at once. */
    public Date notBefore(DelegateExecution execution) {
        Instant notBefore = settled(execution);
        return notBefore == null ? null : Date.from(notBefore);
    }

    /** May it go out now? */
    public boolean mayGo(DelegateExecution execution) {
        Instant notBefore = settled(execution);
        return notBefore == null || !notBefore.isAfter(clock.instant());
    }

    /**
     * Sends to everybody it has not reached yet. Returns when it was sent, withheld or cannot be sent before somebody has
     * put something right; throws with the problem in plain words when trying again later may help.
     */
    public void send(DelegateExecution execution) {
        var outcome = dispatch.send(id(execution), lastAttempt(execution));
        if (outcome.state() == Item.State.RECORDED) {
            throw new UnsentException(outcome.problem());
        }
    }

    /** The same once more, for when somebody has put right what stood in the way; throws as long as anything does. */
    public void sendOnceRight(DelegateExecution execution) {
        var outcome = dispatch.send(id(execution), true);
        if (outcome.state() == Item.State.RECORDED || outcome.state() == Item.State.FAILED) {
            throw new UnsentException(outcome.problem());
        }
    }

    /** Was it sent to everybody? */
    public boolean sent(DelegateExecution execution) {
        return item(execution).state() == Item.State.SENT;
    }

    /** Was it withheld on purpose? */
    public boolean withheld(DelegateExecution execution) {
        return item(execution).state() == Item.State.WITHHELD;
    }

    /** Settled when it was recorded, and asked for in that very transaction first. */
    private Instant settled(DelegateExecution execution) {
        return JustRecorded.find(id(execution)).orElseGet(() -> item(execution)).notBefore();
    }

    /** A job that has failed before and has one try left; the first failure is what sets the number of tries. */
    private static boolean lastAttempt(DelegateExecution execution) {
        Job job = execution.getProcessEngineServices().getManagementService().createJobQuery()
                .executionId(execution.getId()).singleResult();
        return job == null || job.getExceptionMessage() != null && job.getRetries() <= 1;
    }

    private LedgerRows.ItemRow item(DelegateExecution execution) {
        UUID id = id(execution);
        return rows.item(id).orElseThrow(() -> new IllegalStateException("The ledger has no row " + id
                + ": this process has nothing to send. Delete the process instance."));
    }

    private static UUID id(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Recorder.VARIABLE));
    }
}
