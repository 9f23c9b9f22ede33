package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.Statements;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Court documents on the case page and over all cases, files with them, and asking again. Now is 18 December 2026. */
class CourtDocumentPageTest extends CourtDocumentPages {

    private static final Pattern FILE = Pattern.compile("/documents/files/([0-9a-f-]{36})\"");

    @Test
    @Clause("P-01 P-08")
    void whoDoesNotSeeTheDocumentsFindsNeitherListNorFileNorDoor() {
        String reference = withDocuments();
        Browser admin = as("iro-admin.test");
        upload(admin, reference, "first-order/1", "order.pdf", "%PDF-1.7 order");
        String file = file(admin, reference);
        for (String user : new String[] {"social-worker.test", "service-director.test", "la-legal-assistant.test"}) {
            Browser other = as(user);
            assertThat(other.page("/case/" + reference + "/documents/files/" + file).statusCode()).as(user).isEqualTo(404);
            assertThat(upload(other, reference, "first-order/1", "x.pdf", "%PDF-1.7").statusCode()).as(user).isEqualTo(404);
            assertThat(other.form("/case/" + reference + "/documents/ask", Map.of("_csrf", other.token("/cases"), "document",
                    "expert-report/1", "reason", "needed")).statusCode()).as(user).isEqualTo(404);
            assertThat(other.page("/documents").body()).as(user).doesNotContain(reference);
        }
        named(reference, "service-director", "Dorothea Selwyn");
        Browser director = as("service-director.test");
        assertThat(director.page("/case/" + reference).body()).doesNotContain("First order", "document");
        assertThat(director.page("/case/" + reference + "/documents/files/" + file).statusCode()).isEqualTo(404);
        named(reference, "social-worker", "Wendy Saltmarsh");
        Browser worker = as("social-worker.test");
        assertThat(worker.page("/case/" + reference + "/documents/files/" + file).statusCode()).isEqualTo(200);
        assertThat(worker.page("/case/" + reference).body()).doesNotContain("Add a file", "Ask again");
        assertThat(upload(worker, reference, "first-order/1", "x.pdf", "%PDF-1.7").statusCode()).isEqualTo(404);
        assertThat(files.views(reference)).anySatisfy(view -> {
            assertThat(view.userId()).isEqualTo("social-worker.test");
            assertThat(view.what()).isEqualTo("Court document: first-order/1");
        });
    }

