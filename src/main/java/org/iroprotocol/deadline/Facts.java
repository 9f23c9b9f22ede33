package org.iroprotocol.deadline;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.EventKind;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The dates of a case that limits count from: its events, the next of its hearings, and the child's date of birth. */
@Component
class Facts {

    /** Of these each set of proceedings has its own; one dated before the latest were issued belongs to earlier ones. */
    private static final Set<String> OF_THE_LATEST_PROCEEDINGS = Set.of(EventKind.PROCEEDINGS_ENDED, "guardian-final-plan",
            "guardian-final-discussion", "guardian-handover", "documents-confirmed", "letter-to-child", "guardian-work-ended",
            "plan-changed", "closing-meeting-required", "closing-meeting", "closing-meeting-held");

    /** Never recorded as an event: the case file has always known it. */
    static final String BIRTH = "birth";

    private final CaseFiles caseFiles;
    private final ObjectProvider<OtherEvents> others;
    private final Clock clock;

    Facts(CaseFiles caseFiles, ObjectProvider<OtherEvents> others, Clock clock) {
        this.caseFiles = caseFiles;
        this.others = others;
        this.clock = clock;
    }

    List<CaseEvent> events(String caseReference) {
        return others.orderedStream().flatMap(other -> other.events(caseReference).stream()).findFirst()
                .orElseGet(() -> caseFiles.events(caseReference));
    }

    /**
     * Event kind to when it happened or will happen, null while unknown. An event of that very subject counts before the
     * case's only one (empty subject).
     */
    Function<String, When> of(String caseReference, String subject, List<CaseEvent> events) {
        return kind -> kind.equals(BIRTH) ? birth(caseReference)
                : kind.equals(EventWords.NEXT_HEARING) ? nextHearing(events)
                : OF_THE_LATEST_PROCEEDINGS.contains(kind) ? ofTheLatest(value(events, kind, subject), events)
                : value(events, kind, subject);
    }

    static Optional<When> first(String kind, List<CaseEvent> events) {
        return first(kind, "", events);
    }

    /**
     * The earliest event of the kind: of that subject, or where the subject is empty of any, on or after the day of issue of the
     * latest proceedings.
     */
    static Optional<When> first(String kind, String subject, List<CaseEvent> events) {
        return events.stream()
                .filter(event -> event.kind().equals(kind) && event.errorReason() == null && event.value() != null)
                .filter(event -> subject.isEmpty() || event.subject().equals(subject))
                .map(event -> subject.isEmpty() ? ofTheLatest(event.value(), events) : event.value())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    private static When ofTheLatest(When when, List<CaseEvent> events) {
        When issued = value(events, EventKind.PROCEEDINGS_ISSUED, "");
        return when == null || issued != null && when.date().isBefore(issued.date()) ? null : when;
    }

    /** The earliest hearing of the latest proceedings that is today (London) or ahead; null once they have ended. */
    private When nextHearing(List<CaseEvent> events) {
        if (ofTheLatest(value(events, EventKind.PROCEEDINGS_ENDED, ""), events) != null) {
            return null;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        return events.stream()
                .filter(event -> EventWords.isHearing(event.kind()) && event.errorReason() == null && event.value() != null)
                .map(event -> ofTheLatest(event.value(), events))
                .filter(when -> when != null && !when.date().isBefore(today))
                .min(Comparator.naturalOrder()).orElse(null);
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
