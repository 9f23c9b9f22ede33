package org.iroprotocol.correspondence;

import java.util.Map;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;

/** How templates and messages name those a letter or notice is for. */
final class Roles {

    private static final Map<String, String> OF_CONCERN = Map.of("concern:person", "person the concern is about",
            "concern:manager", "manager responding", "concern:director", "Service Director of that department",
            "concern:spokenTo", "manager spoken to", "concern:stage", "those told at this stage");

    private Roles() {
    }

    /** "Children's Guardian"; for {@code mailbox:x} "mailbox x". */
    static String words(String role) {
        return role.startsWith(Settings.MAILBOX)
                ? "mailbox '" + role.substring(Settings.MAILBOX.length()) + "'"
                : OF_CONCERN.getOrDefault(role, Groups.label(role));
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
