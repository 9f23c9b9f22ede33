package org.iroprotocol.work;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.casefile.RefusedException;

/**
 * Moves of work from a later day (P-42, decision 0016): kept until the first working morning on or after that day, and then
 * carried out like {@link Work#move}. Guardians are told on that morning, not before. That the caller is an IRO manager of the
 * authority is the caller's to check. Days are days in London.
 */
public interface PlannedMoves {

    /**
     * Keeps a move for a later day. Nothing changes until then, and nobody is told.
     *
     * @param from  later than today, at most a year ahead
     * @param email of the new IRO, for guardians; null or blank: what is on file on the day
     * @param phone likewise
     * @throws RefusedException when it cannot be planned, with the field it is about
     */
    Plan plan(Work.Request request, LocalDate from, String email, String phone);

    /** What waits for its day, or has passed it and could not be carried out; the next first. */
    List<Planned> waiting(String authority);

    /** What has been carried out in the last thirty days, the latest first. */
    List<Carried> carriedOut(String authority);

    /** What became of one; empty before it was carried out, and for other authorities. */
    Optional<Carried> carriedOut(String authority, UUID id);

    /**
     * It will not be carried out. Nothing when it was cancelled before.
     *
     * @param by user id
     * @return empty when the authority has no such plan
     * @throws RefusedException when it has been carried out already
     */
    Optional<Planned> cancel(String authority, UUID id, String by);

    /**
     * A move that waits.
     *
     * @param person  name of who has the work, as when it was planned
     * @param to      name of who is to have it
     * @param all     all that the person holds on the day; else the cases ticked
     * @param cases   number of cases ticked; 0 for all
     * @param by      name of who planned it
     * @param problem why it could not be carried out when it was last tried, and what to do; null when it has not been tried
     */
    record Planned(UUID id, String authority, String personId, String person, String to, LocalDate from, boolean all, int cases,
                   String by, Instant at, String problem) {
    }

    /**
     * What was planned.
     *
     * @param left cases ticked that are not part of it, reference → why
     */
    record Plan(Planned planned, List<String> references, Map<String, String> left) {
    }

    /**
     * What was carried out; its maps as in {@link Work.Report}.
     *
     * @param on when
     */
    record Carried(Planned planned, Instant on, List<String> done, Map<String, String> left, List<Work.Letter> letters,
                   Map<String, String> untold) {
    }
}
