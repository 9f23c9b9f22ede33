package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.spin.plugin.variable.SpinValues;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.Review;
import org.iroprotocol.casefile.Reviews;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code review-report}: what happened about a review, as facts, by the IRO service or the guardian. */
class ReviewReportTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("review-report");

    private static final String GUARDIAN = "childrens-guardian.test";

    @Autowired
    Reviews reviews;

    @Test
    @Clause("P-13")
    void nothingFilledInImpossibleOrNoSuchReview_isRefusedAndNothingIsSaved() {
        String reference = open("2026-11-02");
        refused(reference, "iro.test", Map.of("heldOn", "2026-12-10"), "No review of this child is on file");
        cases.review(reference, "2026-12-10", Map.of());
        int before = files.timeline(reference).size();
        refused(reference, "iro.test", Map.of(), "Nothing is filled in");
        refused(reference, "iro.test", Map.of("heldOn", "2026-12-19"), "future");
        refused(reference, "iro.test", Map.of("consultedOn", "2018-01-01"), "born");
        refused(reference, "iro.test", Map.of("recordSentOn", "2026-12-09"), "before the review");
        refused(reference, "iro.test", Map.of("heldOn", "2026-12-14", "recordSentOn", "2026-12-11"), "before the review");
        refused(reference, "iro.test", Map.of("reviewOn", "2026-12-11", "apologiesOn", "2026-12-09"), "On file: 10/12/2026");
        refused(reference, "iro.test", Map.of("movedTime", "10:30"), "The date of the review is missing");
        refused(reference, "iro.test", Map.of("movedTo", "2041-01-01"), "Check the year");
        refused(reference, "iro.test", Map.of("newPlace", "12 Secret Lane"), "");
        refused(reference, "iro.test", Map.of("nextReviewOn", "2017-01-01"), "born");
        refused(reference, "la-legal-assistant.test", Map.of("heldOn", "2026-12-10"), "");
        assertThat(files.timeline(reference)).hasSize(before);
        assertThat(reviews.of(reference).get(0).held()).isNull();
    }

    @Test
    @Clause("P-01 P-10")
    void theGuardianRecordsWhatIsHers_andNoMore() {
        String reference = open("2026-11-02");
        cases.review(reference, "2027-01-12", Map.of());
        refused(reference, GUARDIAN, Map.of("movedTo", "2027-01-14"), "by the IRO service");
        refused(reference, GUARDIAN, Map.of("calledOff", true), "by the IRO service");
        refused(reference, GUARDIAN, Map.of("nextReviewOn", "2027-04-12"), "by the IRO service");
        cases.reviewed(reference, GUARDIAN, Map.of("consultedOn", "2026-12-17", "apologiesOn", "2026-12-18"));
        assertThat(reviews.of(reference).get(0).consulted()).isEqualTo(When.parse("2026-12-17"));
        assertThat(reviews.of(reference).get(0).apologies()).isEqualTo(When.parse("2026-12-18"));
        String strange = cases.open(Map.of());
        cases.review(strange, "2027-01-12", Map.of());
        refused(strange, GUARDIAN, Map.of("apologiesOn", "2026-12-18"), "");
    }

    @Test
    @Clause("C-41 C-42 C-44 C-133 P-10")
    void neitherConsultationNorApologies_isNoAlarm_andWhoTookPartCanBeCorrected() {
        String reference = open("2026-11-02");
        cases.review(reference, "2026-12-10", Map.of());
        cases.reviewed(reference, "iro.test", Map.of("heldOn", "2026-12-10"));
        house.passes("2027-01-05T12:00");
        assertThat(ledger.ofCase(reference)).noneMatch(item -> item.template().contains("apologies")
                || item.template().contains("consultation"));
        assertThat(register.ofCase(reference)).noneMatch(deadline -> deadline.rule().id().equals("apologies")
                || deadline.rule().id().equals("consultation-before-review"));
        assertThat(reviews.of(reference).get(0).attended()).isFalse();
        cases.reviewed(reference, "iro.test", Map.of("guardianAttended", "yes"));
        assertThat(reviews.of(reference).get(0).attended()).isTrue();
        cases.reviewed(reference, "iro.test", Map.of("guardianAttended", "no"));
        assertThat(reviews.of(reference).get(0).attended()).isFalse();
    }

    @Test
    @Clause("P-14 P-23")
    void severalReviews_saysWhich_closedCasesAcceptLateRecords() {
        String reference = open("2026-11-02");
        cases.review(reference, "2026-11-16", Map.of());
        cases.review(reference, "2027-01-12", Map.of("reviewKind", "second"));
        refused(reference, "iro.test", Map.of("apologiesOn", "2026-12-18"), "Say which one by its day");
        refused(reference, "iro.test", Map.of("reviewOn", "2027-01-12", "movedTo", "2026-11-16"), "on file already");
        cases.reviewed(reference, "iro.test", Map.of("reviewOn", "2026-11-16", "recordSentOn", "2026-12-01", "nextReviewOn",
                "2027-02-16"));
        assertThat(files.event(reference, "next-review", "").orElseThrow().value()).isEqualTo(When.parse("2027-02-16"));
        cases.ended(reference, "2026-12-18", false, Map.of());
        house.runDueJobs();
        cases.completion(reference, Map.of("letterOutcome", "sent", "letterOn", "2026-12-18", "childTold", true));
        house.runDueJobs();
        assertThat(files.get(reference).closedAt()).isNotNull();
        cases.reviewed(reference, "iro.test", Map.of("reviewOn", "2027-01-12", "calledOff", true));
        assertThat(reviews.of(reference).get(0).calledOff()).isNotNull();
    }

    @Test
    @Clause("P-12 P-41")
    void forTwoSiblingsAtOnce_allOrNothing() {
        String reference = cases.open(Map.of("siblings",
                spin("[{\"siblingName\":\"Wren Reporter\",\"siblingDateOfBirth\":\"2020-01-01\"}]")));
        String sister = files.siblings(reference).get(0).reference();
        cases.review(reference, "2026-12-18", Map.of());
        Map<String, Object> both = new HashMap<>(Map.of("heldOn", "2026-12-18", "guardianAttended", "yes", "receivedFrom",
                "Grace Guardian, by telephone", "alsoFor", spin("[\"" + sister + "\"]")));
        refused(reference, "iro-admin.test", both, "Case " + sister);
        assertThat(reviews.of(reference).get(0).held()).isNull();
        cases.review(sister, "2026-12-18", Map.of());
        cases.reviewed(reference, "iro-admin.test", both);
        for (String each : List.of(reference, sister)) {
            Review review = reviews.of(each).get(0);
            assertThat(review.held()).isEqualTo(When.parse("2026-12-18"));
            assertThat(review.attended()).isTrue();
            assertThat(files.event(each, "review-held", review.id().toString()).orElseThrow().onBehalfOf())
                    .isEqualTo("Grace Guardian, by telephone");
        }
    }

    private String open(String issued) {
        return cases.open(Map.of("guardianName", "Grace Guardian", "guardianEmail", GUARDIAN + "@derby.example",
                "cafcassAllocatedOn", issued, "issuedOn", issued, "iroAllocatedOn", issued));
    }

    private void refused(String reference, String user, Map<String, ?> fields, String words) {
        assertThatThrownBy(() -> cases.reviewed(reference, user, fields)).hasStackTraceContaining(words);
    }

    private static Object spin(String json) {
        return SpinValues.jsonValue(json).create();
    }
}
