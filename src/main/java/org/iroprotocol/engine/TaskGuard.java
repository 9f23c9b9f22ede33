package org.iroprotocol.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.iroprotocol.authority.Groups;

/**
 * Who may work on a task: its assignee, who acts in its role in that case, the pool it names while the case names nobody,
 * and – only to complete it – the groups its model lets act on behalf (decision 0005). The engine asks before every claim,
 * completion, error, escalation, change of variables, assignment, delegation and edit; the answer to others is 403.
 */
class TaskGuard extends AuthorizationCommandChecker {

    private final Roles roles;

    TaskGuard(Roles roles) {
        this.roles = roles;
    }

    /** Who acts in a role of a case today; nobody for an unknown case. */
    interface Roles {
        List<String> usersActing(String reference, String role);
    }

    @Override
    public void checkTaskWork(TaskEntity task) {
        Authentication who = person();
        if (who == null || in(who, Groups.CAMUNDA_ADMIN)) {
            return;
        }
        TaskEntity stored = stored(task);
        Command<?> command = CommandInHand.current();
        if (Commands.claims(command)) {
            claim(who, stored, Commands.get(command, "userId"));
        } else if (!mayWork(who, stored) && !(Commands.completes(command) && actsOnBehalf(who, stored))) {
            throw refusal();
        }
    }

    @Override
    public void checkUpdateTaskVariable(TaskEntity task) {
        Authentication who = person();
        if (who != null && !in(who, Groups.CAMUNDA_ADMIN) && !mayWork(who, stored(task))) {
            throw refusal();
        }
    }

    /** Assigning, delegating, links and edits: an administrator's right; giving back one's own pool task is anybody's. */
    @Override
    public void checkTaskAssign(TaskEntity task) {
        Authentication who = person();
        if (who == null || in(who, Groups.CAMUNDA_ADMIN)) {
            return;
        }
        if (CommandInHand.current() instanceof AssignTaskCmd assign && Commands.get(assign, "userId") == null
                && who.getUserId().equals(stored(task).getAssignee()) && mayGiveBack(stored(task))) {
            return;
        }
        if (!in(who, Groups.PROTOCOL_ADMIN)) {
            throw new AuthorizationException(
                    "Only the protocol's administrators may change who has a task, or its name or dates. "
                    + "To hand it over, record the change of role or the cover in the case.");
        }
        super.checkTaskAssign(task);
    }

    private void claim(Authentication who, TaskEntity task, String claimant) {
        boolean forOneself = who.getUserId().equals(claimant);
        boolean givingBack = claimant == null && who.getUserId().equals(task.getAssignee()) && mayGiveBack(task);
        if (!givingBack && !(forOneself && mayWork(who, task))) {
            throw refusal();
        }
    }

    private boolean mayGiveBack(TaskEntity task) {
        return roles(task).stream().anyMatch(role -> isPool(task, role));
    }

    private boolean mayWork(Authentication who, TaskEntity task) {
        if (who.getUserId().equals(task.getAssignee())) {
            return true;
        }
        for (String role : roles(task)) {
            List<String> acting = acting(task, role);
            if (acting.contains(who.getUserId()) || acting.isEmpty() && Groups.POOLS.contains(role) && in(who, role)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPool(TaskEntity task, String role) {
        return Groups.POOLS.contains(role) && acting(task, role).isEmpty();
    }

    private List<String> acting(TaskEntity task, String role) {
        ExecutionEntity instance = task.getProcessInstance();
        String reference = instance == null ? null : instance.getBusinessKey();
        return reference == null ? List.of() : roles.usersActing(reference, role);
    }

    private static boolean actsOnBehalf(Authentication who, TaskEntity task) {
        return OnBehalf.groups(task).stream().anyMatch(group -> in(who, group));
    }

    private static Set<String> roles(TaskEntity task) {
        return task.getCandidates().stream().map(IdentityLink::getGroupId).filter(group -> group != null)
                .collect(Collectors.toSet());
    }

    /** The task as stored: an edit over REST hands over a copy that already names the caller as assignee. */
    private static TaskEntity stored(TaskEntity asked) {
        TaskEntity task = asked.getId() == null ? null : Context.getCommandContext().getTaskManager().findTaskById(asked.getId());
        if (task == null) {
            throw refusal();
        }
        return task;
    }

    /** The signed-in person; null for the system itself and for code the engine calls. */
    private static Authentication person() {
        CommandContext context = Context.getCommandContext();
        Authentication who = context.getAuthentication();
        return who == null || who.getUserId() == null || !context.isAuthorizationCheckEnabled() ? null : who;
    }

    private static boolean in(Authentication who, String group) {
        return who.getGroupIds() != null && who.getGroupIds().contains(group);
    }

    private static AuthorizationException refusal() {
        return new AuthorizationException("This task belongs to somebody else's role in this case. "
                + "If it should be yours, ask IRO admin to check who the case names for the role.");
    }
}
