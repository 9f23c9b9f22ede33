package org.iroprotocol.authority;

import java.util.function.Supplier;

/**
 * Reads what every part of the house must be able to read – tables, letters, deployments – whoever is signed in. For reading
 * only, and only what does not depend on a case.
 */
public interface AsSystem {

    /** Does the work with nobody signed in to the engine and restores who was, also when it throws. */
    <T> T read(Supplier<T> work);
}
