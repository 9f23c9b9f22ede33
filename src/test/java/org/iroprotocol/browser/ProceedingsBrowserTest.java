package org.iroprotocol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.browser.Chromium.barriers;
import static org.iroprotocol.browser.Chromium.button;
import static org.iroprotocol.browser.Chromium.link;
import static org.iroprotocol.browser.Chromium.reloadUntilShown;
import static org.iroprotocol.browser.Chromium.select;
import static org.iroprotocol.browser.Chromium.typeDate;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Three children's proceedings from the first contact to the handover, in a real browser, by the people who do it. */
class ProceedingsBrowserTest extends InTheDemonstration {

    private static final String CHILD = "Teal Brambling";
    private static final String SISTER = "Avocet Brambling";
    private static final String BROTHER = "Dunlin Brambling";
    private static final String CONTACT = "Be in touch with the guardian before the hearing";
    private static final String DETAILS = "Send the IRO's details to the guardian";
    private static final String MEETING = "Arrange the meeting and decide whether the child is invited";
    private static final String PASSED_ON = "Pass on what is open and confirm it";
    private static final String NOTE = "Write the handover note and outstanding issues";
    private static final LocalDate LISTED = ordinaryWednesday(TODAY.plusDays(20));
    private static final LocalDate RELISTED = ordinaryWednesday(LISTED.plusDays(1));

    @Test
    @Order(1)
    void proceedingsAreOpenedForThreeChildrenAtOnce() {
        Page page = chromium.signedIn("iro-admin.demo");
        Locator form = startForm(page, "Open proceedings");
        form.getByLabel("Name as used now").fill(CHILD);
        typeDate(form.getByLabel("Date of birth"), "14/03/2016");
        int place = 1;
        for (String sibling : List.of(SISTER, BROTHER)) {
            form.getByText("Add new").click();
            form.getByLabel("Name as used now").nth(place).fill(sibling);
            typeDate(form.getByLabel("Date of birth").nth(place), "02/05/201" + (7 + place));
            place++;
        }
        select(form, "Application", "Care order (section 31)");
        typeDate(form.getByLabel("Issued on"), day(TODAY.minusDays(1)));
        typeDate(form.getByLabel("Case management hearing, if listed"), day(LISTED));
        Locator time = form.getByLabel("Time").nth(1);
        time.fill("10:30");
        time.press("Tab");
        form.getByLabel("IRO's name").fill("Imogen Rowe");
        form.getByLabel("IRO's e-mail address").fill("iro.demo@derby.example");
        form.getByLabel("IRO's direct telephone number").fill("01632 960 101");
        typeDate(form.getByLabel("IRO allocated on"), day(TODAY));
        typeDate(form.getByLabel("Allocated at Cafcass on"), day(TODAY));
        form.getByLabel("Children's guardian's name, if known").fill("Grace Thornbury");
        form.getByLabel("Guardian's e-mail address").fill("childrens-guardian.demo@cafcass.example");
        form.getByLabel("Guardian's direct telephone number").fill("01632 960 201");
        picture(page, "proceedings-1-open");
        button(page, "Start").click();
        assertThat(page.getByText("The process has been started.").first()).isVisible();

        chromium.openCase(page, CHILD);
        Locator siblings = page.locator("section[aria-labelledby=t-siblings]");
        assertThat(siblings).containsText(SISTER);
        assertThat(siblings).containsText(BROTHER);
        assertThat(page.locator("section[aria-labelledby=t-dates]")).containsText(day(LISTED));
        pictures(page, "proceedings-2-case");
        page.context().close();
    }

    @Test
    @Order(2)
    @Clause("P-41")
    void startFormsInTasklistTakeTheReferencesOfSiblingsTheyDoNotKnow() {
        Page page = chromium.signedIn("iro-admin.demo");
        for (String process : List.of("Record a change", "Record a discussion", "Record completion and handover")) {
            Locator form = startForm(page, process);
            assertThat(form.getByLabel("Our reference")).isVisible();
            assertThat(form.getByLabel("Also for these brothers and sisters: their references")).isVisible();
            assertThat(form.getByText("leave out whoever it does not concern")).hasCount(0);
            picture(page, "proceedings-3-" + process.replace(' ', '-').toLowerCase(Locale.UK));
            button(page, "Close").click();
            assertThat(page.locator(".modal-dialog")).hasCount(0);
        }
        page.context().close();
    }

