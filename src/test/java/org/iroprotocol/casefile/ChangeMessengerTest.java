package org.iroprotocol.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFiles.NewChild;
import org.iroprotocol.casefile.CaseFiles.NewPerson;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What running process instances hear of changes in the case file. */
@ProtocolTest
class ChangeMessengerTest {

    private static final String HERE = "casefile-here";
    private static final String ELSEWHERE = "casefile-elsewhere";

    @Autowired
    CaseFiles files;
    @Autowired
    People people;
    @Autowired
    CaseRows rows;
    @Autowired
    RepositoryService repository;
    @Autowired
    RuntimeService runtime;
    @Autowired
    TaskService tasks;
    @Autowired
    IdentityService identity;
    @Autowired
    JdbcClient database;
    @Autowired
    PlatformTransactionManager transactions;

    private LocalDate today;
    private String reference;

    @BeforeEach
    void start() {
        today = rows.today();
        reference = files.open(new NewChild(HERE, "Robin Example", today.minusYears(5), null, null, false), "x").reference();
        for (String tenant : List.of(HERE, ELSEWHERE)) {
            repository.createDeployment().tenantId(tenant)
                    .addModelInstance("wait.bpmn", Bpmn.createExecutableProcess("casefile-wait").startEvent()
                            .parallelGateway("fork")
                            .intermediateCatchEvent("guardian").message("childrens-guardian-changed").endEvent()
                            .moveToNode("fork").intermediateCatchEvent("ended").message("proceedings-ended").endEvent()
                            .moveToNode("fork").userTask("work").camundaCandidateGroups("iro").endEvent().done())
                    .deploy();
        }
    }

    @AfterEach
    void leaveNothing() {
        identity.clearAuthentication();
        repository.createDeploymentQuery().tenantIdIn(HERE, ELSEWHERE).list()
                .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
        CaseFileTables.empty(database, HERE, ELSEWHERE);
    }

    private String waiting(String tenant, String businessKey) {
        return runtime.createProcessInstanceByKey("casefile-wait").processDefinitionTenantId(tenant)
                .businessKey(businessKey).execute().getId();
    }

    private Person record(String role, String userId) {
        return files.recordPerson(reference, new NewPerson(role, "Somebody", null, null, userId, today), "x");
    }

    @Test
    void otherCasesAndOtherAuthoritiesHearNothing() {
        String otherCase = waiting(HERE, "OTHR-CASE");
        String otherAuthority = waiting(ELSEWHERE, reference);
        String otherTask = tasks.createTaskQuery().processInstanceId(otherAuthority).singleResult().getId();
        record("childrens-guardian", null);
        record("iro", "iro.demo");
        assertThat(runtime.getActiveActivityIds(otherCase)).contains("guardian", "ended", "work");
        assertThat(runtime.getActiveActivityIds(otherAuthority)).contains("guardian", "ended", "work");
        assertThat(tasks.createTaskQuery().taskId(otherTask).singleResult().getAssignee()).isNull();
    }

    @Test
    @Clause("C-34 C-80")
    void theGuardianRecordedBySomebodyWithoutRightsWakesWhatWaits() {
        String instance = waiting(HERE, reference);
        identity.setAuthentication("nobody.special", List.of("social-worker"), List.of());
        record("childrens-guardian", null);
        assertThat(identity.getCurrentAuthentication().getUserId()).isEqualTo("nobody.special");
        assertThat(identity.getCurrentAuthentication().getGroupIds()).containsExactly("social-worker");
        identity.clearAuthentication();
        assertThat(runtime.getActiveActivityIds(instance)).containsExactlyInAnyOrder("ended", "work");
    }

    @Test
    void theEndOfProceedingsIsToldAndItsCorrectionToNotKnownIsNot() {
        files.openProceedings(reference, "care-order", null, null, today.minusDays(3), "x");
        files.endProceedings(reference, today.minusDays(1), "x");
        String instance = waiting(HERE, reference);
        files.recordEvent(reference, EventKind.PROCEEDINGS_ENDED, "", null, "x", null);
        assertThat(runtime.getActiveActivityIds(instance)).contains("ended");
        files.endProceedings(reference, today, "x");
        assertThat(runtime.getActiveActivityIds(instance)).doesNotContain("ended");
    }

    @Test
    void theEndTakenBackIsToldAndNothingElseThatIsTakenBack() {
        waits("proceedings-reopened", "cmh-recorded");
        files.openProceedings(reference, "care-order", null, null, today.minusDays(3), "x");
        files.endProceedings(reference, today.minusDays(1), "x");
        String instance = waitsFor();
        files.recordEvent(reference, EventKind.CMH, "", null, "x", null);
        assertThat(runtime.getActiveActivityIds(instance)).containsExactlyInAnyOrder("proceedings-reopened", "cmh-recorded");
        files.recordEvent(reference, EventKind.PROCEEDINGS_ENDED, "", null, "x", null);
        assertThat(runtime.getActiveActivityIds(instance)).containsExactly("cmh-recorded");
        String again = waitsFor();
        files.recordEvent(reference, EventKind.PROCEEDINGS_ENDED, "", null, "x", null);
        assertThat(runtime.getActiveActivityIds(again)).as("nothing stood").contains("proceedings-reopened");
    }

