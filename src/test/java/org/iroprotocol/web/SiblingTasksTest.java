package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.SpinValues;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One form of a task for several brothers and sisters, as Tasklist and programs send it. */
@ProtocolTest
class SiblingTasksTest {

    @LocalServerPort
    int port;
    @Autowired
    ProcessEngine engine;
    @Autowired
    House house;
    @Autowired
    TestCases cases;
    @Autowired
    CaseFiles files;
    @Autowired
    Ledger ledger;

    /** A family of its own for each test. */
    private static int families;

    String family;
    String wren;
    String lark;
    String finch;

    @BeforeEach
    void threeChildrenOneOfThemWithAnotherIro() {
        house.at("2026-12-18T10:00");
        family = "Family" + ++families;
        wren = cases.open(Map.of("childName", "Wren " + family, "guardianName", "Grace Guardian",
                "guardianEmail", "grace@cafcass.example", "cafcassAllocatedOn", "2026-12-18",
                "siblings", SpinValues.jsonValue("""
                        [{"siblingName":"Lark %1$s","siblingDateOfBirth":"2020-01-01"},
                         {"siblingName":"Finch %1$s","siblingDateOfBirth":"2021-01-01"}]""".formatted(family)).create()));
        lark = sibling("Lark " + family);
        finch = sibling("Finch " + family);
        cases.person(finch, "iro", "Ian Brook", "iro2.test@derby.example", "2026-12-18");
        house.runDueJobs();
    }

    @AfterEach
    void endAll() {
        cases.endAll();
    }

    @Test
    @Clause("P-40 P-41")
    void tasklistIsToldTheNamesOfThoseWhoseTaskIsTheReadersToo() throws Exception {
        String offered = Caller.app(port, "iro.test").get("/task/" + task(wren).getId() + "/form-variables").body();
        JsonNode siblings = Caller.JSON.readTree(Caller.JSON.readTree(offered).path("siblings").path("value").asText());
        assertThat(siblings.findValuesAsText("value")).containsExactly(lark);
        assertThat(siblings.findValuesAsText("label")).containsExactly("Lark " + family + " (6 years old)");
        assertThat(Caller.rest(port, "iro.test").get("/task/" + task(wren).getId() + "/form-variables").body()).as("not for programs")
                .doesNotContain("Family");
        assertThat(Caller.app(port, "iro2.test").get("/task/" + task(wren).getId() + "/form-variables").body())
                .as("only what is theirs").contains(finch).doesNotContain(lark);
        assertThat(Caller.app(port, "social-worker.test").get("/task/" + task(wren).getId() + "/form-variables").body())
                .doesNotContain("Family", lark);
    }

    @Test
    @Clause("P-41")
    void oneEntryCompletesEachChildsOwnTask() {
        for (String reference : List.of(wren, lark, finch)) {
            assertThat(task(reference).getDueDate()).isEqualTo("2026-12-22T23:59:59");
        }
        assertThat(send(Caller.app(port, "iro.test"), wren, "[\\\"" + lark + "\\\"]").statusCode()).isEqualTo(204);
        house.runDueJobs();
        for (String reference : List.of(wren, lark)) {
            assertThat(task(reference)).as("task of " + reference).isNull();
            assertThat(ledger.ofCase(reference)).as("letters of " + reference).filteredOn("template", "iro-notice").singleElement()
                    .satisfies(letter -> assertThat(letter.state()).isEqualTo(Item.State.SENT));
            assertThat(files.timeline(reference)).filteredOn("kind", "iro-notice").singleElement()
                    .satisfies(record -> assertThat(record.recordedBy()).isEqualTo("iro.test"));
        }
        assertThat(task(finch)).as("the child left out").isNotNull();
        assertThat(engine.getHistoryService().createHistoricVariableInstanceQuery().variableName("alsoFor").count()).isZero();
    }

    @Test
    @Clause("P-02 P-41")
    void somebodyElsesTaskOrAStrangersChildIsRefusedAndNothingIsSavedForAnybody() {
        String stranger = cases.open(Map.of("childName", "Jay Stranger " + families));
        for (Caller caller : Caller.both(port, "iro.test")) {
            for (String other : List.of(finch, stranger, "D-0000-0000")) {
                HttpResponse<String> answer = send(caller, wren, "[\\\"" + lark + "\\\",\\\"" + other + "\\\"]");
                assertThat(answer.statusCode()).as(other).isEqualTo(400);
                assertThat(answer.body()).contains("alsoFor", "Case " + other, "Nothing has been recorded")
                        .doesNotContain("Family", "Stranger");
            }
        }
        for (String reference : List.of(wren, lark, finch, stranger)) {
            assertThat(task(reference)).as("task of " + reference).isNotNull();
            assertThat(ledger.ofCase(reference)).filteredOn("template", "iro-notice").isEmpty();
        }
        Caller iro = Caller.rest(port, "iro.test");
        assertThat(send(iro, lark, "[]").statusCode()).isEqualTo(204);
        assertThat(send(iro, wren, "[\\\"" + lark + "\\\"]").body()).as("done meanwhile").contains("no such task open");
    }

    private HttpResponse<String> send(Caller caller, String reference, String alsoFor) {
        return caller.post("/task/" + task(reference).getId() + "/submit-form", """
                {"variables": {"detailsChecked": {"value": true}, "note": {"value": "Monday to Thursday."},
                 "alsoFor": {"type": "Json", "value": "%s"}}}""".formatted(alsoFor));
    }

    private Task task(String reference) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference)
                .taskDefinitionKey("send-iro-details").singleResult();
    }

    private String sibling(String name) {
        return files.siblings(wren).stream().filter(child -> child.childName().equals(name)).map(CaseFile::reference)
                .findFirst().orElseThrow();
    }
}
