package org.iroprotocol.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.EvaluateStartConditionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeployedProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.PatchTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.RemoveTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.RestartProcessInstancesCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.SignalCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.json.SpinJsonNode;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.casefile.UnknownCaseException;
import org.iroprotocol.form.DeployedForms;
import org.iroprotocol.form.FormCheck;
import org.iroprotocol.form.InvalidFormException;

/**
 * Whatever way values arrive from outside for a step, they must be what the step's deployed form allows, and a case
 * somebody starts something for must be one they may know. Code called by the engine itself is not asked.
 */
class FormGate extends CommandInterceptor {

    static final String CASE_REFERENCE = "caseReference";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Ways past the forms that no person needs; models and the house use them from inside. */
    private static final Set<Class<?>> SIDE_DOORS = Set.of(AbstractCorrelateMessageCmd.class, MessageEventReceivedCmd.class,
            SignalEventReceivedCmd.class, SignalCmd.class, EvaluateStartConditionCmd.class,
            CreateTaskCmd.class, DeleteTaskCmd.class,
            AddCommentCmd.class, CreateAttachmentCmd.class);

    /** Begin in the middle what only a form may begin, so not even the break-glass administrator needs them. */
    private static final Set<Class<?>> WALLED_UP = Set.of(StartProcessInstanceAtActivitiesCmd.class, RestartProcessInstancesCmd.class);

    private final DeployedForms forms;
    private final FormCheck check;
    private final CrossFieldRules rules;
    private final CaseLookup cases;

    FormGate(DeployedForms forms, FormCheck check, CrossFieldRules rules, CaseLookup cases) {
        this.forms = forms;
        this.check = check;
        this.rules = rules;
        this.cases = cases;
    }

    /** What has to be known about cases. */
    interface CaseLookup {
        boolean mayRead(String userId, Collection<String> groups, Collection<String> tenants, String reference);

        /** References of the child's siblings on file. */
        Collection<String> siblings(String reference);

        boolean belongsTo(String reference, String authority);

        /** Whether pools may start their own processes for it; never a restricted case (P-01, P-07). */
        default boolean openToPools(String reference) {
            return false;
        }
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (CommandInHand.isNested() || Context.getCoreExecutionContext() != null) {
            return next.execute(command);
        }
        CommandContext context = Context.getCommandContext();
        refuseSideDoors(command, context);
        if (command instanceof SubmitTaskFormCmd) {
            return complete(context, command, "properties");
        } else if (command instanceof CompleteTaskCmd) {
            return complete(context, command, "variables");
        } else if (command instanceof HandleTaskBpmnErrorCmd || command instanceof HandleTaskEscalationCmd) {
            task(context, command, "taskId", "variables", false);
        } else if (command instanceof SetTaskVariablesCmd) {
            task(context, command, "entityId", "variables", false);
        } else if (command instanceof PatchTaskVariablesCmd) {
            task(context, command, "entityId", "variables", false);
            removal(context, command, "deletions");
        } else if (command instanceof RemoveTaskVariablesCmd) {
            removal(context, command, "variableNames");
        } else if (command instanceof SubmitStartFormCmd) {
            submitStart(context, command);
        } else if (command instanceof StartProcessInstanceCmd) {
            start(context, Commands.get(command, "instantiationBuilder"));
        }
        return next.execute(command);
    }

    /** Completes the task in hand, and the same of the siblings ticked in its form. */
    private <T> T complete(CommandContext context, Command<T> command, String valuesField) {
        task(context, command, "taskId", valuesField, true);
        Map<String, Object> values = Commands.get(command, valuesField);
        Object ticked = values == null ? null : plain(typed(values, SiblingTasks.ALSO_FOR));
        if (values != null) {
            values.remove(SiblingTasks.ALSO_FOR);
        }
        if (!(ticked instanceof Collection<?> references) || references.isEmpty()) {
            return next.execute(command);
        }
        TaskEntity task = task(context, Commands.get(command, "taskId"));
        SiblingTasks siblings = new SiblingTasks(context.getProcessEngineConfiguration().getProcessEngine(), task,
                cases.siblings(task.getProcessInstance().getBusinessKey()), references);
        Map<String, Object> same = typedCopy(values);
        siblings.before(same);
        T result = next.execute(command);
        siblings.after(same);
        return result;
    }

    private static void refuseSideDoors(Command<?> command, CommandContext context) {
        Authentication who = context.getAuthentication();
        boolean person = who != null && who.getUserId() != null && context.isAuthorizationCheckEnabled();
        boolean breakGlass = person && who.getGroupIds() != null && who.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
        if (person && (isOneOf(WALLED_UP, command) || !breakGlass && isOneOf(SIDE_DOORS, command))) {
            throw new AuthorizationException(
                    "This cannot be done from outside a form. Start the process or complete the task instead.");
        }
    }

