package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iroprotocol.testing.House.moment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.dispute.Concern.Outcome;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dispute-escalation}: a concern from the first word until it is closed. */
class DisputeEscalationTest extends ConcernHouse {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("derby", "dispute-escalation");

    private static final List<Map<String, Object>> PROMISE = List.of(Map.of("planAction", "Begin the assessment", "planOwner",
            "Tina Manager", "planDue", "2027-01-08"));

    // ---- raised and written

    @Test
    @Clause("C-98 C-99")
    void whatIsMissing_isRefusedWithWhereAndWhat_andADraftIsKept() {
        String reference = child(Map.of());
        assertThatThrownBy(() -> cases.start("derby", IRO, "dispute-escalation", Map.of("caseReference", "D-0000-0000",
                "concernLine", "x"))).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> raise(reference, Map.of("concernLine", ""))).satisfies(e -> assertThat(said(e)).contains("one line"));
        assertThatThrownBy(() -> raise(reference, Map.of("concernOn", "2027-06-01"))).satisfies(e -> assertThat(said(e))
                .contains("future"));
        for (String user : List.of("senior-iro.test", "iro-admin.test", "team-manager.test", "social-worker.test")) {
            assertThatThrownBy(() -> cases.start("derby", user, "dispute-escalation", Map.of("caseReference", reference,
                    "concernLine", "x"))).isInstanceOf(Exception.class);
        }
        assertThat(concerns.ofCase(reference)).isEmpty();

        raise(reference);
        Task task = open(reference, "write-concern");
        assertThat(task.getAssignee()).isEqualTo(IRO);
        assertThat(task.getDueDate()).isEqualTo(moment("2026-12-18T10:00:00"));
        assertThat(concerns.startsWith(concern(reference).processInstanceId(), "write-concern"))
                .containsEntry("evidence", "The plan has not begun.").containsKey("soFar");
        Map<String, Object> form = new HashMap<>(CONCERN);
        for (String field : List.of("category", "evidence", "impact", "wishes", "resolution", "severity", "about",
                "relevantToCourt", "immediateAction")) {
            Map<String, Object> without = new HashMap<>(form);
            without.remove(field);
            refused(reference, "write-concern", without, "");
        }
        refused(reference, "write-concern", with(form, "relevantToCourt", "no"), "not relevant");
        refused(reference, "write-concern", with(form, "about", "department", "department", "Housing"), "manager");
        refused(reference, "write-concern", with(form, "firstStage", "stage-3"), "first stage");
        assertThat(concern(reference).texts()).isEmpty();

        done(reference, "write-concern", Map.of("impact", "Half a thought", "keepDraft", true));
        assertThat(concern(reference).state()).isEqualTo(Concern.State.DRAFT);
        assertThat(concerns.startsWith(concern(reference).processInstanceId(), "write-concern"))
                .containsEntry("impact", "Half a thought").doesNotContainKey("keepDraft");
        assertThat(engine.getRuntimeService().createVariableInstanceQuery().processInstanceIdIn(
                concern(reference).processInstanceId()).variableName("impact").count()).as("nothing of it in the engine").isZero();
        assertThat(written(reference, "concern-form")).isZero();
        house.passes("2026-12-21T23:59:59");
        assertThat(written(reference, "target-missed")).as("reminded after a working day").isEqualTo(1);

