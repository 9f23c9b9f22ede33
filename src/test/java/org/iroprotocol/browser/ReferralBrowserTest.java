package org.iroprotocol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.browser.Chromium.barriers;
import static org.iroprotocol.browser.Chromium.button;
import static org.iroprotocol.browser.Chromium.link;
import static org.iroprotocol.browser.Chromium.reloadUntilShown;
import static org.iroprotocol.browser.Chromium.select;
import static org.iroprotocol.browser.Chromium.typeDate;
import static org.iroprotocol.browser.Tasklist.FORM_AREA;
import static org.iroprotocol.browser.Tasklist.choose;
import static org.iroprotocol.browser.Tasklist.complete;
import static org.iroprotocol.browser.Tasklist.radio;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A referral to Cafcass beside a concern at stage 2, in a real browser: a draft that nobody else can tell of, the sending, what
 * Cafcass says, and the end of the referral while the concern goes on.
 */
class ReferralBrowserTest extends InTheDemonstration {

    /** With a concern at stage 1 of the demonstration, seniors on the case, and no referral. */
    private static final String CHILD = "Tansy Marsh";
    private static final String REFER = "Refer the case to Cafcass";
    private static final String NEWS = "Record news of a referral";
    private static final String WEIGH = "Weigh Cafcass's report";
    private static final String DISCUSS = "Discuss with the deputy head of service";
    private static final String CONCERN = "Concern 2: Contact and family time";
    private static final String FAILURE = "Visits to her grandmother stopped in September without a review.";
    private static final String IMPACT = "She hopes for a decision and is afraid of a court.";
    private static final String TIMETABLE = "Her grandmother moves abroad in the new year.";
    private static final String WHY_NOW = "The stages would end after the move.";
    private static final String REPORT_SAYS = "The council has agreed to start the visits again.";

    private static String casePath;

    @Test
    @Order(1)
    @Clause("C-14")
    void aConcernOfTheChildIsAtStageTwo() {
        Page page = chromium.signedIn("iro.demo");
        chromium.openCase(page, CHILD);
        casePath = Pattern.compile("^.*(/case/[^/?#]+).*$").matcher(page.url()).replaceAll("$1");
        assertThat(referralsOf(page).locator("li")).hasCount(0);
        concernsOf(page).getByText("Raise a concern").click();
        page.locator("#form").getByLabel("The concern in one line").fill(FAILURE);
        sent(page);

        Locator form = Tasklist.task(chromium, page, CHILD, "Write the concern");
        select(form, "What kind of concern is it?", "Contact and family time");
        form.getByLabel("What it means for the child").fill("She asks for her grandmother every day.");
        form.getByLabel("What the child says, or would want").fill("She wants to see her grandmother.");
        form.getByLabel("What would put it right").fill("The visits begin again.");
        select(form, "How serious is it?", "High: harm or lasting loss if nothing is done");
        form.getByLabel("The social worker and the team manager of this child").check();
        choose(form, "Is it relevant to the care plan", "Yes");
        typeDate(form.getByLabel("Child told of the concern on"), day(TODAY));
        choose(form, "Is it serious enough for immediate action?", "No");
        select(form, "At which stage does it begin?", "Stage 2: senior IRO and deputy head of service");
        form.getByLabel("Why not at the first stage").fill("Raised informally twice without success.");
        complete(page);

        chromium.open(page, casePath);
        reloadUntilShown(page, concernsOf(page).locator("li", hasText(CONCERN)).getByText("Stage 2"));
        page.context().close();
    }

    @Test
    @Order(2)
    @Clause("C-67 P-02 P-03")
    void theIroKeepsADraftBesideTheConcern() {
        Page page = chromium.signedIn("iro.demo");
        chromium.open(page, casePath);
        referralsOf(page).getByText(REFER).click();
        Locator form = page.locator("#form");
        select(form, "Beside which concern", "2: Contact and family time (issued " + day(TODAY) + ")");
        form.getByLabel("An important part of the care plan not carried out").check();
        form.getByLabel("What the authority has not done, or has decided").fill(FAILURE);
        typeDate(form.getByLabel("The day it happened or was decided"), day(TODAY.minusDays(20)));
        choose(form, "How far has the local process gone?", "It goes on beside this referral");
        form.getByLabel("Why you refer now").fill(WHY_NOW);
        assertThat(barriers(page)).isEmpty();
        button(page, "Keep as draft").click();
        assertThat(page.locator("#busy")).containsText(Pattern.compile("Draft kept .*Nobody else can see it"));
        picture(page, "referral-1-kept");

        link(page, "Back to the case").click();
        page.waitForURL("**" + casePath);
        assertThat(referralsOf(page)).containsText("You have a draft of a referral, kept " + day(TODAY));
        assertThat(referralsOf(page)).not().containsText(REFER);
        pictures(page, "referral-2-draft-on-case");
        page.context().close();
    }

