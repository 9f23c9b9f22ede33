package org.iroprotocol.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iroprotocol.deadline.BareHouse.CASE;
import static org.iroprotocol.deadline.BareHouse.london;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts people are reminded of until somebody records them, and deadlines met when the event says (P-10, P-13). */
class RemindersTest {

    /** Waits for the fact or the next reminder, as the models do. */
    private static final String FACT = """
            <message id="m" name="guardian-handover-recorded"/>
            <process id="fact" isExecutable="true">
              <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="wait"/>
              <eventBasedGateway id="wait"/>
              <sequenceFlow id="f2" sourceRef="wait" targetRef="recorded"/>
              <intermediateCatchEvent id="recorded"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
              <sequenceFlow id="f3" sourceRef="recorded" targetRef="met"/>
              <serviceTask id="met"
                  camunda:expression="${deadlines.metBy('guardian-handover', 'guardian-handover', execution)}"/>
              <sequenceFlow id="f4" sourceRef="met" targetRef="after"/><userTask id="after"/>
              <sequenceFlow id="f7" sourceRef="after" targetRef="end"/><endEvent id="end"/>
              <sequenceFlow id="f5" sourceRef="wait" targetRef="reminder"/>
              <intermediateCatchEvent id="reminder">
                <extensionElements><camunda:executionListener event="end"
                    expression="${deadlines.missed('guardian-handover', execution)}"/></extensionElements>
                <timerEventDefinition><timeDate
                    xsi:type="tFormalExpression">${deadlines.reminder('guardian-handover', execution)}</timeDate>
                </timerEventDefinition></intermediateCatchEvent>
              <sequenceFlow id="f6" sourceRef="reminder" targetRef="tell"/>
              <serviceTask id="tell" camunda:expression="${told.tell(execution)}"/>
              <sequenceFlow id="f8" sourceRef="tell" targetRef="wait"/>
            </process>
            """;

    /** A reminder beside a task; nobody leaves the task. */
    private static final String BESIDE = """
            <process id="beside" isExecutable="true">
              <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
              <userTask id="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="end"/><endEvent id="end"/>
              <boundaryEvent id="overdue" attachedToRef="work" cancelActivity="false">
                <extensionElements><camunda:executionListener event="start"
                    expression="${deadlines.missed('guardian-handover', execution)}"/></extensionElements>
                <timerEventDefinition><timeDate
                    xsi:type="tFormalExpression">${deadlines.reminder('guardian-handover', execution)}</timeDate>
                </timerEventDefinition></boundaryEvent>
              <sequenceFlow id="f3" sourceRef="overdue" targetRef="tell"/>
              <serviceTask id="tell" camunda:expression="${told.tell(execution)}"/>
              <sequenceFlow id="f4" sourceRef="tell" targetRef="said"/><endEvent id="said"/>
            </process>
            """;