    private static boolean isOneOf(Set<Class<?>> doors, Command<?> command) {
        return doors.stream().anyMatch(door -> door.isInstance(command));
    }

    private void task(CommandContext context, Object command, String idField, String valuesField, boolean complete) {
        String id = Commands.get(command, idField);
        TaskEntity task = task(context, id);
        if (task == null) {
            if (id != null && signedIn(context) != null && context.getTaskManager().findTaskById(id) == null) {
                throw new Overtaken(null);
            }
            return;
        }
        Map<String, Object> sent = Commands.get(command, valuesField);
        Map<String, Object> given = sent == null ? Map.of() : sent;
        Map<String, JsonNode> all = forms.of(task.getProcessDefinitionId());
        JsonNode form = all.get(task.getTaskDefinitionKey());
        Checked checked;
        try {
            boolean asks = form != null && FormCheck.needsKnownValues(form);
            checked = check(form, given, asks ? plain(task.getVariables()) : Map.of(), complete);
            if (complete || !given.isEmpty()) {
                rules.check(context, task.getProcessDefinitionId(), task.getTaskDefinitionKey(), all.values(), checked.plain());
            }
        } catch (InvalidFormException refused) {
            // Whoever may not work on the task learns that, and nothing about its form.
            for (CommandChecker checker : context.getProcessEngineConfiguration().getCommandCheckers()) {
                checker.checkTaskWork(task);
            }
            throw refused;
        }
        if (sent != null) {
            if (!complete) {
                checked.accepted().remove(SiblingTasks.ALSO_FOR);
            }
            Commands.set(command, valuesField, Variables.fromMap(checked.accepted()));
        }
    }

    private void removal(CommandContext context, Object command, String namesField) {
        TaskEntity task = task(context, Commands.get(command, "entityId"));
        Collection<String> names = Commands.get(command, namesField);
        if (task != null && names != null && !names.isEmpty()) {
            Map<String, Object> nothing = new LinkedHashMap<>();
            names.forEach(name -> nothing.put(name, null));
            check(forms.of(task.getProcessDefinitionId()).get(task.getTaskDefinitionKey()), nothing, Map.of(), false);
        }
    }

    /** The task, if it is one of a process: no other kind exists in this house. */
    private static TaskEntity task(CommandContext context, String id) {
        TaskEntity task = id == null ? null : context.getTaskManager().findTaskById(id);
        return task == null || task.getProcessDefinitionId() == null ? null : task;
    }

    private void submitStart(CommandContext context, Object command) {
        ProcessDefinitionEntity definition = context.getProcessEngineConfiguration().getDeploymentCache()
                .findDeployedProcessDefinitionById(Commands.get(command, "processDefinitionId"));
        Started started = start(context, definition, Commands.get(command, "businessKey"), Commands.get(command, "variables"));
        Commands.set(command, "businessKey", started.businessKey());
        Commands.set(command, "variables", Variables.fromMap(started.values()));
    }

    private void start(CommandContext context, ProcessInstantiationBuilderImpl builder) {
        ProcessDefinitionEntity definition = new GetDeployedProcessDefinitionCmd(builder, false).execute(context);
        Started started = start(context, definition, builder.getBusinessKey(), builder.getVariables());
        builder.businessKey(started.businessKey());
        if (signedIn(context) != null) {
            builder.caseInstanceId(null);
            builder.tenantId(null);
        }
        Map<String, Object> values = builder.getVariables();
        if (values != null) {
            Map<String, Object> accepted = typedCopy(started.values());
            values.clear();
            values.putAll(accepted);
        }
    }

    private static Map<String, Object> typedCopy(Map<String, Object> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.keySet().forEach(key -> copy.put(key, typed(values, key)));
        return copy;
    }

    private record Started(String businessKey, Map<String, Object> values) {
    }

    private Started start(CommandContext context, ProcessDefinitionEntity definition, String businessKey,
                          Map<String, Object> sent) {
        Map<String, JsonNode> all = forms.of(definition.getId());
        JsonNode form = all.get(DeployedForms.START);
        Authentication who = signedIn(context);
        Map<String, Object> given = sent == null ? Map.of() : sent;
        if (form == null && who == null) {
            return new Started(businessKey, given);
        }
        try {
            Checked checked = check(form, given, Map.of(), true);
            Map<String, Object> accepted = checked.accepted();
            String key = who == null ? businessKey : caseFor(who, definition, form, checked.plain(), accepted);
            rules.check(context, definition.getId(), "start", all.values(), checked.plain());
            return new Started(key, accepted);
        } catch (InvalidFormException | UnknownCaseException refused) {
            for (CommandChecker checker : context.getProcessEngineConfiguration().getCommandCheckers()) {
                checker.checkCreateProcessInstance(definition);
            }
            throw refused;
        }
    }

