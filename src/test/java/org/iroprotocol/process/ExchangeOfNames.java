package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.iroprotocol.testing.House.moment;

import java.util.List;
import java.util.Map;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;

/** In {@code proceedings}: Cafcass names the guardian, and guardian and IRO are in touch before the first big hearing. */
abstract class ExchangeOfNames extends HouseProcess {

    private static final String MANAGER = "sam@cafcass.example";
    private static final String GUARDIAN = "grace@cafcass.example";
    private static final Map<String, String> UNKNOWN_GUARDIAN = Map.of("issuedOn", "2026-12-18", "cafcassManagerName",
            "Sam Manager", "cafcassManagerEmail", MANAGER);
    private static final Map<String, String> KNOWN_GUARDIAN = Map.of("issuedOn", "2026-12-18", "guardianName",
            "Grace Guardian", "guardianEmail", GUARDIAN, "cafcassAllocatedOn", "2026-12-18");

    @Test
    @Clause("C-31 C-117 C-130")
    void guardianUnknown_theServiceManagerIsRemindedEveryWeekUntilSheIsNamed() {
        String reference = cases.open(UNKNOWN_GUARDIAN);
        assertThat(proceedings(reference)).isWaitingAt("guardian-expected");
        assertThat(deadline(reference, "guardian-details").due()).isEqualTo(moment("2026-12-22T23:59:59").toInstant());
        assertThat(deadline(reference, "guardian-details").state()).isEqualTo(State.OPEN);

        house.passes("2026-12-22T23:59:57");
        assertThat(written(reference, "guardian-details-overdue")).isZero();
        house.passes("2026-12-22T23:59:59");
        assertThat(deadline(reference, "guardian-details").state()).isEqualTo(State.MISSED);
        assertThat(theItem(reference, "guardian-details-overdue").to().toString()).contains("Sam Manager");
        house.passes("2026-12-23T08:00");
        assertThat(mailbox.addressees()).contains(MANAGER);
        assertThat(mailbox.texts()).allSatisfy(text -> assertThat(text).doesNotContain("Robin").contains(reference));

        // Five working days after 22/12 is 31/12: 25 and 28 December do not count.
        house.passes("2026-12-31T07:59");
        assertThat(written(reference, "guardian-details-overdue")).isEqualTo(1);
        house.passes("2026-12-31T08:00");
        assertThat(written(reference, "guardian-details-overdue")).isEqualTo(2);
        house.passes("2027-01-08T08:00");
        assertThat(written(reference, "guardian-details-overdue")).isEqualTo(3);

        house.at("2027-01-11T10:00");
        cases.person(reference, "childrens-guardian", "Grace Guardian", GUARDIAN, "2027-01-11");
        house.runDueJobs();
        assertThat(deadline(reference, "guardian-details").state()).isEqualTo(State.MET);
        assertThat(proceedings(reference)).isWaitingAt("guardian-replaced");
        house.passes("2027-01-18T08:00");
        assertThat(written(reference, "guardian-details-overdue")).as("stops once the fact is there").isEqualTo(3);
    }

    @Test
    void issueDateCorrected_theReminderMovesAndIsSentAgainForTheNewDay() {
        String reference = cases.open(UNKNOWN_GUARDIAN);
        house.passes("2026-12-22T23:59:59");
        assertThat(written(reference, "guardian-details-overdue")).isEqualTo(1);
        house.at("2026-12-23T09:00");
        cases.date(reference, "proceedings-issued", "2026-12-23");
        house.runDueJobs();
        assertThat(deadline(reference, "guardian-details").due()).isEqualTo(moment("2026-12-29T23:59:59").toInstant());
        assertThat(deadline(reference, "guardian-details").state()).isEqualTo(State.OPEN);
        house.passes("2026-12-29T23:59:59");
        assertThat(written(reference, "guardian-details-overdue")).isEqualTo(2);
    }

    @Test
    @Clause("C-31 C-117 C-130")
    void cafcassOutside_theReceiptIsOnTheTimelineAndNothingIsWrittenInItsName() {
        String reference = cases.open(KNOWN_GUARDIAN);
        assertThat(deadline(reference, "guardian-details").state()).isEqualTo(State.MET);
        assertThat(files.timeline(reference)).anySatisfy(record -> assertThat(record.kind()).isEqualTo("guardian-details"));
        assertThat(written(reference, "guardian-details")).isZero();
        assertThat(proceedings(reference)).isWaitingAt("guardian-replaced");

        house.at("2027-01-11T10:00");
        cases.person(reference, "childrens-guardian", "Harry Guardian", "harry@cafcass.example", "2027-01-11");
        house.runDueJobs();
        assertThat(files.timeline(reference).stream().filter(record -> record.kind().equals("guardian-details"))).hasSize(2);
    }

    @Test
    @Clause("C-31 C-117 C-130")
    void cafcassInside_theFirstLetterToTheIroServiceIsWrittenAndSent() {
        settings.put("derby", "cafcass.inside", "yes");
        String reference = cases.open(KNOWN_GUARDIAN);
        house.runDueJobs();
        Item letter = theItem(reference, "guardian-details");
        assertThat(letter.letter()).isTrue();
        assertThat(ledger.html(letter.id())).contains("Grace Guardian", GUARDIAN);
        house.passes("2026-12-21T08:00");
        assertThat(mailbox.addressees()).contains("iro.test@derby.example");
        assertThat(proceedings(reference)).isWaitingAt("guardian-replaced");
    }

