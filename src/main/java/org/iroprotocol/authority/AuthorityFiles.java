package org.iroprotocol.authority;

import java.util.Optional;
import java.util.SortedSet;

/** The authorities of this installation and the files that hold for each. */
public interface AuthorityFiles {

    /** Tenant ids, for example {@code derby}; never contains {@code protocol}. */
    SortedSet<String> authorities();

    /**
     * A letter as it holds for the authority now (its own, else the national one), UTF-8 HTML.
     *
     * @param template name without folder and ending, for example {@code iro-notice}
     */
    Optional<String> letter(String authority, String template);
}
