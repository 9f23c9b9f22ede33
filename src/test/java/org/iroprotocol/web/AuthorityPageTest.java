package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.iroprotocol.localisation.Difference;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What administrators read about deployments that are not their folder's. */
@ProtocolTest
class AuthorityPageTest {

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    String deployment;

    @AfterEach
    void away() {
        if (deployment != null) {
            repository.deleteDeployment(deployment, true);
        }
    }

    private Browser as(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        return browser;
    }

    @Test
    void whileNothingDiffersThePageSaysSo() {
        assertThat(as("protocol-admin.test").page("/authority").body()).contains("Nothing differs")
                .doesNotContain("<table").contains("aria-current");
    }

    @Test
    void whatSomebodyDeployedLaterIsListedForItsOwnAuthorityAlone() throws IOException {
        String letter = Files.readString(Path.of("processes/protocol/letters/iro-notice.html"));
        String model = Files.readString(Path.of("processes/protocol/case-change.bpmn"));
        // Later than what the folders brought, by the engine's clock.
        ClockUtil.offset(60_000L);
        deployment = repository.createDeployment().tenantId("derby").name("Derby's own").source("Camunda Modeler")
                .addString("letters/iro-notice.html", letter.replace("</body>", "<p>Derby</p></body>"))
                .addString("case-change.bpmn", model.replace("name=\"Record a change\"", "name=\"Record a &lt;b&gt; change\""))
                .deploy().getId();

        String page = as("protocol-admin.test").page("/authority").body();

        assertThat(page).contains("Letter: iro-notice", "Process: case-change", "Somebody deployed another version",
                "from Camunda Modeler", "derby").doesNotContain("Nothing differs");
        assertThat(as("protocol-admin.north").page("/authority").body()).contains("Nothing differs")
                .doesNotContain("Camunda Modeler from", "derby");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iro.test", "iro-manager.test", "protocol-manager.test", "social-worker.test"})
    void nobodyElseFindsThePage(String user) {
        Browser browser = as(user);
        assertThat(browser.page("/authority").statusCode()).isEqualTo(404);
        assertThat(browser.page("/cases").body()).doesNotContain("/authority");
    }

    @ParameterizedTest
    @CsvSource({"proceedings.bpmn, Process: proceedings", "deadlines.dmn, Table: deadlines",
            "letters/iro-notice.html, Letter: iro-notice", "proceedings.send.form, Form: proceedings.send",
            "readme, File: readme"})
    void filesAreCalledWhatTheyAre(String file, String words) {
        assertThat(AuthorityController.what(file)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"CHANGED, true, Theirs holds", "CHANGED, false, next start deploys the folder",
            "ONLY_IN_FOLDER, true, is without it", "ONLY_IN_FOLDER, false, next start deploys it",
            "ONLY_DEPLOYED, true, stays in use", "ONLY_DEPLOYED, false, deploys without it"})
    void everyKindOfDifferenceIsPutInWords(Difference.Kind kind, boolean kept, String words) {
        var row = AuthorityController.row(new Difference("derby", "tables-and-letters", "deadlines.dmn", kind, kept, "1",
                Instant.parse("2026-11-20T12:00:00Z"), null, "iro-notice,first-review"));
        assertThat(row.how()).contains(words);
        assertThat(row.since()).isEqualTo("20/11/2026 at 12:00");
        assertThat(row.differing()).isEqualTo("iro-notice, first-review");
        assertThat(List.of(row.authority(), row.file())).containsExactly("derby", "deadlines.dmn");
    }
}
