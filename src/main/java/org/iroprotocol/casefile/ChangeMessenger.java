package org.iroprotocol.casefile;

import java.util.Map;
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

    private static final String REOPENED = "proceedings-reopened";
    private static final String REVIEW_OFF = EventKind.REVIEW_CALLED_OFF + "-recorded";
    private static final String LOOKED_AFTER_CHANGED = "looked-after-changed";

    /** The room {@code document} wakes who waits for these, once for a whole bundle. */
    private static final String ABOUT_A_DOCUMENT = "document-";

    /** Facts with a message of their own; all others are told as {@code <kind>-recorded}. */
    private static final Map<String, String> MESSAGES = Map.of(EventKind.PROCEEDINGS_ENDED, "proceedings-ended",
            EventKind.DIED, "child-died", EventKind.RESPONSIBILITY_MOVED, "responsibility-moved");

    private final CaseRows rows;
    private final EngineUser user;
    private final RuntimeService runtime;
    private final TaskService tasks;

    ChangeMessenger(CaseRows rows, EngineUser user, RuntimeService runtime, TaskService tasks) {
        this.rows = rows;
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
    void eventRecorded(Waking.Event event) {
        if (event.kind().startsWith(ABOUT_A_DOCUMENT)) {
            return;
        }
        if (event.value() != null) {
            tell(event.file(), MESSAGES.getOrDefault(event.kind(), event.kind() + "-recorded"));
        } else if (event.stood() && event.kind().equals(EventKind.PROCEEDINGS_ENDED)) {
            tell(event.file(), REOPENED);
        } else if (event.stood() && event.kind().equals(EventKind.REVIEW)) {
            tell(event.file(), REVIEW_OFF);
        }
    }

    @EventListener
    void lookedAfterChanged(Waking.LookedAfter change) {
        tell(change.file(), LOOKED_AFTER_CHANGED);
    }

    private void tell(Row.CaseFile file, String message) {
        if (rows.nothingCanWait(file.reference())) {
            return;
        }
        user.asSystem(() -> {
            tell(file.authority(), file.reference(), message);
            return null;
        });
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
