package org.iroprotocol.authority;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The groups of the house, most of which are also the roles of a case, with the words people use for them. */
public final class Groups {

    public static final String IRO = "iro";
    public static final String IRO_MANAGER = "iro-manager";
    public static final String IRO_ADMIN = "iro-admin";
    public static final String CAFCASS_LEGAL = "cafcass-legal";
    public static final String CHILDRENS_GUARDIAN = "childrens-guardian";
    public static final String CAFCASS_SERVICE_MANAGER = "cafcass-service-manager";
    public static final String SOCIAL_WORKER = "social-worker";
    public static final String TEAM_MANAGER = "team-manager";
    public static final String LA_SOLICITOR = "la-solicitor";
    public static final String LA_LEGAL_ASSISTANT = "la-legal-assistant";
    public static final String PROTOCOL_MANAGER = "protocol-manager";
    public static final String PROTOCOL_ADMIN = "protocol-admin";
    /** Break-glass, never empty. */
    public static final String CAMUNDA_ADMIN = "camunda-admin";

    /** May know every case of their authority that is not restricted (P-01). */
    public static final Set<String> IRO_SERVICE = Set.of(IRO, "senior-iro", IRO_MANAGER, "iro-admin");

    /** Of these the ones who read a referral to Cafcass once it was sent (domain, "Who may see what"). */
    public static final Set<String> IROS = Set.of(IRO, "senior-iro", IRO_MANAGER);

    /** Groups whose members share the work of a role while the case file names nobody for it. */
    public static final Set<String> POOLS = Set.of("iro-admin", IRO_MANAGER, "senior-iro", "la-legal-assistant",
            "cafcass-business-support", CAFCASS_LEGAL, PROTOCOL_MANAGER);

    private static final Map<String, String> LABELS = labels();

    private static final Set<String> CASE_ROLES = caseRoles();

    private Groups() {
    }

    /** All ids with their labels, in the order of the architecture. */
    public static Map<String, String> all() {
        return LABELS;
    }

    /** Groups that are roles of a case: all but those that run the installation. */
    public static Set<String> ofCase() {
        return CASE_ROLES;
    }

    /** "Children's Guardian"; an unknown id as it stands. */
    public static String label(String id) {
        return LABELS.getOrDefault(id, id);
    }

    private static Set<String> caseRoles() {
        Set<String> roles = new LinkedHashSet<>(LABELS.keySet());
        roles.removeAll(Set.of(PROTOCOL_MANAGER, PROTOCOL_ADMIN, CAMUNDA_ADMIN));
        return Collections.unmodifiableSet(roles);
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("cafcass-business-support", "Cafcass Business Support");
        labels.put(CHILDRENS_GUARDIAN, "Children's Guardian");
        labels.put("cafcass-service-manager", "Cafcass Service Manager");
        labels.put(CAFCASS_LEGAL, "Cafcass Legal");
        labels.put(IRO, "Independent Reviewing Officer");
        labels.put("senior-iro", "Senior IRO");
        labels.put(IRO_MANAGER, "IRO Manager");
        labels.put("iro-admin", "IRO Administrator");
        labels.put("social-worker", "Social Worker");
        labels.put("team-manager", "Team Manager");
        labels.put("service-manager", "Service Manager");
        labels.put("deputy-head-of-service", "Deputy Head of Service");
        labels.put("head-of-service", "Head of Service");
        labels.put("head-of-service-qa", "Head of Service Quality Assurance");
        labels.put("service-director", "Service Director");
        labels.put("strategic-director", "Strategic Director");
        labels.put("la-solicitor", "Council Solicitor");
        labels.put("la-legal-assistant", "Legal Assistant");
        labels.put(PROTOCOL_MANAGER, "Protocol Manager");
        labels.put(PROTOCOL_ADMIN, "Protocol Administrator");
        labels.put(CAMUNDA_ADMIN, "System Administrator (emergency only)");
        return Collections.unmodifiableMap(labels);
    }
}
