package org.iroprotocol.web;

import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.stereotype.Component;

/** Tasks that belong to a pool: who is to do one must know for whom, though the case does not name them (P-01). */
@Component
class PoolTasks {

    private final CaseFiles files;
    private final EngineUsers users;
    private final TaskService tasks;

    PoolTasks(CaseFiles files, EngineUsers users, TaskService tasks) {
        this.files = files;
        this.users = users;
        this.tasks = tasks;
    }

    /**
     * The child whom a task of one of the reader's pools is about; empty where somebody in the case holds the role, or the case
     * is restricted (P-07).
     */
    Optional<CaseFile> child(SignedIn user, String taskId, String reference) {
        return files.find(reference)
                .filter(file -> !file.restricted() && user.tenants().contains(file.authority()))
                .filter(file -> user.groups().stream().filter(pool -> isPools(pool, reference))
                        .anyMatch(pool -> users.as(user, () -> tasks.createTaskQuery().taskId(taskId).taskCandidateGroup(pool)
                                .includeAssignedTasks().count() > 0)));
    }

    /** Whether in that case the role is a pool's and nobody's in particular. */
    boolean isPools(String role, String reference) {
        return Groups.POOLS.contains(role) && files.usersActing(reference, role).isEmpty();
    }
}
