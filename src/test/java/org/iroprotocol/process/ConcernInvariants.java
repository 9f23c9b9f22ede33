package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.dispute.Concern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What must be true of every concern, whatever anybody has done and however late: while it runs, and once it has ended. */
class ConcernInvariants {

    private static final Pattern RULE = Pattern.compile("\\$\\{deadlines\\.[a-zA-Z]+\\('([a-z0-9-]+)'.*");
    private static final List<String> ONCE = List.of("concern-form", "concern-closed", "concern-solicitor", "concern-deputy-head",
            "concern-service-director", "concern-immediate-action", "concern-guardian-alert", "concern-stage-2-record",
            "concern-stage-3-record");
    private static final int WARNINGS = 4;

    private final ProcessEngine engine;
    private final DeadlineRegister register;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate undone;
    private final Map<String, String> timers = new HashMap<>();
    private final Map<String, String> dueDates = new HashMap<>();
    private final Map<String, String> activityOfJob = new HashMap<>();

    ConcernInvariants(ProcessEngine engine, DeadlineRegister register, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.engine = engine;
        this.register = register;
        this.jdbc = jdbc;
        undone = new TransactionTemplate(transactions);
        String definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("dispute-escalation")
                .tenantIdIn("derby").latestVersion().singleResult().getId();
        BpmnModelInstance model = engine.getRepositoryService().getBpmnModelInstance(definition);
        model.getModelElementsByType(TimerEventDefinition.class).forEach(timer -> timers.put(
                timer.getParentElement().getAttributeValue("id"), timer.getTimeDate().getTextContent()));
        model.getModelElementsByType(UserTask.class).forEach(task -> dueDates.put(task.getId(), task.getCamundaDueDate()));
    }

    // ---- while it runs ----

    /** @param compared also compares register, timers and tasks, which takes as long as a step */
    void whileRunning(Concern concern, boolean compared) {
        ActivityInstance tree = engine.getRuntimeService().getActivityInstance(concern.processInstanceId());
        List<String> open = activities(tree).filter(id -> ConcernForms.STAGES.contains(id)).toList();
        assertThat(open).as("stages open at the same time").hasSizeLessThanOrEqualTo(1);
        if (!open.isEmpty()) {
            assertThat(concern.stage()).as("stage on file").isEqualTo(open.get(0));
            assertThat(concern.open()).as("open while a stage is").isTrue();
        }
        forwards(concern);
        if (compared) {
            agrees(concern);
        }
    }

    /** Who says how it ends is the IRO or stands in for the IRO: never those it is about, and never a timer. */
    void settledByTheIro(Concern.Outcome before, Concern concern, String actor, Supplier<List<String>> iros) {
        if (concern.outcome() != before && concern.outcome() != null) {
            assertThat(iros.get()).as("who said " + concern.outcome()).contains(String.valueOf(actor));
        }
    }

    private static Stream<String> activities(ActivityInstance tree) {
        return Stream.concat(Stream.of(tree.getActivityId()),
                Arrays.stream(tree.getChildActivityInstances()).flatMap(ConcernInvariants::activities));
    }

    private static void forwards(Concern concern) {
        List<Integer> reached = concern.stages().stream().map(stage -> ConcernForms.STAGES.indexOf(stage.id())).toList();
        assertThat(reached).as("stages, reached or skipped").isSorted().doesNotHaveDuplicates();
    }

    /** Register, timers and tasks say the same. */
    private void agrees(Concern concern) {
        List<Deadline> live = live(concern);
        assertThat(live.stream().map(one -> one.rule().id()).toList()).as("one live deadline of a rule").doesNotHaveDuplicates();
        for (Task task : engine.getTaskService().createTaskQuery().processInstanceId(concern.processInstanceId()).list()) {
            Deadline deadline = of(live, dueDates.get(task.getTaskDefinitionKey()), "task " + task.getTaskDefinitionKey());
            assertThat(task.getDueDate()).as("due date of " + task.getTaskDefinitionKey())
                    .isEqualTo(deadline.due() == null ? null : Date.from(deadline.due()));
        }
        List<Job> jobs = engine.getManagementService().createJobQuery().processInstanceId(concern.processInstanceId()).timers().list();
        undone.executeWithoutResult(status -> {
            status.setRollbackOnly();
            for (Job job : jobs.stream().filter(job -> job.getDuedate().after(ClockUtil.getCurrentTime())).toList()) {
                String activity = activity(job);
                of(live, timers.get(activity), "timer " + activity);
                assertThat(job.getDuedate()).as("date of the timer " + activity).isEqualTo(date(timers.get(activity), job));
            }
        });
    }

