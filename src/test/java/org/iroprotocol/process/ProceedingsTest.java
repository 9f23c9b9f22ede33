package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.iroprotocol.testing.House.moment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code proceedings}: the IRO's name goes to the children's guardian, and again when either of them changes. */
class ProceedingsTest extends HouseProcess {

    private static final String SERVICE_MANAGER = "sam@cafcass.example";
    private static final String GUARDIAN = "grace@cafcass.example";

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("proceedings");

    @Nested
    class Names extends ExchangeOfNames {
    }

    @Nested
    class Completion extends CompletionAndHandover {
    }

    // ---- unhappy paths first

    @Test
    @Clause("C-34")
    void allocationAtCafcassUnknown_theTaskIsThereWithoutADateAndSaysWhatItWaitsFor() {
        String reference = cases.open(Map.of());
        Task task = theTask(reference);
        assertThat(task).isAssignedTo("iro.test").hasCandidateGroupAssociated("iro");
        assertThat(task.getDueDate()).isNull();
        assertThat(task.getFollowUpDate()).isNull();
        Deadline deadline = theDeadline(reference);
        assertThat(deadline.state()).isEqualTo(State.WAITING);
        assertThat(deadline.due()).isNull();
        assertThat(deadline.workingOut()).startsWith("Waiting for").contains("Cafcass");
        assertThat(engine.getManagementService().createJobQuery().activityId("iro-notice-overdue").count())
                .as("no timer without a date").isZero();

        cases.date(reference, "cafcass-allocated", "2026-12-18");
        house.runDueJobs();
        assertThat(theTask(reference).getId()).isEqualTo(task.getId());
        assertThat(theTask(reference)).hasDueDate(moment("2026-12-22T23:59:59"));
        assertThat(theDeadline(reference).state()).isEqualTo(State.OPEN);
    }