    @Test
    @Clause("P-16")
    void anEndEnteredInErrorIsToldAsReopened() {
        waits("proceedings-reopened", "cmh-recorded");
        files.openProceedings(reference, "care-order", null, null, today.minusDays(3), "x");
        files.endProceedings(reference, today.minusDays(1), "x");
        String instance = waitsFor();
        files.enteredInError(reference, files.event(reference, EventKind.PROCEEDINGS_ENDED, "").orElseThrow().id(), "why", "x");
        assertThat(runtime.getActiveActivityIds(instance)).containsExactly("cmh-recorded");
    }

    @Test
    @Clause("P-10")
    void everyFactThatStandsIsToldWhateverItIsAbout() {
        waits("discussion-held-recorded", "closing-meeting-recorded");
        String instance = waitsFor();
        files.recordEvent(reference, "discussion-held", "one of many", When.on(today), "x", null);
        assertThat(runtime.getActiveActivityIds(instance)).containsExactly("closing-meeting-recorded");
        files.recordEvent(reference, "closing-meeting", "", When.on(today.plusDays(9)), "x", null);
        assertThat(runtime.createProcessInstanceQuery().processInstanceId(instance).count()).isZero();
    }

    @Test
    void aFactOfACaseOpenedInTheSameTransactionIsToldToNobody() {
        waits("discussion-held-recorded", "closing-meeting-recorded");
        String[] instance = new String[1];
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            reference = files.open(new NewChild(HERE, "Kim Example", today.minusYears(4), null, null, false), "x").reference();
            instance[0] = waitsFor();
            files.recordEvent(reference, "discussion-held", "", When.on(today), "x", null);
        });
        assertThat(runtime.getActiveActivityIds(instance[0])).contains("discussion-held-recorded");
    }

    @Test
    @Clause("P-21")
    void deathAndMoveHaveMessagesOfTheirOwn() {
        waits("child-died", "responsibility-moved");
        String instance = waitsFor();
        files.recordEvent(reference, EventKind.RESPONSIBILITY_MOVED, "", When.on(today), "x", null);
        assertThat(runtime.getActiveActivityIds(instance)).containsExactly("child-died");
        files.recordEvent(reference, EventKind.DIED, "", When.on(today), "x", null);
        assertThat(runtime.createProcessInstanceQuery().processInstanceId(instance).count()).isZero();
    }

    private void waits(String one, String other) {
        repository.createDeployment().tenantId(HERE)
                .addModelInstance("two.bpmn", Bpmn.createExecutableProcess("casefile-two").startEvent().parallelGateway("fork")
                        .intermediateCatchEvent(one).message(one).endEvent()
                        .moveToNode("fork").intermediateCatchEvent(other).message(other).endEvent().done())
                .deploy();
    }

    private String waitsFor() {
        return runtime.createProcessInstanceByKey("casefile-two").processDefinitionTenantId(HERE).businessKey(reference)
                .execute().getId();
    }

    @Test
    void openTasksFollowTheRoleUnlessSomebodyElseHasThem() {
        String mine = task(waiting(HERE, reference));
        String claimed = task(waiting(HERE, reference));
        tasks.setAssignee(claimed, "senior-iro.demo");
        record("iro", "iro.demo");
        assertThat(assignee(mine)).isEqualTo("iro.demo");
        assertThat(assignee(claimed)).isEqualTo("senior-iro.demo");
        record("social-worker", "sue");
        assertThat(assignee(mine)).isEqualTo("iro.demo");
        record("iro", "iro2.demo");
        assertThat(assignee(mine)).isEqualTo("iro2.demo");
        record("iro", null);
        assertThat(assignee(mine)).isNull();
        assertThat(assignee(claimed)).isEqualTo("senior-iro.demo");
    }

    private String task(String instance) {
        return tasks.createTaskQuery().processInstanceId(instance).singleResult().getId();
    }

    private String assignee(String id) {
        Task task = tasks.createTaskQuery().taskId(id).singleResult();
        return task.getAssignee();
    }

    /** The step looks, finds nobody, and is slow to come to rest; meanwhile the guardian is recorded. */
    @Test
    void aFactRecordedWhileAStepLooksAndThenWaitsIsNotMissed() throws Exception {
        FakeExecution step = new FakeExecution(HERE, reference, "x", Map.of());
        CountDownLatch looked = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Future<String> looking = pool.submit(() -> new TransactionTemplate(transactions).execute(status -> {
            assertThat(people.known("childrens-guardian", step.execution)).isFalse();
            looked.countDown();
            CaseFilesContract.pause();
            return waiting(HERE, reference);
        }));
        assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
        Future<Person> recording = pool.submit(() -> record("childrens-guardian", null));
        String instance = looking.get(20, TimeUnit.SECONDS);
        assertThat(recording.get(20, TimeUnit.SECONDS)).isNotNull();
        pool.shutdown();
        assertThat(runtime.getActiveActivityIds(instance)).doesNotContain("guardian");
    }
}
