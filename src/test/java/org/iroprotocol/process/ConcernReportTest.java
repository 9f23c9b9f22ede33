package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code concern-report}: what is recorded about a concern outside its tasks. */
class ConcernReportTest extends ConcernHouse {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("concern-report");

    private static final Map<String, Object> RESPONSE = Map.of("responseOn", "2026-12-18", "responseHow", "telephone",
            "responseFrom", "Tina Manager", "response", "We begin in January.");

    @Test
    @Clause("P-12 P-13")
    void impossibleOrIncomplete_isRefusedWithWhatToDo_andNothingIsSaved() {
        String reference = childAtHome();
        notAccepted(reference, "response", RESPONSE, "No concern is on file");
        raise(reference);
        notAccepted(reference, "response", RESPONSE, "not been issued");
        write(reference, Map.of());
        house.runDueJobs();
        notAccepted(reference, "response", with("responseOn", "2026-12-19"), "future");
        notAccepted(reference, "response", with("responseOn", "2026-12-17"), "before the concern was issued");
        notAccepted(reference, "response", with("response", ""), "");
        notAccepted(reference, "response", with("concernNumber", "7"), "no concern of that number");
        notAccepted(reference, "told", Map.of(), "Nothing is filled in");
        notAccepted(reference, "told", Map.of("childToldOn", "2027-01-01"), "future");
        notAccepted(reference, "court", Map.of(), "Nothing is filled in");
        notAccepted(reference, "stage", Map.of("goesTo", "stage-1", "decisionReason", "again"), "later stage");
        notAccepted(reference, "ended", Map.of("endedHow", "resolved"), "");
        for (String user : List.of("social-worker.test", "team-manager.test", "childrens-guardian.test", "la-legal-assistant.test",
                "head-of-service.test")) {
            assertThatThrownBy(() -> reported(reference, user, "response", RESPONSE)).isInstanceOf(Exception.class);
        }
        assertThat(concern(reference).response()).isNull();
        assertThat(tasks(reference)).isEmpty();
    }

    @Test
    @Clause("P-12 C-102 C-106 C-107")
    void anybodyOfTheServiceRecordsAResponse_however_andItStandsOnTheTimeline() {
        String reference = childAtHome();
        issued(reference, Map.of());
        reported(reference, SENIOR, "response", RESPONSE);
        Concern concern = concern(reference);
        assertThat(concern.text("response")).hasValue("We begin in January.");
        assertThat(concern.text("responseHow")).hasValue("By telephone");
        assertThat(files.timeline(reference)).filteredOn(record -> record.kind().equals("concern-response")).singleElement()
                .satisfies(record -> {
                    assertThat(record.recordedBy()).isEqualTo(SENIOR);
                    assertThat(record.happened()).hasToString("2026-12-18");
                });
        assertThat(open(reference, "judge-response")).isNotNull();
    }

    @Test
    @Clause("P-34 P-14 C-45")
    void theChildTheSolicitorAndTheCourt_alsoOfAClosedConcern() {
        String reference = childAtHome();
        issued(reference, Map.of());
        reported(reference, "iro-admin.test", "told", Map.of("childToldOn", "2026-12-18", "advocateOn", "2026-12-18"));
        assertThat(concern(reference).text("advocateOn")).hasValue("18/12/2026");
        reported(reference, IRO, "ended", Map.of("endedHow", "resolved", "decisionReason", "done"));
        done(reference, "close-concern", told("2026-12-18"));
        assertThatThrownBy(() -> reported(reference, IRO, "court", Map.of("courtInformedOn", "2026-12-18")))
                .satisfies(e -> assertThat(said(e)).contains("No concern is open"));
        reported(reference, IRO, "court", Map.of("concernNumber", "1", "courtInformedOn", "2026-12-18", "solicitorToldOn",
                "2026-12-18"));
        assertThat(concern(reference).text("courtInformedOn")).hasValue("18/12/2026");
        assertThat(tasks(reference)).isEmpty();
    }

    @Test
    @Clause("C-93")
    void toldByHand_theSystemDoesNotTellTheSolicitorAgain() {
        String reference = child(Map.of());
        issued(reference, Map.of());
        reported(reference, IRO, "court", Map.of("solicitorToldOn", "2026-12-18"));
        reported(reference, IRO, "response", RESPONSE);
        assertThat(written(reference, "concern-solicitor")).isZero();
        assertThat(register.ofCase(reference)).noneMatch(one -> one.rule().id().equals("dispute-solicitor-told")
                && one.state() == State.MISSED);
    }

    @Test
    @Clause("P-33")
    void endedAsResolvedWhileAPromiseIsOpen_isResolvedByPromise() {
        String reference = childAtHome();
        issued(reference, Map.of("firstStage", "stage-2", "firstStageReason", "tried before"));
        done(reference, "discuss-with-deputy", SENIOR, Map.of("stage2At", "2026-12-18T09:00", "stage2With", "Dana Deputy"));
        done(reference, "record-stage-2", SENIOR, Map.of("stage2Summary", "It will begin", "stage2Plan",
                List.of(Map.of("planAction", "Begin the assessment", "planDue", "2027-01-08"))));
        reported(reference, IRO, "ended", Map.of("endedHow", "resolved", "decisionReason", "agreed"));
        assertThat(concern(reference).outcome()).isEqualTo(Concern.Outcome.PROMISED);
        assertThat(open(reference, "check-promises").getAssignee()).isEqualTo(IRO);
    }

    private void notAccepted(String reference, String kind, Map<String, ?> fields, String words) {
        assertThatThrownBy(() -> reported(reference, IRO, kind, fields)).satisfies(e -> assertThat(said(e)).contains(words));
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> form = new java.util.HashMap<>(RESPONSE);
        form.put(field, value);
        return form;
    }
}
