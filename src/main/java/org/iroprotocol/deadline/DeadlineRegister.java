package org.iroprotocol.deadline;

import java.util.List;

/** The register of deadlines, for pages, digests and reports. */
public interface DeadlineRegister {

    /** All deadlines of a case: open and missed by due date first, then waiting, then met and closed. */
    List<Deadline> ofCase(String caseReference);

    /**
     * Dates that matter for this child whatever anybody does, in date order, those that have passed included: the rules named
     * in the setting {@code critical-dates}. Limits that belong to some applications only show while proceedings with that
     * application last, and the window of the case management hearing only while that is not listed (P-20, P-22). Nothing is
     * shown that cannot be worked out yet, and nothing once the child has died.
     *
     * @throws org.iroprotocol.casefile.UnknownCaseException when there is no such case
     */
    List<CriticalDate> criticalDates(String caseReference);
}
