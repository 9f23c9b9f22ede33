package org.iroprotocol.agreement;

import java.util.List;

/** What pages may know of the protocol's agreements. */
public interface ProtocolAgreements {

    /** Every signing of the authority with its history, the newest first; empty when none was ever recorded. */
    List<Agreement> of(String authority);
}
