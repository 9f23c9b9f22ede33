package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.iroprotocol.testing.House.moment;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;

/** In {@code proceedings}: they end, the child is still looked after, and the guardian hands over to the IRO. */
abstract class CompletionAndHandover extends HouseProcess {

    private static final String GUARDIAN = "grace@cafcass.example";
    private static final List<String> FACTS = List.of("documents-confirmed", "guardian-final-plan",
            "guardian-final-discussion", "guardian-handover", "letter-to-child");
    private static final Map<String, Object> NOTE = Map.of("handoverNote", "We talked at length.",
            "outstandingIssues", "Contact with grandparents.", "meetingWanted", "no");

    /** Proceedings with a guardian, whose names are exchanged; the clock stands at noon on Friday 15 January 2027. */
    private String running(Map<String, String> more) {
        Map<String, String> form = new java.util.HashMap<>(Map.of("issuedOn", "2026-12-18", "guardianName", "Grace Guardian",
                "guardianEmail", GUARDIAN, "cafcassAllocatedOn", "2026-12-18", "socialWorkerName", "Saul Worker",
                "socialWorkerEmail", "social-worker.test@derby.example", "teamManagerName", "Tess Manager",
                "teamManagerEmail", "team-manager.test@derby.example"));
        form.putAll(more);
        String reference = cases.open(form);
        complete(theTask(reference, "send-iro-details").getId(), "iro.test", Map.of("detailsChecked", true));
        cases.discussed(reference, "2026-12-18");
        house.passes("2027-01-15T12:00");
        mailbox.empty();
        return reference;
    }

    /** The same, ended on that day by a final order with the child still looked after. */
    private String ended() {
        String reference = running(Map.of());
        cases.ended(reference, "2027-01-15", true, Map.of());
        house.runDueJobs();
        return reference;
    }

    // ---- unhappy paths first

    @Test
    @Clause("C-08 C-10 C-46 C-47 C-50 P-12")
    void nothingComes_everybodyIsRemindedAndTheGuardiansWorkDoesNotDrift() {
        String reference = ended();
        ProcessInstance instance = proceedings(reference);
        FACTS.forEach(fact -> {
            assertThat(deadline(reference, fact).due()).as(fact).isEqualTo(moment("2027-01-29T23:59:59").toInstant());
            assertThat(deadline(reference, fact).state()).isEqualTo(State.OPEN);
        });
        assertThat(tasks(reference)).as("nobody outside gets a task (P-10)").isEmpty();
        house.passes("2027-01-29T23:59:59");
        FACTS.forEach(fact -> {
            assertThat(deadline(reference, fact).state()).as(fact).isEqualTo(State.MISSED);
            assertThat(theItem(reference, fact + "-overdue").to().toString()).as(fact).contains("Grace Guardian", "Iris Ashworth");
        });
        house.passes("2027-02-01T08:00");
        assertThat(mailbox.addressees()).contains(GUARDIAN, "iro.test@derby.example");
        assertThat(mailbox.texts()).allSatisfy(text -> assertThat(text).doesNotContain("Robin"));
        house.passes("2027-02-05T08:00");
        FACTS.forEach(fact -> assertThat(written(reference, fact + "-overdue")).as(fact).isEqualTo(2));

        house.passes("2027-02-12T23:59:59");
        assertThat(files.event(reference, "guardian-work-ended", "")).isPresent();
        FACTS.forEach(fact -> assertThat(deadline(reference, fact).state()).as(fact).isEqualTo(State.MISSED));
        assertThat(theTask(reference, "write-handover-note")).isAssignedTo("iro.test").hasDueDate(moment("2027-02-16T23:59:59"));
        house.passes("2027-02-16T23:59:59");
        assertThat(theItem(reference, "handover-note-overdue").to().toString()).contains("Iris Ashworth");
        house.passes("2027-02-26T08:00");
        FACTS.forEach(fact -> assertThat(written(reference, fact + "-overdue")).as(fact + ": no more after the end of the guardian's work")
                .isLessThanOrEqualTo(3));

        complete(theTask(reference, "write-handover-note").getId(), "senior-iro.test", NOTE);
        house.runDueJobs();
        assertThat(instance).isEnded();
        cases.completion(reference, Map.of("handoverOn", "2027-02-25"));
        assertThat(files.event(reference, "guardian-handover", "")).as("late entries are accepted (P-14)").isPresent();
    }

