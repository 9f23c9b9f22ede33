package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.testing.CafcassTest;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.DutyRoom;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code advice-line}: a duty lawyer's record of a call, where Cafcass runs the installation. */
@CafcassTest
class AdviceLineTest {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("cafcass", "advice-line");

    private static final String PROCESS = "advice-line";
    private static final String RECORDED = "formal-referral-recorded";

    @Autowired
    ProcessEngine engine;

    @Autowired
    House house;

    @Autowired
    DutyRoom room;

    @BeforeEach
    void friday() {
        house.at("2026-12-18T10:00");
    }

    @AfterEach
    void clear() {
        room.clear();
    }

    @Test
    @Clause("P-05")
    void nothingOfTheNationalProtocolIsDeployedAtCafcass() {
        assertThat(engine.getRepositoryService().createProcessDefinitionQuery().list()).extracting(one -> one.getKey())
                .containsExactlyInAnyOrder("advice-line", "advice-referral");
        assertThatThrownBy(() -> engine.getRepositoryService().createDeployment().tenantId("derby")
                .addString("letters/x.html", "<p>x</p>").deploy()).hasMessageContaining("run by Cafcass");
    }

    @Test
    @Clause("C-20 C-61")
    void nobodyButCafcassLegalRecordsACall() {
        for (String group : new TreeSet<>(Groups.all().keySet())) {
            if (!group.equals("cafcass-legal")) {
                assertThatThrownBy(() -> room.start(group + ".cafcass", PROCESS, DutyRoom.call(Map.of()))).as(group)
                        .isInstanceOf(Exception.class);
            }
        }
        assertThatThrownBy(() -> room.start("cafcass-legal.test", PROCESS, DutyRoom.call(Map.of())))
                .as("Cafcass Legal of another tenant").isInstanceOf(Exception.class);
        assertThatThrownBy(() -> room.start("camunda-admin.cafcass", PROCESS, DutyRoom.call(Map.of())))
                .hasStackTraceContaining("Only Cafcass Legal");
        nothingKept();
    }

    @Test
    void whatIsMissingOrImpossibleIsRefusedAndNothingIsKept() {
        refused(Map.of("calledOn", "2026-12-19"), "future");
        refused(Map.of("calledOn", "2019-04-02"), "born");
        refused(Map.of("dateOfBirth", "2026-12-19"), "future");
        refused(Map.of("childName", ""), "Child, as named");
        refused(Map.of("guidance", ""), "Guidance given");
        refused(Map.of("protectionConcern", ""), "overriding");
        refused(Map.of("protectionConcern", "yes"), "What the concern is");
        refused(Map.of("actRequested", "yes"), "What the IRO asked for");
        refused(Map.of("adviceRecord", "FORGED"), "not a field");
        nothingKept();
    }

