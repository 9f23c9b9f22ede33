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

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A concern about a child in proceedings from raising it to stage 4 and its end, in a real browser, by the people who do it. */
class ConcernsBrowserTest extends InTheDemonstration {

    private static final String CHILD = "Bram Ellery";
    private static final String WRITE = "Write the concern";
    private static final String SO_FAR = "What has happened so far";
    private static final String EVIDENCE = "The assessment of his grandmother was agreed in May and has not begun.";
    private static final String IMPACT = "He asks every week where he will live.";
    private static final String ANSWER = "No assessor is free before next month.";
    private static final String AMONG_US = "The answer names no day.";
    private static final String PROMISE = "Appoint an assessor from outside";
    private static final String LATE_PROMISE = "Report to the IRO every Friday";

    @Test
    @Order(1)
    @Clause("C-98 C-99")
    void theIroRaisesAConcernAndKeepsADraft() {
        Page page = chromium.signedIn("iro.demo");
        chromium.openCase(page, CHILD);
        link(page, "Raise a concern").first().click();
        Locator form = page.locator("#form");
        form.getByLabel("The concern in one line").fill(EVIDENCE);
        assertThat(barriers(page)).isEmpty();
        pictures(page, "concern-1-raise");
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        assertThat(concernsOf(page)).containsText("Being written");
        pictures(page, "concern-2-raised");

        form = task(page, WRITE);
        assertThat(form.getByLabel("The concern, and what it rests on")).hasValue(EVIDENCE);
        assertThat(form.getByLabel("Who would answer, and the court")).hasValue(Pattern.compile("Tobias Merrow"));
        form.getByLabel("What it means for the child").fill(IMPACT);
        select(form, "What kind of concern is it?", "Drift and delay");
        typeDate(form.getByLabel("By when it should be put right"), day(TODAY.plusDays(21)));
        choose(form, "Is it relevant to the care plan", "Yes");
        form.getByLabel("Keep as draft").check();
        complete(page);

        form = task(page, WRITE);
        assertThat(form.getByLabel("What it means for the child")).hasValue(IMPACT);
        assertThat(form.getByLabel("The concern, and what it rests on")).hasValue(EVIDENCE);
        assertThat(form.locator(".fjs-form-field-select").first()).containsText("Drift and delay");
        assertThat(form.getByLabel("By when it should be put right")).hasValue(day(TODAY.plusDays(21)));
        assertThat(radio(form, "Is it relevant to the care plan", "Yes")).isChecked();
        assertThat(form.getByLabel("Keep as draft")).not().isChecked();
        picture(page, "concern-3-draft");
        page.context().close();

        Page admin = chromium.signedIn("iro-admin.demo");
        chromium.openCase(admin, CHILD);
        assertThat(admin.locator("h1")).containsText(CHILD);
        assertThat(admin.locator("main")).not().containsText(Pattern.compile("Concern 1|grandmother"));
        admin.context().close();
    }

    @Test
    @Order(2)
    @Clause("C-98 C-101")
    void whatIsNeededAndMissingIsSaidAndNothingTypedIsLost() {
        Page page = chromium.signedIn("iro.demo");
        Locator form = task(page, WRITE);
        form.getByLabel("What would put it right").fill("The assessment begins within two weeks.");
        select(form, "How serious is it?", "Medium: it affects the child now");
        form.getByLabel("The social worker and the team manager of this child").check();
        choose(form, "Is it serious enough for immediate action?", "No");
        typeDate(form.getByLabel("Child told of the concern on"), day(TODAY));
        refused(page, "What the child says or would want is missing. Fill it in.");
        picture(page, "concern-4-refused");
        assertThat(form.getByLabel("What would put it right")).hasValue("The assessment begins within two weeks.");
        assertThat(form.getByLabel("What it means for the child")).hasValue(IMPACT);
        assertThat(radio(form, "Is it serious enough for immediate action?", "No")).isChecked();

        form.getByLabel("What the child says, or would want").fill("He wants to live with his grandmother.");
        assertThat(barriers(page, FORM_AREA)).isEmpty();
        whole(page, "concern-5-written");
        complete(page);

        chromium.openCase(page, CHILD);
        assertThat(concernsOf(page)).containsText("Concern 1: Drift and delay");
        assertThat(concernsOf(page)).containsText("issued " + day(TODAY));
        Locator letter = page.locator("section[aria-labelledby=t-letters]").getByText("Quality Assurance Form").first();
        reloadUntilShown(page, letter);
        assertThat(page.locator("section[aria-labelledby=t-letters]")).containsText("Tobias Merrow");
        reloadUntilShown(page, concernsOf(page).getByText("Stage 1: response of the manager"));
        assertThat(concernsOf(page)).containsText("Response due");
        pictures(page, "concern-6-issued");
        letter.click();
        assertThat(page.locator("article.paper")).containsText(EVIDENCE);
        assertThat(page.locator("article.paper")).containsText("Tobias Merrow");
        picture(page, "concern-6-letter");
        page.context().close();
    }

