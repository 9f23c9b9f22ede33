package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A looked-after review is arranged, and the guardian is told of it (C-35). */
@Service
@Transactional
class ReviewSteps {

    static final int PLACE_LENGTH = 1000;

    private static final String CALLED_OFF = "called off";

    private final FormSteps form;
    private final ReviewBook book;
    private final ReviewInstances instances;
    private final ReviewReportSteps reports;
    private final ModelCase cases;
    private final RoleBook roles;
    private final CaseRows rows;

    ReviewSteps(FormSteps form, ReviewBook book, ReviewInstances instances, ReviewReportSteps reports, ModelCase cases,
                RoleBook roles, CaseRows rows) {
        this.form = form;
        this.book = book;
        this.instances = instances;
        this.reports = reports;
        this.cases = cases;
        this.roles = roles;
        this.rows = rows;
    }

    /** What was typed about a review to come. */
    private record Arranged(When at, String kind, String words, String place, boolean inLetter, LocalDate told, String reason,
                            List<TimelineRecord.Entry> rest) {
    }

    void arrange(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        LocalDate day = form.day("reviewDate", "The day of the review", execution);
        LocalTime time = Typed.time("reviewTime", "The time", Typed.take("reviewTime", execution));
        String kind = Checks.required("reviewKind", "Which review this is", Typed.text(Typed.take("reviewKind", execution)), 64);
        String place = form.text("reviewPlace", "The place", PLACE_LENGTH, execution);
        Arranged arranged = new Arranged(new When(day, time), kind, form.choice("reviewKind", kind, execution), place,
                inLetter(form, place, execution),
                Typed.date("arrangementsSentOn", "This date", Typed.take("arrangementsSentOn", execution)),
                form.reason(execution), form.rest(execution));
        form.each(children, child -> {
            UUID review = arrange(child, arranged);
            if (child.reference().equals(execution.getProcessBusinessKey())) {
                execution.setVariable(ReviewInstances.SUBJECT, review.toString());
            } else {
                instances.start(child, review);
            }
        });
    }

    /** A place that might say where a child lives is named only when somebody says that it may be. */
    static boolean inLetter(FormSteps form, String place, DelegateExecution execution) {
        String answer = Typed.text(Typed.take("placeInLetter", execution));
        if (place != null && answer == null) {
            throw new RefusedException("placeInLetter", "It is not said whether the letter to the guardian may name the place. "
                    + "Choose no when it would say where a child lives whose placement is confidential.");
        }
        return "yes".equals(answer);
    }

    private UUID arrange(Row.CaseFile child, Arranged arranged) {
        Checks.planned("reviewDate", "The day of the review", arranged.at(), child.dateOfBirth(), rows.clock());
        Optional<Review> same = sameDay(child, arranged.at().date(), null);
        if (same.filter(review -> instances.isRunning(child, review.id())).isPresent()) {
            throw onFile("reviewDate");
        }
        UUID id = same.map(Review::id).orElseGet(() -> book.add(child, arranged.kind(), arranged.words(), arranged.place(),
                arranged.inLetter(), form.by()).id());
        if (same.isPresent()) {
            book.describe(id, arranged.kind(), arranged.words(), arranged.place(), arranged.inLetter());
        }
        form.record(child, "review-arranged", "Looked-after review arranged.", new Entries()
                .add("reviewDate", "Date", Entries.words(arranged.at()))
                .add("reviewKind", "Which review", arranged.words())
                .add("reviewPlace", "Place", arranged.place())
                .add("placeInLetter", "The letter may name the place",
                        arranged.place() == null ? null : Entries.yesNo(arranged.inLetter()))
                .add("arrangementsSentOn", "Guardian told before, on", arranged.told() == null ? null
                        : London.day(arranged.told()))
                .add("reason", "Reason", arranged.reason())
                .addAll(arranged.rest()), form.now());
        form.event(child, EventKind.REVIEW, id.toString(), arranged.at(), null, "reviewDate");
        if (arranged.told() != null) {
            Checks.happened("arrangementsSentOn", "This date", When.on(arranged.told()), child.dateOfBirth(), rows.clock());
            form.event(child, EventKind.REVIEW_ARRANGEMENTS, id.toString(), When.on(arranged.told()), null, "arrangementsSentOn");
            book.told(id, of(arranged.at(), arranged.place()), guardian(child.reference()).orElse(null));
        }
        return id;
    }

