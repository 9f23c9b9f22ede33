package org.iroprotocol.casefile;

import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the running process instances of a case what has changed in its file, in the same transaction: what is waiting
 * is woken and open tasks move to the role's new holder. Acts as the system, because the person who records the fact
 * need not have rights to those instances.
 */
@Component
class ChangeMessenger {

    private static final String ENDED = "proceedings-ended";

    private final CaseRows rows;
    private final EventBook events;
    private final EngineUser user;
    private final RuntimeService runtime;
    private final TaskService tasks;

    ChangeMessenger(CaseRows rows, EventBook events, EngineUser user, RuntimeService runtime, TaskService tasks) {
        this.rows = rows;
        this.events = events;
        this.user = user;
        this.runtime = runtime;
        this.tasks = tasks;
    }

    @EventListener
    void roleChanged(CaseChange.RoleChanged change) {
        String reference = change.caseReference();
        if (rows.nothingCanWait(reference)) {
            return;
        }
        String authority = rows.get(reference).authority();
        user.asSystem(() -> {
            moveTasks(authority, change);
            tell(authority, reference, change.role() + "-changed");
            return null;
        });
    }

    @EventListener
    void eventChanged(CaseChange.EventChanged change) {
        String reference = change.caseReference();
        if (!change.kind().equals(EventKind.PROCEEDINGS_ENDED) || rows.nothingCanWait(reference)) {
            return;
        }
        boolean ended = events.standing(reference, change.kind(), change.subject())
                .filter(event -> event.value() != null).isPresent();
        if (ended) {
            String authority = rows.get(reference).authority();
            user.asSystem(() -> {
                tell(authority, reference, ENDED);
                return null;
            });
        }
    }

    private void tell(String authority, String reference, String message) {
        runtime.createMessageCorrelation(message)
                .tenantId(authority)
                .processInstanceBusinessKey(reference)
                .correlateAll();
    }

    private void moveTasks(String authority, CaseChange.RoleChanged change) {
        String before = change.before() == null ? null : change.before().userId();
        String now = change.now() == null ? null : change.now().userId();
        tasks.createTaskQuery()
                .processInstanceBusinessKey(change.caseReference())
                .tenantIdIn(authority)
                .taskCandidateGroup(change.role())
                .includeAssignedTasks()
                .list().stream()
                .filter(task -> task.getAssignee() == null || task.getAssignee().equals(before))
                .filter(task -> !Objects.equals(task.getAssignee(), now))
                .map(Task::getId)
                .forEach(id -> tasks.setAssignee(id, now));
    }
}
