package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.testing.House.moment;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.ChildFacts;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.takeover.CaseImport;
import org.iroprotocol.takeover.ImportReport;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Existing work comes in by CSV, on the Friday before Christmas 2026. */
class CaseImportTest extends HouseProcess {

    private static final int CHILDREN = 50;
    /** By number of the child; of all others nothing is asked, because it is past or the file says that it was done. */
    private static final Map<Integer, List<String>> TASKS = Map.of(
            0, List.of("send-iro-details 21/12/2026", "record-contact 31/12/2026"),
            2, List.of("record-contact 24/12/2026"),
            3, List.of("record-contact 29/12/2026"),
            4, List.of("record-contact 18/12/2026"),
            5, List.of("record-contact 23/12/2026"));
    private static int made;

    @Autowired
    CaseImport imports;
    @Autowired
    ChildFacts facts;
    @Autowired
    JdbcClient database;

    // ---- unhappy paths first

    @ParameterizedTest(name = "{0} = {1}: {3}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "Child's name         | -                | Child's name         | empty",
            "Date of birth        | -                | Date of birth        | empty",
            "Date of birth        | 31/02/2019       | Date of birth        | not a date",
            "Date of birth        | 2019-05-04       | Date of birth        | dd/mm/yyyy",
            "Date of birth        | 04/05/2031       | Date of birth        | future",
            "Date of birth        | 04/05/1989       | Date of birth        | years ago",
            "Date of birth        | 16/12/2026       | Issued on            | before the child was born",
            "Application type     | Divorce          | Application type     | Supervision order",
            "Issued on            | 24/12/2026       | Issued on            | future",
            "Looked after since   | 24/12/2026       | Looked after since   | future",
            "Legal status         | Not looked after | Looked after since   | not looked after",
            "Application type     | Placement order  | CMH                  | no such hearing",
            "Restricted           | perhaps          | Restricted           | yes or no",
            "First hearing        | 01/09/2026       | First hearing        | before the day the proceedings were issued",
            "CMH                  | 30/12/2026 25:00 | CMH                  | not a date",
            "Final hearing        | 01/03/2047       | Final hearing        | years ahead",
            "IRO e-mail           | -                | IRO e-mail           | Add the IRO's e-mail",
            "IRO e-mail           | Iris <i@x.org>   | IRO e-mail           | cannot be used",
            "IRO allocated on     | -                | IRO allocated on     | Say since when",
            "IRO allocated on     | 24/12/2026       | IRO allocated on     | future",
            "IRO name             | -                | IRO name             | IRO's name",
            "Guardian e-mail      | -                | Guardian e-mail      | Add the guardian's",
            "Guardian name        | -                | Guardian name        | Add the guardian's name",
            "Cafcass allocated on | -                | Guardian from        | since when",
            "Social worker name   | -                | Social worker name   | without a name",
            "IRO's details sent on | 24/12/2026      | IRO's details sent on | future",
            "Last discussion on   | 24/12/2026       | Last discussion on   | future",
            "Child's name         | Example Child (delete this row) | Child's name | Delete the row"})
    void whatIsWrongIsToldWithRowAndColumnAndNothingStays(String column, String value, String at, String words) {
        Map<String, String> wrong = row(Map.of());
        wrong.put(column, value == null ? "" : value);
        int before = files.all("derby").size();
        ImportReport report = imports.run("derby", file(List.of(row(Map.of()), wrong)), "iro-admin.test");
        assertThat(report.imported()).isFalse();
        assertThat(report.problems()).isNotEmpty().anySatisfy(problem -> {
            assertThat(problem.row()).isEqualTo(3);
            assertThat(problem.column()).isEqualTo(at);
            assertThat(problem.text()).contains(words).doesNotContain(wrong.get("Child's name").isEmpty() ? "Robin"
                    : wrong.get("Child's name"));
        });
        assertThat(files.all("derby")).hasSize(before);
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void allProblemsAreToldAtOnceAndNeverMoreThanFifty() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(row(Map.of("Issued on", "soon", "CMH", "later")));
        }
        ImportReport report = imports.rehearse("derby", file(rows), "iro-admin.test");
        assertThat(report.problems()).hasSize(50).isSortedAccordingTo((a, b) -> Integer.compare(a.row(), b.row()));
        assertThat(report.moreProblems()).isEqualTo(30);
    }

    @Test
    @Clause("P-43")
    void aChildOnFileOrTwiceInTheFileIsAProblemOfItsRow() {
        String reference = cases.open(Map.of("personNumber", "IMP-ON-FILE"));
        CaseFile there = files.get(reference);
        int before = files.all("derby").size();
        Map<String, String> one = row(Map.of());
        ImportReport report = imports.run("derby", file(List.of(row(Map.of("Person number", "IMP-ON-FILE")),
                row(Map.of("Child's name", there.childName().toUpperCase(), "Date of birth", London.day(there.dateOfBirth()))),
                one, row(Map.of("Person number", one.get("Person number"))),
                row(Map.of("Child's name", one.get("Child's name"))))), "iro-admin.test");
        assertThat(report.imported()).isFalse();
        assertThat(report.problems()).extracting(ImportReport.Problem::row).containsExactly(2, 3, 5, 6);
        assertThat(report.problems().get(2).text()).contains("Row 4");
        assertThat(files.all("derby")).hasSize(before);
    }

    @Test
    void anImportTwiceMakesNoSecondCase() {
        byte[] file = file(List.of(row(Map.of("Family", "A")), row(Map.of("Family", "A"))));
        assertThat(imports.run("derby", file, "iro-admin.test").imported()).isTrue();
        int before = files.all("derby").size();
        ImportReport again = imports.run("derby", file, "iro-admin.test");
        assertThat(again.imported()).isFalse();
        assertThat(again.problems()).hasSize(2);
        assertThat(files.all("derby")).hasSize(before);
    }

    @Test
    void anAuthorityThatHasNoProcessGetsNothing() {
        ImportReport report = imports.run("nowhere", file(List.of(row(Map.of()))), "iro-admin.test");
        assertThat(report.imported()).isFalse();
        assertThat(report.problems()).isNotEmpty();
        assertThat(files.all("nowhere")).isEmpty();
    }

    // ---- and when all goes well

    @Test
    @Clause("P-43")
    void aRehearsalReallyDoesEverythingAndLeavesEveryTableAsItWas() {
        byte[] file = file(fifty());
        Map<String, Long> before = counts();
        ImportReport report = imports.rehearse("derby", file, "iro-admin.test");
        assertThat(report.problems()).isEmpty();
        assertThat(report.imported()).isFalse();
        assertThat(report.cases()).hasSize(CHILDREN);
        assertThat(report.cases()).anySatisfy(one -> assertThat(one.open()).isNotEmpty());
        assertThat(counts()).isEqualTo(before);
        house.runDueJobs();
        assertThat(mailbox.messages()).isEmpty();
    }

    @Test
    @Clause("P-43 P-41")
    void fiftyOpenCasesComeInAndNothingGoesOut() {
        List<Map<String, String>> rows = fifty();
        Map<String, Long> before = counts();
        ImportReport report = imports.run("derby", file(rows), "iro-admin.test");
        assertThat(report.problems()).isEmpty();
        assertThat(report.imported()).isTrue();
        assertThat(report.cases()).hasSize(CHILDREN);
        house.runDueJobs();

        assertThat(mailbox.messages()).as("e-mails").isEmpty();
        Map<String, Long> after = counts();
        assertThat(grown(before, after, "CORRESPONDENCE_ITEM")).isZero();
        assertThat(grown(before, after, "CORRESPONDENCE_RECIPIENT")).isZero();
        assertThat(grown(before, after, "CASE_FILE")).isEqualTo(CHILDREN);
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
        for (int i = 0; i < CHILDREN; i++) {
            look(i, rows.get(i), report.cases().get(i));
        }
    }

    /** One child of the fifty, as the file said and as the house holds it. */
    private void look(int number, Map<String, String> row, ImportReport.Case told) {
        String reference = told.reference();
        CaseFile file = files.get(reference);
        assertThat(file.personNumber()).isEqualTo(row.get("Person number"));
        assertThat(file.childName()).isEqualTo(row.get("Child's name"));
        assertThat(file.legalStatus()).isEqualTo("interim-care-order");
        assertThat(files.siblings(reference)).extracting(CaseFile::personNumber).as("siblings of %s", number)
                .containsExactlyInAnyOrderElementsOf(siblings(number));
        assertThat(told.siblings()).hasSize(siblings(number).size());
        assertThat(facts.lookedAfter(reference)).singleElement()
                .satisfies(status -> assertThat(status.status()).isEqualTo("looked-after"));
        assertThat(files.proceedings(reference)).singleElement()
                .satisfies(one -> assertThat(London.day(one.issuedOn())).isEqualTo(row.get("Issued on")));
        Map<String, String> hearings = Map.of("first-hearing", "First hearing", "cmh", "CMH", "irh", "IRH",
                "final-hearing", "Final hearing");
        hearings.forEach((kind, column) -> assertThat(files.event(reference, kind, "").map(event -> written(event.value()))
                .orElse("")).isEqualTo(row.getOrDefault(column, "")));
        assertThat(files.people(reference)).extracting(Person::role).containsExactlyInAnyOrder(row.get("Guardian name").isEmpty()
                ? new String[] {"cafcass-service-manager", "iro", "social-worker"}
                : new String[] {"cafcass-service-manager", "childrens-guardian", "iro", "social-worker"});
        assertThat(files.holder(reference, "iro")).map(Person::userId).contains("iro.test");
        assertThat(files.timeline(reference)).extracting(TimelineRecord::kind).contains("taken-over");
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("proceedings")
                .processInstanceBusinessKey(reference).tenantIdIn("derby").count()).isEqualTo(1);
        assertThat(register.ofCase(reference)).filteredOn(deadline -> deadline.processInstanceId() != null
                        && deadline.due() != null && deadline.due().isBefore(moment("2026-12-18T10:00").toInstant()))
                .allSatisfy(deadline -> assertThat(deadline.state().name()).isIn("CLOSED", "MET"));
        assertThat(told.open()).extracting(ImportReport.Open::label).doesNotHaveDuplicates();
        List<Task> tasks = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).list();
        assertThat(tasks).as("tasks of child %s", number).extracting(CaseImportTest::task)
                .containsExactlyInAnyOrderElementsOf(TASKS.getOrDefault(number, List.of()));
        assertThat(tasks).extracting(Task::getAssignee).allMatch("iro.test"::equals);
        if (tasks.isEmpty()) {
            assertThat(jobs(reference)).as("timers of child %s", number).isZero();
            assertThat(told.open()).filteredOn(open -> open.due() != null).isEmpty();
        }
        boolean unsaid = row.get("IRO's details sent on").isEmpty();
        assertThat(told.past().stream().anyMatch(duty -> duty.startsWith("IRO"))).as("IRO's details of %s taken as past", number)
                .isEqualTo(unsaid && number > 0);
    }

    /** Across Easter and the change of the clocks. */
    @Test
    @Clause("P-43 C-32 C-34")
    void whatLiesAheadMakesItsTaskOnItsDay() {
        house.at("2027-03-25T10:00");
        ImportReport report = imports.run("derby", file(List.of(row(Map.of("Issued on", "10/03/2027",
                "IRO allocated on", "25/03/2027", "Cafcass allocated on", "11/03/2027", "CMH", "31/03/2027 10:00",
                "Looked after since", "09/03/2027")))), "iro-manager.test");
        assertThat(report.problems()).isEmpty();
        assertThat(report.cases()).singleElement().satisfies(one -> {
            assertThat(one.past()).isEmpty();
            assertThat(one.open()).extracting(ImportReport.Open::due).contains("30/03/2027", "31/03/2027");
            assertThat(engine.getTaskService().createTaskQuery().processInstanceBusinessKey(one.reference()).list())
                    .extracting(CaseImportTest::task)
                    .containsExactlyInAnyOrder("send-iro-details 31/03/2027", "record-contact 30/03/2027");
        });
        house.runDueJobs();
        assertThat(mailbox.messages()).isEmpty();
    }

    /** What was taken as past can still be recorded, and a new guardian is told as ever. */
    @Test
    @Clause("P-43 P-14 C-80")
    void anImportedCaseLivesOn() {
        String reference = imports.run("derby", file(List.of(row(Map.of("Issued on", "02/10/2026",
                "IRO allocated on", "02/10/2026", "Cafcass allocated on", "05/10/2026", "Looked after since", "01/10/2026",
                "CMH", "20/10/2026 10:00")))), "iro-admin.test").cases().get(0).reference();
        house.runDueJobs();
        assertThat(engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).count()).isZero();
        assertThat(ledger.ofCase(reference)).isEmpty();
        assertThat(files.events(reference)).noneMatch(event -> event.kind().equals("discussion-held"));

        house.at("2026-12-18T11:00");
        cases.person(reference, "childrens-guardian", "Nell Newly", "nell@cafcass.example", "2026-12-18");
        house.runDueJobs();
        assertThat(ledger.ofCase(reference)).extracting(Item::template).containsExactly("iro-notice");
    }

    private static String task(Task task) {
        return task.getTaskDefinitionKey() + (task.getDueDate() == null ? "" : " " + London.day(task.getDueDate().toInstant()));
    }

    private long jobs(String reference) {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(reference).list().stream()
                .mapToLong(instance -> engine.getManagementService().createJobQuery().processInstanceId(instance.getId()).count())
                .sum();
    }

    /** Families of three, then of two, then children alone; issued from July to this week; the CMH past, to come, unlisted. */
    private static List<Map<String, String>> fifty() {
        List<Map<String, String>> rows = new ArrayList<>();
        LocalDate newest = LocalDate.of(2026, 12, 17);
        for (int i = 0; i < CHILDREN; i++) {
            LocalDate issued = newest.minusDays(3L * i);
            Map<String, String> row = row(Map.of("Issued on", London.day(issued),
                    "Looked after since", London.day(issued.minusDays(5)),
                    "First hearing", London.day(issued.plusDays(10)) + " 10:00",
                    "IRO allocated on", London.day(issued), "Cafcass allocated on", London.day(issued),
                    "Family", i < 12 ? "three " + i / 3 : i < 24 ? "two " + i / 2 : ""));
            row.put("CMH", i % 5 == 4 ? "" : London.day(issued.plusDays(i % 2 == 0 ? 15 : 22)) + " 14:30");
            row.put("IRH", i % 3 == 0 ? "25/03/2027" : "");
            row.put("Final hearing", i % 4 == 0 ? "30/03/2027 10:00" : "");
            if (i % 6 == 5) {
                List.of("Guardian name", "Guardian e-mail", "Guardian phone").forEach(column -> row.put(column, ""));
            }
            row.put("IRO's details sent on", i % 3 == 1 ? London.day(issued) : "");
            row.put("Guardian's details received on", i % 4 == 1 && i % 6 != 5 ? London.day(issued) : "");
            row.put("Last discussion on", i % 7 == 1 ? London.day(issued) : "");
            rows.add(row);
        }
        return rows;
    }

    private List<String> siblings(int number) {
        int size = number < 12 ? 3 : number < 24 ? 2 : 1;
        int first = number < 12 ? number / 3 * 3 : number < 24 ? number / 2 * 2 : number;
        List<String> all = new ArrayList<>();
        for (int i = first; i < first + size; i++) {
            if (i != number) {
                all.add("IMP-" + (made - CHILDREN + i + 1));
            }
        }
        return all;
    }

    /** A child whose everything is in order; {@code more} overrides. */
    private static Map<String, String> row(Map<String, String> more) {
        made++;
        Map<String, String> row = new LinkedHashMap<>();
        row.put("Child's name", "Wren \"Imported\" Tester " + made);
        row.put("Date of birth", "04/05/2019");
        row.put("Person number", "IMP-" + made);
        row.put("Family", "");
        row.put("Legal status", "Interim care order");
        row.put("Looked after since", "02/12/2026");
        row.put("Restricted", "");
        row.put("Application type", "Care order");
        row.put("Court", "Family Court, Derby");
        row.put("Court number", "=DE26C00001");
        row.put("Issued on", "14/12/2026");
        row.put("First hearing", "");
        row.put("CMH", "12/01/2027 10:00");
        row.put("IRH", "");
        row.put("Final hearing", "");
        row.put("IRO name", "Iris Ashworth");
        row.put("IRO e-mail", "IRO.test@derby.example");
        row.put("IRO phone", "01332 496 0101");
        row.put("IRO allocated on", "14/12/2026");
        row.put("Cafcass allocated on", "15/12/2026");
        row.put("Guardian name", "Grace Guardian");
        row.put("Guardian e-mail", "grace@example.org");
        row.put("Guardian phone", "");
        row.put("Cafcass service manager name", "Samir Holloway");
        row.put("Cafcass service manager e-mail", "samir@example.org");
        row.put("Social worker name", "Sol Worker");
        row.put("Social worker e-mail", "social-worker.test@derby.example");
        row.put("IRO's details sent on", "");
        row.put("Guardian's details received on", "");
        row.put("Last discussion on", "");
        row.putAll(more);
        return row;
    }

    private static byte[] file(List<Map<String, String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(";", rows.get(0).keySet()));
        rows.forEach(row -> lines.add(row.values().stream().map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(";"))));
        return ("\uFEFF" + String.join("\r\n", lines)).getBytes(StandardCharsets.UTF_8);
    }

    private static String written(When when) {
        return when.hasTime() ? London.day(when.date()) + " " + when.time() : London.day(when.date());
    }

    /** Rows of every table. */
    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : database.sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
                .query(String.class).list()) {
            counts.put(table, database.sql("select count(*) from \"" + table + "\"").query(Long.class).single());
        }
        return counts;
    }

    private static long grown(Map<String, Long> before, Map<String, Long> after, String table) {
        return after.get(table) - before.get(table);
    }
}
