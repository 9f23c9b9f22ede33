package org.iroprotocol.advice;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.CafcassInstallation;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * The steps of the processes {@code advice-line} and {@code advice-referral}; for those models only. Exists only where Cafcass
 * runs the installation (P-05). What is typed goes into the duty line's own tables in the transaction that completes the step
 * and is never left in the engine. Every step with a form is refused to whoever is not Cafcass Legal, administrators included.
 * Days are days in Europe/London. Refusals are {@link org.iroprotocol.casefile.RefusedException}s with the field and what to do.
 */
@Component("advice")
@Conditional(CafcassInstallation.class)
public class AdviceLine {

    private final CallSteps calls;
    private final ReferralSteps referrals;

    AdviceLine(CallSteps calls, ReferralSteps referrals) {
        this.calls = calls;
        this.referrals = referrals;
    }

    /**
     * Keeps the record of a call, from the fields {@code calledOn}, {@code council}, {@code callerName},
     * {@code callerContact}, {@code childName}, {@code dateOfBirth} (may be empty), {@code asked}, {@code guidance},
     * {@code protectionConcern} and {@code actRequested} ({@code yes}, {@code no}), {@code concernAction}, {@code requestText}.
     * Gives the instance an opaque business key, and the same as variable {@code adviceRecord} for the link in its task's form.
     */
    public void keep(DelegateExecution execution) {
        calls.keep(execution);
    }

    /** Whether Cafcass must act: an overriding child protection concern, or the IRO asked for it (C-19). */
    public boolean toAct(DelegateExecution execution) {
        return calls.toAct(execution);
    }

    /** This moment: when a task of the duty lawyers is due. */
    public Date atOnce(DelegateExecution execution) {
        return calls.atOnce();
    }

    /** Keeps what was done, from the fields {@code actedOn} and {@code actionTaken}. */
    public void acted(DelegateExecution execution) {
        calls.acted(execution);
    }

    /** Whether the record has been shared already, while somebody was still acting on the call. */
    public boolean shared(DelegateExecution execution) {
        return calls.shared(execution);
    }

    /** The first moment of the day on which a record without a referral ends: setting {@code advice-line.keep-months}. */
    public Date keptUntil(DelegateExecution execution) {
        return calls.keptUntil(execution);
    }

    /** Erases what was written; the day of the call stays. Nothing when the record has been shared. */
    public void erase(DelegateExecution execution) {
        calls.erase(execution);
    }

    /**
     * Takes a formal referral, from the fields {@code receivedOn}, {@code council}, {@code referringIro}, {@code childName},
     * {@code dateOfBirth} and {@code practitioner} (user name or e-mail address). Keeps it only while records that may be of
     * the same child wait for a person's answer; those stand in the variable {@code calls}, by reference, day and likeness.
     */
    public void refer(DelegateExecution execution) {
        referrals.refer(execution);
    }

    /** Whether there is a record to compare the referral with. */
    public boolean found(DelegateExecution execution) {
        return referrals.found(execution);
    }

    /**
     * Shares the records ticked in the field {@code sameChild}, or none where {@code noneSame} is ticked instead, with the
     * referral's practitioner and nobody else, and sends each of their processes {@code formal-referral-recorded}; the
     * referral itself is not kept.
     */
    public void share(DelegateExecution execution) {
        referrals.share(execution);
    }
}
