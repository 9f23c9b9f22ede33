package org.iroprotocol.deadline;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.EventKind;
import org.springframework.stereotype.Component;

/** The dates of a case that limits count from: its events, and the child's date of birth. */
@Component
class Facts {

    /** Of these each set of proceedings has its own; one dated before the latest were issued belongs to earlier ones. */
    private static final Set<String> OF_THE_LATEST_PROCEEDINGS = Set.of(EventKind.PROCEEDINGS_ENDED, "guardian-final-plan",
            "guardian-final-discussion", "guardian-handover", "documents-confirmed", "letter-to-child", "guardian-work-ended",
            "plan-changed", "closing-meeting-required", "closing-meeting", "closing-meeting-held");

    /** Never recorded as an event: the case file has always known it. */
    static final String BIRTH = "birth";

    private final CaseFiles caseFiles;

    Facts(CaseFiles caseFiles) {
        this.caseFiles = caseFiles;
    }

    List<CaseEvent> events(String caseReference) {
        return caseFiles.events(caseReference);
    }

    /**
     * Event kind to when it happened or will happen, null while unknown. An event of that very subject counts before the
     * case's only one (empty subject).
     */
    Function<String, When> of(String caseReference, String subject, List<CaseEvent> events) {
        return kind -> kind.equals(BIRTH) ? birth(caseReference)
                : OF_THE_LATEST_PROCEEDINGS.contains(kind) ? ofTheLatest(value(events, kind, subject), events)
                : value(events, kind, subject);
    }

    static Optional<When> first(String kind, List<CaseEvent> events) {
        return first(kind, "", events);
    }

    /**
     * The earliest event of the kind on or after the day of issue of the latest proceedings: of that subject, or of any where
     * the subject is empty.
     */
    static Optional<When> first(String kind, String subject, List<CaseEvent> events) {
        return events.stream()
                .filter(event -> event.kind().equals(kind) && event.errorReason() == null && event.value() != null)
                .filter(event -> subject.isEmpty() || event.subject().equals(subject))
                .map(event -> ofTheLatest(event.value(), events))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    private static When ofTheLatest(When when, List<CaseEvent> events) {
        When issued = value(events, EventKind.PROCEEDINGS_ISSUED, "");
        return when == null || issued != null && when.date().isBefore(issued.date()) ? null : when;
    }

    private When birth(String caseReference) {
        return caseFiles.find(caseReference).map(file -> When.on(file.dateOfBirth())).orElse(null);
    }

    private static When value(List<CaseEvent> events, String kind, String subject) {
        CaseEvent found = null;
        for (CaseEvent event : events) {
            if (event.kind().equals(kind) && event.errorReason() == null) {
                if (event.subject().equals(subject)) {
                    return event.value();
                }
                if (event.subject().isEmpty()) {
                    found = event;
                }
            }
        }
        return found == null ? null : found.value();
    }
}
