package org.iroprotocol.casefile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.iroprotocol.calendar.When;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The events of a case: a chain of rows per kind and subject, the last of which stands. Callers hold the case's lock. */
@Component
class EventBook {

    private static final int KIND_LENGTH = 64;

    private final CaseFileRepository cases;
    private final EventRepository events;
    private final ProceedingsRepository proceedings;
    private final CaseRows rows;
    private final ApplicationEventPublisher publisher;

    EventBook(CaseFileRepository cases, EventRepository events, ProceedingsRepository proceedings, CaseRows rows,
              ApplicationEventPublisher publisher) {
        this.cases = cases;
        this.events = events;
        this.proceedings = proceedings;
        this.rows = rows;
        this.publisher = publisher;
    }

    Optional<CaseEvent> standing(String reference, String kind, String subject) {
        return events.last(reference, kind, subject)
                .filter(row -> row.errorReason() == null)
                .map(Row.CaseEvent::toCaseEvent);
    }

    List<CaseEvent> standing(String reference) {
        return events.standing(reference).stream().map(Row.CaseEvent::toCaseEvent).toList();
    }

    List<CaseEvent> history(String reference, String kind, String subject) {
        return events.history(reference, kind, subject).stream().map(Row.CaseEvent::toCaseEvent).toList();
    }

    /** Records what a person says; proceedings follow the events that date them. */
    CaseEvent record(Row.CaseFile file, String kind, String subject, When value, String by, String onBehalfOf) {
        if (value != null) {
            check(file, kind, value);
        }
        if (subject.isEmpty()) {
            dateProceedings(file, kind, value);
        }
        if (value != null && kind.equals(EventKind.PROCEEDINGS_ENDED)) {
            movePlanChange(file, value, by);
        }
        return append(file, kind, subject, value, by, onBehalfOf);
    }

    /** That the final hearing changed the plan is dated by the end of proceedings and moves with it. */
    private void movePlanChange(Row.CaseFile file, When ended, String by) {
        boolean moves = standing(file.reference(), EventKind.PLAN_CHANGED, "")
                .map(CaseEvent::value).filter(value -> !value.equals(ended)).isPresent();
        if (moves) {
            append(file, EventKind.PLAN_CHANGED, "", ended, by, null);
        }
    }

    /** Adds the row and announces it, without asking whether the date is possible. */
    CaseEvent append(Row.CaseFile file, String kind, String subject, When value, String by, String onBehalfOf) {
        String reference = file.reference();
        Checks.required("eventKind", "The kind of event", kind, KIND_LENGTH);
        Row.CaseEvent before = events.last(reference, kind, subject).orElse(null);
        Row.CaseEvent row = rows.insert(new Row.CaseEvent(UUID.randomUUID(), reference, kind, subject,
                value == null ? null : value.toString(), rows.now(), CaseRows.by(by),
                Checks.text("onBehalfOf", "On behalf of whom", onBehalfOf, Checks.NAME_LENGTH),
                before == null ? null : before.id(), null));
        OneEntry.event(row.id());
        announce(file, kind, subject, value, before != null && before.errorReason() == null && before.eventValue() != null);
        return row.toCaseEvent();
    }

    /** Records that dates which stand are no longer known; nothing where none stands. */
    void forget(Row.CaseFile file, Set<String> kinds, String by) {
        standing(file.reference()).stream()
                .filter(event -> event.value() != null && event.subject().isEmpty() && kinds.contains(event.kind()))
                .forEach(event -> append(file, event.kind(), "", null, by, null));
    }

    /** The days and times that stand for that kind, whatever they are about, earliest first. */
    List<When> known(String reference, String kind) {
        return events.known(reference, kind).stream()
                .map(row -> When.parse(row.eventValue()))
                .sorted()
                .toList();
    }

