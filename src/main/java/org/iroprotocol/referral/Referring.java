package org.iroprotocol.referral;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * Referrals to Cafcass, for the models {@code cafcass-referral} and {@code referral-report}. What was typed is read, written to the
 * case file and removed from the process; variables hold {@code subject} (the referral's id) and {@code fromHere} (true when the
 * system sends it) only. Days are days in Europe/London, may lie in the past (P-13) and are refused in the future. Methods that
 * read a form throw {@link org.iroprotocol.casefile.RefusedException} with the field and what to do.
 */
@Component("referrals")
public class Referring {

    private final SendingSteps sending;
    private final NewsSteps news;

    Referring(SendingSteps sending, NewsSteps news) {
        this.sending = sending;
        this.news = news;
    }

    /**
     * Puts the referral on file as sent (C-04, C-11 to C-14, C-57). Refused for everybody but this child's IRO and who formally
     * covers for them, whatever else they may do (P-02, C-25). What was kept as a draft is gone then.
     */
    public void send(DelegateExecution execution) {
        sending.send(execution);
    }

    /** For {@code referral-report}: records what Cafcass told us, that the IRO told the council, or that it is withdrawn. */
    public void report(DelegateExecution execution) {
        news.report(execution);
    }

    /** Whether the IRO has taken it back. */
    public boolean withdrawn(DelegateExecution execution) {
        return news.withdrawn(execution);
    }

    /** Whether the council's managers may know of it (P-03). */
    public boolean known(DelegateExecution execution) {
        return news.known(execution);
    }

    /** Records what follows from Cafcass's report and closes the referral. */
    public void close(DelegateExecution execution) {
        news.close(execution);
    }
}
