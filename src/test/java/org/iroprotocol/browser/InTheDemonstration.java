package org.iroprotocol.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.browser.Chromium.barriers;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.TestMethodOrder;

/** One demonstration and one browser for a class of steps that follow each other. */
@TestMethodOrder(OrderAnnotation.class)
abstract class InTheDemonstration {

    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/London"));

    static Demonstration demonstration;
    static Chromium chromium;

    private static final Path PICTURES = Path.of("target", "pictures");

    @BeforeAll
    static void start() throws Exception {
        demonstration = Demonstration.start();
        chromium = new Chromium(demonstration);
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (demonstration != null) {
            demonstration.close();
        }
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
    }

    /** Wide and narrow, and without anything that hinders people. */
    static void pictures(Page page, String name) {
        assertThat(barriers(page)).as(name).isEmpty();
        picture(page, name);
        page.setViewportSize(390, 800);
        assertThat(barriers(page)).as(name + " on a telephone").isEmpty();
        picture(page, name + "-narrow");
        page.setViewportSize(1280, 860);
    }

    static String day(LocalDate date) {
        return date.format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
    }
}
