package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.takeover.CaseImport;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page on which open cases are imported: who finds it, and that nothing comes in unrehearsed. */
@ProtocolTest
class ImportPageTest {

    private static final Pattern CONTENT = Pattern.compile("name=\"content\" value=\"([^\"]*)\"");
    private static int made;

    @LocalServerPort
    int port;
    @Autowired
    CaseFiles files;
    @Autowired
    TestCases cases;
    @Autowired
    RuntimeService runtime;
    @Autowired
    Clock clock;

    @AfterEach
    void endAll() {
        cases.endAll();
    }

    private Browser as(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        return browser;
    }

    /** One child; the header row first. */
    private String csv() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        return "Child's name,Date of birth,Person number,Application type,Issued on\n"
                + "Wren <b>Page</b> Tester,04/05/2019,PAGE-" + ++made + ",Care order," + London.day(today.minusDays(90)) + "\n";
    }

    private static HttpResponse<String> rehearse(Browser browser, String file, String... authority) {
        String token = browser.token("/import");
        StringBuilder body = new StringBuilder();
        part(body, "name=\"_csrf\"", token);
        for (String one : authority) {
            part(body, "name=\"authority\"", one);
        }
        part(body, "name=\"file\"; filename=\"cases.csv\"\r\nContent-Type: text/csv", file);
        return browser.post("/import/rehearse", "multipart/form-data; boundary=xyzzy", body + "--xyzzy--\r\n");
    }

    private static void part(StringBuilder body, String head, String content) {
        body.append("--xyzzy\r\nContent-Disposition: form-data; ").append(head).append("\r\n\r\n").append(content)
                .append("\r\n");
    }

    private static HttpResponse<String> run(Browser browser, String content, String authority) {
        return browser.form("/import", Map.of("_csrf", browser.token("/import"), "content", content, "authority", authority));
    }

    private static String content(HttpResponse<String> page) {
        Matcher found = CONTENT.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private static String encoded(String file) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(file.getBytes(StandardCharsets.UTF_8));
    }

    // ---- who

    @ParameterizedTest
    @ValueSource(strings = {"iro.test", "senior-iro.test", "la-legal-assistant.test", "protocol-manager.test",
            "protocol-admin.test", "social-worker.test", "childrens-guardian.test", "cafcass-business-support.test"})
    void nobodyElseFindsThePageOrItsDoors(String user) {
        Browser browser = as(user);
        assertThat(browser.page("/import").statusCode()).isEqualTo(404);
        assertThat(browser.page("/import/template.csv").statusCode()).isEqualTo(404);
        assertThat(browser.page("/cases").body()).doesNotContain("/import");
        String token = browser.token("/cases");
        assertThat(browser.form("/import", Map.of("_csrf", token, "content", encoded(csv()))).statusCode()).isEqualTo(404);
        StringBuilder body = new StringBuilder();
        part(body, "name=\"_csrf\"", token);
        part(body, "name=\"file\"; filename=\"cases.csv\"", csv());
        assertThat(browser.post("/import/rehearse", "multipart/form-data; boundary=xyzzy", body + "--xyzzy--\r\n").statusCode())
                .isEqualTo(404);
    }

    @Test
    void nobodySignedInOrWithoutTheFormsTokenGetsIn() {
        assertThat(new Browser(port).page("/import").statusCode()).isEqualTo(302);
        Browser browser = as("iro-admin.test");
        assertThat(browser.form("/import", Map.of("content", encoded(csv()))).statusCode()).isEqualTo(403);
        assertThat(browser.post("/import/rehearse", "multipart/form-data; boundary=xyzzy",
                "--xyzzy\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + csv()
                        + "\r\n--xyzzy--\r\n").statusCode()).isEqualTo(403);
    }

    @Test
    void anotherAuthorityIsAsUnknownAsNone() {
        Browser browser = as("iro-admin.test");
        int before = files.all("northmoor").size();
        assertThat(rehearse(browser, csv(), "northmoor").statusCode()).isEqualTo(404);
        String content = content(rehearse(browser, csv(), "derby"));
        assertThat(run(browser, content, "northmoor").statusCode()).isEqualTo(404);
        assertThat(files.all("northmoor")).hasSize(before);
    }

    // ---- what

    @Test
    @Clause("P-43")
    void nothingComesInUnrehearsedChangedOrTwice() {
        Browser browser = as("iro-admin.test");
        int before = files.all("derby").size();
        String file = csv();
        assertThat(run(browser, encoded(file), "derby").statusCode()).isEqualTo(409);

        String content = content(rehearse(browser, file));
        assertThat(run(browser, encoded(file.replace("04/05/2019", "05/05/2019")), "derby").statusCode()).isEqualTo(409);
        assertThat(run(browser, content, "derby").statusCode()).as("the rehearsal counted once").isEqualTo(409);
        assertThat(run(browser, "***", "derby").body()).contains("not the file of your last rehearsal");
        assertThat(files.all("derby")).hasSize(before);

        content = content(rehearse(browser, file));
        assertThat(run(as("iro-manager.test"), content, "derby").statusCode()).as("somebody else's rehearsal").isEqualTo(409);
        HttpResponse<String> done = run(browser, content, "derby");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("1 child on file now", "Wren &lt;b&gt;Page").doesNotContain("<b>Page");
        assertThat(run(browser, content, "derby").statusCode()).isEqualTo(409);
        assertThat(files.all("derby")).hasSize(before + 1);
    }

    @Test
    void aRehearsalWithProblemsCannotBeImported() {
        Browser browser = as("iro-manager.test");
        String file = csv().replace("Care order", "Divorce");
        HttpResponse<String> page = rehearse(browser, file);
        assertThat(page.body()).contains("Row 2, column “Application type”", "Nothing has been imported")
                .doesNotContain("name=\"content\"");
        assertThat(run(browser, encoded(file), "derby").statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK\u0003\u0004\u0000\u0014", "Child's name\n\"Robin", "Robin Tester,1", "Child's name;Shoe size\nA;B"})
    void aFileThatCannotBeReadIsToldInWordsAndNeverShown(String file) {
        HttpResponse<String> page = rehearse(as("iro-admin.test"), file);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("role=\"alert\" tabindex=\"-1\">").doesNotContain("Robin", "name=\"content\"");
    }

    @Test
    void tooLargeAFileIsToldInWords() {
        Browser browser = as("iro-admin.test");
        HttpResponse<String> answer = rehearse(browser, csv() + "x".repeat(CaseImport.MOST_BYTES + 20_000));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.page(answer.headers().firstValue("Location").orElseThrow()).body()).contains("larger than 512 KB");
        assertThat(rehearse(browser, csv() + "x".repeat(CaseImport.MOST_BYTES)).body()).contains("larger than 512 KB");
    }

    @Test
    void theTemplateCanBeDownloadedAndItsExampleNeverComesIn() {
        Browser browser = as("iro-admin.test");
        HttpResponse<String> template = browser.get("/import/template.csv");
        assertThat(template.headers().firstValue("Content-Disposition")).hasValueSatisfying(value ->
                assertThat(value).contains("attachment", ".csv"));
        assertThat(template.body()).startsWith("\uFEFFChild's name,");
        assertThat(rehearse(browser, template.body()).body()).contains("Delete the row").doesNotContain("name=\"content\"");
        assertThat(rehearse(browser, template.body().replace("Example Child (delete this row)", "Wren Template")).body())
                .contains("1 child can be imported");
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }
}
