package org.iroprotocol.agreement;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The steps of the process {@code protocol-agreement}; for that model only (C-76, C-77). */
@Component("agreement")
public class Agreements {

    private final SigningSteps signing;
    private final YearlyReview review;

    Agreements(SigningSteps signing, YearlyReview review) {
        this.signing = signing;
        this.review = review;
    }

    /**
     * Takes the start form: a signing or a correction. The agreement's reference, which the house makes, becomes the business
     * key whatever was sent.
     *
     * @return {@code corrected}, {@code signing} while one signature is missing, or {@code signed}
     * @throws org.iroprotocol.casefile.RefusedException naming the field that needs another look
     */
    public String record(DelegateExecution execution) {
        return signing.record(execution);
    }

    /** Takes the missing signature; false when it will not be given. Throws as {@link #record}. */
    public boolean sign(DelegateExecution execution) {
        return signing.sign(execution);
    }

    /** Both have signed: from now on this agreement is in force, and what was in force before is replaced. */
    public void begin(DelegateExecution execution) {
        signing.begin(execution);
    }

    /** Sends the notice of that name about this agreement and that rule to the IRO managers. */
    public void remind(String rule, DelegateExecution execution) {
        review.remind(rule, execution);
    }

    /** Sends the notice {@code <rule>-overdue}, on the next working day at {@code overdue.time}. */
    public void overdue(String rule, DelegateExecution execution) {
        review.overdue(rule, execution);
    }

    /**
     * Takes what came of the yearly review. When both have signed again the next year begins, in an instance of its own on the
     * newest version of the process.
     *
     * @return false when it was postponed. Throws as {@link #record}
     */
    public boolean review(DelegateExecution execution) {
        return review.review(execution);
    }
}
