package org.iroprotocol.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.spin.Spin;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFiles.NewChild;
import org.iroprotocol.casefile.CaseFiles.NewPerson;
import org.iroprotocol.casefile.TimelineRecord.Entry;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The end of proceedings and what follows, as forms record it and processes ask for it; today is Wednesday 1 July 2026, ten
 * o'clock. The two children are siblings, with proceedings issued on 2 February.
 */
@ProtocolTest
class CaseStepsTest {

    private static final String HERE = "casefile-here";
    private static final String ELSEWHERE = "casefile-elsewhere";
    private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);
    private static final LocalDate ISSUED = LocalDate.of(2026, 2, 2);

    @Autowired
    CaseFiles files;
    @Autowired
    ChildFacts facts;
    @Autowired
    CaseBeans house;
    @Autowired
    Records records;
    @Autowired
    RepositoryService repository;
    @Autowired
    RuntimeService runtime;
    @Autowired
    IdentityService identity;
    @Autowired
    JdbcClient database;
    @Autowired
    PlatformTransactionManager transactions;
    @Autowired
    HeardChanges heard;

    private Cases cases;
    private String robin;
    private String kim;

    @BeforeEach
    void start() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-07-01T09:00:00Z")));
        cases = house.casesWithoutForms();
        robin = child("Robin Example", LocalDate.of(2020, 2, 29));
        kim = child("Kim Example", LocalDate.of(2021, 3, 1));
        files.linkSiblings(List.of(robin, kim));
    }

    private String child(String name, LocalDate birth) {
        String reference = files.open(new NewChild(HERE, name, birth, null, null, false), "x").reference();
        files.openProceedings(reference, "care-order", null, null, ISSUED, "x");
        return reference;
    }

    @AfterEach
    void leaveNothing() {
        identity.clearAuthentication();
        repository.createDeploymentQuery().tenantIdIn(HERE, ELSEWHERE).list()
                .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
        CaseFileTables.empty(database, HERE, ELSEWHERE);
        ClockUtil.reset();
    }

    private DelegateExecution step(String reference, Map<String, ?> typed) {
        return new FakeExecution(HERE, reference, "Step", typed).execution;
    }

    /** The form as typed; a value {@code null} takes a field out. */
    private static Map<String, Object> form(Map<String, ?> usual, Object... more) {
        Map<String, Object> form = new HashMap<>(usual);
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) {
                form.remove(more[i]);
            } else {
                form.put((String) more[i], more[i + 1]);
            }
        }
        return form;
    }

    private void done(Consumer<DelegateExecution> what, Map<String, ?> typed) {
        FakeExecution step = new FakeExecution(HERE, robin, "Step", typed);
        inTransaction(() -> what.accept(step.execution));
        assertThat(step.variables).as("what was typed has left the process").isEmpty();
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }

    private String refused(String field, Consumer<DelegateExecution> what, Map<String, ?> typed) {
        DelegateExecution step = step(robin, typed);
        String[] message = new String[1];
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> inTransaction(() -> what.accept(step)))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Robin", "Kim", "typed"))
                .satisfies(e -> message[0] = e.getMessage());
        return message[0];
    }

    private boolean asks(java.util.function.Predicate<DelegateExecution> question) {
        return Boolean.TRUE.equals(new TransactionTemplate(transactions).execute(status -> question.test(step(robin, Map.of()))));
    }

    private String event(String reference, String kind) {
        return files.event(reference, kind, "").map(CaseEvent::value).map(When::toString).orElse(null);
    }

    private Map<String, String> said(String reference, String kind) {
        TimelineRecord record = files.timeline(reference).stream().filter(each -> each.kind().equals(kind)).findFirst()
                .orElseThrow();
        return record.entries().stream().collect(Collectors.toMap(Entry::key, Entry::text, (a, b) -> a, LinkedHashMap::new));
    }

    private void deployWaits(String process, String... messages) {
        var waits = Bpmn.createExecutableProcess(process).startEvent().parallelGateway("fork");
        for (String message : messages) {
            waits.intermediateCatchEvent(message).message(message).endEvent();
        }
        repository.createDeployment().tenantId(HERE).addModelInstance(process + ".bpmn", waits.done()).deploy();
    }

    private String waiting(String process) {
        return runtime.createProcessInstanceByKey(process).processDefinitionTenantId(HERE).businessKey(robin).execute()
                .getId();
    }

    private List<String> stillWaiting(String instance) {
        return runtime.createProcessInstanceQuery().processInstanceId(instance).count() == 0
                ? List.of() : runtime.getActiveActivityIds(instance);
    }

    // ---- the end of proceedings

    private static final Map<String, Object> END = Map.of("endedOn", "2026-06-30", "endedHow", "final-order",
            "remainsLookedAfter", "yes", "reason", "order made");

    @Test
    void anEndWithoutDayOrAnswersOrOfAnImpossibleDayIsRefused() {
        refused("endedOn", cases::endProceedings, form(END, "endedOn", null));
        refused("endedOn", cases::endProceedings, form(END, "endedOn", "typed"));
        refused("endedOn", cases::endProceedings, form(END, "endedOn", "2026-07-02"));
        refused("endedOn", cases::endProceedings, form(END, "endedOn", "2026-02-01"));
        refused("endedHow", cases::endProceedings, form(END, "endedHow", null));
        refused("endedHow", cases::endProceedings, form(END, "endedHow", "typed"));
        refused("remainsLookedAfter", cases::endProceedings, form(END, "remainsLookedAfter", null));
        refused("remainsLookedAfter", cases::endProceedings, form(END, "remainsLookedAfter", "typed"));
        assertThat(files.proceedings(robin)).singleElement().extracting(Proceedings::endedOn).isNull();
        assertThat(files.timeline(robin)).isEmpty();
        assertThat(facts.lookedAfter(robin)).isEmpty();
    }

    @Test
    void whatHasEndedCannotEndAgain() {
        done(cases::endProceedings, END);
        refused("change", cases::endProceedings, END);
        assertThat(files.timeline(robin)).hasSize(1);
    }

    @Test
    @Clause("P-13 P-20 P-52")
    void theEndIsOnFileWithHowItEndedAndWhetherTheChildRemainsLookedAfter() {
        done(cases::endProceedings, form(END, "remainsLookedAfter", "no", "planChanged", true, "endedOn", "2026-05-01"));
        assertThat(files.proceedings(robin)).singleElement()
                .extracting(Proceedings::endedOn, Proceedings::endedHow)
                .containsExactly(LocalDate.of(2026, 5, 1), "final-order");
        for (String kind : List.of("proceedings-ended", "plan-changed", "looked-after-ended")) {
            assertThat(event(robin, kind)).as(kind).isEqualTo("2026-05-01");
        }
        assertThat(asks(cases::lookedAfter)).isFalse();
        assertThat(said(robin, "proceedings-ended")).containsExactly(entry("before", "Open, issued on 02/02/2026"),
                entry("endedOn", "01/05/2026"), entry("endedHow", "final-order"), entry("remainsLookedAfter", "No"),
                entry("planChanged", "Yes"), entry("reason", "order made"));
        assertThat(event(kim, "proceedings-ended")).as("the sibling's go on").isNull();
    }

    @Test
    @Clause("P-13 P-14")
    void theDayOfTheEndIsCorrectedAsADateButNotForgottenAsOne() {
        done(cases::endProceedings, form(END, "planChanged", true));
        refused("notKnown", cases::recordDate, Map.of("eventKind", "proceedings-ended", "notKnown", true));
        done(cases::recordDate, Map.of("eventKind", "proceedings-ended", "eventDate", "2026-06-26"));
        assertThat(files.proceedings(robin)).singleElement().extracting(Proceedings::endedOn, Proceedings::endedHow)
                .containsExactly(LocalDate.of(2026, 6, 26), "final-order");
        assertThat(event(robin, "plan-changed")).isEqualTo("2026-06-26");
    }

    @Test
    void aChildWhoRemainsLookedAfterKeepsTheStatusAndOneWronglyRecordedGetsItBack() {
        deployWaits("proceedings", "proceedings-reopened");
        done(cases::endProceedings, END);
        assertThat(facts.lookedAfter(robin)).isEmpty();
        assertThat(asks(cases::lookedAfter)).as("unknown counts as looked after").isTrue();
        done(cases::reopenProceedings, Map.of("reason", "wrong child"));
        inTransaction(() -> facts.recordLookedAfter(robin, ChildFacts.NOT_LOOKED_AFTER, null, ISSUED, "x"));
        done(cases::endProceedings, END);
        assertThat(asks(cases::lookedAfter)).isTrue();
    }

    @Test
    @Clause("P-20")
    void fromTheEighteenthBirthdayNobodyIsLookedAfter() {
        String old = files.open(new NewChild(HERE, "Old Example", LocalDate.of(2008, 7, 1), null, null, false), "x").reference();
        String young = files.open(new NewChild(HERE, "Young Example", LocalDate.of(2008, 7, 2), null, null, false), "x")
                .reference();
        assertThat(facts.isLookedAfter(old)).isFalse();
        assertThat(facts.isLookedAfter(young)).isTrue();
    }

    /** A step that wakes up at the end and asks: everything said in the same form is there. */
    @Test
    @Clause("P-20")
    void whoeverWakesAtTheEndReadsTheTruthAndIsWokenOnce() {
        deployWaits("casefile-wait", "proceedings-ended", "looked-after-changed", "plan-changed-recorded",
                "looked-after-ended-recorded");
        repository.createDeployment().tenantId(HERE).addModelInstance("asks.bpmn", Bpmn.createExecutableProcess("casefile-asks")
                .startEvent().intermediateCatchEvent().message("proceedings-ended").exclusiveGateway()
                .condition("yes", "${cases.lookedAfter(execution)}").userTask("completion").endEvent()
                .moveToLastGateway().userTask("goodbye").endEvent().done()).deploy();
        String all = waiting("casefile-wait");
        String asking = waiting("casefile-asks");
        done(cases::endProceedings, form(END, "remainsLookedAfter", "no", "planChanged", true));
        assertThat(runtime.getActiveActivityIds(asking)).containsExactly("goodbye");
        assertThat(stillWaiting(all)).containsExactlyInAnyOrder("looked-after-changed", "plan-changed-recorded",
                "looked-after-ended-recorded");
    }

    // ---- reopening

    @Test
    void whatIsOpenOrNeverWasOrEndedByDeathIsNotOpenedAgain() {
        refused("change", cases::reopenProceedings, Map.of("reason", "x"));
        String none = files.open(new NewChild(HERE, "Jo Example", TODAY.minusYears(3), null, null, false), "x").reference();
        assertThatThrownBy(() -> inTransaction(() -> cases.reopenProceedings(step(none, Map.of("reason", "x")))))
                .isInstanceOf(RefusedException.class).hasMessageContaining("no proceedings");
        done(cases::endProceedings, END);
        refused("reason", cases::reopenProceedings, Map.of());
        inTransaction(() -> files.openProceedings(robin, "care-order", null, null, TODAY, "x"));
        refused("change", cases::reopenProceedings, Map.of("reason", "x"));
        done(cases::recordDeath, Map.of("diedOn", "2026-07-01"));
        refused("change", cases::reopenProceedings, Map.of("reason", "x"));
    }

    @Test
    @Clause("P-14")
    void reopeningTakesTheEndBackAndWakesWhatRuns() {
        deployWaits("proceedings", "proceedings-reopened");
        String running = waiting("proceedings");
        done(cases::endProceedings, form(END, "planChanged", true));
        inTransaction(() -> cases.happened("guardian-work-ended", step(robin, Map.of())));
        inTransaction(() -> cases.close(step(robin, Map.of())));
        assertThat(files.get(robin).closedAt()).isNotNull();
        assertThat(stillWaiting(running)).containsExactly("proceedings-reopened");

        done(cases::reopenProceedings, Map.of("reason", "appeal"));
        assertThat(files.proceedings(robin)).singleElement()
                .extracting(Proceedings::issuedOn, Proceedings::endedOn, Proceedings::endedHow)
                .containsExactly(ISSUED, null, null);
        for (String kind : List.of("proceedings-ended", "plan-changed", "guardian-work-ended")) {
            assertThat(event(robin, kind)).as(kind).isNull();
        }
        assertThat(files.get(robin).closedAt()).isNull();
        assertThat(said(robin, "proceedings-reopened")).containsExactly(entry("before", "Ended on 30/06/2026"),
                entry("now", "Open, issued on 02/02/2026"), entry("reason", "appeal"));
        assertThat(stillWaiting(running)).as("woken, and no second one started").isEmpty();
        assertThat(runtime.createProcessInstanceQuery().tenantIdIn(HERE).count()).isZero();
    }

    @Test
    @Clause("P-14")
    void whereNothingRunsAnyMoreReopeningStartsTheProcess() {
        deployWaits("proceedings", "proceedings-reopened");
        done(cases::endProceedings, END);
        done(cases::reopenProceedings, Map.of("reason", "appeal"));
        assertThat(runtime.createProcessInstanceQuery().tenantIdIn(HERE).processInstanceBusinessKey(robin).list())
                .singleElement().satisfies(it -> assertThat(stillWaiting(it.getId())).containsExactly("proceedings-reopened"));
    }

    @Test
    void newProceedingsDoNotReopenTheOldAndForgetTheirCompletion() {
        deployWaits("proceedings", "proceedings-reopened");
        String running = waiting("proceedings");
        done(cases::endProceedings, form(END, "planChanged", true));
        done(cases::recordCompletion, Map.of("finalPlanOn", "2026-06-30"));
        inTransaction(() -> files.openProceedings(robin, "care-order", null, null, TODAY, "x"));
        assertThat(stillWaiting(running)).containsExactly("proceedings-reopened");
        assertThat(event(robin, "plan-changed")).isNull();
        assertThat(event(robin, "guardian-final-plan")).isNull();
    }

    // ---- looked after

    @Test
    void aStatusWithoutAnswerOrOfAnImpossibleDayIsRefused() {
        refused("nowLookedAfter", cases::recordLookedAfter, Map.of("statusFrom", "2026-06-01"));
        refused("statusFrom", cases::recordLookedAfter, Map.of("nowLookedAfter", "no"));
        refused("statusFrom", cases::recordLookedAfter, Map.of("nowLookedAfter", "no", "statusFrom", "2026-07-02"));
        refused("statusFrom", cases::recordLookedAfter, Map.of("nowLookedAfter", "no", "statusFrom", "2020-02-28"));
        refused("legalStatus", cases::recordLookedAfter, Map.of("nowLookedAfter", "no", "statusFrom", "2026-06-01",
                "legalStatus", "x".repeat(256)));
        assertThat(facts.lookedAfter(robin)).isEmpty();
        assertThat(files.timeline(robin)).isEmpty();
    }

    @Test
    @Clause("P-20 P-52")
    void whatWaitsHearsOfTheStatusOnlyWhenItChanges() {
        deployWaits("casefile-wait", "looked-after-changed", "looked-after-ended-recorded");
        String one = waiting("casefile-wait");
        done(cases::recordLookedAfter, Map.of("nowLookedAfter", "yes", "statusFrom", "2026-02-02", "legalStatus", "EPO"));
        assertThat(event(robin, EventKind.LOOKED_AFTER_SINCE)).isEqualTo("2026-02-02");
        done(cases::recordLookedAfter, Map.of("nowLookedAfter", "yes", "statusFrom", "2026-03-01", "legalStatus", "ICO"));
        assertThat(event(robin, EventKind.LOOKED_AFTER_SINCE)).as("another legal status begins nothing").isEqualTo("2026-02-02");
        assertThat(stillWaiting(one)).contains("looked-after-changed");
        done(cases::recordLookedAfter, Map.of("nowLookedAfter", "no", "statusFrom", "2026-06-01", "reason", "went home"));
        assertThat(stillWaiting(one)).isEmpty();
        assertThat(event(robin, "looked-after-ended")).isEqualTo("2026-06-01");
        assertThat(said(robin, "looked-after-recorded")).containsExactly(entry("before", "Looked after from 01/03/2026"),
                entry("nowLookedAfter", "No"), entry("statusFrom", "01/06/2026"), entry("reason", "went home"));
        String two = waiting("casefile-wait");
        done(cases::recordLookedAfter, Map.of("nowLookedAfter", "yes", "statusFrom", "2026-06-20"));
        assertThat(stillWaiting(two)).containsExactly("looked-after-ended-recorded");
        assertThat(event(robin, "looked-after-ended")).isNull();
        assertThat(event(robin, EventKind.LOOKED_AFTER_SINCE)).isEqualTo("2026-06-20");
        assertThat(files.get(robin).legalStatus()).isEqualTo("ICO");
    }

    // ---- death

    @Test
    void anImpossibleDayOfDeathIsRefused() {
        refused("diedOn", cases::recordDeath, Map.of());
        refused("diedOn", cases::recordDeath, Map.of("diedOn", "2026-07-02"));
        refused("diedOn", cases::recordDeath, Map.of("diedOn", "2020-02-28"));
        refused("diedOn", cases::recordDeath, Map.of("diedOn", "2026-02-01"));
        assertThat(files.get(robin).diedOn()).isNull();
        assertThat(files.timeline(robin)).isEmpty();
    }

    @Test
    @Clause("P-20 P-21")
    void aDeathEndsProceedingsWithoutWakingTheirCompletion() {
        deployWaits("casefile-wait", "proceedings-ended", "child-died");
        String instance = waiting("casefile-wait");
        heard.all.clear();
        done(cases::recordDeath, Map.of("diedOn", "2026-06-28"));
        assertThat(stillWaiting(instance)).containsExactly("proceedings-ended");
        assertThat(heard.all).contains(new CaseChange.Died(robin));
        assertThat(files.get(robin).diedOn()).isEqualTo(LocalDate.of(2026, 6, 28));
        assertThat(files.proceedings(robin)).singleElement().extracting(Proceedings::endedOn, Proceedings::endedHow)
                .containsExactly(LocalDate.of(2026, 6, 28), "death");
        assertThat(event(robin, "died")).isEqualTo("2026-06-28");

        done(cases::recordDeath, Map.of("diedOn", "2026-06-29", "reason", "day corrected"));
        assertThat(event(robin, "proceedings-ended")).isEqualTo("2026-06-29");
        assertThat(said(robin, "death-recorded")).containsExactly(entry("before", "28/06/2026"),
                entry("diedOn", "29/06/2026"), entry("reason", "day corrected"));
        assertThat(stillWaiting(instance)).containsExactly("proceedings-ended");
    }

    @Test
    @Clause("P-16")
    void aDeathRecordedForTheWrongChildIsTakenBack() {
        deployWaits("proceedings", "proceedings-reopened");
        done(cases::recordDeath, Map.of("diedOn", "2026-06-28"));
        CaseEvent died = files.event(robin, "died", "").orElseThrow();
        inTransaction(() -> files.enteredInError(robin, died.id(), "wrong child", "x"));
        assertThat(files.get(robin).diedOn()).isNull();
        done(cases::reopenProceedings, Map.of("reason", "wrong child"));
        assertThat(files.proceedings(robin)).singleElement().extracting(Proceedings::endedOn).isNull();
    }

    @Test
    void proceedingsThatEndedBeforeKeepTheirEnd() {
        done(cases::endProceedings, END);
        done(cases::recordDeath, Map.of("diedOn", "2026-07-01"));
        assertThat(event(robin, "proceedings-ended")).isEqualTo("2026-06-30");
    }

    // ---- moved to another authority

    @Test
    @Clause("P-17")
    void aMoveNeedsADayAndTheOtherAuthority() {
        refused("movedOn", cases::recordMove, Map.of("movedTo", "typed"));
        refused("movedOn", cases::recordMove, Map.of("movedTo", "typed", "movedOn", "2026-07-02"));
        refused("movedTo", cases::recordMove, Map.of("movedTo", " ", "movedOn", "2026-06-02"));
        refused("movedTo", cases::recordMove, Map.of("movedTo", "x".repeat(256), "movedOn", "2026-06-02"));
        assertThat(files.timeline(robin)).isEmpty();

        deployWaits("casefile-wait", "responsibility-moved", "responsibility-moved-recorded");
        String instance = waiting("casefile-wait");
        done(cases::recordMove, Map.of("movedTo", "Northmoor Council", "movedOn", "2026-06-02"));
        assertThat(stillWaiting(instance)).containsExactly("responsibility-moved-recorded");
        assertThat(event(robin, "responsibility-moved")).isEqualTo("2026-06-02");
        assertThat(said(robin, "responsibility-moved")).containsEntry("movedTo", "Northmoor Council")
                .containsEntry("before", "not recorded");
    }

    // ---- completion

    @Test
    void aCompletionWithoutAnythingOrHalfFilledIsRefused() {
        refused(null, cases::recordCompletion, Map.of());
        refused(null, cases::recordCompletion, Map.of("receivedFrom", "typed", "finalPlanOn", " "));
        refused("finalPlanOn", cases::recordCompletion, Map.of("finalPlanOn", "typed"));
        for (String day : List.of("finalPlanOn", "finalDiscussionOn", "handoverOn", "documentsConfirmedOn", "meetingHeldOn")) {
            refused(day, cases::recordCompletion, Map.of(day, "2026-07-02"));
            refused(day, cases::recordCompletion, Map.of(day, "2020-02-28"));
        }
        refused("handoverOn", cases::recordCompletion, Map.of("handoverWishes", "typed"));
        refused("meetingHeldOn", cases::recordCompletion, Map.of("meetingOutcome", "typed"));
        refused("meetingHeldOn", cases::recordCompletion, Map.of("meetingAttended", List.of("typed")));
        refused("meetingReasons", cases::recordCompletion, Map.of("meetingRequired", true));
        refused("meetingReason", cases::recordCompletion, Map.of("meetingRequired", true, "meetingReasons", List.of("other")));
        refused("meetingRequired", cases::recordCompletion, Map.of("meetingReasons", List.of("contentious")));
        refused("receivedFrom", cases::recordCompletion, Map.of("finalPlanOn", "2026-06-30", "receivedFrom", "x".repeat(256)));
        assertThat(files.timeline(robin)).isEmpty();
        assertThat(files.events(robin)).extracting(CaseEvent::kind).containsExactly("proceedings-issued");
    }

    @Test
    @Clause("P-51")
    void aLetterToTheChildIsNeverTheFirstNewsAndIsWithheldForAReason() {
        refused("letterOutcome", cases::recordCompletion, Map.of("letterOn", "2026-06-30"));
        refused("letterOutcome", cases::recordCompletion, Map.of("letterOutcome", "typed", "letterOn", "2026-06-30"));
        refused("letterOn", cases::recordCompletion, Map.of("letterOutcome", "sent", "childTold", true));
        refused("letterOn", cases::recordCompletion, Map.of("letterOutcome", "sent", "childTold", true, "letterOn", "2026-07-02"));
        refused("childTold", cases::recordCompletion, Map.of("letterOutcome", "handed-over", "letterOn", "2026-06-30"));
        refused("letterReason", cases::recordCompletion, Map.of("letterOutcome", "withheld"));
        assertThat(event(robin, "letter-to-child")).isNull();
        done(cases::recordCompletion, Map.of("letterOutcome", "withheld", "letterReason", "not now"));
        assertThat(event(robin, "letter-to-child")).isEqualTo("2026-07-01");
        done(cases::recordCompletion, Map.of("letterOutcome", "sent", "letterOn", "2026-06-30", "childTold", true,
                "withChild", "the carer"));
        assertThat(said(robin, "completion")).containsExactly(entry("letterOnBefore", "01/07/2026"),
                entry("letterOn", "30/06/2026"), entry("letterOutcome", "sent"), entry("childTold", "Yes"),
                entry("withChild", "the carer"));
    }

    @Test
    @Clause("C-08 C-46 C-47 C-53 P-12 P-13")
    void eachDayFilledInBecomesAFactAndWakesWhatWaitsForIt() {
        deployWaits("casefile-wait", "guardian-final-plan-recorded", "guardian-final-discussion-recorded",
                "guardian-handover-recorded", "documents-confirmed-recorded", "closing-meeting-required-recorded",
                "closing-meeting-held-recorded", "letter-to-child-recorded");
        String instance = waiting("casefile-wait");
        done(cases::recordCompletion, Map.of("finalPlanOn", "2026-03-02", "finalDiscussionOn", "2026-03-03",
                "handoverOn", "2026-06-30", "handoverIssues", "contact", "documentsConfirmedOn", "2026-06-01",
                "meetingRequired", true, "meetingReasons", Spin.JSON("[\"contentious\",\"other\"]"), "meetingReason", "two views",
                "receivedFrom", "Grace Guardian by e-mail"));
        assertThat(stillWaiting(instance)).containsExactlyInAnyOrder("letter-to-child-recorded", "closing-meeting-held-recorded");
        assertThat(event(robin, "guardian-final-plan")).isEqualTo("2026-03-02");
        assertThat(event(robin, "guardian-final-discussion")).isEqualTo("2026-03-03");
        assertThat(event(robin, "guardian-handover")).isEqualTo("2026-06-30");
        assertThat(event(robin, "documents-confirmed")).isEqualTo("2026-06-01");
        assertThat(event(robin, "closing-meeting-required")).isEqualTo("2026-07-01T10:00");
        assertThat(files.event(robin, "guardian-final-plan", "").orElseThrow().onBehalfOf()).isEqualTo("Grace Guardian by e-mail");
        assertThat(files.timeline(robin)).singleElement().extracting(TimelineRecord::kind, TimelineRecord::happened)
                .containsExactly("completion", When.on(LocalDate.of(2026, 6, 30)));
        assertThat(said(robin, "completion")).containsEntry("meetingReasons", "contentious, other")
                .containsEntry("handoverIssues", "contact").containsEntry("finalPlanOn", "02/03/2026");
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-07-03T09:00:00Z")));
        done(cases::recordCompletion, Map.of("meetingRequired", true, "meetingReason", "again", "meetingHeldOn", "2026-07-02",
                "meetingAttended", List.of("iro", "guardian")));
        assertThat(event(robin, "closing-meeting-required")).as("required since the first time").isEqualTo("2026-07-01T10:00");
        assertThat(stillWaiting(instance)).containsExactly("letter-to-child-recorded");
    }

    @Test
    @Clause("P-13")
    void anEarlyFactCountsForTheLatestProceedingsAndAfterAChangedPlanOnlyALaterOne() {
        files.recordEvent(robin, "documents-confirmed", "", When.on(ISSUED.minusDays(1)), "x", null);
        assertThat(asks(it -> cases.recorded("documents-confirmed", it))).isFalse();
        done(cases::recordCompletion, Map.of("documentsConfirmedOn", "2026-02-02", "finalPlanOn", "2026-06-01",
                "finalDiscussionOn", "2026-06-02"));
        List<String> plans = List.of("guardian-final-plan", "guardian-final-discussion");
        assertThat(asks(it -> cases.recorded("documents-confirmed", it))).isTrue();
        plans.forEach(kind -> assertThat(asks(it -> cases.recorded(kind, it))).as(kind).isTrue());
        done(cases::endProceedings, form(END, "planChanged", true));
        plans.forEach(kind -> assertThat(asks(it -> cases.recorded(kind, it))).as(kind).isFalse());
        assertThat(asks(it -> cases.recorded("documents-confirmed", it))).isTrue();
        done(cases::recordCompletion, Map.of("finalPlanOn", "2026-06-30"));
        assertThat(asks(it -> cases.recorded("guardian-final-plan", it))).isTrue();
        assertThat(asks(it -> cases.recorded("guardian-handover", it))).isFalse();
        files.recordEvent(robin, "guardian-final-plan", "", null, "x", null);
        assertThat(asks(it -> cases.recorded("guardian-final-plan", it))).isFalse();
    }

    // ---- discussions and the joint meeting

    private static final Map<String, Object> DISCUSSION = Map.of("discussedOn", "2026-06-10", "discussedBy", "IRO and guardian",
            "discussedTopic", "the timetable", "discussedOutcome", "agreed");

    @Test
    @Clause("C-32 P-10 P-44")
    void aDiscussionNeedsDateWhoTopicAndOutcomeAndManyStand() {
        for (String needed : DISCUSSION.keySet()) {
            refused(needed, cases::recordDiscussion, form(DISCUSSION, needed, null));
        }
        refused("discussedOn", cases::recordDiscussion, form(DISCUSSION, "discussedOn", "2026-07-02"));
        assertThat(files.timeline(robin)).isEmpty();
        assertThat(asks(it -> cases.recorded("discussion-held", it))).isFalse();

        done(cases::recordDiscussion, DISCUSSION);
        done(cases::recordDiscussion, form(DISCUSSION, "discussedOn", "2026-06-12T15:00", "receivedFrom", "the guardian"));
        assertThat(files.events(robin)).filteredOn(event -> event.kind().equals("discussion-held"))
                .extracting(event -> event.value().toString()).containsExactly("2026-06-12T15:00", "2026-06-10");
        assertThat(asks(it -> cases.recorded("discussion-held", it))).isTrue();
        assertThat(files.timeline(robin).get(0).happened().toString()).isEqualTo("2026-06-12T15:00");
    }

    @Test
    @Clause("C-53 C-54 C-55")
    void aPlannedMeetingMayLieAheadAndSaysWhetherTheChildIsInvited() {
        Map<String, Object> plan = Map.of("meetingAt", "2026-07-16T14:00", "childInvited", "yes", "meetingPlace", "Council House",
                "agreedWith", "team manager");
        refused("meetingAt", cases::planMeeting, form(plan, "meetingAt", null));
        refused("meetingAt", cases::planMeeting, form(plan, "meetingAt", "2040-07-16T14:00"));
        refused("childInvited", cases::planMeeting, form(plan, "childInvited", null));
        refused("childInvitedReason", cases::planMeeting, form(plan, "childInvited", "no"));
        assertThat(files.timeline(robin)).isEmpty();
        done(cases::planMeeting, plan);
        done(cases::planMeeting, form(plan, "meetingAt", "2026-07-17T10:00", "childInvited", "no", "childInvitedReason", "age"));
        assertThat(event(robin, "closing-meeting")).isEqualTo("2026-07-17T10:00");
        assertThat(said(robin, "closing-meeting-invitation")).containsExactly(entry("before", "16/07/2026 at 14:00"),
                entry("meetingAt", "17/07/2026 at 10:00"), entry("meetingPlace", "Council House"), entry("childInvited", "No"),
                entry("childInvitedReason", "age"), entry("agreedWith", "team manager"));
    }

    // ---- siblings

    @Test
    @Clause("P-41")
    void oneEntryWritesEachSiblingsOwnFile() {
        done(cases::endProceedings, form(END, "alsoFor", Spin.JSON("[\"" + kim + "\",\"" + kim + "\"]")));
        done(cases::recordDiscussion, form(DISCUSSION, "alsoFor", List.of(kim)));
        done(cases::recordPerson, Map.of("role", "iro", "personName", "Ira", "personFrom", "2026-06-30",
                "alsoFor", List.of(kim)));
        done(cases::recordDate, Map.of("eventKind", "final-hearing", "eventDate", "2026-06-30", "alsoFor", List.of(kim)));
        for (String reference : List.of(robin, kim)) {
            assertThat(event(reference, "proceedings-ended")).isEqualTo("2026-06-30");
            assertThat(event(reference, "final-hearing")).isEqualTo("2026-06-30");
            assertThat(files.holder(reference, "iro")).isPresent();
            assertThat(files.timeline(reference)).extracting(TimelineRecord::kind)
                    .containsExactly("date-recorded", "person-recorded", "discussion", "proceedings-ended");
            assertThat(said(reference, "proceedings-ended")).doesNotContainKey("alsoFor");
        }
    }

    @Test
    @Clause("P-41")
    void whatASiblingsFileRefusesRefusesAllAndSaysWhichByReference() {
        inTransaction(() -> files.endProceedings(kim, TODAY, "x"));
        assertThat(refused("alsoFor", cases::endProceedings, form(END, "alsoFor", List.of(kim)))).contains(kim)
                .doesNotContain(robin);
        assertThat(event(robin, "proceedings-ended")).isNull();
        assertThat(files.timeline(robin)).isEmpty();
        assertThat(refused("endedOn", cases::endProceedings, form(END, "endedOn", "2026-02-01", "alsoFor", List.of(kim))))
                .doesNotContain(kim);
    }

    @Test
    @Clause("P-41")
    void whoIsNoSiblingOrAnUnreadableListIsRefused() {
        String stranger = child("Jo Example", TODAY.minusYears(3));
        for (Object list : List.of(List.of(stranger), List.of(kim, stranger), List.of(robin), List.of("NONE-NONE"), "typed",
                List.of(Map.of("reference", kim)))) {
            refused("alsoFor", cases::recordDiscussion, form(DISCUSSION, "alsoFor", list));
        }
        assertThat(files.timeline(kim)).isEmpty();
        done(cases::recordDiscussion, form(DISCUSSION, "alsoFor", List.of()));
        assertThat(files.timeline(kim)).isEmpty();
    }

    @Test
    @Clause("P-01 P-07 P-41")
    void aSiblingWhoseCaseThePersonMayNotOpenIsRefusedLikeAStranger() {
        files.recordPerson(robin, new NewPerson("childrens-guardian", "Grace", null, null, "grace", TODAY), "x");
        identity.setAuthentication("grace", List.of("childrens-guardian"), List.of(HERE));
        String may = refused("alsoFor", cases::recordDiscussion, form(DISCUSSION, "alsoFor", List.of(kim)));
        assertThat(may).isEqualTo(refused("alsoFor", cases::recordDiscussion, form(DISCUSSION, "alsoFor", List.of("NONE-NONE"))))
                .doesNotContain(kim);
        done(cases::recordDiscussion, DISCUSSION);
        identity.setAuthentication("ira", List.of("iro"), List.of(HERE));
        done(cases::recordDiscussion, form(DISCUSSION, "alsoFor", List.of(kim)));
        inTransaction(() -> facts.restrict(kim, true, "x"));
        refused("alsoFor", cases::recordDiscussion, form(DISCUSSION, "alsoFor", List.of(kim)));
        identity.clearAuthentication();
        files.recordPerson(kim, new NewPerson("childrens-guardian", "Grace", null, null, "grace", TODAY), "x");
        identity.setAuthentication("grace", List.of("childrens-guardian"), List.of(HERE));
        done(cases::recordDiscussion, form(DISCUSSION, "alsoFor", List.of(kim)));
        assertThat(files.timeline(kim)).hasSize(2).first().extracting(TimelineRecord::recordedBy).isEqualTo("grace");
    }

    // ---- what processes ask

    @Test
    void aCaseOfAnotherAuthorityIsUnknown() {
        DelegateExecution stranger = new FakeExecution(ELSEWHERE, robin, "x", END).execution;
        List<Consumer<DelegateExecution>> all = new ArrayList<>(List.of(cases::endProceedings, cases::reopenProceedings,
                cases::recordLookedAfter, cases::recordDeath, cases::recordMove, cases::recordCompletion, cases::recordDiscussion,
                cases::planMeeting, cases::lookedAfter, cases::age, cases::close));
        all.add(it -> cases.recorded("cmh", it));
        all.add(it -> cases.hasHearing("cmh", it));
        all.add(it -> cases.happened("guardian-work-ended", it));
        all.add(it -> records.sinceHolder("iro-notice", "iro", it));
        for (Consumer<DelegateExecution> one : all) {
            assertThatThrownBy(() -> inTransaction(() -> one.accept(stranger))).isInstanceOf(UnknownCaseException.class);
        }
    }

    @Test
    @Clause("P-22")
    void ageAndHearingsFollowTheChildAndTheApplication() {
        assertThat(cases.age(step(robin, Map.of()))).isEqualTo(6);
        assertThat(asks(it -> cases.hasHearing("cmh", it))).isTrue();
        assertThat(asks(it -> cases.hasHearing("no-such-hearing", it))).isFalse();
        String none = files.open(new NewChild(HERE, "Jo Example", TODAY.minusYears(3), null, null, false), "x").reference();
        assertThat(cases.hasHearing("cmh", step(none, Map.of()))).isFalse();
    }

    @Test
    @Clause("P-11 P-52")
    void whatIsExpectedAndWhetherCafcassIsInsideIsTheAuthoritysSetting() {
        DelegateExecution derby = new FakeExecution("derby", robin, "x", Map.of()).execution;
        assertThatThrownBy(() -> cases.expected("no-such-list", derby)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("completion.no-such-list");
        assertThat(cases.expected("looked-after", derby)).containsExactly("documents-confirmed", "guardian-final-plan",
                "guardian-final-discussion", "guardian-handover", "letter-to-child");
        assertThat(cases.expected("not-looked-after", derby)).containsExactly("letter-to-child");
        assertThat(cases.cafcassInside(derby)).isFalse();
    }

    @Test
    void whatAProcessNotesHappensNowAndClosingTwiceIsClosingOnce() {
        inTransaction(() -> cases.happened("guardian-work-ended", step(robin, Map.of())));
        assertThat(event(robin, "guardian-work-ended")).isEqualTo("2026-07-01T10:00");
        inTransaction(() -> cases.close(step(robin, Map.of())));
        inTransaction(() -> cases.close(step(robin, Map.of())));
        assertThat(files.get(robin).closedAt()).isNotNull();
        assertThat(files.timeline(robin)).singleElement().extracting(TimelineRecord::kind).isEqualTo("case-closed");
        done(cases::recordDiscussion, DISCUSSION);
        assertThat(files.timeline(robin)).hasSize(2);
    }

    @Test
    @Clause("C-34")
    void aRecordCountsSinceThePresentHolderWasRecordedOrCorrectedEvenInTheSameInstant() {
        java.util.function.Predicate<DelegateExecution> since = it -> records.sinceHolder("iro-notice", "iro", it);
        Runnable notice = () -> files.addRecord(robin, "iro-notice", "Sent.", List.of(), When.on(TODAY), "x");
        notice.run();
        assertThat(asks(since)).as("nobody holds the role").isFalse();
        iro("Ira", TODAY.minusDays(1));
        assertThat(asks(since)).as("made before").isFalse();
        files.addRecord(robin, "other", "Other.", List.of(), When.on(TODAY), "x");
        assertThat(asks(since)).as("another kind").isFalse();
        notice.run();
        assertThat(asks(since)).isTrue();
        iro("Ira Corrected", TODAY.minusDays(1));
        assertThat(asks(since)).as("corrected").isFalse();
        notice.run();
        assertThat(asks(since)).isTrue();
        TimelineRecord newest = files.timeline(robin).get(0);
        inTransaction(() -> files.enteredInError(robin, newest.id(), "not sent", "x"));
        assertThat(asks(since)).as("entered in error").isFalse();
    }

    private void iro(String name, LocalDate from) {
        files.recordPerson(robin, new NewPerson("iro", name, null, null, null, from), "x");
    }
}
