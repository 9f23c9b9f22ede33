package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Component;

/** The reviews of a case, put together from their rows and events. Callers who write hold the case's lock. */
@Component
class ReviewBook {

    private final ReviewRepository reviews;
    private final ProceedingsRepository proceedings;
    private final EventBook events;
    private final CaseRows rows;

    ReviewBook(ReviewRepository reviews, ProceedingsRepository proceedings, EventBook events, CaseRows rows) {
        this.reviews = reviews;
        this.proceedings = proceedings;
        this.events = events;
        this.rows = rows;
    }

    /** Those whose date stands, the latest day first. */
    List<Review> of(String reference) {
        List<Row.Review> known = reviews.of(reference);
        if (known.isEmpty()) {
            return List.of();
        }
        Map<String, When> dates = new HashMap<>();
        events.standing(reference).stream().filter(event -> !event.subject().isEmpty() && event.value() != null)
                .forEach(event -> dates.put(event.kind() + "/" + event.subject(), event.value()));
        List<Review> found = new ArrayList<>();
        for (Row.Review row : known) {
            if (dates.containsKey(EventKind.REVIEW + "/" + row.id())) {
                found.add(review(row, dates));
            }
        }
        found.sort(Comparator.comparing(Review::day).reversed());
        return found;
    }

    private static Review review(Row.Review row, Map<String, When> dates) {
        String of = "/" + row.id();
        return new Review(row.id(), row.caseReference(), row.kind(), row.kindWords(), row.place(),
                dates.get(EventKind.REVIEW + of), dates.get(EventKind.REVIEW_CALLED_OFF + of),
                dates.get(EventKind.REVIEW_ARRANGEMENTS + of), dates.get(EventKind.GUARDIAN_CONSULTED + of),
                dates.get(EventKind.APOLOGIES + of), dates.containsKey(EventKind.GUARDIAN_ATTENDED + of),
                dates.get(EventKind.REVIEW_HELD + of), dates.get(EventKind.REVIEW_RECORD + of));
    }

    Optional<Review> find(String reference, UUID id) {
        return of(reference).stream().filter(review -> review.id().equals(id)).findFirst();
    }

    Row.Review row(UUID id) {
        return reviews.find(id).orElseThrow(() -> new IllegalStateException("There is no review " + id + " on file."));
    }

    /** Has the guardian of open proceedings a part in it? */
    boolean inProceedings(Row.CaseFile file, Review review) {
        return file.diedOn() == null && events.known(file.reference(), EventKind.RESPONSIBILITY_MOVED).isEmpty()
                && proceedings.of(file.reference()).stream().findFirst()
                .filter(latest -> latest.endedOn() == null && !review.day().isBefore(latest.issuedOn())).isPresent();
    }

    /** In every case of the authority, those whose day has come and whose record the guardian still expects. */
    List<Review> awaitingRecord(String authority) {
        String tomorrow = rows.today().plusDays(1).toString();
        Map<String, List<Review>> ofCase = new HashMap<>();
        Map<String, LocalDate> issued = new HashMap<>();
        return reviews.awaitingRecord(authority, tomorrow).stream()
                .flatMap(row -> ofCase.computeIfAbsent(row.caseReference(), this::of).stream()
                        .filter(review -> review.id().equals(row.id())))
                .filter(review -> !review.day().isBefore(issued.computeIfAbsent(review.caseReference(),
                        reference -> proceedings.of(reference).get(0).issuedOn())))
                .sorted(Comparator.comparing(Review::day).thenComparing(Review::caseReference))
                .toList();
    }

    Row.Review add(Row.CaseFile file, String kind, String words, String place, boolean inLetter, String by) {
        return rows.insert(new Row.Review(UUID.randomUUID(), file.reference(), kind, words, place, inLetter, null, null,
                rows.now(), CaseRows.by(by)));
    }

    void describe(UUID id, String kind, String words, String place, boolean inLetter) {
        reviews.describe(id, kind, words, place, inLetter);
    }

    void movedTo(UUID id, String place, boolean inLetter) {
        reviews.movedTo(id, place, inLetter);
    }

    void told(UUID id, String of, String to) {
        reviews.told(id, of, to);
    }
}
