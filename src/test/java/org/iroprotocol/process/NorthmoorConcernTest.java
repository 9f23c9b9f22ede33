package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.iroprotocol.testing.House.moment;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.dispute.Concern.Outcome;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;

/**
 * Northmoor tries informally first and has three stages of five working days each, which a matter goes through by itself, with
 * another judge and other people copied in at each, and 15 working days overall: one model, five forms, a letter and rows of four
 * tables, beside Derby in one engine.
 */
class NorthmoorConcernTest extends ConcernHouse {

    private static final String NORTH = "iro.north";
    private static final String QUALITY = "head-of-service-qa.north";

    @Test
    @Clause("C-101 C-107")
    void theSameStepHasEachAuthoritysOwnLimit() {
        String derby = child(Map.of());
        Concern here = issued(derby, Map.of());
        String northmoor = northmoor();
        Concern there = issuedInNorthmoor(northmoor, Map.of());

        assertThat(here.stageLabel()).isEqualTo("Stage 1: response of the manager");
        assertThat(deadline(derby, "dispute-response").due()).isEqualTo(at("2027-01-13T23:59:59"));
        assertThat(deadline(derby, "dispute-total").due()).isEqualTo(at("2027-01-20T23:59:59"));
        assertThat(there.stageLabel()).isEqualTo("Stage 1: team manager");
        assertThat(deadline(northmoor, "dispute-response").due()).isEqualTo(at("2026-12-29T23:59:59"));
        assertThat(deadline(northmoor, "dispute-total").due()).isEqualTo(at("2027-01-13T23:59:59"));
    }

