package org.iroprotocol.authority;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is at work in the engine, and the house at work for itself whoever that is. */
public interface AsSystem {

    /** Recorded where nobody is signed in: timers, jobs, start-up. */
    String SYSTEM = "system";

    /** User id of whoever is signed in to the engine on this thread, else {@value #SYSTEM}. */
    String user();

    /** Whoever is signed in to the engine on this thread; empty where the house itself is at work. */
    Optional<SignedIn> signedIn();

    /** Does the work with nobody signed in to the engine and restores who was, also when it throws. */
    <T> T call(Supplier<T> work);

    /** A person at work: user id, ids of their groups and of their authorities; never null. */
    record SignedIn(String id, List<String> groups, List<String> authorities) {
    }
}