    @Test
    @Order(3)
    @Clause("C-102 P-12")
    void theServiceRecordsWhatTheManagerAnsweredByTelephone() {
        Page page = chromium.signedIn("iro-admin.demo");
        chromium.openCase(page, CHILD);
        concernsOf(page).getByText("Record about a concern").click();
        Locator form = page.locator("#form");
        assertThat(form).containsText("1: Drift and delay");
        form.getByLabel("A response has come").check();
        typeDate(form.getByLabel("Came on"), day(TODAY));
        select(form, "How", "By telephone");
        form.getByLabel("From whom").fill("Tobias Merrow");
        form.getByLabel("What was answered").fill(ANSWER);
        pictures(page, "concern-7-response");
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        reloadUntilShown(page, concernsOf(page).getByText("Response came " + day(TODAY)));
        page.context().close();
    }

    @Test
    @Order(4)
    @Clause("C-103 C-104 C-105")
    void theIroJudgesTheResponseAndGoesOnToStageTwo() {
        Page page = chromium.signedIn("iro.demo");
        Locator form = task(page, "Judge the response");
        assertThat(form.getByLabel(SO_FAR)).hasValue(Pattern.compile(ANSWER));
        assertThat(form.getByText("What was promised")).hasCount(0);
        choose(form, "Does the response settle the concern?", "No");
        form.getByLabel("Why").fill(AMONG_US);
        assertThat(barriers(page, FORM_AREA)).isEmpty();
        whole(page, "concern-8-judge");
        complete(page);

        form = task(page, "Discuss with the senior IRO and decide");
        talked(form, "When we talked");
        form.getByLabel("Senior IRO").first().fill("Sylvia Ravensdale");
        form.getByLabel("What we said").fill("Both of us think it cannot wait.");
        goesOn(form, "Stage 2: senior IRO and deputy head of service");
        assertThat(barriers(page, FORM_AREA)).isEmpty();
        whole(page, "concern-9-decide");
        complete(page);
        page.context().close();
    }

    @Test
    @Order(5)
    @Clause("C-108 C-109 C-110")
    void theSeniorIroRecordsStageTwoWithTheUrgentActionPlan() {
        Page page = chromium.signedIn("senior-iro.demo");
        Locator form = claimed(page, "Discuss with the deputy head of service");
        talked(form, "When you talked");
        form.getByLabel("With whom").fill("Desmond Hartnell");
        complete(page);

        form = claimed(page, "Record stage 2 and the urgent action plan");
        form.getByLabel("What was discussed").fill("Both agree that an assessor from outside is needed.");
        form.getByText("Add new").click();
        form.getByLabel("What is to be done").fill(PROMISE);
        form.getByLabel("Who does it").fill("Desmond Hartnell");
        typeDate(form.getByLabel("By when"), day(TODAY.plusDays(5)));
        assertThat(barriers(page, FORM_AREA)).isEmpty();
        whole(page, "concern-10-stage-2");
        complete(page);
        openConcern(page);
        assertThat(page.locator("section[aria-labelledby=t-promises]")).containsText(PROMISE);
        page.context().close();
    }