    @Test
    @Clause("C-18 C-20 C-60 C-61")
    void aCallStartsNothingAndWaitsInConfidence() {
        ProcessInstance instance = room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.call(Map.of()));
        assertThat(engine.getTaskService().createTaskQuery().count()).isZero();
        String key = stored(instance).getBusinessKey();
        assertThat(key).matches("[2-9B-DF-HJ-NP-RTV-XZ]{5}-[2-9B-DF-HJ-NP-RTV-XZ]{5}");
        assertThat(engine.getRuntimeService().createVariableInstanceQuery().list()).extracting(one -> one.getName() + "=" + one.getValue())
                .containsExactly("adviceRecord=" + key);
        assertThat(waitingFor()).containsExactly(RECORDED);
        assertThat(theTimer().getDuedate()).isEqualTo(House.moment("2027-12-18T00:00:00"));
        assertThat(room.rows("advice_record")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("CHILD_NAME", "Robin Tester").containsEntry("RECORDED_BY", DutyRoom.LAWYER)
                .containsEntry("STATE", "WAITING"));
    }

    @ParameterizedTest
    @Clause("C-19 C-60")
    @CsvSource({"protectionConcern, concernAction", "actRequested, requestText"})
    void aConcernOrTheIrosRequestIsActedOnAtOnceByTheDutyLawyers(String question, String words) {
        room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.call(Map.of(question, "yes", words, "The child is in danger.")));
        Task task = room.task("act-on-call");
        assertThat(task.getAssignee()).isNull();
        assertThat(task.getDueDate()).isEqualTo(House.moment("2026-12-18T10:00:00"));
        assertThat(engine.getTaskService().getIdentityLinksForTask(task.getId())).extracting(link -> link.getGroupId())
                .containsExactly("cafcass-legal");
        assertThat(waitingFor()).isEmpty();
        for (String other : List.of("cafcass-service-manager.cafcass", "protocol-admin.cafcass", "cafcass-legal.test",
                "camunda-admin.cafcass", DutyRoom.PRACTITIONER)) {
            assertThatThrownBy(() -> room.complete(other, "act-on-call", done("2026-12-18"))).as(other).isInstanceOf(Exception.class);
        }
        assertThatThrownBy(() -> room.complete(DutyRoom.LAWYER, "act-on-call", done("2026-12-16"))).hasStackTraceContaining("before the call");
        assertThatThrownBy(() -> room.complete(DutyRoom.LAWYER, "act-on-call", Map.of("actedOn", "2026-12-18")))
                .hasStackTraceContaining("What was done");
        room.complete(DutyRoom.LAWYER, "act-on-call", done("2026-12-18"));
        assertThat(room.rows("advice_record")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("ACTION_TAKEN", "The council's duty team has been rung.").containsEntry("ACTED_BY", DutyRoom.LAWYER));
        assertThat(engine.getRuntimeService().createVariableInstanceQuery().list()).extracting(one -> one.getName())
                .containsExactly("adviceRecord");
        assertThat(waitingFor()).containsExactly(RECORDED);
    }

    @Test
    @Clause("C-20 C-61")
    void withoutAReferralWhatWasWrittenIsErasedAfterTheTimeSet() {
        ProcessInstance instance = room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.call(Map.of()));
        String key = stored(instance).getBusinessKey();
        house.at("2027-12-17T23:59:59");
        house.runDueJobs();
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isOne();
        house.passes("2027-12-18T00:00:00");
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
        assertThat(room.rows("advice_record")).singleElement().satisfies(row -> {
            row.values().removeIf(java.util.Objects::isNull);
            assertThat(row.keySet()).containsExactlyInAnyOrder("REFERENCE", "AUTHORITY", "STATE", "CALLED_ON", "ENDED_ON");
            assertThat(row).containsEntry("REFERENCE", key).containsEntry("STATE", "ENDED");
        });
    }

    @ParameterizedTest
    @CsvSource({"2026-10-24, 2026-10-26T10:00, 2027-10-25T00:00:00", "2026-03-28, 2026-03-30T10:00, 2027-03-29T00:00:00",
        "2026-12-25, 2026-12-29T10:00, 2027-12-26T00:00:00", "2028-02-29, 2028-03-01T10:00, 2029-03-01T00:00:00"})
    void keptToTheEndOfTheLastDayWhateverTheClocksDo(String called, String now, String until) {
        house.at(now);
        room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.call(Map.of("calledOn", called)));
        assertThat(theTimer().getDuedate()).isEqualTo(House.moment(until));
    }

    @Test
    @Clause("C-21 C-64")
    void theReferralEndsTheWaitAndTheRecordIsShared() {
        room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.call(Map.of()));
        refer();
        house.momentsPass();
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
        shared();
    }

    @Test
    @Clause("C-19 C-21 C-64")
    void aReferralWhileSomebodyActsSharesTheRecordAtOnce() {
        room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.call(Map.of("protectionConcern", "yes", "concernAction", "Danger.")));
        refer();
        shared();
        room.complete(DutyRoom.LAWYER, "act-on-call", done("2026-12-18"));
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
        shared();
    }

    private void refer() {
        room.start(DutyRoom.LAWYER, "advice-referral", DutyRoom.referral(Map.of()));
        room.complete(DutyRoom.LAWYER, "confirm-same-child", Map.of("sameChild",
                List.of(room.rows("advice_record").get(0).get("REFERENCE"))));
    }

    private void shared() {
        assertThat(room.rows("advice_record")).singleElement().satisfies(row -> assertThat(row).containsEntry("STATE", "SHARED")
                .containsEntry("PRACTITIONER", DutyRoom.PRACTITIONER).containsEntry("SHARED_BY", DutyRoom.LAWYER));
    }

    private void refused(Map<String, ?> different, String words) {
        assertThatThrownBy(() -> room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.call(different))).hasStackTraceContaining(words);
    }

    private void nothingKept() {
        assertThat(room.rows("advice_record")).isEmpty();
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
    }

    private static Map<String, Object> done(String day) {
        return Map.of("actedOn", day, "actionTaken", "The council's duty team has been rung.");
    }

    private ProcessInstance stored(ProcessInstance instance) {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceId(instance.getId()).singleResult();
    }

    private List<String> waitingFor() {
        return engine.getRuntimeService().createEventSubscriptionQuery().list().stream().map(one -> one.getEventName()).toList();
    }

    private Job theTimer() {
        return engine.getManagementService().createJobQuery().timers().singleResult();
    }
}
