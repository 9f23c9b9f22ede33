package org.iroprotocol.deadline;

import java.util.List;
import java.util.Optional;
import org.iroprotocol.casefile.CaseEvent;

/** Something that is no child's case and has deadlines all the same: the protocol's own agreement. Its dates, by its reference. */
public interface OtherEvents {

    /** What is known of it now; empty when this is not one of its references. */
    Optional<List<CaseEvent>> events(String reference);
}
