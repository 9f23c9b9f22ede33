package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFileTables;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a case page says when proceedings have ended, and what list and start form make of families. */
@ProtocolTest
class CompletionPageTest {

    @LocalServerPort
    int port;

    @Autowired
    CaseFiles files;

    @Autowired
    Tables tables;

    @Autowired
    Ledger ledger;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    JdbcClient database;

    @Autowired
    House house;

    Family family;
    String ruby;

    @BeforeEach
    void family() {
        house.at("2026-11-20T12:00");
        CaseFileTables.empty(database, "derby");
        family = new Family(files, tables, ledger, database);
        ruby = family.ruby.reference();
    }

    @AfterEach
    void away() {
        authorizations.createAuthorizationQuery().userIdIn("iro.test").list()
                .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
        // The jobs that would move deadlines when a fact is recorded; here the register is written by hand.
        runtime.createProcessInstanceQuery().list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test over"));
        family.remove();
        database.sql("delete from deadline where working_out = 'From a table.'").update();
    }

    private Browser as(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        return browser;
    }

    private String page(String user) {
        return as(user).page("/case/" + ruby).body().replaceAll("\\s+", " ");
    }

    private void ended() {
        house.at("2027-01-12T15:00");
        files.endProceedings(ruby, LocalDate.of(2027, 1, 12), "iro-admin.test");
        due(ruby, "guardian-handover", "2027-01-26T23:59:59Z");
        due(ruby, "letter-to-child", "2027-01-26T23:59:59Z");
    }

    private void due(String reference, String rule, String due) {
        database.sql("""
                insert into deadline (id, case_reference, authority, process_instance_id, rule, table_version, subject, due,
                    state, working_out, entered_at) values (?, ?, 'derby', null, ?, ?, '', ?, 'OPEN', 'From a table.', ?)""")
                .params(UUID.randomUUID(), reference, rule, tables.latest("derby", "deadlines").version(),
                        OffsetDateTime.parse(due), OffsetDateTime.parse("2026-11-02T09:00:00Z")).update();
    }

    private String child(String name) {
        return files.open(new CaseFiles.NewChild("derby", name, LocalDate.of(2020, 1, 2), null, null, false), "iro.test")
                .reference();
    }

    private void happened(String kind, String day) {
        files.recordEvent(ruby, kind, "", When.parse(day), "iro.test", null);
    }

    @Test
    void whileProceedingsLastNothingIsExpectedOfTheirEnd() {
        assertThat(page("iro.test")).doesNotContain("Completion and handover").doesNotContain("Proceedings ended on")
                .contains("At a glance", "Statutory date missed 2 days ago");
    }

    @Test
    @Clause("C-10")
    void whenTheGuardiansWorkEndedThePageSaysWhatIsStillNotRecorded() {
        ended();
        happened("documents-confirmed", "2027-01-12");
        happened("guardian-final-plan", "2027-01-12");
        happened("guardian-final-discussion", "2027-01-12");
        house.at("2027-01-29T10:00");
        happened("guardian-work-ended", "2027-01-29");
        assertThat(page("iro.test")).contains("Proceedings ended on 12/01/2027.",
                "Guardian’s work ended 29/01/2027; still not recorded: written handover from the guardian; "
                        + "guardian’s letter to the child.", "Target missed 3 days ago");
        assertThat(page("service-director.test")).contains("Ruby").doesNotContain("still not recorded");
        happened("guardian-handover", "2027-01-20");
        happened("letter-to-child", "2027-01-29");
        String page = page("iro.test");
        assertThat(page).contains("Guardian’s work ended 29/01/2027.", "recorded late, on 29/01/2027",
                "after the target date, 26/01/2027").doesNotContain("still not recorded");
    }

    @Test
    @Clause("C-46 P-13")
    void earlyFactsCountUnlessThePlanChangedAtTheFinalHearing() {
        happened("guardian-final-plan", "2026-11-19");
        happened("documents-confirmed", "2026-10-01");
        ended();
        String before = page("iro.test");
        assertThat(row(before, "Final court care plan")).contains("19/11/2026", "recorded late, on 20/11/2026");
        assertThat(row(before, "all relevant documents")).as("of earlier proceedings").contains("expected")
                .doesNotContain("01/10/2026");
        assertThat(row(before, "Written handover")).contains("expected by 26/01/2027", "Due in 14 days");
        happened("plan-changed", "2027-01-12");
        assertThat(row(page("iro.test"), "Final court care plan")).contains("expected").doesNotContain("19/11/2026");
    }

    @Test
    @Clause("C-53 C-54")
    void theJointMeetingIsShownWithWhoRequiredItAndWhyForThoseWhoReadTheTimeline() {
        ended();
        assertThat(row(page("iro.test"), "Joint meeting")).contains("Not asked for");
        files.addRecord(ruby, "completion", "Recorded at the end of proceedings.", List.of(
                new TimelineRecord.Entry("meetingReasons", "Because", "Contentious proceedings"),
                new TimelineRecord.Entry("letterOutcome", "What became of the letter", "Withheld")),
                When.parse("2027-01-12"), "iro.test");
        files.recordEvent(ruby, "closing-meeting-required", "", When.parse("2027-01-12"), "iro.test", "Grace Thornbury");
        happened("letter-to-child", "2027-01-12");
        happened("closing-meeting", "2027-02-01T10:00");
        assertThat(row(page("iro.test"), "Joint meeting")).contains("by Grace Thornbury on 12/01/2027", "Contentious proceedings",
                "01/02/2027 at 10:00", "planned");
        String worker = page("social-worker.test");
        assertThat(row(worker, "Joint meeting")).contains("by Grace Thornbury").doesNotContain("Contentious");
        assertThat(row(worker, "letter to the child")).contains("12/01/2027", "Withheld");
        house.at("2027-02-11T09:00");
        happened("closing-meeting-held", "2027-02-01");
        assertThat(row(page("iro.test"), "Joint meeting")).contains("01/02/2027", "held", "recorded late, on 11/02/2027");
    }

