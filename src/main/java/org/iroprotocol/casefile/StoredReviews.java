package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reviews for pages. */
@Service
@Transactional
class StoredReviews implements Reviews {

    private final ReviewBook book;
    private final ReviewRepository reviews;
    private final CaseFiles files;
    private final CaseRows rows;

    StoredReviews(ReviewBook book, ReviewRepository reviews, CaseFiles files, CaseRows rows) {
        this.book = book;
        this.reviews = reviews;
        this.files = files;
        this.rows = rows;
    }

    @Override
    public List<Review> of(String reference) {
        rows.get(reference);
        return book.of(reference);
    }

    @Override
    public List<Review> awaitingRecord(String authority) {
        return book.awaitingRecord(authority);
    }

    @Override
    public void recordsSent(Collection<UUID> ids, LocalDate on, String by, Predicate<String> mayOpen) {
        if (ids.isEmpty()) {
            throw new RefusedException("review", "No review is ticked. Tick those whose records have been sent.");
        }
        if (on == null) {
            throw new RefusedException("sentOn", "The day is missing. Enter it as dd/mm/yyyy.");
        }
        Map<UUID, String> cases = new HashMap<>();
        for (UUID id : new TreeSet<>(ids)) {
            cases.put(id, reviews.find(id).map(Row.Review::caseReference).filter(mayOpen).orElseThrow(() ->
                    new RefusedException("review", "One of the reviews ticked is not on file, or its case is not one of yours. "
                            + "Load the page again. Nothing has been recorded.")));
        }
        // Locked in one order, so that two people recording about the same children do not wait for each other for ever.
        Map<String, Row.CaseFile> locked = new TreeMap<>();
        new TreeSet<>(cases.values()).forEach(reference -> locked.put(reference, rows.lock(reference)));
        new TreeSet<>(ids).forEach(id -> sent(locked.get(cases.get(id)), id, on, by));
    }

    private void sent(Row.CaseFile file, UUID id, LocalDate on, String by) {
        try {
            Review review = book.find(file.reference(), id).filter(one -> one.calledOff() == null).orElseThrow(() ->
                    new RefusedException("review", "the review is no longer on file."));
            if (review.recordSent() != null) {
                throw new RefusedException("review", "its record is recorded as sent already.");
            }
            Checks.happened("sentOn", "The day", When.on(on), file.dateOfBirth(), rows.clock());
            if (on.isBefore(review.day())) {
                throw ReviewReportSteps.recordBeforeReview("sentOn");
            }
            files.addRecord(file.reference(), "review-reported", "Record of the review sent to the guardian.", new Entries()
                    .add("reviewOn", "Review of", London.day(review.planned().date()))
                    .add("recordSentOn", "Record of the review sent to the guardian", London.day(on)).list(), When.on(on), by);
            files.recordEvent(file.reference(), EventKind.REVIEW_RECORD, id.toString(), When.on(on), by, null);
        } catch (RefusedException e) {
            throw new RefusedException(e.field(), "Case " + file.reference() + ": " + e.getMessage()
                    + " Take it out, or correct the day. Nothing has been recorded for any of them yet.");
        }
    }

    @Override
    public void next(String reference, LocalDate day, String following, String by) {
        if (day == null) {
            throw new RefusedException("nextReview", "The date is missing. Enter it as dd/mm/yyyy.");
        }
        rows.lock(reference);
        files.addRecord(reference, "review-reported", "Next looked-after review dated.", new Entries()
                .add("nextReviewOn", "Next review", London.day(day))
                .add("following", "Following", following == null ? "as typed" : following).list(),
                When.at(rows.clock().instant()), by);
        try {
            files.recordEvent(reference, EventKind.NEXT_REVIEW, "", When.on(day), by, null);
        } catch (RefusedException e) {
            throw new RefusedException("nextReview", e.getMessage());
        }
    }
}
