package org.iroprotocol.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iroprotocol.correspondence.House.london;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.Incident;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseChange;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRule;
import org.iroprotocol.deadline.ReckonedDates;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Process {@code correspondence} and the steps that feed it, on a bare engine. */
class CorrespondenceProcessTest {

    private static House house;
    private final List<MimeMessage> delivered = new ArrayList<>();

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void tearDown() {
        house.close();
    }

    @BeforeEach
    void open() {
        house.post = delivered::add;
    }

    @AfterEach
    void nothingLeftBehind() {
        long left = house.instances();
        long jobs = house.engine.getManagementService().createJobQuery().count();
        house.reset();
        assertThat(left).as("instances").isZero();
        assertThat(jobs).as("jobs").isZero();
    }

    // --- what goes wrong -------------------------------------------------------------------------------------------

    @Test
    void serverDownIsTriedWithGrowingPausesThenStandsInPlainWordsAndARetrySends() throws Exception {
        house.hold("childrens-guardian", "Gita Guardian", "gita@cafcass.example.org");
        house.start("letter");
        List<String> ids = new ArrayList<>();
        house.post = message -> {
            ids.add(id(message));
            throw new Post.NotAccepted("the mail server does not answer, or broke off");
        };
        List<Item.State> states = new ArrayList<>();
        List<Long> pauses = new ArrayList<>();
        for (int attempt = 1; attempt <= 7; attempt++) {
            assertThat(house.job().getRetries()).as("attempt %d", attempt).isPositive();
            assertThat(house.runJob()).isFalse();
            states.add(house.onlyItem().state());
            pauses.add(Math.round(Duration.between(Instant.now(), house.job().getDuedate().toInstant()).toSeconds() / 60.0));
            assertThat(house.onlyItem().problem()).contains("could not be sent to the Children's Guardian");
        }
        assertThat(states).containsExactly(Item.State.RECORDED, Item.State.RECORDED, Item.State.RECORDED,
                Item.State.RECORDED, Item.State.RECORDED, Item.State.RECORDED, Item.State.FAILED);

        assertThat(pauses).as("minutes; after the last failure a retry by hand need not wait")
                .containsExactly(1L, 5L, 30L, 120L, 480L, 0L, 0L);
        Incident incident = incident();
        assertThat(incident.getActivityId()).isEqualTo("send");
        assertThat(incident.getIncidentMessage()).isEqualTo("The letter 'iro-notice' could not be sent to the Children's "
                + "Guardian in case DBY-7KQ2: the mail server does not answer, or broke off. Check the mail server, then "
                + "have an administrator retry this step.");
        assertNamesNobody(incident.getIncidentMessage());

        house.post = delivered::add;
        house.engine.getManagementService().setJobRetries(house.job().getId(), 1);
        assertThat(house.runJob()).isTrue();
        assertThat(house.onlyItem().state()).isEqualTo(Item.State.SENT);
        assertThat(house.onlyItem().problem()).isNull();
        assertThat(ids).containsOnly(id(delivered.get(0))).hasSize(7);
    }

    @Test
    void acceptedButNotRecordedIsRepeatedWithTheSameMessageId() throws Exception {
        house.start("letter");
        house.post = message -> {
            delivered.add(message);
            throw new Post.NotAccepted("the mail server does not answer, or broke off");
        };
        assertThat(house.runJob()).isFalse();
        house.post = delivered::add;
        assertThat(house.runJob()).isTrue();
        assertThat(delivered).hasSize(2);
        assertThat(id(delivered.get(1))).isEqualTo(id(delivered.get(0))).isEqualTo(house.onlyItem().messageId())
                .endsWith("@derby.example.org>");
        assertThat(delivered.get(1).getSentDate()).isEqualTo(delivered.get(0).getSentDate());
    }

    @Test
    void refusedAddressStandsAtOnceAndACorrectedAddressIsUsedOnRetry() {
        house.hold("childrens-guardian", "Gita Guardian", "gta@cafcass.example.org");
        house.start("letter");
        house.post = message -> {
            throw new Post.RefusedByServer("the mail server refuses the address (answer 550)");
        };
        assertThat(house.runJob()).isTrue();
        assertThat(house.onlyItem().state()).isEqualTo(Item.State.FAILED);
        assertThat(house.job().getRetries()).isPositive();
        assertThat(house.runJob()).isFalse();
        assertThat(incident().getActivityId()).isEqualTo("send-once-right");
        assertThat(incident().getIncidentMessage()).contains("refuses the address (answer 550)")
                .contains("Check the address recorded in the case");

        house.hold("childrens-guardian", "Gita Guardian", "gita@cafcass.example.org");
        house.post = delivered::add;
        assertThat(house.runJob()).isTrue();
        assertThat(to(delivered.get(0))).isEqualTo("gita@cafcass.example.org");
        assertThat(house.onlyItem().state()).isEqualTo(Item.State.SENT);
    }

