package org.iroprotocol.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The groups of the house, which are also the roles of a case, with the words people use for them. */
final class Groups {

    static final String IRO_MANAGER = "iro-manager";
    static final String PROTOCOL_ADMIN = "protocol-admin";
    static final String ADMINISTRATORS = "camunda-admin";

    /** May know every case of their authority that is not restricted (P-01). */
    static final Set<String> IRO_SERVICE = Set.of("iro", "senior-iro", IRO_MANAGER, "iro-admin");

    private static final Map<String, String> LABELS = labels();

    private Groups() {
    }

    /** All ids with their labels, in the order of the architecture. */
    static Map<String, String> all() {
        return LABELS;
    }

    /** "Children's guardian"; an unknown id in readable form. */
    static String label(String id) {
        return LABELS.getOrDefault(id, Words.fromId(id));
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("cafcass-business-support", "Cafcass business support");
        labels.put("childrens-guardian", "Children’s guardian");
        labels.put("cafcass-service-manager", "Cafcass service manager");
        labels.put("cafcass-legal", "Cafcass Legal");
        labels.put("iro", "Independent reviewing officer (IRO)");
        labels.put("senior-iro", "Senior IRO");
        labels.put(IRO_MANAGER, "IRO manager");
        labels.put("iro-admin", "IRO administration");
        labels.put("social-worker", "Social worker");
        labels.put("team-manager", "Team manager");
        labels.put("service-manager", "Service manager");
        labels.put("deputy-head-of-service", "Deputy head of service");
        labels.put("head-of-service", "Head of service");
        labels.put("head-of-service-qa", "Head of service, quality assurance");
        labels.put("service-director", "Service director");
        labels.put("strategic-director", "Strategic director");
        labels.put("la-solicitor", "Local authority solicitor");
        labels.put("la-legal-assistant", "Legal assistant");
        labels.put("protocol-manager", "Protocol manager");
        labels.put(PROTOCOL_ADMIN, "Protocol administrator");
        labels.put(ADMINISTRATORS, "Administrators (break-glass)");
        return Collections.unmodifiableMap(labels);
    }
}