    @Test
    @Order(3)
    @Clause("P-02 P-03")
    void nobodyElseCanTellThatThereIsADraft() {
        for (String user : List.of("iro2.demo", "senior-iro.demo", "head-of-service.demo")) {
            Page page = chromium.signedIn(user);
            assertTellsNothing(page);
            Response start = page.navigate(demonstration.url(casePath + "/start/cafcass-referral"));
            assertThat(start.status()).as(user).isEqualTo(404);
            assertThat(page.locator("body")).not().containsText(WHY_NOW);
            page.context().close();
        }
    }

    @Test
    @Order(4)
    @Clause("C-14 C-67 P-02")
    void theDraftIsFinishedAndWhatIsMissingIsSaidBeforeItIsSent() {
        Page page = chromium.signedIn("iro.demo");
        chromium.open(page, casePath);
        referralsOf(page).getByText("Go on writing").click();
        Locator form = page.locator("#form");
        assertThat(page.locator("main")).containsText("Your draft of " + day(TODAY));
        assertThat(form.getByLabel("What the authority has not done, or has decided")).hasValue(FAILURE);
        assertThat(form.getByLabel("Why you refer now")).hasValue(WHY_NOW);
        assertThat(form.getByLabel("An important part of the care plan not carried out")).isChecked();
        assertThat(form.getByLabel("The day it happened or was decided")).hasValue(day(TODAY.minusDays(20)));
        assertThat(radio(form, "How far has the local process gone?", "It goes on beside this referral")).isChecked();
        assertThat(form.locator(".fjs-form-field-select").first()).containsText("2: Contact and family time");
        pictures(page, "referral-3-draft");

        form.getByLabel("The timetable for the child").fill(TIMETABLE);
        form.getByLabel("What you ask for").fill("That the visits begin again before the move.");
        choose(form, "Is there a child protection concern that cannot wait?", "No");
        form.getByLabel(Pattern.compile("^Quality Assurance Form")).first().check();
        button(page, "Send").click();
        assertThat(page.locator("#problem")).containsText("Some answers need another look");
        assertThat(page.locator("#problem li")).hasText("What this referral itself means for the child: This is missing. Fill it in.");
        assertThat(page.locator("#problem")).isInViewport();
        Locator wrong = form.locator(".fjs-form-field", hasText("What this referral itself means for the child"))
                .locator(".fjs-form-field-error");
        assertThat(wrong).containsText("This is missing.");
        picture(page, "referral-4-refused");

        form.getByLabel("What this referral itself means for the child").fill(IMPACT);
        assertThat(barriers(page)).isEmpty();
        sent(page);
        assertThat(referralsOf(page)).containsText("Nothing recorded from Cafcass yet");
        assertThat(referralsOf(page)).not().containsText("draft");
        pictures(page, "referral-5-sent-case");
        page.context().close();
    }

