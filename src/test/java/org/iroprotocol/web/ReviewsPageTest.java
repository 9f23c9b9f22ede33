package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Reviews;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page of review records, the section of the case page, and the date of the next review. */
@ProtocolTest
class ReviewsPageTest {

    @LocalServerPort
    int port;

    @Autowired
    CaseFiles files;

    @Autowired
    Reviews reviews;

    @Autowired
    TestCases cases;

    @Autowired
    House house;

    String first;
    String second;

    @BeforeEach
    void twoReviewsWithoutRecords() {
        house.at("2026-12-18T10:00");
        first = cases.open(Map.of("issuedOn", "2026-11-02", "lookedAfterSince", "2026-11-02", "guardianName", "Grace Guardian",
                "guardianEmail", "childrens-guardian.test@derby.example", "cafcassAllocatedOn", "2026-11-02"));
        second = cases.open(Map.of("issuedOn", "2026-11-02", "iroName", "Ivo Second", "iroEmail", "iro2.test@derby.example"));
        cases.review(first, "2026-11-16", Map.of("reviewPlace", "12 Secret Lane", "placeInLetter", "no"));
        cases.reviewed(first, "iro.test", Map.of("heldOn", "2026-11-17", "apologiesOn", "2026-11-13"));
        cases.review(second, "2026-12-10", Map.of());
        house.runDueJobs();
    }

    @AfterEach
    void away() {
        cases.endAll();
    }

    @Test
    @Clause("P-01")
    void onlyTheIroServiceSeesTheList_andAnIroOnlyTheirOwnCases() {
        assertThat(as("childrens-guardian.test").page("/reviews").statusCode()).isEqualTo(404);
        assertThat(as("la-legal-assistant.test").page("/reviews").statusCode()).isEqualTo(404);
        assertThat(as("iro.test").page("/reviews").body()).contains(first).doesNotContain(second);
        assertThat(as("iro-admin.test").page("/reviews").body()).contains(first, second, "was due 15/12/2026", "12/01/2027")
                .doesNotContain("Secret");
        assertThat(as("iro-admin.north").page("/reviews").body()).doesNotContain(first);
    }

    @Test
    @Clause("C-36")
    void nothingTickedNoDayImpossibleOrNotTheirs_isRefusedForAll() {
        Browser admin = as("iro-admin.test");
        refused(admin, Map.of("sentOn", "17/12/2026"), "No review is ticked");
        refused(admin, Map.of("review", id(first), "sentOn", ""), "The day is missing");
        refused(admin, Map.of("review", id(first), "sentOn", "soon"), "This is not a date");
        refused(admin, Map.of("review", id(first), "sentOn", "19/12/2026"), "Case " + first + ": The day lies in the future");
        refused(admin, Map.of("review", "nonsense", "sentOn", "17/12/2026"), "not on file");
        refused(as("iro.test"), Map.of("review", id(second), "sentOn", "17/12/2026"), "not one of yours");
        var mixed = admin.post("/reviews", "application/x-www-form-urlencoded", "review=" + id(first) + "&review=" + id(second)
                + "&sentOn=01/12/2026&_csrf=" + admin.token("/reviews"));
        assertThat(mixed.statusCode()).isEqualTo(400);
        assertThat(mixed.body()).contains("Case " + second + ": The record cannot have been sent before the review was held",
                "value=\"01/12/2026\"", "checked");
        String problem = mixed.body().substring(mixed.body().indexOf("role=\"alert\""), mixed.body().indexOf("<form class=\"work\""));
        assertThat(problem).as("the reference alone").doesNotContain("Robin");
        assertThat(reviews.of(first).get(0).recordSent()).isNull();
    }

    @Test
    @Clause("C-36 P-10")
    void manyAtOnce_withOneDay() {
        Browser admin = as("iro-admin.test");
        var done = admin.post("/reviews", "application/x-www-form-urlencoded", "review=" + id(first) + "&review=" + id(second)
                + "&sentOn=17/12/2026&_csrf=" + admin.token("/reviews"));
        assertThat(done.headers().firstValue("Location").orElse("")).endsWith("/reviews?done=2");
        house.runDueJobs();
        assertThat(admin.page("/reviews?done=2").body()).contains("Recorded as sent: 2 records")
                .doesNotContain(first);
        for (String each : new String[] {first, second}) {
            assertThat(reviews.of(each).get(0).recordSent()).isEqualTo(When.parse("2026-12-17"));
            assertThat(files.timeline(each).get(0).recordedBy()).isEqualTo("iro-admin.test");
        }
    }

    @Test
    @Clause("C-35 C-42 C-133 P-23")
    void theCasePageShowsReviewsQuietly_andTheNextDateWithItsRegulation() {
        String page = as("iro.test").page("/case/" + first).body();
        String section = page.substring(page.indexOf("id=\"t-reviews\""), page.indexOf("</section>", page.indexOf("id=\"t-reviews\"")));
        assertThat(section).contains("16/11/2026", "held 17/11/2026", "Guardian not attending, apologies 13/11/2026",
                "was due 15/12/2026", "17/02/2027", "reg 33(2)", "value=\"17/02/2027\"", "Record this date",
                "/start/review-report", "/start/review-liaison", "/start/discussion").doesNotContain("Secret");
        String guardian = as("childrens-guardian.test").page("/case/" + first).body();
        assertThat(guardian).contains("id=\"t-reviews\"", "/start/review-report").doesNotContain("/start/review-liaison")
                .doesNotContain("Record this date").doesNotContain("Secret");
        assertThat(as("iro-admin.test").page("/case/" + second).body()).contains("Guardian not attending, no apologies recorded");
    }

    @Test
    @Clause("P-23")
    void somebodyTakesTheDateOrTypesAnother() {
        Browser iro = as("iro.test");
        String path = "/case/" + first + "/next-review";
        String token = iro.token("/case/" + first);
        assertThat(iro.form(path, Map.of("nextReview", "tomorrow", "_csrf", token)).body()).contains("This is not a date");
        assertThat(iro.form(path, Map.of("nextReview", "", "_csrf", token)).body()).contains("The date is missing");
        assertThat(iro.form(path, Map.of("nextReview", "01/01/2017", "_csrf", token)).statusCode()).isEqualTo(400);
        Browser guardian = as("childrens-guardian.test");
        assertThat(guardian.form(path, Map.of("nextReview", "17/02/2027", "_csrf", guardian.token("/cases"))).statusCode())
                .isEqualTo(404);
        assertThat(iro.form(path, Map.of("nextReview", "17/02/2027", "_csrf", token)).statusCode()).isEqualTo(302);
        assertThat(files.timeline(first).get(0).entries().toString()).contains("17/02/2027", "reg 33(2)");
        assertThat(iro.page("/case/" + first).body()).contains("as the regulations give");
        iro.form(path, Map.of("nextReview", "01/03/2027", "_csrf", token));
        assertThat(iro.page("/case/" + first).body()).contains("01/03/2027", "After the last day the regulations give");
    }

    private void refused(Browser browser, Map<String, String> fields, String words) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", browser.token("/reviews"));
        var answer = browser.form("/reviews", all);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Nothing has been recorded", words);
    }

    private String id(String reference) {
        return reviews.of(reference).get(0).id().toString();
    }

    private Browser as(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        return browser;
    }
}