    @Test
    void somebodyElseInTheRoleDoesNotGetALetterThatNamesThePersonBefore() {
        house.hold("childrens-guardian", "Gita Guardian", "gta@cafcass.example.org");
        house.start("letter");
        house.post = message -> {
            throw new Post.RefusedByServer("the mail server refuses the address (answer 550)");
        };
        assertThat(house.runJob()).isTrue();
        house.hold("childrens-guardian", "Noor Next", "noor@cafcass.example.org");
        house.post = delivered::add;
        assertThat(house.runJob()).isFalse();
        assertThat(incident().getIncidentMessage()).contains("somebody else holds that role now");
        assertThat(delivered).isEmpty();

        house.now = house.now.plusSeconds(60);
        assertThat(house.owed()).isTrue();
        house.start("letter");
        house.engine.getManagementService().createJobQuery().list().forEach(job -> {
            if (job.getExceptionMessage() == null) {
                house.engine.getManagementService().executeJob(job.getId());
            }
        });
        assertThat(house.runJob()).isTrue();
        assertThat(delivered).extracting(CorrespondenceProcessTest::to).containsExactly("noor@cafcass.example.org");
        assertThat(house.ledger.ofCase(House.CASE)).extracting(Item::state)
                .containsExactly(Item.State.SENT, Item.State.WITHHELD);
    }

    @Test
    void withoutAnyUsableAddressSomebodySeesIt() {
        house.settings.remove("cafcass-service-manager.email");
        house.start("letter");
        assertThat(house.onlyItem().to()).containsExactly("Cafcass Service Manager");
        assertThat(house.runJob()).isTrue();
        assertThat(house.runJob()).isFalse();
        assertThat(incident().getIncidentMessage()).isEqualTo("The letter 'iro-notice' could not be sent to the Cafcass "
                + "Service Manager in case DBY-7KQ2: no e-mail address is recorded. Record a correct e-mail address for "
                + "that role in the case, or in settings.dmn, then have an administrator retry this step.");
        house.settings.put("cafcass-service-manager.email", "sam.manager@cafcass.example.org");
        assertThat(house.runJob()).isTrue();
        assertThat(house.onlyItem().state()).isEqualTo(Item.State.SENT);
    }

    @Test
    void unusableAddressesAreNotTried() {
        for (String bad : List.of("gita", "gita@", "gita@cafcass", "gita@cafcass.example.org\nBcc: all@example.org",
                "a@b.example.org, c@d.example.org", "Gita <gita@cafcass.example.org>", "gïta@cafcass.example.org")) {
            assertThat(Addressees.usable(bad)).as(bad).isFalse();
        }
        assertThat(Addressees.usable("gita.o'neill+1@cafcass.example.org")).isTrue();
    }

    @Test
    void addressOutsideTheAllowedDomainsIsNotWrittenTo() {
        house.settings.put("mail.domains-allowed", "derby.example.org");
        house.start("letter");
        assertThat(house.runJob()).isTrue();
        assertThat(house.runJob()).isFalse();
        assertThat(incident().getIncidentMessage()).contains("outside the domains this authority writes to")
                .contains("mail.domains-allowed");
        assertThat(delivered).isEmpty();
        house.settings.put("mail.domains-allowed", "derby.example.org, @CAFCASS.example.org");
        assertThat(house.runJob()).isTrue();
        assertThat(delivered).hasSize(1);
    }

    @Test
    void missingSenderAddressStandsAsAnIncidentAndDoesNotStopThePerson() {
        house.settings.remove("mail.from");
        house.start("letter");
        assertThat(house.runJob()).isTrue();
        assertThat(house.runJob()).isFalse();
        assertThat(incident().getIncidentMessage()).contains("row mail.from");
        house.settings.put("mail.from", "iro.service@derby.example.org");
        assertThat(house.runJob()).isTrue();
    }

    @Test
    void writtenAgainToACorrectedAddressWithholdsTheFirst() {
        house.hold("childrens-guardian", "Gita Guardian", "gta@cafcass.example.org");
        house.start("letter");
        house.post = message -> {
            throw new Post.RefusedByServer("the mail server refuses the address (answer 550)");
        };
        assertThat(house.runJob()).isTrue();
        assertThat(house.runJob()).isFalse();
        String standing = house.job().getId();

        house.post = delivered::add;
        house.now = house.now.plusSeconds(3600);
        house.hold("childrens-guardian", "Gita Guardian", "gita@cafcass.example.org");
        assertThat(house.owed()).isTrue();
        house.start("letter");
        house.engine.getManagementService().executeJob(house.engine.getManagementService().createJobQuery().active().list()
                .stream().map(job -> job.getId()).filter(id -> !id.equals(standing)).findFirst().orElseThrow());
        house.engine.getManagementService().executeJob(standing);
        assertThat(delivered).hasSize(1);
        assertThat(house.ledger.ofCase(House.CASE)).extracting(Item::state)
                .containsExactly(Item.State.SENT, Item.State.WITHHELD);
        assertThat(house.ledger.ofCase(House.CASE).get(1).problem()).contains("written again since");
    }

    @Test
    void afterADeathNothingLeaves() {
        house.start("letter");
        CaseFile file = house.file;
        house.file = new CaseFile(file.reference(), file.authority(), file.childName(), file.dateOfBirth(),
                file.personNumber(), null, false, null, file.openedAt(), null, LocalDate.of(2026, 12, 2));
        assertThat(house.runJob()).isTrue();
        assertThat(delivered).isEmpty();
        assertThat(house.onlyItem().state()).isEqualTo(Item.State.WITHHELD);
        assertThat(house.onlyItem().problem()).doesNotContain(House.CHILD).contains("Not sent");
        assertThat(house.owed()).isFalse();
    }

