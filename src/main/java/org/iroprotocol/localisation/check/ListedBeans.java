package org.iroprotocol.localisation.check;

import java.util.Set;
import java.util.TreeSet;

/** Names of the only beans a model can reach (decision 0004): the one list, for the engine and for the check. */
public final class ListedBeans {

    public static final Set<String> NAMES =
            Set.of("deadlines", "people", "cases", "records", "letters", "notices", "documents", "disputes", "referrals",
                    "correspondence", "digest", "moves", "agreement", "advice");

    private ListedBeans() {
    }

    static String inWords() {
        return String.join(", ", new TreeSet<>(NAMES));
    }
}