    private static Deadline of(List<Deadline> live, String expression, String what) {
        Matcher rule = RULE.matcher(expression);
        assertThat(rule.matches()).as(expression).isTrue();
        return live.stream().filter(one -> one.rule().id().equals(rule.group(1))).findFirst()
                .orElseThrow(() -> new AssertionError(what + " has no live deadline " + rule.group(1)));
    }

    private Date date(String expression, Job job) {
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return configuration.getCommandExecutorTxRequired().execute(context -> {
            ExecutionEntity execution = context.getExecutionManager().findExecutionById(job.getExecutionId());
            return (Date) configuration.getExpressionManager().createExpression(expression).getValue(execution);
        });
    }

    private String activity(Job job) {
        return activityOfJob.computeIfAbsent(job.getJobDefinitionId(), id -> engine.getManagementService().createJobDefinitionQuery()
                .jobDefinitionId(id).singleResult().getActivityId());
    }

    private List<Deadline> live(Concern concern) {
        return register.ofCase(concern.caseReference()).stream()
                .filter(one -> concern.processInstanceId().equals(one.processInstanceId()))
                .filter(one -> one.state() == State.OPEN || one.state() == State.WAITING || one.state() == State.MISSED).toList();
    }

    // ---- once it has ended ----

    void onceEnded(Concern concern, boolean died, boolean moved) {
        String instance = concern.processInstanceId();
        assertThat(concern.state()).as("state").isEqualTo(Concern.State.CLOSED);
        assertThat(concern.closedAt()).as("closed at").isNotNull();
        if (concern.issued() != null && !died) {
            assertThat(concern.outcome()).as("how it ended").isNotNull();
        }
        forwards(concern);
        assertThat(engine.getManagementService().createJobQuery().processInstanceId(instance).count()).as("jobs left").isZero();
        assertThat(engine.getTaskService().createTaskQuery().processInstanceId(instance).count()).as("tasks left").isZero();
        assertThat(engine.getRuntimeService().createEventSubscriptionQuery().processInstanceId(instance).count())
                .as("subscriptions left").isZero();
        assertThat(engine.getRuntimeService().createIncidentQuery().processInstanceId(instance).count()).as("incidents").isZero();
        assertThat(register.ofCase(concern.caseReference()).stream().filter(one -> concern.id().toString().equals(one.subject()))
                .filter(one -> one.state() != State.MET && one.state() != State.CLOSED).map(one -> one.rule().id() + " "
                        + one.state()).toList()).as("live deadlines left").isEmpty();
        messages(concern, died, moved);
    }

    private void messages(Concern concern, boolean died, boolean moved) {
        Map<String, Integer> written = new HashMap<>();
        jdbc.query("select template, count(*) from correspondence_item where case_reference = ? and subject = ? "
                + "group by template",
                row -> {
                    written.put(row.getString(1), row.getInt(2));
                }, concern.caseReference(), concern.id().toString());
        for (String template : ONCE) {
            assertThat(written.getOrDefault(template, 0)).as(template).isLessThanOrEqualTo(1);
        }
        assertThat(written.getOrDefault("concern-form", 0)).as("concern-form").isEqualTo(concern.issued() == null ? 0 : 1);
        if (!died && !moved) {
            assertThat(written.getOrDefault("concern-closed", 0)).as("concern-closed").isEqualTo(concern.issued() == null ? 0 : 1);
        }
        assertThat(written.getOrDefault("dispute-total-warning", 0)).as("warnings").isLessThanOrEqualTo(WARNINGS);
        assertThat(written.getOrDefault("concern-stage", 0)).as("notices of a stage").isEqualTo((int) concern.stages().stream()
                .filter(Predicate.not(Concern.Stage::skipped)).filter(stage -> !stage.id().equals("stage-1")).count());
        // In the same words: a stage left in the minute it began tells those of the next one, too.
        List<String> twice = new ArrayList<>();
        jdbc.query("select template, rule, count(*) from correspondence_item where case_reference = ? and subject = ? "
                + "group by template, rule, recorded_at, html having count(*) > 1", row -> {
                    twice.add(row.getString(1) + " " + row.getString(2));
                }, concern.caseReference(), concern.id().toString());
        assertThat(twice).as("said twice at the same moment").isEmpty();
    }
}