    @Test
    @Order(6)
    @Clause("C-111 C-112 C-113 C-114")
    void stageThreeIsTheHeadsAndTheProfessionalsMeeting() {
        Page iro = chromium.signedIn("iro.demo");
        Locator form = task(iro, "Decide what follows stage 2");
        assertThat(form.getByLabel(SO_FAR)).hasValue(Pattern.compile("assessor from outside is needed"));
        goesOn(form, "Stage 3: heads of service");
        complete(iro);
        iro.context().close();

        Page page = chromium.signedIn("senior-iro.demo");
        form = claimed(page, "Record what the heads of service discussed");
        talked(form, "When they talked");
        form.getByLabel("Who talked").fill("Helena Overton and Quentin Ashby");
        form.getByLabel("What was said").fill("The money for an assessor has to be found.");
        choose(form, "Is a professionals’ meeting needed?", "Yes");
        form.getByLabel("Why, or why not").fill("The solicitor has to be heard.");
        assertThat(barriers(page, FORM_AREA)).isEmpty();
        whole(page, "concern-11-heads");
        complete(page);

        form = claimed(page, "Record the professionals’ meeting");
        typeDate(form.getByLabel("Day of the meeting"), day(TODAY));
        form.getByLabel("Chaired by").fill("Quentin Ashby");
        Locator.GetByLabelOptions exactly = new Locator.GetByLabelOptions().setExact(true);
        for (String there : List.of("Social worker", "Independent Reviewing Officer", "Head of service",
                "Head of service quality assurance")) {
            form.getByLabel(there, exactly).check();
        }
        form.getByLabel("What was discussed").fill("How the assessment can be paid for.");
        refused(page, "Somebody was not there who should be");
        picture(page, "concern-12-meeting-refused");
        assertThat(form.getByLabel("Chaired by")).hasValue("Quentin Ashby");
        assertThat(form.getByLabel("Head of service", exactly)).isChecked();
        form.getByLabel("Who was missing, and why").fill("The team manager, who was ill.");
        assertThat(barriers(page, FORM_AREA)).isEmpty();
        whole(page, "concern-12-meeting");
        complete(page);
        page.context().close();
    }

    @Test
    @Order(7)
    @Clause("C-115 C-116 P-33")
    void stageFourEndsByAPromise() {
        Page iro = chromium.signedIn("iro.demo");
        Locator form = task(iro, "Decide what follows stage 3");
        goesOn(form, "Stage 4: director");
        complete(iro);

        Page page = chromium.signedIn("senior-iro.demo");
        form = claimed(page, "Record what was said with the director");
        talked(form, "When they talked");
        form.getByLabel("Who talked").fill("Quentin Ashby and Dorothea Selwyn");
        form.getByLabel("What was said").fill("The director pays for the assessor.");
        choose(form, "Can further action be taken before a referral to Cafcass?", "Yes");
        assertThat(barriers(page, FORM_AREA)).isEmpty();
        whole(page, "concern-13-director");
        complete(page);
        page.context().close();

        form = task(iro, "Decide what follows stage 4");
        form.getByLabel("It is settled by what is promised").check();
        form.getByText("Add new").click();
        form.getByLabel("What is to be done").fill(LATE_PROMISE);
        form.getByLabel("How it was settled, or why").fill("The assessor is appointed and paid for.");
        assertThat(barriers(iro, FORM_AREA)).isEmpty();
        whole(iro, "concern-14-promised");
        complete(iro);
        iro.context().close();
    }