    @Test
    @Order(3)
    @Clause("C-32 C-131")
    void theIroIsAskedToBeInTouchBeforeTheHearing() {
        Page page = chromium.signedIn("iro.demo");
        for (String child : List.of(CHILD, SISTER, BROTHER)) {
            assertDueInTasklist(page, child, LISTED.minusDays(1));
        }
        card(page, CHILD, CONTACT).click();
        assertThat(page.locator("#house-task-child")).containsText(SISTER);
        assertThat(page.getByLabel("Between whom")).isVisible();
        assertThat(barriers(page, "[cam-tasklist-form] .fjs-container")).isEmpty();
        picture(page, "proceedings-4-contact");

        chromium.openCase(page, CHILD);
        assertDueOnCasePage(page, LISTED);
        page.context().close();
    }

    @Test
    @Order(4)
    @Clause("C-34 P-40 P-41")
    void oneFormInTasklistSendsTheIrosDetailsForTwoOfTheThree() {
        Page page = chromium.signedIn("iro.demo");
        chromium.open(page, "/camunda/app/tasklist/default/");
        card(page, CHILD, DETAILS).click();
        assertThat(page.getByLabel(BROTHER)).isVisible();
        page.getByLabel(SISTER).check();
        page.getByLabel("My name and contact details on the case page are right").check();
        assertThat(barriers(page, "[cam-tasklist-form] .fjs-container")).isEmpty();
        picture(page, "proceedings-4-details");
        button(page, "Complete").click();
        assertThat(card(page, CHILD, DETAILS)).hasCount(0);
        assertThat(card(page, SISTER, DETAILS)).hasCount(0);
        assertThat(card(page, BROTHER, DETAILS)).hasCount(1);
        chromium.openCase(page, SISTER);
        reloadUntilShown(page, page.locator("section[aria-labelledby=t-letters] li a").first());
        page.context().close();
    }

    @Test
    @Order(5)
    @Clause("C-32 C-131")
    void theHearingIsMovedForOneSiblingTooAndWhatIsDueMovesWithIt() {
        Page page = chromium.signedIn("iro-admin.demo");
        Locator form = recordChange(page, CHILD, "A date became known, moved or was wrong");
        select(form, "Which date?", "Case management hearing");
        typeDate(form.getByLabel("New date"), day(RELISTED));
        form.getByLabel("Time, if known").fill("14:00");
        form.getByLabel("Why, and who told you").fill("The court has relisted the hearing.");
        form.getByLabel(SISTER).check();
        assertThat(form.getByLabel(BROTHER)).not().isChecked();
        assertThat(barriers(page)).isEmpty();
        pictures(page, "proceedings-5-change");
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        assertThat(page.locator(".note.good")).isVisible();
        pictures(page, "proceedings-6-changed");
        assertDueOnCasePage(page, RELISTED);
        link(page, SISTER).click();
        assertThat(page.locator("h1")).containsText(SISTER);
        assertDueOnCasePage(page, RELISTED);
        link(page, BROTHER).click();
        assertThat(page.locator("h1")).containsText(BROTHER);
        assertDueOnCasePage(page, LISTED);
        page.context().close();

        Page iro = chromium.signedIn("iro.demo");
        assertDueInTasklist(iro, CHILD, RELISTED.minusDays(1));
        assertDueInTasklist(iro, SISTER, RELISTED.minusDays(1));
        assertDueInTasklist(iro, BROTHER, LISTED.minusDays(1));
        iro.context().close();
    }

    @Test
    @Order(6)
    @Clause("C-46 C-50")
    void theEndOfTheProceedingsBringsWhatIsStillExpected() {
        Page page = chromium.signedIn("iro-admin.demo");
        recordEndToday(page, CHILD);
        assertThat(barriers(page)).isEmpty();
        pictures(page, "proceedings-7-end");
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        Locator completion = page.locator("section[aria-labelledby=t-completion]");
        assertThat(completion).isVisible();
        Locator draft = page.locator("section[aria-labelledby=t-letters] li a").first();
        reloadUntilShown(page, completion.getByText("expected by").first());
        assertThat(draft).isVisible();
        assertThat(barriers(page)).isEmpty();
        pictures(page, "proceedings-8-ended");
        page.context().close();
    }

