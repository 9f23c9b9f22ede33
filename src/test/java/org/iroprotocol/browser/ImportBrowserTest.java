package org.iroprotocol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.browser.Chromium.button;
import static org.iroprotocol.browser.Chromium.link;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** Importing open cases as IRO admin does it: problems first, then rehearsed, then imported. */
class ImportBrowserTest {

    private static final Path PICTURES = Path.of("target", "pictures");

    @Test
    void problemsRehearsalImport() throws IOException, InterruptedException {
        try (Demonstration demonstration = Demonstration.start(); Chromium chromium = new Chromium(demonstration)) {
            Page page = chromium.signedIn("iro-admin.demo");
            link(page, "Import").click();
            shown(page, "import");

            button(page, "Rehearse").click();
            assertThat(page).hasURL(demonstration.url("/import"));
            upload(page, "x".repeat(600 * 1024));
            assertThat(page.locator("#problem")).containsText("larger than 512 KB");
            upload(page, csv().replace("Care order", "Divorce").replace("04/05/2019", "4 May 2019"));
            assertThat(page.locator("#problem li")).hasCount(3);
            shown(page, "import-problems");

            upload(page, csv());
            assertThat(page.getByText("No problems: 2 children can be imported.")).isVisible();
            shown(page, "import-rehearsal");
            button(page, "Import 2 children").click();
            assertThat(page.getByText("2 children on file now.")).isVisible();
            shown(page, "import-done");
            link(page, "Wren Importwell").click();
            assertThat(page.getByText("Case taken over from earlier records.").first()).isVisible();
        }
    }

    private static void upload(Page page, String text) {
        page.getByLabel("CSV file").setInputFiles(new FilePayload("cases.csv", "text/csv",
                text.getBytes(StandardCharsets.UTF_8)));
        button(page, "Rehearse").click();
    }

    /** One child whose past lies behind, and a brother of whom something is still to be done. */
    private static String csv() {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        DateTimeFormatter day = DateTimeFormatter.ofPattern("dd/MM/yyyy");
        String old = day.format(today.minusDays(80));
        return "\uFEFFChild's name;Date of birth;Family;Application type;Issued on;CMH;IRO name;IRO e-mail;IRO allocated on;"
                + "Cafcass allocated on\r\n"
                + "Wren Importwell;04/05/2019;Importwell;Care order;" + old + ";" + day.format(today.minusDays(50))
                + " 10:00;Imogen Rowe;iro.demo@derby.example;" + old + ";" + old + "\r\n"
                + "Linnet Importwell;04/05/2021;Importwell;Care order;" + old + ";" + day.format(today.plusDays(20))
                + " 10:00;Imogen Rowe;iro.demo@derby.example;" + day.format(today) + ";" + old + "\r\n";
    }

    /** Wide and narrow, as a picture, and without anything that hinders people. */
    private static void shown(Page page, String name) {
        assertThat(Chromium.barriers(page)).as(name).isEmpty();
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
        page.setViewportSize(390, 800);
        assertThat(Chromium.barriers(page)).as(name + " on a telephone").isEmpty();
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + "-narrow.png")));
        page.setViewportSize(1280, 860);
    }
}
