package org.iroprotocol.authority;

import java.util.function.Supplier;

/** Who is at work in the engine, and the house at work for itself whoever that is. */
public interface AsSystem {

    /** Recorded where nobody is signed in: timers, jobs, start-up. */
    String SYSTEM = "system";

    /** User id of whoever is signed in to the engine on this thread, else {@value #SYSTEM}. */
    String user();

    /** Does the work with nobody signed in to the engine and restores who was, also when it throws. */
    <T> T call(Supplier<T> work);
}
