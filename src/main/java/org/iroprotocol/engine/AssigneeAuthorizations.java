package org.iroprotocol.engine;

import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;

/**
 * One row per task, for its assignee alone, moved when the assignee changes. A row per candidate group, as the engine
 * would write it, makes every count of tasks quadratic.
 */
class AssigneeAuthorizations extends DefaultAuthorizationProvider {

    private static final AuthorizationEntity[] NONE = {};

    @Override
    public AuthorizationEntity[] newTaskAssignee(Task task, String before, String now) {
        if (before != null && !before.equals(now)) {
            remove(task, before);
        }
        if (now == null) {
            return NONE;
        }
        AuthorizationEntity row = cached(task, now);
        if (row == null && before != null) {
            row = getGrantAuthorizationByUserId(now, Resources.TASK, task.getId());
        }
        return row != null ? NONE : new AuthorizationEntity[] {
            createGrantAuthorization(now, null, Resources.TASK, task.getId(), Permissions.READ, TaskPermissions.TASK_WORK,
                    TaskPermissions.READ_VARIABLE)};
    }

    @Override
    public AuthorizationEntity[] newTaskOwner(Task task, String before, String now) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskUserIdentityLink(Task task, String userId, String type) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskGroupIdentityLink(Task task, String groupId, String type) {
        return NONE;
    }

    /** A filter belongs to who made it; the engine's other default rows stay as they are. */
    private static AuthorizationEntity cached(Task task, String userId) {
        return Context.getCommandContext().getDbEntityManager().getCachedEntitiesByType(AuthorizationEntity.class).stream()
                .filter(row -> userId.equals(row.getUserId()) && task.getId().equals(row.getResourceId()))
                .findFirst().orElse(null);
    }

    private void remove(Task task, String userId) {
        AuthorizationEntity row = cached(task, userId);
        if (row == null) {
            row = getAuthorizationManager().findAuthorizationByUserIdAndResourceId(AUTH_TYPE_GRANT, userId, Resources.TASK,
                    task.getId());
        }
        if (row != null) {
            Context.getCommandContext().getDbEntityManager().delete(row);
        }
    }
}
