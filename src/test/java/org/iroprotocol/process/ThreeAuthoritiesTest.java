package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.iroprotocol.testing.House.moment;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.dispute.Concern.Outcome;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;

/** Derby, Northmoor and Southmere, which changes nothing, side by side in one engine. Now is Friday 18 December 2026. */
class ThreeAuthoritiesTest extends ConcernHouse {

    private static final String SOUTH = "iro.south";
    private static final String SENIOR_SOUTH = "senior-iro.south";

    /** An authority with its people. */
    private record Council(String id, String iro, String admin, String domain) {
    }

    private static final Council DERBY = new Council("derby", IRO, "iro-admin.test", "derby.example");
    private static final Council NORTHMOOR = new Council("northmoor", "iro.north", "iro-admin.north", "northmoor.example");
    private static final Council SOUTHMERE = new Council("southmere", SOUTH, "iro-admin.south", "example.org");

    @Test
    @Clause("C-78 C-96 C-101 C-102 C-104 C-108")
    void theSameStep_threeDueDates_ownersAndMessages() {
        String derby = issued(DERBY, Map.of());
        String northmoor = issued(NORTHMOOR, Map.of());
        String southmere = issued(SOUTHMERE, Map.of());
        assertThat(List.of(derby, northmoor, southmere)).extracting(one -> concern(one).stageLabel()).containsExactly(
                "Stage 1: response of the manager", "Stage 1: team manager", "Stage 1: response of the manager");
        assertThat(List.of(derby, northmoor, southmere)).extracting(one -> deadline(one, "dispute-response").due(),
                one -> deadline(one, "dispute-total").due()).containsExactly(
                tuple(moment("2027-01-13T23:59:59").toInstant(), moment("2027-01-20T23:59:59").toInstant()),
                tuple(moment("2026-12-29T23:59:59").toInstant(), moment("2027-01-13T23:59:59").toInstant()),
                tuple(moment("2027-01-06T23:59:59").toInstant(), moment("2027-01-20T23:59:59").toInstant()));
        assertThat(form(derby)).contains("Quality Assurance Form (stage 1)", "Derby City Council", "13/01/2027");
        assertThat(form(northmoor)).contains("Notice of a matter (stage 1): a matter about this child in our care",
                "Northmoor Council", "29/12/2026");
        assertThat(form(southmere)).contains("Concern form (stage 1)", "Example Council", "06/01/2027");

        house.passes("2026-12-29T23:59:59");
        house.passes("2026-12-30T18:00:00");
        assertThat(List.of(derby, northmoor, southmere)).extracting(one -> deadline(one, "dispute-response").state(),
                one -> written(one, "dispute-response-overdue"), one -> concern(one).stage()).containsExactly(
                tuple(State.OPEN, 0L, "stage-1"), tuple(State.MISSED, 1L, "stage-2"), tuple(State.OPEN, 0L, "stage-1"));
        assertThat(told(northmoor, "concern-stage")).as("by itself, to the people of its stage 2").contains("The service-manager",
                "The head-of-service-qa");

        house.passes("2027-01-06T23:59:59");
        house.passes("2027-01-07T18:00:00");
        assertThat(deadline(derby, "dispute-response").state()).isEqualTo(State.OPEN);
        assertThat(open(southmere, "discuss-and-decide").getAssignee()).isEqualTo(SOUTH);
        done(southmere, "discuss-and-decide", SOUTH, talked("2027-01-07T10:00", decided("goes-on", "goesTo", "stage-2")));
        assertThat(task(southmere, SENIOR_SOUTH)).extracting(Task::getName).isEqualTo("Discuss with the service manager");
        assertThat(told(southmere, "concern-stage")).contains("The service-manager").doesNotContain("eputy");

        house.passes("2027-01-13T23:59:59");
        house.passes("2027-01-14T18:00:00");
        done(derby, "discuss-and-decide", talked("2027-01-14T10:00", decided("goes-on", "goesTo", "stage-2")));
        assertThat(open(derby, "discuss-with-deputy").getName()).isEqualTo("Discuss with the deputy head of service");
        assertThat(told(derby, "concern-stage")).contains("The deputy-head-of-service").doesNotContain("service-manager");
    }

