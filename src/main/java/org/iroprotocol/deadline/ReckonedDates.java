package org.iroprotocol.deadline;

import java.time.Instant;

/** What rules come to in a case, for letters that say beforehand what will be due; enters nothing in the register. */
public interface ReckonedDates {

    /**
     * What the rule, as the table stands now, comes to for the events of the case that are known.
     *
     * @param rule id of a row of {@code deadlines.dmn}
     * @throws IllegalArgumentException when there is no such rule
     */
    default Reckoned reckon(String caseReference, String rule) {
        return reckon(caseReference, rule, "");
    }

    /**
     * As {@link #reckon(String, String)}, counting from the events of one hearing, document or review.
     *
     * @param subject the subject of the events; empty for those the case has only one of
     */
    Reckoned reckon(String caseReference, String rule, String subject);

    /**
     * One date.
     *
     * @param due        UTC; null while an event it counts from is unknown
     * @param workingOut how the date comes about, in plain words, or what it waits for
     */
    record Reckoned(DeadlineRule rule, Instant due, String workingOut) {
    }
}
