package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The cases of many people at once, for the morning digest (P-45): each method asks the database a fixed number of times,
 * however many people and cases there are. Who may see what is decided by the caller.
 */
public interface Caseload {

    /** Who acts today (London) in which cases of the authority, as holder of a role or as cover (P-42); not those who died. */
    List<Acting> acting(String authority, Collection<String> userIds);

    /** Who holds which role today in these cases; cover is not considered. */
    List<Holder> holders(Collection<String> references);

    /** By reference; unknown references are absent. */
    Map<String, CaseFile> files(Collection<String> references);

    /** By reference, newest first; cases without proceedings are absent. */
    Map<String, List<Proceedings>> proceedings(Collection<String> references);

    /** Events that stand, by reference, newest first; cases without events are absent. */
    Map<String, List<CaseEvent>> events(Collection<String> references);

    /**
     * Somebody who acts in a role of a case.
     *
     * @param insteadOf user id of the holder who is covered; null for the holder
     * @param until     last day of the cover; null for the holder
     */
    record Acting(String userId, String caseReference, String role, String insteadOf, LocalDate until) {

        public boolean covers() {
            return insteadOf != null;
        }
    }

    /** @param userId null for somebody without an account */
    record Holder(String caseReference, String role, String name, String userId) {
    }
}