    /** The national protocol from stage 1 to the director, and to the court, without anybody Derby alone has. */
    @Test
    @Clause("C-45 C-54 C-100 C-113")
    void southmereRunsOnTheNationalFilesAlone() {
        String southmere = issued(SOUTHMERE, Map.of("immediateAction", "yes", "immediateReason", "The placement may end."));
        done(southmere, "tell-manager", SOUTH, Map.of("spokenTo", "service-manager", "spokenName", "Mo Manager", "spokenAt",
                "2026-12-18T09:30", "spokenWhat", "A bed is found.", "safeguardingConsidered", true, "urgentStage", "stage-2"));
        assertThat(told(southmere, "concern-immediate-action")).contains("The service-manager");
        done(southmere, "discuss-with-manager", SENIOR_SOUTH, Map.of("stage2At", "2026-12-18T09:45", "stage2With", "Mo Manager"));
        done(southmere, "record-stage-2", SENIOR_SOUTH, Map.of("stage2Summary", "Not agreed."));
        assertThat(told(southmere, "concern-stage-2-record")).contains("The service-manager");
        assertThat(written(southmere, "concern-solicitor")).as("told once somebody has talked").isEqualTo(1);
        done(southmere, "decide-stage-2", SOUTH, decided("goes-on", "goesTo", "stage-3"));
        done(southmere, "record-heads-discussion", SENIOR_SOUTH, Map.of("stage3At", "2026-12-18T09:50", "stage3With", "Hari Head",
                "stage3Summary", "A meeting.", "meetingNeeded", "yes", "meetingReason", "All have to be there."));
        Map<String, Object> meeting = new HashMap<>(Map.of("meetingOn", "2026-12-18", "meetingChair", "Hugo Quality",
                "meetingAttended", List.of("social-worker", "iro", "team-manager", "head-of-service-qa"), "meetingSummary",
                "It is tried again."));
        assertThatThrownBy(() -> done(southmere, "record-meeting", SENIOR_SOUTH, meeting))
                .satisfies(thrown -> assertThat(said(thrown)).contains("should be: Head of service. Say who"));
        meeting.put("meetingMissing", "Hari Head was ill.");
        done(southmere, "record-meeting", SENIOR_SOUTH, meeting);
        done(southmere, "decide-stage-3", SOUTH, decided("goes-on", "goesTo", "stage-4"));
        done(southmere, "record-director-discussion", SENIOR_SOUTH, Map.of("stage4At", "2026-12-18T09:55", "stage4With",
                "Dora Director", "stage4Summary", "It is put right.", "stage4Possible", "yes"));
        done(southmere, "decide-stage-4", SOUTH, decided("resolved"));
        done(southmere, "close-concern", SOUTH, told("2026-12-18"));
        Concern concern = concern(southmere);
        assertThat(concern.outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(running(concern)).isFalse();
        assertThat(register.ofCase(southmere)).extracting(one -> one.rule().id()).doesNotContain("dispute-senior-manager-told");
        assertThat(ledger.ofCase(southmere)).extracting(Item::template).doesNotContain("concern-deputy-head");
        assertThat(register.ofCase(southmere)).filteredOn(one -> one.rule().id().startsWith("dispute"))
                .extracting(Deadline::state).doesNotContain(State.OPEN, State.WAITING);
    }

    @Test
    @Clause("C-102 C-105")
    void theDateCanBeTheOneTheIroTypes() {
        settings.cell("southmere", "deadlines", "dispute-response-from", "resolution-wanted-by");
        settings.cell("southmere", "deadlines", "dispute-response-amount", "0");
        settings.cell("southmere", "deadlines", "dispute-response-unit", "days");
        String southmere = issued(SOUTHMERE, Map.of("resolutionBy", "2026-12-22"));
        assertThat(deadline(southmere, "dispute-response").due()).isEqualTo(moment("2026-12-22T23:59:59").toInstant());
        assertThat(form(southmere)).contains("Please respond by 22/12/2026");
        String undated = issued(SOUTHMERE, Map.of());
        assertThat(deadline(undated, "dispute-response").state()).isEqualTo(State.WAITING);
    }

    private String issued(Council council, Map<String, ?> more) {
        String mail = "@" + council.domain();
        Map<String, Object> open = new HashMap<>(Map.of("socialWorkerName", "Sam Worker", "socialWorkerEmail", "sam" + mail,
                "teamManagerName", "Tina Manager", "teamManagerEmail", "tina" + mail, "solicitorName", "Sol Citor",
                "solicitorEmail", "sol" + mail, "iroEmail", council.iro() + mail));
        open.putAll(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Grace Guardian", "guardianEmail",
                "grace" + (council == SOUTHMERE ? mail : "@cafcass.example")));
        String reference = cases.openIn(council.id(), council.admin(), open);
        complete(theTask(reference).getId(), council.iro(), council == NORTHMOOR
                ? Map.of("detailsChecked", true, "officeDays", "Monday") : Map.of("detailsChecked", true));
        for (String role : List.of("service-manager", "head-of-service", "head-of-service-qa", "service-director")) {
            person(council, reference, role);
        }
        if (council == DERBY) {
            person(council, reference, "deputy-head-of-service");
        }
        cases.start(council.id(), council.iro(), "dispute-escalation", Map.of("caseReference", reference, "concernLine",
                "The plan has not begun."));
        if (council == NORTHMOOR) {
            done(reference, "try-informally", council.iro(), Map.of("judgement", "no", "judgedNote", "Nobody is there."));
        }
        Map<String, Object> form = new HashMap<>(CONCERN);
        form.putAll(more);
        done(reference, "write-concern", council.iro(), form);
        return reference;
    }

    private void person(Council council, String reference, String role) {
        cases.start(council.id(), council.admin(), "case-change", Map.of("caseReference", reference, "change", "person", "role",
                role, "personName", "The " + role, "personEmail", role + "@" + council.domain(), "personFrom", "2026-12-18"));
    }

    private static Map<String, Object> talked(String at, Map<String, Object> decided) {
        decided.putAll(Map.of("discussedAt", at, "discussedWith", "the senior IRO", "discussedNote", "We talked."));
        return decided;
    }

    private Task task(String reference, String user) {
        staff.signIn(user);
        try {
            return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference)
                    .taskDefinitionKeyLike("discuss-with-%").singleResult();
        } finally {
            staff.signOut();
        }
    }

    private String form(String reference) {
        return ledger.html(theItem(reference, "concern-form").id()).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    /** To whom the newest one of that name went. */
    private String told(String reference, String template) {
        return ledger.ofCase(reference).stream().filter(item -> item.template().equals(template))
                .max(Comparator.comparing(Item::recordedAt)).orElseThrow().to().toString();
    }
}
