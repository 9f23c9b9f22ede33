package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.localisation.Difference;
import org.iroprotocol.localisation.Differences;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.Mailbox;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The example of {@code docs/guides/modeler.md}, carried out from its own files; the guide says the days that come out here. */
@ProtocolTest
class ModelerGuideTest {

    private static final Path GUIDE = Path.of("docs/guides/modeler.md");
    private static final Path EXAMPLE = Path.of("docs/guides/example");

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;
    @Autowired
    TaskService tasks;
    @Autowired
    House house;
    @Autowired
    TestCases cases;
    @Autowired
    CaseFiles files;
    @Autowired
    Ledger ledger;
    @Autowired
    Mailbox mailbox;
    @Autowired
    Differences differences;

    private final String guide = Modeler.read(GUIDE);
    private Set<String> before;

    @BeforeEach
    void fridayMorningBeforeChristmas() {
        before = deployments();
        // The guide's days; after whatever the folders brought when the house was started.
        house.at("2026-12-18T10:00");
        mailbox.empty();
    }

    @AfterEach
    void clean() {
        cases.endAll();
        deployments().stream().filter(id -> !before.contains(id)).forEach(id -> repository.deleteDeployment(id, true));
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream().map(Deployment::getId).collect(Collectors.toSet());
    }

    /** A case in which guardian and IRO have just talked. */
    private String discussed() {
        String reference = cases.open(Map.of());
        cases.discussed(reference, "2026-12-18");
        return reference;
    }

    private List<Task> tasks(String reference) {
        return tasks.createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey("open-folder").list();
    }

    private String due(String reference) {
        return London.day(LocalDate.ofInstant(tasks(reference).get(0).getDueDate().toInstant(), London.ZONE));
    }

    @Test
    void theGuideNamesEveryFileOfItsExample() throws Exception {
        try (Stream<Path> all = Files.walk(EXAMPLE)) {
            assertThat(all.filter(Files::isRegularFile).map(file -> "example/" + EXAMPLE.relativize(file)).toList())
                    .isNotEmpty().allSatisfy(file -> assertThat(guide).contains("(" + file + ")"));
        }
        assertThat(guide.lines().filter(line -> line.matches(".*!\\[.*]\\(.*\\).*")).map(line ->
                line.replaceAll(".*!\\[.*?]\\((.*?)\\).*", "$1"))).isNotEmpty()
                .allSatisfy(picture -> assertThat(GUIDE.resolveSibling(picture)).exists());
    }

    @Test
    void stepByStepAndBackAgain() {
        Modeler modeler = new Modeler(port, "protocol-admin.test", "derby");
        String old = discussed();
        assertThat(tasks(old)).as("before, nobody asks for a folder").isEmpty();

        // 3. Deploy
        HttpResponse<String> answer = modeler.deploy(EXAMPLE.resolve("discussion.bpmn"),
                EXAMPLE.resolve("discussion.open-folder.form"), EXAMPLE.resolve("case-note-folder.html"),
                EXAMPLE.resolve("deadlines.dmn"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(repository.getDeploymentResourceNames(Caller.read(answer).path("id").asText())).containsExactlyInAnyOrder(
                "discussion.bpmn", "discussion.open-folder.form", "discussion.discussion-reported.form",
                "letters/case-note-folder.html", "deadlines.dmn");

        assertThat(differences.list("derby"::equals)).extracting(Difference::resource)
                .as("each once, as the page lists them").containsExactlyInAnyOrder("discussion.bpmn", "discussion.open-folder.form",
                        "letters/case-note-folder.html", "deadlines.dmn");

        // 4. See it at work in a new case
        String first = discussed();
        assertThat(guide).contains("is due on " + due(first));
        assertThat(due(first)).isEqualTo("23/12/2026");
        house.at("2026-12-18T10:05");
        Caller iro = Caller.rest(port, "iro.test");
        String task = tasks(first).get(0).getId();
        assertThat(iro.get("/task/" + task + "/deployed-form").body()).contains("Number of the folder");
        assertThat(iro.post("/task/" + task + "/submit-form", Map.of("variables", Map.of())).statusCode())
                .as("a field that must be filled in").isEqualTo(400);
        HttpResponse<String> done = iro.post("/task/" + task + "/submit-form", Caller.variables(Map.of("folderNumber", "CN-417")));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(204);
        house.runDueJobs();
        assertThat(files.timeline(first)).anySatisfy(record -> assertThat(record.entries().toString()).contains("CN-417"));
        assertThat(ledger.ofCase(first)).anySatisfy(item -> assertThat(item.template()).isEqualTo("case-note-folder"));

        cases.discussed(first, "2026-12-18");
        assertThat(tasks(first)).as("asked for once").isEmpty();

        // 5. Shorten the limit
        house.at("2026-12-18T10:10");
        assertThat(modeler.deploy(EXAMPLE.resolve("shorter/deadlines.dmn")).statusCode()).isEqualTo(200);
        String second = discussed();
        assertThat(guide).contains("now due on " + due(second));
        assertThat(due(second)).isEqualTo("21/12/2026");

        // 6. And back again, the table first, then the process
        house.at("2026-12-18T10:20");
        Browser browser = new Browser(port);
        browser.signIn("protocol-admin.test", Staff.PASSWORD);
        goBack(browser, "deadlines.dmn");
        String third = discussed();
        assertThat(due(third)).isEqualTo("23/12/2026");
        house.at("2026-12-18T10:30");
        goBack(browser, "discussion.bpmn");
        assertThat(tasks(discussed())).as("as it was before").isEmpty();
        assertThat(tasks(second)).as("what runs stays").hasSize(1);
        HttpResponse<String> late = iro.post("/task/" + tasks(second).get(0).getId() + "/submit-form",
                Caller.variables(Map.of("folderNumber", "CN-418")));
        assertThat(late.statusCode()).as(late.body()).isEqualTo(204);
        JsonNode versions = iro.json("/process-definition?key=discussion&tenantIdIn=derby&maxResults=10");
        assertThat(versions.size()).as("nothing is deleted").isEqualTo(3);
    }

    private static void goBack(Browser browser, String file) {
        String page = browser.page("/authority").body();
        Map<String, String> target = Jsoup.parse(page).select("form[action=/authority/back]").stream()
                .map(form -> form.select("input[type=hidden]").stream()
                        .collect(Collectors.toMap(input -> input.attr("name"), input -> input.attr("value"))))
                .filter(fields -> fields.get("file").equals(file)).findFirst().orElseThrow();
        target.put("_csrf", browser.token("/authority/back?authority=derby&file=" + file + "&to=" + target.get("to")));
        assertThat(browser.form("/authority/back", target).statusCode()).isIn(302, 303);
    }
}
