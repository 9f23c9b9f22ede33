package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iroprotocol.testing.House.moment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.agreement.Agreement;
import org.iroprotocol.agreement.Agreement.State;
import org.iroprotocol.agreement.ProtocolAgreements;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.correspondence.ProtocolNotices;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code protocol-agreement}: who signed which version when, and the yearly review. */
class ProtocolAgreementTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("protocol-agreement");

    private static final String PROCESS = "protocol-agreement";
    private static final String MANAGER = "iro-manager.test";
    private static final List<String> NOTICES = List.of("protocol-review-reminder", "protocol-review-overdue",
            "protocol-second-signature-overdue");

    @Autowired
    ProtocolAgreements agreements;
    @Autowired
    ProtocolNotices notices;
    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    @AfterEach
    void noAgreement() {
        engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey(PROCESS).list()
                .forEach(one -> engine.getRuntimeService().deleteProcessInstance(one.getId(), "test over"));
        engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("correspondence").list().stream()
                .filter(one -> one.getBusinessKey() == null)
                .forEach(one -> engine.getRuntimeService().deleteProcessInstance(one.getId(), "test over"));
        jdbc.update("delete from protocol_agreement_note");
        jdbc.update("delete from protocol_agreement");
        jdbc.update("delete from deadline where case_reference like 'agreement-%'");
        jdbc.update("delete from correspondence_recipient where item_id in "
                + "(select id from correspondence_item where template like 'protocol-%')");
        jdbc.update("delete from correspondence_item where template like 'protocol-%'");
    }

    // ---- refused ----

    @Test
    @Clause("C-76")
    void whatIsIncompleteOrLiesInTheFutureIsRefused() {
        refused(Map.of(), "version is missing");
        refused(Map.of("protocolVersion", "2026"), "Nobody has signed yet");
        refused(Map.of("protocolVersion", "2026", "headName", "Hanna Head"), "day is missing");
        refused(Map.of("protocolVersion", "2026", "headSignedOn", "2026-12-01"), "name is missing");
        refused(both("2026", "2026-12-01", "2026-12-19"), "lies in the future");
        refused(Map.of("agreementAct", "correct", "agreementWhich", "in-force", "agreementReason", "typing"), "No agreement is in force");
        refused(Map.of("agreementAct", "correct", "agreementWhich", "signing", "agreementReason", "typing"),
                "No version waits for a second signature");
        assertThat(agreements.of("derby")).isEmpty();
        assertThat(instances()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iro.test", "senior-iro.test", "iro-admin.test", "protocol-manager.test", "protocol-admin.test",
        "la-legal-assistant.test", "childrens-guardian.test", "head-of-service.test"})
    void onlyTheIroManagerBeginsIt(String user) {
        assertThatThrownBy(() -> cases.start("derby", user, PROCESS, both("2026", "2026-12-01", "2026-12-02")))
                .isInstanceOf(AuthorizationException.class);
        assertThat(agreements.of("derby")).isEmpty();
    }

    @Test
    void notEvenTheBreakGlassAdministratorBeginsIt() {
        String definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(PROCESS)
                .tenantIdIn("derby").latestVersion().singleResult().getId();
        engine.getIdentityService().setAuthentication("admin", List.of("camunda-admin"), List.of("derby"));
        assertThatThrownBy(() -> engine.getFormService().submitStartForm(definition, new HashMap<>(both("2026", "2026-12-01",
                "2026-12-02")))).hasStackTraceContaining("Only the IRO manager records");
        staff.signOut();
        assertThat(agreements.of("derby")).isEmpty();
    }

    @Test
    void theManagerOfAnotherAuthorityNeitherBeginsNorWorksOnIt() {
        assertThatThrownBy(() -> cases.start("northmoor", MANAGER, PROCESS, both("2026", "2026-12-01", "2026-12-02")))
                .isInstanceOf(Exception.class);
        assertThat(agreements.of("northmoor")).isEmpty();
        signed(Map.of("protocolVersion", "2026", "headName", "Hanna Head", "headSignedOn", "2026-12-10"));
        Task task = task("record-missing-signature");
        for (String user : List.of("iro-admin.north", "protocol-admin.north", "iro.test", "protocol-manager.test")) {
            assertThatThrownBy(() -> complete(task.getId(), user, Map.of("signatureGiven", "yes", "signatoryName", "X",
                    "signatorySignedOn", "2026-12-15"))).as(user).isInstanceOf(Exception.class);
        }
        assertThat(the().state()).isEqualTo(State.SIGNING);
    }

    @Test
    void theBusinessKeyIsTheHousesWhateverWasSent() {
        String child = cases.open(Map.of());
        for (String foreign : List.of(child, "agreement-northmoor-1", "")) {
            noAgreement();
            var definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(PROCESS)
                    .tenantIdIn("derby").latestVersion().singleResult();
            staff.signIn(MANAGER);
            try {
                engine.getFormService().submitStartForm(definition.getId(), foreign, new HashMap<>(both("2026", "2026-12-01",
                        "2026-12-02")));
            } finally {
                staff.signOut();
            }
            assertThat(instance().getBusinessKey()).isEqualTo("agreement-derby-1");
            assertThat(instance().getTenantId()).isEqualTo("derby");
        }
        noAgreement();
        Map<String, Object> withCase = new HashMap<>(both("2026", "2026-12-01", "2026-12-02"));
        withCase.put("caseReference", child);
        assertThatThrownBy(() -> signed(withCase)).as("no such field").isInstanceOf(Exception.class);
        assertThat(register.ofCase(child)).noneMatch(deadline -> deadline.rule().id().startsWith("protocol-"));
    }

    @Test
    @Clause("C-76")
    void nothingTypedStaysInTheEngine() {
        signed(both("2026", "2026-12-01", "2026-12-02"));
        assertThat(engine.getRuntimeService().getVariables(instance().getId())).containsOnlyKeys("agreementAct", "agreementState");
        for (String table : List.of("ACT_RU_VARIABLE", "ACT_HI_VARINST", "ACT_HI_DETAIL")) {
            assertThat(jdbc.queryForObject("select count(*) from " + table + " where TEXT_ like '%Hanna%' or TEXT_ like '%Senior%'",
                    Integer.class)).as(table).isZero();
        }
    }

    // ---- one signature after the other ----

    @Test
    @Clause("C-76")
    void theSecondSignatureIsWaitedFor_askedForWhenLate_andOnlyThenItIsInForce() {
        signed(Map.of("protocolVersion", "2026", "headName", "Hanna Head", "headSignedOn", "2026-12-10"));
        assertThat(the().state()).isEqualTo(State.SIGNING);
        Task task = task("record-missing-signature");
        assertThat(task.getAssignee()).isNull();
        assertThat(groups(task)).containsExactly("iro-manager");
        assertThat(task.getDueDate()).as("ten working days, over Christmas and New Year").isEqualTo(moment("2026-12-24T23:59:59"));
        assertThat(engine.getTaskService().getVariable(task.getId(), "missingSignature")).isEqualTo("Senior Manager, IRO Service");
        refused(both("2027", "2026-12-15", "2026-12-15"), "still waits for its second signature");

        house.passes("2026-12-24T23:59:59");
        assertThat(sent()).isEmpty();
        Item item = notices.sent("derby", NOTICES).get(0);
        assertThat(item.template()).isEqualTo("protocol-second-signature-overdue");
        assertThat(ledger.html(item.id())).contains("Senior Manager, IRO Service", "24/12/2026").doesNotContain("Hanna");
        house.passes("2026-12-29T08:00");
        assertThat(sent()).containsExactly("protocol-second-signature-overdue");
        assertThat(mailbox.messages()).hasSize(1);
        assertThat(task("record-missing-signature")).as("nothing closes by itself").isNotNull();

        Map<String, Object> form = new HashMap<>(Map.of("signatureGiven", "yes", "signatoryName", "Sam Senior"));
        assertThatThrownBy(() -> complete(task.getId(), MANAGER, form)).hasStackTraceContaining("Signed on");
        form.put("signatorySignedOn", "2026-12-30");
        assertThatThrownBy(() -> complete(task.getId(), MANAGER, form)).hasStackTraceContaining("future");
        form.put("signatorySignedOn", "2026-12-28");
        complete(task.getId(), MANAGER, form);
        assertThat(the().state()).isEqualTo(State.IN_FORCE);
        assertThat(the().manager()).isEqualTo(new Agreement.Signature("Sam Senior", java.time.LocalDate.of(2026, 12, 28)));
        assertThat(deadline("protocol-second-signature").state()).isEqualTo(Deadline.State.MET);
        assertThat(timer().getDuedate()).as("a year after the last signature, less 30 days").isEqualTo(moment("2027-11-28T08:00"));
        assertThat(tasks()).isEmpty();
    }

    @Test
    @Clause("C-76")
    void whatWillNotBeSignedIsTakenBackWithTheReason_andTheOneBeforeStaysInForce() {
        signed(both("2026", "2026-12-01", "2026-12-02"));
        signed(Map.of("protocolVersion", "2027", "managerName", "Sam Senior", "managerSignedOn", "2026-12-15"));
        assertThat(agreements.of("derby")).extracting(Agreement::state).containsExactly(State.SIGNING, State.IN_FORCE);
        Task task = task("record-missing-signature");
        assertThat(engine.getTaskService().getVariable(task.getId(), "missingSignature")).isEqualTo("Head of Service, Cafcass");
        assertThatThrownBy(() -> complete(task.getId(), MANAGER, Map.of("signatureGiven", "no")))
                .hasStackTraceContaining("Why not?");
        assertThatThrownBy(() -> complete(task.getId(), MANAGER, Map.of("signatureGiven", "yes", "signatoryName", "Hanna Head",
                "signatorySignedOn", "2026-12-25"))).hasStackTraceContaining("future");
        complete(task.getId(), MANAGER, Map.of("signatureGiven", "no", "agreementReason", "Cafcass wants other words."));
        assertThat(agreements.of("derby")).extracting(Agreement::state).containsExactly(State.WITHDRAWN, State.IN_FORCE);
        assertThat(the().notes()).last().satisfies(note -> {
            assertThat(note.reason()).isEqualTo("Cafcass wants other words.");
            assertThat(note.recordedBy()).isEqualTo(MANAGER);
        });
        assertThat(instances()).hasSize(1);
    }

    // ---- the year ----

    @ParameterizedTest(name = "last signed {0}, reminded {1}, due {2}, told {3}")
    @CsvSource(textBlock = """
            2026-11-02, 2027-10-03T08:00, 2027-11-02T23:59:59, 2027-11-03T08:00
            # from 29 February it is 28 February
            2028-02-29, 2029-01-29T08:00, 2029-02-28T23:59:59, 2029-03-01T08:00
            # to a 29 February nobody signed on: the same day of the month
            2027-02-28, 2028-01-29T08:00, 2028-02-28T23:59:59, 2028-02-29T08:00
            # due on the Friday before the clocks go forward, and the Sunday they do: told on the Monday
            2026-03-26, 2027-02-24T08:00, 2027-03-26T23:59:59, 2027-03-30T08:00
            2027-03-28, 2028-02-27T08:00, 2028-03-28T23:59:59, 2028-03-29T08:00
            # due on the Sunday the clocks go back: 31/10/2027, and reminded on the Sunday they go back
            2026-10-31, 2027-10-01T08:00, 2027-10-31T23:59:59, 2027-11-01T08:00
            2026-11-30, 2027-10-31T08:00, 2027-11-30T23:59:59, 2027-12-01T08:00
            # due at Christmas
            2026-12-24, 2027-11-24T08:00, 2027-12-24T23:59:59, 2027-12-29T08:00
            """)
    @Clause("C-77")
    void remindedThirtyDaysBefore_andToldOnTheNextWorkingMorningWhenOverdue(String last, String reminded, String due, String told) {
        house.at(last + "T12:00");
        signed(both("2026", java.time.LocalDate.parse(last).minusDays(3).toString(), last));
        assertThat(timer().getDuedate()).isEqualTo(moment(reminded));
        house.at(java.time.LocalDateTime.parse(reminded).minusMinutes(1).toString());
        house.runDueJobs();
        assertThat(tasks()).isEmpty();

        house.passes(reminded);
        Task task = task("hold-review");
        assertThat(task.getAssignee()).isNull();
        assertThat(groups(task)).containsExactly("iro-manager");
        assertThat(task.getDueDate()).isEqualTo(moment(due));
        assertThat(notices.sent("derby", NOTICES)).extracting(Item::template).containsExactly("protocol-review-reminder");

        house.passes(due);
        assertThat(deadline("protocol-review").state()).isEqualTo(Deadline.State.MISSED);
        assertThat(sent()).doesNotContain("protocol-review-overdue");
        house.at(java.time.LocalDateTime.parse(told).minusMinutes(1).toString());
        house.runDueJobs();
        assertThat(sent()).doesNotContain("protocol-review-overdue");
        house.passes(told);
        assertThat(sent()).containsExactlyInAnyOrder("protocol-review-reminder", "protocol-review-overdue");
        assertThat(task("hold-review").getId()).as("the timers never interrupt").isEqualTo(task.getId());
        assertThat(the().state()).isEqualTo(State.IN_FORCE);
    }

    @Test
    @Clause("C-77")
    void theReminderGoesToTheManagersInOfficeHours_withoutNames() throws Exception {
        signed(both("2026", "2025-12-20", "2026-02-02"));
        house.passes("2027-01-03T08:00");
        assertThat(mailbox.messages()).as("a Sunday").isEmpty();
        house.passes("2027-01-04T08:00");
        assertThat(mailbox.messages()).hasSize(1);
        assertThat(mailbox.messages().get(0).getAllRecipients()).extracting(Object::toString)
                .containsExactly("iro-manager.test@derby.example");
        assertThat(mailbox.messages().get(0).getSubject()).isEqualTo(
                "The yearly review of the protocol is due on 02/02/2027 – our reference agreement-derby-1");
        Item item = notices.sent("derby", NOTICES).get(0);
        assertThat(item.recordedBy()).isEqualTo("system");
        assertThat(ledger.html(item.id())).contains("/agreement", "02/02/2027").doesNotContain("Hanna", "Sam");
    }

    @Test
    @Clause("C-77")
    void recordedLate_itIsAllSaidAtOnce() {
        signed(both("2024", "2024-03-01", "2024-03-04"));
        house.runDueJobs();
        assertThat(task("hold-review").getDueDate()).isEqualTo(moment("2025-03-04T23:59:59"));
        house.passes("2026-12-21T08:00");
        assertThat(sent()).containsExactlyInAnyOrder("protocol-review-reminder", "protocol-review-overdue");
    }

    @Test
    @Clause("C-77")
    void aCorrectedDateMovesTheReminderAndTheReview_andLeavesATrace() {
        signed(both("2026", "2026-12-01", "2026-12-02"));
        refused(correction(Map.of("headSignedOn", "2026-12-01")), "Nothing is different");
        refused(correction(Map.of("managerSignedOn", "2027-01-02")), "future");
        refused(Map.of("agreementAct", "correct", "agreementWhich", "in-force", "managerSignedOn", "2026-12-12"), "Why is it corrected");
        signed(correction(Map.of("managerSignedOn", "2026-12-12", "protocolVersion", "2026a", "headName", "Hanna Headley")));
        house.runDueJobs();
        assertThat(timer().getDuedate()).isEqualTo(moment("2027-11-12T08:00"));
        assertThat(the().notes()).last().satisfies(note -> {
            assertThat(note.text()).contains("“2026a”, before “2026”", "12/12/2026", "before Sam Senior, 02/12/2026", "Hanna Headley");
            assertThat(note.reason()).isEqualTo("misread");
        });
        assertThat(instances()).hasSize(1);

        house.passes("2027-11-12T08:00");
        house.passes("2027-12-12T23:59:59");
        assertThat(deadline("protocol-review").state()).isEqualTo(Deadline.State.MISSED);
        signed(correction(Map.of("headSignedOn", "2026-12-16")));
        house.runDueJobs();
        assertThat(task("hold-review").getDueDate()).isEqualTo(moment("2027-12-16T23:59:59"));
        assertThat(deadline("protocol-review").state()).as("ahead again").isEqualTo(Deadline.State.OPEN);
        house.passes("2027-12-16T23:59:59");
        house.passes("2027-12-17T08:00");
        assertThat(sent()).filteredOn("protocol-review-overdue"::equals).as("told again").hasSize(2);
    }

    @Test
    void aMissingSignatureIsNoMistake_whatWaitsCanBeCorrectedToo() {
        signed(Map.of("protocolVersion", "2026", "headName", "Hanna Head", "headSignedOn", "2026-12-10"));
        Map<String, Object> waiting = new HashMap<>(correction(Map.of("agreementWhich", "signing")));
        waiting.putAll(Map.of("managerName", "Sam Senior", "managerSignedOn", "2026-12-11"));
        refused(waiting, "missing, not wrong");
        signed(correction(Map.of("agreementWhich", "signing", "headSignedOn", "2026-12-11")));
        house.runDueJobs();
        assertThat(task("record-missing-signature").getDueDate()).isEqualTo(moment("2026-12-29T23:59:59"));
    }

    // ---- what comes of the review ----

    @Test
    @Clause("C-76 C-77")
    void signedAgainTheNextYearBeginsByItselfInAnInstanceOfItsOwn() {
        signed(both("2026", "2026-12-01", "2026-12-02"));
        String first = instance().getId();
        house.passes("2027-11-02T08:00");
        Task task = task("hold-review");
        review(task, Map.of("reviewOutcome", "unchanged"), "Review held on");
        review(task, reviewed("unchanged", "2027-11-02", "2027-11-02", "2027-11-03"), "future");
        review(task, reviewed("unchanged", "2026-11-02", "2027-11-02", "2027-11-02"), "before the version in force was signed");
        review(task, reviewed("unchanged", "2027-11-02", "2026-12-02", "2027-11-02"), "is later");
        review(task, reviewed("new", "2027-11-02", "2027-11-01", "2027-11-02"), "New version");
        Map<String, Object> same = new HashMap<>(reviewed("new", "2027-11-02", "2027-11-01", "2027-11-02"));
        same.put("protocolVersion", "2026");
        review(task, same, "This is the version in force");
        assertThat(agreements.of("derby")).hasSize(1);

        complete(task.getId(), MANAGER, reviewed("unchanged", "2027-10-30", "2027-11-01", "2027-11-02"));
        assertThat(agreements.of("derby")).extracting(Agreement::version).containsExactly("2026", "2026");
        assertThat(agreements.of("derby")).extracting(Agreement::state).containsExactly(State.IN_FORCE, State.REPLACED);
        assertThat(the().head().name()).as("the same person as before").isEqualTo("Hanna Head");
        assertThat(the().recordedBy()).isEqualTo(MANAGER);
        assertThat(instances()).singleElement().satisfies(next -> {
            assertThat(next.getId()).isNotEqualTo(first);
            assertThat(next.getBusinessKey()).isEqualTo("agreement-derby-2");
        });
        assertThat(timer().getDuedate()).isEqualTo(moment("2028-10-03T08:00"));
        Deadline met = register.ofCase("agreement-derby-1").stream().filter(one -> one.rule().id().equals("protocol-review"))
                .findFirst().orElseThrow();
        assertThat(met.state()).isEqualTo(Deadline.State.MET);
        assertThat(met.metAt()).as("the day it was held").isBetween(moment("2027-10-30T00:00:00").toInstant(), moment("2027-10-30T23:59:59").toInstant());
    }

    @Test
    @Clause("C-77")
    void postponedWithAReasonItStaysDue_andANewVersionEndsIt() {
        signed(both("2026", "2025-12-20", "2025-12-22"));
        house.runDueJobs();
        Task task = task("hold-review");
        review(task, Map.of("reviewOutcome", "postponed"), "Why is it postponed");
        complete(task.getId(), MANAGER, Map.of("reviewOutcome", "postponed", "agreementReason", "Cafcass is moving house; in January."));
        Task again = task("hold-review");
        assertThat(again.getId()).isNotEqualTo(task.getId());
        assertThat(again.getDueDate()).isEqualTo(moment("2026-12-22T23:59:59"));
        house.passes("2026-12-22T23:59:59");
        house.passes("2026-12-23T08:00");
        assertThat(sent()).contains("protocol-review-overdue");
        house.at("2027-01-11T10:00");
        Map<String, Object> form = new HashMap<>(reviewed("new", "2027-01-08", "2027-01-08", "2027-01-11"));
        form.putAll(Map.of("protocolVersion", "2027", "headName", "Nora Newhead"));
        complete(again.getId(), MANAGER, form);
        assertThat(the().version()).isEqualTo("2027");
        assertThat(the().head().name()).isEqualTo("Nora Newhead");
        assertThat(agreements.of("derby").get(1).notes()).extracting(Agreement.Note::reason)
                .contains("Cafcass is moving house; in January.");
    }

    @Test
    @Clause("C-77")
    void tenYears_oneInstanceAtATime() {
        signed(both("2026", "2026-12-01", "2026-12-02"));
        for (int year = 2027; year < 2037; year++) {
            house.passes(year + "-11-30T12:00");
            Task task = task("hold-review");
            complete(task.getId(), MANAGER, reviewed("unchanged", year + "-11-30", year + "-11-30", year + "-11-30"));
            assertThat(instances()).hasSize(1);
            assertThat(engine.getRuntimeService().createVariableInstanceQuery().processInstanceIdIn(instance().getId()).count())
                    .as("nothing is carried on but its state").isEqualTo(1);
        }
        assertThat(agreements.of("derby")).hasSize(11);
        assertThat(agreements.of("derby")).filteredOn(one -> one.state() == State.IN_FORCE).hasSize(1);
    }

    // ---- a second agreement while one is in force ----

    @Test
    @Clause("C-76 C-77")
    void aNewVersionTakesThePlaceOfTheOneInForce_onceBothHaveSigned() {
        signed(both("2026", "2026-12-01", "2026-12-02"));
        String first = instance().getId();
        refused(both("2025", "2026-11-01", "2026-12-02"), "this is not later");
        signed(Map.of("protocolVersion", "2027", "headName", "Hanna Head", "headSignedOn", "2026-12-15"));
        assertThat(agreements.of("derby")).extracting(Agreement::state).containsExactly(State.SIGNING, State.IN_FORCE);
        assertThat(instances()).extracting(ProcessInstance::getId).as("both wait").contains(first).hasSize(2);
        complete(task("record-missing-signature").getId(), MANAGER, Map.of("signatureGiven", "yes", "signatoryName", "Sam Senior",
                "signatorySignedOn", "2026-12-17"));
        assertThat(agreements.of("derby")).extracting(Agreement::state).containsExactly(State.IN_FORCE, State.REPLACED);
        assertThat(instances()).singleElement().extracting(ProcessInstance::getBusinessKey).isEqualTo("agreement-derby-2");
        assertThat(timer().getDuedate()).isEqualTo(moment("2027-11-17T08:00"));
        assertThat(engine.getHistoryService().createHistoricActivityInstanceQuery().processInstanceId(first).activityId("year-over")
                .finished().count()).isEqualTo(1);
        assertThat(register.ofCase("agreement-derby-1")).as("no deadline goes on").noneMatch(one ->
                one.state() == Deadline.State.OPEN || one.state() == Deadline.State.WAITING || one.state() == Deadline.State.MISSED);
    }

    @Test
    @Clause("C-77")
    void anEarlierSigningEndsTheReviewThatWaits_andAReviewCannotOvertakeASigningThatWaits() {
        signed(both("2026", "2025-12-20", "2025-12-22"));
        house.runDueJobs();
        Task task = task("hold-review");
        signed(Map.of("protocolVersion", "2027", "headName", "Hanna Head", "headSignedOn", "2026-12-17"));
        review(task, reviewed("unchanged", "2026-12-17", "2026-12-17", "2026-12-17"), "waits for its second signature");
        complete(task("record-missing-signature").getId(), MANAGER, Map.of("signatureGiven", "yes", "signatoryName", "Sam Senior",
                "signatorySignedOn", "2026-12-18"));
        assertThat(tasks()).isEmpty();
        assertThat(timer().getDuedate()).isEqualTo(moment("2027-11-18T08:00"));
    }

    // ---- running cases ----

    @Test
    @Clause("C-77")
    void aNewVersionNeverDisturbsRunningCases() {
        String reference = cases.open(Map.of());
        house.runDueJobs();
        signed(both("2026", "2026-12-01", "2026-12-02"));
        String before = standing(reference);
        assertThat(before).contains("send-iro-details", "proceedings");
        signed(both("2027", "2026-12-15", "2026-12-16"));
        signed(correction(Map.of("headSignedOn", "2026-12-14")));
        house.runDueJobs();
        assertThat(agreements.of("derby")).hasSize(2);
        assertThat(standing(reference)).isEqualTo(before);
    }

    @Test
    @Clause("C-77")
    void aChangedProcessDeployedMeanwhileLeavesRunningInstancesOnTheirVersion() throws IOException {
        String reference = cases.open(Map.of());
        house.runDueJobs();
        signed(both("2026", "2026-12-01", "2026-12-02"));
        String before = standing(reference);
        String own = instance().getProcessDefinitionId();
        var deployment = engine.getRepositoryService().createDeployment().tenantId("derby").name("changed");
        for (String process : List.of("proceedings", PROCESS)) {
            deployment.addString(process + ".bpmn", Files.readString(Path.of("processes/protocol/" + process + ".bpmn"))
                    .replaceFirst("camunda:versionTag=\"[^\"]*\"", "camunda:versionTag=\"changed\""));
        }
        try (var forms = Files.list(Path.of("forms/protocol"))) {
            for (Path form : forms.toList()) {
                String name = form.getFileName().toString();
                if (name.startsWith("proceedings.") || name.startsWith(PROCESS + ".")) {
                    deployment.addString(name, Files.readString(form));
                }
            }
        }
        String id = deployment.deploy().getId();
        try {
            assertThat(standing(reference)).isEqualTo(before);
            assertThat(instance().getProcessDefinitionId()).isEqualTo(own);
            assertThat(engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(PROCESS).tenantIdIn("derby")
                    .latestVersion().singleResult().getVersionTag()).isEqualTo("changed");
            house.passes("2027-11-02T08:00");
            complete(task("hold-review").getId(), MANAGER, reviewed("unchanged", "2027-11-02", "2027-11-01", "2027-11-02"));
            assertThat(instance().getProcessDefinitionId()).as("the next year is on the newest version").isNotEqualTo(own);
        } finally {
            noAgreement();
            engine.getRepositoryService().deleteDeployment(id, true);
        }
    }

    /** Everything of the case that could be disturbed, as text. */
    private String standing(String reference) {
        StringBuilder all = new StringBuilder();
        for (ProcessInstance one : engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(reference)
                .orderByProcessInstanceId().asc().list()) {
            all.append(one.getId()).append(one.getProcessDefinitionId()).append(one.isSuspended());
            engine.getManagementService().createJobQuery().processInstanceId(one.getId()).orderByJobId().asc().list()
                    .forEach(job -> all.append(job.getId()).append(job.getDuedate()));
        }
        engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).orderByTaskId().asc().list()
                .forEach(task -> all.append(task.getId()).append(task.getTaskDefinitionKey()).append(task.getAssignee())
                        .append(task.getDueDate()).append(task.getFollowUpDate()));
        register.ofCase(reference).forEach(deadline -> all.append(deadline));
        files.timeline(reference).forEach(record -> all.append(record.id()));
        return all.toString();
    }

    // ---- helpers ----

    private static Map<String, Object> both(String version, String headOn, String managerOn) {
        return Map.of("agreementAct", "signed", "protocolVersion", version, "headName", "Hanna Head", "headSignedOn", headOn,
                "managerName", "Sam Senior", "managerSignedOn", managerOn);
    }

    private static Map<String, Object> correction(Map<String, ?> fields) {
        Map<String, Object> form = new HashMap<>(Map.of("agreementAct", "correct", "agreementWhich", "in-force",
                "agreementReason", "misread"));
        form.putAll(fields);
        return form;
    }

    private static Map<String, Object> reviewed(String outcome, String heldOn, String headOn, String managerOn) {
        return Map.of("reviewOutcome", outcome, "reviewHeldOn", heldOn, "headSignedOn", headOn, "managerSignedOn", managerOn);
    }

    private void signed(Map<String, ?> fields) {
        Map<String, Object> form = new HashMap<>(Map.of("agreementAct", "signed"));
        form.putAll(fields);
        cases.start("derby", MANAGER, PROCESS, form);
    }

    private void refused(Map<String, ?> fields, String words) {
        assertThatThrownBy(() -> signed(fields)).hasStackTraceContaining(words);
    }

    private void review(Task task, Map<String, Object> form, String words) {
        assertThatThrownBy(() -> complete(task.getId(), MANAGER, form)).hasStackTraceContaining(words);
    }

    private Agreement the() {
        return agreements.of("derby").get(0);
    }

    private List<ProcessInstance> instances() {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey(PROCESS).list();
    }

    private ProcessInstance instance() {
        assertThat(instances()).hasSize(1);
        return instances().get(0);
    }

    private List<Task> tasks() {
        return engine.getTaskService().createTaskQuery().processDefinitionKey(PROCESS).list();
    }

    private Task task(String step) {
        return engine.getTaskService().createTaskQuery().processDefinitionKey(PROCESS).taskDefinitionKey(step).singleResult();
    }

    private List<String> groups(Task task) {
        return engine.getTaskService().getIdentityLinksForTask(task.getId()).stream().map(link -> link.getGroupId()).toList();
    }

    /** The one timer of the one instance. */
    private Job timer() {
        return engine.getManagementService().createJobQuery().processInstanceId(instance().getId()).timers().singleResult();
    }

    private Deadline deadline(String rule) {
        return deadline(the().reference(), rule);
    }

    /** Templates of the notices that have gone out. */
    private List<String> sent() {
        return notices.sent("derby", NOTICES).stream().filter(item -> item.state() == Item.State.SENT).map(Item::template).toList();
    }
}
