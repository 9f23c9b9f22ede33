package org.iroprotocol.deadline;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The register of deadlines, for pages, digests and reports. */
public interface DeadlineRegister {

    /** All deadlines of a case: open and missed by due date first, then waiting, then met and closed. */
    List<Deadline> ofCase(String caseReference);

    /** When the next thing is or was due in each case of an authority; cases in which nothing is due are absent. */
    Map<String, Instant> nextDue(String authority);
}
