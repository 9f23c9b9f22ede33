package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.engine.ManagementService;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.LocalSettings;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A council's page of the duty line: when to ring, what the line is not, and that nobody learns who looked. */
@ProtocolTest
class DutyLinePageTest {

    @LocalServerPort
    int port;

    @Autowired
    House house;

    @Autowired
    LocalSettings settings;

    @Autowired
    ManagementService management;

    @AfterEach
    void reset() {
        settings.reset();
    }

    @Test
    @Clause("C-75 P-05")
    void nobodyButTheIroServiceHasThePageOrTheWayToIt() {
        for (String group : new TreeSet<>(Groups.all().keySet())) {
            if (group.equals(Groups.CAMUNDA_ADMIN)) {
                continue;
            }
            boolean service = Groups.IRO_SERVICE.contains(group);
            Browser browser = browser(group + ".test");
            assertThat(browser.page("/duty-line").statusCode()).as(group).isEqualTo(service ? 200 : 404);
            assertThat(browser.page("/cases").body().contains("/duty-line")).as(group).isEqualTo(service);
            assertThat(browser.page("/advice-records").statusCode()).as(group).isEqualTo(404);
        }
        assertThat(new Browser(port).page("/duty-line").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest(name = "{0}")
    @Clause("C-15 C-58 C-75 C-129")
    @CsvSource(delimiter = '|', textBlock = """
            2026-12-18T08:59:59 | Closed now.                     | It opens today at 9.00am.
            2026-12-18T09:00:00 | Open now.                       | It closes today at 5.00pm.
            2026-12-18T16:59:59 | Open now.                       | It closes today at 5.00pm.
            2026-12-18T17:00:00 | Closed now.                     | It opens on Monday 21 December 2026 at 9.00am.
            2026-12-20T12:00:00 | Closed now.                     | It opens tomorrow at 9.00am.
            2026-12-24T18:00:00 | Closed now.                     | It opens on Tuesday 29 December 2026 at 9.00am.
            2026-12-25T10:00:00 | Closed now: Christmas Day.      | It opens on Tuesday 29 December 2026 at 9.00am.
            2026-12-28T10:00:00 | Closed now: Boxing Day          | It opens tomorrow at 9.00am.
            2027-03-26T10:00:00 | Closed now: Good Friday.        | It opens on Tuesday 30 March 2027 at 9.00am.
            2027-03-27T23:30:00 | Closed now.                     | It opens on Tuesday 30 March 2027 at 9.00am.
            2026-03-28T12:00:00 | Closed now.                     | It opens on Monday 30 March 2026 at 9.00am.
            2026-03-30T08:59:59 | Closed now.                     | It opens today at 9.00am.
            2026-03-30T09:00:00 | Open now.                       | It closes today at 5.00pm.
            2026-10-23T16:59:59 | Open now.                       | It closes today at 5.00pm.
            2026-10-24T12:00:00 | Closed now.                     | It opens on Monday 26 October 2026 at 9.00am.
            2026-10-26T08:59:59 | Closed now.                     | It opens today at 9.00am.
            2026-10-26T09:00:00 | Open now.                       | It closes today at 5.00pm.
            2026-10-26T16:59:59 | Open now.                       | It closes today at 5.00pm.
            """)
    void openOrClosedThisMinute(String at, String state, String next) {
        house.at(at);
        assertThat(page()).contains(state, next);
    }

    @Test
    @Clause("C-16 C-17 C-18 C-19 C-21 C-59 C-129")
    void guidanceAndNotLegalAdviceUnderANumberToCheckFirst() {
        house.at("2026-12-18T10:00");
        assertThat(page()).contains("guidance, not legal advice", "does not replace your own independent legal advice",
                "A call starts nothing", "0844 353 3392", "tel:08443533392", "Check this number before use", "9.00am to 5.00pm",
                "closed on bank holidays", "Nothing about a call is recorded here");
        settings.put("derby", "advice-line.phone", "01632 960001");
        settings.put("derby", "advice-line.checked-on", "2026-12-01");
        settings.put("derby", "advice-line.closes", "16:30");
        assertThat(page()).contains("01632 960001", "Number last checked on 01/12/2026", "4.30pm")
                .doesNotContain("Check this number before use", "0844");
    }

    @Test
    @Clause("C-20 C-61 P-05")
    void nothingRemainsOfALook() {
        house.at("2026-12-18T10:00");
        Browser browser = browser("iro.test");
        browser.page("/cases");
        Map<String, Long> before = management.getTableCount();
        browser.page("/duty-line");
        assertThat(management.getTableCount()).isEqualTo(before);
        Browser manager = browser("iro-manager.test");
        assertThat(manager.page("/views?user=iro.test").body().toLowerCase(java.util.Locale.ROOT)).doesNotContain("duty line, ",
                "duty-line?");
    }

    private String page() {
        return browser("iro.test").page("/duty-line").body();
    }

    private Browser browser(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        return browser;
    }
}