    @Test
    @Order(7)
    @Clause("C-46 C-47 C-51")
    void theGuardianRecordsPlanDiscussionHandoverAndLetter() {
        Page page = chromium.signedIn("childrens-guardian.demo");
        chromium.openCase(page, CHILD);
        pictures(page, "proceedings-9-guardian");
        page.locator("section[aria-labelledby=t-completion]").getByText("Record completion and handover").click();
        Locator form = page.locator("#form");
        typeDate(form.getByLabel("All relevant documents confirmed as forwarded on"), day(TODAY));
        typeDate(form.getByLabel("Final court care plan provided on"), day(TODAY));
        typeDate(form.getByLabel("Final discussion held on"), day(TODAY));
        typeDate(form.getByLabel("Written handover received on"), day(TODAY));
        form.getByLabel("What happened in the proceedings, and the order made").fill("A care order was made today.");
        form.getByLabel("The final care plan, and what changed in it").fill("Long-term fostering with both siblings.");
        form.getByLabel("The child's wishes and feelings, and how they are best heard").fill("Teal wants to keep the school.");
        form.getByLabel("What the IRO should keep an eye on").fill("Contact with the grandmother.");
        select(form, "What became of it", "Handed over in person");
        typeDate(form.getByLabel(Pattern.compile("^On\\*?$")), day(TODAY));
        form.getByLabel("Somebody had told the child the decision before the letter").check();
        assertThat(barriers(page)).isEmpty();
        pictures(page, "proceedings-10-completion");
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        Locator completion = page.locator("section[aria-labelledby=t-completion]");
        assertThat(completion.getByText(day(TODAY), new Locator.GetByTextOptions().setExact(true))).hasCount(5);
        pictures(page, "proceedings-11-recorded");
        page.context().close();
    }

    @Test
    @Order(8)
    @Clause("C-48 C-49")
    void theIroWritesTheHandoverNoteAndTheCaseSaysThatAllIsDone() {
        Page page = chromium.signedIn("iro.demo");
        chromium.open(page, "/camunda/app/tasklist/default/");
        Locator card = card(page, CHILD, NOTE);
        reloadUntilShown(page, card);
        card.click();
        page.getByLabel("Discussion with the guardian and handover").fill("Spoke with Grace Thornbury today.");
        page.getByLabel("What is still open for this child").fill("The grandmother's contact, at the next review.");
        page.getByLabel("No", new Page.GetByLabelOptions().setExact(true)).check();
        assertThat(barriers(page, "[cam-tasklist-form] .fjs-container")).isEmpty();
        picture(page, "proceedings-12-note");
        button(page, "Complete").click();
        assertThat(card).hasCount(0);

        chromium.openCase(page, CHILD);
        Locator completion = page.locator("section[aria-labelledby=t-completion]");
        assertThat(completion).not().containsText("expected by");
        assertThat(completion).containsText("Handed over");
        assertThat(page.locator("section[aria-labelledby=t-timeline]")).containsText("The grandmother's contact, at the next review.");
        assertThat(page.locator("section[aria-labelledby=t-tasks]")).hasCount(0);
        assertThat(barriers(page)).isEmpty();
        pictures(page, "proceedings-13-done");
        page.context().close();
    }

    @Test
    @Order(9)
    @Clause("C-53 C-54 C-55")
    void theIroArrangesTheMeetingTheGuardianAskedFor() {
        Page page = chromium.signedIn("iro-admin.demo");
        recordEndToday(page, SISTER);
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        page.locator("section[aria-labelledby=t-completion]").getByText("Record completion and handover").click();
        Locator form = page.locator("#form");
        form.getByLabel("Guardian or IRO asks for a meeting").check();
        form.getByLabel("a care plan that changed significantly at the final hearing").check();
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        page.context().close();

        Page iro = chromium.signedIn("iro.demo");
        chromium.open(iro, "/camunda/app/tasklist/default/");
        Locator card = card(iro, SISTER, MEETING);
        reloadUntilShown(iro, card);
        card.click();
        typeDate(iro.getByLabel("When"), "31/02/2030");
        iro.getByLabel("Where").fill("By video");
        assertThat(button(iro, "Complete")).isDisabled();
        typeDate(iro.getByLabel("When"), day(ordinaryWednesday(TODAY.plusDays(7))));
        Locator time = iro.getByLabel("Time");
        time.fill("10:00");
        time.press("Tab");
        iro.getByLabel("No", new Page.GetByLabelOptions().setExact(true)).check();
        iro.getByLabel("Why").fill("She would rather write down what she wants to say.");
        iro.getByLabel("Decided together with").fill("Grace Thornbury");
        assertThat(iro.getByLabel("Where")).hasValue("By video");
        assertThat(barriers(iro, "[cam-tasklist-form] .fjs-container")).isEmpty();
        picture(iro, "proceedings-14-meeting");
        button(iro, "Complete").click();
        assertThat(card).hasCount(0);
        chromium.openCase(iro, SISTER);
        assertThat(iro.locator("section[aria-labelledby=t-completion]")).containsText("planned");
        iro.context().close();
    }

