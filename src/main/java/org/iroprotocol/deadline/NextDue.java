package org.iroprotocol.deadline;

import java.time.Instant;
import java.util.Map;

/** What is due next over many cases, for lists. */
public interface NextDue {

    /**
     * When the next thing is, or was, due in each case of an authority.
     *
     * @return case reference → UTC; cases in which nothing is due are absent
     */
    Map<String, Instant> ofAuthority(String authority);
}
