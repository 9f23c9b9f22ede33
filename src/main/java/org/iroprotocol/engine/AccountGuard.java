package org.iroprotocol.engine;

import java.util.Objects;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cmd.DeleteUserCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.iroprotocol.authority.Groups;

/**
 * People change their password and nothing else of their account. By the e-mail address a person recorded in a case is
 * recognised as a user: who could set their own to a colleague's would be named in the colleague's next cases.
 */
class AccountGuard extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof DeleteUserCmd && !mayKeepAccounts()) {
            throw refusal();
        }
        if (command instanceof SaveUserCmd && !mayKeepAccounts()) {
            User sent = Commands.get(command, "user");
            User stored = sent == null ? null
                    : Context.getCommandContext().getReadOnlyIdentityProvider().findUserById(sent.getId());
            // An account that is not there yet is the engine's own check of rights.
            if (stored != null && stored != sent && !sameButForThePassword(stored, sent)) {
                throw refusal();
            }
        }
        return next.execute(command);
    }

    private static boolean sameButForThePassword(User stored, User sent) {
        return Objects.equals(stored.getEmail(), sent.getEmail()) && Objects.equals(stored.getFirstName(), sent.getFirstName())
                && Objects.equals(stored.getLastName(), sent.getLastName());
    }

    private static boolean mayKeepAccounts() {
        CommandContext context = Context.getCommandContext();
        Authentication who = context.getAuthentication();
        return who == null || who.getUserId() == null || !context.isAuthorizationCheckEnabled()
                || who.getGroupIds() != null && who.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
    }

    private static AuthorizationException refusal() {
        return new AuthorizationException("Names, e-mail addresses and accounts are kept by the system administrators. "
                + "Ask them to change yours. Your password you can change yourself.");
    }
}