    @Test
    @Clause("P-16")
    void aFileIsTakenForWhatIsInItAndServedToBeKept() {
        String reference = withDocuments();
        Browser admin = as("iro-admin.test");
        assertThat(upload(admin, reference, "first-order/1", "order.pdf", "<script>alert(1)</script>").body())
                .contains("This file is not a PDF");
        assertThat(upload(admin, reference, "first-order/1", "order.pdf", "").body()).contains("empty");
        assertThat(upload(admin, reference, "no-such/1", "order.pdf", "%PDF-1.7").body()).contains("not on file any more");
        assertThat(admin.page("/case/" + reference + "/documents/files/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(upload(admin, reference, "first-order/1", "../..\\Order <b>.exe", "%PDF-1.7 order").statusCode())
                .isEqualTo(302);
        assertThat(upload(admin, reference, "first-order/1", "again.pdf", "%PDF-1.7 order").body()).contains("there already");
        String file = file(admin, reference);
        HttpResponse<String> served = admin.page("/case/" + reference + "/documents/files/" + file);
        assertThat(served.body()).isEqualTo("%PDF-1.7 order");
        assertThat(served.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(served.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(served.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(served.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment").contains("Order")
                .doesNotContain("..", "<", "exe");
        assertThat(admin.form("/case/" + reference + "/documents/files/" + file + "/remove",
                Map.of("_csrf", admin.token("/cases"), "reason", " ")).statusCode()).isEqualTo(400);
        assertThat(admin.form("/case/" + reference + "/documents/files/" + file + "/remove",
                Map.of("_csrf", admin.token("/cases"), "reason", "another child's")).statusCode()).isEqualTo(302);
        assertThat(admin.page("/case/" + reference + "/documents/files/" + file).statusCode()).isEqualTo(404);
        assertThat(database.sql("select count(*) from court_document_content where file_id = ?").param(UUID.fromString(file))
                .query(Long.class).single()).isZero();
    }

    @Test
    @Clause("P-15 C-38 C-87")
    void whatIsOutstandingIsSeenPerCaseAndOverAllCases_andTheIroAsksAgain() {
        String reference = withDocuments();
        Browser iro = as("iro.test");
        String page = iro.page("/case/" + reference).body();
        assertThat(page).contains("Was to be sent by 17/12/2026", "Received by legal 10/12/2026", "Held not relevant, 18/12/2026",
                "about the parents only", "Ask again", "School report");
        assertThat(page).as("not in the list of dates").doesNotContain("Document received –");
        assertThat(iro.page("/documents").body()).contains("/case/" + reference, "First order", "17/12/2026", "School report");
        assertThat(iro.form("/case/" + reference + "/documents/ask", Map.of("_csrf", iro.token("/case/" + reference),
                "document", "expert-report/1", "reason", "")).body()).contains("Nothing has been changed", "reason");
        assertThat(iro.form("/case/" + reference + "/documents/ask", Map.of("_csrf", iro.token("/case/" + reference),
                "document", "expert-report/1", "reason", "It is about the child too.")).statusCode()).isEqualTo(302);
        assertThat(iro.page("/case/" + reference).body()).contains("the IRO asked again 18/12/2026", "To be sent by 29/12/2026");
    }

    @Test
    @Clause("P-01 P-40")
    void thePoolIsToldWhomItsOwnTaskIsAbout_andWhichDocumentsAreMeant_butOpensNoCasePage() {
        String reference = withDocuments();
        String send = task(reference, "send-documents");
        Browser pool = as("la-legal-assistant.test");
        assertThat(pool.get("/case/for-task/" + task(reference, "send-iro-details")).statusCode()).as("the IRO's").isEqualTo(404);
        assertThat(as("social-worker.test").get("/case/for-task/" + send).statusCode()).isEqualTo(404);
        String panel = pool.get("/case/for-task/" + send).body();
        assertThat(panel).contains(files.get(reference).childName(), reference, "Another document (number 1): School report",
                "\"link\":null");
        assertThat(pool.page("/case/" + reference).statusCode()).isEqualTo(404);
        assertThat(files.views(reference)).anyMatch(view -> view.userId().equals("la-legal-assistant.test"));
        database.sql("update case_file set restricted = true where reference = ?").param(reference).update();
        assertThat(pool.get("/case/for-task/" + send).statusCode()).as("P-07").isEqualTo(404);
    }

    private String task(String reference, String step) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey(step)
                .singleResult().getId();
    }

    @Test
    @Clause("P-16")
    void enteredInError_aDocumentIsGoneFromTheListsAndItsTaskFollows() {
        String reference = withDocuments();
        Browser iro = as("iro.test");
        Map<String, String> none = Map.of("_csrf", iro.token("/cases"), "document", "first-order/1", "reason", "");
        assertThat(iro.form("/case/" + reference + "/documents/error", none).statusCode()).isEqualTo(400);
        assertThat(as("social-worker.test").page("/case/" + reference).statusCode()).isEqualTo(404);
        assertThat(iro.form("/case/" + reference + "/documents/error", Map.of("_csrf", iro.token("/cases"), "document",
                "first-order/1", "reason", "another child's")).statusCode()).isEqualTo(302);
        house.runDueJobs();
        assertThat(iro.page("/case/" + reference).body()).contains("School report").doesNotContain("to be sent by 17/12/2026");
        assertThat(engine.getTaskService().createTaskQuery().taskId(task(reference, "send-documents")).singleResult()
                .getDueDate()).isEqualTo(House.moment("2026-12-24T23:59:59"));
        assertThat(iro.form("/case/" + reference + "/documents/error", Map.of("_csrf", iro.token("/cases"), "document",
                "other/1", "reason", "another child's")).statusCode()).isEqualTo(302);
        house.runDueJobs();
        assertThat(engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference)
                .taskDefinitionKey("send-documents").count()).isZero();
    }

    @Test
    @Clause("P-15")
    void theListAsksAFixedNumberOfQuestions() {
        withDocuments();
        Browser iro = as("iro.test");
        iro.page("/documents");
        int one = queries(iro);
        withDocuments();
        withDocuments();
        assertThat(queries(iro)).isEqualTo(one);
    }

    private static int queries(Browser browser) {
        return Statements.counting(() -> browser.page("/documents")).house();
    }

    private void named(String reference, String role, String name) {
        files.recordPerson(reference, new CaseFiles.NewPerson(role, name, null, null, role + ".test", LocalDate.of(2026, 12, 1)),
                "iro-admin.test");
    }

    private String file(Browser browser, String reference) {
        Matcher found = FILE.matcher(browser.page("/case/" + reference).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}

/** A case with documents, for pages. */
@ProtocolTest
abstract class CourtDocumentPages {

    @LocalServerPort
    int port;
    @Autowired
    CaseFiles files;
    @Autowired
    TestCases cases;
    @Autowired
    House house;
    @Autowired
    ProcessEngine engine;
    @Autowired
    JdbcClient database;

    @BeforeEach
    void friday() {
        house.at("2026-12-18T10:00");
    }

    @AfterEach
    void endAll() {
        cases.endAll();
    }

    Browser as(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        return browser;
    }

    /** One that should have gone, one not relevant, one due later. */
    String withDocuments() {
        String reference = cases.open(Map.of("issuedOn", LocalDate.of(2026, 12, 1).toString()));
        cases.start("derby", "iro-admin.test", "court-document", Map.of("caseReference", reference,
                "documents", json("[\"first-order\"]"), "receivedOn", "2026-12-10", "notRelevant", json("[\"expert-report\"]"),
                "solicitor", "Lorna Sutcliffe", "notRelevantReason", "about the parents only", "moreDocuments",
                json("[{\"moreType\":\"other\",\"moreTitle\":\"School report\",\"moreReceivedOn\":\"2026-12-17\"}]")));
        return reference;
    }

    static HttpResponse<String> upload(Browser browser, String reference, String document, String name, String content) {
        StringBuilder body = new StringBuilder();
        part(body, "name=\"_csrf\"", browser.token("/cases"));
        part(body, "name=\"document\"", document);
        part(body, "name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: application/pdf", content);
        return browser.post("/case/" + reference + "/documents/file", "multipart/form-data; boundary=xyzzy",
                body + "--xyzzy--\r\n");
    }

    private static void part(StringBuilder body, String head, String content) {
        body.append("--xyzzy\r\nContent-Disposition: form-data; ").append(head).append("\r\n\r\n").append(content).append("\r\n");
    }

    private static Object json(String text) {
        return org.camunda.spin.plugin.variable.SpinValues.jsonValue(text).create();
    }
}
