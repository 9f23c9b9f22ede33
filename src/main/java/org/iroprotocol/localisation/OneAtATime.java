package org.iroprotocol.localisation;

import java.util.function.Supplier;

/** Looking at what is deployed and deploying must be one step, also with two servers starting at once. */
interface OneAtATime {

    /** Does the work in one transaction while no other server deploys. */
    <T> T run(Supplier<T> work);
}
