package org.iroprotocol.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.authority.AsSystem;
import org.springframework.stereotype.Component;

/** Open tasks of people by case, read as the system: which of them are shown to whom is decided by the case file. */
@Component
class OpenTasks {

    private static final int PAGE = 500;

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final AsSystem asSystem;

    OpenTasks(TaskService tasks, RuntimeService runtime, AsSystem asSystem) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.asSystem = asSystem;
    }

    /** Case reference → tasks assigned to that user in that role, the next due first; tasks without a case are left out. */
    Map<String, List<Task>> byCase(String authority, String userId, String role) {
        return asSystem.call(() -> {
            Map<String, List<Task>> byCase = new HashMap<>();
            List<Task> page;
            int first = 0;
            do {
                page = tasks.createTaskQuery().taskAssignee(userId).tenantIdIn(authority).taskCandidateGroup(role)
                        .includeAssignedTasks().orderByDueDate().asc().orderByTaskId().asc().listPage(first, PAGE);
                add(page, byCase);
                first += PAGE;
            } while (page.size() == PAGE);
            return byCase;
        });
    }

    /** Those of the cases in which that step of that process waits for somebody, whoever it is. */
    Set<String> waitingAt(String process, String step, String authority, Collection<String> references) {
        return references.isEmpty() ? Set.of() : asSystem.call(() -> {
            Set<String> instances = instances(tasks.createTaskQuery().tenantIdIn(authority).processDefinitionKey(process)
                    .taskDefinitionKey(step).processInstanceBusinessKeyIn(references.toArray(String[]::new)).list());
            return Set.copyOf(references(instances).values());
        });
    }

    private void add(Collection<Task> page, Map<String, List<Task>> byCase) {
        Map<String, String> references = references(instances(page));
        page.forEach(task -> {
            String reference = references.get(task.getProcessInstanceId());
            if (reference != null) {
                byCase.computeIfAbsent(reference, key -> new ArrayList<>()).add(task);
            }
        });
    }

    private static Set<String> instances(Collection<Task> tasks) {
        return tasks.stream().map(Task::getProcessInstanceId).filter(id -> id != null).collect(Collectors.toSet());
    }

    private Map<String, String> references(Set<String> instances) {
        Map<String, String> references = new HashMap<>();
        if (!instances.isEmpty()) {
            runtime.createProcessInstanceQuery().processInstanceIds(instances).list().forEach(instance ->
                    references.put(instance.getId(), instance.getBusinessKey()));
        }
        return references;
    }
}
