package org.iroprotocol.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What changes about a child while the case file stays: name, status, who may see it, and the facts kept for reporting.
 * Runs in the caller's transaction; unknown references throw {@link UnknownCaseException}.
 */
public interface ChildFacts {

    /** The status of a child who is looked after. */
    String LOOKED_AFTER = "looked-after";

    /** The one status of a child who is not. */
    String NOT_LOOKED_AFTER = "not-looked-after";

    /** Records the name as used from now on (P-07); the names used before stay on file. */
    void rename(String reference, String childName, String recordedBy);

    /** Every name the child has had on file, newest first. */
    List<NameUsed> names(String reference);

    /**
     * Records the looked-after status from a day on; what was recorded for later days gives way.
     *
     * @param status      {@link #NOT_LOOKED_AFTER}, or {@link #LOOKED_AFTER}, or as the council words it
     * @param legalStatus may be null; else it also becomes the case file's legal status
     * @throws RefusedException before birth or in the future
     */
    void recordLookedAfter(String reference, String status, String legalStatus, LocalDate from, String recordedBy);

    /**
     * Whether the child is looked after today (London). Where nothing is recorded it counts as looked after; from the
     * eighteenth birthday nobody is (P-20).
     */
    boolean isLookedAfter(String reference);

    /** Looked-after status over time, newest first. */
    List<LookedAfter> lookedAfter(String reference);

    /** Restricts the case to the people it names, or lifts that (P-07). */
    void restrict(String reference, boolean restricted, String recordedBy);

    /** Records the day the child died, or corrects it (P-21). Announces {@link CaseChange.Died}. */
    void recordDeath(String reference, LocalDate diedOn, String recordedBy);

    /** Closes the case file; it still accepts late entries (P-14). New proceedings open it again. */
    void close(String reference, String recordedBy);

    /** Opens a closed case file again. */
    void reopen(String reference, String recordedBy);

    /** Replaces the facts kept for reporting only (P-47). */
    void recordReportingFacts(String reference, ReportingFacts facts, String recordedBy);

    Optional<ReportingFacts> reportingFacts(String reference);

    /** What a user has opened in an authority's case files, newest first (P-08). */
    List<CaseFiles.View> viewsBy(String authority, String userId);

    /** A name the child has had on file. */
    record NameUsed(String name, Instant recordedAt, String recordedBy) {
    }

    /** @param until last day; null while it lasts */
    record LookedAfter(String status, String legalStatus, LocalDate from, LocalDate until, String recordedBy) {
    }

    /** Facts for reporting only (P-47); each may be null: not known. */
    record ReportingFacts(String team, String placementType, Boolean inArea, String ethnicity, String disability,
                          Boolean unaccompanied) {
    }
}
