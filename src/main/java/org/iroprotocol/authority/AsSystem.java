package org.iroprotocol.authority;

import java.util.function.Supplier;

/**
 * The house at work for itself, whoever is signed in: reading tables, letters and deployments, deploying its folders. For
 * nothing that depends on a case or a person.
 */
public interface AsSystem {

    /** Does the work with nobody signed in to the engine and restores who was, also when it throws. */
    <T> T call(Supplier<T> work);
}