    @Test
    @Clause("C-34")
    void notSentInTime_theIroIsRemindedNextMorningAndALateNoticeStillCounts() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Grace Guardian",
                "guardianEmail", GUARDIAN));
        house.passes("2026-12-22T23:59:57");
        assertThat(theDeadline(reference).state()).isEqualTo(State.OPEN);
        house.passes("2026-12-22T23:59:59");
        assertThat(theDeadline(reference).state()).isEqualTo(State.MISSED);
        assertThat(templates(reference)).containsExactly("iro-notice-overdue");
        assertThat(mailbox.addressees()).as("nothing goes out at midnight").isEmpty();
        house.passes("2026-12-23T08:00");
        assertThat(mailbox.addressees()).contains("iro.test@derby.example");
        assertThat(mailbox.texts()).allSatisfy(text -> assertThat(text).doesNotContain("Robin").contains(reference));
        assertThat(mailbox.subjects()).allSatisfy(subject -> assertThat(subject).doesNotContain("Robin").contains(reference));

        assertThat(theTask(reference)).as("the task stays open").isAssignedTo("iro.test");
        complete(reference, "iro.test");
        assertThat(theDeadline(reference).state()).isEqualTo(State.MET);
        house.runDueJobs();
        assertThat(mailbox.addressees()).contains(GUARDIAN);
    }

    @Test
    void missedThenMovedThenMissedAgain_isToldTwice() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
        house.passes("2026-12-22T23:59:59");
        assertThat(templates(reference)).containsExactly("iro-notice-overdue");

        house.at("2026-12-23T09:00");
        cases.date(reference, "cafcass-allocated", "2026-12-23");
        house.runDueJobs();
        assertThat(theTask(reference)).hasDueDate(moment("2026-12-29T23:59:59"));
        assertThat(theTask(reference).getFollowUpDate()).isEqualTo(moment("2026-12-23T00:00"));
        assertThat(theDeadline(reference).state()).isEqualTo(State.OPEN);

        house.passes("2026-12-29T23:59:59");
        assertThat(theDeadline(reference).state()).isEqualTo(State.MISSED);
        assertThat(templates(reference)).containsExactly("iro-notice-overdue", "iro-notice-overdue");
        house.passes("2026-12-30T08:00");
    }

    @Test
    void allocationEnteredTooLate_isMissedAtOnce() {
        String reference = cases.open(Map.of("iroAllocatedOn", "2026-12-14"));
        cases.date(reference, "cafcass-allocated", "2026-12-14");
        house.runDueJobs();
        assertThat(theTask(reference)).hasDueDate(moment("2026-12-16T23:59:59"));
        assertThat(theDeadline(reference).state()).isEqualTo(State.MISSED);
        assertThat(templates(reference)).containsExactly("iro-notice-overdue");
        house.passes("2026-12-21T08:00");
        assertThat(mailbox.addressees()).contains("iro.test@derby.example");
    }

    @Test
    @Clause("C-80")
    void guardianUnknown_theServiceManagerIsToldAndTheGuardianOnceNamed() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "cafcassManagerName", "Sam Manager",
                "cafcassManagerEmail", SERVICE_MANAGER));
        complete(reference, "iro.test");
        house.runDueJobs();
        assertThat(mailbox.addressees()).containsExactly(SERVICE_MANAGER);

        cases.person(reference, "childrens-guardian", "Grace Guardian", GUARDIAN, "2026-12-18");
        house.runDueJobs();
        assertThat(mailbox.addressees()).containsExactly(SERVICE_MANAGER, GUARDIAN);
        assertThat(templates(reference)).containsExactly("iro-notice", "iro-notice");
        assertThat(tasks(reference)).isEmpty();
    }

    @Test
    void guardianRecordedTwiceAndCorrected_isToldOnceForEachAddress() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Grace Guardian",
                "guardianEmail", "grcae@cafcass.example"));
        complete(reference, "iro.test");
        house.runDueJobs();
        cases.person(reference, "childrens-guardian", "Grace Guardian", GUARDIAN, "2026-12-18");
        house.runDueJobs();
        cases.person(reference, "childrens-guardian", "Grace Guardian", GUARDIAN, "2026-12-18");
        house.runDueJobs();
        assertThat(mailbox.addressees()).containsExactly("grcae@cafcass.example", GUARDIAN);

        cases.person(reference, "childrens-guardian", "Harry Guardian", "harry@cafcass.example", "2026-12-18");
        house.runDueJobs();
        assertThat(mailbox.addressees()).containsExactly("grcae@cafcass.example", GUARDIAN, "harry@cafcass.example");
    }

    @Test
    @Clause("C-34 C-118")
    void iroReplacedInTheMiddle_theTaskMovesAndTheTimeCountsFromTheNewAllocation() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
        String taskId = theTask(reference).getId();
        house.at("2026-12-21T11:00");
        cases.person(reference, "iro", "Ivan Second", "iro2.test@derby.example", "2026-12-21");
        house.runDueJobs();
        assertThat(theTask(reference).getId()).isEqualTo(taskId);
        assertThat(theTask(reference)).isAssignedTo("iro2.test").hasDueDate(moment("2026-12-23T23:59:59"));

        refused(() -> complete(taskId, "iro.test", Map.of("detailsChecked", true)));
        complete(reference, "iro2.test");
        house.runDueJobs();
        assertThat(mailbox.texts()).hasSize(1);
    }

    @Test
    @Clause("C-34 C-118")
    void iroReplacedAfterwards_theNewIroTellsTheGuardianToo() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Grace Guardian",
                "guardianEmail", GUARDIAN));
        complete(reference, "iro.test");
        house.at("2027-01-11T09:00");
        cases.person(reference, "iro", "Ivan Second", "iro2.test@derby.example", "2027-01-11");
        house.runDueJobs();
        assertThat(theTask(reference)).isAssignedTo("iro2.test").hasDueDate(moment("2027-01-13T23:59:59"));
        complete(reference, "iro2.test");
        house.runDueJobs();
        assertThat(mailbox.addressees()).containsExactly(GUARDIAN, GUARDIAN);
    }

    @Test
    @Clause("C-34")
    void noIroYet_theTaskWaitsInNobodysNameAndTheIroManagerMayDoIt() {
        String reference = cases.open(Map.of("iroName", "", "iroEmail", "", "iroPhone", "", "iroAllocatedOn", "",
                "cafcassAllocatedOn", "2026-12-18"));
        assertThat(theTask(reference)).isNotAssigned();
        assertThat(theTask(reference).getDueDate()).isNull();
        refused(() -> complete(theTask(reference).getId(), "iro2.test", Map.of("detailsChecked", true)));

        cases.person(reference, "iro", "Iris Ashworth", "iro.test@derby.example", "2026-12-18");
        house.runDueJobs();
        assertThat(theTask(reference)).isAssignedTo("iro.test").hasDueDate(moment("2026-12-22T23:59:59"));
        complete(theTask(reference).getId(), "iro-manager.test", Map.of("detailsChecked", true));
        house.runDueJobs();
        assertThat(templates(reference)).containsExactly("iro-notice");
    }

    @Test
    void proceedingsEndBeforeTheNotice_nothingIsDueAnyMore() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
        cases.date(reference, "proceedings-ended", "2026-12-18");
        house.runDueJobs();
        assertThat(tasks(reference)).isEmpty();
        assertThat(theDeadline(reference).state()).isEqualTo(State.CLOSED);
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(reference).count()).isZero();
        house.passes("2026-12-23T08:00");
        assertThat(templates(reference)).isEmpty();
    }

    @Test
    void mailServerDown_theTaskStaysCompletedAndTheLetterIsSentWhenSomebodyRetries() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Grace Guardian",
                "guardianEmail", GUARDIAN));
        mailbox.serverDown();
        complete(reference, "iro.test");
        assertThat(tasks(reference)).isEmpty();
        house.exhaustRetries(reference);
        var incident = engine.getRuntimeService().createIncidentQuery().singleResult();
        assertThat(incident.getIncidentMessage()).contains(reference).containsIgnoringCase("guardian").doesNotContain("Robin", "Grace");
        assertThat(ledger.ofCase(reference)).singleElement().extracting(Item::state).isEqualTo(Item.State.FAILED);

        mailbox.serverUp();
        engine.getManagementService().setJobRetries(incident.getConfiguration(), 1);
        house.momentsPass();
        assertThat(mailbox.addressees()).containsExactly(GUARDIAN);
        assertThat(ledger.ofCase(reference)).singleElement().extracting(Item::state).isEqualTo(Item.State.SENT);
    }

    @Test
    void twoPeopleCompleteTheSameTask_theSecondIsToldAndNothingIsSentTwice() {
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Grace Guardian",
                "guardianEmail", GUARDIAN));
        String taskId = theTask(reference).getId();
        complete(taskId, "iro.test", Map.of("detailsChecked", true));
        org.assertj.core.api.Assertions.assertThatThrownBy(
                () -> complete(taskId, "iro-manager.test", Map.of("detailsChecked", true))).isInstanceOf(Exception.class);
        house.runDueJobs();
        assertThat(mailbox.addressees()).containsExactly(GUARDIAN);
    }

    // ---- and when all goes well

    @ParameterizedTest(name = "both allocated on {0}: due {1}, follow up {2}")
    @CsvSource({
            "2026-12-18, 2026-12-22T23:59:59, 2026-12-18T00:00",
            "2026-12-23, 2026-12-29T23:59:59, 2026-12-23T00:00",
            "2027-03-24, 2027-03-30T23:59:59, 2027-03-24T00:00",
            "2026-10-23, 2026-10-27T23:59:59, 2026-10-23T00:00",
            "2026-12-26, 2026-12-30T23:59:59, 2026-12-24T00:00"})
    @Clause("C-34 C-80 C-118")
    void guardianKnown_theIroSendsTheDetailsInTime(LocalDate allocated, String due, String followUp) {
        house.at(allocated + "T10:00");
        String reference = cases.open(Map.of("issuedOn", allocated.minusDays(4).toString(),
                "iroAllocatedOn", allocated.toString(), "cafcassAllocatedOn", allocated.toString(),
                "guardianName", "Grace Guardian", "guardianEmail", GUARDIAN));
        ProcessInstance proceedings = engine.getRuntimeService().createProcessInstanceQuery()
                .processDefinitionKey("proceedings").processInstanceBusinessKey(reference).singleResult();
        assertThat(proceedings).isWaitingAt("send-iro-details");
        assertThat(theTask(reference)).hasName("Send the IRO's details to the guardian").isAssignedTo("iro.test")
                .hasDueDate(moment(due));
        assertThat(theTask(reference).getFollowUpDate()).isEqualTo(moment(followUp));
        assertThat(engine.getManagementService().createJobQuery().activityId("iro-notice-overdue").singleResult().getDuedate()).isEqualTo(moment(due));

        complete(reference, "iro.test");
        assertThat(proceedings).hasPassedInOrder("send-iro-details", "record-iro-details", "write-iro-notice").isWaitingAt("wait-for-change");
        assertThat(engine.getRuntimeService().getVariables(proceedings.getId())).as("nothing typed stays in the engine").isEmpty();
        assertThat(theDeadline(reference).state()).isEqualTo(State.MET);
        house.passes(allocated.plusDays(7) + "T12:00");
        assertThat(mailbox.addressees()).containsExactly(GUARDIAN);
        Item letter = ledger.ofCase(reference).get(0);
        assertThat(letter.state()).isEqualTo(Item.State.SENT);
        assertThat(ledger.html(letter.id())).contains("Iris Ashworth", "01332 496 0101", "I work Monday to Thursday.");
        assertThat(files.timeline(reference)).anySatisfy(record -> assertThat(record.kind()).isEqualTo("iro-notice"));
    }

    private void complete(String reference, String user) {
        assertThat(theTask(reference)).isAssignedTo(user);
        complete(theTask(reference).getId(), user, Map.of("detailsChecked", true, "note", "I work Monday to Thursday."));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        org.assertj.core.api.Assertions.assertThatThrownBy(call).isInstanceOfAny(AuthorizationException.class, RefusedException.class);
    }

    private Deadline theDeadline(String reference) {
        return register.ofCase(reference).stream().filter(deadline -> deadline.rule().id().equals("iro-notice"))
                .findFirst().orElseThrow();
    }

    private List<String> templates(String reference) {
        return ledger.ofCase(reference).stream().map(Item::template).filter(name -> name.startsWith("iro-notice")).toList();
    }
}
