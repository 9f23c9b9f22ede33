package org.iroprotocol.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.ChildFacts;
import org.iroprotocol.casefile.Review;
import org.iroprotocol.casefile.Reviews;
import org.iroprotocol.deadline.DeadlineRule;
import org.iroprotocol.deadline.ReckonedDates;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a date is proposed for the next review, and when never; now is Friday 18 December 2026. */
class NextReviewsTest {

    private static final String REGULATION = "Care Planning, Placement and Case Review (England) Regulations 2010, reg 33";

    private final CaseFiles files = mock(CaseFiles.class);
    private final ChildFacts children = mock(ChildFacts.class);
    private final Reviews reviews = mock(Reviews.class);
    private final ReckonedDates dates = mock(ReckonedDates.class);
    private final Settings settings = mock(Settings.class);
    private final List<Review> onFile = new ArrayList<>();

    @BeforeEach
    void aChildInCare() {
        child("interim-care-order", null);
        when(children.isLookedAfter("D-1")).thenReturn(true);
        when(children.reportingFacts("D-1")).thenReturn(Optional.empty());
        when(children.lookedAfter("D-1")).thenReturn(List.of());
        when(reviews.of("D-1")).thenReturn(onFile);
        when(files.event("D-1", "next-review", "")).thenReturn(Optional.empty());
        when(settings.list("derby", "reviews.no-date-proposed")).thenReturn(List.of("placement-order", "adopt", "short-break"));
        rule("first-review", "2027-01-08");
        rule("second-review", "2027-03-14");
        rule("later-review", "2027-06-14");
    }

    @ParameterizedTest
    @ValueSource(strings = {"placement-order", "Placement Order", "placed for adoption", "Short breaks (s20)"})
    @Clause("P-23")
    void neverForAChildAuthorisedOrPlacedForAdoptionOrWithShortBreaks_byLegalStatus(String status) {
        child(status, null);
        nothingProposed("other regulations apply");
    }

    @Test
    @Clause("P-23")
    void never_byKindOfPlacementStatusOrLastReview() {
        when(children.reportingFacts("D-1")).thenReturn(Optional.of(new ChildFacts.ReportingFacts(null,
                "Adoptive placement", true, null, null, null)));
        nothingProposed("other regulations apply");
        when(children.reportingFacts("D-1")).thenReturn(Optional.empty());
        when(children.lookedAfter("D-1")).thenReturn(List.of(new ChildFacts.LookedAfter("looked-after", "placement-order",
                LocalDate.of(2026, 12, 1), null, "iro")));
        nothingProposed("other regulations apply");
        when(children.lookedAfter("D-1")).thenReturn(List.of(new ChildFacts.LookedAfter("looked-after", "care-order",
                LocalDate.of(2026, 12, 1), null, "iro"), new ChildFacts.LookedAfter("looked-after", "placement-order",
                LocalDate.of(2026, 1, 1), LocalDate.of(2026, 11, 30), "iro")));
        assertThat(next().proposal()).as("a placement order of the past").isNotNull();
        held("short-breaks", "2026-12-14");
        nothingProposed("other regulations apply");
        verify(dates, never()).reckon(any(), eq("later-review"), any());
    }

    @Test
    @Clause("P-20 P-23")
    void notForAChildNoLongerLookedAfterOrWhoHasDied_norWithoutAnythingToCountFrom() {
        when(children.isLookedAfter("D-1")).thenReturn(false);
        assertThat(next()).isEqualTo(new NextReview(null, null, null, null));
        when(children.isLookedAfter("D-1")).thenReturn(true);
        child("care-order", LocalDate.of(2026, 12, 17));
        assertThat(next()).isEqualTo(new NextReview(null, null, null, null));
        child("care-order", null);
        rule("first-review", null);
        nothingProposed("neither a review that was held");
    }

    @Test
    @Clause("P-23")
    void twentyWorkingDaysThenThreeMonthsThenSix_eachWithItsRegulation() {
        assertThat(next().proposal()).isEqualTo(new NextReview.Proposal(LocalDate.of(2027, 1, 8), REGULATION, "first-review.",
                false));
        Review first = held("first", "2026-12-14");
        assertThat(next().proposal().day()).hasToString("2027-03-14");
        verify(dates).reckon("D-1", "second-review", first.id().toString());
        held("second", "2026-12-16");
        assertThat(next().proposal().words()).isEqualTo(REGULATION + ". later-review.");
    }

    @Test
    @Clause("P-23")
    void aDayThatIsOverIsShownAsOver_arrangedAndTypedDatesStandBesideIt() {
        rule("first-review", "2026-12-17");
        assertThat(next().proposal().passed()).isTrue();
        onFile.add(review("first", "2026-12-22", null, null));
        onFile.add(review("other", "2026-12-21", null, "2026-12-18"));
        assertThat(next().arranged()).as("the one called off does not count").isEqualTo(When.parse("2026-12-22"));
        when(files.event("D-1", "next-review", "")).thenReturn(Optional.of(new CaseEvent(UUID.randomUUID(), "D-1", "next-review",
                "", When.parse("2027-03-01"), Instant.EPOCH, "iro", null, null, null)));
        assertThat(next().typed()).hasToString("2027-03-01");
        held("second", "2027-03-01");
        assertThat(next().typed()).as("that review was held").isNull();
    }

    private void nothingProposed(String why) {
        assertThat(next().proposal()).isNull();
        assertThat(next().quiet()).contains(why);
    }

    private NextReview next() {
        return new NextReviews(files, children, reviews, dates, settings,
                Clock.fixed(Instant.parse("2026-12-18T10:00:00Z"), London.ZONE)).of("D-1");
    }

    private void child(String legalStatus, LocalDate died) {
        when(files.get("D-1")).thenReturn(new CaseFile("D-1", "derby", "Baby Example", LocalDate.of(2020, 1, 1), null,
                legalStatus, false, null, Instant.EPOCH, null, died));
    }

    private Review held(String kind, String day) {
        Review review = review(kind, day, day, null);
        onFile.add(review);
        return review;
    }

    private static Review review(String kind, String planned, String held, String off) {
        return new Review(UUID.randomUUID(), "D-1", kind, kind, null, When.parse(planned), off == null ? null : When.parse(off),
                null, null, null, false, held == null ? null : When.parse(held), null);
    }

    private void rule(String id, String due) {
        DeadlineRule rule = mock(DeadlineRule.class);
        when(rule.source()).thenReturn(REGULATION);
        when(dates.reckon(eq("D-1"), eq(id), any())).thenReturn(new ReckonedDates.Reckoned(rule, due == null ? null
                : LocalDate.parse(due).atTime(23, 59, 59).atZone(London.ZONE).toInstant(), id + "."));
    }
}
