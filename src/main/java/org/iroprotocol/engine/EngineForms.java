package org.iroprotocol.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourceCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.CamundaFormRefImpl;
import org.camunda.bpm.engine.impl.form.FormDefinition;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.iroprotocol.form.DeployedForms;

/** Form files by process definition, read once: a definition takes its forms from its own deployment, which never changes. */
class EngineForms implements DeployedForms {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<ProcessEngineConfigurationImpl> configuration;
    private final Map<String, Map<String, JsonNode>> forms = new ConcurrentHashMap<>();

    EngineForms(Supplier<ProcessEngineConfigurationImpl> configuration) {
        this.configuration = configuration;
    }

    @Override
    public Map<String, JsonNode> of(String processDefinitionId) {
        Map<String, JsonNode> known = forms.get(processDefinitionId);
        if (known == null) {
            CommandContext running = Context.getCommandContext();
            known = running != null ? read(running, processDefinitionId)
                    : configuration.get().getCommandExecutorTxRequired().execute(context -> read(context, processDefinitionId));
            forms.put(processDefinitionId, known);
        }
        return known;
    }

    private static Map<String, JsonNode> read(CommandContext context, String processDefinitionId) {
        return context.runWithoutAuthorization(() -> {
            ProcessDefinitionEntity definition = context.getProcessEngineConfiguration().getDeploymentCache()
                    .findDeployedProcessDefinitionById(processDefinitionId);
            Map<String, JsonNode> found = new LinkedHashMap<>();
            add(context, definition, START, definition.getStartFormDefinition(), found);
            definition.getTaskDefinitions().forEach((id, task) -> add(context, definition, id, task.getFormDefinition(), found));
            return found;
        });
    }

    private static void add(CommandContext context, ProcessDefinitionEntity definition, String element, FormDefinition form,
                            Map<String, JsonNode> found) {
        Expression key = form == null ? null : form.getCamundaFormDefinitionKey();
        if (key == null) {
            return;
        }
        CamundaFormRefImpl reference = new CamundaFormRefImpl(key.getExpressionText(), "deployment");
        CamundaFormDefinition file = new GetCamundaFormDefinitionCmd(reference, definition.getDeploymentId()).execute(context);
        if (file == null) {
            throw new IllegalStateException("The form '" + key.getExpressionText() + "' of process '" + definition.getKey()
                    + "' is not in the same deployment. Deploy the model again together with its forms.");
        }
        try (InputStream in = new GetDeploymentResourceCmd(file.getDeploymentId(), file.getResourceName()).execute(context)) {
            found.put(element, JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("The form file '" + file.getResourceName() + "' is not valid JSON.", e);
        }
    }
}
