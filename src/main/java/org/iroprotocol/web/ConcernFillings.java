package org.iroprotocol.web;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.dispute.Concerns;
import org.springframework.stereotype.Component;

/** What forms of tasks about a concern start with: the draft, or what has happened so far. Never in the engine. */
@Component
class ConcernFillings {

    private static final String PROCESS = "dispute-escalation";
    /** The step that shows a draft: it is its IRO's alone. */
    private static final String WRITE = "write-concern";

    private final Concerns concerns;
    private final CaseReader reader;
    private final CaseFiles files;
    private final EngineUsers users;
    private final TaskService tasks;
    private final RuntimeService runtime;

    ConcernFillings(Concerns concerns, CaseReader reader, CaseFiles files, EngineUsers users, TaskService tasks,
                    RuntimeService runtime) {
        this.concerns = concerns;
        this.reader = reader;
        this.files = files;
        this.users = users;
        this.tasks = tasks;
        this.runtime = runtime;
    }

    /** Values by field; empty for a task that is not about a concern, or that this reader cannot read. */
    Map<String, Object> ofTask(SignedIn user, String taskId) {
        Task task = users.as(user, () -> tasks.createTaskQuery().taskId(taskId).singleResult());
        if (task == null || task.getProcessDefinitionId() == null || !task.getProcessDefinitionId().startsWith(PROCESS + ":")) {
            return Map.of();
        }
        ProcessInstance instance = runtime.createProcessInstanceQuery().processInstanceId(task.getProcessInstanceId())
                .singleResult();
        if (instance == null || instance.getBusinessKey() == null
                || reader.open(user, instance.getBusinessKey()).isEmpty()) {
            return Map.of();
        }
        boolean draft = task.getTaskDefinitionKey().equals(WRITE);
        return draft && !writes(user, instance) ? Map.of()
                : concerns.startsWith(task.getProcessInstanceId(), task.getTaskDefinitionKey());
    }

    private boolean writes(SignedIn user, ProcessInstance instance) {
        String reference = instance.getBusinessKey();
        return concerns.ofCase(reference).stream().filter(one -> one.processInstanceId().equals(instance.getId()))
                .anyMatch(one -> ConcernReader.acts(user, one, files.usersActing(reference, Groups.IRO)));
    }
}
