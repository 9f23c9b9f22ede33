package org.iroprotocol.web;

import java.util.Collection;
import java.util.Set;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.dispute.Concern;

/**
 * How much of a concern somebody sees, from "Who may see what" of the domain: a draft is its IRO's alone, what was issued is the
 * IRO service's; the social worker and their manager see the form and the response, senior managers from their stage on (table
 * Roles of the authority) also the records of the stages. Each contains what comes before it.
 */
enum ConcernSight {
    NOTHING,
    /** The form as issued, and the response. */
    FORM,
    /** The records of the stages and what was promised. */
    STAGES,
    /** Everything, with what the IRO service has said among themselves. */
    ALL;

    private static final Set<String> RESPONDING = Set.of(Groups.SOCIAL_WORKER, Groups.TEAM_MANAGER);

    /**
     * @param roles in which the reader comes to the case
     * @param acts  whether the reader acts as this child's IRO, by name or as cover
     */
    static ConcernSight of(Concern concern, Collection<String> roles, boolean acts) {
        if (draft(concern)) {
            return acts ? ALL : NOTHING;
        }
        if (roles.stream().anyMatch(Groups.IRO_SERVICE::contains)) {
            return ALL;
        }
        if (roles.stream().anyMatch(concern.seenBy()::contains)) {
            return STAGES;
        }
        return roles.stream().anyMatch(RESPONDING::contains) ? FORM : NOTHING;
    }

    /** Not issued, or given up before it was. */
    static boolean draft(Concern concern) {
        return concern.state() == Concern.State.DRAFT || concern.issued() == null && concern.stages().isEmpty();
    }
}