    @Test
    @Clause("C-46 P-13")
    void planAndDiscussionBeforeTheEndCount_unlessTheFinalHearingChangedThePlan() {
        String early = running(Map.of());
        cases.completion(early, Map.of("finalPlanOn", "2027-01-11", "finalDiscussionOn", "2027-01-12",
                "handoverOn", "2027-01-13"));
        cases.ended(early, "2027-01-15", true, Map.of());
        house.runDueJobs();
        assertThat(deadline(early, "guardian-final-plan").state()).isEqualTo(State.MET);
        assertThat(deadline(early, "guardian-final-discussion").state()).isEqualTo(State.MET);
        assertThat(deadline(early, "documents-confirmed").state()).isEqualTo(State.OPEN);
        assertThat(theTask(early, "write-handover-note")).as("the handover is there").isAssignedTo("iro.test")
                .hasDueDate(moment("2027-01-15T23:59:59"));

        house.at("2026-12-18T10:00");
        String changed = running(Map.of());
        cases.completion(changed, Map.of("finalPlanOn", "2027-01-11", "finalDiscussionOn", "2027-01-12"));
        cases.ended(changed, "2027-01-15", true, Map.of("planChanged", true));
        house.runDueJobs();
        assertThat(deadline(changed, "guardian-final-plan").state()).isEqualTo(State.OPEN);
        assertThat(deadline(changed, "guardian-final-discussion").state()).isEqualTo(State.OPEN);
        house.at("2027-01-18T10:00");
        cases.completion(changed, Map.of("finalPlanOn", "2027-01-18", "finalDiscussionOn", "2027-01-18"));
        house.runDueJobs();
        assertThat(deadline(changed, "guardian-final-plan").state()).isEqualTo(State.MET);
    }

    @Test
    @Clause("C-53 C-54 C-55 C-134")
    void meetingAskedFor_plannedLateAndHeldLate_isRemindedAndStillCounts() {
        String reference = ended();
        cases.completion(reference, Map.of("meetingRequired", true, "meetingReasons", List.of("contentious"),
                "receivedFrom", "Grace Guardian"));
        house.runDueJobs();
        assertThat(theTask(reference, "plan-closing-meeting")).isAssignedTo("iro.test").hasDueDate(moment("2027-01-22T23:59:59"))
                .hasName("Arrange the meeting and decide whether the child is invited");
        house.passes("2027-01-22T23:59:59");
        assertThat(theItem(reference, "child-at-closing-meeting-overdue").to().toString()).contains("Iris Ashworth");
        house.at("2027-01-25T10:00");
        complete(theTask(reference, "plan-closing-meeting").getId(), "iro.test", Map.of("meetingAt", "2027-02-10T14:00",
                "meetingPlace", "by video", "childInvited", "no", "childInvitedReason", "she is two", "agreedWith", "Grace Guardian"));
        house.runDueJobs();
        Item invitation = theItem(reference, "closing-meeting-invitation");
        assertThat(invitation.to().toString()).contains("Grace Guardian", "Saul Worker", "Tess Manager");
        assertThat(ledger.html(invitation.id())).contains("10/02/2027", "14:00", "by video").doesNotContain("she is two");
        assertThat(deadline(reference, "child-at-closing-meeting").state()).isEqualTo(State.MET);
        assertThat(deadline(reference, "closing-meeting").due()).isEqualTo(moment("2027-02-12T23:59:59").toInstant());
        house.passes("2027-02-12T23:59:59");
        assertThat(deadline(reference, "closing-meeting").state()).isEqualTo(State.MISSED);
        assertThat(theItem(reference, "closing-meeting-overdue").to().toString()).contains("Iris Ashworth");
        house.at("2027-02-15T10:00");
        cases.completion(reference, Map.of("meetingHeldOn", "2027-02-10", "meetingAttended", List.of("guardian", "iro"),
                "meetingOutcome", "agreed"));
        house.runDueJobs();
        assertThat(deadline(reference, "closing-meeting").state()).isEqualTo(State.MET);
        assertThat(proceedings(reference)).hasPassed("mark-meeting");
    }

