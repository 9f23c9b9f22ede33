package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Wrong values by every way values come in over HTTP: refused in words, nothing saved. */
@ProtocolTest
class FormAttackTest {

    private static final String OPEN = "/process-definition/key/open-proceedings/tenant-id/derby";
    private static final String CHANGE = "/process-definition/key/case-change/tenant-id/derby";

    @LocalServerPort
    int port;

    @Autowired
    House house;

    @Autowired
    TestCases cases;

    @Autowired
    CaseFiles files;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    String reference;
    String task;

    @BeforeEach
    void oneTaskWaits() {
        house.at("2026-12-18T09:00");
        reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
        house.runDueJobs();
        task = tasks.createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey("send-iro-details").singleResult().getId();
    }

    @AfterEach
    void away() {
        cases.endAll();
    }

    /** Everything a wrong value could leave behind. */
    private List<Object> state() {
        return List.of(files.all("derby").stream().map(CaseFile::reference).toList(), files.timeline(reference).size(),
                files.events(reference).size(), files.people(reference).size(),
                runtime.createProcessInstanceQuery().list().stream().map(one -> one.getId()).sorted().toList(),
                tasks.createTaskQuery().list().stream().map(one -> one.getId()).toList(),
                runtime.createVariableInstanceQuery().count(), history.createHistoricProcessInstanceQuery().count());
    }

    private JsonNode refused(List<Object> before, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode body = Caller.read(answer);
        assertThat(body.path("type").asText()).as(answer.body()).isEqualTo("InvalidForm");
        assertThat(body.path("message").asText()).isNotBlank().doesNotContain("ENGINE-", "java.", "Exception");
        assertThat(body.path("fields").isObject()).isTrue();
        body.path("fields").forEach(message -> assertThat(message.asText()).matches("(?s)[A-Z'].*\\."));
        assertThat(answer.body()).doesNotContain("Secret Name");
        assertThat(state()).as("nothing is saved").isEqualTo(before);
        return body.path("fields");
    }

    private static Map<String, Object> child(String... more) {
        Map<String, Object> form = TestCases.form(Map.of());
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return form;
    }

    @TestFactory
    Stream<DynamicTest> wrongValuesAtATask() {
        Map<String, Map<String, Object>> ways = new LinkedHashMap<>();
        Map<String, Object> wrong = Map.of("nextReviewOn", "2026-02-30", "note", "Secret Name ".repeat(200),
                "detailsChecked", false, "evil", "Secret Name");
        ways.put("/submit-form", Caller.variables(wrong));
        ways.put("/complete", Caller.variables(wrong));
        ways.put("/resolve", Caller.variables(wrong));
        ways.put("/bpmnError", with(Caller.variables(wrong), "errorCode", "e"));
        ways.put("/bpmnEscalation", with(Caller.variables(wrong), "escalationCode", "e"));
        ways.put("/variables", Map.of("modifications", Caller.variables(wrong).get("variables")));
        ways.put("/localVariables", Map.of("modifications", Caller.variables(wrong).get("variables")));
        return ways.entrySet().stream().map(way -> DynamicTest.dynamicTest(way.getKey(), () -> {
            for (Caller holder : Caller.both(port, "iro.test")) {
                JsonNode fields = refused(state(), holder.post("/task/" + task + way.getKey(), way.getValue()));
                assertThat(fields.has("nextReviewOn")).as(fields.toString()).isTrue();
                assertThat(fields.path("evil").asText()).isEqualTo("'evil' is not a field of this form.");
                assertThat(fields.has("note")).isTrue();
            }
        }));
    }

    @Test
    void aTasksRequiredFieldAndItsSingleVariables() {
        Caller holder = Caller.rest(port, "iro.test");
        assertThat(refused(state(), holder.post("/task/" + task + "/submit-form", "{}")).has("detailsChecked")).isTrue();
        assertThat(refused(state(), holder.post("/task/" + task + "/complete", Caller.variables(Map.of("detailsChecked", "yes"))))
                .has("detailsChecked")).isTrue();
        refused(state(), holder.send("PUT", "/task/" + task + "/variables/evil", "{\"value\":\"Secret Name\"}"));
        refused(state(), holder.send("PUT", "/task/" + task + "/localVariables/evil", "{\"value\":\"Secret Name\"}"));
        refused(state(), holder.send("PUT", "/task/" + task + "/variables/nextReviewOn", "{\"value\":\"2026-02-30\"}"));
        refused(state(), holder.post("/task/" + task + "/complete", Map.of("variables", Map.of("note", Map.of("type", "Object",
                "value", "{}", "valueInfo", Map.of("objectTypeName", "java.util.HashMap",
                        "serializationDataFormat", "application/json"))))));
    }

    @ParameterizedTest
    @CsvSource({"childName, ''", "dateOfBirth, 2026-02-30", "dateOfBirth, 2031-01-01", "dateOfBirth, 1900-01-01",
            "dateOfBirth, yesterday", "issuedOn, 2026-13-01", "issuedOn, 2010-01-01", "applicationType, divorce",
            "iroEmail, nobody", "iroPhone, call me", "iroAllocatedOn, 2030-01-01", "evil, Secret Name", "personNumber, "
            + "0123456789012345678901234567890123456789012345"})
    void wrongValuesAtAStart(String field, String value) {
        for (Caller admin : Caller.both(port, "iro-admin.test")) {
            for (String way : List.of("/submit-form", "/start")) {
                List<Object> before = state();
                JsonNode fields = refused(before, admin.post(OPEN + way, Caller.variables(child(field, value))));
                assertThat(fields.size()).as(way + fields).isPositive();
            }
        }
    }

