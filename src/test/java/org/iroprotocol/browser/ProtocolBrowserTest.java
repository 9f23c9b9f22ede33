package org.iroprotocol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.browser.Chromium.barriers;
import static org.iroprotocol.browser.Chromium.button;
import static org.iroprotocol.browser.Chromium.link;
import static org.iroprotocol.browser.Chromium.reloadUntilShown;
import static org.iroprotocol.browser.Chromium.select;
import static org.iroprotocol.browser.Chromium.typeDate;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** One child's first duty in a real browser, step by step, by the people who do it. */
class ProtocolBrowserTest extends InTheDemonstration {

    private static final String CHILD = "Wren Oakley";
    private static final String BROTHER = "Lark Oakley";
    private static final String TASK = "Send the IRO's details to the guardian";

    @Test
    @Order(1)
    void signInIsRefusedInPlainWordsThenGranted() {
        Page page = chromium.nobody().newPage();
        chromium.open(page, "/camunda/app/tasklist/default/");
        page.waitForURL("**/sign-in");
        assertThat(barriers(page)).isEmpty();

        chromium.signIn(page, "childrens-guardian.demo", "not-the-password");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The user name or the password is not right");
        assertThat(page.getByLabel("User name")).hasValue("childrens-guardian.demo");
        assertThat(page.getByLabel("Password")).hasValue("");
        assertThat(barriers(page)).isEmpty();

        page.getByLabel("User name").fill("iro.demo");
        page.getByLabel("Password").fill(Demonstration.PASSWORD);
        button(page, "Sign in").click();
        page.waitForURL("**/camunda/app/tasklist/**");
        chromium.open(page, "/cases");
        assertThat(link(page, "Hazel Fairweather")).isVisible();
        assertThat(barriers(page)).isEmpty();
        page.context().close();
    }

