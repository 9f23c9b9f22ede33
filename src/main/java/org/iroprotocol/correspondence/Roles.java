package org.iroprotocol.correspondence;

import org.iroprotocol.authority.Groups;

/** How templates and messages name those a letter or notice is for. */
final class Roles {

    private Roles() {
    }

    /** "Children's Guardian"; for {@code mailbox:x} "mailbox x". */
    static String words(String role) {
        return role.startsWith(Addressees.MAILBOX)
                ? "mailbox '" + role.substring(Addressees.MAILBOX.length()) + "'"
                : Groups.label(role);
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
