package org.iroprotocol.dispute;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables by which an instance of {@code dispute-escalation} knows its concern and where it goes. */
final class Subject {

    static final String SUBJECT = "subject";
    static final String NEXT_STAGE = "nextStage";
    static final String NO_STAGE = "none";

    private Subject() {
    }

    static String subject(DelegateExecution execution) {
        return execution.getVariable(SUBJECT).toString();
    }
}