    @Test
    @Clause("P-21")
    void aDeathWithholdsAtOnceWhatWaitsWhatStandsAndWhatHasReachedOnlySome() {
        house.settings.remove("iro-manager.email");
        missedDeadline();
        house.now = london(2026, 12, 3, 10, 0);
        house.start("notice");
        assertThat(house.runJob()).isTrue();
        assertThat(house.runJob()).as("the copy stands").isFalse();
        house.hold("childrens-guardian", "Gita Guardian", null);
        house.settings.remove("cafcass-service-manager.email");
        house.now = london(2026, 12, 3, 20, 0);
        house.start("letter");
        assertThat(delivered).hasSize(1);
        assertThat(house.ledger.ofCase(House.CASE)).extracting(Item::state)
                .containsExactly(Item.State.RECORDED, Item.State.FAILED);

        CaseFile file = house.file;
        house.file = new CaseFile(file.reference(), file.authority(), file.childName(), file.dateOfBirth(),
                file.personNumber(), null, false, null, file.openedAt(), null, LocalDate.of(2026, 12, 3));
        house.afterDeath.on(new CaseChange.Died(House.CASE));
        assertThat(house.ledger.ofCase(House.CASE)).extracting(Item::state)
                .containsExactly(Item.State.WITHHELD, Item.State.SENT);
        assertThat(house.ledger.ofCase(House.CASE)).extracting(Item::problem).containsOnly("Withheld: the child has died.");
        assertThat(house.ledger.ofCase(House.CASE).stream().flatMap(item -> house.rows.recipients(item.id()).stream()))
                .extracting(LedgerRows.RecipientRow::state)
                .containsExactlyInAnyOrder(Item.State.WITHHELD, Item.State.SENT, Item.State.WITHHELD);
        assertThat(incident()).as("nobody is asked to put it right any more").isNull();

        house.now = london(2026, 12, 4, 8, 0);
        runAll();
        assertThat(delivered).hasSize(1);
        assertThat(house.ledger.ofCase(House.CASE).get(0).problem()).isEqualTo("Withheld: the child has died.");
    }

    @Test
    void aDeathLeavesOtherCasesAndWhatWasSentAlone() {
        house.start("letter");
        house.afterDeath.on(new CaseChange.Died("DBY-OTHER"));
        assertThat(house.onlyItem().state()).isEqualTo(Item.State.RECORDED);
        assertThat(house.runJob()).isTrue();
        house.afterDeath.on(new CaseChange.Died(House.CASE));
        assertThat(house.onlyItem().state()).isEqualTo(Item.State.SENT);
        assertThat(house.onlyItem().problem()).isNull();
    }

    @Test
    void whatWasDoneBeforeTheCaseWasImportedIsNotWrittenAgain() {
        house.hold("childrens-guardian", "Gita Guardian", "gita@cafcass.example.org");
        assertThat(house.owed()).as("nothing done yet").isTrue();
        record("iro-notice", "wrong child");
        assertThat(house.owed()).as("recorded in error").isTrue();
        record("iro-notice", null);
        assertThat(house.owed()).as("done, recorded in the same instant").isFalse();
        house.now = house.now.plusSeconds(60);
        assertThat(house.owed()).isFalse();
        house.hold("childrens-guardian", "Noor Next", "noor@cafcass.example.org");
        assertThat(house.owed()).as("a new guardian").isTrue();
    }

    @Test
    void aGuardianKnownInTheSameInstantAsTheLetterToTheManagerIsStillWrittenTo() {
        record("iro-notice", null);
        house.start("letter");
        house.hold("childrens-guardian", "Gita Guardian", "gita@cafcass.example.org");
        assertThat(house.owed()).isTrue();
        assertThat(house.runJob()).isTrue();
    }

