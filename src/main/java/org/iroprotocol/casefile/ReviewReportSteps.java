package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happened about a review, recorded by the IRO service or the guardian (P-10, P-12): consultation, apologies, who took
 * part, that it was held and its record sent; or that it is on another day, or not at all.
 */
@Service
@Transactional
class ReviewReportSteps {

    private final FormSteps form;
    private final ReviewBook book;
    private final CaseRows rows;
    private final EngineUser user;

    ReviewReportSteps(FormSteps form, ReviewBook book, CaseRows rows, EngineUser user) {
        this.form = form;
        this.book = book;
        this.rows = rows;
        this.user = user;
    }

    /** Something that happened, on its own day. */
    private record Fact(String kind, String field, String label, When when) {
    }

    /** Another date for the review; {@code at} null when it is called off. */
    private record Change(When at, boolean calledOff, String place, boolean inLetter) {
    }

    void report(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        LocalDate which = Typed.date("reviewOn", "The day of the review", Typed.take("reviewOn", execution));
        List<Fact> facts = new ArrayList<>();
        day(facts, EventKind.GUARDIAN_CONSULTED, "consultedOn", "Guardian consulted the IRO", execution);
        day(facts, EventKind.APOLOGIES, "apologiesOn", "Guardian’s apologies received", execution);
        day(facts, EventKind.REVIEW_HELD, "heldOn", "Review held", execution);
        day(facts, EventKind.REVIEW_RECORD, "recordSentOn", "Record of the review sent to the guardian", execution);
        String attended = Typed.text(Typed.take("guardianAttended", execution));
        LocalDate next = Typed.date("nextReviewOn", "The next review", Typed.take("nextReviewOn", execution));
        Change change = change(execution);
        String from = form.text("receivedFrom", "Who did it or said so", Checks.NAME_LENGTH, execution);
        String reason = form.reason(execution);
        List<TimelineRecord.Entry> rest = form.rest(execution);
        if (facts.isEmpty() && attended == null && next == null && change == null) {
            throw new RefusedException(null, "Nothing is filled in that could be recorded. Enter the day of what has happened.");
        }
        serviceOnly(change != null, "movedTo");
        serviceOnly(next != null, "nextReviewOn");
        form.each(children, child -> record(child, choose(child, which), facts, attended, next, change, new Entries()
                .add("receivedFrom", "Told by", from).add("reason", "Reason", reason).addAll(rest), from));
    }

    private void record(Row.CaseFile child, Review review, List<Fact> facts, String attended, LocalDate next, Change change,
                        Entries more, String from) {
        String subject = review.id().toString();
        Entries entries = new Entries().add("reviewOn", "Review of", London.day(review.planned().date()));
        for (Fact fact : facts) {
            Checks.happened(fact.field(), "This date", fact.when(), child.dateOfBirth(), rows.clock());
            entries.add(fact.field(), fact.label(), Entries.words(fact.when()));
        }
        LocalDate held = facts.stream().filter(fact -> fact.kind().equals(EventKind.REVIEW_HELD)).map(fact -> fact.when().date())
                .findFirst().orElse(review.day());
        facts.stream().filter(fact -> fact.kind().equals(EventKind.REVIEW_RECORD) && fact.when().date().isBefore(held))
                .findFirst().ifPresent(fact -> {
                    throw recordBeforeReview(fact.field());
                });
        if (attended != null) {
            entries.add("guardianAttended", "Guardian took part", Entries.yesNo("yes".equals(attended)));
        }
        if (change != null) {
            check(child, review, change);
            entries.add("before", "Before", Entries.words(review.planned()))
                    .add("now", "Now", change.calledOff() ? "called off" : Entries.words(change.at()))
                    .add("newPlace", "Place now", change.place());
        }
        if (next != null) {
            entries.add("nextReviewOn", "Next review", London.day(next));
        }
        form.record(child, "review-reported", summary(facts, change), entries.addAll(more.list()),
                facts.isEmpty() ? form.now() : facts.get(facts.size() - 1).when());
        facts.forEach(fact -> form.event(child, fact.kind(), subject, fact.when(), from, fact.field()));
        if (attended != null) {
            form.event(child, EventKind.GUARDIAN_ATTENDED, subject, "yes".equals(attended) ? When.on(held) : null, from,
                    "guardianAttended");
        }
        if (next != null) {
            form.event(child, EventKind.NEXT_REVIEW, "", When.on(next), from, "nextReviewOn");
        }
        if (change != null) {
            apply(child, review, change);
        }
    }

