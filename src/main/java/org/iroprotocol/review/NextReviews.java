package org.iroprotocol.review;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.ChildFacts;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.casefile.Review;
import org.iroprotocol.casefile.Reviews;
import org.iroprotocol.deadline.ReckonedDates;
import org.springframework.stereotype.Component;

/**
 * The next review of a looked-after child (P-23): 20 working days after becoming looked after, then three months, then six
 * months (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33), each a row of
 * {@code deadlines.dmn}. Never proposed once a child is authorised or placed for adoption, or has short breaks.
 */
@Component
public class NextReviews {

    private static final String FIRST = "first";
    private static final String WORDS = "reviews.no-date-proposed";

    private final CaseFiles files;
    private final ChildFacts children;
    private final Reviews reviews;
    private final ReckonedDates dates;
    private final Settings settings;
    private final Clock clock;

    NextReviews(CaseFiles files, ChildFacts children, Reviews reviews, ReckonedDates dates, Settings settings, Clock clock) {
        this.files = files;
        this.children = children;
        this.reviews = reviews;
        this.dates = dates;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The next review of the child, worked out when somebody looks; nothing is recorded.
     *
     * @throws org.iroprotocol.casefile.UnknownCaseException when there is no such case
     */
    public NextReview of(String reference) {
        CaseFile file = files.get(reference);
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        List<Review> standing = reviews.of(reference).stream().filter(review -> review.calledOff() == null).toList();
        When arranged = standing.stream().filter(review -> review.held() == null && !review.planned().date().isBefore(today))
                .map(Review::planned).min(Comparator.naturalOrder()).orElse(null);
        Optional<Review> last = standing.stream().filter(review -> review.held() != null)
                .max(Comparator.comparing(review -> review.held().date()));
        LocalDate typed = files.event(reference, EventKind.NEXT_REVIEW, "").map(CaseEvent::value).map(When::date)
                .filter(day -> last.filter(review -> !day.isAfter(review.held().date())).isEmpty()).orElse(null);
        if (file.diedOn() != null || !children.isLookedAfter(reference)) {
            return new NextReview(arranged, typed, null, null);
        }
        if (underOtherRegulations(file, last)) {
            return new NextReview(arranged, typed, null, "No date is proposed: this child is authorised or placed for adoption, "
                    + "or has short breaks, and other regulations apply.");
        }
        return propose(file, last, today).map(proposal -> new NextReview(arranged, typed, proposal, null))
                .orElseGet(() -> new NextReview(arranged, typed, null, "No date is proposed: neither a review that was held nor "
                        + "the day the child became looked after is on file."));
    }

    private Optional<NextReview.Proposal> propose(CaseFile file, Optional<Review> last, LocalDate today) {
        String rule = last.isEmpty() ? "first-review" : FIRST.equals(last.get().kind()) ? "second-review" : "later-review";
        var reckoned = dates.reckon(file.reference(), rule, last.map(review -> review.id().toString()).orElse(""));
        if (reckoned.due() == null) {
            return Optional.empty();
        }
        LocalDate day = LocalDate.ofInstant(reckoned.due(), London.ZONE);
        return Optional.of(new NextReview.Proposal(day, reckoned.rule().source(), reckoned.workingOut(), day.isBefore(today)));
    }

    /** By legal status, kind of placement or kind of the last review; the authority says by which words. */
    private boolean underOtherRegulations(CaseFile file, Optional<Review> last) {
        List<String> words = settings.list(file.authority(), WORDS).stream().map(NextReviews::plain).toList();
        Stream<String> status = children.lookedAfter(file.reference()).stream().limit(1)
                .flatMap(now -> Stream.of(now.status(), now.legalStatus() == null ? "" : now.legalStatus()));
        Stream<String> placement = children.reportingFacts(file.reference()).map(ChildFacts.ReportingFacts::placementType)
                .stream();
        return Stream.of(Stream.ofNullable(file.legalStatus()), status, placement, last.map(Review::kind).stream())
                .flatMap(texts -> texts).map(NextReviews::plain)
                .anyMatch(text -> words.stream().anyMatch(text::contains));
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
