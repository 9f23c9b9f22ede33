package org.iroprotocol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.browser.Chromium.button;
import static org.iroprotocol.browser.Chromium.reloadUntilShown;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the README's pictures of the demonstration: {@code mvn verify -Pbrowser -Dit.test=PicturesBrowserTest -Dpictures=true}. */
@EnabledIfSystemProperty(named = "pictures", matches = "true", disabledReason = "takes pictures for the README when asked to")
class PicturesBrowserTest {

    private static final Path FOLDER = Path.of("docs/pictures");
    private static final String CHILD = "Hazel Fairweather";

    @Test
    void picturesOfTheDemonstration() throws Exception {
        Files.createDirectories(FOLDER);
        try (Demonstration demonstration = Demonstration.start(); Chromium chromium = new Chromium(demonstration)) {
            Page page = chromium.signedIn("iro.demo");
            chromium.open(page, "/camunda/app/tasklist/default/");
            Locator card = page.locator("li.task", new Page.LocatorOptions().setHasText(CHILD))
                    .filter(new Locator.FilterOptions().setHasText("Send the IRO's details to the guardian"));
            card.click();
            assertThat(page.locator("#house-task-child")).containsText(CHILD);
            assertThat(page.getByLabel("A note to the guardian (optional)")).isVisible();
            page.mouse().move(900, 800);
            assertThat(page.locator(".tooltip")).hasCount(0);
            picture(page, "tasklist");

            page.getByLabel("A note to the guardian (optional)").fill("I work Monday to Thursday.");
            page.getByLabel("My name and contact details on the case page are right").check();
            button(page, "Complete").click();
            assertThat(card).hasCount(0);

            chromium.openCase(page, CHILD);
            Locator pdf = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("PDF of"));
            reloadUntilShown(page, pdf);
            picture(page, "case-page");
            Download letter = page.waitForDownload(pdf::click);
            render(letter.path());

            Page cockpit = chromium.signedIn("protocol-manager.demo");
            chromium.open(cockpit, "/camunda/app/cockpit/default/#/processes");
            cockpit.getByText("A child's care proceedings").first().click();
            cockpit.locator("td.instance-id a, .instance-id a").first().click();
            assertThat(cockpit.getByText("Business Key:")).isVisible();
            assertThat(cockpit.locator("[data-element-id=while-proceedings-last]").first()).isVisible();
            assertThat(cockpit.locator(".badge").first()).isVisible();
            picture(cockpit, "cockpit");
        }
    }

    private static void picture(Page page, String name) throws Exception {
        Path file = FOLDER.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(Files.size(file)).isLessThan(200_000);
    }

    private static void render(Path pdf) throws Exception {
        Path picture = FOLDER.resolve("letter");
        int result = new ProcessBuilder("pdftoppm", "-png", "-r", "80", "-singlefile", pdf.toString(), picture.toString())
                .inheritIO().start().waitFor();
        assertThat(result).isZero();
        assertThat(Files.size(FOLDER.resolve("letter.png"))).isLessThan(200_000);
    }
}
