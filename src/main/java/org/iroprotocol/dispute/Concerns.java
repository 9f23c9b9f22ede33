package org.iroprotocol.dispute;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Concerns on file, for pages and reports. Who may see what is decided by the caller. */
public interface Concerns {

    /** All of the case, newest first. */
    List<Concern> ofCase(String reference);

    Optional<Concern> find(String reference, int number);

    /** All of an authority that are not closed, longest open first; in a fixed number of queries. */
    List<Concern> open(String authority);

    /** Closed ones of an authority, newest first, at most so many. */
    List<Concern> closed(String authority, int most);

    /** Informal challenges of the case that were raised formally (P-31): id of the record, number of the concern. */
    Map<UUID, Integer> challenges(String reference);

    /** How concerns of an authority ended, by case; those still open are absent (P-33). */
    Map<String, List<Concern.Outcome>> outcomes(String authority);

    /**
     * What the form of a task of {@code dispute-escalation} starts with: a draft, or what has happened so far. Read when shown
     * and stored nowhere in the engine; empty for any other task.
     *
     * @param step id of the user task
     */
    Map<String, Object> startsWith(String processInstanceId, String step);
}
