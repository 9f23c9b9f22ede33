package org.iroprotocol.correspondence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Notices about the protocol itself in the ledger (C-77): they belong to an authority and to no child's case, and go to whoever
 * stands behind their role in the authority – its mailbox in the settings, else every member of the pool.
 */
public interface ProtocolNotices {

    /**
     * Writes a notice and lets the process {@code correspondence} send it, in the caller's transaction: in office hours, or
     * where {@code missed} says when it was due as a message of a target missed, at {@code overdue.time} on the next working day.
     *
     * @param values placeholder → text, beside what the settings say; a value that is not known is not in it
     * @param missed when the target was due that was missed; null: none was
     * @return number of the ledger row
     * @throws MissingDataException when the template must say something that is not known
     * @throws TemplateException    when the template is missing or cannot be used
     */
    UUID send(String authority, String template, Map<String, String> values, Instant missed);

    /** What the ledger holds of these templates in the authority, newest first. */
    List<Item> sent(String authority, List<String> templates);
}
