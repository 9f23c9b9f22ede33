package org.iroprotocol.deadline;

import java.util.List;

/** The register of deadlines, for pages, digests and reports. */
public interface DeadlineRegister {

    /** All deadlines of a case: open and missed by due date first, then waiting, then met and closed. */
    List<Deadline> ofCase(String caseReference);
}
