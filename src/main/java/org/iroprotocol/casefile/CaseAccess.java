package org.iroprotocol.casefile;

import java.util.Collection;

/** Who may know that a case exists and open its page (P-01, P-07). What they see there is the permission matrix of {@code web}. */
public interface CaseAccess {

    /**
     * The IRO service of the case's authority reads every case that is not restricted; everybody else, and for
     * restricted cases everybody, only cases in which the case file names them or records them as cover today.
     *
     * @param groups  group ids of the user
     * @param tenants authorities the user belongs to
     * @return false also when there is no such case
     */
    boolean mayRead(String userId, Collection<String> groups, Collection<String> tenants, String reference);
}