    /** Several facts side by side, each with its reminders and the end of the guardian's work, as in completion. */
    private static final String FACTS = """
            <message id="m" name="${fact}-recorded"/>
            <process id="facts" isExecutable="true">
              <startEvent id="start"/><sequenceFlow id="a1" sourceRef="start" targetRef="each"/>
              <subProcess id="each">
                <multiInstanceLoopCharacteristics camunda:collection="facts" camunda:elementVariable="fact"/>
                <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="wait"/>
                <eventBasedGateway id="wait"/>
                <sequenceFlow id="f2" sourceRef="wait" targetRef="recorded"/>
                <intermediateCatchEvent id="recorded"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
                <sequenceFlow id="f3" sourceRef="recorded" targetRef="met"/>
                <serviceTask id="met" camunda:expression="${deadlines.metBy(fact, fact, execution)}"/>
                <sequenceFlow id="f4" sourceRef="met" targetRef="e"/><endEvent id="e"/>
                <sequenceFlow id="f5" sourceRef="wait" targetRef="reminder"/>
                <intermediateCatchEvent id="reminder">
                  <extensionElements><camunda:executionListener event="start"
                      expression="${deadlines.missed(fact, execution)}"/></extensionElements>
                  <timerEventDefinition><timeDate
                      xsi:type="tFormalExpression">${deadlines.reminder(fact, execution)}</timeDate>
                  </timerEventDefinition></intermediateCatchEvent>
                <sequenceFlow id="f6" sourceRef="reminder" targetRef="tell"/>
                <serviceTask id="tell" camunda:expression="${told.tell(execution)}"/>
                <sequenceFlow id="f8" sourceRef="tell" targetRef="wait"/>
                <sequenceFlow id="f9" sourceRef="wait" targetRef="closes"/>
                <intermediateCatchEvent id="closes"><timerEventDefinition><timeDate
                      xsi:type="tFormalExpression">${deadlines.due('guardian-closes', execution)}</timeDate>
                  </timerEventDefinition></intermediateCatchEvent>
                <sequenceFlow id="f10" sourceRef="closes" targetRef="open"/><endEvent id="open"/>
              </subProcess>
              <sequenceFlow id="a2" sourceRef="each" targetRef="after"/><userTask id="after"/>
              <sequenceFlow id="a3" sourceRef="after" targetRef="end"/><endEvent id="end"/>
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
    void aSettingThatCannotBeUsedIsNamed() {
        house.tables.row("derby", "settings", "reminder.working-days", Map.of("value", "0"));
        start("2026-12-07", "2026-12-08T09:00");
        house.clock("2026-12-22T00:00:00");
        assertThatThrownBy(() -> house.runJobs()).hasStackTraceContaining("settings.dmn of 'derby', row "
                + "'reminder.working-days': the value must be a whole number of working days, 1 or more.");
        house.tables.row("derby", "settings", "reminder.working-days", Map.of("value", "5"));
        house.tables.row("derby", "settings", "overdue.time", Map.of("value", "eight"));
        assertThatThrownBy(() -> house.runJobs()).hasStackTraceContaining("row 'overdue.time': the value must be a time of day");
        assertThat(next()).as("nothing was recorded").isEqualTo("2026-12-21T23:59:59");
    }

    @Test
    void whileTheEndIsUnknownThereIsNoReminder() {
        house.clock("2026-12-08T09:00");
        house.deploy(FACT);
        house.start("fact");
        assertThat(house.timers()).isEmpty();
        assertThat(only().state()).isEqualTo(State.WAITING);
        house.events.record("proceedings-ended", "2026-12-07");
        house.runJobs();
        assertThat(next()).isEqualTo("2026-12-21T23:59:59");
        house.events.record("proceedings-ended", null);
        house.runJobs();
        assertThat(house.timers()).as("reopened").isEmpty();
    }

    /** End of proceedings, then each time somebody is told, in London: Christmas, Easter, both changes of the clocks. */
    @ParameterizedTest
    @CsvSource({
        "2026-12-07, 2026-12-22T00:00:00 2026-12-30T08:00:00 2027-01-07T08:00:00 2027-01-14T08:00:00",
        "2027-03-08, 2027-03-23T00:00:00 2027-03-31T08:00:00 2027-04-07T08:00:00 2027-04-14T08:00:00",
        "2026-10-05, 2026-10-20T00:00:00 2026-10-26T08:00:00 2026-11-02T08:00:00 2026-11-09T08:00:00",
        "2027-03-05, 2027-03-20T00:00:00 2027-03-30T08:00:00 2027-04-06T08:00:00 2027-04-13T08:00:00",
    })
    @Clause("C-46 P-10")
    void remindersGoOnEveryFifthWorkingDayAtTheTimeOfOverdueMessages(String ended, String times) {
        start(ended, ended + "T09:00");
        List<String> expected = List.of(times.split(" "));
        List<String> told = new ArrayList<>();
        for (String time : expected) {
            house.clock(minuteBefore(time));
            assertThat(house.runJobs()).as("nobody is told before " + time).isZero();
            house.clock(time);
            assertThat(house.runJobs()).isEqualTo(1);
            told.add(time);
            assertThat(house.told.times).isEqualTo(told);
        }
        assertThat(only().state()).isEqualTo(State.MISSED);
        assertThat(london(only().missedAt())).as("missed once").isEqualTo(expected.get(0));
    }

    @Test
    void afterALongSilenceOneReminderGoesNotAllOfThem() {
        start("2026-12-07", "2026-12-08T09:00");
        house.clock("2027-02-15T12:00:00");
        assertThat(house.runJobs()).isEqualTo(1);
        assertThat(next()).as("the first of the series after now").isEqualTo("2027-02-18T08:00:00");
    }

    @Test
    @Clause("C-46")
    void aDueDateThatMovesAfterItWasMissedIsToldAgain() {
        start("2026-12-07", "2026-12-08T09:00");
        house.clock("2026-12-22T00:00:00");
        house.runJobs();
        assertThat(next()).isEqualTo("2026-12-30T08:00:00");
        house.events.record("proceedings-ended", "2026-12-14");
        house.runJobs();
        assertThat(next()).as("the new due date").isEqualTo("2026-12-30T23:59:59");
        assertThat(only().state()).isEqualTo(State.OPEN);
        house.clock("2026-12-31T00:00:00");
        house.runJobs();
        assertThat(house.told.times).containsExactly("2026-12-22T00:00:00", "2026-12-31T00:00:00");
        assertThat(next()).isEqualTo("2027-01-07T08:00:00");
        house.events.record("proceedings-ended", "2026-12-07");
        house.runJobs();
        assertThat(house.told.times).as("that date had passed long ago: told at once").hasSize(3);
    }

    @Test
    void aReminderBesideATaskIsArmedAgainWhenTheDueDateMoves() {
        house.clock("2026-12-08T09:00");
        house.events.set("proceedings-ended", "", "2026-12-07");
        house.deploy(BESIDE);
        house.start("beside");
        house.clock("2026-12-22T00:00:00");
        house.runJobs();
        assertThat(house.timers()).isEmpty();
        house.events.record("proceedings-ended", "2026-12-14");
        house.runJobs();
        assertThat(next()).isEqualTo("2026-12-30T23:59:59");
        house.clock("2026-12-31T00:00:00");
        house.runJobs();
        assertThat(house.told.times).containsExactly("2026-12-22T00:00:00", "2026-12-31T00:00:00");
    }

    @Test
    @Clause("C-10 C-46 P-10")
    void factsSideBySideEachHaveTheirRemindersUntilTheGuardiansWorkEnds() {
        house.clock("2026-12-08T09:00");
        house.deploy(FACTS);
        house.runtime.createProcessInstanceByKey("facts").businessKey(CASE).processDefinitionTenantId("derby")
                .setVariable("facts", new ArrayList<>(List.of("guardian-handover", "documents-confirmed"))).execute();
        assertThat(house.timers()).as("the end is not known").isEmpty();
        house.events.record("proceedings-ended", "2026-12-07");
        house.runJobs();
        assertThat(dates()).containsExactly("2026-12-21T23:59:59", "2026-12-21T23:59:59", "2027-01-07T23:59:59",
                "2027-01-07T23:59:59");
        house.clock("2026-12-22T00:00:00");
        house.runJobs();
        assertThat(house.told.times).hasSize(2);
        assertThat(dates()).containsExactly("2026-12-30T08:00:00", "2026-12-30T08:00:00", "2027-01-07T23:59:59",
                "2027-01-07T23:59:59");
        house.events.set("documents-confirmed", "", "2026-12-22");
        house.runtime.createMessageCorrelation("documents-confirmed-recorded").processInstanceBusinessKey(CASE).correlate();
        house.events.record("proceedings-ended", "2026-12-14");
        house.runJobs();
        assertThat(dates()).containsExactly("2026-12-30T23:59:59", "2027-01-14T23:59:59");
        assertThat(house.register.ofCase(CASE)).filteredOn(deadline -> deadline.state() == State.MET)
                .extracting(deadline -> deadline.rule().id()).containsExactly("documents-confirmed");
        house.clock("2026-12-31T00:00:00");
        house.runJobs();
        assertThat(house.told.times).as("the new due date").hasSize(3);
        house.clock("2027-01-14T23:59:58");
        house.runJobs();
        assertThat(dates()).containsExactly("2027-01-14T23:59:59", "2027-01-21T08:00:00");
        house.clock("2027-01-15T00:00:00");
        house.runJobs();
        assertThat(house.task()).as("left open").isNotNull();
        assertThat(house.timers()).isEmpty();
        assertThat(house.told.times).hasSize(4);
    }

    @Test
    @Clause("C-46 P-13")
    void recordedLateItIsMetOnTheDayItHappened() {
        start("2026-12-07", "2026-12-08T09:00");
        house.clock("2026-12-29T09:00");
        house.runJobs();
        house.events.set("guardian-handover", "", "2026-12-21");
        recorded();
        assertThat(only().state()).isEqualTo(State.MET);
        assertThat(london(only().metAt())).isEqualTo("2026-12-21T00:00:00");
        assertThat(only().metAt()).as("in time, on the last day").isBefore(only().due());
        assertThat(house.timers()).isEmpty();
        house.clock("2027-03-01T09:00");
        assertThat(house.runJobs()).isZero();
    }

    @Test
    void whatReallyCameLateIsMetLate() {
        start("2026-12-07", "2026-12-08T09:00");
        house.events.set("guardian-handover", "", "2026-12-22T10:15");
        house.clock("2026-12-23T09:00");
        recorded();
        assertThat(london(only().metAt())).isEqualTo("2026-12-22T10:15:00");
        assertThat(only().metAt()).isAfter(only().due());
    }

    @Test
    @Clause("P-13")
    void whatCameBeforeTheEndCountsWhatCameBeforeTheIssueDoesNot() {
        house.events.set("proceedings-issued", "", "2026-06-01");
        house.events.set("guardian-handover", "earlier", "2026-05-29");
        start("2026-12-07", "2026-12-08T09:00");
        recorded();
        assertThat(only().state()).as("only that of earlier proceedings").isEqualTo(State.OPEN);
        house.clean();
        house.events.set("proceedings-issued", "", "2026-06-01");
        house.events.set("guardian-handover", "earlier", "2026-05-29");
        house.events.set("guardian-handover", "", "2026-12-02");
        house.events.set("guardian-handover", "again", "2026-12-04");
        house.events.set("guardian-handover", "withdrawn", null);
        start("2026-12-07", "2026-12-08T09:00");
        recorded();
        assertThat(only().state()).isEqualTo(State.MET);
        assertThat(london(only().metAt())).as("the earliest since the issue").isEqualTo("2026-12-02T00:00:00");
    }

    @Test
    void ofTheDayOfIssueItselfCounts() {
        house.events.set("proceedings-issued", "", "2026-06-01");
        assertThat(Facts.first("x", house.events.all())).isEmpty();
        house.events.set("x", "", "2026-06-01");
        assertThat(Facts.first("x", house.events.all())).contains(When.parse("2026-06-01"));
    }

    @Test
    void whatBelongsToEarlierProceedingsDoesNotStartAClock() {
        house.events.set("proceedings-issued", "", "2026-06-01");
        house.events.set("guardian-handover", "", "2026-05-29");
        house.events.set("discussion-held", "", "2026-05-29");
        Facts facts = new Facts(null, null, java.time.Clock.systemUTC());
        var known = facts.of(CASE, "", house.events.all());
        assertThat(known.apply("guardian-handover")).isNull();
        assertThat(known.apply("discussion-held")).isEqualTo(When.parse("2026-05-29"));
        house.events.set("guardian-handover", "", "2026-06-01");
        assertThat(facts.of(CASE, "", house.events.all()).apply("guardian-handover")).isEqualTo(When.parse("2026-06-01"));
    }

    @Test
    void aHolidayMovesWhatCountsFromAnotherRule() {
        house.clock("2026-12-14T09:00");
        house.events.set("proceedings-issued", "", "2026-12-14");
        house.deploy(BESIDE.replace("guardian-handover", "contact-before-cmh"));
        house.start("beside");
        assertThat(next()).isEqualTo("2026-12-30T23:59:59");
        house.tables.row("derby", "working-days", "proclaimed",
                Map.of("date", "2026-12-18", "change", "added", "reason", "Proclaimed"));
        house.repository.createDeployment().tenantId("derby").addInputStream("working-days.dmn",
                BareHouse.stream("processes/protocol/working-days.dmn")).deploy();
        assertThat(house.runJobs()).isEqualTo(2);
        assertThat(next()).isEqualTo("2026-12-31T23:59:59");
        house.events.record("cmh", "2026-12-29T10:00");
        house.runJobs();
        assertThat(next()).as("listed").isEqualTo("2026-12-24T23:59:59");
        house.events.record("cmh", null);
        house.runJobs();
        assertThat(next()).as("vacated").isEqualTo("2026-12-31T23:59:59");
        assertThat(only().workingOut()).contains("is not listed; the earliest it can be is day 12");
    }

    @Test
    void theSeriesItself() {
        var days = new org.iroprotocol.calendar.EnglishCalendars(house.tables).of("derby");
        Instant due = When.parse("2026-12-21T23:59:59").instant();
        Instant first = When.parse("2026-12-30T08:00").instant();
        java.time.LocalTime eight = java.time.LocalTime.of(8, 0);
        assertThat(DueDates.reminder(due, 5, eight, due, days)).isEqualTo(first);
        assertThat(DueDates.reminder(due, 5, eight, first.minusSeconds(1), days)).isEqualTo(first);
        assertThat(DueDates.reminder(due, 5, eight, first, days)).isEqualTo(When.parse("2027-01-07T08:00").instant());
        assertThat(DueDates.reminder(due, 1, eight, due, days)).isEqualTo(When.parse("2026-12-22T08:00").instant());
    }

    private void start(String ended, String now) {
        house.clock(now);
        house.events.set("proceedings-ended", "", ended);
        house.deploy(FACT);
        house.start("fact");
    }

    private static void recorded() {
        house.runtime.createMessageCorrelation("guardian-handover-recorded").processInstanceBusinessKey(CASE).correlate();
    }

    private static List<String> dates() {
        return house.timers().stream().map(job -> london(job.getDuedate())).sorted().toList();
    }

    private static String next() {
        List<Job> timers = house.timers();
        assertThat(timers).hasSize(1);
        return london(timers.get(0).getDuedate());
    }

    private static String minuteBefore(String time) {
        return java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")
                .format(When.parse(time).instant().minusSeconds(60).atZone(London.ZONE));
    }

    private static Deadline only() {
        List<Deadline> deadlines = house.register.ofCase(CASE);
        assertThat(deadlines).hasSize(1);
        return deadlines.get(0);
    }
}