    @Test
    @Order(5)
    @Clause("C-14 C-67 P-03")
    void itIsSentAndTheConcernGoesOn() throws Exception {
        Page page = chromium.signedIn("iro.demo");
        openReferral(page);
        assertThat(page.locator("dl.facts")).containsText("Nothing recorded from Cafcass yet");
        assertThat(page.locator("dl.facts")).containsText("Concern 2");
        assertThat(page.locator("main")).containsText(IMPACT);
        assertThat(page.locator("main")).containsText(TIMETABLE);
        assertThat(page.locator("main")).containsText("do not see this referral yet");
        Locator pdf = page.locator("section[aria-labelledby=t-letters]").getByText("PDF");
        reloadUntilShown(page, pdf);
        pictures(page, "referral-6-sent");
        Download letter = page.waitForDownload(pdf::click);
        assertThat(new String(Files.readAllBytes(letter.path()), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        page.context().close();

        Page senior = chromium.signedIn("senior-iro.demo");
        assertAtStageTwo(senior);
        chromium.open(senior, casePath);
        assertThat(referralsOf(senior)).containsText("Referral 1");
        senior.context().close();

        Page head = chromium.signedIn("head-of-service.demo");
        assertTellsNothing(head);
        head.context().close();
    }

    @Test
    @Order(6)
    @Clause("C-67 P-03")
    void theCouncilSeesItOnceCafcassLegalHasToldItsLawyers() {
        Page page = chromium.signedIn("iro.demo");
        Locator form = news(page);
        form.getByLabel("Who told us").fill("Duty lawyer, by telephone");
        typeDate(form.getByLabel("Cafcass Legal received it on"), day(TODAY));
        pictures(page, "referral-7-news");
        sent(page);
        assertThat(referralsOf(page)).containsText("Cafcass Legal received it " + day(TODAY));

        Page head = chromium.signedIn("head-of-service.demo");
        assertTellsNothing(head);

        form = news(page);
        typeDate(form.getByLabel("Cafcass Legal wrote to them on"), day(TODAY));
        sent(page);
        openReferral(page);
        assertThat(page.locator("main")).not().containsText("do not see this referral yet");
        pictures(page, "referral-8-before-report");
        page.context().close();

        openReferral(head);
        assertThat(head.locator("main")).containsText(IMPACT);
        assertThat(head.locator("section[aria-labelledby=t-letters]")).hasCount(0);
        pictures(head, "referral-9-head");
        head.context().close();
    }

    @Test
    @Order(7)
    @Clause("C-14 C-67")
    void theReportIsWeighedAndTheConcernGoesOn() {
        Page page = chromium.signedIn("iro.demo");
        Locator form = news(page);
        typeDate(form.getByLabel("Written report came on"), day(TODAY));
        select(form, "What Cafcass has decided", "Not to bring proceedings");
        form.getByLabel("What the report says, in short").fill(REPORT_SAYS);
        sent(page);

        openReferral(page);
        reloadUntilShown(page, page.locator("section[aria-labelledby=t-tasks]").getByText(WEIGH));
        assertThat(page.locator("dl.facts")).containsText("Cafcass reported " + day(TODAY) + ": Not to bring proceedings");
        pictures(page, "referral-10-report");

        form = Tasklist.task(chromium, page, CHILD, WEIGH);
        assertThat(form.getByLabel("What Cafcass has said")).hasValue(Pattern.compile(REPORT_SAYS));
        assertThat(form.getByLabel("What Cafcass has said")).hasValue(Pattern.compile("Not to bring proceedings"));
        picture(page, "referral-11-weigh");
        choose(form, "What follows?", "The concern goes on in the local process");
        form.getByLabel("In a few words").fill("The visits are looked at again when they have begun.");
        typeDate(form.getByLabel("The child was told on"), day(TODAY));
        assertThat(barriers(page, FORM_AREA)).isEmpty();
        picture(page, "referral-12-weighed");
        complete(page);

        openReferral(page);
        assertThat(page.locator("dl.facts")).containsText("Closed " + day(TODAY));
        assertThat(page.locator("section[aria-labelledby=t-tasks]")).hasCount(0);
        pictures(page, "referral-13-closed");
        page.context().close();

        Page senior = chromium.signedIn("senior-iro.demo");
        assertAtStageTwo(senior);
        senior.context().close();
    }

    private static Locator concernsOf(Page page) {
        return page.locator("section[aria-labelledby=t-concerns]");
    }

    private static Locator referralsOf(Page page) {
        return page.locator("section[aria-labelledby=t-referrals]");
    }

    private static Locator.LocatorOptions hasText(String text) {
        return new Locator.LocatorOptions().setHasText(text);
    }

    private static void openReferral(Page page) {
        chromium.open(page, casePath);
        referralsOf(page).getByText("Referral 1").click();
        page.waitForURL("**/referral/1");
    }

    /** The form for news, from the page of the referral. */
    private static Locator news(Page page) {
        openReferral(page);
        link(page, NEWS).click();
        page.waitForURL("**/start/referral-report");
        return page.locator("#form");
    }

    private static void sent(Page page) {
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
    }

    /** The concern is where it was, and its task still waits for the senior IRO. */
    private static void assertAtStageTwo(Page senior) {
        chromium.open(senior, casePath);
        concernsOf(senior).getByText(CONCERN).click();
        senior.waitForURL("**/concern/2");
        assertThat(senior.locator("section[aria-labelledby=t-where]")).containsText("Stage 2");
        assertThat(senior.locator("section[aria-labelledby=t-tasks]")).containsText(DISCUSS);
    }

    /** The child's page as it is for a case with no referral. */
    private static void assertTellsNothing(Page other) {
        chromium.open(other, casePath);
        assertThat(other.locator("h1")).containsText(CHILD);
        assertThat(referralsOf(other)).hasCount(0);
        assertThat(link(other, REFER)).hasCount(0);
        // Where to go with a worry is said on every case; nothing else names a referral.
        assertThat(other.locator("main")).not().containsText(Pattern.compile("Referral \\d|Referral to Cafcass|Referral of|a draft",
                Pattern.CASE_INSENSITIVE));
        assertThat(other.navigate(demonstration.url(casePath + "/referral/1")).status()).isEqualTo(404);
    }
}
