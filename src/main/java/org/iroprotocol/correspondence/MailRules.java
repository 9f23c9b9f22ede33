package org.iroprotocol.correspondence;

import java.util.List;
import java.util.Locale;
import org.iroprotocol.authority.Settings;

/** Which addresses an authority writes to, and which of them are secure channels: by the part after the @. */
final class MailRules {

    private MailRules() {
    }

    /** An empty {@code mail.domains-allowed} allows every address. */
    static boolean allowed(Settings settings, String authority, String email) {
        List<String> domains = settings.list(authority, "mail.domains-allowed");
        return domains.isEmpty() || listed(domains, email);
    }

    /** Only a domain listed in {@code mail.secure-domains} gets letters by e-mail. */
    static boolean secure(Settings settings, String authority, String email) {
        return listed(settings.list(authority, "mail.secure-domains"), email);
    }

    private static boolean listed(List<String> domains, String email) {
        return domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT).replaceFirst("^@", ""))
                .anyMatch(Addressees.domain(email)::equals);
    }
}