    private static String summary(List<Fact> facts, Change change) {
        return change != null ? change.calledOff() ? "Looked-after review called off." : "Looked-after review moved."
                : facts.size() == 1 ? facts.get(0).label() + "." : "Recorded about a looked-after review.";
    }

    static RefusedException recordBeforeReview(String field) {
        return new RefusedException(field, "The record cannot have been sent before the review was held. Check both dates.");
    }

    // ---- another date ----

    private Change change(DelegateExecution execution) {
        LocalDate day = Typed.date("movedTo", "The new date", Typed.take("movedTo", execution));
        LocalTime time = Typed.time("movedTime", "The time", Typed.take("movedTime", execution));
        String place = form.text("newPlace", "The place", ReviewSteps.PLACE_LENGTH, execution);
        boolean inLetter = ReviewSteps.inLetter(form, place, execution);
        boolean off = Typed.yes(Typed.take("calledOff", execution));
        if (off && (day != null || place != null)) {
            throw new RefusedException("calledOff",
                    "A review that is called off has no new date or place. Choose one of the two.");
        }
        if (time != null && day == null) {
            throw new RefusedException("movedTo", "The date of the review is missing. Enter it as dd/mm/yyyy, with the time.");
        }
        return day == null && place == null && !off ? null
                : new Change(day == null ? null : new When(day, time), off, place, inLetter);
    }

    private void check(Row.CaseFile child, Review review, Change change) {
        if (review.held() != null) {
            throw new RefusedException(change.calledOff() ? "calledOff" : "movedTo",
                    "This review is recorded as held, so it can no longer be moved or called off. Correct the day it was held.");
        }
        if (change.at() != null) {
            Checks.planned("movedTo", "The new date", change.at(), child.dateOfBirth(), rows.clock());
            boolean taken = book.of(child.reference()).stream().anyMatch(other -> other.calledOff() == null
                    && !other.id().equals(review.id()) && other.planned().date().equals(change.at().date()));
            if (taken) {
                throw ReviewSteps.onFile("movedTo");
            }
        }
    }

    private void apply(Row.CaseFile child, Review review, Change change) {
        String subject = review.id().toString();
        if (change.calledOff()) {
            form.event(child, EventKind.REVIEW_CALLED_OFF, subject, form.now(), null, "calledOff");
            return;
        }
        if (change.place() != null) {
            book.movedTo(review.id(), change.place(), change.inLetter());
        }
        // A new place alone is told like a new date: whoever waits looks at both.
        form.event(child, EventKind.REVIEW, subject, change.at() == null ? review.planned() : change.at(), null, "movedTo");
    }

    private void serviceOnly(boolean filledIn, String field) {
        boolean service = user.signedIn().map(who -> who.groups().stream().anyMatch(Groups.IRO_SERVICE::contains)).orElse(true);
        if (filledIn && !service) {
            throw new RefusedException(field, "Reviews are moved, called off and planned by the IRO service. Leave this empty "
                    + "and tell the IRO.");
        }
    }

    // ---- which review ----

    private Review choose(Row.CaseFile child, LocalDate day) {
        List<Review> standing = book.of(child.reference()).stream().filter(review -> review.calledOff() == null).toList();
        if (standing.isEmpty()) {
            throw new RefusedException("reviewOn", "No review of this child is on file. The IRO or IRO admin puts it there with "
                    + "“Arrange a looked-after review”, also when it has been held already.");
        }
        List<Review> meant = day == null ? standing.stream().filter(review -> review.recordSent() == null).toList()
                : standing.stream().filter(review -> review.day().equals(day) || review.planned().date().equals(day)).toList();
        if (day == null && meant.isEmpty()) {
            return standing.get(0);
        }
        if (meant.size() != 1) {
            throw new RefusedException("reviewOn", (meant.isEmpty() ? "No review of that day is on file. "
                    : "More than one review is open. Say which one by its day. ") + "On file: "
                    + standing.stream().map(review -> London.day(review.day())).collect(Collectors.joining(", ")) + ".");
        }
        return meant.get(0);
    }

    private static void day(List<Fact> facts, String kind, String field, String label, DelegateExecution execution) {
        Optional.ofNullable(Typed.when(field, "This date", Typed.take(field, execution)))
                .ifPresent(when -> facts.add(new Fact(kind, field, label, when)));
    }
}