    @Test
    @Clause("C-53")
    void meetingHeldBeforeAnybodyPlannedIt_theTaskGoesAway() {
        String reference = ended();
        cases.completion(reference, Map.of("meetingRequired", true, "meetingReasons", List.of("plan-changed")));
        house.runDueJobs();
        assertThat(theTask(reference, "plan-closing-meeting")).isAssignedTo("iro.test");
        cases.completion(reference, Map.of("meetingHeldOn", "2027-01-15", "meetingOutcome", "agreed"));
        house.runDueJobs();
        assertThat(theTask(reference, "plan-closing-meeting")).isNull();
        assertThat(deadline(reference, "closing-meeting").state()).isEqualTo(State.MET);
        assertThat(written(reference, "closing-meeting-invitation")).isZero();
    }

    @Test
    @Clause("C-53 C-54")
    void meetingAlreadyPlannedOrHeldWhenAskedFor_nothingIsAskedTwice() {
        String planned = running(Map.of());
        cases.date(planned, "closing-meeting", "2027-01-20");
        cases.completion(planned, Map.of("meetingRequired", true, "meetingReasons", List.of("contentious")));
        cases.ended(planned, "2027-01-15", true, Map.of());
        house.runDueJobs();
        assertThat(proceedings(planned)).isWaitingAt("meeting-expected");
        assertThat(theTask(planned, "plan-closing-meeting")).isNull();

        house.at("2026-12-18T10:00");
        String held = running(Map.of());
        cases.completion(held, Map.of("meetingRequired", true, "meetingReasons", List.of("contentious"),
                "meetingHeldOn", "2027-01-14", "meetingOutcome", "agreed"));
        cases.ended(held, "2027-01-15", true, Map.of());
        house.runDueJobs();
        assertThat(deadline(held, "closing-meeting").state()).isEqualTo(State.MET);
    }

    @Test
    @Clause("P-14")
    void endedByMistake_reopenedWithItsOriginalDates() {
        String reference = ended();
        cases.changed(reference, "reopened", Map.of());
        house.runDueJobs();
        assertThat(proceedings(reference)).isWaitingAt("wait-for-change", "guardian-replaced");
        assertThat(files.proceedings(reference).get(0).endedOn()).isNull();
        assertThat(files.proceedings(reference).get(0).issuedOn()).hasToString("2026-12-18");
        assertThat(tasks(reference)).as("what was done stays done").isEmpty();
        house.passes("2027-02-16T08:00");
        FACTS.forEach(fact -> assertThat(written(reference, fact + "-overdue")).as(fact).isZero());

        cases.ended(reference, "2027-02-16", true, Map.of());
        house.runDueJobs();
        assertThat(deadline(reference, "guardian-handover").due()).isEqualTo(moment("2027-03-02T23:59:59").toInstant());
    }

    @Test
    @Clause("P-14")
    void reopenedWhenAllWasOver_proceedingsRunAgain() {
        String reference = ended();
        cases.completion(reference, Map.of("documentsConfirmedOn", "2027-01-15", "finalPlanOn", "2027-01-15",
                "finalDiscussionOn", "2027-01-15", "handoverOn", "2027-01-15", "letterOutcome", "withheld", "letterOn", "2027-01-15",
                "letterReason", "she is a baby"));
        house.runDueJobs();
        complete(theTask(reference, "write-handover-note").getId(), "iro.test", NOTE);
        house.passes("2027-02-12T23:59:59");
        assertThat(proceedings(reference)).isNull();
        cases.changed(reference, "reopened", Map.of());
        house.runDueJobs();
        assertThat(proceedings(reference)).isWaitingAt("wait-for-change", "guardian-replaced");
        assertThat(tasks(reference)).isEmpty();
    }

    @Test
    @Clause("P-20")
    void statusChangesDuringCompletion_whatIsAskedChangesWithIt() {
        String reference = ended();
        cases.changed(reference, "looked-after", Map.of("nowLookedAfter", "no", "statusFrom", "2027-01-15"));
        house.runDueJobs();
        assertThat(proceedings(reference)).isWaitingAt("goodbye-expected");
        cases.changed(reference, "looked-after", Map.of("nowLookedAfter", "yes", "statusFrom", "2027-01-15"));
        house.runDueJobs();
        assertThat(proceedings(reference)).isWaitingAt("handover-awaited");
    }