    @Test
    @Order(2)
    void proceedingsAreOpenedFromTasklistAndARefusalLosesNothing() {
        Page page = chromium.signedIn("iro-admin.demo");
        chromium.open(page, "/camunda/app/tasklist/default/");
        page.getByText("Start process").click();
        page.getByText("Open proceedings").click();
        Locator form = page.locator(".modal-dialog");

        form.getByLabel("Name as used now").fill(CHILD);
        typeDate(form.getByLabel("Date of birth"), "14/03/2018");
        form.getByText("Add new").click();
        form.getByLabel("Name as used now").nth(1).fill(BROTHER);
        typeDate(form.getByLabel("Date of birth").nth(1), "02/05/2020");
        select(form, "Application", "Care order (section 31)");
        typeDate(form.getByLabel("Issued on"), "01/02/2017");
        form.getByLabel("IRO's name").fill("Imogen Rowe");
        form.getByLabel("IRO's e-mail address").fill("iro.demo@derby.example");
        form.getByLabel("IRO's direct telephone number").fill("01632 960 101");
        typeDate(form.getByLabel("IRO allocated on"), day(TODAY));
        typeDate(form.getByLabel("Allocated at Cafcass on"), day(TODAY));
        form.getByLabel("Cafcass service manager's name").fill("Samir Holloway");
        form.getByLabel("Cafcass service manager's e-mail address").fill("cafcass-service-manager.demo@cafcass.example");
        assertThat(barriers(page, ".modal-dialog .fjs-container")).isEmpty();

        List<String> sent = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/submit-form")) {
                sent.add(request.url());
            }
        });
        Locator issued = form.getByLabel("Issued on");
        for (String wrong : List.of("31/02/2026", "29/02/2026", "13/13/2026", "05/01/26", "soon", "today", "31/12/1899")) {
            typeDate(issued, wrong);
            assertRefused(form, issued, wrong);
        }
        typeDate(issued, "31/02/2026");
        assertThat(barriers(page, ".modal-dialog .fjs-container")).isEmpty();
        button(page, "Start").click();
        assertThat(issued).isFocused();
        issued.press("Enter");
        assertRefused(form, issued, "31/02/2026");
        assertThat(form.getByLabel("Date of birth").nth(1)).hasValue("02/05/2020");
        assertThat(form.getByLabel("IRO's name")).hasValue("Imogen Rowe");
        assertThat(sent).isEmpty();
        issued.fill("1/2/2017");
        assertThat(form.locator(".date-problem")).hasCount(0);
        typeDate(issued, "1/2/2017");
        assertThat(issued).hasValue("01/02/2017");
        assertThat(issued).not().hasAttribute("aria-invalid", "true");

        Locator hearing = form.getByLabel("First hearing, if listed");
        Locator time = form.getByLabel("Time").first();
        typeDate(hearing, "30/02/2026");
        time.fill("10:30");
        time.press("Tab");
        assertRefused(form, hearing, "30/02/2026");
        typeDate(hearing, day(TODAY.plusDays(20)));
        typeDate(hearing, "31/09/2026");
        time.fill("11:00");
        time.press("Tab");
        assertRefused(form, hearing, "31/09/2026");
        typeDate(hearing, day(TODAY.plusDays(21)));
        assertThat(time).hasValue("11:00");

        button(page, "Start").click();
        Locator refusal = form.getByText("The date of birth is after the day the proceedings were issued. Check both dates.");
        assertThat(refusal).isInViewport();

        page.keyboard().press("Escape");
        assertThat(form.getByLabel("Name as used now").first()).hasValue(CHILD);
        assertThat(form.getByLabel("Name as used now").nth(1)).hasValue(BROTHER);
        assertThat(form.getByLabel("Date of birth").nth(1)).hasValue("02/05/2020");
        assertThat(form.getByLabel("Issued on")).hasValue("01/02/2017");

        typeDate(form.getByLabel("Issued on"), day(TODAY.minusDays(3)));
        button(page, "Start").click();
        assertThat(page.getByText("The process has been started.").first()).isVisible();

        chromium.openCase(page, CHILD);
        assertThat(page.locator("dl.facts")).containsText("14/03/2018");
        assertThat(link(page, BROTHER)).isVisible();
        assertThat(page.locator("section[aria-labelledby=t-proceedings]")).containsText("issued " + day(TODAY.minusDays(3)));
        assertThat(page.locator("main")).containsText(day(TODAY.plusDays(21)));
        page.context().close();
    }

    @Test
    @Order(3)
    @Clause("C-34 C-80")
    void theIroFindsTheTaskInTasklistAndCompletesIt() {
        Page page = chromium.signedIn("iro.demo");
        chromium.open(page, "/camunda/app/tasklist/default/");
        Locator card = page.locator("[cam-tasks] li.task, .tasks-list li.task", new Page.LocatorOptions().setHasText(CHILD))
                .filter(new Locator.FilterOptions().setHasText(TASK));
        card.click();

        Locator child = page.locator("#house-task-child");
        assertThat(child).containsText(CHILD + ", " + age());
        assertThat(child).containsText("Brothers and sisters: " + BROTHER);
        page.getByText("Child", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByText("Born 14/03/2018.")).isVisible();
        page.getByText("Form", new Page.GetByTextOptions().setExact(true)).click();

        Locator review = page.getByLabel("Date of the next looked-after review, if fixed");
        page.getByLabel("A note to the guardian (optional)").fill("I work Monday to Thursday.");
        assertThat(barriers(page, "[cam-tasklist-form] .fjs-container")).isEmpty();
        button(page, "Complete").click();
        assertThat(page.getByText("This needs a tick.").first()).isVisible();
        assertThat(page.getByLabel("A note to the guardian (optional)")).hasValue("I work Monday to Thursday.");
        page.getByLabel("My name and contact details on the case page are right").check();

        typeDate(review, "31/02/2027");
        button(page, "Save").click();
        assertRefused(page.locator("[cam-tasklist-form]"), review, "31/02/2027");
        assertThat(review).isFocused();
        String drafts = "() => Object.keys(localStorage).filter(key => key.startsWith('camunda-form:')).length";
        assertThat(page.evaluate(drafts)).isEqualTo(0);
        typeDate(review, day(TODAY.plusDays(14)));
        button(page, "Save").click();
        page.waitForFunction("() => (" + drafts + ")() === 1");
        assertThat(page.getByLabel("A note to the guardian (optional)")).hasValue("I work Monday to Thursday.");
        button(page, "Complete").click();
        assertThat(card).hasCount(0);
        page.context().close();
    }

    @Test
    @Order(4)
    @Clause("C-34 C-80")
    void theLetterIsReadAndDownloadedFromTheCasePage() throws Exception {
        Page page = chromium.signedIn("iro.demo");
        chromium.openCase(page, CHILD);
        Locator letters = page.locator("section[aria-labelledby=t-letters]");
        Locator pdf = letters.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("PDF of"));
        reloadUntilShown(page, pdf);
        assertThat(pdf).hasCount(1);
        assertThat(letters).containsText("Samir Holloway");
        assertThat(barriers(page)).isEmpty();

        Download download = page.waitForDownload(pdf::click);
        assertThat(Files.readAllBytes(download.path())).startsWith("%PDF".getBytes());
        assertThat(download.suggestedFilename()).doesNotContain("Wren").endsWith(".pdf");

        letters.locator("li a").first().click();
        Locator text = page.locator("article.paper");
        assertThat(text).containsText("Imogen Rowe");
        assertThat(text).containsText("01632 960 101");
        assertThat(text).containsText("I work Monday to Thursday.");
        assertThat(barriers(page)).isEmpty();
        page.context().close();
    }

    @Test
    @Order(5)
    @Clause("C-80")
    void namingTheGuardianFromTheCasePageSendsTheLetterToThem() {
        Page page = chromium.signedIn("iro-admin.demo");
        chromium.openCase(page, CHILD);
        link(page, "Record a change").click();
        Locator form = page.locator("#form");
        assertThat(form.getByLabel("Our reference")).hasValue(page.locator(".ref").first().innerText());
        form.getByLabel("Somebody is named, replaced or their details corrected").check();
        select(form, "Role", "Children's guardian");
        form.getByLabel(Pattern.compile("^Name")).fill("Grace Thornbury");
        typeDate(form.getByLabel("In this role from"), day(TODAY));
        form.getByLabel("Why, and who told you").fill("Cafcass telephoned.");
        assertThat(barriers(page)).isEmpty();

        Locator from = form.getByLabel("In this role from");
        typeDate(from, "31/02/2026");
        assertRefused(form, from, "31/02/2026");
        assertThat(barriers(page)).isEmpty();
        List<String> sent = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/send")) {
                sent.add(request.url());
            }
        });
        button(page, "Send").click();
        assertThat(from).isFocused();
        from.press("Enter");
        // Straight from the field to the button: leaving the field and sending are one click.
        from.fill("32/01/2026");
        button(page, "Send").click();
        assertRefused(form, from, "32/01/2026");
        assertThat(from).isFocused();
        assertThat(form.getByLabel(Pattern.compile("^Name"))).hasValue("Grace Thornbury");
        assertThat(form.getByLabel("Why, and who told you")).hasValue("Cafcass telephoned.");
        from.fill("");
        assertThat(form.locator(".date-problem")).hasCount(0);
        typeDate(from, day(TODAY));
        assertThat(sent).isEmpty();

        button(page, "Send").click();
        Locator problem = page.locator("#problem");
        assertThat(problem).containsText("Add an e-mail address or a telephone number.");
        assertThat(form.getByLabel("Why, and who told you")).hasValue("Cafcass telephoned.");
        assertThat(barriers(page)).isEmpty();

        form.getByLabel("E-mail address").fill("childrens-guardian.demo@cafcass.example");
        button(page, "Send").click();
        page.waitForURL("**/case/*?started=*");
        Locator letters = page.locator("section[aria-labelledby=t-letters]");
        Locator pdfs = letters.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("PDF of"));
        reloadUntilShown(page, pdfs.nth(1));
        assertThat(pdfs).hasCount(2);
        assertThat(letters).containsText("Grace Thornbury");
        assertThat(page.locator("section[aria-labelledby=t-people]")).containsText("Grace Thornbury");
        page.context().close();
    }

    @Test
    @Order(6)
    void everythingOnOurPagesIsDoneByTheKeyboardAlone() {
        Page page = chromium.nobody().newPage();
        Keyboard keyboard = new Keyboard(page);
        chromium.open(page, "/sign-in");
        assertThat(page.getByLabel("User name")).isFocused();
        keyboard.type("iro-admin.demo");
        keyboard.tabTo(page.getByLabel("Password"));
        keyboard.type(Demonstration.PASSWORD);
        keyboard.press("Enter");
        page.waitForURL("**/cases");

        keyboard.tabTo(link(page, "Skip to the content"));
        keyboard.press("Enter");
        assertThat(page.locator("#content")).isFocused();
        keyboard.tabTo(link(page, "All cases"));
        keyboard.press("Enter");
        page.waitForURL("**/cases?show=all");
        keyboard.tabTo(link(page, CHILD));
        keyboard.tabToTheEnd();
        keyboard.tabTo(link(page, CHILD));
        keyboard.press("Enter");
        page.waitForURL("**/case/**");

        Locator workingOut = page.locator("summary").first();
        keyboard.tabTo(workingOut);
        keyboard.press("Space");
        assertThat(page.locator("details").first()).hasAttribute("open", "");
        Locator letter = page.locator("section[aria-labelledby=t-letters] li a").first();
        keyboard.tabTo(letter);
        keyboard.press("Enter");
        page.waitForURL("**/letters/**");
        assertThat(page.locator("article.paper")).isVisible();
        keyboard.tabToTheEnd();
        keyboard.tabTo(page.locator(".crumbs").getByText(CHILD));
        keyboard.press("Enter");
        page.waitForURL(Pattern.compile("/case/[^/]+$"));

        keyboard.tabToTheEnd();
        keyboard.tabTo(link(page, "Record a change"));
        keyboard.press("Enter");
        page.waitForURL("**/start/**");
        Locator form = page.locator("#form");
        keyboard.tabTo(form.getByLabel("Somebody is named, replaced or their details corrected"));
        keyboard.press("ArrowDown");
        assertThat(form.getByLabel("A date became known, moved or was wrong")).isChecked();
        keyboard.tabTo(form.locator(".fjs-form-field-select input"));
        assertThat(form.locator(".fjs-dropdownlist")).isVisible();
        Locator chosen = form.locator(".fjs-dropdownlist-item.focused");
        for (String choice : List.of("Allocated at Cafcass", "Proceedings issued", "First hearing")) {
            keyboard.pressWhenDrawn("ArrowDown");
            assertThat(chosen).hasText(choice);
        }
        keyboard.pressWhenDrawn("Enter");
        assertThat(form.locator(".fjs-form-field-select")).containsText("First hearing");
        Locator date = form.getByLabel("New date");
        keyboard.tabTo(date);
        keyboard.type(day(TODAY.plusDays(20)));
        keyboard.tabTo(form.getByLabel("The date is no longer known"));
        assertThat(date).hasValue(day(TODAY.plusDays(20)));
        keyboard.tabTo(form.getByLabel("Why, and who told you"));
        keyboard.type("The court wrote to us.");
        keyboard.tabToTheEnd();
        keyboard.tabTo(button(page, "Send"));
        keyboard.press("Space");
        page.waitForURL("**/case/*?started=*");
        assertThat(page.locator("main")).containsText(day(TODAY.plusDays(20)));

        keyboard.tabTo(button(page, "Sign out"));
        keyboard.press("Enter");
        page.waitForURL("**/sign-in**");
        page.context().close();
    }

    @Test
    @Order(7)
    void theProtocolManagerSeesTheInstanceOnItsDiagram() {
        Page page = chromium.signedIn("protocol-manager.demo");
        chromium.open(page, "/camunda/app/cockpit/default/#/processes");
        page.getByText("A child's care proceedings").first().click();
        page.waitForURL("**/process-definition/**");
        assertThat(page.locator("[data-element-id=while-proceedings-last]").first()).isVisible();
        page.locator("td.instance-id a, .instance-id a").first().click();
        assertThat(page.getByText("Business Key:")).isVisible();
        Locator phase = page.locator("[data-element-id=while-proceedings-last]").first();
        assertThat(phase).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setPath(java.nio.file.Path.of("target", "pictures", "cockpit-phases.png")));
        page.locator("[data-container-id=while-proceedings-last] .bjs-drilldown").click();
        assertThat(page.locator("[data-element-id=wait-for-change], [data-element-id=send-iro-details]").first()).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setPath(java.nio.file.Path.of("target", "pictures", "cockpit-phase.png")));
        page.context().close();
    }

    @Test
    @Order(8)
    void signingOutInTasklistClosesTheCasePageAndCockpit() {
        Page tasklist = chromium.signedIn("iro-manager.demo");
        Page casePage = tasklist.context().newPage();
        chromium.openCase(casePage, CHILD);
        String reference = casePage.url();
        Page cockpit = tasklist.context().newPage();
        chromium.open(cockpit, "/camunda/app/cockpit/default/");
        chromium.open(tasklist, "/camunda/app/tasklist/default/");
        tasklist.locator(".account.dropdown > a").click();
        tasklist.locator(".account.dropdown .logout a").click();
        tasklist.waitForURL("**/sign-in**");

        casePage.reload();
        casePage.waitForURL("**/sign-in");
        assertThat(casePage.locator("body")).not().containsText(CHILD);
        cockpit.reload();
        cockpit.waitForURL("**/sign-in");
        casePage.navigate(reference + "/letters");
        casePage.waitForURL("**/sign-in");
        tasklist.context().close();
    }

    @Test
    @Order(9)
    void noNameIsLoggedAndNothingIsWrittenBesideTheData() throws Exception {
        assertThat(demonstration.log()).contains("Started")
                .doesNotContain("Wren", "Lark", "Oakley", "Hazel", "Rowan", "Fairweather");
        assertThat(demonstration.strayFiles()).isEmpty();
    }

    /** The text stays, and why it is refused is beside it and tied to it. */
    private static void assertRefused(Locator form, Locator field, String text) {
        Locator problem = form.locator(".date-problem");
        assertThat(problem).hasCount(1);
        assertThat(problem).hasAttribute("role", "alert");
        assertThat(problem).hasText(text.endsWith("1899") ? text + " is too early. The first day this field takes is 01/01/1900."
                : text + " is not a day in the calendar. Type it as dd/mm/yyyy, for example 05/01/2026.");
        assertThat(field).hasValue(text);
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(field).hasAttribute("aria-describedby", Pattern.compile("\\b" + problem.getAttribute("id") + "\\b"));
    }

    private static String age() {
        int years = TODAY.getYear() - 2018 - (TODAY.isBefore(LocalDate.of(TODAY.getYear(), 3, 14)) ? 1 : 0);
        return years + " years old";
    }
}