    @Test
    @Clause("C-101 C-104")
    void whenNobodyAnswersItGoesToTheNextStageByItself() {
        String reference = northmoor();
        issuedInNorthmoor(reference, Map.of());
        assertThat(theItem(reference, "concern-stage").to().toString()).as("copied in at stage 1").contains("The service-manager");

        house.passes("2026-12-29T23:59:59");
        assertThat(concern(reference).stage()).isEqualTo("stage-2");
        assertThat(deadline(reference, "dispute-response").state()).isEqualTo(State.MISSED);
        assertThat(deadline(reference, "dispute-stage-2-response").due()).isEqualTo(at("2027-01-07T23:59:59"));
        assertThat(written(reference, "concern-stage")).isEqualTo(2);
        assertThat(tasks(reference)).noneMatch(task -> task.getTaskDefinitionKey().startsWith("decide"));

        house.passes("2027-01-07T23:59:59");
        assertThat(concern(reference).stage()).isEqualTo("stage-3");
        assertThat(deadline(reference, "dispute-stage-3-response").due()).isEqualTo(at("2027-01-15T23:59:59"));
        assertThat(written(reference, "concern-stage")).isEqualTo(3);
        assertThat(ledger.ofCase(reference).stream().filter(item -> item.template().equals("concern-stage")).map(Item::to).toList())
                .as("another list at each stage").anySatisfy(to -> assertThat(to.toString()).contains("The service-manager",
                        "The head-of-service-qa").doesNotContain("Director"))
                .anySatisfy(to -> assertThat(to.toString()).contains("Service Director of Northmoor", "The head-of-service-qa",
                        "The head-of-service"));

        // After stage 3 there is none to go to: the row says that the IRO decides.
        house.passes("2027-01-15T23:59:59");
        Concern concern = concern(reference);
        assertThat(concern.stages()).extracting(Concern.Stage::id, Concern.Stage::skipped).containsExactly(
                tuple("informal", false), tuple("stage-1", false), tuple("stage-2", false), tuple("stage-3", false));
        assertThat(concern.stages().get(2).reason()).isEqualTo("No response in time");
        assertThat(concern.outcome()).isNull();
        assertThat(open(reference, "decide-stage-3").getAssignee()).isEqualTo(NORTH);

        done(reference, "decide-stage-3", NORTH, decided("closed"));
        done(reference, "close-concern", NORTH, told("2027-01-15"));
        assertThat(concern(reference).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
        assertThat(running(concern)).isFalse();
        assertThat(left(reference)).isEmpty();
    }

    @Test
    @Clause("C-102 C-103 P-12")
    void aResponseAtTheSecondStageIsJudgedByTheIroWithTheHeadOfQualityAssurance() {
        String reference = northmoor();
        Concern concern = issuedInNorthmoor(reference, Map.of());
        house.passes("2026-12-29T23:59:59");
        responseInNorthmoor(reference, "2026-12-30");

        assertThat(deadline(reference, "dispute-stage-2-response").state()).isEqualTo(State.MET);
        assertThat(deadline(reference, "dispute-response").state()).isEqualTo(State.MISSED);
        assertThat(open(reference, "judge-response-2").getDueDate()).isEqualTo(moment("2027-01-04T23:59:59"));
        assertThatThrownBy(() -> done(reference, "judge-response-2", "iro-admin.north", Map.of("judgement", "yes", "judgedNote",
                "It has begun."))).isInstanceOf(RuntimeException.class);
        Map<String, Object> judged = new HashMap<>(Map.of("judgement", "promised", "judgedNote", "A date is set.", "stage2Plan",
                List.of(Map.of("planAction", "The assessment is begun", "planOwner", "Sam", "planDue", "2027-01-11"))));
        assertThatThrownBy(() -> done(reference, "judge-response-2", NORTH, judged)).satisfies(thrown ->
                assertThat(said(thrown)).contains("head of quality assurance"));
        judged.putAll(Map.of("judgedWith", "Hugo Quality", "judgedOn", "2026-12-30"));
        done(reference, "judge-response-2", NORTH, judged);
        assertThat(concern(reference).text("judgedWith")).contains("Hugo Quality");

        assertThat(concern(reference).outcome()).isEqualTo(Outcome.PROMISED);
        assertThat(concern(reference).stage()).isEqualTo("stage-2");
        assertThat(open(reference, "check-promises").getDueDate()).isEqualTo(moment("2027-01-11T23:59:59"));
        done(reference, "check-promises", NORTH, Map.of("promises", List.of(Map.of("promiseNumber", "1", "promiseInPlaceOn",
                "2026-12-30", "promiseDifference", "She is settled."))));
        done(reference, "close-concern", NORTH, told("2026-12-30"));
        assertThat(running(concern)).isFalse();
    }

    @Test
    @Clause("C-103 C-104")
    void aResponseThatDoesNotSettleItAndAStageLeftOut() {
        String reference = northmoor();
        issuedInNorthmoor(reference, Map.of());
        responseInNorthmoor(reference, "2026-12-18");
        done(reference, "judge-response", NORTH, Map.of("judgement", "no", "judgedNote", "Nothing is said."));
        done(reference, "decide-stage-1", NORTH, decided("goes-on", "goesTo", "stage-3"));

        Concern concern = concern(reference);
        assertThat(concern.stage()).isEqualTo("stage-3");
        assertThat(concern.stages()).extracting(Concern.Stage::id, Concern.Stage::skipped).containsExactly(
                tuple("informal", false), tuple("stage-1", false), tuple("stage-2", true), tuple("stage-3", false));
        assertThat(register.ofCase(reference)).noneMatch(one -> one.rule().id().equals("dispute-stage-2-response"));
        assertThat(deadline(reference, "dispute-stage-3-response").due()).isEqualTo(at("2026-12-29T23:59:59"));
        responseInNorthmoor(reference, "2026-12-18");
        Map<String, Object> settled = Map.of("judgement", "yes", "judgedNote", "It has begun.");
        assertThat(open(reference, "judge-response-3").getAssignee()).isEqualTo(QUALITY);
        assertThatThrownBy(() -> done(reference, "judge-response-3", NORTH, settled)).isInstanceOf(RuntimeException.class);
        house.passes("2026-12-22T23:59:59");
        house.passes("2026-12-23T18:00:00");
        assertThat(theItem(reference, "dispute-stage-3-sign-off-overdue").to().toString()).contains("The head-of-service-qa");
        done(reference, "judge-response-3", QUALITY, settled);
        assertThat(concern(reference).outcome()).isEqualTo(Outcome.RESOLVED);
    }

    @Test
    @Clause("C-101")
    void theOverallLimitWarnsAtItsOwnDaysAndNeverInterrupts() {
        String reference = northmoor();
        issuedInNorthmoor(reference, Map.of());
        for (String day : List.of("2026-12-29", "2027-01-06", "2027-01-11", "2027-01-13")) {
            long before = written(reference, "dispute-total-warning");
            house.passes(day + "T08:59:58");
            house.passes(day + "T18:00:00");
            assertThat(written(reference, "dispute-total-warning")).as(day).isEqualTo(before + 1);
        }
        house.passes("2027-01-13T23:59:59");
        assertThat(concern(reference).outcome()).isNull();
        assertThat(concern(reference).open()).isTrue();
        assertThat(deadline(reference, "dispute-total").state()).isEqualTo(State.MISSED);
        house.passes("2027-01-14T18:00:00");
        assertThat(written(reference, "dispute-total-warning")).isEqualTo(4);
    }

    @Test
    void noConcernOfNorthmoorBeginsAtAStageItDoesNotHave() {
        String reference = northmoor();
        raiseInNorthmoor(reference);
        Map<String, Object> form = new HashMap<>(CONCERN);
        for (String stage : List.of("stage-3", "stage-4")) {
            form.putAll(Map.of("firstStage", stage, "firstStageReason", "It cannot wait."));
            assertThatThrownBy(() -> complete(open(reference, "write-concern").getId(), NORTH, form))
                    .isInstanceOf(RuntimeException.class);
        }
        form.put("firstStage", "stage-2");
        complete(open(reference, "write-concern").getId(), NORTH, form);
        house.runDueJobs();
        assertThat(concern(reference).stage()).isEqualTo("stage-2");
        assertThat(concern(reference).stages().get(1).skipped()).isTrue();
    }

    @Test
    @Clause("C-104 C-105")
    void theLastStageEscalatesNowhere_theIroIsAsked() {
        settings.cell("northmoor", "dispute-stages", "cell_stage-3_at-limit", "escalate");
        String reference = northmoor();
        issuedInNorthmoor(reference, Map.of("firstStage", "stage-2", "firstStageReason", "It was tried."));
        house.passes("2026-12-29T23:59:59");
        house.passes("2027-01-07T23:59:59");
        assertThat(concern(reference).stage()).isEqualTo("stage-3");
        assertThat(concern(reference).open()).isTrue();
        assertThat(open(reference, "decide-stage-3").getAssignee()).isEqualTo(NORTH);
    }

    @Test
    @Clause("P-31")
    void itIsTriedInformallyFirst_onTheChildsFile_withALimitOfItsOwn() {
        String reference = northmoor();
        cases.start("northmoor", NORTH, "dispute-escalation", Map.of("caseReference", reference, "concernLine",
                "The plan has not begun."));
        assertThat(concern(reference).stageLabel()).isEqualTo("Informal");
        assertThat(open(reference, "try-informally").getDueDate()).isEqualTo(moment("2026-12-29T23:59:59"));
        house.passes("2026-12-29T23:59:59");
        house.passes("2026-12-30T18:00:00");
        assertThat(deadline(reference, "dispute-informal").state()).isEqualTo(State.MISSED);
        assertThat(written(reference, "target-missed")).isEqualTo(1);
        assertThat(register.ofCase(reference)).as("the overall limit counts from the notice").noneMatch(one ->
                one.rule().id().equals("dispute-total") && one.due() != null);

        done(reference, "try-informally", NORTH, Map.of("judgement", "yes", "judgedNote", "Sam begins on Monday.", "judgedWith",
                "Tina Manager", "judgedOn", "2026-12-30"));
        Concern concern = concern(reference);
        assertThat(concern.outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(concern.state()).isEqualTo(Concern.State.CLOSED);
        assertThat(running(concern)).isFalse();
        assertThat(left(reference)).isEmpty();
        assertThat(written(reference, "concern-form")).as("nothing formal").isZero();
        assertThat(files.timeline(reference)).anySatisfy(record -> assertThat(record.entries().toString())
                .contains("Sam begins on Monday.", "Tina Manager"));
    }

    private String northmoor() {
        String reference = cases.openIn("northmoor", "iro-admin.north", Map.of("socialWorkerName", "Sam Worker",
                "socialWorkerEmail", "sam@northmoor.example", "teamManagerName", "Tina Manager", "teamManagerEmail",
                "tina@northmoor.example", "iroEmail", "iro.north@northmoor.example", "cafcassAllocatedOn", "2026-12-18",
                "guardianName", "Grace Guardian", "guardianEmail", "grace@cafcass.example"));
        complete(theTask(reference).getId(), NORTH, Map.of("detailsChecked", true, "officeDays", "Monday, Thursday"));
        for (String role : List.of("service-manager", "head-of-service", "head-of-service-qa")) {
            cases.start("northmoor", "iro-admin.north", "case-change", Map.of("caseReference", reference, "change", "person",
                    "role", role, "personName", "The " + role, "personEmail", role + (role.equals("head-of-service-qa") ? ".north" : "") + "@northmoor.example", "personFrom",
                    "2026-12-18"));
        }
        cases.start("northmoor", "iro-admin.north", "case-change", Map.of("caseReference", reference, "change", "ended", "endedOn",
                "2026-12-18", "endedHow", "final-order", "remainsLookedAfter", "yes", "reason", "told by telephone"));
        house.runDueJobs();
        mailbox.empty();
        return reference;
    }

    private void raiseInNorthmoor(String reference) {
        cases.start("northmoor", NORTH, "dispute-escalation", Map.of("caseReference", reference, "concernLine",
                "The plan has not begun."));
        done(reference, "try-informally", NORTH, Map.of("judgement", "no", "judgedNote", "Tina has no worker."));
    }

    private Concern issuedInNorthmoor(String reference, Map<String, ?> more) {
        raiseInNorthmoor(reference);
        Map<String, Object> form = new HashMap<>(CONCERN);
        form.putAll(more);
        complete(open(reference, "write-concern").getId(), NORTH, form);
        house.runDueJobs();
        return concern(reference);
    }

    private void responseInNorthmoor(String reference, String day) {
        cases.start("northmoor", "iro-admin.north", "concern-report", Map.of("caseReference", reference, "reportKind", "response",
                "responseOn", day, "responseHow", "e-mail", "responseFrom", "Tina Manager", "response", "We begin in January."));
        house.runDueJobs();
    }

    private List<Deadline> left(String reference) {
        return register.ofCase(reference).stream().filter(one -> one.rule().id().startsWith("dispute"))
                .filter(one -> one.state() == State.OPEN || one.state() == State.WAITING).toList();
    }

    private static Instant at(String london) {
        return moment(london).toInstant();
    }
}
