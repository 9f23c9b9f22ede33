package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code discussion}: guardian and IRO have talked. */
class DiscussionTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("discussion");

    @Test
    void inTheFutureUnknownCaseOrNothingSaid_isRefusedAndNothingIsSaved() {
        String reference = cases.open(Map.of());
        assertThatThrownBy(() -> cases.discussed(reference, "2027-03-01")).hasStackTraceContaining("future");
        assertThatThrownBy(() -> cases.discussed("D-0000-0000", "2026-12-18")).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> cases.start("derby", "iro.test", "discussion",
                Map.of("caseReference", reference, "discussedOn", "2026-12-18"))).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> cases.start("derby", "la-legal-assistant.test", "discussion",
                Map.of("caseReference", reference, "discussedOn", "2026-12-18"))).isInstanceOf(Exception.class);
        assertThat(files.timeline(reference)).noneMatch(record -> record.kind().equals("discussion"));
    }

    @Test
    @Clause("C-33 C-39 C-40 C-119 C-131 P-13")
    void manyDiscussionsStandEachWithItsOwnDay() {
        String reference = cases.open(Map.of());
        cases.discussed(reference, "2026-12-16");
        cases.discussed(reference, "2026-12-18");
        assertThat(files.events(reference).stream().filter(event -> event.kind().equals("discussion-held"))).hasSize(2);
        assertThat(files.timeline(reference).stream().filter(record -> record.kind().equals("discussion")))
                .extracting(record -> record.happened().date().toString()).containsExactlyInAnyOrder("2026-12-16", "2026-12-18");
    }

    @Test
    void ofGoodPracticeTheTeamHears_whereTheAuthorityOffersIt_andDerbyDoesNot() {
        Map<String, String> seen = Map.of("discussionKind", "practice", "discussedTopic", "The move", "practiceText",
                "She went with him to his new school.");
        refused(cases.open(Map.of()), seen, "choices");
        String reference = cases.openIn("southmere", "iro-admin.south", Map.of("iroEmail", "iro.south@example.org",
                "socialWorkerName", "Sam Worker", "socialWorkerEmail", "sam@example.org", "teamManagerName", "Tina Manager",
                "teamManagerEmail", "tina@example.org"));
        Map<String, Object> form = new HashMap<>(seen);
        form.putAll(Map.of("caseReference", reference, "discussedOn", "2026-12-17"));
        cases.start("southmere", "iro.south", "discussion", form);
        house.runDueJobs();
        Item letter = theItem(reference, "good-practice-alert");
        assertThat(letter.to().toString()).contains("Sam Worker", "Tina Manager");
        assertThat(ledger.html(letter.id())).contains("She went with him to his new school.", "Example Council");
        assertThat(files.events(reference)).filteredOn(event -> event.kind().equals("good-practice")).hasSize(1);
        assertThat(files.timeline(reference)).filteredOn(record -> record.kind().equals("good-practice-alert")).singleElement()
                .satisfies(record -> assertThat(record.happened().date()).hasToString("2026-12-17"));
    }

    @Test
    @Clause("P-31")
    void anInformalChallengeIsOneLineAndCounted() {
        String reference = cases.open(Map.of());
        refused(reference, Map.of("discussionKind", "challenge", "discussedBy", "IRO and team manager"), "challenge");
        assertThat(files.events(reference)).noneMatch(event -> event.kind().equals("informal-challenge"));
        said(reference, Map.of("discussionKind", "challenge", "discussedBy", "IRO and team manager",
                "challenge", "No contact plan since September."));
        said(reference, Map.of("discussionKind", "challenge", "discussedBy", "IRO and team manager",
                "challenge", "Health assessment overdue.", "challengeAnswer", "Booked for January."));
        assertThat(files.events(reference)).filteredOn(event -> event.kind().equals("informal-challenge")).hasSize(2);
        assertThat(files.events(reference)).as("no contact with the guardian").noneMatch(event -> event.kind().equals("discussion-held"));
        assertThat(files.timeline(reference)).filteredOn(record -> record.kind().equals("informal-challenge"))
                .anySatisfy(record -> assertThat(record.entries().toString()).contains("No contact plan since September."));
    }

    @Test
    @Clause("C-43 P-41")
    void aSignificantIssueAlertsTheGuardianOfEachChildTicked() {
        String reference = cases.open(Map.of("guardianName", "Grace Guardian", "guardianEmail", "grace@cafcass.example",
                "cafcassAllocatedOn", "2026-12-18", "siblings", org.camunda.spin.plugin.variable.SpinValues.jsonValue(
                        "[{\"siblingName\":\"Crake Tester\",\"siblingDateOfBirth\":\"2020-01-01\"}]").create()));
        String sister = files.siblings(reference).get(0).reference();
        house.runDueJobs();
        mailbox.empty();
        refused(reference, Map.of("discussionKind", "issue", "discussedTopic", "Placement"), "know");
        said(reference, Map.of("discussionKind", "issue", "discussedTopic", "Placement", "issueText", "The carers gave notice.",
                "alsoForTyped", sister));
        house.runDueJobs();
        for (String each : List.of(reference, sister)) {
            Item alert = theItem(each, "significant-issue-alert");
            assertThat(alert.state()).isEqualTo(Item.State.SENT);
            assertThat(ledger.html(alert.id())).contains("The carers gave notice.", "18/12/2026");
            assertThat(files.timeline(each)).filteredOn(record -> record.kind().equals("significant-issue-alert")).singleElement()
                    .satisfies(record -> assertThat(record.recordedBy()).isEqualTo("iro.test"));
        }
        assertThat(mailbox.messages()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("discussion").count()).isZero();
    }

    @Test
    @Clause("C-43")
    void withoutOpenProceedingsThereIsNobodyToAlert() {
        String reference = cases.open(Map.of());
        cases.ended(reference, "2026-12-18", true, Map.of());
        refused(reference, Map.of("discussionKind", "issue", "discussedTopic", "Placement", "issueText", "Notice."),
                "no guardian to alert");
        assertThat(written(reference, "significant-issue-alert")).isZero();
    }

    private void said(String reference, Map<String, ?> fields) {
        Map<String, Object> form = new HashMap<>(fields);
        form.put("caseReference", reference);
        form.put("discussedOn", "2026-12-18");
        cases.start("derby", "iro.test", "discussion", form);
    }

    private void refused(String reference, Map<String, ?> fields, String words) {
        assertThatThrownBy(() -> said(reference, fields)).hasStackTraceContaining(words);
    }
}