    @Test
    void aRuleThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> house.data.value(house.file, Writing.of("trial"), null, "due.no-such-rule"))
                .isInstanceOf(TemplateException.class).hasMessageContaining("{{due.no-such-rule}}")
                .hasMessageContaining("no row 'no-such-rule'");
    }

    @Test
    void aCopyThatCannotBeSentDoesNotRepeatWhatWasAccepted() {
        house.settings.remove("iro-manager.email");
        missedDeadline();
        house.now = london(2026, 12, 3, 10, 0);
        house.start("notice");
        assertThat(house.runJob()).isTrue();
        assertThat(house.onlyItem().state()).isEqualTo(Item.State.FAILED);
        assertThat(house.runJob()).isFalse();
        assertThat(incident().getIncidentMessage()).contains("to the IRO Manager");
        house.settings.put("iro-manager.email", "iro.manager@derby.example.org");
        assertThat(house.runJob()).isTrue();
        assertThat(delivered).extracting(CorrespondenceProcessTest::to)
                .containsExactly("ines.reviewer@derby.example.org", "iro.manager@derby.example.org");
        assertThat(house.onlyItem().sentAt()).isEqualTo(house.now);
    }

    @Test
    void missingDataLeavesNothingHalfDoneAndSaysWhatIsMissing() {
        house.people.remove("iro");
        assertThatThrownBy(() -> house.start("letter")).hasRootCauseInstanceOf(MissingDataException.class)
                .hasStackTraceContaining("name of the Independent Reviewing Officer today ({{iro.name}})");
        assertThat(house.ledger.ofCase(House.CASE)).isEmpty();
    }

    @Test
    void aStepThatIsRolledBackTakesTheLetterWithIt() {
        assertThatThrownBy(() -> house.start("undone")).hasStackTraceContaining("trouble after the letter");
        assertThat(house.ledger.ofCase(House.CASE)).isEmpty();
    }

    @Test
    void aStepThatSendsALetterAsANoticeIsRefused() {
        assertThatThrownBy(() -> house.start("mixed-up"))
                .hasStackTraceContaining("the step sends a notice, but the file is a letter");
    }

    @Test
    void aCaseOfAnotherAuthorityIsRefused() {
        CaseFile file = house.file;
        house.file = new CaseFile(file.reference(), "northmoor", file.childName(), file.dateOfBirth(),
                file.personNumber(), null, false, null, file.openedAt(), null, null);
        assertThatThrownBy(() -> house.start("letter")).hasStackTraceContaining("another authority");
    }

    @Test
    void aNameThatCannotBePrintedIsRefused() {
        CaseFile file = house.file;
        house.file = new CaseFile(file.reference(), file.authority(), "\u660e\u65e5", file.dateOfBirth(),
                file.personNumber(), null, false, null, file.openedAt(), null, null);
        assertThatThrownBy(() -> house.start("letter")).hasStackTraceContaining("Latin letters");
    }

    // --- what goes right -------------------------------------------------------------------------------------------

    @Test
    @Clause("C-34 C-80")
    void letterGoesToTheServiceManagerWhileTheGuardianIsUnknownAndIsOwedOnceKnown() throws Exception {
        assertThat(house.owed()).as("nobody to write to yet").isFalse();
        house.start("letter");
        assertThat(house.onlyItem().state()).as("the step does not wait").isEqualTo(Item.State.RECORDED);
        assertThat(house.onlyItem().to()).containsExactly("Sam Manager (Cafcass Service Manager)");
        assertThat(house.engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("correspondence")
                .tenantIdIn("derby").processInstanceBusinessKey(House.CASE).count()).isEqualTo(1);
        assertThat(house.runJob()).isTrue();
        assertThat(house.onlyItem().state()).isEqualTo(Item.State.SENT);
        assertThat(house.onlyItem().sentAt()).isEqualTo(house.now);
        assertThat(house.owed()).isFalse();

        house.hold("childrens-guardian", "Gita Guardian", "gita@cafcass.example.org");
        assertThat(house.owed()).as("guardian known").isTrue();
        house.now = house.now.plusSeconds(60);
        house.start("letter");
        assertThat(house.runJob()).isTrue();
        assertThat(to(delivered.get(1))).isEqualTo("gita@cafcass.example.org");
        assertThat(house.ledger.html(house.ledger.ofCase(House.CASE).get(0).id())).contains("Dear Gita Guardian");

        assertThat(house.owed()).as("written to").isFalse();
        house.hold("childrens-guardian", "Gita Gardiner", "GITA@cafcass.example.org");
        assertThat(house.owed()).as("name corrected").isFalse();
        house.hold("childrens-guardian", "Gita Guardian", "g.guardian@cafcass.example.org");
        assertThat(house.owed()).as("address corrected").isTrue();
        house.hold("childrens-guardian", "Gita Guardian", null);
        assertThat(house.owed()).as("no address, and the service manager knows").isFalse();
    }

    @Test
    void eMailNamesNobodyAndTheLetterTravelsOnlyToSecureAddresses() throws Exception {
        house.hold("childrens-guardian", "Gita Guardian", "gita@gmail.example.com");
        house.start("letter");
        assertThat(house.runJob()).isTrue();
        String open = source(delivered.get(0));
        assertNamesNobody(open);
        assertThat(open).doesNotContain("application/pdf").contains("A letter from our Independent Reviewing Service is waiting")
                .contains("review.clerks@derby.example.org").contains("https://iro.derby.example.org/case/DBY-7KQ2")
                .contains("P1234567");
        assertThat(delivered.get(0).getSubject())
                .isEqualTo("Details of the Independent Reviewing Officer – our reference DBY-7KQ2");

        house.hold("childrens-guardian", "Gita Guardian", "gita@cafcass.example.org");
        house.start("letter");
        assertThat(house.runJob()).isTrue();
        String secure = source(delivered.get(1));
        assertNamesNobody(secure);
        assertThat(secure).contains("application/pdf").contains("letter-DBY-7KQ2.pdf").contains("attached to this e-mail")
                .doesNotContain("is waiting for you");
        assertThat(delivered.get(1).getContentType()).startsWith("multipart/mixed");
    }

    @Test
    void addressNoLongerSecureDoesNotGetTheLetter() {
        house.start("letter");
        house.settings.put("mail.secure-domains", "");
        assertThat(house.runJob()).isTrue();
        assertThat(delivered).isEmpty();
        assertThat(house.runJob()).isFalse();
        assertThat(incident().getIncidentMessage()).contains("not marked secure any more");
        house.settings.put("mail.secure-domains", "cafcass.example.org");
        assertThat(house.runJob()).isTrue();
    }

    @Test
    void outsideOfficeHoursItWaitsForTheNextWorkingMorning() {
        house.now = london(2026, 12, 24, 18, 0);
        house.start("letter");
        assertThat(house.job().getDuedate().toInstant()).isEqualTo(london(2026, 12, 29, 8, 0));
        assertThat(house.runJob()).isTrue();
        assertThat(delivered).isEmpty();
        house.now = london(2026, 12, 29, 8, 0);
        assertThat(house.runJob()).isTrue();
        assertThat(delivered).hasSize(1);
    }

    @Test
    void urgentGoesAtOnceAtNight() {
        house.replacedLetters.put("iro-notice", House.letter("iro-notice").replace("<meta name=\"description\"",
                "<meta name=\"urgent\" content=\"true\"><meta name=\"description\""));
        house.now = london(2026, 12, 24, 23, 0);
        house.start("letter");
        assertThat(house.job().getDuedate()).isNull();
        assertThat(house.runJob()).isTrue();
        assertThat(delivered).hasSize(1);
    }

    @Test
    @Clause("C-34")
    void missedTargetIsToldTheNextMorningToTheIroAndTheManagerWithoutNames() throws Exception {
        missedDeadline();
        house.now = london(2026, 12, 3, 0, 0);
        house.start("notice");
        assertThat(house.job().getDuedate().toInstant()).isEqualTo(london(2026, 12, 3, 8, 0));
        assertThat(house.runJob()).isTrue();
        assertThat(house.runJob()).isTrue();
        assertThat(delivered).extracting(CorrespondenceProcessTest::to)
                .containsExactly("ines.reviewer@derby.example.org", "iro.manager@derby.example.org");
        assertNamesNobody(source(delivered.get(0)));
        assertThat(source(delivered.get(0))).contains("02/12/2026").contains("2 working days from Monday 30 November 2026");
        assertThat(delivered.get(0).getSubject()).startsWith("Target missed").contains(House.CASE);
        assertThat(house.onlyItem().letter()).isFalse();
        assertThatThrownBy(() -> house.ledger.pdf(house.onlyItem().id())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Clause("C-46 C-47")
    void theGuardianIsRemindedElseTheServiceManagerWithACopyToTheIroIfKnown() throws Exception {
        house.hold("childrens-guardian", "Gita Guardian", "gita@cafcass.example.org");
        house.start("overdue");
        house.now = london(2026, 12, 3, 8, 0);
        runAll();
        assertThat(delivered).extracting(CorrespondenceProcessTest::to)
                .containsExactly("gita@cafcass.example.org", "ines.reviewer@derby.example.org");
        assertThat(delivered.get(0).getSubject()).isEqualTo("Reminder: written handover to the IRO – our reference DBY-7KQ2");
        assertNamesNobody(source(delivered.get(0)));

        house.people.clear();
        house.start("overdue");
        house.now = london(2026, 12, 4, 8, 0);
        runAll();
        assertThat(delivered).hasSize(3);
        assertThat(to(delivered.get(2))).isEqualTo("sam.manager@cafcass.example.org");
    }

    @Test
    void aDateIsTheRegistersWhileItHasOneElseReckoned() {
        Instant due = london(2027, 1, 5, 23, 59);
        DeadlineRule rule = new DeadlineRule("iro-notice", "x", 2, DeadlineRule.Unit.WORKING_DAYS, false,
                List.of("iro-allocated"), DeadlineRule.Combine.ALL_LATEST, DeadlineRule.Kind.LOCAL, "C-34", "Protocol", List.of());
        house.reckoned.put("iro-notice", new ReckonedDates.Reckoned(rule, null, "Waiting for the IRO's allocation"));
        assertThat(value("due.iro-notice")).isNull();
        assertThat(value("workingOut.iro-notice")).isEqualTo("Waiting for the IRO's allocation");
        house.reckoned.put("iro-notice", new ReckonedDates.Reckoned(rule, due, "counted"));
        assertThat(value("due.iro-notice")).isEqualTo("05/01/2027");
        assertThat(value("workingOut.iro-notice")).isEqualTo("counted");
        missedDeadline();
        assertThat(value("due.iro-notice")).isEqualTo("02/12/2026");
        assertThat(value("workingOut.iro-notice")).startsWith("2 working days from");
    }

    @Test
    @Clause("P-52")
    void aLetterAsksTheCaseFileWhetherTheChildIsLookedAfter() {
        assertThat(value("child.lookedAfter")).isNotNull();
        house.lookedAfter = false;
        assertThat(value("child.lookedAfter")).isNull();
    }

    @Test
    void aPoolWithoutSettingsIsItsMembers() {
        house.settings.remove("iro-manager.email");
        var identity = house.engine.getIdentityService();
        var user = identity.newUser("iro-manager.demo");
        user.setEmail("manager@derby.example.org");
        identity.saveUser(user);
        identity.saveGroup(identity.newGroup("iro-manager"));
        identity.saveTenant(identity.newTenant("derby"));
        identity.createMembership("iro-manager.demo", "iro-manager");
        identity.createTenantUserMembership("derby", "iro-manager.demo");
        missedDeadline();
        house.now = london(2026, 12, 3, 10, 0);
        house.start("notice");
        assertThat(house.runJob()).isTrue();
        identity.deleteUser("iro-manager.demo");
        identity.deleteGroup("iro-manager");
        identity.deleteTenant("derby");
        assertThat(delivered).extracting(CorrespondenceProcessTest::to).contains("manager@derby.example.org");
    }

    @Test
    void textStaysAsRecordedWhateverChangesLater() throws Exception {
        house.timeline.add(new TimelineRecord(UUID.randomUUID(), House.CASE, "iro-notice", "entered in error",
                List.of(new TimelineRecord.Entry("note", "Note", "Wrong child")), When.at(house.now), house.now, "iro.demo",
                "wrong child", null, null));
        house.timeline.add(new TimelineRecord(UUID.randomUUID(), House.CASE, "iro-notice", "confirmed",
                List.of(new TimelineRecord.Entry("nextReviewOn", "Next review", "14/01/2027"),
                        new TimelineRecord.Entry("note", "Note", "Tuesdays <b>are</b> best")),
                When.at(house.now), house.now, "iro.demo", null, null, null));
        house.start("letter");
        house.hold("iro", "Ivo Successor", "ivo@derby.example.org");
        Item item = house.onlyItem();
        assertThat(house.runJob()).isTrue();
        assertThat(house.ledger.html(item.id())).contains("Ines Reviewer").doesNotContain("Ivo Successor")
                .contains("14/01/2027").contains("Tuesdays &lt;b&gt;are&lt;/b&gt; best").doesNotContain("Wrong child");
        assertThat(PdfText.of(house.ledger.pdf(item.id()))).contains("Ines Reviewer").contains("Tuesdays <b>are</b> best");
        assertThat(house.ledger.find("DBY-OTHER", item.id())).isEmpty();
        assertThat(house.ledger.find(House.CASE, item.id())).contains(house.onlyItem());
        assertThat(item.recordedBy()).isEqualTo("system");
    }

    @Test
    void theUserWhoAskedIsRecorded() {
        house.engine.getIdentityService().setAuthentication("iro.demo", List.of("iro"), List.of("derby"));
        try {
            house.start("letter");
        } finally {
            house.engine.getIdentityService().clearAuthentication();
        }
        assertThat(house.onlyItem().recordedBy()).isEqualTo("iro.demo");
        assertThat(house.runJob()).isTrue();
    }

    @Test
    void theInstanceKnowsOnlyTheNumberOfTheRow() {
        house.start("letter");
        var variables = house.engine.getRuntimeService().createVariableInstanceQuery().list();
        assertThat(variables).hasSize(1).first().satisfies(variable -> {
            assertThat(variable.getName()).isEqualTo("correspondenceId");
            assertThat(variable.getValue()).isEqualTo(house.onlyItem().id().toString());
        });
        assertThat(house.runJob()).isTrue();
    }

    // --- about a concern -------------------------------------------------------------------------------------------

    @Test
    @Clause("C-98 C-101")
    void aLetterAboutAConcernSaysWhatIsRecordedAboutThatOne_toWhomItConcerns() throws Exception {
        concernLetter();
        house.concerns.put("one", Map.of("number", "DBY-7KQ2/1", "impact", "She <b>waits</b>\nfor a school."));
        house.concerns.put("two", Map.of("number", "DBY-7KQ2/2", "impact", "No placement"));
        house.parties.put("one manager", List.of(new Matters.Party("team-manager", "Tom Teamlead", " tom@derby.example.org ")));
        house.parties.put("one person", List.of(new Matters.Party("social-worker", null, null)));
        house.hold("social-worker", "Sol Worker", "sol@derby.example.org");
        house.start("any-letter", "one", "template", "trial");
        Item item = house.onlyItem();
        assertThat(item.to()).containsExactly("Tom Teamlead (manager responding)", "Sol Worker (Social Worker), copy");
        assertThat(house.ledger.html(item.id())).contains("Concern DBY-7KQ2/1").contains("She &lt;b&gt;waits&lt;/b&gt;")
                .contains("Dear Tom Teamlead").doesNotContain("No placement");
        runAll();
        assertThat(delivered).extracting(CorrespondenceProcessTest::to)
                .containsExactly("tom@derby.example.org", "sol@derby.example.org");
        assertThat(source(delivered.get(0))).doesNotContain("waits").doesNotContain("Tom Teamlead");
    }

    @Test
    void aLetterAboutAConcernIsRefusedWhereTheInstanceHasNone() {
        concernLetter();
        house.concerns.put("one", Map.of("number", "DBY-7KQ2/1", "impact", "x"));
        assertThatThrownBy(() -> house.start("any-letter", null, "template", "trial"))
                .hasStackTraceContaining("our number of the concern it is about ({{concern.number}})");
        assertThat(house.ledger.ofCase(House.CASE)).isEmpty();
    }

    @Test
    void everybodyOfAStageIsWrittenToOnce_andAPartyThatIsAHolderIsShownAsSuch() {
        concernNotice("concern:stage", "concern:director if known");
        house.concerns.put("one", Map.of("number", "DBY-7KQ2/1"));
        house.settings.put("head-of-service.email", "hos@derby.example.org");
        house.hold("head-of-service-qa", "Quentin Quality", "HOS@derby.example.org");
        house.hold("team-manager", "Tom Teamlead", "tom@derby.example.org");
        house.parties.put("one stage", List.of(new Matters.Party("head-of-service", null, null),
                new Matters.Party("head-of-service-qa", null, null),
                new Matters.Party("team-manager", "Tom", "tom@derby.example.org"),
                new Matters.Party("Head of the Virtual School", null, "virtual@derby.example.org")));
        house.start("any-notice", "one", "template", "trial");
        assertThat(house.onlyItem().to()).containsExactly("Head of Service", "Tom Teamlead (Team Manager)",
                "Head of the Virtual School (those told at this stage)");
        house.now = london(2026, 12, 3, 10, 0);
        runAll();
        assertThat(delivered).extracting(CorrespondenceProcessTest::to)
                .containsExactly("hos@derby.example.org", "tom@derby.example.org", "virtual@derby.example.org");
    }

    @Test
    void withNobodyToWriteToAboutAConcernTheStepGoesOnAndSomebodySeesIt() {
        concernNotice("concern:spokenTo", "iro");
        house.concerns.put("one", Map.of("number", "DBY-7KQ2/1"));
        house.start("any-notice", "one", "template", "trial");
        assertThat(house.onlyItem().to().get(0)).isEqualTo("manager spoken to");
        assertThat(house.runJob()).isTrue();
        assertThat(house.runJob()).isFalse();
        assertThat(incident().getIncidentMessage()).startsWith("The notice 'trial' could not be sent to the manager spoken to in "
                + "case DBY-7KQ2: no e-mail address is recorded.");
        house.parties.put("one spokenTo", List.of(new Matters.Party("service-manager", "Sid", "sid@derby.example.org")));
        assertThat(house.runJob()).isTrue();
        assertThat(house.onlyItem().state()).isEqualTo(Item.State.SENT);
        assertThat(delivered).extracting(CorrespondenceProcessTest::to).contains("sid@derby.example.org");
    }

    @Test
    void twoConcernsAtOnceDoNotTakeEachOthersDatesOrLetters() {
        DeadlineRule rule = rule("dispute-response", "Response to the QA form (stage 1)");
        String waiting = house.engine.getRuntimeService().createProcessInstanceByKey("asks").processDefinitionTenantId("derby")
                .businessKey(House.CASE).execute().getId();
        house.deadlines.add(deadline(null, "two", rule, london(2026, 12, 14, 23, 59)));
        house.deadlines.add(deadline(waiting, "one", rule, london(2026, 12, 21, 23, 59)));
        house.reckoned.put("dispute-response", new ReckonedDates.Reckoned(rule, london(2027, 1, 4, 23, 59), "counted"));
        String key = "due.dispute-response";
        assertThat(house.data.value(house.file, new Writing("trial", "trial", waiting, null), null, key)).isEqualTo("21/12/2026");
        assertThat(house.data.value(house.file, new Writing("trial", "trial", "another", "two"), null, key))
                .isEqualTo("14/12/2026");
        assertThat(house.data.value(house.file, new Writing("trial", "trial", "another", "three"), null, key))
                .as("not the date of another concern").isEqualTo("04/01/2027");
        assertThat(house.data.value(house.file, new Writing("trial", "dispute-response", "another", "three"), null,
                "deadline.due"))
                .isNull();
        assertThat(house.data.value(house.file, Writing.of("trial"), null, key)).isEqualTo("14/12/2026");
        house.engine.getRuntimeService().deleteProcessInstance(waiting, "asked");

        concernNotice("concern:manager", "iro if known");
        house.people.clear();
        List.of("one", "two").forEach(each -> house.concerns.put(each, Map.of("number", each)));
        house.parties.put("two manager", List.of(new Matters.Party(null, "Tom", "tom@derby.example.org")));
        house.start("any-notice", "one", "template", "trial");
        house.now = house.now.plusSeconds(60);
        house.start("any-notice", "two", "template", "trial");
        List<Item> items = house.ledger.ofCase(House.CASE);
        jobs().forEach(job -> house.engine.getManagementService().executeJob(job));
        assertThat(house.ledger.ofCase(House.CASE)).extracting(Item::state)
                .as("the first still waits for an address").containsExactly(Item.State.SENT, Item.State.FAILED);
        assertThat(items).hasSize(2);
        house.parties.put("one manager", List.of(new Matters.Party(null, "Tilda", "tilda@derby.example.org")));
        runAll();
        assertThat(delivered).extracting(CorrespondenceProcessTest::to)
                .containsExactly("tom@derby.example.org", "tilda@derby.example.org");
    }

    @Test
    void aTargetWithoutANoticeOfItsOwnIsToldWithTheOneForAll() throws Exception {
        house.settings.put("senior-iro.email", "senior@derby.example.org");
        house.concerns.put("one", Map.of("number", "DBY-7KQ2/1", "stage", "Stage 2"));
        Instant due = london(2026, 12, 2, 23, 59).plusSeconds(59);
        DeadlineRule rule = rule("dispute-stage-2-actions", "Actions of the urgent action plan taken (stage 2)");
        house.deadlines.add(deadline(null, "two", rule, london(2026, 12, 1, 23, 59)));
        house.deadlines.add(deadline(null, "one", rule, due));
        house.now = london(2026, 12, 3, 0, 0);
        house.start("any-overdue", "one", "rule", "dispute-stage-2-actions");
        assertThat(house.onlyItem().template()).isEqualTo("target-missed");
        assertThat(house.job().getDuedate().toInstant()).isEqualTo(london(2026, 12, 3, 8, 0));
        runAll();
        assertThat(delivered).extracting(CorrespondenceProcessTest::to)
                .containsExactly("ines.reviewer@derby.example.org", "senior@derby.example.org");
        assertThat(delivered.get(0).getSubject()).isEqualTo(
                "Target missed: Actions of the urgent action plan taken (stage 2) – our reference DBY-7KQ2");
        assertThat(source(delivered.get(0))).contains("Was due: 02/12/2026", "Concern: DBY-7KQ2/1, now at: Stage 2",
                "1 week from there");
        assertNamesNobody(source(delivered.get(0)));
        assertThat(house.rows.item(house.onlyItem().id()).orElseThrow()).satisfies(row -> {
            assertThat(row.rule()).isEqualTo("dispute-stage-2-actions");
            assertThat(row.subject()).isEqualTo("one");
        });

        house.replacedLetters.put("dispute-stage-2-actions-overdue", House.letter("iro-notice-overdue"));
        house.start("any-overdue", "one", "rule", "dispute-stage-2-actions");
        runAll();
        assertThat(house.ledger.ofCase(House.CASE)).extracting(Item::template)
                .containsExactlyInAnyOrder("target-missed", "dispute-stage-2-actions-overdue");
    }

    @Test
    void aTargetThatNobodyCountsIsNamed() {
        assertThatThrownBy(() -> house.start("any-overdue", "one", "rule", "no-such-rule"))
                .hasStackTraceContaining("{{deadline.what}}: deadlines.dmn has no row 'no-such-rule'");
    }

    @Test
    @Clause("P-45")
    void whoeverTheDigestHasToldOfATargetIsNotToldWithTheOneForAll() {
        house.settings.put("senior-iro.email", "senior@derby.example.org");
        DeadlineRule rule = rule("dispute-stage-2-actions", "Actions of the urgent action plan taken (stage 2)");
        house.deadlines.add(deadline(null, "one", rule, london(2026, 12, 2, 23, 59)));
        house.now = london(2026, 12, 3, 7, 30);
        UUID digest = UUID.randomUUID();
        UUID recipient = UUID.randomUUID();
        house.digestRows.add(List.of(new LedgerRows.ItemRow(digest, null, "derby", Placeholders.DIGEST, null, null, false,
                "Your work",
                "", Item.State.SENT, house.now, "system", null, house.now, null)), List.of(new LedgerRows.RecipientRow(recipient,
                digest, 0, false, Placeholders.DIGEST, null, null, "Ines", "ines.reviewer@derby.example.org", "<" + recipient
                + ">",
                "Your work", "", false, Item.State.SENT, null, null)), List.of(new DigestRows.LineRow(digest,
                new Digests.Told(House.CASE, "dispute-stage-2-actions", true))));
        house.now = london(2026, 12, 3, 8, 0);
        house.start("any-overdue", "one", "rule", "dispute-stage-2-actions");
        runAll();
        assertThat(delivered).extracting(CorrespondenceProcessTest::to).containsExactly("senior@derby.example.org");
        assertThat(house.onlyItem().problem()).contains("told in the digest of 03/12/2026");
    }

    private static void concernLetter() {
        concernFile("letter", "concern:manager", "concern:person", "<p>Dear {{recipient.name}}</p><p>Concern {{concern.number}}</p>"
                + "<p class=\"typed\">{{concern.impact}}</p>");
    }

    private static void concernNotice(String to, String copy) {
        concernFile("notice", to, copy, "<p>Concern {{concern.number}}</p>");
    }

    private static void concernFile(String kind, String to, String copy, String body) {
        house.replacedLetters.put("trial", """
                <!DOCTYPE html><html lang="en-GB"><head><title>A concern</title><meta name="kind" content="%s">
                <meta name="to" content="%s"><meta name="copy" content="%s"></head><body>%s</body></html>"""
                .formatted(kind, to, copy, body));
    }

    private static DeadlineRule rule(String id, String label) {
        return new DeadlineRule(id, label, 1, DeadlineRule.Unit.WORKING_DAYS, false, List.of("x"),
                DeadlineRule.Combine.ALL_LATEST, DeadlineRule.Kind.LOCAL, "C-110", "Protocol", List.of());
    }

    private static Deadline deadline(String instance, String subject, DeadlineRule rule, Instant due) {
        return new Deadline(UUID.randomUUID(), House.CASE, instance, subject, rule, due, Deadline.State.MISSED, null, due,
                "1 week from there");
    }

    // --- helpers ---------------------------------------------------------------------------------------------------

    private void missedDeadline() {
        DeadlineRule rule = new DeadlineRule("iro-notice", "IRO's details to the guardian", 2, DeadlineRule.Unit.WORKING_DAYS,
                false, List.of("iro-allocated"), DeadlineRule.Combine.ALL_LATEST, DeadlineRule.Kind.LOCAL, "C-34", "Protocol",
                List.of());
        Instant due = london(2026, 12, 2, 23, 59).plusSeconds(59);
        house.deadlines.add(new Deadline(UUID.randomUUID(), House.CASE, null, rule, due, Deadline.State.MISSED, null, due,
                "2 working days from Monday 30 November 2026 is Wednesday 2 December"));
    }

    private static String value(String placeholder) {
        return house.data.value(house.file, Writing.of("trial"), null, placeholder);
    }

    private static void record(String kind, String errorReason) {
        house.timeline.add(0, new TimelineRecord(UUID.randomUUID(), House.CASE, kind, "done", List.of(), When.at(house.now),
                house.now, "iro-admin.demo", errorReason, null, null));
    }

    /** Runs jobs until there are none; each must succeed. */
    private static void runAll() {
        for (var jobs = jobs(); !jobs.isEmpty(); jobs = jobs()) {
            jobs.forEach(id -> house.engine.getManagementService().executeJob(id));
        }
    }

    private static List<String> jobs() {
        return house.engine.getManagementService().createJobQuery().list().stream().map(job -> job.getId()).toList();
    }

    private Incident incident() {
        return house.engine.getRuntimeService().createIncidentQuery().singleResult();
    }

    private static void assertNamesNobody(String text) {
        assertThat(text).doesNotContainIgnoringCase("Ottoline").doesNotContainIgnoringCase("Featherstonehaugh")
                .doesNotContain("Ines Reviewer").doesNotContain("Gita Guardian").doesNotContain("17/05/2020");
    }

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String to(MimeMessage message) {
        try {
            return Set.of(message.getAllRecipients()).iterator().next().toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Headers and the decoded texts of every part. */
    private static String source(MimeMessage message) throws Exception {
        StringBuilder all = new StringBuilder();
        var headers = message.getAllHeaderLines();
        while (headers.hasMoreElements()) {
            all.append(headers.nextElement()).append('\n');
        }
        all.append(message.getSubject()).append('\n');
        collect((jakarta.mail.Multipart) message.getContent(), all);
        return all.toString();
    }

    private static void collect(jakarta.mail.Multipart parts, StringBuilder all) throws Exception {
        for (int i = 0; i < parts.getCount(); i++) {
            var part = parts.getBodyPart(i);
            all.append(part.getContentType()).append(' ').append(part.getFileName()).append('\n');
            if (part.getContent() instanceof jakarta.mail.Multipart inner) {
                collect(inner, all);
            } else if (part.getContent() instanceof String text) {
                all.append(text).append('\n');
            }
        }
    }
}