    @Test
    @Order(10)
    @Clause("P-17")
    void whenAnotherAuthorityBecomesResponsibleTheIroConfirmsWhatWasPassedOn() {
        Page page = chromium.signedIn("iro-admin.demo");
        Locator form = recordChange(page, BROTHER, "Another authority has become responsible for the child");
        typeDate(form.getByLabel("Responsible from"), day(TODAY));
        form.getByLabel("Name of the authority").fill("Northmoor");
        form.getByLabel("Why, and who told you").fill("The father has moved; the court has said so.");
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        page.context().close();

        Page iro = chromium.signedIn("iro.demo");
        chromium.open(iro, "/camunda/app/tasklist/default/");
        Locator card = card(iro, BROTHER, PASSED_ON);
        reloadUntilShown(iro, card);
        card.click();
        iro.getByLabel("Concerns: passed on, or ended and why").fill("None.");
        iro.getByLabel("I have told the other authority what is still open").check();
        assertThat(barriers(iro, "[cam-tasklist-form] .fjs-container")).isEmpty();
        picture(iro, "proceedings-15-moved");
        button(iro, "Complete").click();
        assertThat(card).hasCount(0);
        iro.context().close();
    }

    private static Locator startForm(Page page, String process) {
        chromium.open(page, "/camunda/app/tasklist/default/");
        page.getByText("Start process").click();
        page.locator(".modal-dialog").getByText(process, new Locator.GetByTextOptions().setExact(true)).click();
        return page.locator(".modal-dialog");
    }

    /** By final order, the child remaining looked after; not sent yet. */
    private static void recordEndToday(Page page, String child) {
        Locator form = recordChange(page, child, "The proceedings have ended for this child");
        typeDate(form.getByLabel("Ended on"), day(TODAY));
        select(form, "By", "Final order");
        form.getByLabel("Yes", new Locator.GetByLabelOptions().setExact(true)).check();
        form.getByLabel("Why, and who told you").fill("Final hearing today.");
    }

    private static Locator recordChange(Page page, String child, String change) {
        chromium.openCase(page, child);
        link(page, "Record a change").click();
        Locator form = page.locator("#form");
        form.getByLabel(change).check();
        return form;
    }

    private static Locator card(Page page, String child, String task) {
        return page.locator("[cam-tasks] li.task", new Page.LocatorOptions().setHasText(child))
                .filter(new Locator.FilterOptions().setHasText(task));
    }

    /** Tasklist says how long there is, and the day to whoever points at it; in the list and above the form. */
    private static void assertDueInTasklist(Page page, String child, LocalDate due) {
        String said = longDay(due);
        chromium.open(page, "/camunda/app/tasklist/default/");
        Locator card = card(page, child, CONTACT);
        card.locator(".due-date [am-time-ago]").hover();
        assertThat(page.locator(".tooltip")).containsText(said);
        card.click();
        assertThat(page.locator("#house-task-child")).containsText(child);
        page.mouse().move(0, 0);
        assertThat(page.locator(".tooltip")).hasCount(0);
        page.locator("[cam-tasklist-task] .due-date [am-time-ago]").hover();
        assertThat(page.locator(".tooltip")).containsText(said);
    }

    /** The contact is due on the day before the hearing, and the page says why. */
    private static void assertDueOnCasePage(Page page, LocalDate hearing) {
        Locator deadline = page.locator("ul.deadlines > li", new Page.LocatorOptions()
                .setHasText("Guardian and IRO in contact before the case management hearing"));
        reloadUntilShown(page, deadline.locator(".due").getByText(day(hearing.minusDays(1))));
        deadline.locator("summary").click();
        assertThat(deadline.locator("details")).containsText("1 working day before " + longDay(hearing));
    }

    /** Next Wednesday from that day on, neither a holiday nor after one, whatever the year. */
    private static LocalDate ordinaryWednesday(LocalDate from) {
        LocalDate day = from.with(TemporalAdjusters.nextOrSame(DayOfWeek.WEDNESDAY));
        while (day.getMonth() == Month.DECEMBER && day.getDayOfMonth() > 23
                || day.getMonth() == Month.JANUARY && day.getDayOfMonth() < 6) {
            day = day.plusWeeks(1);
        }
        return day;
    }

    private static String longDay(LocalDate date) {
        return date.format(DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK));
    }
}
