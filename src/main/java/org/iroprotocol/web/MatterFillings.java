package org.iroprotocol.web;

import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.dispute.Concerns;
import org.iroprotocol.referral.Referrals;
import org.springframework.stereotype.Component;

/** What forms of tasks about a concern or a referral start with: the draft, or what has happened so far. Never in the engine. */
@Component
class MatterFillings {

    private static final String CONCERN = "dispute-escalation";
    private static final String REFERRAL = "cafcass-referral";
    /** The step that shows a draft: it is its IRO's alone. */
    private static final String WRITE = "write-concern";

    private final Concerns concerns;
    private final Referrals referrals;
    private final ReferralReader referralReader;
    private final CaseReader reader;
    private final CaseFiles files;
    private final EngineUsers users;
    private final TaskService tasks;
    private final RuntimeService runtime;

    MatterFillings(Concerns concerns, Referrals referrals, ReferralReader referralReader,
                   CaseReader reader, CaseFiles files, EngineUsers users, TaskService tasks,
                    RuntimeService runtime) {
        this.concerns = concerns;
        this.referrals = referrals;
        this.referralReader = referralReader;
        this.reader = reader;
        this.files = files;
        this.users = users;
        this.tasks = tasks;
        this.runtime = runtime;
    }

    /** Values by field; empty for a task that is about neither, or that this reader cannot read. */
    Map<String, Object> ofTask(SignedIn user, String taskId) {
        Task task = users.as(user, () -> tasks.createTaskQuery().taskId(taskId).singleResult());
        String process = task == null || task.getProcessDefinitionId() == null ? "" : task.getProcessDefinitionId().split(":")[0];
        if (!process.equals(CONCERN) && !process.equals(REFERRAL)) {
            return Map.of();
        }
        ProcessInstance instance = runtime.createProcessInstanceQuery().processInstanceId(task.getProcessInstanceId())
                .singleResult();
        Optional<CaseReader.Open> open = instance == null || instance.getBusinessKey() == null ? Optional.empty()
                : reader.open(user, instance.getBusinessKey());
        if (open.isEmpty()) {
            return Map.of();
        }
        if (process.equals(REFERRAL)) {
            return referralReader.of(open.get(), user).iro()
                    ? referrals.startsWith(task.getProcessInstanceId(), task.getTaskDefinitionKey()) : Map.of();
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