    // ---- contact before the case management hearing

    @Test
    @Clause("C-32")
    void hearingNotListed_theEarliestDayCountsAndTheIroIsRemindedUntilADiscussionIsRecorded() {
        String reference = cases.open(KNOWN_GUARDIAN);
        // Day 12 of PD12A, the eleventh business day after 18/12/2026, is 06/01/2027; one working day before it.
        assertThat(deadline(reference, "contact-before-cmh").due()).isEqualTo(moment("2027-01-05T23:59:59").toInstant());
        assertThat(theTask(reference, "record-contact")).isAssignedTo("iro.test").hasDueDate(moment("2027-01-05T23:59:59"))
                .hasName("Be in touch with the guardian before the hearing");
        house.passes("2027-01-05T23:59:59");
        assertThat(deadline(reference, "contact-before-cmh").state()).isEqualTo(State.MISSED);
        assertThat(theItem(reference, "contact-before-cmh-overdue").to().toString()).contains("Iris Ashworth");
        house.passes("2027-01-06T08:00");
        assertThat(mailbox.addressees()).contains("iro.test@derby.example");
        assertThat(theTask(reference, "record-contact")).as("the task stays open").isNotNull();

        house.at("2027-01-13T10:00");
        complete(theTask(reference, "record-contact").getId(), "iro.test", Map.of("discussedOn", "2027-01-05", "discussedBy",
                "guardian and IRO", "discussedTopic", "contact", "discussedOutcome", "we visit together"));
        assertThat(deadline(reference, "contact-before-cmh").state()).as("recorded late, held in time").isEqualTo(State.MET);
        assertThat(deadline(reference, "contact-before-cmh").metAt()).isBefore(moment("2027-01-06T00:00:01").toInstant());
        assertThat(theTask(reference, "record-contact")).isNull();
        assertThat(files.timeline(reference)).anySatisfy(record -> assertThat(record.kind()).isEqualTo("discussion"));
    }

    @Test
    @Clause("C-32")
    void hearingListedMovedAndVacated_theTargetFollows() {
        String reference = cases.open(KNOWN_GUARDIAN);
        cases.date(reference, "cmh", "2027-01-11");
        house.runDueJobs();
        assertThat(theTask(reference, "record-contact")).hasDueDate(moment("2027-01-08T23:59:59"));
        assertThat(deadline(reference, "contact-before-cmh").due()).isEqualTo(moment("2027-01-08T23:59:59").toInstant());
        house.passes("2027-01-08T23:59:59");
        assertThat(written(reference, "contact-before-cmh-overdue")).isEqualTo(1);

        house.at("2027-01-11T09:00");
        cases.date(reference, "cmh", "2027-03-29");
        house.runDueJobs();
        assertThat(deadline(reference, "contact-before-cmh").due()).as("across Easter: 25/03 is the working day before")
                .isEqualTo(moment("2027-03-25T23:59:59").toInstant());
        assertThat(deadline(reference, "contact-before-cmh").state()).isEqualTo(State.OPEN);
        house.passes("2027-03-25T23:59:59");
        assertThat(written(reference, "contact-before-cmh-overdue")).as("missed, moved, missed again: told twice").isEqualTo(2);

        cases.changed(reference, "date", Map.of("eventKind", "cmh", "notKnown", true));
        house.runDueJobs();
        assertThat(deadline(reference, "contact-before-cmh").due()).isEqualTo(moment("2027-01-05T23:59:59").toInstant());
        assertThat(deadline(reference, "contact-before-cmh").workingOut()).contains("not listed");
    }

    @Test
    @Clause("C-32 C-33")
    void discussionRecorded_theContactIsMade() {
        String reference = cases.open(KNOWN_GUARDIAN);
        cases.discussed(reference, "2026-12-18");
        house.runDueJobs();
        assertThat(deadline(reference, "contact-before-cmh").state()).isEqualTo(State.MET);
        assertThat(theTask(reference, "record-contact")).as("nobody is asked twice").isNull();
        assertThat(files.timeline(reference)).anySatisfy(record -> {
            assertThat(record.kind()).isEqualTo("discussion");
            assertThat(record.entries().toString()).contains("the care plan");
        });
        house.passes("2027-01-06T08:00");
        assertThat(written(reference, "contact-before-cmh-overdue")).isZero();
    }

    @Test
    @Clause("C-32")
    void discussionAlreadyRecordedWhenProceedingsAreReopened_itIsNotAskedForAgain() {
        String reference = cases.open(KNOWN_GUARDIAN);
        cases.discussed(reference, "2026-12-18");
        cases.ended(reference, "2026-12-18", true, Map.of());
        house.runDueJobs();
        cases.changed(reference, "reopened", Map.of());
        house.runDueJobs();
        assertThat(theTask(reference, "record-contact")).isNull();
        assertThat(theTask(reference, "send-iro-details")).as("still to be done").isAssignedTo("iro.test");
    }

    @Test
    @Clause("P-22")
    void applicationWithoutACaseManagementHearing_noContactIsAskedFor() {
        Map<String, String> form = new java.util.HashMap<>(KNOWN_GUARDIAN);
        form.put("applicationType", "discharge-of-care-order");
        String reference = cases.open(form);
        assertThat(register.ofCase(reference)).extracting(deadline -> deadline.rule().id())
                .doesNotContain("contact-before-cmh").contains("iro-notice");
        assertThat(List.of("no-cmh")).allSatisfy(end -> assertThat(proceedings(reference)).hasPassed(end));
    }
}
