package org.iroprotocol.web;

import java.io.Serializable;
import java.security.Principal;
import java.util.List;

/**
 * The person who signed in, with the rights they had when last looked up in the engine's identity service.
 *
 * @param groups  group ids
 * @param tenants authorities, by membership of the user or of one of their groups
 * @param apps    the engine's web applications they may open
 */
record SignedIn(String userId, String fullName, List<String> groups, List<String> tenants, List<String> apps)
        implements Principal, Serializable {

    @Override
    public String getName() {
        return userId;
    }

    boolean in(String group) {
        return groups.contains(group);
    }
}
