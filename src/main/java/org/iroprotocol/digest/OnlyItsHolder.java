package org.iroprotocol.digest;

import java.util.Set;

/**
 * Work nobody but who holds it may learn of from a digest (P-03): not who covers, waits for it, manages the team or shares a
 * pool.
 */
final class OnlyItsHolder {

    /** Process ids. Until a referral is sent only the child's IRO can tell that a draft exists. */
    static final Set<String> PROCESSES = Set.of("cafcass-referral");

    private OnlyItsHolder() {
    }

    static boolean hides(String process) {
        return PROCESSES.contains(process);
    }
}
