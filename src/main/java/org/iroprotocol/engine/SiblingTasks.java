package org.iroprotocol.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.casefile.RefusedException;

/**
 * One form for the same step of several children (P-41): what was entered for one child completes the open task of the same
 * step of each sibling ticked, with the same values, as the same person and in the same transaction – all or nothing.
 */
final class SiblingTasks {

    /** Key of the form field; its references never become a variable. */
    static final String ALSO_FOR = "alsoFor";

    private static final int MORE_THAN_ONE = 2;

    private final ProcessEngineServices engine;
    private final List<Open> before = new ArrayList<>();
    private final List<Open> after = new ArrayList<>();

    /** A sibling's task of the same step. */
    private record Open(String reference, String taskId) {
    }

    /**
     * Finds the tasks with the rights of whoever is signed in.
     *
     * @param siblings references of the siblings of the task's child on file
     * @param ticked what the form says
     * @throws RefusedException when one of them is no sibling or has no such task open
     */
    SiblingTasks(ProcessEngineServices engine, TaskEntity task, Collection<String> siblings, Collection<?> ticked) {
        this.engine = engine;
        String own = task.getProcessInstance().getBusinessKey();
        String process = task.getProcessDefinition().getKey();
        for (Object one : new TreeSet<>(ticked.stream().map(Object::toString).toList())) {
            String reference = one.toString();
            List<Task> open = !siblings.contains(reference) ? List.of()
                    : engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference)
                            .processDefinitionKey(process).taskDefinitionKey(task.getTaskDefinitionKey()).active()
                            .listPage(0, MORE_THAN_ONE)
                            .stream().filter(other -> Objects.equals(other.getTenantId(), task.getTenantId())).toList();
            if (open.size() != 1) {
                throw refused(reference, "this child has no such task open any more, or is no sibling on file.");
            }
            // In the order of their references, so that two people working on the same children do not wait for each other.
            (reference.compareTo(own) < 0 ? before : after).add(new Open(reference, open.get(0).getId()));
        }
    }

    /** What has to be done before the task in hand. */
    void before(Map<String, Object> values) {
        before.forEach(task -> complete(task, values));
    }

    /** What has to be done after it. */
    void after(Map<String, Object> values) {
        after.forEach(task -> complete(task, values));
    }

    private void complete(Open task, Map<String, Object> values) {
        try {
            engine.getFormService().submitTaskForm(task.taskId(), values);
        } catch (AuthorizationException e) {
            throw refused(task.reference(), "this child's task is somebody else's.");
        } catch (ProcessEngineException e) {
            throw refused(task.reference(), reason(e));
        }
    }

    private static String reason(ProcessEngineException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused.getMessage();
            }
        }
        throw thrown;
    }

    private static RefusedException refused(String reference, String why) {
        return new RefusedException(ALSO_FOR, "Case " + reference + ": " + why + " Take this child out, or open their task. "
                + "Nothing has been recorded for any of the children yet.");
    }
}
