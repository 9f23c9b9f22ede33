package org.iroprotocol.deadline;

import java.time.Instant;
import java.util.List;

/** What was due before a case came into this system (P-43). Runs in the caller's transaction. */
public interface PastDuties {

    /**
     * A duty of a case.
     *
     * @param label what is due, for people
     * @param due   UTC; null while an event it counts from is unknown
     */
    record Duty(String rule, String label, Instant due) {

        /** Was it due before that moment? */
        public boolean before(Instant now) {
            return due != null && due.isBefore(now);
        }
    }

    /**
     * What the rule comes to for the case as its events stand, whether or not the register holds it.
     *
     * @param authority the case's tenant id
     * @throws IllegalArgumentException when the authority's table has no such rule
     */
    Duty duty(String authority, String caseReference, String rule);

    /**
     * Closes every deadline of the case that was due before now, with the reason as its working-out, and removes its timers,
     * so that nobody is reminded of it. What is still waited for can be recorded as usual.
     *
     * @return what was closed, by due date
     */
    List<Duty> close(String caseReference, String reason);
}
