package org.iroprotocol.correspondence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Morning digests in the ledger (P-45): one e-mail about a person's work, by the template {@code daily-digest}. Written for
 * many people at once with a fixed number of questions to the database. Sent in office hours of the day it was written on, or
 * not at all; withheld when the death of a child in it is recorded meanwhile (P-21).
 */
public interface Digests {

    /** May the authority write there: one plain address inside the domains it allows? */
    boolean reaches(String authority, String email);

    /**
     * The role that is told first when that target is missed, and so owes it: the addressee of the notice
     * {@code <rule>-overdue}, in words for somebody who is no role of a case; empty when there is no such notice: what the
     * notice {@code target-missed} tells of, a digest tells of with the task that is due.
     */
    Optional<String> owner(String authority, String rule);

    /**
     * Writes one digest for each message and lets the process {@code correspondence} send it, in the caller's transaction.
     *
     * @return number of the ledger row for each message, in their order
     * @throws MissingDataException when a message lacks something the template must say
     * @throws TemplateException    when the template is missing or cannot be used
     */
    List<UUID> record(String authority, List<Message> messages);

    /** Deletes digests recorded before that moment. What they told of stands in the cases. */
    void forget(String authority, Instant before);

    /**
     * One person's digest.
     *
     * @param email    where to
     * @param name     the person's name or the pool's, for the ledger
     * @param values   placeholder → text, beside what the settings say
     * @param sections section of the template → one map of placeholders for each line; nothing that names a child
     * @param told     what the lines are about
     */
    record Message(String email, String name, Map<String, String> values, Map<String, List<Map<String, String>>> sections,
                   List<Told> told) {
    }

    /**
     * What a digest tells of.
     *
     * @param rule   row of {@code deadlines.dmn}; empty where the line follows none
     * @param missed that the target was missed: single messages saying so to the same address are withheld that day
     */
    record Told(String caseReference, String rule, boolean missed) {
    }
}
