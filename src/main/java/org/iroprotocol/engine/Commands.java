package org.iroprotocol.engine;

import java.lang.reflect.Field;
import java.util.Set;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.PatchTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.RemoveTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.springframework.util.ReflectionUtils;

/** What the engine's commands carry; they have no accessors, so a test per command guards the names. */
final class Commands {

    /** Commands with which people enter something. */
    static final Set<Class<?>> ENTERING = Set.of(SubmitTaskFormCmd.class, CompleteTaskCmd.class, ResolveTaskCmd.class,
            HandleTaskBpmnErrorCmd.class, HandleTaskEscalationCmd.class, SetTaskVariablesCmd.class, PatchTaskVariablesCmd.class,
            RemoveTaskVariablesCmd.class, SubmitStartFormCmd.class, StartProcessInstanceCmd.class);

    private Commands() {
    }

    static boolean completes(Object command) {
        return command instanceof CompleteTaskCmd && !(command instanceof ResolveTaskCmd) || command instanceof SubmitTaskFormCmd;
    }

    static boolean claims(Object command) {
        return command instanceof ClaimTaskCmd;
    }

    @SuppressWarnings("unchecked")
    static <V> V get(Object command, String name) {
        return (V) ReflectionUtils.getField(field(command, name), command);
    }

    static void set(Object command, String name, Object value) {
        ReflectionUtils.setField(field(command, name), command, value);
    }

    private static Field field(Object command, String name) {
        Field field = ReflectionUtils.findField(command.getClass(), name);
        if (field == null) {
            throw new IllegalStateException(command.getClass().getName() + " has no '" + name
                    + "': the engine's version changed.");
        }
        field.setAccessible(true);
        return field;
    }
}
