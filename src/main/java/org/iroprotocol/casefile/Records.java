package org.iroprotocol.casefile;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Moves what was typed into the case file, for models. */
@Component("records")
public class Records {

    private final RecordSteps steps;

    Records(RecordSteps steps) {
        this.steps = steps;
    }

    /**
     * Writes one record on the case's timeline with everything typed into this process's forms that does not steer the
     * process, and removes it from the process. To be called in the transaction that completes the form. The record
     * happened now, or when the field {@code happenedOn} says.
     *
     * @param kind of record, for example {@code iro-notice-confirmed}
     * @throws RefusedException when {@code happenedOn} is no date, in the future or before birth
     * @throws UnknownCaseException when the instance's business key is no case of its authority
     */
    public void add(String kind, DelegateExecution execution) {
        steps.add(kind, execution);
    }

    /**
     * Whether a timeline record of that kind, not in error, was made since whoever holds the role today (London) was recorded
     * or last corrected; false when nobody holds it. Whoever records somebody at the same moment waits until the asking step
     * has come to rest.
     *
     * @param kind of record, for example {@code iro-notice}
     * @param role group id, for example {@code iro}
     * @throws UnknownCaseException when the instance's business key is no case of its authority
     */
    public boolean sinceHolder(String kind, String role, DelegateExecution execution) {
        return steps.sinceHolder(kind, role, execution);
    }
}