    @Test
    void theSameChildTwiceIsRefused() {
        CaseFile known = files.get(reference);
        for (Caller admin : Caller.both(port, "iro-admin.test")) {
            for (String way : List.of("/submit-form", "/start")) {
                refused(state(), admin.post(OPEN + way, Caller.variables(child("personNumber", known.personNumber()))));
                JsonNode fields = refused(state(), admin.post(OPEN + way, Caller.variables(child("childName",
                        known.childName().toUpperCase(java.util.Locale.UK), "dateOfBirth", known.dateOfBirth().toString()))));
                assertThat(fields.path("childName").asText()).contains("already on file").doesNotContain(known.childName());
            }
        }
    }

    @Test
    void anUnknownReferenceAndAForeignOneAreTheSameAnswer() {
        String north = northmoorsChild();
        Map<String, Object> change = new HashMap<>(Map.of("change", "date", "eventKind", "cmh", "eventDate", "2027-02-01"));
        for (Caller admin : Caller.both(port, "iro-admin.test")) {
            for (String way : List.of("/submit-form", "/start")) {
                change.put("caseReference", "C-NOTHING");
                String unknown = refused(state(), admin.post(CHANGE + way, Caller.variables(change))).toString();
                change.put("caseReference", north);
                String foreign = refused(state(), admin.post(CHANGE + way, Caller.variables(change))).toString();
                assertThat(foreign).isEqualTo(unknown).contains("no case with this reference");
                change.remove("caseReference");
                refused(state(), admin.post(CHANGE + way, Caller.variables(change)));
            }
        }
        assertThat(files.event(north, "cmh", "")).isEmpty();
    }

    /** May start the process, and is in the authority, but the case file does not name them. */
    @Test
    @Clause("P-01")
    void aCaseThatDoesNotNameTheStarterIsAsUnknownAsNone() {
        Map<String, Object> change = new HashMap<>(Map.of("change", "date", "eventKind", "cmh", "eventDate", "2027-02-01"));
        for (Caller assistant : Caller.both(port, "la-legal-assistant.test")) {
            for (String way : List.of("/submit-form", "/start")) {
                change.put("caseReference", "C-NOTHING");
                String unknown = refused(state(), assistant.post(CHANGE + way, Caller.variables(change))).toString();
                change.put("caseReference", reference);
                String unnamed = refused(state(), assistant.post(CHANGE + way, Caller.variables(change))).toString();
                assertThat(unnamed).isEqualTo(unknown).contains("no case with this reference");
            }
        }
        files.recordPerson(reference, new CaseFiles.NewPerson("la-legal-assistant", "Lee Assistant", null, null,
                "la-legal-assistant.test", house.today()), "x");
        HttpResponse<String> named = Caller.rest(port, "la-legal-assistant.test").post(CHANGE + "/submit-form",
                Caller.variables(change));
        assertThat(named.statusCode()).as(named.body()).isEqualTo(200);
    }

    @Test
    @Clause("P-22")
    void aHearingTheApplicationDoesNotHaveIsRefusedInItsField() {
        JsonNode fields = refused(state(), Caller.rest(port, "iro-admin.test").post(OPEN + "/submit-form", Caller.variables(
                child("applicationType", "placement-order", "cmhAt", "2027-01-11T10:00"))));
        assertThat(fields.path("cmhAt").asText()).contains("section 31");
    }

    @Test
    void aForgedBusinessKeyIsReplaced() {
        String north = northmoorsChild();
        Caller admin = Caller.rest(port, "iro-admin.test");
        for (String way : List.of("/submit-form", "/start")) {
            Map<String, Object> body = with(Caller.variables(Map.of("caseReference", reference, "change", "date", "eventKind", "cmh",
                    "eventDate", way.equals("/start") ? "2027-02-01" : "2027-02-02")), "businessKey", north);
            HttpResponse<String> answer = admin.post(CHANGE + way, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            String instance = Caller.read(answer).path("id").asText();
            assertThat(history.createHistoricProcessInstanceQuery().processInstanceId(instance).singleResult().getBusinessKey())
                    .isEqualTo(reference);
        }
        HttpResponse<String> opened = admin.post(OPEN + "/submit-form", with(Caller.variables(child()), "businessKey", "FORGED"));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        assertThat(history.createHistoricProcessInstanceQuery().processInstanceBusinessKey("FORGED").count()).isZero();
        assertThat(files.event(reference, "cmh", "")).isPresent();
        assertThat(files.event(north, "cmh", "")).isEmpty();
    }

    private String northmoorsChild() {
        Map<String, Object> form = TestCases.form(Map.of());
        return files.open(new CaseFiles.NewChild("northmoor", (String) form.get("childName"), LocalDate.of(2019, 5, 4),
                (String) form.get("personNumber"), null, false), "iro-admin.north").reference();
    }

    private static Map<String, Object> with(Map<String, Object> body, String key, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(body);
        all.put(key, value);
        return all;
    }
}
