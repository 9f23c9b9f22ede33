package org.iroprotocol.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.form.InvalidFormException;

/**
 * Outermost: remembers which command runs, for the task guard, and turns what the form gate or a delegate refuses into
 * an answer with status 400. Outside the transaction, so that refusing undoes everything.
 */
class CommandInHand extends CommandInterceptor {

    private static final ThreadLocal<Command<?>> RUNNING = new ThreadLocal<>();

    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    /** The innermost command of this thread; null outside the engine. */
    static Command<?> current() {
        return RUNNING.get();
    }

    /** Whether the command in hand was given by code that another command runs: a delegate, a listener. */
    static boolean isNested() {
        return DEPTH.get() > 1;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Command<?> before = RUNNING.get();
        RUNNING.set(command);
        DEPTH.set(DEPTH.get() + 1);
        try {
            return next.execute(command);
        } catch (RuntimeException e) {
            if (Commands.ENTERING.contains(command.getClass()) && Context.getCommandContext() == null) {
                throw translate(command, e);
            }
            throw e;
        } finally {
            DEPTH.set(DEPTH.get() - 1);
            if (before == null) {
                RUNNING.remove();
                DEPTH.remove();
            } else {
                RUNNING.set(before);
            }
        }
    }

    private static RuntimeException translate(Command<?> command, RuntimeException thrown) {
        int depth = 0;
        for (Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof OptimisticLockingException && Commands.completes(command)) {
                return new Overtaken(thrown);
            }
            if (cause instanceof InvalidFormException invalid) {
                return new InvalidForm(invalid.getMessage(), invalid.fields(), thrown);
            }
            if (cause instanceof RefusedException refused) {
                Map<String, String> fields = new LinkedHashMap<>();
                if (refused.field() != null) {
                    fields.put(refused.field(), refused.getMessage());
                }
                return new InvalidForm(refused.getMessage(), fields, thrown);
            }
        }
        return thrown;
    }
}
