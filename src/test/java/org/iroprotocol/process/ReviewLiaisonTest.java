package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.iroprotocol.testing.House.moment;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.spin.plugin.variable.SpinValues;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.Review;
import org.iroprotocol.casefile.Reviews;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.deadline.ReckonedDates;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code review-liaison}: the guardian is told of a looked-after review, and gets its record. */
class ReviewLiaisonTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("review-liaison");

    private static final String GUARDIAN = "grace@cafcass.example";
    private static final Map<String, String> WITH_GUARDIAN = Map.of("guardianName", "Grace Guardian", "guardianEmail", GUARDIAN,
            "cafcassAllocatedOn", "2026-12-18");

    @Autowired
    Reviews reviews;
    @Autowired
    ReckonedDates dates;

    // ---- what is refused, and what must not happen

    @Test
    @Clause("P-13")
    void impossibleOrIncomplete_isRefusedAndNothingIsSaved() {
        String reference = cases.open(WITH_GUARDIAN);
        refused(reference, "2018-01-01", Map.of(), "born");
        refused(reference, "2041-01-01", Map.of(), "Check the year");
        refused(reference, "2027-01-12", Map.of("reviewTime", "half past ten"), "");
        refused(reference, "2027-01-12", Map.of("reviewKind", "seventh"), "");
        refused(reference, "2027-01-12", Map.of("reviewPlace", "12 Secret Lane"), "May the letter to the guardian name this place");
        refused(reference, "2027-01-12", Map.of("arrangementsSentOn", "2027-01-02"), "future");
        refused(reference, "2027-01-12", Map.of("alsoFor", List.of("D-0000-0000")), "");
        refused(reference, "2027-01-12", Map.of("subject", "forged"), "not a field");
        assertThatThrownBy(() -> cases.start("derby", "iro.test", "review-liaison", Map.of("caseReference", "D-0000-0000",
                "reviewDate", "2027-01-12", "reviewKind", "first"))).isInstanceOf(Exception.class);
        for (String user : List.of("childrens-guardian.test", "la-legal-assistant.test", "senior-iro.test")) {
            assertThatThrownBy(() -> cases.start("derby", user, "review-liaison", Map.of("caseReference", reference,
                    "reviewDate", "2027-01-12", "reviewKind", "first"))).isInstanceOf(Exception.class);
        }
        assertThat(reviews.of(reference)).isEmpty();
        assertThat(liaison(reference)).isNull();
        assertThat(written(reference, "review-arrangements")).isZero();
    }

    @Test
    void theSameDayAgain_isRefused() {
        String reference = cases.open(WITH_GUARDIAN);
        cases.review(reference, "2027-01-12", Map.of());
        refused(reference, "2027-01-12", Map.of(), "on file already");
        assertThat(reviews.of(reference)).hasSize(1);
        assertThat(written(reference, "review-arrangements")).isEqualTo(1);
    }

    @Test
    @Clause("C-35 C-36")
    void withoutProceedings_theReviewIsOnFileAndNothingIsSent_untilTheyBegin() {
        String reference = cases.open(WITH_GUARDIAN);
        cases.ended(reference, "2026-12-18", true, Map.of());
        house.runDueJobs();
        cases.review(reference, "2027-01-12", Map.of());
        house.runDueJobs();
        assertThat(review(reference).planned()).isEqualTo(When.parse("2027-01-12"));
        assertThat(liaison(reference)).isNull();
        assertThat(written(reference, "review-arrangements")).isZero();
        house.passes("2027-02-12T08:00");
        assertThat(written(reference, "review-record-overdue")).isZero();
        assertThat(reviews.awaitingRecord("derby")).noneMatch(review -> review.caseReference().equals(reference));
    }

    @Test
    @Clause("P-14")
    void reopenedProceedings_theGuardianIsToldOfWhatWasArrangedMeanwhile() {
        String reference = cases.open(WITH_GUARDIAN);
        cases.review(reference, "2027-01-12", Map.of());
        cases.ended(reference, "2026-12-18", true, Map.of());
        house.runDueJobs();
        assertThat(liaison(reference)).as("ends with the proceedings").isNull();
        assertThat(reviews.of(reference)).as("the review stays on file").hasSize(1);
        cases.review(reference, "2027-04-12", Map.of("reviewKind", "second"));
        cases.changed(reference, "reopened", Map.of());
        house.runDueJobs();
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("review-liaison")
                .processInstanceBusinessKey(reference).count()).isEqualTo(2);
        assertThat(written(reference, "review-arrangements")).as("one for each review, none twice").isEqualTo(2);
    }

    @Test
    @Clause("P-21")
    void theChildDies_nothingMoreIsSent() {
        String reference = cases.open(WITH_GUARDIAN);
        cases.review(reference, "2027-01-12", Map.of());
        cases.changed(reference, "died", Map.of("diedOn", "2026-12-18"));
        house.runDueJobs();
        assertThat(liaison(reference)).isNull();
        assertThat(theItem(reference, "review-arrangements").state()).isEqualTo(Item.State.WITHHELD);
        house.passes("2027-03-01T08:00");
        assertThat(written(reference, "review-record-overdue")).isZero();
    }

    @Test
    @Clause("P-17")
    void anotherAuthorityIsResponsible_nothingIsSentFromHere() {
        String reference = cases.open(WITH_GUARDIAN);
        cases.review(reference, "2027-01-12", Map.of());
        cases.changed(reference, "moved", Map.of("movedOn", "2026-12-18", "movedTo", "Leicester"));
        house.runDueJobs();
        assertThat(liaison(reference)).isNull();
        house.passes("2027-03-01T08:00");
        assertThat(written(reference, "review-record-overdue")).isZero();
    }

    @Test
    @Clause("P-16")
    void enteredInError_nobodyIsRemindedOfItAnyMore() {
        String reference = cases.open(WITH_GUARDIAN);
        cases.review(reference, "2027-01-12", Map.of());
        files.enteredInError(reference, files.event(reference, "review", review(reference).id().toString()).orElseThrow().id(),
                "wrong child", "iro-admin.test");
        house.runDueJobs();
        assertThat(reviews.of(reference)).isEmpty();
        assertThat(liaison(reference)).isNull();
    }

    @Test
    @Clause("C-36")
    void recordTakenBack_itIsExpectedAgain() {
        String reference = cases.open(WITH_GUARDIAN);
        cases.review(reference, "2026-12-18", Map.of());
        cases.reviewed(reference, "iro.test", Map.of("recordSentOn", "2026-12-18"));
        house.runDueJobs();
        assertThat(liaison(reference)).isNull();
        files.enteredInError(reference, files.event(reference, "review-record", review(reference).id().toString()).orElseThrow()
                .id(), "another child's", "iro-admin.test");
        house.runDueJobs();
        assertThat(liaison(reference)).isWaitingAt("until-something-changes");
    }

    // ---- telling the guardian

    @Test
    @Clause("C-35 C-41 C-44 C-132 C-133")
    void theGuardianIsToldInTime_withDayTimeAndPlace() {
        String reference = cases.open(WITH_GUARDIAN);
        cases.review(reference, "2027-01-12", Map.of("reviewTime", "10:30", "reviewPlace", "Council House, room 3",
                "placeInLetter", "yes"));
        Item letter = theItem(reference, "review-arrangements");
        assertThat(letter.to().toString()).contains("Grace Guardian");
        assertThat(ledger.html(letter.id())).contains("Tuesday 12 January 2027", "10:30", "Council House, room 3", "First review",
                "You need not come", "talk with the IRO before the review");
        assertThat(deadline(reference, "review-arrangements").due()).as("5 working days before")
                .isEqualTo(moment("2027-01-05T23:59:59").toInstant());
        assertThat(deadline(reference, "review-arrangements").state()).isEqualTo(State.MET);
        assertThat(deadline(reference, "review-record").due()).as("20 working days after the day arranged")
                .isEqualTo(moment("2027-02-09T23:59:59").toInstant());
        assertThat(liaison(reference)).isWaitingAt("until-something-changes");
        assertThat(liaison(reference)).hasVariables("subject");
        assertThat(tasks(reference)).as("nothing of it is a task (P-10)")
                .noneMatch(task -> task.getProcessDefinitionId().startsWith("review"));
        assertThat(review(reference).arrangements().date()).hasToString("2026-12-18");
        assertThat(review(reference).attended()).as("not attending is normal").isFalse();
        house.passes("2026-12-21T08:00");
        assertThat(mailbox.addressees()).contains(GUARDIAN);
        assertThat(mailbox.texts()).allSatisfy(text -> assertThat(text).doesNotContain("Robin", "Council House"));
    }

    @Test
    @Clause("C-35")
    void aConfidentialPlacementIsNotNamedInTheLetter() {
        String reference = cases.open(WITH_GUARDIAN);
        cases.review(reference, "2027-01-12", Map.of("reviewPlace", "12 Secret Lane", "placeInLetter", "no"));
        String restricted = cases.open(WITH_GUARDIAN);
        facts.restrict(restricted, true, "system");
        files.recordPerson(restricted, new org.iroprotocol.casefile.CaseFiles.NewPerson("iro-admin", "Ada Admin", null, "1",
                "iro-admin.test", house.today()), "system");
        cases.review(restricted, "2027-01-12", Map.of("reviewPlace", "12 Secret Lane", "placeInLetter", "yes"));
        for (String each : List.of(reference, restricted)) {
            assertThat(ledger.html(theItem(each, "review-arrangements").id())).contains("Please ask the IRO")
                    .doesNotContain("Secret");
        }
        assertThat(reviews.of(reference).get(0).place()).as("the case file knows it").isEqualTo("12 Secret Lane");
    }

    @Test
    @Clause("C-35 P-10")
    void noGuardianYet_sheIsToldWhenNamed_andHerSuccessorToo() {
        String reference = cases.open(Map.of("cafcassManagerName", "Sam Manager", "cafcassManagerEmail", "sam@cafcass.example"));
        cases.review(reference, "2027-01-12", Map.of());
        house.passes("2027-01-06T09:00");
        assertThat(written(reference, "review-arrangements")).isZero();
        assertThat(liaison(reference)).isWaitingAt("until-something-changes");
        cases.person(reference, "childrens-guardian", "Grace Guardian", GUARDIAN, "2027-01-06");
        house.runDueJobs();
        assertThat(theItem(reference, "review-arrangements").to().toString()).contains("Grace Guardian");
        cases.person(reference, "childrens-guardian", "Grace Gardener", GUARDIAN, "2027-01-06");
        house.runDueJobs();
        assertThat(written(reference, "review-arrangements")).as("a corrected name is nobody new").isEqualTo(1);
        house.at("2027-01-07T09:00");
        cases.person(reference, "childrens-guardian", "Harry Guardian", "harry@cafcass.example", "2027-01-07");
        house.runDueJobs();
        assertThat(written(reference, "review-arrangements")).isEqualTo(2);
        assertThat(ledger.ofCase(reference).stream().filter(item -> item.template().equals("review-arrangements")).findFirst()
                .map(item -> ledger.html(item.id())).orElseThrow()).contains("Dear Harry Guardian", "has been arranged")
                .doesNotContain("have changed");
    }

    @Test
    @Clause("C-35 C-132")
    void moved_theGuardianIsToldAgain_calledOff_onceMore() {
        String reference = cases.open(WITH_GUARDIAN);
        cases.review(reference, "2027-01-12", Map.of());
        cases.reviewed(reference, "iro.test", Map.of("movedTo", "2027-01-19", "movedTime", "14:00"));
        house.momentsPass();
        assertThat(letters(reference)).hasSize(2);
        assertThat(letters(reference).get(0)).contains("Tuesday 19 January 2027", "14:00", "have changed");
        assertThat(deadline(reference, "review-record").due()).isEqualTo(moment("2027-02-16T23:59:59").toInstant());
        cases.reviewed(reference, "iro.test", Map.of("newPlace", "By video", "placeInLetter", "yes"));
        house.momentsPass();
        assertThat(letters(reference).get(0)).contains("Tuesday 19 January 2027", "By video", "have changed");
        cases.reviewed(reference, "iro.test", Map.of("calledOff", true, "reason", "the IRO is ill"));
        house.momentsPass();
        assertThat(letters(reference)).hasSize(4);
        assertThat(letters(reference).get(0)).contains("called off", "does not take place").doesNotContain("You need not come");
        assertThat(liaison(reference)).isNull();
        house.passes("2027-03-01T08:00");
        assertThat(written(reference, "review-record-overdue")).isZero();
    }

    @Test
    @Clause("P-13")
    void recordedAfterTheEvent_orToldByTelephone_noLetterGoesOut() {
        String reference = cases.open(withGuardian("2026-11-02"));
        cases.review(reference, "2026-12-10", Map.of());
        assertThat(written(reference, "review-arrangements")).as("its day is over").isZero();
        assertThat(deadline(reference, "review-record").due()).as("over Christmas and New Year")
                .isEqualTo(moment("2027-01-12T23:59:59").toInstant());
        assertThat(review(reference).arrangements()).isNull();
        cases.review(reference, "2027-01-20", Map.of("arrangementsSentOn", "2026-12-14", "reviewKind", "second"));
        assertThat(written(reference, "review-arrangements")).isZero();
        assertThat(reviews.of(reference).get(0).arrangements()).isEqualTo(When.parse("2026-12-14"));
    }

    @Test
    @Clause("P-41")
    void alsoForASister_eachWithHerOwnReviewLetterAndRecord() {
        String reference = cases.open(Map.of("guardianName", "Grace Guardian", "guardianEmail", GUARDIAN, "cafcassAllocatedOn",
                "2026-12-18", "siblings", spin("[{\"siblingName\":\"Wren Reviewed\",\"siblingDateOfBirth\":\"2020-01-01\"}]")));
        String sister = files.siblings(reference).get(0).reference();
        cases.review(reference, "2027-01-12", Map.of("alsoFor", spin("[\"" + sister + "\"]")));
        for (String each : List.of(reference, sister)) {
            assertThat(written(each, "review-arrangements")).isEqualTo(1);
            assertThat(liaison(each)).isWaitingAt("until-something-changes");
        }
        assertThat(review(reference).id()).isNotEqualTo(review(sister).id());
        cases.reviewed(sister, "iro.test", Map.of("movedTo", "2027-01-14"));
        house.runDueJobs();
        assertThat(review(reference).planned()).isEqualTo(When.parse("2027-01-12"));
        assertThat(letters(reference)).hasSize(1);
        assertThat(letters(sister)).hasSize(2);
    }

    // ---- the record

    @Test
    @Clause("C-36 C-132 P-10")
    void theRecordIsNotSent_theIroIsRemindedEveryWeekUntilItIs() {
        String reference = cases.open(WITH_GUARDIAN);
        cases.review(reference, "2027-01-12", Map.of());
        house.at("2027-01-14T17:00");
        cases.reviewed(reference, "iro.test", Map.of("heldOn", "2027-01-14"));
        house.runDueJobs();
        assertThat(deadline(reference, "review-record").due()).as("counted from the day it was held")
                .isEqualTo(moment("2027-02-11T23:59:59").toInstant());
        house.passes("2027-02-11T23:59:57");
        assertThat(written(reference, "review-record-overdue")).isZero();
        house.passes("2027-02-11T23:59:59");
        assertThat(deadline(reference, "review-record").state()).isEqualTo(State.MISSED);
        Item notice = theItem(reference, "review-record-overdue");
        assertThat(notice.to().toString()).contains("Iris Ashworth");
        assertThat(ledger.html(notice.id())).contains("11/02/2027", "20 working days").doesNotContain("Robin");
        house.passes("2027-02-12T08:00");
        assertThat(mailbox.addressees()).contains("iro.test@derby.example");
        house.passes("2027-02-18T08:00");
        assertThat(written(reference, "review-record-overdue")).isEqualTo(2);
        house.at("2027-02-19T09:00");
        cases.reviewed(reference, "iro-admin.test", Map.of("recordSentOn", "2027-02-10"));
        house.runDueJobs();
        assertThat(deadline(reference, "review-record").state()).isEqualTo(State.MET);
        assertThat(deadline(reference, "review-record").metAt()).isEqualTo(moment("2027-02-10T00:00").toInstant());
        assertThat(liaison(reference)).isNull();
        house.passes("2027-03-10T08:00");
        assertThat(written(reference, "review-record-overdue")).isEqualTo(2);
    }

    @Test
    @Clause("C-36")
    void twoReviews_eachHasItsOwnDeadlineAndReminder() {
        String reference = cases.open(withGuardian("2026-11-02"));
        cases.review(reference, "2026-11-16", Map.of());
        cases.review(reference, "2027-01-12", Map.of("reviewKind", "second"));
        house.runDueJobs();
        assertThat(theItem(reference, "review-record-overdue")).satisfies(item -> assertThat(ledger.html(item.id()))
                .contains("14/12/2026"));
        cases.reviewed(reference, "iro.test", Map.of("reviewOn", "2026-11-16", "recordSentOn", "2026-12-01"));
        house.runDueJobs();
        assertThat(liaison(reference)).isWaitingAt("until-something-changes");
        assertThat(reviews.of(reference)).extracting(Review::recordSent).containsExactly(null, When.parse("2026-12-01"));
        house.passes("2027-02-09T23:59:59");
        assertThat(letters(reference, "review-record-overdue").get(0)).contains("09/02/2027");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # review,    guardian told by, record sent by: 5 working days before, 20 after
            2027-01-04,  2026-12-23, 2027-02-01
            2026-12-29,  2026-12-18, 2027-01-27
            2027-04-01,  2027-03-23, 2027-04-29
            2027-03-29,  2027-03-19, 2027-04-26
            2027-11-01,  2027-10-25, 2027-11-29
            2027-10-29,  2027-10-22, 2027-11-26
            """)
    @Clause("C-35 C-36")
    void datesAcrossChristmasEasterAndBothClockChanges(String review, String told, String record) {
        String reference = cases.open(Map.of());
        cases.review(reference, review, Map.of());
        String subject = review(reference).id().toString();
        assertThat(dates.reckon(reference, "review-arrangements", subject).due())
                .isEqualTo(moment(told + "T23:59:59").toInstant());
        assertThat(dates.reckon(reference, "review-record", subject).due()).isEqualTo(moment(record + "T23:59:59").toInstant());
    }

    private static Map<String, String> withGuardian(String issued) {
        return Map.of("guardianName", "Grace Guardian", "guardianEmail", GUARDIAN, "cafcassAllocatedOn", issued, "issuedOn",
                issued, "iroAllocatedOn", issued);
    }

    private void refused(String reference, String day, Map<String, ?> more, String words) {
        assertThatThrownBy(() -> cases.review(reference, day, more)).hasStackTraceContaining(words);
    }

    private ProcessInstance liaison(String reference) {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("review-liaison")
                .processInstanceBusinessKey(reference).singleResult();
    }

    private Review review(String reference) {
        List<Review> all = reviews.of(reference);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<String> letters(String reference) {
        return letters(reference, "review-arrangements");
    }

    /** Newest first. */
    private List<String> letters(String reference, String template) {
        return ledger.ofCase(reference).stream().filter(item -> item.template().equals(template))
                .map(item -> ledger.html(item.id())).toList();
    }

    private static Object spin(String json) {
        return SpinValues.jsonValue(json).create();
    }
}
