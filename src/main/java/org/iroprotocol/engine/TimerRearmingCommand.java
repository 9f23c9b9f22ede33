package org.iroprotocol.engine;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;

/** Brings the timers and open tasks of one process instance in line with what their expressions say now. */
class TimerRearmingCommand implements Command<Void> {

    private final String processInstanceId;
    private final BiPredicate<DelegateExecution, Date> stillToFire;

    /** @param stillToFire asked only where no timer job exists */
    TimerRearmingCommand(String processInstanceId, BiPredicate<DelegateExecution, Date> stillToFire) {
        this.processInstanceId = processInstanceId;
        this.stillToFire = stillToFire;
    }

    @Override
    public Void execute(CommandContext context) {
        // A scope above parallel branches is reached from each of them; its timers are moved once.
        Map<ScopeImpl, Set<ExecutionEntity>> scopes = new LinkedHashMap<>();
        for (ExecutionEntity leaf : context.getExecutionManager().findExecutionsByProcessInstanceId(processInstanceId)) {
            if (leaf.getNonEventScopeExecutions().isEmpty() && leaf.getActivity() != null) {
                leaf.createActivityExecutionMapping().forEach((scope, execution) ->
                        scopes.computeIfAbsent(scope, x -> new LinkedHashSet<>()).add((ExecutionEntity) execution));
                leaf.getTasks().forEach(task -> moveTask(task, leaf));
            }
        }
        scopes.forEach((scope, executions) -> executions.forEach(execution -> moveTimers(scope, execution)));
        return null;
    }

    private void moveTimers(ScopeImpl scope, ExecutionEntity execution) {
        TimerDeclarationImpl.getDeclarationsForScope(scope).forEach((eventId, declaration) -> {
            if (declaration instanceof OptionalTimersDeclaration timer) {
                moveTimer(timer, eventId, execution);
            }
        });
    }

    private void moveTimer(OptionalTimersDeclaration timer, String eventId, ExecutionEntity execution) {
        Object date = timer.date(execution);
        JobEntity job = execution.getJobs().stream().filter(j -> eventId.equals(j.getActivityId())).findFirst().orElse(null);
        if (date == null) {
            if (job != null) {
                job.delete();
            }
        } else if (date instanceof Date due) {
            if (job != null) {
                job.setDuedate(due);
            } else if (stillToFire.test(execution, due)) {
                timer.createTimer(execution);
            }
        }
    }

    private static void moveTask(TaskEntity task, ExecutionEntity execution) {
        var definition = task.getTaskDefinition();
        if (definition == null) {
            return;
        }
        boolean moved = false;
        if (definition.getDueDateExpression() != null) {
            Date before = task.getDueDate();
            task.setDueDate(date(definition.getDueDateExpression(), execution, before));
            moved = !Objects.equals(before, task.getDueDate());
        }
        if (definition.getFollowUpDateExpression() != null) {
            Date before = task.getFollowUpDate();
            task.setFollowUpDate(date(definition.getFollowUpDateExpression(), execution, before));
            moved |= !Objects.equals(before, task.getFollowUpDate());
        }
        if (moved) {
            task.triggerUpdateEvent();
        }
    }

    /** A date written as text is fixed in the model and never moves. */
    private static Date date(Expression expression, ExecutionEntity execution, Date before) {
        Object value = expression.getValue(execution);
        return value == null || value instanceof Date ? (Date) value : before;
    }
}
