package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Looked-after reviews, for pages. Runs in the caller's transaction; an unknown reference throws
 * {@link UnknownCaseException}. Who may see or record is the caller's to decide.
 */
public interface Reviews {

    /** The reviews of a case that stand, the latest day first; those called off included. */
    List<Review> of(String reference);

    /**
     * Reviews of an authority whose day has come, in proceedings that are open now, and of which no record has been sent
     * (C-36); the earliest day first. None of a child who has died or of a case that is another authority's now.
     */
    List<Review> awaitingRecord(String authority);

    /**
     * Records for all of these reviews that their records were sent to the guardian on that day: all or none.
     *
     * @param reviews ids
     * @param mayOpen asked for each case's reference; what is refused for one of them names the reference alone
     * @throws RefusedException naming the case, when one of them cannot be recorded
     */
    void recordsSent(Collection<UUID> reviews, LocalDate on, String by, Predicate<String> mayOpen);

    /**
     * Records by when or when the child is reviewed next (P-23).
     *
     * @param following the regulation the day follows and how it comes about; null when somebody typed it
     * @throws RefusedException for an impossible day
     */
    void next(String reference, LocalDate day, String following, String by);
}
