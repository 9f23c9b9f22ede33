package org.iroprotocol.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iroprotocol.deadline.BareHouse.CASE;
import static org.iroprotocol.deadline.BareHouse.london;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The register, the timers and the process that moves them, on a bare engine with the national table. */
class DeadlineMovesTest {

    private static final String DUTY = """
            <process id="duty" isExecutable="true">
              <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
              <userTask id="work" camunda:dueDate="${deadlines.due('iro-notice', execution)}"
                  camunda:followUpDate="${deadlines.followUp('iro-notice', execution)}"/>
              <boundaryEvent id="overdue" attachedToRef="work" cancelActivity="false">
                <extensionElements><camunda:executionListener event="start"
                    expression="${deadlines.missed('iro-notice', execution)}"/></extensionElements>
                <timerEventDefinition><timeDate xsi:type="tFormalExpression">${deadlines.due('iro-notice', execution)}</timeDate>
                </timerEventDefinition></boundaryEvent>
              <sequenceFlow id="f2" sourceRef="overdue" targetRef="tell"/>
              <serviceTask id="tell" camunda:expression="${told.tell(execution)}"/>
              <sequenceFlow id="f3" sourceRef="tell" targetRef="said"/><endEvent id="said"/>
              <sequenceFlow id="f4" sourceRef="work" targetRef="record"/>
              <serviceTask id="record" camunda:expression="${deadlines.met('iro-notice', execution)}"/>
              <sequenceFlow id="f5" sourceRef="record" targetRef="again"/>
              <userTask id="again" camunda:dueDate="${deadlines.due('iro-notice', execution)}"/>
              <sequenceFlow id="f6" sourceRef="again" targetRef="end"/><endEvent id="end"/>
            </process>
            """;

    private static BareHouse house;

