package org.iroprotocol.casefile;

import java.time.Instant;
import java.util.UUID;
import org.iroprotocol.calendar.When;

/**
 * A dated fact about a case from which deadlines count.
 *
 * @param kind       for example {@code proceedings-issued}, {@code iro-allocated}; see {@link EventKind}
 * @param subject    which hearing, document, dispute or proceedings; empty string when the case has only one
 * @param value      when it happened or will happen; null when that is no longer known (a hearing vacated)
 * @param recordedAt UTC
 * @param recordedBy user id
 * @param onBehalfOf in plain words, null when the recorder speaks for themselves
 * @param supersedes the event this one corrects; null for the first
 * @param errorReason why it was entered in error (P-16); null when it stands
 */
public record CaseEvent(UUID id, String caseReference, String kind, String subject, When value, Instant recordedAt,
                        String recordedBy, String onBehalfOf, UUID supersedes, String errorReason) {
}
