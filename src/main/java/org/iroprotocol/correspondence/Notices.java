package org.iroprotocol.correspondence;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What models may ask for: {@code ${notices.send('iro-notice-overdue', execution)}}. */
@Component("notices")
public class Notices {

    private final Recorder recorder;

    Notices(Recorder recorder) {
        this.recorder = recorder;
    }

    /**
     * Writes a notice (an e-mail without any name, P-40) about the execution's case into the ledger, in the caller's
     * transaction, and lets the process {@code correspondence} send it. Throws as {@link Letters#write}.
     */
    public void send(String template, DelegateExecution execution) {
        recorder.record(template, false, execution);
    }

    /**
     * Tells those concerned that the target of that rule was missed: sends the notice {@code <rule>-overdue} where the
     * authority has one, else {@code target-missed}, which says which target it was. Throws as {@link Letters#write}.
     */
    public void overdue(String rule, DelegateExecution execution) {
        recorder.overdue(rule, execution);
    }
}
