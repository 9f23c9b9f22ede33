package org.iroprotocol.deadline;

import java.util.Optional;
import org.iroprotocol.calendar.When;

/** The event {@code next-hearing}, which nobody records. */
public interface NextHearing {

    /** The earliest known hearing of the open proceedings that is today (London) or ahead; empty when none is known. */
    Optional<When> of(String caseReference);
}