    /** The review of that day that is not called off, other than the one given. */
    private Optional<Review> sameDay(Row.CaseFile child, LocalDate day, UUID other) {
        return book.of(child.reference()).stream()
                .filter(review -> review.calledOff() == null && review.planned().date().equals(day)
                        && !review.id().equals(other)).findFirst();
    }

    static RefusedException onFile(String field) {
        return new RefusedException(field, "A review of this day is on file already. To move it or to say what happened, "
                + "choose “Record about a review”.");
    }

    boolean inProceedings(DelegateExecution execution) {
        Row.CaseFile file = cases.locked(execution);
        return book.find(file.reference(), subject(execution)).filter(review -> book.inProceedings(file, review)).isPresent();
    }

    boolean off(DelegateExecution execution) {
        return book.find(cases.locked(execution).reference(), subject(execution))
                .filter(review -> review.calledOff() == null).isEmpty();
    }

    boolean toTell(DelegateExecution execution) {
        Row.CaseFile file = cases.locked(execution);
        Review review = book.find(file.reference(), subject(execution)).orElse(null);
        String guardian = guardian(file.reference()).orElse(null);
        if (review == null || guardian == null || review.held() != null || review.planned().date().isBefore(rows.today())) {
            return false;
        }
        Row.Review row = book.row(review.id());
        if (review.calledOff() != null) {
            // Whoever never heard of it need not hear that it does not take place.
            return guardian.equals(row.toldTo()) && !CALLED_OFF.equals(row.toldOf());
        }
        return !guardian.equals(row.toldTo()) || !of(review.planned(), row.place()).equals(row.toldOf());
    }

    void tell(DelegateExecution execution) {
        Row.CaseFile file = cases.locked(execution);
        Review review = book.find(file.reference(), subject(execution)).orElseThrow(() -> new IllegalStateException(
                "The review this is about is no longer on file, so nobody can be told of it."));
        Row.Review row = book.row(review.id());
        String guardian = guardian(file.reference()).orElse(null);
        boolean off = review.calledOff() != null;
        boolean before = row.toldOf() != null && Objects.equals(guardian, row.toldTo());
        boolean named = row.place() != null && row.placeInLetter() && !file.restricted();
        // Under the name of the letter, which takes what it says from this record.
        form.record(file, "review-arrangements", off ? "Guardian told that the review is called off."
                : before ? "Guardian told again of the review’s arrangements." : "Guardian told of the review’s arrangements.",
                new Entries()
                        .add("reviewDay", "Date", London.longDay(review.planned().date()))
                        .add("reviewTime", "Time", review.planned().hasTime() ? review.planned().time().toString() : null)
                        .add("reviewKind", "Which review", row.kindWords())
                        .add("reviewPlace", "Place", named && !off ? row.place() : null)
                        .add("placeNotNamed", "Place", row.place() != null && !named && !off ? "not named in the letter" : null)
                        .add("changed", "Told before", before && !off ? "Yes: date or place are new" : null)
                        .add("calledOff", "Called off", off ? "Yes" : null), form.now());
        form.event(file, EventKind.REVIEW_ARRANGEMENTS, review.id().toString(), form.now(), null, null);
        book.told(review.id(), off ? CALLED_OFF : of(review.planned(), row.place()), guardian);
    }

    void report(DelegateExecution execution) {
        reports.report(execution);
    }

    private static UUID subject(DelegateExecution execution) {
        return UUID.fromString(execution.getVariable(ReviewInstances.SUBJECT).toString());
    }

    private static String of(When at, String place) {
        return at + (place == null ? "" : " " + place);
    }

    /** By this it is recognised whether the guardian of now is the one who was told; a name alone may be corrected. */
    private Optional<String> guardian(String reference) {
        return roles.holder(reference, Groups.CHILDRENS_GUARDIAN)
                .map(person -> person.email() == null ? person.name() : person.email().toLowerCase(java.util.Locale.ROOT));
    }
}