        done(reference, "write-concern", Map.of("impact", "A whole thought", "keepDraft", true));
        house.runDueJobs();
        assertThat(written(reference, "target-missed")).as("who keeps a draft once more is not told again at once").isEqualTo(1);
        write(reference, Map.of());
        house.runDueJobs();
        assertThat(concern(reference).state()).isEqualTo(Concern.State.OPEN);
        Item letter = theItem(reference, "concern-form");
        assertThat(ledger.html(letter.id())).contains("The plan of May has not been begun.", "She has waited since May.");
        assertThat(letter.to().toString()).contains("Tina Manager");
        assertThat(deadline(reference, "dispute-triage").state()).isEqualTo(State.MET);
    }

    @Test
    @Clause("P-31")
    void anInformalChallengeIsRaisedFormallyWithoutTypingItAgain_once() {
        String reference = childAtHome();
        cases.start("derby", IRO, "discussion", Map.of("caseReference", reference, "discussionKind", "challenge", "discussedOn",
                "2026-12-17", "discussedBy", "IRO and team manager", "challenge", "No visit since October", "challengeAnswer",
                "Next week"));
        String record = files.timeline(reference).stream().filter(one -> one.kind().equals("informal-challenge")).findFirst()
                .orElseThrow().id().toString();
        raise(reference, Map.of("concernLine", "", "recordId", record));
        assertThat(concerns.startsWith(concern(reference).processInstanceId(), "write-concern"))
                .containsEntry("evidence", "No visit since October")
                .containsEntry("informalAttempts", "17/12/2026, IRO and team manager: No visit since October\nAnswer: Next week");
        assertThatThrownBy(() -> raise(reference, Map.of("recordId", record))).satisfies(e -> assertThat(said(e))
                .contains("already"));
        assertThatThrownBy(() -> raise(reference, Map.of("recordId", "00000000-0000-0000-0000-000000000000")))
                .satisfies(e -> assertThat(said(e)).contains("no informal challenge"));
    }

    @Test
    @Clause("C-98")
    void aChildWithoutACaseIsEnteredWithTheConcern() {
        assertThatThrownBy(() -> cases.start("derby", IRO, "dispute-escalation", Map.of("concernLine", "No plan.")))
                .satisfies(e -> assertThat(said(e)).contains("which child"));
        cases.start("derby", IRO, "dispute-escalation", Map.of("concernLine", "No plan.", "childName", "Wren Caseless",
                "dateOfBirth", "2015-03-01", "personNumber", "W77"));
        CaseFile file = files.findByPersonNumber("derby", "W77").orElseThrow();
        assertThat(files.holder(file.reference(), "iro").orElseThrow().userId()).isEqualTo(IRO);
        assertThat(open(file.reference(), "write-concern").getAssignee()).isEqualTo(IRO);
        refused(file.reference(), "write-concern", CONCERN, "social worker");
        write(file.reference(), Map.of("about", "other", "managerName", "Mo Manager", "managerEmail", "mo@derby.example"));
        house.runDueJobs();
        assertThat(theItem(file.reference(), "concern-form").to().toString()).contains("Mo Manager");
    }

    @Test
    @Clause("P-41")
    void brothersAndSistersEachGetTheirOwn() {
        String reference = cases.open(Map.of("socialWorkerName", "Sam", "socialWorkerEmail", "sam@derby.example", "siblings",
                org.camunda.spin.plugin.variable.SpinValues.jsonValue(
                        "[{\"siblingName\":\"Dipper Tester\",\"siblingDateOfBirth\":\"2020-01-01\"}]").create()));
        String brother = files.siblings(reference).get(0).reference();
        raise(reference, Map.of("alsoForTyped", "all"));
        assertThat(concern(reference).number()).isEqualTo(1);
        assertThat(concern(brother).processInstanceId()).isNotEqualTo(concern(reference).processInstanceId());
        assertThat(open(brother, "write-concern").getAssignee()).isEqualTo(IRO);
    }

    @Test
    @Clause("C-99 C-100 P-30 P-32")
    void serious_aManagerIsSpokenToFirst_andItBeginsAtStageTwo() {
        String reference = childAtHome();
        raise(reference);
        write(reference, Map.of("immediateAction", "yes", "immediateReason", "No bed tonight"));
        Task task = open(reference, "tell-manager");
        assertThat(task.getAssignee()).isEqualTo(IRO);
        assertThat(task.getDueDate()).isEqualTo(moment("2026-12-18T10:00:00"));
        assertThat(concerns.startsWith(concern(reference).processInstanceId(), "tell-manager").get("soFar").toString())
                .contains("Dana Deputy");
        Map<String, Object> form = Map.of("spokenTo", "deputy-head-of-service", "spokenName", "Dana Deputy", "spokenAt",
                "2026-12-18T09:30", "spokenWhat", "A bed will be found", "safeguardingConsidered", true, "urgentStage", "stage-2");
        refused(reference, "tell-manager", with(form, "spokenAt", "2026-12-18T18:00"), "future");
        refused(reference, "tell-manager", with(form, "urgentStage", "stage-9"), "");
        house.passes("2026-12-21T23:59:59");
        assertThat(written(reference, "target-missed")).isEqualTo(1);
        done(reference, "tell-manager", form);
        Item confirmation = theItem(reference, "concern-immediate-action");
        assertThat(confirmation.state()).as("at once").isEqualTo(Item.State.SENT);
        assertThat(confirmation.to().toString()).contains("Dana Deputy");
        assertThat(deadline(reference, "dispute-manager-informed").state()).isEqualTo(State.MET);
        Concern concern = concern(reference);
        assertThat(concern.stage()).isEqualTo("stage-2");
        assertThat(concern.stages()).extracting(Concern.Stage::id, Concern.Stage::skipped).containsExactly(
                org.assertj.core.groups.Tuple.tuple("stage-1", true), org.assertj.core.groups.Tuple.tuple("stage-2", false));
        assertThat(theItem(reference, "concern-stage").to().toString()).contains("Dana Deputy");
        assertThat(theItem(reference, "concern-form").to().toString()).contains("Tina Manager");
        assertThat(register.ofCase(reference)).as("no time for a stage it is not in").noneMatch(one -> one.rule().id()
                .equals("dispute-response"));
    }

    // ---- stage 1

    @Test
    @Clause("C-101 C-102 C-103 P-12 P-33 P-34")
    void answeredAndSettledAtStageOne() {
        String reference = childAtHome();
        Concern concern = issued(reference, Map.of());
        assertThat(concern.stage()).isEqualTo("stage-1");
        assertThat(deadline(reference, "dispute-response").due()).isEqualTo(moment("2027-01-13T23:59:59").toInstant());
        assertThat(deadline(reference, "dispute-total").due()).isEqualTo(moment("2027-01-20T23:59:59").toInstant());
        response(reference, "2026-12-18");
        assertThat(deadline(reference, "dispute-response").state()).isEqualTo(State.MET);
        Task judge = open(reference, "judge-response");
        assertThat(judge.getAssignee()).isEqualTo(IRO);
        assertThat(judge.getDueDate()).isEqualTo(moment("2026-12-22T23:59:59"));
        assertThat(concerns.startsWith(concern.processInstanceId(), "judge-response").get("soFar").toString())
                .contains("We begin in January.");
        refused(reference, "judge-response", Map.of("judgement", "promised", "judgedNote", "good"), "no promise");
        house.passes("2026-12-22T23:59:59");
        assertThat(written(reference, "target-missed")).isEqualTo(1);
        done(reference, "judge-response", Map.of("judgement", "yes", "judgedNote", "It has begun."));
        assertThat(concern(reference).outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(deadline(reference, "dispute-total").state()).isEqualTo(State.MET);
        Task close = open(reference, "close-concern");
        assertThat(close.getAssignee()).isEqualTo(IRO);
        assertThat(close.getDueDate()).as("5 working days after 23/12/2026").isEqualTo(moment("2027-01-04T23:59:59"));
        refused(reference, "close-concern", Map.of("difference", "none yet", "childToldOn", "2026-12-23", "advocateWhyNot", "has one"),
                "complaints");
        house.passes("2027-01-04T23:59:59");
        assertThat(written(reference, "target-missed")).isEqualTo(2);
        done(reference, "close-concern", told("2026-12-23"));
        assertThat(concern(reference).state()).isEqualTo(Concern.State.CLOSED);
        assertThat(running(concern)).isFalse();
        assertThat(ledger.html(theItem(reference, "concern-closed").id())).contains("Resolved");
        assertThat(register.ofCase(reference)).filteredOn(one -> one.subject().equals(concern.id().toString()))
                .allMatch(one -> one.state() == State.MET || one.state() == State.CLOSED);
    }

    @Test
    @Clause("P-24 C-101 C-104 C-105 C-108 C-109 C-110 C-111 C-112 C-114")
    void theTraceOfTheDomain_aResponseJudgedUnsatisfactoryOnItsLastDay() {
        String reference = inNovember();
        issued(reference, Map.of());
        assertThat(due(reference, "dispute-response")).isEqualTo("2026-12-14T23:59:59");
        assertThat(due(reference, "dispute-total")).isEqualTo("2026-12-21T23:59:59");
        house.at("2026-12-14T09:00");
        response(reference, "2026-12-14");
        house.at("2026-12-14T10:00");
        done(reference, "judge-response", Map.of("judgement", "no", "judgedNote", "Nothing has begun."));
        assertThat(open(reference, "discuss-and-decide").getAssignee()).isEqualTo(IRO);
        assertThat(open(reference, "discuss-and-decide").getDueDate()).isEqualTo(moment("2026-12-14T10:00:00"));
        house.at("2026-12-14T11:00");
        refused(reference, "discuss-and-decide", talked("2026-12-14T10:30", decided("goes-on", "goesTo", "stage-1")), "later stage");
        done(reference, "discuss-and-decide", talked("2026-12-14T10:30", decided("goes-on", "goesTo", "stage-2")));
        Task discuss = open(reference, "discuss-with-deputy");
        assertThat(discuss.getAssignee()).as("a pool's").isNull();
        assertThat(discuss.getDueDate()).isEqualTo(moment("2026-12-14T10:30:00"));
        house.at("2026-12-14T17:00");
        done(reference, "discuss-with-deputy", SENIOR, Map.of("stage2At", "2026-12-14T16:00", "stage2With", "Dana Deputy"));
        assertThat(open(reference, "record-stage-2").getDueDate()).as("24 hours").isEqualTo(moment("2026-12-15T16:00:00"));
        done(reference, "record-stage-2", SENIOR, Map.of("stage2Summary", "It will begin", "stage2Plan", PROMISE));
        assertThat(theItem(reference, "concern-stage-2-record").to().toString()).contains("Dana Deputy");
        assertThat(open(reference, "decide-stage-2").getDueDate()).isEqualTo(moment("2026-12-21T23:59:59"));
        assertThat(open(reference, "decide-stage-2").getAssignee()).isEqualTo(IRO);
        house.passes("2026-12-21T23:59:59");
        done(reference, "decide-stage-2", decided("goes-on", "goesTo", "stage-3"));
        done(reference, "record-heads-discussion", SENIOR, heads("2026-12-21T12:00", "yes"));
        assertThat(open(reference, "record-meeting").getDueDate()).as("counted from the stage 2 discussion")
                .isEqualTo(moment("2026-12-21T23:59:59"));
        Map<String, Object> meeting = meeting("2026-12-21");
        refused(reference, "record-meeting", with(meeting, "meetingAttended", List.of("social-worker", "iro")), "was not there");
        done(reference, "record-meeting", SENIOR, meeting);
        assertThat(open(reference, "decide-stage-3").getDueDate()).as("28 December is a bank holiday")
                .isEqualTo(moment("2026-12-29T23:59:59"));
        assertThat(ledger.html(theItem(reference, "concern-stage-3-record").id())).contains("Dana will see to it");
    }

    @Test
    @Clause("P-24 C-104")
    void theTraceOfTheDomain_onATimeoutTheDayEndsFirst() {
        String reference = inNovember();
        issued(reference, Map.of());
        house.passes("2026-12-14T23:59:59");
        assertThat(written(reference, "dispute-response-overdue")).isEqualTo(1);
        assertThat(deadline(reference, "dispute-response").state()).isEqualTo(State.MISSED);
        assertThat(open(reference, "discuss-and-decide").getDueDate()).isEqualTo(moment("2026-12-15T00:00:00"));
        house.at("2026-12-15T12:00");
        done(reference, "discuss-and-decide", talked("2026-12-15T11:00", decided("goes-on", "goesTo", "stage-2")));
        house.at("2026-12-15T15:00");
        done(reference, "discuss-with-deputy", SENIOR, Map.of("stage2At", "2026-12-15T14:00", "stage2With", "Dana Deputy"));
        assertThat(due(reference, "dispute-stage-2-record")).isEqualTo("2026-12-16T14:00:00");
        done(reference, "record-stage-2", SENIOR, Map.of("stage2Summary", "It will begin"));
        assertThat(due(reference, "dispute-stage-2-actions")).isEqualTo("2026-12-22T23:59:59");
        response(reference, "2026-12-15");
        assertThat(deadline(reference, "dispute-response").state()).as("late, and still a response").isEqualTo(State.MET);
        assertThat(concern(reference).response()).hasToString("2026-12-15");
        done(reference, "decide-stage-2", decided("goes-on", "goesTo", "stage-3"));
        done(reference, "record-heads-discussion", SENIOR, heads("2026-12-15T14:30", "yes"));
        assertThat(due(reference, "dispute-stage-3-meeting")).isEqualTo("2026-12-22T23:59:59");
    }

    @Test
    @Clause("C-109")
    void twentyFourHoursAreElapsed_overAWeekendAndAClockChange() {
        String reference = childAtHome();
        house.at("2027-03-26T09:00");
        issued(reference, Map.of("firstStage", "stage-2", "firstStageReason", "the week is over"));
        house.at("2027-03-27T12:00");
        refused(reference, "discuss-with-deputy", Map.of("stage2At", "2027-03-27", "stage2With", "Dana"), "");
        done(reference, "discuss-with-deputy", SENIOR, Map.of("stage2At", "2027-03-27T11:00", "stage2With", "Dana Deputy"));
        assertThat(open(reference, "record-stage-2").getDueDate()).as("the clocks go forward in between")
                .isEqualTo(moment("2027-03-28T12:00:00"));
        house.passes("2027-03-28T12:00:00");
        Item late = theItem(reference, "dispute-stage-2-record-overdue");
        assertThat(late.state()).as("at once, on a Sunday").isEqualTo(Item.State.SENT);
        String other = childAtHome();
        house.at("2027-10-30T12:00");
        issued(other, Map.of("firstStage", "stage-2", "firstStageReason", "the week is over"));
        done(other, "discuss-with-deputy", SENIOR, Map.of("stage2At", "2027-10-28T12:00", "stage2With", "Dana Deputy"));
        assertThat(open(other, "record-stage-2").getDueDate()).as("overdue when it is created")
                .isEqualTo(moment("2027-10-29T12:00:00"));
        house.runDueJobs();
        assertThat(written(other, "dispute-stage-2-record-overdue")).isEqualTo(1);
    }

    @Test
    @Clause("C-105")
    void theManagerGetsMoreTime_andAnswersOrNot() {
        String reference = childAtHome();
        issued(reference, Map.of());
        house.passes("2027-01-13T23:59:59");
        refused(reference, "discuss-and-decide", talked("2027-01-14T00:00", decided("more-time", "newDate", "2027-01-14")), "ahead");
        house.passes("2027-01-15T23:59:59");
        assertThat(written(reference, "target-missed")).as("not discussed").isEqualTo(1);
        done(reference, "discuss-and-decide", talked("2027-01-15T10:00", decided("more-time", "newDate", "2027-01-20")));
        assertThat(due(reference, "dispute-response-extended")).isEqualTo("2027-01-20T23:59:59");
        house.passes("2027-01-20T23:59:59");
        assertThat(open(reference, "discuss-and-decide")).isNotNull();
        done(reference, "discuss-and-decide", talked("2027-01-20T10:00", decided("more-time", "newDate", "2027-01-22")));
        assertThat(due(reference, "dispute-response-extended")).as("a new date of its own").isEqualTo("2027-01-22T23:59:59");
        response(reference, "2027-01-21");
        done(reference, "judge-response", Map.of("judgement", "promised", "judgedNote", "good", "stage1Plan", PROMISE));
        assertThat(concern(reference).outcome()).isEqualTo(Outcome.PROMISED);
    }

    @Test
    @Clause("C-105")
    void whatFollowsTheLimitIsARow() {
        String reference = childAtHome();
        settings.cell("derby", "dispute-stages", "stage-1-at-limit", "prompt");
        issued(reference, Map.of());
        house.passes("2027-01-13T23:59:59");
        assertThat(written(reference, "dispute-response-overdue")).isEqualTo(1);
        assertThat(tasks(reference)).isEmpty();
        house.passes("2027-01-20T08:00:00");
        assertThat(written(reference, "dispute-response-overdue")).as("every five working days").isEqualTo(2);
        response(reference, "2027-01-20");
        assertThat(open(reference, "judge-response")).isNotNull();

        settings.cell("derby", "dispute-stages", "stage-1-at-limit", "escalate");
        String other = childAtHome();
        house.at("2027-01-20T10:00");
        issued(other, Map.of());
        house.passes("2027-02-10T23:59:59");
        assertThat(concern(other).stage()).isEqualTo("stage-2");
        assertThat(concern(other).stages().get(1).reason()).isEqualTo("No response in time");
    }

    // ---- stages 2 to 4

    @Test
    @Clause("C-96 C-97 C-116 P-35")
    void anotherPartOfTheCouncil_itsDirectorIsToldWhenStageThreeIsSkipped() {
        String reference = childAtHome();
        issued(reference, Map.of("about", "department", "department", "Housing", "managerName", "Hugo Housing", "managerEmail",
                "hugo@derby.example", "directorName", "Dora Director", "directorEmail", "dora@derby.example"));
        assertThat(theItem(reference, "concern-form").to().toString()).contains("Hugo Housing");
        assertThatThrownBy(() -> reported(reference, SENIOR, "stage", Map.of("goesTo", "stage-4", "decisionReason", "no time")))
                .satisfies(e -> assertThat(said(e)).contains("Only the child's IRO"));
        reported(reference, IRO, "stage", Map.of("goesTo", "stage-4", "decisionReason", "no time"));
        assertThat(concern(reference).stages()).extracting(Concern.Stage::id, Concern.Stage::skipped).containsExactly(
                org.assertj.core.groups.Tuple.tuple("stage-1", false), org.assertj.core.groups.Tuple.tuple("stage-2", true),
                org.assertj.core.groups.Tuple.tuple("stage-3", true), org.assertj.core.groups.Tuple.tuple("stage-4", false));
        assertThat(theItem(reference, "concern-service-director").to().toString()).contains("Dora Director");
        assertThat(due(reference, "dispute-stage-4")).as("5 working days").isEqualTo("2026-12-29T23:59:59");
        assertThatThrownBy(() -> reported(reference, IRO, "stage", Map.of("goesTo", "stage-4", "decisionReason", "again")))
                .satisfies(e -> assertThat(said(e)).contains("later stage"));
        house.passes("2026-12-29T23:59:59");
        done(reference, "record-director-discussion", "iro-admin.test", director("2026-12-29T15:00"));
        assertThat(open(reference, "decide-stage-4").getDueDate()).isEqualTo(moment("2026-12-31T23:59:59"));
        assertThat(open(reference, "decide-stage-4").getAssignee()).isEqualTo(IRO);
        house.passes("2026-12-31T23:59:59");
        assertThat(written(reference, "target-missed")).isEqualTo(2);
        done(reference, "decide-stage-4", decided("closed"));
        assertThat(concern(reference).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
        assertThat(written(reference, "concern-service-director")).isEqualTo(1);
    }

    @Test
    @Clause("C-97 C-108 C-111")
    void throughEveryStage_withRemindersWhenNobodyActs() {
        String reference = childAtHome();
        issued(reference, Map.of("about", "department", "department", "Housing", "managerName", "Hugo Housing", "managerEmail",
                "hugo@derby.example", "directorName", "Dora Director", "directorEmail", "dora@derby.example", "firstStage", "stage-2",
                "firstStageReason", "tried before"));
        house.passes("2026-12-21T23:59:59");
        assertThat(written(reference, "target-missed")).as("not discussed after a working day").isEqualTo(1);
        done(reference, "discuss-with-deputy", SENIOR, Map.of("stage2At", "2026-12-21T10:00", "stage2With", "Dana Deputy"));
        done(reference, "record-stage-2", SENIOR, Map.of("stage2Summary", "Not agreed"));
        house.passes("2026-12-29T23:59:59");
        assertThat(written(reference, "target-missed")).as("the week has passed").isEqualTo(2);
        done(reference, "decide-stage-2", decided("goes-on", "goesTo", "stage-3"));
        assertThat(theItem(reference, "concern-service-director").to().toString()).contains("Dora Director");
        assertThat(open(reference, "record-heads-discussion").getDueDate()).isEqualTo(moment("2027-01-04T23:59:59"));
        house.passes("2027-01-04T23:59:59");
        done(reference, "record-heads-discussion", SENIOR, heads("2027-01-04T15:00", "no"));
        assertThat(open(reference, "decide-stage-3").getDueDate()).as("from the discussion, as there is no meeting")
                .isEqualTo(moment("2027-01-11T23:59:59"));
        house.passes("2027-01-11T23:59:59");
        assertThat(written(reference, "target-missed")).isEqualTo(4);
        done(reference, "decide-stage-3", decided("goes-on", "goesTo", "stage-4"));
        assertThat(written(reference, "concern-service-director")).as("told once").isEqualTo(1);
        done(reference, "record-director-discussion", SENIOR, director("2027-01-11T16:00"));
        done(reference, "decide-stage-4", decided("resolved"));
        assertThat(concern(reference).outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(written(reference, "concern-stage")).isEqualTo(3);
    }

    @Test
    @Clause("C-112")
    void aMeetingAlreadyOverdueShowsAsMissed() {
        String reference = childAtHome();
        issued(reference, Map.of("firstStage", "stage-2", "firstStageReason", "tried before"));
        done(reference, "discuss-with-deputy", SENIOR, Map.of("stage2At", "2026-12-18T09:00", "stage2With", "Dana Deputy"));
        house.at("2027-01-18T10:00");
        reported(reference, IRO, "stage", Map.of("goesTo", "stage-3", "decisionReason", "it drags"));
        assertThat(deadline(reference, "dispute-stage-2-record").state()).as("left before it was done").isEqualTo(State.CLOSED);
        done(reference, "record-heads-discussion", SENIOR, heads("2027-01-18T09:30", "yes"));
        assertThat(open(reference, "record-meeting").getDueDate()).isEqualTo(moment("2026-12-29T23:59:59"));
        house.runDueJobs();
        assertThat(written(reference, "target-missed")).isGreaterThanOrEqualTo(1);
        reported(reference, IRO, "stage", Map.of("goesTo", "stage-4", "decisionReason", "it drags on"));
        assertThat(concern(reference).stage()).isEqualTo("stage-4");
    }

    // ---- across all stages

    @Test
    @Clause("P-35")
    void theOverallLimitWarnsInTheMorning_fourTimes_andStopsNothing() {
        String reference = childAtHome();
        issued(reference, Map.of());
        for (String[] warning : new String[][] {{"2027-01-06", "1"}, {"2027-01-13", "2"}, {"2027-01-18", "3"}, {"2027-01-20", "4"}}) {
            house.at(warning[0] + "T07:59");
            house.runDueJobs();
            assertThat(written(reference, "dispute-total-warning")).isEqualTo(Integer.parseInt(warning[1]) - 1L);
            house.passes(warning[0] + "T08:00");
            assertThat(written(reference, "dispute-total-warning")).isEqualTo(Integer.parseInt(warning[1]));
        }
        house.passes("2027-03-01T08:00");
        assertThat(written(reference, "dispute-total-warning")).isEqualTo(4);
        assertThat(running(concern(reference))).isTrue();
    }

    // ---- in proceedings

    @Test
    @Clause("C-45 C-93 C-94 C-95 C-120")
    void theSolicitorIsToldWithTheResponse_theDeputyHeadFirst_andTheCourtIsInformed() {
        String reference = child(Map.of("cmhAt", "2027-01-12T10:00", "solicitorName", "Sol Citor", "solicitorEmail",
                "sol@derby.example", "guardianName", "Grace Guardian", "guardianEmail", "grace@cafcass.example",
                "cafcassAllocatedOn", "2026-12-18"));
        issued(reference, Map.of("alertGuardian", true));
        assertThat(theItem(reference, "concern-guardian-alert").to().toString()).contains("Grace Guardian");
        assertThat(written(reference, "concern-solicitor")).isZero();
        response(reference, "2026-12-18");
        assertThat(theItem(reference, "concern-deputy-head").recordedAt()).isBeforeOrEqualTo(theItem(reference,
                "concern-solicitor").recordedAt());
        assertThat(theItem(reference, "concern-deputy-head").to().toString()).contains("Dana Deputy");
        assertThat(ledger.html(theItem(reference, "concern-solicitor").id())).contains("We begin in January.");
        assertThat(deadline(reference, "dispute-solicitor-told").state()).isEqualTo(State.MET);
        assertThat(due(reference, "court-informed")).as("the working day before the hearing").isEqualTo("2027-01-11T23:59:59");
        house.passes("2027-01-11T23:59:59");
        assertThat(theItem(reference, "court-informed-overdue").to().toString()).contains("Sol Citor");
        reported(reference, "iro-admin.test", "court", Map.of("courtInformedOn", "2027-01-11"));
        assertThat(deadline(reference, "court-informed").state()).isEqualTo(State.MET);
        assertThat(written(reference, "concern-solicitor")).isEqualTo(1);
    }

    @Test
    @Clause("C-52 C-94 P-32")
    void beforeANearHearing_evenWithoutAResponse() {
        String reference = child(Map.of("cmhAt", "2027-01-12T10:00", "solicitorName", "Sol Citor", "solicitorEmail",
                "sol@derby.example"));
        issued(reference, Map.of());
        house.passes("2027-01-07T00:00");
        assertThat(written(reference, "concern-solicitor")).isEqualTo(1);
        cases.ended(reference, "2026-12-18", true, Map.of());
        house.runDueJobs();
        house.passes("2027-02-12T08:00");
        assertThat(written(reference, "court-informed-overdue")).as("the proceedings are over").isZero();
        assertThat(running(concern(reference))).as("the concern outlives them").isTrue();
    }

    @Test
    @Clause("C-93")
    void notRelevant_theSolicitorIsNotTold_alsoNotBeforeTheHearing() {
        String reference = child(Map.of("cmhAt", "2027-01-12T10:00"));
        issued(reference, Map.of("relevantToCourt", "no", "relevantWhy", "about school transport"));
        response(reference, "2026-12-18");
        house.passes("2027-01-12T08:00");
        assertThat(written(reference, "concern-solicitor")).isZero();
        assertThat(written(reference, "concern-deputy-head")).isZero();
    }

    @Test
    @Clause("P-32")
    void enteredAboveStageOne_afterTheFirstDiscussion() {
        String reference = child(Map.of());
        issued(reference, Map.of("firstStage", "stage-2", "firstStageReason", "tried before"));
        assertThat(written(reference, "concern-solicitor")).isZero();
        done(reference, "discuss-with-deputy", SENIOR, Map.of("stage2At", "2026-12-18T09:00", "stage2With", "Dana Deputy"));
        assertThat(written(reference, "concern-solicitor")).isEqualTo(1);
    }

    @Test
    @Clause("C-93")
    void proceedingsThatBeginLater_theSolicitorIsToldThen() {
        String reference = childAtHome();
        issued(reference, Map.of());
        house.at("2026-12-21T10:00");
        response(reference, "2026-12-21");
        assertThat(written(reference, "concern-solicitor")).isZero();
        cases.start("derby", "iro-admin.test", "open-proceedings", Map.of("caseReference", reference, "applicationType",
                "care-order", "issuedOn", "2026-12-21"));
        house.runDueJobs();
        assertThat(written(reference, "concern-solicitor")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "stage-1", "stage-2", "stage-3", "stage-4"})
    @Clause("C-105 C-116")
    void withdrawnAtAnyMoment_byTheIroAlone(String stage) {
        String reference = childAtHome();
        if (stage.equals("draft")) {
            raise(reference);
        } else {
            issued(reference, stage.equals("stage-1") ? Map.of() : Map.of("firstStage", stage, "firstStageReason", "tried"));
        }
        for (String user : List.of(SENIOR, "iro-admin.test", "iro2.test")) {
            assertThatThrownBy(() -> reported(reference, user, "ended", Map.of("endedHow", "withdrawn", "decisionReason", "x")))
                    .satisfies(e -> assertThat(said(e)).contains("Only the child's IRO"));
        }
        reported(reference, IRO, "ended", Map.of("endedHow", "withdrawn", "decisionReason", "moved on"));
        Concern concern = concern(reference);
        if (stage.equals("draft")) {
            assertThat(running(concern)).isFalse();
            assertThat(written(reference, "concern-closed")).isZero();
        } else {
            assertThat(concern.outcome()).isEqualTo(Outcome.WITHDRAWN);
            assertThatThrownBy(() -> reported(reference, IRO, "ended", Map.of("endedHow", "withdrawn", "decisionReason", "x")))
                    .satisfies(e -> assertThat(said(e)).contains("settled already"));
            assertThatThrownBy(() -> reported(reference, IRO, "stage", Map.of("goesTo", "stage-4", "decisionReason", "x")))
                    .isInstanceOf(Exception.class);
            done(reference, "close-concern", told("2026-12-18"));
            assertThat(written(reference, "concern-closed")).isEqualTo(1);
            assertThat(running(concern)).isFalse();
        }
        assertThat(register.ofCase(reference)).filteredOn(one -> one.subject().equals(concern.id().toString()))
                .allMatch(one -> one.state() == State.MET || one.state() == State.CLOSED);
    }

    @Test
    @Clause("P-33")
    void whatWasPromisedIsFollowedUntilItIsInPlace() {
        String reference = childAtHome();
        Concern concern = issued(reference, Map.of());
        response(reference, "2026-12-18");
        done(reference, "judge-response", Map.of("judgement", "promised", "judgedNote", "good", "stage1Plan", List.of(
                PROMISE.get(0), Map.of("planAction", "Visit", "planDue", "2026-12-23"))));
        assertThat(deadline(reference, "dispute-total").state()).as("settled by promise").isEqualTo(State.MET);
        Task check = open(reference, "check-promises");
        assertThat(check.getDueDate()).as("the first of the two").isEqualTo(moment("2026-12-23T23:59:59"));
        assertThat(check.getAssignee()).isEqualTo(IRO);
        assertThat(concerns.startsWith(concern.processInstanceId(), "check-promises").get("promises").toString())
                .contains("Begin the assessment", "Visit");
        house.passes("2026-12-23T23:59:59");
        assertThat(written(reference, "target-missed")).isEqualTo(1);
        done(reference, "check-promises", Map.of());
        done(reference, "check-promises", Map.of());
        assertThat(written(reference, "target-missed")).as("told once, however often somebody looks").isEqualTo(1);
        refused(reference, "check-promises", Map.of("promises", List.of(Map.of("promiseNumber", "7"))), "changed meanwhile");
        refused(reference, "check-promises", Map.of("promises", List.of(Map.of("promiseNumber", "2", "promiseInPlaceOn",
                "2026-12-22"))), "difference");
        done(reference, "check-promises", Map.of("promises", List.of(Map.of("promiseNumber", "2", "promiseInPlaceOn",
                "2026-12-22", "promiseDifference", "She was seen."))));
        assertThat(open(reference, "check-promises").getDueDate()).isEqualTo(moment("2027-01-08T23:59:59"));
        done(reference, "check-promises", Map.of("promises", List.of(Map.of("promiseNumber", "1", "promiseDropped",
                "the court decided otherwise"))));
        done(reference, "close-concern", told("2026-12-23"));
        assertThat(concern(reference).actions()).noneMatch(Concern.Action::open);
        assertThat(running(concern)).isFalse();
    }

    @Test
    @Clause("C-98")
    void twoConcernsAtOnce_aFactAboutOneLeavesTheOtherAlone() {
        String reference = childAtHome();
        Concern first = issued(reference, Map.of());
        house.at("2026-12-21T10:00");
        Concern second = issued(reference, Map.of("category", "health"));
        assertThat(second.number()).isEqualTo(2);
        assertThatThrownBy(() -> response(reference, "2026-12-21")).satisfies(e -> assertThat(said(e)).contains("More than one"));
        reported(reference, "iro-admin.test", "response", Map.of("concernNumber", "2", "responseOn", "2026-12-21", "responseHow",
                "e-mail", "responseFrom", "Tina", "response", "yes"));
        assertThat(open(reference, "judge-response").getProcessInstanceId()).isEqualTo(second.processInstanceId());
        assertThat(tasks(reference)).hasSize(1);
        assertThat(dueOf(first, "dispute-response").state()).isEqualTo(State.OPEN);
        assertThat(dueOf(second, "dispute-response").state()).isEqualTo(State.MET);
        reported(reference, IRO, "ended", Map.of("concernNumber", "1", "endedHow", "resolved", "decisionReason", "done"));
        assertThat(concerns.find(reference, 2).orElseThrow().outcome()).isNull();
    }

    @Test
    @Clause("C-96")
    void theIroIsReplacedInTheMiddle_theTasksFollow() {
        String reference = childAtHome();
        issued(reference, Map.of());
        response(reference, "2026-12-18");
        cases.person(reference, "iro", "Second Iro", "iro2.test@derby.example", "2026-12-18");
        house.runDueJobs();
        assertThat(open(reference, "judge-response").getAssignee()).isEqualTo("iro2.test");
        refused(reference, "judge-response", Map.of("judgement", "yes", "judgedNote", "x"), "somebody else");
        done(reference, "judge-response", "iro2.test", Map.of("judgement", "yes", "judgedNote", "fine"));
        assertThat(concern(reference).outcome()).isEqualTo(Outcome.RESOLVED);
    }

    // ---- the child

    @Test
    @Clause("P-20")
    void theChildIsNotLookedAfterAnyMore_theIroIsAskedWhetherItEnds() {
        String reference = childAtHome();
        issued(reference, Map.of());
        cases.changed(reference, "looked-after", Map.of("nowLookedAfter", "no", "statusFrom", "2026-12-18"));
        house.runDueJobs();
        assertThat(written(reference, "concern-child-not-looked-after")).isEqualTo(1);
        assertThat(running(concern(reference))).isTrue();
        cases.changed(reference, "looked-after", Map.of("nowLookedAfter", "yes", "statusFrom", "2026-12-18"));
        house.runDueJobs();
        assertThat(written(reference, "concern-child-not-looked-after")).isEqualTo(1);
        reported(reference, IRO, "ended", Map.of("endedHow", "not-looked-after", "decisionReason", "home again"));
        assertThat(concern(reference).outcome()).isEqualTo(Outcome.NOT_LOOKED_AFTER);
    }

    @Test
    @Clause("P-21")
    void theChildDies_everythingStops() {
        String open = childAtHome();
        issued(open, Map.of());
        String closing = childAtHome();
        issued(closing, Map.of());
        reported(closing, IRO, "ended", Map.of("endedHow", "resolved", "decisionReason", "done"));
        for (String reference : List.of(open, closing)) {
            cases.changed(reference, "died", Map.of("diedOn", "2026-12-18"));
            house.runDueJobs();
            assertThat(tasks(reference)).isEmpty();
            assertThat(running(concern(reference))).isFalse();
            house.passes("2027-02-01T08:00");
            assertThat(written(reference, "dispute-response-overdue")).isZero();
            assertThat(written(reference, "concern-closed")).isZero();
            house.at("2026-12-18T10:00");
        }
    }

    @Test
    @Clause("P-17 P-21")
    void anotherAuthorityIsResponsible_theIroConfirmsItWasPassedOn() {
        String reference = childAtHome();
        issued(reference, Map.of());
        cases.changed(reference, "moved", Map.of("movedOn", "2026-12-18", "movedTo", "Leicester"));
        house.runDueJobs();
        Task confirm = open(reference, "confirm-concern-passed-on");
        assertThat(confirm.getAssignee()).isEqualTo(IRO);
        assertThat(confirm.getDueDate()).isEqualTo(moment("2026-12-22T23:59:59"));
        done(reference, "confirm-concern-passed-on", Map.of("passedOnHow", "passed-on", "passedOnWhat", "to their IRO service"));
        assertThat(concern(reference).outcome()).isEqualTo(Outcome.PASSED_ON);
        String other = childAtHome();
        issued(other, Map.of());
        cases.changed(other, "moved", Map.of("movedOn", "2026-12-18", "movedTo", "Leicester"));
        cases.changed(other, "died", Map.of("diedOn", "2026-12-18"));
        house.runDueJobs();
        assertThat(tasks(other)).isEmpty();
        assertThat(running(concern(other))).isFalse();
    }

    // ---- helpers

    private String inNovember() {
        house.at("2026-11-23T09:00");
        String reference = cases.open(Map.of("issuedOn", "2026-11-16", "iroAllocatedOn", "2026-11-16", "socialWorkerName",
                "Sam Worker", "socialWorkerEmail", "sam@derby.example", "teamManagerName", "Tina Manager", "teamManagerEmail",
                "tina@derby.example"));
        cases.person(reference, "deputy-head-of-service", "Dana Deputy", "dana@derby.example", "2026-11-16");
        cases.person(reference, "head-of-service", "Hari Head", "hari@derby.example", "2026-11-16");
        cases.ended(reference, "2026-11-20", true, Map.of());
        house.runDueJobs();
        return reference;
    }

    private String due(String reference, String rule) {
        return java.time.LocalDateTime.ofInstant(deadline(reference, rule).due(), org.iroprotocol.calendar.London.ZONE)
                .format(java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    private Deadline dueOf(Concern concern, String rule) {
        return register.ofCase(concern.caseReference()).stream().filter(one -> one.rule().id().equals(rule)
                && one.subject().equals(concern.id().toString())).findFirst().orElseThrow();
    }

    private static Map<String, Object> with(Map<String, Object> form, Object... more) {
        Map<String, Object> all = new HashMap<>(form);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i].toString(), more[i + 1]);
        }
        return all;
    }

    private static Map<String, Object> talked(String at, Map<String, Object> decision) {
        return with(decision, "discussedAt", at, "discussedWith", "Senior Iro", "discussedNote", "we talked");
    }

    private static Map<String, Object> heads(String at, String meeting) {
        return Map.of("stage3At", at, "stage3With", "both heads", "stage3Summary", "not settled", "meetingNeeded", meeting,
                "meetingReason", "to get on");
    }

    private static Map<String, Object> meeting(String on) {
        return Map.of("meetingOn", on, "meetingChair", "Head of service QA", "meetingAttended", List.of("social-worker", "iro",
                "team-manager", "deputy-head-of-service", "head-of-service-qa"), "meetingSummary", "Dana will see to it");
    }

    private static Map<String, Object> director(String at) {
        return Map.of("stage4At", at, "stage4With", "head of QA and service director", "stage4Summary", "no more can be done",
                "stage4Possible", "no");
    }
}