    private static Authentication signedIn(CommandContext context) {
        Authentication who = context.getAuthentication();
        return who == null || who.getUserId() == null || !context.isAuthorizationCheckEnabled() ? null : who;
    }

    /** The case the starter names, which becomes the business key whatever key was sent; null when none is named. */
    private String caseFor(Authentication who, ProcessDefinitionEntity definition, JsonNode form, Map<String, Object> plain,
                           Map<String, Object> accepted) {
        Object named = plain.get(CASE_REFERENCE);
        if (named == null || named.toString().isBlank()) {
            return null;
        }
        String reference = named.toString().strip();
        boolean may = cases.mayRead(who.getUserId(), orEmpty(who.getGroupIds()), orEmpty(who.getTenantIds()), reference)
                || isPoolsOwn(who, definition) && cases.openToPools(reference);
        boolean known = may && (definition.getTenantId() == null || cases.belongsTo(reference, definition.getTenantId()));
        if (!known) {
            throw new UnknownCaseException();
        }
        if (steersProcess(form.path("components"))) {
            accepted.put(CASE_REFERENCE, reference);
        } else {
            accepted.remove(CASE_REFERENCE);
        }
        return reference;
    }

    /** The legal assistants' pool and its own processes, in their authority (P-01). */
    private static boolean isPoolsOwn(Authentication who, ProcessDefinitionEntity definition) {
        return Grants.SEEN_BY_LEGAL_ASSISTANTS.contains(definition.getKey()) && definition.getTenantId() != null
                && orEmpty(who.getTenantIds()).contains(definition.getTenantId())
                && orEmpty(who.getGroupIds()).contains(Groups.LA_LEGAL_ASSISTANT);
    }

    private static boolean steersProcess(JsonNode components) {
        for (JsonNode component : components) {
            if (CASE_REFERENCE.equals(component.path("key").asText())
                    && "true".equalsIgnoreCase(component.path("properties").path("engine").asText())
                    || steersProcess(component.path("components"))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> orEmpty(List<String> list) {
        return list == null ? List.of() : list;
    }

    private record Checked(Map<String, Object> accepted, Map<String, Object> plain) {
    }

    private Checked check(JsonNode form, Map<String, Object> sent, Map<String, Object> known, boolean complete) {
        if (form == null) {
            if (!sent.isEmpty()) {
                Map<String, String> problems = new LinkedHashMap<>();
                sent.keySet().forEach(key -> problems.put(key, "This step has no form, so nothing can be entered with it."));
                throw new InvalidFormException(problems);
            }
            return new Checked(new LinkedHashMap<>(), Map.of());
        }
        Map<String, Object> plain = plain(sent);
        FormCheck.Result result = check.check(form, plain, known, complete);
        if (!result.problems().isEmpty()) {
            throw new InvalidFormException(result.problems());
        }
        Map<String, Object> accepted = new LinkedHashMap<>();
        result.accepted().forEach((key, value) ->
                accepted.put(key, Objects.equals(value, plain.get(key)) ? typed(sent, key) : like(typed(sent, key), value)));
        return new Checked(accepted, result.accepted());
    }

    /** What is left of a list, in the form it was sent. */
    private static Object like(Object sent, Object value) {
        Object raw = sent instanceof TypedValue typed ? typed.getValue() : sent;
        return raw instanceof SpinJsonNode ? org.camunda.spin.Spin.JSON(JSON.valueToTree(value).toString()) : value;
    }

    private static Map<String, Object> plain(Map<String, Object> sent) {
        Map<String, Object> plain = new HashMap<>();
        sent.keySet().forEach(key -> plain.put(key, plain(typed(sent, key))));
        return plain;
    }

    /** The value as sent. The engine's own map, asked plainly, would deserialise whatever object a caller made up. */
    private static Object typed(Map<String, Object> sent, String key) {
        return sent instanceof VariableMap map ? map.getValueTyped(key) : sent.get(key);
    }

    /** Texts, numbers, truth values, lists and maps; anything else – files, Java objects – as a thing no field accepts. */
    private static Object plain(Object value) {
        if (value instanceof SerializableValue serialized && !"json".equalsIgnoreCase(serialized.getType().getName())) {
            return new Object[0];
        }
        Object raw = value instanceof TypedValue typed ? typed.getValue() : value;
        if (raw instanceof SpinJsonNode json) {
            try {
                return JSON.readValue(json.toString(), Object.class);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                return new Object[0];
            }
        }
        boolean simple = raw == null || raw instanceof String || raw instanceof Number || raw instanceof Boolean
                || raw instanceof Collection || raw instanceof Map;
        return simple ? raw : new Object[0];
    }
}
