package org.iroprotocol.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.variable.Variables;
import org.iroprotocol.form.InvalidFormException;

/**
 * Rules across fields: the decision {@code <process>-rules} in the process's own deployment, if there is one. Its inputs
 * are FEEL over all fields of the process (null where not filled in) and {@code step}, the id of the user task or
 * {@code start}; each row that fits says a {@code field} (may be empty) and a {@code message}.
 */
class CrossFieldRules {

    /** Process definition id → decision definition id, which never changes. */
    private final Map<String, Optional<String>> tables = new ConcurrentHashMap<>();

    void check(CommandContext context, String processDefinitionId, String step, Collection<JsonNode> forms,
               Map<String, Object> values) {
        DmnDecision table = find(context, processDefinitionId);
        if (table == null) {
            return;
        }
        Map<String, Object> fields = new HashMap<>();
        forms.forEach(form -> keys(form.path("components"), fields));
        // Forms send an untouched text field as an empty text.
        values.forEach((key, value) -> fields.put(key, value instanceof String text && text.isBlank() ? null : value));
        fields.put("step", step);
        Map<String, String> problems = new LinkedHashMap<>();
        for (DmnDecisionResultEntries row : context.getProcessEngineConfiguration().getDmnEngine()
                .evaluateDecision(table, Variables.fromMap(fields).asVariableContext())) {
            if (row.get("message") != null) {
                problems.merge(row.get("field") == null ? "" : row.get("field").toString(), row.get("message").toString(),
                        (one, two) -> one + " " + two);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidFormException(problems);
        }
    }

    private DmnDecision find(CommandContext context, String processDefinitionId) {
        Optional<String> id = tables.get(processDefinitionId);
        if (id == null) {
            id = context.runWithoutAuthorization(() -> {
                ProcessDefinitionEntity process = context.getProcessEngineConfiguration().getDeploymentCache()
                        .findDeployedProcessDefinitionById(processDefinitionId);
                return Optional.ofNullable(context.getDecisionDefinitionManager()
                        .findDecisionDefinitionByDeploymentAndKey(process.getDeploymentId(), process.getKey() + "-rules"))
                        .map(DecisionDefinition::getId);
            });
            tables.put(processDefinitionId, id);
        }
        return (DmnDecision) id.map(context.getProcessEngineConfiguration()
                .getDeploymentCache()::findDeployedDecisionDefinitionById)
                .orElse(null);
    }

    private static void keys(JsonNode components, Map<String, Object> fields) {
        for (JsonNode component : components) {
            String key = component.path("type").asText().equals("dynamiclist") ? component.path("path").asText("")
                    : component.path("key").asText("");
            if (!key.isEmpty()) {
                fields.put(key, null);
            }
            if (component.path("type").asText().equals("group")) {
                keys(component.path("components"), fields);
            }
        }
    }
}