    @BeforeAll
    static void open() {
        house = new BareHouse();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @AfterEach
    void clean() {
        house.clean();
    }

    @Test
    void anUnknownRuleIsRefusedAndNothingIsLeft() {
        house.deploy(DUTY.replace("due('iro-notice'", "due('iro-notise'"));
        assertThatThrownBy(() -> house.start("duty")).hasStackTraceContaining("deadlines.dmn has no row 'iro-notise'")
                .hasStackTraceContaining("Did you mean: iro-notice");
        assertThat(house.runtime.createProcessInstanceQuery().count()).isZero();
        assertThat(house.register.ofCase(CASE)).isEmpty();
    }

    @Test
    void withoutACaseThereIsNoDeadline() {
        house.deploy(DUTY);
        assertThatThrownBy(() -> house.runtime.createProcessInstanceByKey("duty").processDefinitionTenantId("derby").execute())
                .hasStackTraceContaining("start it for a case");
        assertThat(house.runtime.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    @Clause("C-34 C-80")
    void whileAnEventIsUnknownThereIsNoDateNoTimerAndNoError() {
        house.clock("2026-12-17T09:00");
        house.events.set("iro-allocated", "", "2026-12-16");
        start();
        assertThat(house.task().getDueDate()).isNull();
        assertThat(house.task().getFollowUpDate()).isNull();
        assertThat(house.timers()).isEmpty();
        assertThat(only().state()).isEqualTo(State.WAITING);
        assertThat(only().workingOut()).isEqualTo("Waiting for Cafcass's allocation");
    }

    @Test
    @Clause("C-34 C-80")
    void timerDueDateAndFollowUpMoveTogetherInAJobAfterTheCommit() {
        house.clock("2026-12-17T09:00");
        house.events.set("iro-allocated", "", "2026-12-16");
        start();
        String task = house.task().getId();
        house.events.record("cafcass-allocated", "2026-12-18");
        assertThat(house.task().getDueDate()).as("not before the job").isNull();
        assertThat(house.runJobs()).isEqualTo(1);
        Task moved = house.task();
        assertThat(moved.getId()).isEqualTo(task);
        assertThat(london(moved.getDueDate())).isEqualTo("2026-12-22T23:59:59");
        assertThat(london(moved.getFollowUpDate())).isEqualTo("2026-12-18T00:00:00");
        assertThat(house.timers()).extracting(job -> london(job.getDuedate())).containsExactly("2026-12-22T23:59:59");
        assertThat(only().state()).isEqualTo(State.OPEN);
        assertThat(london(only().due())).isEqualTo("2026-12-22T23:59:59");

        house.events.record("cafcass-allocated", "2026-12-23");
        house.runJobs();
        assertThat(london(house.task().getDueDate())).isEqualTo("2026-12-29T23:59:59");
        assertThat(house.timers()).extracting(job -> london(job.getDuedate())).containsExactly("2026-12-29T23:59:59");

        house.events.record("cafcass-allocated", null);
        house.runJobs();
        assertThat(house.task().getDueDate()).as("withdrawn").isNull();
        assertThat(house.timers()).isEmpty();
        assertThat(only().state()).isEqualTo(State.WAITING);
        assertThat(house.runtime.createProcessInstanceQuery().processDefinitionKey("move-deadlines").count()).isZero();
    }

    @Test
    void missedMovedLaterMissedAgainIsToldTwice() {
        known("2026-12-16", "2026-12-18");
        start();
        house.clock("2026-12-23T00:00:00");
        house.runJobs();
        assertThat(house.told.times).containsExactly("2026-12-23T00:00:00");
        assertThat(only().state()).isEqualTo(State.MISSED);
        assertThat(london(only().missedAt())).isEqualTo("2026-12-23T00:00:00");

        house.events.record("cafcass-allocated", "2026-12-23");
        house.runJobs();
        assertThat(only().state()).as("lies ahead again").isEqualTo(State.OPEN);
        assertThat(house.timers()).hasSize(1);
        house.clock("2026-12-30T00:00:00");
        house.runJobs();
        assertThat(house.told.times).containsExactly("2026-12-23T00:00:00", "2026-12-30T00:00:00");
        assertThat(only().state()).isEqualTo(State.MISSED);
    }

    @Test
    void whatWasToldIsNotToldAgainWhenOtherDeadlinesOfTheCaseMove() {
        house.deploy(DUTY.replace("id=\"duty\"", "id=\"other\"").replace("'iro-notice'", "'twenty-six-weeks'"));
        known("2026-12-16", "2026-12-18");
        start();
        house.start("other");
        house.clock("2026-12-23T00:00:00");
        house.runJobs();
        assertThat(house.told.times).hasSize(1);
        house.events.record("proceedings-issued", "2026-12-01");
        assertThat(house.runJobs()).isEqualTo(1);
        assertThat(house.told.times).hasSize(1);
    }

    @Test
    void anEventRecordedSoLateThatTheDeadlineHasPassedIsToldOnce() {
        house.clock("2027-01-15T09:00");
        start();
        house.events.record("iro-allocated", "2026-12-16");
        assertThat(house.runJobs()).as("still waiting: only the wording moved").isEqualTo(1);
        house.events.record("cafcass-allocated", "2026-12-18");
        house.runJobs();
        assertThat(house.told.times).containsExactly("2027-01-15T09:00:00");
        assertThat(only().state()).isEqualTo(State.MISSED);
        house.events.record("cafcass-allocated", "2026-12-18");
        assertThat(house.runJobs()).as("nothing changed, nothing moves").isZero();
        assertThat(house.told.times).hasSize(1);
    }

    @Test
    void enteredWhenAlreadyLateItIsToldAtOnce() {
        house.clock("2027-01-15T09:00");
        house.events.set("iro-allocated", "", "2026-12-16");
        house.events.set("cafcass-allocated", "", "2026-12-18");
        start();
        house.runJobs();
        assertThat(house.told.times).hasSize(1);
        assertThat(london(house.task().getDueDate())).isEqualTo("2026-12-22T23:59:59");
    }

    @Test
    void metStaysMetAndEnteringTheStepAgainBeginsANewDeadline() {
        known("2026-12-16", "2026-12-18");
        start();
        house.clock("2026-12-21T10:00");
        house.tasks.complete(house.task().getId());
        assertThat(states()).containsExactlyInAnyOrder(State.MET, State.OPEN);
        assertThat(house.timers()).isEmpty();
        house.events.record("cafcass-allocated", "2026-12-23");
        house.runJobs();
        assertThat(house.register.ofCase(CASE)).extracting(d -> d.state() + " " + london(d.due()))
                .containsExactly("OPEN 2026-12-29T23:59:59", "MET 2026-12-22T23:59:59");
        assertThat(london(house.register.ofCase(CASE).get(1).metAt())).isEqualTo("2026-12-21T10:00:00");
        house.tasks.complete(house.task().getId());
        assertThat(states()).containsExactlyInAnyOrder(State.MET, State.CLOSED);
        assertThat(house.register.ofCase(CASE)).extracting(Deadline::processInstanceId).containsOnlyNulls();
    }

    @Test
    void cancellingAProcessInstanceClosesItsDeadlines() {
        known("2026-12-16", "2026-12-18");
        ProcessInstance instance = start();
        house.runtime.deleteProcessInstance(instance.getId(), "opened twice", true);
        assertThat(only().state()).isEqualTo(State.CLOSED);
        house.events.record("cafcass-allocated", "2026-12-23");
        assertThat(house.runJobs()).isZero();
    }

    @Test
    void aNewHolidayMovesWhatIsOpenWhenTheTableIsDeployed() {
        known("2026-12-16", "2026-12-18");
        start();
        house.tables.row("derby", "working-days", "proclaimed",
                Map.of("date", "2026-12-21", "change", "added", "reason", "Proclaimed"));
        assertThat(london(house.task().getDueDate())).isEqualTo("2026-12-22T23:59:59");
        house.repository.createDeployment().tenantId("northmoor").addInputStream("working-days.dmn",
                BareHouse.stream("processes/protocol/working-days.dmn")).deploy();
        assertThat(house.runJobs()).as("another authority's table").isZero();
        house.repository.createDeployment().tenantId("derby").addInputStream("working-days.dmn",
                BareHouse.stream("processes/protocol/working-days.dmn")).deploy();
        assertThat(house.runJobs()).as("one job that looks, one for the case").isEqualTo(2);
        assertThat(london(house.task().getDueDate())).isEqualTo("2026-12-23T23:59:59");
        assertThat(london(house.task().getFollowUpDate())).isEqualTo("2026-12-18T00:00:00");
        assertThat(house.timers()).extracting(job -> london(job.getDuedate())).containsExactly("2026-12-23T23:59:59");
        assertThat(only().workingOut()).contains("weekends and 21 December do not count");
    }

    @Test
    void aChangeThatIsRolledBackMovesNothing() {
        known("2026-12-16", "2026-12-18");
        start();
        assertThatThrownBy(() -> house.transaction.executeWithoutResult(status -> {
            house.events.record("cafcass-allocated", "2026-12-23");
            throw new IllegalStateException("case-change did not work");
        })).hasMessageContaining("did not work");
        assertThat(house.runJobs()).isZero();
        assertThat(london(house.task().getDueDate())).isEqualTo("2026-12-22T23:59:59");
    }

    @Test
    void severalChangesInOneTransactionAreOneJob() {
        house.clock("2026-12-17T09:00");
        start();
        house.transaction.executeWithoutResult(status -> {
            house.events.record("iro-allocated", "2026-12-16");
            house.events.record("cafcass-allocated", "2026-12-18");
            house.events.record("cafcass-allocated", "2026-12-17");
        });
        assertThat(house.executable()).hasSize(1);
        house.runJobs();
        assertThat(london(house.task().getDueDate())).isEqualTo("2026-12-21T23:59:59");
    }

    @Test
    void whoeverIsSignedInTheHouseMovesDeadlinesForItself() {
        known("2026-12-16", "2026-12-18");
        start();
        house.identity.setAuthentication("somebody", List.of(), List.of("northmoor"));
        house.events.record("cafcass-allocated", "2026-12-23");
        assertThat(house.identity.getCurrentAuthentication().getUserId()).isEqualTo("somebody");
        house.identity.clearAuthentication();
        house.runJobs();
        assertThat(london(house.task().getDueDate())).isEqualTo("2026-12-29T23:59:59");
    }

    @Test
    void anEditedRuleReachesNewStepsOnly() {
        known("2026-12-16", "2026-12-18");
        start();
        Map<String, Object> edited = new java.util.HashMap<>(house.tables.latest("derby", "deadlines").row("iro-notice")
                .orElseThrow());
        edited.put("amount", 5);
        house.tables.row("derby", "deadlines", "iro-notice", edited);
        house.events.record("cafcass-allocated", "2026-12-17");
        house.runJobs();
        assertThat(london(house.task().getDueDate())).as("still 2 working days").isEqualTo("2026-12-21T23:59:59");
        house.tasks.complete(house.task().getId());
        assertThat(london(house.task().getDueDate())).as("the new step: 5").isEqualTo("2026-12-24T23:59:59");
    }

    @Test
    void eventsOfTheStepsOwnSubjectCount() {
        house.deploy(DUTY.replace("'iro-notice'", "'court-documents'"));
        house.clock("2026-11-23T09:00");
        house.events.set("document-received", "", "2026-11-20");
        house.events.set("document-served", "report-1", "2026-11-23");
        house.events.set("document-served", "report-2", "2026-11-30");
        house.runtime.createProcessInstanceByKey("duty").businessKey(CASE).processDefinitionTenantId("derby")
                .setVariable("subject", "report-2").execute();
        assertThat(london(house.task().getDueDate())).isEqualTo("2026-12-07T23:59:59");
        house.events.record("document-served", "report-1", "2026-11-24");
        assertThat(house.runJobs()).as("another document").isZero();
        house.events.record("document-served", "report-2", "2026-12-01");
        house.runJobs();
        assertThat(london(house.task().getDueDate())).isEqualTo("2026-12-08T23:59:59");
    }

    @Test
    @Clause("C-93 P-32")
    void whatIsDueBeforeTheNextHearingFollowsTheCourtsList() {
        house.deploy(DUTY.replace("'iro-notice'", "'dispute-solicitor-before-hearing'"));
        house.clock("2026-11-23T09:00");
        house.events.set("proceedings-issued", "", "2026-11-16");
        house.events.set("first-hearing", "", "2026-11-19");
        house.runtime.createProcessInstanceByKey("duty").businessKey(CASE).processDefinitionTenantId("derby")
                .setVariable("subject", "concern-1").execute();
        assertThat(house.task().getDueDate()).as("the first hearing is over").isNull();
        house.events.record("cmh", "2026-12-08T10:00");
        house.runJobs();
        assertThat(timerAndDueDate()).isEqualTo("2026-12-07T23:59:59");
        house.events.record("cmh", "2026-12-29T10:00");
        house.runJobs();
        assertThat(timerAndDueDate()).as("moved, past Christmas").isEqualTo("2026-12-24T23:59:59");
        house.events.record("final-hearing", "2027-04-12");
        assertThat(house.runJobs()).as("a later one").isZero();
        house.events.record("cmh", null);
        house.runJobs();
        assertThat(timerAndDueDate()).as("vacated").isEqualTo("2027-04-09T23:59:59");
        house.events.record("proceedings-ended", "2026-11-23");
        house.runJobs();
        assertThat(house.task().getDueDate()).as("no proceedings any more").isNull();
        assertThat(house.timers()).isEmpty();
        assertThat(only().workingOut()).isEqualTo("Waiting for the hearing date (next hearing)");
    }

    @Test
    @Clause("C-45 C-93")
    void aHearingThatHasPassedGivesWayToTheNextListed() {
        house.deploy(DUTY.replace("'iro-notice'", "'court-informed'"));
        house.clock("2026-12-07T09:00");
        house.events.set("cmh", "", "2026-12-09T10:00");
        house.start("duty");
        assertThat(timerAndDueDate()).isEqualTo("2026-12-08T23:59:59");
        house.clock("2026-12-09T23:30");
        house.events.record("irh", "2027-02-15T10:00");
        assertThat(house.runJobs()).as("the case management hearing is today: its miss is told, nothing moves").isEqualTo(1);
        assertThat(house.told.times).hasSize(1);
        assertThat(only().state()).isEqualTo(State.MISSED);
        house.clock("2026-12-10T00:30");
        house.events.record("irh", "2027-02-16T10:00");
        house.runJobs();
        assertThat(london(house.task().getDueDate())).isEqualTo("2027-02-15T23:59:59");
        assertThat(only().state()).isEqualTo(State.OPEN);
    }

    @Test
    void theNextHearingIsTheEarliestOfThoseAhead() {
        house.clock("2027-03-28T00:10");
        assertThat(nextHearing()).isNull();
        house.events.set("cmh", "", "2027-03-27T16:00");
        house.events.set("fcmh", "", "2027-03-28T16:00");
        house.events.set("irh", "second", "2027-03-29");
        house.events.set("next-hearing", "", "2027-03-28");
        assertThat(nextHearing()).as("today").isEqualTo("2027-03-28T16:00");
        house.clock("2027-03-29T00:00");
        assertThat(nextHearing()).as("whatever its subject").isEqualTo("2027-03-29");
        house.events.set("proceedings-ended", "", "2027-03-01");
        assertThat(nextHearing()).isNull();
        house.events.set("proceedings-issued", "", "2027-03-02");
        assertThat(nextHearing()).as("new proceedings").isEqualTo("2027-03-29");
        house.events.set("proceedings-issued", "", "2027-03-30");
        assertThat(nextHearing()).as("of earlier proceedings").isNull();
    }

    private static String nextHearing() {
        var when = house.context.getBean(Facts.class).of(CASE, "concern-1", house.events.all()).apply("next-hearing");
        return when == null ? null : when.toString();
    }

    private static String timerAndDueDate() {
        String due = london(house.task().getDueDate());
        assertThat(house.timers()).extracting(job -> london(job.getDuedate())).containsExactly(due);
        return due;
    }

    @Test
    @Clause("C-101 P-35")
    void warningsGoOutOneAfterTheOtherAndMoveWithTheIssue() {
        house.deploy("""
                <process id="warning" isExecutable="true">
                  <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="wait"/>
                  <intermediateCatchEvent id="wait"><timerEventDefinition><timeDate
                    xsi:type="tFormalExpression">${deadlines.warning('dispute-total', execution)}</timeDate>
                  </timerEventDefinition></intermediateCatchEvent>
                  <sequenceFlow id="f2" sourceRef="wait" targetRef="tell"/>
                  <serviceTask id="tell" camunda:expression="${told.tell(execution)}"/>
                  <sequenceFlow id="f3" sourceRef="tell" targetRef="wait"/>
                </process>
                """);
        house.clock("2026-11-23T09:00");
        house.start("warning");
        assertThat(house.timers()).as("not issued").isEmpty();
        house.events.record("qa-form-issued", "2026-12-04");
        house.runJobs();
        assertThat(warning()).isEqualTo("2026-12-18T08:00:00");
        house.clock("2026-12-18T08:00");
        assertThat(house.runJobs()).isEqualTo(1);
        assertThat(warning()).isEqualTo("2026-12-29T08:00:00");
        house.events.record("qa-form-issued", "2026-12-07");
        house.runJobs();
        assertThat(warning()).as("the tenth day is told anew").isEqualTo("2026-12-21T08:00:00");
        house.events.record("qa-form-issued", "2026-11-23");
        house.runJobs();
        assertThat(warning()).as("two have passed by").isEqualTo("2026-12-21T08:00:00");
        house.clock("2026-12-21T08:00");
        house.runJobs();
        assertThat(house.told.times).containsExactly("2026-12-18T08:00:00", "2026-12-21T08:00:00");
        assertThat(house.timers()).as("none is left").isEmpty();
        house.clock("2026-12-22T09:00");
        house.events.record("qa-form-issued", "2026-12-04");
        house.runJobs();
        assertThat(warning()).as("armed again").isEqualTo("2026-12-29T08:00:00");
        house.events.record("qa-form-issued", null);
        house.runJobs();
        assertThat(house.timers()).isEmpty();
        assertThat(house.told.times).hasSize(2);
    }

    private static String warning() {
        List<Job> timers = house.timers();
        assertThat(timers).hasSize(1);
        return london(timers.get(0).getDuedate());
    }

    @Test
    void timersOfAnEventSubProcessAndACatchEventWaitAndMoveToo() {
        house.deploy("""
                <process id="catching" isExecutable="true">
                  <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="wait"/>
                  <intermediateCatchEvent id="wait"><timerEventDefinition><timeDate
                    xsi:type="tFormalExpression">${deadlines.due('contact-before-cmh', execution)}</timeDate>
                  </timerEventDefinition></intermediateCatchEvent>
                  <sequenceFlow id="f2" sourceRef="wait" targetRef="e"/><endEvent id="e"/>
                  <subProcess id="reminding" triggeredByEvent="true">
                    <startEvent id="reminder" isInterrupting="false"><timerEventDefinition><timeDate
                      xsi:type="tFormalExpression">${deadlines.due('cmh-latest', execution)}</timeDate>
                    </timerEventDefinition></startEvent>
                    <sequenceFlow id="f3" sourceRef="reminder" targetRef="t"/>
                    <serviceTask id="t" camunda:expression="${told.tell(execution)}"/>
                    <sequenceFlow id="f4" sourceRef="t" targetRef="x"/><endEvent id="x"/>
                  </subProcess>
                </process>
                """);
        house.clock("2026-11-23T09:00");
        house.start("catching");
        assertThat(house.timers()).isEmpty();
        house.events.record("proceedings-issued", "2026-11-23");
        house.events.record("cmh", "2026-12-21T10:00");
        house.runJobs();
        assertThat(house.timers()).extracting(job -> london(job.getDuedate()))
                .containsExactlyInAnyOrder("2026-12-16T23:59:59", "2026-12-18T23:59:59");
        house.clock("2026-12-17T00:00:00");
        house.runJobs();
        assertThat(house.told.times).containsExactly("2026-12-17T00:00:00");
        house.clock("2026-12-19T00:00:00");
        house.runJobs();
        assertThat(house.runtime.createProcessInstanceQuery().count()).isZero();
        assertThat(states()).containsOnly(State.CLOSED);
    }

    @Test
    void aTimerThatFiresWhileItIsMovedIsTriedAgain() {
        known("2026-12-16", "2026-12-18");
        house.deploy(DUTY.replace("${deadlines.missed('iro-notice', execution)}", "${execution.id}"));
        house.start("duty");
        house.clock("2026-12-23T00:00:00");
        Job timer = house.timers().get(0);
        house.told.also = () -> inAnotherThread(() -> {
            house.events.record("cafcass-allocated", "2026-12-23");
            house.jobs.createJobQuery().messages().list().forEach(job -> house.jobs.executeJob(job.getId()));
        });
        assertThatThrownBy(() -> house.jobs.executeJob(timer.getId())).isInstanceOf(OptimisticLockingException.class);
        house.told.also = null;
        assertThat(only().state()).as("not recorded as missed").isEqualTo(State.OPEN);
        assertThat(house.timers()).extracting(job -> london(job.getDuedate())).containsExactly("2026-12-29T23:59:59");
        assertThat(house.runJobs()).as("nothing is due any more").isZero();
    }

    @Test
    void theRegisterIsAskedOncePerTransaction() {
        known("2026-12-16", "2026-12-18");
        house.events.reads = 0;
        start();
        assertThat(house.events.reads).isEqualTo(1);
        assertThat(house.register.ofCase(CASE)).hasSize(1);
    }

    @Test
    void whatHasPassedWithoutATimerIsShownAsMissed() {
        house.deploy(DUTY.replaceAll("(?s)<boundaryEvent.*</boundaryEvent>", "").replaceAll("<sequenceFlow id=\"f2\"[^>]*>", ""));
        house.clock("2026-12-18T09:00");
        house.events.set("iro-allocated", "", "2026-12-16");
        house.events.set("cafcass-allocated", "", "2026-12-18");
        house.start("duty");
        assertThat(only().state()).isEqualTo(State.OPEN);
        house.clock("2026-12-23T00:00:01");
        assertThat(only().state()).isEqualTo(State.MISSED);
    }

    private void known(String iro, String cafcass) {
        house.clock("2026-12-18T09:00");
        house.events.set("iro-allocated", "", iro);
        house.events.set("cafcass-allocated", "", cafcass);
    }

    private ProcessInstance start() {
        house.deploy(DUTY);
        return house.start("duty");
    }

    private static Deadline only() {
        List<Deadline> deadlines = house.register.ofCase(CASE);
        assertThat(deadlines).hasSize(1);
        return deadlines.get(0);
    }

    private static List<State> states() {
        return house.register.ofCase(CASE).stream().map(Deadline::state).toList();
    }

    private static void inAnotherThread(Runnable work) {
        try {
            java.util.concurrent.CompletableFuture.runAsync(work).get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
