package org.iroprotocol.casefile;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.iroprotocol.calendar.When;

/**
 * One entry on a case's timeline: what happened, in words for people, and what was typed.
 *
 * @param kind        for example {@code iro-notice-confirmed}
 * @param summary     one plain sentence; may name people, never shown outside the case page
 * @param entries     what was typed, in form order; empty when nothing was
 * @param happened    when it happened; may be before {@code recordedAt} (P-13)
 * @param recordedBy  user id, or {@code system}
 * @param errorReason why it was entered in error (P-16); null when it stands
 * @param onFileAt    when somebody ticked that it is on the child's file in the case system (C-107, P-44); null until then
 * @param onFileBy    who ticked it, a user id; null until then
 */
public record TimelineRecord(UUID id, String caseReference, String kind, String summary, List<Entry> entries,
                             When happened, Instant recordedAt, String recordedBy, String errorReason,
                             Instant onFileAt, String onFileBy) {

    /** One thing typed: the form field's key and label, and the value in words (dates dd/mm/yyyy, the label of a choice). */
    public record Entry(String key, String label, String text) {
    }
}
