package org.iroprotocol.correspondence;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One row of the correspondence ledger.
 *
 * @param caseReference null for a morning digest, which no case page shows
 * @param template  for example {@code iro-notice}
 * @param title     for people, without names: "IRO's details to the guardian"
 * @param to        names and roles of the recipients, for people who may see them
 * @param state     where it stands
 * @param messageId the e-mail's message id, the same at every repeat
 * @param letter    true: a letter (PDF); false: a notice (e-mail only)
 * @param sentAt    UTC; null until sent
 * @param problem   in plain words why it is withheld or stands; null when all is well
 * @param about     references of all cases a letter about several lists, this one included: only who may open every one of
 *                  them may read it; empty for a letter about one case
 */
public record Item(UUID id, String caseReference, String template, String title, List<String> to, State state,
                   String messageId, boolean letter, Instant recordedAt, String recordedBy, Instant sentAt,
                   String problem, List<String> about) {

    /** Where a row stands. */
    public enum State { RECORDED, SENT, WITHHELD, FAILED }
}
