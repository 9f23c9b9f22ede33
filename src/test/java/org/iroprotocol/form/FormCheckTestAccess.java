package org.iroprotocol.form;

import java.time.Clock;

/** Lets tests of other rooms make a form check without Spring. */
public final class FormCheckTestAccess {

    private FormCheckTestAccess() {
    }

    public static FormCheck formCheck(Feel feel, Clock clock) {
        return new FormCheck(feel, clock);
    }
}
