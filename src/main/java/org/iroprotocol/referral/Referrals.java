package org.iroprotocol.referral;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Referrals to Cafcass, for pages. Who may see a referral that was sent is decided by the caller; drafts are guarded here: to
 * everybody but who wrote it a draft does not exist, and to them only while they are the child's IRO or formally cover (P-02, P-03).
 */
public interface Referrals {

    /** Those sent, newest first. */
    List<Referral> ofCase(String caseReference);

    /** Whether that person is this child's IRO today (London), or formally covers for them. */
    boolean mayRefer(String caseReference, String userId);

    /**
     * The draft this person has kept of the case; empty when there is none, and for who is not its IRO any more. Whoever follows as
     * IRO, or covers, does not learn of it.
     *
     * @throws org.iroprotocol.casefile.UnknownCaseException when there is no such case
     */
    Optional<Draft> draft(String caseReference, String userId);

    /**
     * Keeps what was typed until now in place of an earlier draft. Nothing of it reaches the engine or the timeline.
     *
     * @param values by field, as the form has them
     * @throws org.iroprotocol.casefile.RefusedException for everybody but the child's IRO, and when it is too long
     */
    void keepDraft(String caseReference, String userId, Map<String, Object> values);

    /** Throws the draft away, if there is one and it is this person's. */
    void dropDraft(String caseReference, String userId);

    /** What could go with a referral of that child: files of court documents, and letters about this child alone. */
    List<Choice> enclosures(String caseReference);

    /** What the form of that step of the instance starts with; empty for an instance that looks after none. */
    Map<String, Object> startsWith(String processInstanceId, String step);

    /**
     * Not sent yet.
     *
     * @param values by field
     * @param keptAt UTC
     */
    record Draft(Map<String, Object> values, Instant keptAt) {
    }

    /** One thing to tick. */
    record Choice(String value, String label) {
    }
}