    @Test
    @Clause("P-21")
    void theChildDies_everythingStopsAtOnce() {
        String reference = ended();
        ProcessInstance instance = proceedings(reference);
        cases.completion(reference, Map.of("handoverOn", "2027-01-15", "meetingRequired", true,
                "meetingReasons", List.of("contentious")));
        house.runDueJobs();
        assertThat(tasks(reference)).hasSize(2);
        cases.changed(reference, "died", Map.of("diedOn", "2027-01-15"));
        assertThat(tasks(reference)).as("at once").isEmpty();
        assertThat(ledger.ofCase(reference)).extracting(Item::state).doesNotContain(Item.State.RECORDED);
        house.passes("2027-02-12T23:59:59");
        assertThat(instance).isEnded();
        FACTS.forEach(fact -> assertThat(written(reference, fact + "-overdue")).isZero());
    }

    @Test
    @Clause("P-17")
    void responsibilityMoves_theIroConfirmsWhatWasPassedOnAndNothingIsSentThere() {
        String reference = ended();
        ProcessInstance instance = proceedings(reference);
        mailbox.empty();
        cases.changed(reference, "moved", Map.of("movedOn", "2027-01-15", "movedTo", "Leicester"));
        house.runDueJobs();
        assertThat(theTask(reference, "confirm-duties-passed-on")).isAssignedTo("iro.test").hasDueDate(moment("2027-01-19T23:59:59"));
        assertThat(tasks(reference)).hasSize(1);
        complete(theTask(reference, "confirm-duties-passed-on").getId(), "iro.test",
                Map.of("dutiesPassedOn", true, "disputesPassedOn", "none"));
        house.runDueJobs();
        assertThat(instance).isEnded();
        assertThat(files.get(reference).closedAt()).isNotNull();
        assertThat(mailbox.addressees()).isEmpty();
    }

    @Test
    @Clause("P-17 P-21")
    void theChildDiesAfterTheMove_nothingIsToBePassedOnAnyMore() {
        String reference = ended();
        ProcessInstance instance = proceedings(reference);
        cases.changed(reference, "moved", Map.of("movedOn", "2027-01-15", "movedTo", "Leicester"));
        house.runDueJobs();
        cases.changed(reference, "died", Map.of("diedOn", "2027-01-15"));
        assertThat(tasks(reference)).isEmpty();
        assertThat(instance).isEnded();
    }

    // ---- the child is no longer looked after

    @Test
    @Clause("C-50 P-52")
    void noLongerLookedAfter_theGuardiansGoodbyeIsStillRemindedThenTheCaseCloses() {
        String reference = running(Map.of());
        cases.ended(reference, "2027-01-15", false, Map.of());
        house.runDueJobs();
        ProcessInstance instance = proceedings(reference);
        assertThat(instance).isWaitingAt("goodbye-expected");
        assertThat(written(reference, "completion-request")).isZero();
        Item draft = theItem(reference, "child-letter-younger");
        assertThat(draft.to().toString()).contains("Grace Guardian").doesNotContain("Robin");
        assertThat(ledger.html(draft.id())).as("no paragraph about the IRO (P-52)").doesNotContain("Iris Ashworth");
        assertThat(deadline(reference, "letter-to-child").due()).isEqualTo(moment("2027-01-29T23:59:59").toInstant());
        house.passes("2027-01-29T23:59:59");
        assertThat(theItem(reference, "letter-to-child-overdue").to().toString()).contains("Grace Guardian");
        house.at("2027-02-01T09:00");
        cases.completion(reference, Map.of("letterOutcome", "handed-over", "letterOn", "2027-01-29", "childTold", true));
        house.runDueJobs();
        assertThat(deadline(reference, "letter-to-child").state()).isEqualTo(State.MET);
        assertThat(instance).isEnded();
        assertThat(files.get(reference).closedAt()).isNotNull();
    }

