package org.iroprotocol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.browser.Chromium.barriers;
import static org.iroprotocol.browser.Chromium.button;
import static org.iroprotocol.browser.Chromium.link;
import static org.iroprotocol.browser.Chromium.select;
import static org.iroprotocol.browser.Chromium.typeDate;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What recurs while proceedings last, in a real browser: documents, challenges, entries in error, reviews. */
class RecurringDutiesBrowserTest extends InTheDemonstration {

    private static final String CHILD = "Linnet Ashdown";
    private static final String BROTHER = "Merle Ashdown";
    private static final String SEND = "Send the documents to the IRO";

    @Test
    @Order(1)
    @Clause("C-37 C-38 P-15 P-41 P-46")
    void aBundleOfFiveDocumentsForTwoSiblingsIsOneScreen() {
        Page page = chromium.signedIn("iro-admin.demo");
        chromium.openCase(page, CHILD);
        link(page, "Record court documents").first().click();
        Locator form = page.locator("#form");
        form.getByLabel(BROTHER).check();
        for (String document : List.of("Social worker’s first statement", "Interim care plan", "First order",
                "Case management order", "Expert reports")) {
            form.getByLabel(document).first().check();
        }
        typeDate(form.getByLabel("Filed at court on").first(), day(TODAY.minusDays(2)));
        typeDate(form.getByLabel("Served on").first(), day(TODAY.minusDays(1)));
        typeDate(form.getByLabel("Received by legal on").first(), day(TODAY.minusDays(1)));
        form.getByLabel("Who holds them, or where they are kept").fill("Legal Services");
        assertThat(barriers(page)).isEmpty();
        pictures(page, "duties-1-bundle");
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        Locator documents = page.locator("section[aria-labelledby=t-documents]");
        assertThat(documents).containsText("Interim care plan");
        pictures(page, "duties-2-documents");
        link(page, BROTHER).click();
        assertThat(page.locator("h1")).containsText(BROTHER);
        assertThat(page.locator("section[aria-labelledby=t-documents]")).containsText("Interim care plan");
        page.context().close();
    }

    @Test
    @Order(2)
    @Clause("C-37 P-10 P-41")
    void theLegalAssistantSendsThemForBothChildrenFromOneTask() {
        Page page = chromium.signedIn("la-legal-assistant.demo");
        chromium.open(page, "/camunda/app/tasklist/default/");
        page.getByText("My groups' tasks").first().click();
        Locator card = page.locator("[cam-tasks] li.task", new Page.LocatorOptions().setHasText(CHILD))
                .filter(new Locator.FilterOptions().setHasText(SEND));
        assertThat(card).isVisible();
        card.click();
        assertThat(page.locator("#house-task-child")).containsText(CHILD);
        page.getByText("Claim").first().click();
        typeDate(page.getByLabel("Sent on"), day(TODAY));
        page.getByLabel(BROTHER).check();
        assertThat(barriers(page, "[cam-tasklist-form] .fjs-container")).isEmpty();
        picture(page, "duties-3-send");
        button(page, "Complete").click();
        assertThat(card).hasCount(0);
        assertThat(page.locator("[cam-tasks] li.task", new Page.LocatorOptions().setHasText(BROTHER))).hasCount(0);
        page.context().close();

        Page iro = chromium.signedIn("iro.demo");
        chromium.openCase(iro, CHILD);
        assertThat(iro.locator("section[aria-labelledby=t-documents]")).containsText(day(TODAY));
        chromium.open(iro, "/documents");
        assertThat(iro.locator("main")).containsText("Something is outstanding");
        assertThat(barriers(iro)).isEmpty();
        pictures(iro, "duties-4-outstanding");
        iro.context().close();
    }

    @Test
    @Order(3)
    @Clause("P-16 P-31 P-44")
    void anInformalChallengeIsOneLineAndTakenBackWhenItWasTheWrongChild() {
        Page page = chromium.signedIn("iro.demo");
        chromium.openCase(page, CHILD);
        link(page, "Record a discussion").first().click();
        Locator form = page.locator("#form");
        form.getByLabel("An informal challenge to the council").check();
        typeDate(form.getByLabel(java.util.regex.Pattern.compile("^On\\*?$")), day(TODAY));
        form.getByLabel("Between whom").fill("IRO and team manager");
        form.getByLabel("The challenge in one line").fill("No contact plan since the last review.");
        assertThat(barriers(page)).isEmpty();
        pictures(page, "duties-5-challenge");
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        Locator timeline = page.locator("section[aria-labelledby=t-timeline]");
        assertThat(timeline).containsText("1 informal challenge to the council so far.");
        Locator entry = timeline.locator("ol > li").first();
        entry.getByText("What was recorded").click();
        assertThat(entry.locator("textarea")).hasValue(java.util.regex.Pattern.compile("No contact plan since the last review"));
        pictures(page, "duties-6-timeline");
        entry.getByText("It is on file now").click();
        assertThat(timeline.locator("ol > li").first()).containsText("On the child’s file since " + day(TODAY));

        timeline.locator("ol > li").first().getByText("Entered in error").click();
        assertThat(page.locator("#form").getByText("Which entry?")).isVisible();
        assertThat(page.locator("#form")).containsText("Informal challenge recorded.");
        page.locator("#form").getByLabel("Why, and who told you").fill("This was about another child.");
        assertThat(barriers(page)).isEmpty();
        pictures(page, "duties-7-error");
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        assertThat(timeline).containsText("Entered in error");
        assertThat(timeline).not().containsText("1 informal challenge");
        page.context().close();
    }

    @Test
    @Order(4)
    @Clause("C-35 C-36 C-41 C-42 P-23")
    void aReviewIsArrangedAndItsRecordSent() {
        Page page = chromium.signedIn("iro.demo");
        chromium.openCase(page, CHILD);
        link(page, "Arrange a looked-after review").first().click();
        Locator form = page.locator("#form");
        typeDate(form.getByLabel("Day of the review"), day(TODAY.plusDays(21)));
        select(form, "Which review is it?", "Later review");
        form.getByLabel(BROTHER).check();
        assertThat(barriers(page)).isEmpty();
        pictures(page, "duties-8-review");
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        assertThat(page.locator("section[aria-labelledby=t-reviews]")).containsText(day(TODAY.plusDays(21)));
        pictures(page, "duties-9-reviews");
        chromium.open(page, "/reviews");
        assertThat(page.locator("main")).containsText("Briar Penrose");
        assertThat(barriers(page)).isEmpty();
        pictures(page, "duties-10-records");
        page.context().close();
    }
}
