package org.iroprotocol.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An English browser, and what people do in it. */
final class Chromium implements AutoCloseable {

    private static final int PATIENCE = 30_000;

    private final Playwright playwright;
    private final Browser browser;
    private final Demonstration demonstration;

    Chromium(Demonstration demonstration) {
        this.demonstration = demonstration;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        String given = System.getenv("BROWSER");
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(given == null || given.isBlank() ? "/usr/bin/chromium" : given))
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                        "--disable-sync", "--disable-quic", "--no-first-run")));
    }

    /** Somebody's browser with nothing in it yet. */
    BrowserContext nobody() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setLocale("en-GB")
                .setTimezoneId("Europe/London").setViewportSize(1280, 860).setAcceptDownloads(true));
        context.setDefaultTimeout(PATIENCE);
        return context;
    }

    /** A page of somebody who has just signed in. */
    Page signedIn(String user) {
        Page page = nobody().newPage();
        signIn(page, user, Demonstration.PASSWORD);
        page.waitForURL("**/cases");
        return page;
    }

    void signIn(Page page, String user, String password) {
        page.navigate(demonstration.url("/sign-in"));
        page.getByLabel("User name").fill(user);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in").click();
    }

    void open(Page page, String path) {
        page.navigate(demonstration.url(path));
    }

    /** The case page of a child, from the list of all cases. */
    void openCase(Page page, String child) {
        open(page, "/cases?show=all");
        link(page, child).click();
        page.waitForURL("**/case/**");
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** As people do: click into the field and type; leaving the field takes the date over. */
    static void typeDate(Locator field, String date) {
        field.click();
        field.fill("");
        field.pressSequentially(date);
        field.press("Tab");
    }

    static void select(Locator form, String label, String choice) {
        Locator field = form.locator(".fjs-form-field-select", new Locator.LocatorOptions().setHasText(label));
        // Whoever comes with the Tab key finds the choices open; a click would close them.
        if (!(boolean) field.locator("input").evaluate("element => element === document.activeElement")) {
            field.locator(".fjs-input-group").click();
        }
        field.getByText(choice, new Locator.GetByTextOptions().setExact(true)).click();
    }

    /** What a job in the background brings shows when the page is opened again; Tasklist may take seconds to do so. */
    static void reloadUntilShown(Page page, Locator awaited) {
        long giveUp = System.nanoTime() + PATIENCE * 2_000_000L;
        while (true) {
            try {
                awaited.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE).setTimeout(PATIENCE / 6.0));
                return;
            } catch (TimeoutError notYet) {
                if (System.nanoTime() > giveUp) {
                    throw new AssertionError("Not shown on " + page.url() + ":\n" + page.locator("body").innerText(), notYet);
                }
                page.reload();
            }
        }
    }

    /** What hinders people who do not see, or use no mouse; only inside the selectors when there are any. */
    static List<String> barriers(Page page, String... inside) {
        AxeBuilder axe = new AxeBuilder(page);
        if (inside.length > 0) {
            axe.include(List.of(inside));
        }
        return axe.analyze().getViolations().stream()
                .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().stream()
                        .map(node -> node.getTarget() + " " + node.getHtml()).toList())
                .toList();
    }

    @Override
    public void close() {
        try {
            browser.close();
        } catch (PlaywrightException alreadyGone) {
            // Nothing is left to close.
        }
        playwright.close();
    }
}
