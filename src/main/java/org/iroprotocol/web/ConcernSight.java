package org.iroprotocol.web;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.dispute.Concern;

/**
 * How much of a concern somebody sees, from "Who may see what" of the domain: a draft is its IRO's alone, what was issued is the
 * IRO service's; the social worker and their manager see the form and the response, senior managers from their stage on also the
 * records of the stages. Each contains what comes before it.
 */
enum ConcernSight {
    NOTHING,
    /** The form as issued, and the response. */
    FORM,
    /** The records of the stages and what was promised. */
    STAGES,
    /** Everything, with what the IRO service has said among themselves. */
    ALL;

    /** Role → the number of the stage from which it sees what was issued. */
    private static final Map<String, Integer> FROM_STAGE = Map.of("service-manager", 2, "deputy-head-of-service", 2,
            "head-of-service", 3, "head-of-service-qa", 3, "service-director", 4, "strategic-director", 4);
    private static final Set<String> RESPONDING = Set.of(Groups.SOCIAL_WORKER, Groups.TEAM_MANAGER);
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})$");

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
        int reached = reached(concern);
        if (roles.stream().anyMatch(role -> FROM_STAGE.getOrDefault(role, Integer.MAX_VALUE) <= reached)) {
            return STAGES;
        }
        return roles.stream().anyMatch(RESPONDING::contains) ? FORM : NOTHING;
    }

    /** Not issued, or given up before it was. */
    static boolean draft(Concern concern) {
        return concern.state() == Concern.State.DRAFT || concern.issued() == null && concern.stages().isEmpty();
    }

    /** The number in the id of the furthest stage it has been in, {@code stage-3}; where ids have none, how many come before. */
    private static int reached(Concern concern) {
        int reached = 0;
        for (int i = 0; i < concern.stages().size(); i++) {
            Concern.Stage stage = concern.stages().get(i);
            Matcher number = NUMBER.matcher(stage.id());
            if (!stage.skipped()) {
                reached = Math.max(reached, number.find() ? Integer.parseInt(number.group(1)) : i + 1);
            }
        }
        return reached;
    }
}