    boolean enteredInError(Row.CaseFile file, UUID id, String reason, String by) {
        Optional<Row.CaseEvent> found = events.find(file.reference(), id);
        if (found.isEmpty()) {
            return false;
        }
        Row.CaseEvent row = found.get();
        if (row.errorReason() != null) {
            throw new RefusedException("entry", "This entry is already marked as entered in error.");
        }
        boolean last = events.last(file.reference(), row.kind(), row.subject())
                .filter(newest -> newest.id().equals(id)).isPresent();
        if (last && row.kind().equals(EventKind.PROCEEDINGS_ISSUED)) {
            throw new RefusedException("entry",
                    "Proceedings cannot be without a day of issue. Record the right day instead.");
        }
        if (last && row.subject().isEmpty()) {
            dateProceedings(file, row.kind(), null);
        }
        if (last && row.kind().equals(EventKind.DIED)) {
            cases.died(file.reference(), null);
        }
        events.enteredInError(id, reason, rows.now(), CaseRows.by(by));
        announce(file, row.kind(), row.subject(), null, last && row.eventValue() != null);
        if (last) {
            restore(file, row, by);
        }
        return true;
    }

    /** What an entry in error had put aside stands again: the newest of the chain that is no error itself. */
    private void restore(Row.CaseFile file, Row.CaseEvent error, String by) {
        events.history(file.reference(), error.kind(), error.subject()).stream()
                .filter(row -> row.errorReason() == null)
                .findFirst()
                .filter(row -> row.eventValue() != null)
                .ifPresent(row -> {
                    When value = When.parse(row.eventValue());
                    if (row.kind().equals(EventKind.DIED)) {
                        cases.died(file.reference(), value.date());
                    }
                    record(file, row.kind(), row.subject(), value, by, row.onBehalfOf());
                });
    }

    /** Everything recorded together with that record of the timeline, newest first. */
    void enteredInErrorWith(Row.CaseFile file, UUID record, String reason, String by) {
        for (Row.CaseEvent row : events.recordedWith(record)) {
            enteredInError(file, row.id(), reason, by);
        }
    }

    private void announce(Row.CaseFile file, String kind, String subject, When value, boolean stood) {
        publisher.publishEvent(new CaseChange.EventChanged(file.reference(), kind, subject));
        publisher.publishEvent(new Waking.Event(file, kind, value, stood));
    }

    private void check(Row.CaseFile file, String kind, When value) {
        String what = "The date of '" + Checks.words(kind) + "'";
        if (Checks.mayLieAhead(kind)) {
            Checks.planned("eventDate", what, value, file.dateOfBirth(), rows.clock());
        } else {
            Checks.happened("eventDate", what, value, file.dateOfBirth(), rows.clock());
        }
    }

    /** The proceedings row says what its events say; without an end they are open again, with their dates (P-14). */
    private void dateProceedings(Row.CaseFile file, String kind, When value) {
        boolean issued = kind.equals(EventKind.PROCEEDINGS_ISSUED);
        if (!issued && !kind.equals(EventKind.PROCEEDINGS_ENDED)) {
            return;
        }
        Row.Proceedings latest = proceedings.of(file.reference()).stream().findFirst()
                .orElseThrow(() -> new RefusedException("eventKind",
                        "There are no proceedings in this case. Open proceedings first."));
        if (issued) {
            if (value == null) {
                throw new RefusedException("eventDate",
                        "Proceedings cannot be without a day of issue. Record the right day instead.");
            }
            if (latest.endedOn() != null && value.date().isAfter(latest.endedOn())) {
                throw new RefusedException("eventDate",
                        "The day of issue lies after the end of the proceedings. Check both dates.");
            }
            proceedings.issued(latest.id(), value.date());
        } else {
            if (value != null && value.date().isBefore(latest.issuedOn())) {
                throw new RefusedException("eventDate",
                        "The end of the proceedings lies before their day of issue. Check both dates.");
            }
            if (value == null) {
                proceedings.reopened(latest.id());
            } else if (!value.date().equals(latest.endedOn())) {
                proceedings.ended(latest.id(), value.date());
            }
        }
    }
}
