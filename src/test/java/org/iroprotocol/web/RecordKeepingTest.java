package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From the case page onto the child's file, and off it again when it was an error. */
@ProtocolTest
class RecordKeepingTest {

    @LocalServerPort
    int port;
    @Autowired
    House house;
    @Autowired
    TestCases cases;
    @Autowired
    CaseFiles files;

    String reference;
    TimelineRecord discussion;

    @BeforeEach
    void aDiscussionIsRecorded() {
        house.at("2026-12-18T10:00");
        reference = cases.open(Map.of("socialWorkerName", "Saul Worker", "socialWorkerEmail", "social-worker.test@derby.example"));
        cases.discussed(reference, "2026-12-17");
        cases.start("derby", "iro.test", "discussion", Map.of("caseReference", reference, "discussionKind", "challenge",
                "discussedOn", "2026-12-18", "discussedBy", "IRO and team manager", "challenge", "No <b>contact</b> plan."));
        discussion = files.timeline(reference).stream().filter(record -> record.kind().equals("discussion")).findFirst()
                .orElseThrow();
    }

    @AfterEach
    void endAll() {
        cases.endAll();
    }

    @Test
    @Clause("C-39 C-92 C-107 P-31 P-44")
    void aRecordIsCopiedPrintedAndTickedOff() throws Exception {
        Browser iro = signedIn("iro.test");
        String before = page(iro);
        assertThat(before).contains("1 informal challenge to the council so far.", "Not yet on the child’s file",
                "Copy for CCM (case notes, type ICS IRO Contact)", "Topic: the care plan", "No &lt;b&gt;contact&lt;/b&gt; plan.");
        HttpResponse<byte[]> pdf = iro.bytes(at("/pdf"));
        assertThat(pdf.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"discussion-" + reference
                + ".pdf\"");
        try (var document = Loader.loadPDF(pdf.body())) {
            assertThat(new PDFTextStripper().getText(document)).contains("Discussion recorded", "Topic the care plan",
                    "Our reference " + reference);
        }
        assertThat(iro.form(at("/on-file"), Map.of("_csrf", iro.token("/case/" + reference))).statusCode()).isEqualTo(302);
        assertThat(files.timeline(reference)).filteredOn(record -> record.id().equals(discussion.id())).singleElement()
                .satisfies(record -> assertThat(record.onFileBy()).isEqualTo("iro.test"));
        assertThat(page(iro)).contains("On the child’s file since 18/12/2026 by");
    }

    @Test
    @Clause("P-01")
    void whoDoesNotSeeTheTimelineKeepsNothing() {
        for (String user : new String[] {"social-worker.test", "head-of-service.test", "iro.north"}) {
            Browser other = signedIn(user);
            assertThat(other.page(at("/pdf")).statusCode()).as(user).isEqualTo(404);
            assertThat(other.form(at("/on-file"), Map.of("_csrf", other.token("/cases"))).statusCode()).as(user).isEqualTo(404);
        }
        assertThat(signedIn("iro.test").form(at("/on-file"), Map.of()).statusCode()).as("without token").isEqualTo(403);
        assertThat(files.timeline(reference)).allSatisfy(record -> assertThat(record.onFileAt()).isNull());
    }

    @Test
    @Clause("P-16")
    void anEntryIsMarkedAsMadeInErrorFromBesideIt() {
        Browser iro = signedIn("iro-admin.test");
        assertThat(page(iro)).contains("/case/" + reference + "/start/case-change?record=" + discussion.id());
        String form = iro.page("/case/" + reference + "/start/case-change?record=" + discussion.id()).body();
        assertThat(form).contains("id=\"given\"", "&quot;recordId&quot;:&quot;" + discussion.id() + "&quot;",
                "17/12/2026: Discussion recorded.");
        assertThat(iro.page("/case/" + reference + "/start/case-change?record=nonsense").body()).doesNotContain("id=\"given\"");
        assertThat(iro.post("/case/" + reference + "/start/case-change/send", "application/json", """
                {"caseReference": "%s", "change": "error", "recordId": "%s", "reason": "Wrong child."}"""
                .formatted(reference, discussion.id()), "X-CSRF-TOKEN", iro.token("/case/" + reference)).statusCode()).isEqualTo(200);
        assertThat(page(iro)).contains("<del>Discussion recorded.</del>", "Reason: Wrong child.");
        assertThat(iro.page(at("/pdf")).statusCode()).as("left out").isEqualTo(404);
    }

    private Browser signedIn(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        return browser;
    }

    private String page(Browser browser) {
        return browser.page("/case/" + reference).body();
    }

    private String at(String what) {
        return "/case/" + reference + "/record/" + discussion.id() + what;
    }
}
