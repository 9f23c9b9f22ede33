package org.iroprotocol.review;

import java.time.LocalDate;
import org.iroprotocol.calendar.When;

/**
 * When a child is reviewed next, as far as anybody knows.
 *
 * @param arranged when the next review is arranged for; null while none is
 * @param typed    the date somebody typed or accepted at or after the last review; null when nobody has
 * @param proposal what the regulations say; null when nothing is proposed
 * @param quiet    why nothing is proposed, in plain words; null when something is, or there is nothing to say
 */
public record NextReview(When arranged, LocalDate typed, Proposal proposal, String quiet) {

    /**
     * The last day on which the regulations let the next review be held.
     *
     * @param regulation the source of the limit, with its paragraph
     * @param workingOut how the day comes about, in plain words
     * @param passed     whether that day is over, so that it can no longer be accepted
     */
    public record Proposal(LocalDate day, String regulation, String workingOut, boolean passed) {

        /** Regulation and working-out in one. */
        public String words() {
            return regulation + ". " + workingOut;
        }
    }
}
