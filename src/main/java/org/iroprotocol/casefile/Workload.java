package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who has how much work, and handing it on, many cases at once (P-42). Who may do so is decided by the caller; everything
 * here runs in the caller's transaction. Days are days in London. No deadline changes by it (P-25): who holds a role
 * afterwards takes over its clocks as they stand, those of allocation included.
 */
public interface Workload {

    /** User id → number of open cases of the authority in which that user holds the role today; nobody with none. */
    Map<String, Integer> openCases(String authority, String role);

    /** The open cases in which that user holds the role today, by reference. */
    List<CaseFile> openCasesOf(String authority, String role, String userId);

    /** How that user was last recorded in the role, in any case of the authority: name, e-mail address, telephone. */
    Optional<Person> lastRecorded(String authority, String role, String userId);

    /** In which open cases of the authority the user stands in today, for somebody who still holds the role. */
    List<Covered> coveredBy(String authority, String userId);

    /**
     * The new holder takes over the role in each case from a day on, today or earlier. Open tasks move, processes are told,
     * and each case's timeline says who, from when, by whom and why. A case in which that cannot be is left as it is.
     *
     * @throws RefusedException when the new holder's name, e-mail address or telephone number cannot be used; nothing stands
     */
    List<Outcome> move(Order order, CaseFiles.NewPerson to);

    /**
     * What {@link #move} would refuse of a new holder in every case, for who plans it for later.
     *
     * @throws RefusedException when the name, e-mail address or telephone number cannot be used
     */
    void check(CaseFiles.NewPerson to);

    /**
     * Records that somebody stands in from the first day to the last, both included, and on each case's timeline who, for
     * whom, by whom and why. It hands back by itself. A case in which that cannot be is left as it is.
     *
     * @param from  first day; null is refused
     * @param until last day; null, or before the first, is refused
     */
    List<Outcome> cover(Order order, String coveringUserId, LocalDate from, LocalDate until);

    /**
     * What to hand on.
     *
     * @param role       group id of the role
     * @param fromUserId who holds the role in these cases now
     * @param references cases, in any order; doubles count once
     * @param reason     for the timeline; may be null
     * @param by         user id of who does it
     * @param names      user id → name, of everybody the timeline is to name
     */
    record Order(String authority, String role, String fromUserId, List<String> references, String reason, String by,
                 Map<String, String> names) {
    }

    /**
     * What became of one case.
     *
     * @param file    null when there is no such case in the authority
     * @param before  who holds, or held, the role; null when left as it was
     * @param problem why it was left as it was, for people; null when done
     */
    record Outcome(String reference, CaseFile file, Person before, String problem) {

        public boolean done() {
            return problem == null;
        }
    }

    /** @param until last day, included */
    record Covered(String caseReference, String role, String coveredUserId, LocalDate until) {
    }
}
