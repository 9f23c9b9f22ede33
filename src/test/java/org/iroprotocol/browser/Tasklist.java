package org.iroprotocol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.browser.Chromium.button;
import static org.iroprotocol.browser.Chromium.reloadUntilShown;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;

/** What people do in Camunda Tasklist, and in forms there and on start pages. */
final class Tasklist {

    /** For {@link Chromium#barriers}: what is around it is Camunda's. */
    static final String FORM_AREA = "[cam-tasklist-form] .fjs-container";

    private Tasklist() {
    }

    /** The form of one's own task, from the list of tasks; it has to be on the first page of the list, which holds fifteen. */
    static Locator task(Chromium chromium, Page page, String child, String name) {
        chromium.open(page, "/camunda/app/tasklist/default/");
        Locator card = page.locator("[cam-tasks] li.task", new Page.LocatorOptions().setHasText(child))
                .filter(new Locator.FilterOptions().setHasText(name));
        reloadUntilShown(page, card);
        card.click();
        return form(page, child, name);
    }

    /** The form of the task that is open. */
    static Locator form(Page page, String child, String name) {
        assertThat(page.locator("#house-task-child")).containsText(child);
        assertThat(page.locator("[cam-tasklist-task]")).containsText(name);
        Locator form = page.locator("[cam-tasklist-form]");
        assertThat(form.locator(".fjs-form-field").first()).isVisible();
        return form;
    }

    static void complete(Page page) {
        Response answer = page.waitForResponse(response -> response.url().endsWith("/submit-form"),
                () -> button(page, "Complete").click());
        assertThat(answer.ok()).as(answer.text()).isTrue();
    }

    static Locator radio(Locator form, String question, String choice) {
        return form.locator(".fjs-form-field-radio", new Locator.LocatorOptions().setHasText(question))
                .getByLabel(choice, new Locator.GetByLabelOptions().setExact(true));
    }

    static void choose(Locator form, String question, String choice) {
        radio(form, question, choice).check();
    }
}
