package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code completion}: what guardian and IRO did at the end, on one screen, by anybody entitled. */
class CompletionTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("completion");

    @Test
    void nothingFilledInOrImpossible_isRefusedAndNothingIsSaved() {
        String reference = cases.open(Map.of());
        int before = files.timeline(reference).size();
        refused(reference, Map.of(), "");
        refused(reference, Map.of("handoverOn", "2027-05-01"), "future");
        refused(reference, Map.of("finalPlanOn", "2018-01-01"), "born");
        refused(reference, Map.of("letterOutcome", "withheld", "letterOn", "2026-12-18"), "");
        refused(reference, Map.of("handoverOn", "2026-12-18", "alsoFor", List.of("D-0000-0000")), "");
        assertThat(files.timeline(reference)).hasSize(before);
        assertThat(files.event(reference, "guardian-handover", "")).isEmpty();
        assertThatThrownBy(() -> cases.start("derby", "iro.test", "completion",
                Map.of("caseReference", "D-0000-0000", "handoverOn", "2026-12-18"))).isInstanceOf(Exception.class);
    }

    @Test
    @Clause("P-01")
    void aGuardianWhomTheCaseDoesNotName_isRefused() {
        String reference = cases.open(Map.of("guardianName", "Grace Guardian", "guardianEmail", "grace@cafcass.example",
                "cafcassAllocatedOn", "2026-12-18"));
        assertThatThrownBy(() -> cases.start("derby", "childrens-guardian.test", "completion",
                Map.of("caseReference", reference, "handoverOn", "2026-12-18"))).isInstanceOf(Exception.class);
        assertThat(files.event(reference, "guardian-handover", "")).isEmpty();
    }

    @Test
    @Clause("C-08 C-46 C-47 C-50 C-53 P-41")
    void everythingAtOnce_forTheChildAndASister() {
        String reference = cases.open(Map.of("guardianName", "Grace Guardian", "guardianEmail",
                "childrens-guardian.test@derby.example", "cafcassAllocatedOn", "2026-12-18",
                "siblings", spin("[{\"siblingName\":\"Lark Tester\",\"siblingDateOfBirth\":\"2020-01-01\"}]")));
        String sister = files.siblings(reference).get(0).reference();
        cases.start("derby", "childrens-guardian.test", "completion", Map.of("caseReference", reference,
                "documentsConfirmedOn", "2026-12-17", "finalPlanOn", "2026-12-18", "finalDiscussionOn", "2026-12-18",
                "handoverOn", "2026-12-18", "handoverSummary", "A final care order was made.", "letterOutcome", "sent",
                "letterOn", "2026-12-18", "childTold", true, "alsoFor", spin("[\"" + sister + "\"]")));
        for (String each : List.of(reference, sister)) {
            assertThat(files.event(each, "guardian-handover", "")).isPresent();
            assertThat(files.event(each, "letter-to-child", "")).isPresent();
            assertThat(files.timeline(each)).anySatisfy(record -> {
                assertThat(record.kind()).isEqualTo("completion");
                assertThat(record.entries().toString()).contains("A final care order was made.");
            });
        }
    }

    /** In Tasklist's own start dialog no names can be offered: references, or the word all. */
    @Test
    @Clause("P-41")
    void theReferencesOfSiblingsCanBeTyped() {
        String reference = cases.open(Map.of("siblings", spin("[{\"siblingName\":\"Martin Tester\",\"siblingDateOfBirth\":\"2020-01-01\"},"
                + "{\"siblingName\":\"Finch Tester\",\"siblingDateOfBirth\":\"2021-01-01\"}]")));
        String stranger = cases.open(Map.of());
        List<String> siblings = files.siblings(reference).stream().map(CaseFile::reference).toList();
        refused(reference, Map.of("handoverOn", "2026-12-18", "alsoForTyped", siblings.get(0) + ", " + stranger), "not a sibling");
        assertThat(files.event(siblings.get(0), "guardian-handover", "")).isEmpty();
        cases.completion(reference, Map.of("handoverOn", "2026-12-18", "alsoForTyped", siblings.get(0)));
        assertThat(files.event(siblings.get(0), "guardian-handover", "")).isPresent();
        assertThat(files.event(siblings.get(1), "guardian-handover", "")).as("left out").isEmpty();
        cases.completion(reference, Map.of("finalPlanOn", "2026-12-18", "alsoForTyped", "All"));
        assertThat(siblings).allSatisfy(each -> assertThat(files.event(each, "guardian-final-plan", "")).isPresent());
    }

    private void refused(String reference, Map<String, ?> fields, String words) {
        assertThatThrownBy(() -> cases.completion(reference, fields)).hasStackTraceContaining(words)
                .isInstanceOfAny(RefusedException.class, org.iroprotocol.form.InvalidFormException.class,
                        jakarta.ws.rs.WebApplicationException.class);
    }

    private static Object spin(String json) {
        return org.camunda.spin.plugin.variable.SpinValues.jsonValue(json).create();
    }
}