    @Test
    @Clause("C-10 P-52")
    void noGoodbyeComes_itIsLeftOpenAndTheCaseCloses() {
        String reference = running(Map.of());
        cases.ended(reference, "2027-01-15", false, Map.of());
        house.passes("2027-02-12T23:59:59");
        assertThat(proceedings(reference)).isNull();
        assertThat(files.get(reference).closedAt()).isNotNull();
        assertThat(deadline(reference, "letter-to-child").state()).isEqualTo(State.CLOSED);
        assertThat(deadline(reference, "letter-to-child").missedAt()).isNotNull();
    }

    @Test
    void goodbyeOverOrReopened() {
        String reference = running(Map.of());
        cases.ended(reference, "2027-01-15", false, Map.of());
        house.runDueJobs();
        cases.changed(reference, "reopened", Map.of());
        house.runDueJobs();
        assertThat(proceedings(reference)).isWaitingAt("wait-for-change");
    }

    // ---- and when all goes well

    @Test
    @Clause("C-08 C-09 C-46 C-47 C-48 C-49 C-50 C-51 C-52 C-53")
    void allIsDone_theIroGoesOnAlone() {
        String reference = ended();
        ProcessInstance instance = proceedings(reference);
        assertThat(theItem(reference, "completion-request").to().toString()).contains("Grace Guardian");
        assertThat(theItem(reference, "handover-template").letter()).isTrue();
        assertThat(ledger.html(theItem(reference, "child-letter-younger").id())).contains("Iris Ashworth").doesNotContain(reference);

        house.at("2027-01-20T10:00");
        cases.completion(reference, Map.of("documentsConfirmedOn", "2027-01-18", "finalPlanOn", "2027-01-18",
                "finalDiscussionOn", "2027-01-19", "receivedFrom", "Grace Guardian"));
        house.runDueJobs();
        assertThat(deadline(reference, "guardian-final-plan").state()).isEqualTo(State.MET);
        assertThat(deadline(reference, "guardian-handover").state()).isEqualTo(State.OPEN);
        cases.completion(reference, Map.of("handoverOn", "2027-01-20", "handoverIssues", "Contact.", "letterOutcome", "sent",
                "letterOn", "2027-01-20", "childTold", true, "withChild", "her carer"));
        house.runDueJobs();
        assertThat(theTask(reference, "write-handover-note")).isAssignedTo("iro.test").hasDueDate(moment("2027-01-22T23:59:59"))
                .hasName("Write the handover note and outstanding issues");
        assertThat(files.event(reference, "guardian-work-ended", "")).isPresent();
        complete(theTask(reference, "write-handover-note").getId(), "iro.test",
                Map.of("handoverNote", "Read and talked through.", "outstandingIssues", "Contact.", "meetingWanted", "yes",
                        "meetingReason", "contact"));
        house.runDueJobs();
        assertThat(deadline(reference, "handover-note").state()).isEqualTo(State.MET);
        assertThat(theTask(reference, "plan-closing-meeting")).isAssignedTo("iro.test").hasDueDate(moment("2027-01-27T23:59:59"));
        complete(theTask(reference, "plan-closing-meeting").getId(), "iro.test", Map.of("meetingAt", "2027-01-28T10:00",
                "meetingPlace", "Room 1", "childInvited", "yes", "childInvitedReason", "she wants to", "agreedWith", "Grace Guardian"));
        house.at("2027-01-28T12:00");
        house.runDueJobs();
        cases.completion(reference, Map.of("meetingHeldOn", "2027-01-28", "meetingOutcome", "agreed"));
        house.runDueJobs();
        assertThat(instance).isEnded();
        assertThat(files.get(reference).closedAt()).as("still looked after: the file stays open").isNull();
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(reference).count()).isZero();
    }

    @Test
    @Clause("C-46 C-54")
    void acrossEasterAndTheClockChange_theDaysAreWorkingDays() {
        String reference = running(Map.of());
        house.passes("2027-03-19T12:00");
        cases.ended(reference, "2027-03-19", true, Map.of());
        house.runDueJobs();
        assertThat(deadline(reference, "guardian-handover").due()).isEqualTo(moment("2027-04-06T23:59:59").toInstant());
        assertThat(deadline(reference, "guardian-closes").due()).isEqualTo(moment("2027-04-20T23:59:59").toInstant());
    }
}
