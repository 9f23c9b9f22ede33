package org.iroprotocol.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.spin.plugin.variable.SpinValues;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.springframework.stereotype.Service;

/** What somebody may start for a case, starting it, and the tasks that wait for them; all with their own rights. */
@Service
class CaseStarts {

    /** Key of the start form's field for the case something is started for. */
    static final String CASE_FIELD = "caseReference";

    /** The engine lets nobody who is signed in ask without a limit; no case comes near this one. */
    private static final int MOST = 200;

    private final RepositoryService repository;
    private final FormService forms;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final EngineUsers users;
    private final ReferralForm referrals;
    private final ObjectMapper json;
    /** Start form by definition id; empty when there is none for a case. A definition and its form never change. */
    private final Map<String, Optional<JsonNode>> startForms = new ConcurrentHashMap<>();

    CaseStarts(RepositoryService repository, FormService forms, TaskService tasks, RuntimeService runtime,
               EngineUsers users, ReferralForm referrals, ObjectMapper json) {
        this.repository = repository;
        this.forms = forms;
        this.tasks = tasks;
        this.runtime = runtime;
        this.users = users;
        this.referrals = referrals;
        this.json = json;
    }

    /** Something that can be started for the case. */
    record Offer(String key, String name, String description) {
    }

    /** A process with its start form. */
    record Form(String definitionId, String name, String description, JsonNode schema) {
    }

    /** A task that waits for this user; {@code due} null when it has no date, {@code cover} unless it is somebody else's. */
    record OpenTask(String id, String name, String due, String cover) {
    }

    /** What was just started; {@code task} null when nothing waits for this user. */
    record Started(String name, OpenTask task) {
    }

    List<Offer> offers(SignedIn user, CaseFile file) {
        return users.as(user, () -> startable(file).listPage(0, MOST).stream()
                .filter(definition -> form(definition).isPresent() && referrals.mayStart(user, file, definition.getKey()))
                .map(definition -> new Offer(definition.getKey(), name(definition), definition.getDescription()))
                .sorted(Comparator.comparing(Offer::name))
                .toList());
    }

    /** Empty when there is no such process or this user may not start it. */
    Optional<Form> form(SignedIn user, CaseFile file, String key) {
        return !referrals.mayStart(user, file, key) ? Optional.empty()
                : users.as(user, () -> Optional.ofNullable(startable(file).processDefinitionKey(key).singleResult())
                .flatMap(definition -> form(definition).map(schema -> new Form(definition.getId(), name(definition),
                        definition.getDescription(), schema))));
    }

    /** Starts it and returns the process instance's id. The case is the page's, whatever was sent. */
    String start(SignedIn user, CaseFile file, Form form, Map<String, JsonNode> sent) {
        Map<String, Object> variables = new HashMap<>();
        sent.forEach((key, value) -> variables.put(key, value(value)));
        variables.put(CASE_FIELD, file.reference());
        return users.as(user, () -> forms.submitStartForm(form.definitionId(), file.reference(), variables).getId());
    }

    /** The user's own tasks and those of their pools about this case, by due date. */
    List<OpenTask> tasks(SignedIn user, CaseFile file) {
        return tasks(user, file, tasks.createTaskQuery());
    }

    /** The user's own tasks and those of their pools in that process instance, by due date. */
    List<OpenTask> tasksOf(SignedIn user, CaseFile file, String processInstanceId) {
        return tasks(user, file, tasks.createTaskQuery().processInstanceId(processInstanceId));
    }

    private List<OpenTask> tasks(SignedIn user, CaseFile file, TaskQuery about) {
        return users.as(user, () -> {
            var query = about.tenantIdIn(file.authority()).processInstanceBusinessKey(file.reference())
                    .active().or().taskAssignee(user.userId());
            if (!user.groups().isEmpty()) {
                query = query.taskCandidateGroupIn(user.groups());
            }
            return query.endOr().orderByDueDate().asc().listPage(0, MOST).stream().map(CaseStarts::task)
                    .toList();
        });
    }

    /** What a case page says after a start; null when that instance is not about the case. */
    Started started(SignedIn user, CaseFile file, String processInstanceId) {
        List<Task> waiting = users.as(user, () -> tasks.createTaskQuery().processInstanceId(processInstanceId)
                .processInstanceBusinessKey(file.reference()).taskAssignee(user.userId()).listPage(0, MOST));
        ProcessInstance instance = runtime.createProcessInstanceQuery().processInstanceId(processInstanceId)
                .processInstanceBusinessKey(file.reference()).singleResult();
        if (instance == null) {
            return new Started(null, null);
        }
        ProcessDefinition definition = repository.getProcessDefinition(instance.getProcessDefinitionId());
        if (!referrals.mayStart(user, file, definition.getKey())) {
            return new Started(null, null);
        }
        return new Started(name(definition), waiting.stream().findFirst().map(CaseStarts::task).orElse(null));
    }

    private org.camunda.bpm.engine.repository.ProcessDefinitionQuery startable(CaseFile file) {
        return repository.createProcessDefinitionQuery().tenantIdIn(file.authority()).latestVersion().active()
                .startableInTasklist().startablePermissionCheck();
    }

    private Optional<JsonNode> form(ProcessDefinition definition) {
        return startForms.computeIfAbsent(definition.getId(), id -> {
            if (!definition.hasStartFormKey() && forms.getStartFormData(id).getCamundaFormRef() == null) {
                return Optional.empty();
            }
            try (InputStream text = forms.getDeployedStartForm(id)) {
                JsonNode schema = json.readTree(text);
                return field(schema) == null ? Optional.empty() : Optional.of(schema);
            } catch (IOException | ProcessEngineException notACamundaForm) {
                return Optional.empty();
            }
        });
    }

    /** The component with the key {@code caseReference}, at whatever depth; null when there is none. */
    static JsonNode field(JsonNode node) {
        if (CASE_FIELD.equals(node.path("key").asText())) {
            return node;
        }
        for (JsonNode child : node.path("components")) {
            JsonNode found = field(child);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Takes every component with that key out of the form, at whatever depth. */
    static void remove(JsonNode node, String key) {
        if (node.path("components") instanceof ArrayNode components) {
            for (int i = components.size() - 1; i >= 0; i--) {
                if (key.equals(components.get(i).path("key").asText())) {
                    components.remove(i);
                } else {
                    remove(components.get(i), key);
                }
            }
        }
    }

    private Object value(JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return value.asInt();
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        return SpinValues.jsonValue(value.toString()).create();
    }

    private static String name(ProcessDefinition definition) {
        return definition.getName() == null || definition.getName().isBlank()
                ? Words.fromId(definition.getKey()) : definition.getName();
    }

    private static OpenTask task(Task task) {
        Instant due = task.getDueDate() == null ? null : task.getDueDate().toInstant();
        return new OpenTask(task.getId(), task.getName(), due == null ? null : London.day(due), null);
    }
}
