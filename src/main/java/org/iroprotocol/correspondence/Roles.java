package org.iroprotocol.correspondence;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The roles letters and notices can be addressed to, in the words people use. */
final class Roles {

    private static final Map<String, String> WORDS = words();

    /** Roles that belong to their whole group when the case file names nobody. */
    private static final Set<String> POOLS = Set.of("iro-admin", "iro-manager", "senior-iro", "la-legal-assistant",
            "cafcass-business-support", "cafcass-legal", "protocol-manager");

    private Roles() {
    }

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("iro", "Independent Reviewing Officer");
        words.put("senior-iro", "Senior IRO");
        words.put("iro-manager", "IRO Manager");
        words.put("iro-admin", "IRO administrator");
        words.put("childrens-guardian", "Children's Guardian");
        words.put("cafcass-service-manager", "Cafcass Service Manager");
        words.put("cafcass-business-support", "Cafcass business support");
        words.put("cafcass-legal", "Cafcass Legal");
        words.put("social-worker", "social worker");
        words.put("team-manager", "team manager");
        words.put("service-manager", "service manager");
        words.put("deputy-head-of-service", "Deputy Head of Service");
        words.put("head-of-service", "Head of Service");
        words.put("head-of-service-qa", "Head of Service Quality Assurance");
        words.put("service-director", "Service Director");
        words.put("strategic-director", "Strategic Director");
        words.put("la-solicitor", "council solicitor");
        words.put("la-legal-assistant", "legal assistant");
        words.put("protocol-manager", "protocol manager");
        return Collections.unmodifiableMap(words);
    }

    /** Role id → words, in the order of the guide. */
    static Map<String, String> all() {
        return WORDS;
    }

    static boolean known(String role) {
        return WORDS.containsKey(role);
    }

    static boolean pool(String role) {
        return POOLS.contains(role);
    }

    /** "Children's Guardian"; for {@code mailbox:x} "mailbox x". */
    static String words(String role) {
        return role.startsWith(Addressees.MAILBOX)
                ? "mailbox '" + role.substring(Addressees.MAILBOX.length()) + "'"
                : WORDS.getOrDefault(role, role);
    }

    /** {@code childrens-guardian} → {@code childrensGuardian}. */
    static String camelCase(String role) {
        StringBuilder name = new StringBuilder();
        boolean up = false;
        for (char c : role.toCharArray()) {
            if (c == '-') {
                up = true;
            } else {
                name.append(up ? Character.toUpperCase(c) : c);
                up = false;
            }
        }
        return name.toString();
    }
}
