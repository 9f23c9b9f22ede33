package org.iroprotocol.correspondence;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What models may ask for: {@code ${letters.write('iro-notice', execution)}}. */
@Component("letters")
public class Letters {

    private final Recorder recorder;

    Letters(Recorder recorder) {
        this.recorder = recorder;
    }

    /**
     * Writes a letter about the execution's case into the ledger, in the caller's transaction, and lets the process
     * {@code correspondence} send it.
     *
     * @throws MissingDataException when the case file or the settings lack something the letter must say
     * @throws TemplateException    when the letter's file is missing or cannot be used
     */
    public void write(String template, DelegateExecution execution) {
        recorder.record(template, true, execution);
    }

    /**
     * True while somebody holds the role the letter is meant for first and whoever would now be written to has not been
     * (C-80: the notice goes to the guardian again once known). A corrected name alone does not count as somebody new, a
     * different e-mail address does.
     */
    public boolean owed(String template, DelegateExecution execution) {
        return recorder.owed(template, execution);
    }
}