    @Test
    @Order(8)
    @Clause("P-33 P-34")
    void whenThePromisesAreInPlaceTheChildIsToldAndTheConcernClosed() {
        Page page = chromium.signedIn("iro.demo");
        Locator form = task(page, "Look whether the promises are in place");
        Locator promised = form.getByLabel("What was promised");
        assertThat(promised).hasCount(2);
        assertThat(promised.first()).hasValue(PROMISE + " (Desmond Hartnell), by " + day(TODAY.plusDays(5)));
        assertThat(promised.nth(1)).hasValue(LATE_PROMISE);
        typeDate(form.getByLabel("In place on").first(), day(TODAY));
        form.getByLabel("The difference it made to the child").first().fill("He has met the assessor.");
        form.getByLabel("or not expected any more, because").nth(1).fill("The assessor writes to us herself.");
        assertThat(barriers(page, FORM_AREA)).isEmpty();
        whole(page, "concern-15-promises");
        complete(page);

        form = task(page, "Tell the child and close the concern");
        typeDate(form.getByLabel("The child was told how it ended on"), day(TODAY));
        form.getByLabel("or why not").first().fill("He has an advocate.");
        typeDate(form.getByLabel("The complaints procedure was explained on"), day(TODAY));
        form.getByLabel("What difference did the concern make").fill("He knows when it will be decided where he lives.");
        assertThat(barriers(page, FORM_AREA)).isEmpty();
        whole(page, "concern-16-close");
        complete(page);

        openConcern(page);
        String closed = "Closed " + day(TODAY) + ": resolved by what was promised";
        assertThat(page.locator("main")).containsText(closed);
        Locator steps = page.locator("section[aria-labelledby=t-where]");
        assertThat(steps).containsText("Stage 1: response of the manager");
        assertThat(steps).containsText("Stage 4: director");
        assertThat(steps.getByText("Skipped")).hasCount(0);
        assertThat(page.locator("section[aria-labelledby=t-promises]")).containsText("In place since " + day(TODAY));
        reloadUntilShown(page, page.locator("section[aria-labelledby=t-letters] li a").first());
        pictures(page, "concern-17-closed");
        chromium.openCase(page, CHILD);
        assertThat(concernsOf(page)).containsText(closed);
        chromium.open(page, "/concerns");
        assertThat(page.locator("section[aria-labelledby=t-closed] tr", new Page.LocatorOptions().setHasText(CHILD)))
                .containsText(closed);
        pictures(page, "concern-18-all");
        page.context().close();
    }

    @Test
    @Order(9)
    @Clause("C-106")
    void theTeamManagerReadsTheFormAndTheResponseAndNothingOfTheLaterStages() {
        Page page = chromium.signedIn("team-manager.demo");
        openConcern(page);
        assertThat(page.locator("main")).containsText(EVIDENCE);
        assertThat(page.locator("main")).containsText(ANSWER);
        for (String later : List.of(AMONG_US, "cannot wait", "from outside", "money for an assessor", "was ill",
                "director pays", LATE_PROMISE, "met the assessor")) {
            assertThat(page.locator("main")).not().containsText(later);
        }
        pictures(page, "concern-19-manager");
        chromium.open(page, "/concerns");
        assertThat(page.locator("body")).not().containsText(CHILD);
        page.context().close();
    }

    private static Locator concernsOf(Page page) {
        return page.locator("section[aria-labelledby=t-concerns]");
    }

    /** The page of the concern, from the child's case page. */
    private static void openConcern(Page page) {
        chromium.openCase(page, CHILD);
        concernsOf(page).getByText("Concern 1: Drift and delay").click();
        page.waitForURL("**/concern/1");
    }

    private static Locator task(Page page, String name) {
        return Tasklist.task(chromium, page, CHILD, name);
    }

    /** The form of a task that nobody has yet, from the page of the concern. */
    private static Locator claimed(Page page, String name) {
        openConcern(page);
        Locator task = page.locator("section[aria-labelledby=t-tasks]").getByText(name);
        reloadUntilShown(page, task);
        task.click();
        Locator form = Tasklist.form(page, CHILD, name);
        page.getByText("Claim").first().click();
        return form;
    }

    private static void refused(Page page, String why) {
        button(page, "Complete").click();
        assertThat(page.getByText(why)).isInViewport();
    }

    /** At the beginning of today: past whenever this runs. */
    private static void talked(Locator form, String label) {
        typeDate(form.getByLabel(label), day(TODAY));
        Locator time = form.getByLabel(Pattern.compile("^Time\\*?$"));
        time.fill("00:00");
        time.press("Tab");
    }

    private static void goesOn(Locator form, String stage) {
        form.getByLabel("It goes to a later stage").check();
        select(form, "To which stage?", stage);
        form.getByLabel("How it was settled, or why").fill("Nothing has been begun.");
    }

    /** The whole form, which scrolls inside the page of Tasklist. */
    private static void whole(Page page, String name) {
        page.setViewportSize(1280, 2400);
        picture(page, name);
        page.setViewportSize(1280, 860);
    }
}