    private static String row(String page, String label) {
        String section = page.substring(page.indexOf("id=\"t-completion\""));
        section = section.substring(0, section.indexOf("</section>"));
        int start = section.indexOf(label);
        assertThat(start).as(label).isPositive();
        return section.substring(start, section.indexOf("</li>", start));
    }

    @Test
    @Clause("C-38 P-15 P-20")
    void criticalDatesAndDocumentsExpectedAreForThoseWhoMaySeeThem() {
        happened("first-hearing", "2026-11-18");
        files.recordEvent(ruby, "document-received", "first-order", When.parse("2026-11-18"), "iro.test", null);
        String page = page("iro.test");
        assertThat(page).contains("Critical dates", "Seventeenth birthday", "03/05/2036",
                "Not recorded</span> 2 expected court documents");
        String documents = page.substring(page.indexOf("id=\"t-documents\""));
        assertThat(documents.substring(0, documents.indexOf("<details>"))).contains("Expected, nothing recorded",
                "With the first hearing, 18/11/2026", "Interim care plan").doesNotContain("First order");
        assertThat(documents).contains("Recorded (1)", "First order, 18/11/2026");
        assertThat(page("social-worker.test")).contains("id=\"t-documents\"");
        assertThat(page("service-director.test")).contains("Critical dates").doesNotContain("id=\"t-documents\"");
    }

    @Test
    void responsibilityMovedMarksThePage() {
        happened("responsibility-moved", "2026-11-19");
        assertThat(page("iro.test")).contains("moved to another authority on 19/11/2026");
    }

    @Test
    @Clause("P-13")
    void theTimelineSaysWhatWasRecordedLate() {
        files.addRecord(ruby, "discussion", "Spoke about contact", List.of(), When.parse("2026-11-19"), "iro.test");
        files.addRecord(ruby, "discussion", "Spoke about school", List.of(), When.parse("2026-11-20"), "iro.test");
        String page = page("iro.test");
        assertThat(page.substring(page.indexOf("Spoke about contact"))).contains("Recorded late, on 20/11/2026 at 12:00 by");
        String today = page.substring(page.indexOf("Spoke about school"));
        assertThat(today.substring(0, today.indexOf("</li>"))).contains("Recorded 20/11/2026 at 12:00 by");
    }

    @Test
    @Clause("P-41")
    void aStartFormOffersTheSiblingsWhoseCasesTheReaderMayOpen() {
        Family.mayStart(authorizations, "iro.test");
        String deployment = Family.deploy(repository, """
                {"type":"group","components":[{"type":"checklist","id":"f9","key":"alsoFor","label":"Also for these siblings",
                 "valuesKey":"siblings","conditional":{"hide":"=siblings = null"}}]},""");
        try {
            Browser iro = as("iro.test");
            String form = iro.page("/case/" + ruby + "/start/web-discussion").body();
            assertThat(form).contains("&quot;alsoFor&quot;", "Leo Larch (", family.leo.reference())
                    .doesNotContain("Quiet Child").doesNotContain(family.secret.reference());
            assertThat(iro.page("/case/" + child("Only Child") + "/start/web-discussion").body()).contains("&quot;topic&quot;")
                    .doesNotContain("alsoFor").doesNotContain("id=\"siblings\"");
            String page = "/case/" + ruby;
            var sent = iro.post(page + "/start/web-discussion/send", "application/json", "{\"topic\":\"Contact\",\"alsoFor\":[\""
                    + family.leo.reference() + "\"]}", "X-CSRF-TOKEN", iro.token(page));
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
            assertThat(iro.post(page + "/start/web-discussion/send", "application/json",
                    "{\"topic\":\"Contact\",\"alsoFor\":[{\"value\":7}]}", "X-CSRF-TOKEN", iro.token(page)).statusCode())
                    .isEqualTo(400);
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    @Test
    void theListIsByWhatIsDueNextOverAllPages() {
        for (int i = 0; i < 104; i++) {
            String reference = child("Child " + i);
            if (i == 0) {
                due(reference, "iro-notice", "2026-11-10T23:59:59Z");
            }
        }
        Browser iro = as("iro.test");
        String first = iro.page("/cases?show=all").body();
        assertThat(first).contains("Page 1 of 2");
        assertThat(first.indexOf("Child 0<")).isPositive().isLessThan(first.indexOf("Ruby"));
        assertThat(first.indexOf("Ruby")).isLessThan(first.indexOf("Child 1<"));
        assertThat(iro.page("/cases?show=all&page=2").body()).contains("Page 2 of 2", "Leo Larch").doesNotContain("Ruby");
    }
}
