package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iroprotocol.testing.House.moment;

import jakarta.ws.rs.WebApplicationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.SpinValues;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code open-proceedings}: everything on the form is saved, or nothing is. */
class OpenProceedingsTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("open-proceedings");

    // ---- unhappy paths first

    @ParameterizedTest(name = "{0} = {1}: {3}")
    @CsvSource(delimiter = '|', value = {
            "dateOfBirth       | 2026-12-15      | dateOfBirth        | The date of birth is after the day the proceedings were issued",
            "dateOfBirth       | 04/05/2019      | dateOfBirth        | Date of birth",
            "issuedOn          | 2027-01-04      | issuedOn           | future",
            "applicationType   | divorce         | applicationType    | Application",
            "childName         | ''              | childName          | Name as used now",
            "iroEmail          | not-an-address  | iroEmail           | e-mail address",
            "iroEmail          | ''              | iroEmail           | Add the IRO's e-mail address",
            "iroAllocatedOn    | ''              | iroAllocatedOn     | Say when the IRO was allocated",
            "iroName           | ''              | iroName            | Add the IRO's name",
            "guardianName      | Grace           | cafcassAllocatedOn | Say when Cafcass allocated",
            "guardianEmail     | g@cafcass.example | guardianName     | Add the guardian's name",
            "cmhAt             | 2026-12-01T10:00 | cmhAt             | The case management hearing is before",
            "firstHearingAt    | 2026-12-01T10:00 | firstHearingAt    | The first hearing is before",
            "lookedAfterSince  | 2018-01-01      | lookedAfterSince   | The child cannot have been looked after before birth",
            "caseReference     | NOSU-CHNO       | caseReference      | There is no case with this reference",
            "surprise          | x               | surprise           | not a field of this form"})
    void aWrongEntryIsRefusedInWordsAtItsFieldAndNothingIsSaved(String field, String value, String at, String words) {
        Map<String, String> typed = new HashMap<>(Map.of("issuedOn", "2026-12-14"));
        typed.put(field, value);
        Map<String, Object> form = TestCases.form(typed);
        if (field.equals("caseReference")) {
            form.keySet().removeAll(List.of("childName", "dateOfBirth", "personNumber"));
        }
        int before = files.all("derby").size();
        assertThatThrownBy(() -> cases.start("derby", "iro-admin.test", "open-proceedings", form))
                .isInstanceOfSatisfying(WebApplicationException.class, refused -> {
                    assertThat(refused.getResponse().getStatus()).isEqualTo(400);
                    assertThat(refused.getResponse().getEntity().toString()).contains(at, words).doesNotContain("Robin");
                });
        assertThat(files.all("derby")).hasSize(before);
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void theSameChildTwiceIsRefusedAndSaysWhatToDo() {
        Map<String, Object> form = TestCases.form(Map.of());
        cases.start("derby", "iro-admin.test", "open-proceedings", form);
        int before = files.all("derby").size();
        assertThatThrownBy(() -> cases.start("derby", "iro-admin.test", "open-proceedings", form))
                .isInstanceOfSatisfying(WebApplicationException.class, refused ->
                        assertThat(refused.getResponse().getEntity().toString()).contains("already").doesNotContain("Robin"));
        assertThat(files.all("derby")).hasSize(before);
    }

    @Test
    @Clause("P-41")
    void oneWrongSiblingRefusesAll() {
        int before = files.all("derby").size();
        assertThatThrownBy(() -> cases.open(Map.of("siblings", siblings("2028-01-01"))))
                .isInstanceOf(WebApplicationException.class);
        assertThat(files.all("derby")).hasSize(before);
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iro.test", "social-worker.test", "childrens-guardian.test", "protocol-admin.test", "protocol-manager.test",
            "head-of-service.test"})
    void whoeverDoesNotOpenProceedingsIsRefused(String user) {
        Map<String, Object> form = TestCases.form(Map.of());
        assertThatThrownBy(() -> cases.start("derby", user, "open-proceedings", form)).isInstanceOf(AuthorizationException.class);
    }

    @Test
    void secondProceedingsWhileTheFirstLastAreRefused() {
        String reference = cases.open(Map.of());
        Map<String, Object> again = new HashMap<>(Map.of("caseReference", reference, "applicationType", "placement-order",
                "issuedOn", "2026-12-17"));
        assertThatThrownBy(() -> cases.start("derby", "iro-admin.test", "open-proceedings", again))
                .isInstanceOf(WebApplicationException.class);
        assertThat(files.proceedings(reference)).hasSize(1);
    }

    // ---- and when all goes well

    @Test
    @Clause("C-34 P-41")
    void aChildAndASiblingEachGetACaseFileAndProceedings() {
        String reference = cases.open(Map.of("siblings", siblings("2022-02-03"), "cafcassAllocatedOn", "2026-12-17",
                "guardianName", "Grace Guardian", "guardianPhone", "01632 960 001", "cmhAt", "2027-01-06T10:30",
                "socialWorkerName", "Sol Worker", "socialWorkerEmail", "social-worker.test@derby.example"));
        CaseFile child = files.get(reference);
        assertThat(child.authority()).isEqualTo("derby");
        assertThat(reference).doesNotContain("Robin").matches("[A-Z0-9]{4}-[A-Z0-9]{4}");
        List<CaseFile> siblings = files.siblings(reference);
        assertThat(siblings).singleElement().satisfies(sibling -> assertThat(sibling.childName()).isEqualTo("Wren Tester"));

        for (String each : List.of(reference, siblings.get(0).reference())) {
            ProcessInstance proceedings = engine.getRuntimeService().createProcessInstanceQuery()
                    .processDefinitionKey("proceedings").processInstanceBusinessKey(each).tenantIdIn("derby").singleResult();
            assertThat(proceedings).isNotNull();
            Task task = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(each).taskDefinitionKey("send-iro-details").singleResult();
            assertThat(task.getAssignee()).isEqualTo("iro.test");
            assertThat(task.getDueDate()).isEqualTo(moment("2026-12-22T23:59:59"));
            assertThat(task.getName()).doesNotContain("Tester");
            assertThat(files.event(each, "cmh", "").orElseThrow().value()).isEqualTo(When.parse("2027-01-06T10:30"));
            assertThat(files.holder(each, "childrens-guardian")).map(Person::phone).contains("01632 960 001");
            assertThat(files.holder(each, "social-worker")).map(Person::userId).contains("social-worker.test");
        }
        assertThat(engine.getRuntimeService().createVariableInstanceQuery().count()).as("nothing typed stays in the engine").isZero();
        assertThat(engine.getHistoryService().createHistoricVariableInstanceQuery().count()).isZero();
    }

    @Test
    void whatWasLeftEmptyArrivesAsEmptyTextFromABrowserAndCountsAsNothing() {
        Map<String, Object> form = TestCases.form(Map.of());
        for (String field : List.of("iroName", "iroEmail", "iroPhone", "iroAllocatedOn", "guardianName", "guardianEmail",
                "guardianPhone", "cafcassAllocatedOn", "cmhAt", "court", "note")) {
            form.put(field, "");
        }
        cases.start("derby", "iro-admin.test", "open-proceedings", form);
        String reference = files.findByPersonNumber("derby", (String) form.get("personNumber")).orElseThrow().reference();
        assertThat(files.people(reference)).isEmpty();
        assertThat(theTask(reference).getAssignee()).isNull();
        assertThat(files.timeline(reference)).anySatisfy(record -> assertThat(record.entries())
                .extracting(TimelineRecord.Entry::text).contains("Care order (section 31)"));
    }

    @Test
    void newProceedingsForAChildOnFileAfterTheFirstHaveEnded() {
        String reference = cases.open(Map.of());
        cases.date(reference, "proceedings-ended", "2026-12-18");
        house.runDueJobs();
        house.at("2027-03-01T10:00");
        cases.start("derby", "iro-admin.test", "open-proceedings", Map.of("caseReference", reference,
                "applicationType", "placement-order", "issuedOn", "2027-02-26", "cafcassAllocatedOn", "2027-03-01"));
        assertThat(files.proceedings(reference)).hasSize(2);
        assertThat(theTask(reference)).isNotNull();
    }

    private static Object siblings(String born) {
        return SpinValues.jsonValue("""
                [{"siblingName": "Wren Tester", "siblingDateOfBirth": "%s"}]""".formatted(born)).create();
    }
}
