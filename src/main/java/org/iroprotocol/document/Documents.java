package org.iroprotocol.document;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * Court documents, for the model of {@code court-document}. What was typed is read, written to the case file and removed from the
 * process; variables hold ids of rows and numbers only. Every method throws
 * {@link org.iroprotocol.casefile.UnknownCaseException} when the instance's business key is no case of its authority; those that
 * read a form throw {@link org.iroprotocol.casefile.RefusedException} with the field and what to do.
 */
@Component("documents")
public class Documents {

    private final DocumentSteps steps;

    Documents(DocumentSteps steps) {
        this.steps = steps;
    }

    /**
     * Records a bundle (C-37, C-38, P-46), for the child and the siblings ticked in {@code alsoFor}. Fields: {@code documents}
     * (ids of rows of {@code court-documents.dmn}) with {@code filedOn}, {@code servedOn}, {@code receivedOn} and {@code sentOn}
     * for all; {@code moreDocuments}, each with {@code moreType}, {@code moreTitle}, {@code moreFiledOn}, {@code moreServedOn},
     * {@code moreReceivedOn}, {@code moreSentOn} and {@code moreNotRelevant}; {@code noneOf}; {@code notRelevant} with
     * {@code solicitor} and {@code notRelevantReason}; {@code heldBy}. All dates may be unknown. A document on file that has not
     * been sent gets the dates; whatever is new is looked after by this instance, a sibling's by one of its own.
     */
    public void record(DelegateExecution execution) {
        steps.record(execution);
    }

    /** Enters the deadlines of what this instance looks after, and marks as met what has been sent. */
    public void look(DelegateExecution execution) {
        steps.look(execution);
    }

    /** Whether something of it has still to be sent. */
    public boolean open(DelegateExecution execution) {
        return steps.open(execution);
    }

    /**
     * Records what the task's form says: everything open was sent on {@code documentsSentOn}, but for what is ticked in
     * {@code notSentYet}, {@code foundNotRelevant} (with {@code relevanceSolicitor}) or {@code foundNone}; the last two need
     * {@code notSentReason}.
     */
    public void sent(DelegateExecution execution) {
        steps.sent(execution);
    }

    /** Brings deadlines, timers and the task's form in line with what has been recorded elsewhere meanwhile. */
    public void settle(DelegateExecution execution) {
        steps.settle(execution);
    }

    /**
     * Notes what was due and has not been sent. Leaves {@code notice}, the id of a notice to send or an empty text, and
     * {@code outcomeAsked}; when that is true, {@code instead} is the id of the letter to be written in its place (C-90).
     */
    public void limit(DelegateExecution execution) {
        steps.limit(execution);
    }
}
