package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iroprotocol.testing.House.moment;

import jakarta.ws.rs.WebApplicationException;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.calendar.When;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code case-change}: a fact about a case; tasks and deadlines follow. */
class CaseChangeTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("case-change");

    // ---- unhappy paths first

    @ParameterizedTest(name = "{0} = {1} is refused at {2}")
    @CsvSource(delimiter = '|', value = {
            "caseReference | NOSU-CHNO  | caseReference | There is no case with this reference",
            "eventDate     | 2027-02-01 | eventDate     | future",
            "eventDate     | 2019-01-01 | eventDate     | birth",
            "eventDate     | ''         | eventDate     | New date",
            "eventKind     | christmas  | eventKind     | Which date",
            "eventTime     | 25:00      | eventTime     | Time",
            "notKnown      | true       | notKnown      | Only the date of a hearing or meeting can become unknown"})
    void aWrongDateIsRefusedInWordsAndNothingChanges(String field, String value, String at, String words) {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
        Map<String, Object> form = new HashMap<>(Map.of("caseReference", reference, "change", "date",
                "eventKind", "cafcass-allocated", "eventDate", "2026-12-17", "reason", "told by telephone"));
        form.put(field, field.equals("notKnown") ? (Object) true : value);
        form.values().removeIf(""::equals);
        assertThatThrownBy(() -> cases.start("derby", "iro-admin.test", "case-change", form))
                .isInstanceOfSatisfying(WebApplicationException.class, refused ->
                        assertThat(refused.getResponse().getEntity().toString()).contains(at, words));
        assertThat(files.event(reference, "cafcass-allocated", "").orElseThrow().value()).isEqualTo(When.parse("2026-12-18"));
    }

    @Test
    void aPersonWithoutContactDetailsIsRefused() {
        String reference = cases.open(Map.of());
        assertThatThrownBy(() -> cases.start("derby", "iro-admin.test", "case-change", Map.of("caseReference", reference,
                "change", "person", "role", "childrens-guardian", "personName", "Grace Guardian", "personFrom", "2026-12-18")))
                .isInstanceOfSatisfying(WebApplicationException.class, refused ->
                        assertThat(refused.getResponse().getEntity().toString()).contains("personEmail", "Add an e-mail address or a telephone number"));
        assertThat(files.holder(reference, "childrens-guardian")).isEmpty();
    }

    @Test
    void anotherAuthoritysCaseIsUnknown() {
        String reference = cases.open(Map.of());
        assertThatThrownBy(() -> cases.start("northmoor", "iro-admin.north", "case-change", Map.of("caseReference", reference,
                "change", "date", "eventKind", "cafcass-allocated", "eventDate", "2026-12-17")))
                .isInstanceOfSatisfying(WebApplicationException.class, refused ->
                        assertThat(refused.getResponse().getEntity().toString()).contains("There is no case with this reference"));
        assertThat(files.event(reference, "cafcass-allocated", "")).isEmpty();
    }

    // ---- and when all goes well

    @Test
    void theGuardianIsNamedWithDirectContactDetails() {
        String reference = cases.open(Map.of());
        cases.person(reference, "childrens-guardian", "Grace Guardian", "grace@cafcass.example", "2026-12-17");
        assertThat(files.holder(reference, "childrens-guardian").orElseThrow().email()).isEqualTo("grace@cafcass.example");
        assertThat(files.event(reference, "cafcass-allocated", "").orElseThrow().value())
                .as("who is named has been allocated").isEqualTo(When.parse("2026-12-17"));
        house.runDueJobs();
        Task task = theTask(reference);
        assertThat(task.getDueDate()).isEqualTo(moment("2026-12-22T23:59:59"));
        assertThat(engine.getRuntimeService().createVariableInstanceQuery().count()).isZero();
    }

    @Test
    void aCorrectedDateMovesTaskTimerAndFollowUpAfterTheCommit() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
        cases.date(reference, "cafcass-allocated", "2026-12-16");
        cases.date(reference, "iro-allocated", "2026-12-17");
        Task before = theTask(reference);
        assertThat(before.getDueDate()).as("the job has not run yet").isEqualTo(moment("2026-12-22T23:59:59"));
        house.runDueJobs();
        Task after = theTask(reference);
        assertThat(after.getDueDate()).isEqualTo(moment("2026-12-21T23:59:59"));
        assertThat(after.getFollowUpDate()).isEqualTo(moment("2026-12-17T00:00"));
        assertThat(engine.getManagementService().createJobQuery().activityId("iro-notice-overdue").singleResult().getDuedate())
                .isEqualTo(moment("2026-12-21T23:59:59"));
        assertThat(files.timeline(reference)).anySatisfy(record -> assertThat(record.entries().toString())
                .contains("18/12/2026", "17/12/2026", "told by telephone"));
    }

    @Test
    @Clause("P-14 P-20")
    void endedReopenedAndEndedAgain_oldAndNewStayOnTheTimeline() {
        String reference = cases.open(Map.of());
        assertThatThrownBy(() -> cases.changed(reference, "reopened", Map.of())).isInstanceOf(WebApplicationException.class);
        assertThatThrownBy(() -> cases.ended(reference, "2026-12-19", true, Map.of())).isInstanceOf(WebApplicationException.class);
        assertThatThrownBy(() -> cases.ended(reference, "2026-12-17", true, Map.of())).isInstanceOf(WebApplicationException.class);
        cases.ended(reference, "2026-12-18", true, Map.of("endedHow", "withdrawn"));
        assertThat(files.proceedings(reference).get(0).endedOn()).hasToString("2026-12-18");
        assertThatThrownBy(() -> cases.ended(reference, "2026-12-18", true, Map.of())).isInstanceOf(WebApplicationException.class);
        cases.changed(reference, "reopened", Map.of());
        assertThat(files.proceedings(reference).get(0).endedOn()).isNull();
        assertThat(files.timeline(reference).stream().map(record -> record.entries().toString()).toList().toString())
                .contains("18/12/2026", "Withdrawal", "told by telephone");
    }

    @Test
    @Clause("P-20")
    void lookedAfterStatusIsKeptOverTime() {
        String reference = cases.open(Map.of());
        cases.changed(reference, "looked-after", Map.of("nowLookedAfter", "yes", "statusFrom", "2026-12-01", "legalStatus", "s20"));
        cases.changed(reference, "looked-after", Map.of("nowLookedAfter", "no", "statusFrom", "2026-12-17"));
        assertThat(facts.lookedAfter(reference)).hasSize(2);
        assertThat(facts.lookedAfter(reference).get(0).status()).isEqualTo("not-looked-after");
        assertThat(files.event(reference, "looked-after-ended", "").orElseThrow().value()).isEqualTo(When.parse("2026-12-17"));
    }

    @Test
    @Clause("P-17")
    void responsibilityMoved_theOpenDutiesAreToBePassedOn() {
        String reference = cases.open(Map.of());
        assertThatThrownBy(() -> cases.changed(reference, "moved", Map.of("movedOn", "2026-12-18")))
                .isInstanceOf(WebApplicationException.class);
        cases.changed(reference, "moved", Map.of("movedOn", "2026-12-18", "movedTo", "Leicester"));
        house.runDueJobs();
        assertThat(theTask(reference)).isNull();
        assertThat(theTask(reference, "confirm-duties-passed-on").getAssignee()).isEqualTo("iro.test");
        assertThat(files.timeline(reference).toString()).contains("Leicester");
    }

    @Test
    @Clause("P-21")
    void deathClosesTheTasksOfTheChildAtOnce() {
        String reference = cases.open(Map.of());
        assertThatThrownBy(() -> cases.changed(reference, "died", Map.of("diedOn", "2026-12-19")))
                .isInstanceOf(WebApplicationException.class);
        cases.changed(reference, "died", Map.of("diedOn", "2026-12-18"));
        assertThat(tasks(reference)).isEmpty();
        assertThat(files.get(reference).diedOn()).hasToString("2026-12-18");
        assertThat(files.proceedings(reference).get(0).endedOn()).hasToString("2026-12-18");
    }

    @Test
    void aVacatedHearingIsNoLongerKnown() {
        String reference = cases.open(Map.of("cmhAt", "2027-01-06T10:30"));
        cases.start("derby", "iro-admin.test", "case-change", Map.of("caseReference", reference, "change", "date",
                "eventKind", "cmh", "notKnown", true, "reason", "vacated by the court"));
        assertThat(files.event(reference, "cmh", "").orElseThrow().value()).isNull();
        cases.start("derby", "iro-admin.test", "case-change", Map.of("caseReference", reference, "change", "date",
                "eventKind", "cmh", "eventDate", "2027-01-12", "eventTime", "14:00"));
        assertThat(files.event(reference, "cmh", "").orElseThrow().value()).isEqualTo(When.parse("2027-01-12T14:00"));
        assertThat(files.eventHistory(reference, "cmh", "")).hasSize(3);
    }

    @Test
    @Clause("P-16")
    void anEntryInErrorIsStruckThroughWithAllItRecordedAndTheClocksAreWorkedOutAgain() {
        String reference = cases.open(Map.of("cmhAt", "2027-01-12T10:30", "cafcassAllocatedOn", "2026-12-18"));
        house.runDueJobs();
        java.time.Instant due = deadline(reference, "contact-before-cmh").due();
        cases.date(reference, "cmh", "2027-01-20");
        house.runDueJobs();
        assertThat(deadline(reference, "contact-before-cmh").due()).isAfter(due);
        String wrong = record(reference, "date-recorded");
        refusedError(reference, wrong, "", "reason");
        refusedError(reference, "", "Wrong child.", "entry");
        refusedError(reference, java.util.UUID.randomUUID().toString(), "Wrong child.", "entry");
        cases.changed(reference, "error", Map.of("recordId", wrong, "reason", "Wrong child."));
        house.runDueJobs();
        assertThat(deadline(reference, "contact-before-cmh").due()).as("the first date stands again").isEqualTo(due);
        assertThat(files.timeline(reference)).filteredOn(record -> record.id().toString().equals(wrong)).singleElement()
                .satisfies(record -> assertThat(record.errorReason()).isEqualTo("Wrong child."));
        refusedError(reference, wrong, "Again.", "already");
    }

    @Test
    @Clause("P-16")
    void aDiscussionOfTheWrongChildMeetsNothingAndWhatWasSentSinceIsListed() {
        String reference = cases.open(Map.of("guardianName", "Grace Guardian", "guardianEmail", "grace@cafcass.example",
                "cafcassAllocatedOn", "2026-12-18"));
        house.runDueJobs();
        cases.discussed(reference, "2026-12-18");
        house.runDueJobs();
        assertThat(deadline(reference, "contact-before-cmh").state()).isEqualTo(Deadline.State.MET);
        complete(theTask(reference).getId(), "iro.test", Map.of("detailsChecked", true, "note", "Hello."));
        house.runDueJobs();
        cases.changed(reference, "error", Map.of("recordId", record(reference, "discussion"), "reason", "Wrong child."));
        house.runDueJobs();
        assertThat(deadline(reference, "contact-before-cmh")).satisfies(open -> {
            assertThat(open.state()).as("not met after all").isEqualTo(Deadline.State.OPEN);
            assertThat(open.metAt()).isNull();
        });
        assertThat(files.timeline(reference)).filteredOn(record -> record.kind().equals("sent-meanwhile")).singleElement()
                .satisfies(record -> assertThat(record.entries().toString()).contains("to Grace Guardian"));
        house.at("2026-12-21T10:00");
        cases.discussed(reference, "2026-12-21");
        house.runDueJobs();
        assertThat(deadline(reference, "contact-before-cmh").state()).as("met by the next").isEqualTo(Deadline.State.MET);
    }

    @Test
    @Clause("P-16")
    void whatStillHoldsIsPutRightFirst() {
        String reference = cases.open(Map.of());
        cases.person(reference, "team-manager", "Wrong Person", "wrong@derby.example", "2026-12-18");
        String wrong = record(reference, "person-recorded");
        refusedError(reference, wrong, "Wrong child.", "Record who really holds the role");
        cases.person(reference, "team-manager", "Tess Manager", "team-manager.test@derby.example", "2026-12-18");
        cases.changed(reference, "error", Map.of("recordId", wrong, "reason", "Wrong child."));
        assertThat(files.timeline(reference)).filteredOn(record -> record.id().toString().equals(wrong)).singleElement()
                .satisfies(record -> assertThat(record.errorReason()).isEqualTo("Wrong child."));
        assertThat(files.holder(reference, "team-manager").orElseThrow().name()).isEqualTo("Tess Manager");
    }

    private String record(String reference, String kind) {
        return files.timeline(reference).stream().filter(record -> record.kind().equals(kind)).findFirst().orElseThrow().id()
                .toString();
    }

    private void refusedError(String reference, String record, String reason, String words) {
        assertThatThrownBy(() -> cases.changed(reference, "error", Map.of("recordId", record, "reason", reason)))
                .hasStackTraceContaining(words);
    }
}
