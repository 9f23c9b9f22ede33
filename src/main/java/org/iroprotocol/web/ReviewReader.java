package org.iroprotocol.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.casefile.Review;
import org.iroprotocol.casefile.Reviews;
import org.iroprotocol.deadline.ReckonedDates;
import org.iroprotocol.review.NextReview;
import org.iroprotocol.review.NextReviews;
import org.springframework.stereotype.Component;

/** What a case page says of looked-after reviews (C-35, C-36, C-42, C-133, P-23). Never where they are. */
@Component
class ReviewReader {

    /** Told review by review in the section about reviews, and too much for a list of dates. */
    private static final Set<String> DETAILS = Set.of(EventKind.REVIEW_ARRANGEMENTS, EventKind.GUARDIAN_CONSULTED,
            EventKind.APOLOGIES, EventKind.GUARDIAN_ATTENDED, EventKind.REVIEW_RECORD, EventKind.REVIEW_CALLED_OFF);
    private static final Set<String> DATES = Set.of(EventKind.REVIEW, EventKind.REVIEW_HELD, EventKind.NEXT_REVIEW);

    private final Reviews reviews;
    private final NextReviews next;
    private final ReckonedDates deadlines;
    private final CaseFiles files;

    ReviewReader(Reviews reviews, NextReviews next, ReckonedDates deadlines, CaseFiles files) {
        this.reviews = reviews;
        this.next = next;
        this.deadlines = deadlines;
        this.files = files;
    }

    /**
     * One review.
     *
     * @param day          when it was held or is arranged for
     * @param held         where it stands; null when there is nothing to say
     * @param arrangements when the guardian was told; null when that is nobody's business
     * @param guardian     consultation, apologies, who took part; never an alarm
     * @param record       whether its record was sent or is due; null while nobody expects it
     * @param tone         style of its state
     */
    record Row(String day, String kind, String held, String calledOff, String arrangements, String guardian, String record,
               String tone) {
    }

    /**
     * The section.
     *
     * @param next       the next review's date, and {@code how} it is known; null while it is not
     * @param limit      the last day the regulations give, in {@code limitWords} which and why; null when nothing is proposed
     * @param late       whether the next review's date lies after it
     * @param quiet      why nothing is proposed; null when something is
     * @param suggested  what stands in the field for the next date
     * @param mayRecord  whether this reader may record that date
     */
    record Shown(List<Row> rows, boolean none, String next, String how, String limit, String limitWords, boolean passed,
                   boolean late, String quiet, String suggested, boolean proposed, boolean mayRecord) {
    }

    /** Empty for a child about whom there is nothing to say: no review on file and not looked after. */
    Optional<Shown> of(CaseReader.Open open, SignedIn user, LocalDate today) {
        CaseFile file = open.file();
        List<Review> standing = reviews.of(file.reference());
        NextReview known = next.of(file.reference());
        NextReview.Proposal proposal = known.proposal();
        if (standing.isEmpty() && known.typed() == null && proposal == null && known.quiet() == null) {
            return Optional.empty();
        }
        LocalDate date = known.arranged() != null ? known.arranged().date() : known.typed();
        boolean takes = proposal != null && known.typed() == null && known.arranged() == null;
        boolean mayRecord = file.diedOn() == null && known.arranged() == null && mayRecord(user);
        String suggested = known.typed() != null ? London.day(known.typed())
                : takes && !proposal.passed() ? London.day(proposal.day()) : "";
        return Optional.of(new Shown(standing.stream().map(review -> row(file, review, today)).toList(), standing.isEmpty(),
                known.arranged() != null ? London.text(known.arranged()) : date == null ? null : London.day(date),
                known.arranged() != null ? "arranged" : proposal != null && proposal.day().equals(date)
                        ? "as the regulations give" : "as recorded; not arranged yet",
                proposal == null ? null : London.day(proposal.day()), proposal == null ? null : proposal.words(),
                proposal != null && proposal.passed(), proposal != null && date != null && date.isAfter(proposal.day()),
                known.quiet(), suggested, !suggested.isEmpty() && takes, mayRecord));
    }

    /** The next date is the IRO's and IRO admin's to record. */
    static boolean mayRecord(SignedIn user) {
        return user.in(Groups.IRO) || user.in(Groups.IRO_ADMIN);
    }

    private Row row(CaseFile file, Review review, LocalDate today) {
        boolean over = review.held() != null || review.planned().date().isBefore(today);
        boolean guardian = inProceedings(file, review);
        boolean expected = guardian && review.recordSent() == null && review.calledOff() == null;
        LocalDate due = expected ? due(review, "review-record") : null;
        boolean missed = due != null && due.isBefore(today);
        String tone = review.calledOff() != null ? "quiet" : review.recordSent() != null ? "done" : missed ? "missed" : "open";
        return new Row(London.text(review.planned()), review.kindWords(),
                review.held() != null ? "held " + London.text(review.held()) : over ? null : "to come",
                review.calledOff() == null ? null : London.day(review.calledOff().date()),
                review.arrangements() != null ? "Guardian told " + London.day(review.arrangements().date())
                        : guardian && !over ? untold(file, review) : null,
                guardian(review, over),
                review.recordSent() != null ? "sent " + London.day(review.recordSent().date())
                        : due == null || !over ? null : missed ? "was due " + London.day(due) : "due " + London.day(due), tone);
    }

    private String untold(CaseFile file, Review review) {
        LocalDate due = due(review, "review-arrangements");
        String by = due == null ? "" : ", at best by " + London.day(due);
        return files.holder(file.reference(), Groups.CHILDRENS_GUARDIAN).isEmpty()
                ? "Guardian is told as soon as one is named" + by : "Guardian not told yet" + by;
    }

    /** Not attending is normal: shown, nothing more (C-42, C-133). */
    private static String guardian(Review review, boolean over) {
        List<String> said = new ArrayList<>();
        said.add(review.attended() ? "Guardian took part" : "Guardian not attending");
        if (review.consulted() != null) {
            said.add("consulted the IRO " + London.day(review.consulted().date()));
        }
        if (review.apologies() != null) {
            said.add("apologies " + London.day(review.apologies().date()));
        } else if (over && !review.attended()) {
            said.add("no apologies recorded");
        }
        return String.join(", ", said);
    }

    private LocalDate due(Review review, String rule) {
        var due = deadlines.reckon(review.caseReference(), rule, review.id().toString()).due();
        return due == null ? null : LocalDate.ofInstant(due, London.ZONE);
    }

    private boolean inProceedings(CaseFile file, Review review) {
        return file.diedOn() == null && files.proceedings(file.reference()).stream()
                .anyMatch((Proceedings one) -> one.endedOn() == null && !review.day().isBefore(one.issuedOn()));
    }

    /** The events for the list of dates: without what the section about reviews tells, where that is seen. */
    static List<CaseEvent> dates(CaseReader.Open open, List<CaseEvent> events) {
        boolean section = open.sees(Section.REVIEWS);
        return events.stream().filter(event -> !DETAILS.contains(event.kind()))
                .filter(event -> !section || !DATES.contains(event.kind())).toList();
    }
}
