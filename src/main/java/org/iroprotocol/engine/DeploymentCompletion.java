package org.iroprotocol.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.Resource;
import org.iroprotocol.localisation.CompletedUpload;

/**
 * Makes whole what a signed-in person deploys ({@link CompletedUpload}), before the guard looks at it. The engine's own filter
 * of duplicates is not used: it compares with what was last deployed under the same name and source, not with what holds
 * now, and its "changed only" parts a form from its model.
 */
class DeploymentCompletion extends CommandInterceptor {

    @Override
    @SuppressWarnings("unchecked") // A DeployCmd gives a deployment, and so do both answers.
    public <T> T execute(Command<T> command) {
        if (command instanceof DeployCmd && DeploymentGuard.signedIn() != null) {
            DeploymentBuilderImpl builder = DeploymentGuard.builder((DeployCmd) command);
            DeploymentGuard.checkWho(builder.getDeployment());
            // Monitor first, row second, as the engine does it: between looking and deploying nobody else deploys.
            synchronized (ProcessEngine.class) {
                Context.getCommandContext().getPropertyManager().acquireExclusiveLock();
                return (T) deploy(builder);
            }
        }
        return next.execute(command);
    }

    private Object deploy(DeploymentBuilderImpl asked) {
        ProcessEngineConfigurationImpl configuration = Context.getProcessEngineConfiguration();
        RepositoryService repository = configuration.getRepositoryService();
        Map<String, byte[]> upload = files(asked, repository);
        String authority = asked.getDeployment().getTenantId();
        CompletedUpload completed = new EngineAsSystem(configuration.getIdentityService()).call(() ->
                complete(repository, authority, upload, asked.isDuplicateFilterEnabled()));
        if (completed.files().isEmpty() && completed.holdsAlready().isPresent()) {
            return Context.getCommandContext().getDeploymentManager().findDeploymentById(completed.holdsAlready().get());
        }
        return next.execute(new DeployCmd(builder(asked, repository, completed)));
    }

    private static CompletedUpload complete(RepositoryService repository, String authority, Map<String, byte[]> upload,
            boolean onlyChanges) {
        try {
            return CompletedUpload.of(repository, authority, upload, onlyChanges);
        } catch (IllegalArgumentException e) {
            throw new BadUserRequestException(e.getMessage(), e);
        }
    }

    private static DeploymentBuilderImpl builder(DeploymentBuilderImpl asked, RepositoryService repository,
            CompletedUpload completed) {
        DeploymentBuilderImpl builder = (DeploymentBuilderImpl) repository.createDeployment();
        if (asked.getNameFromDeployment() == null) {
            builder.name(asked.getDeployment().getName());
        } else {
            builder.nameFromDeployment(asked.getNameFromDeployment());
        }
        builder.source(asked.getDeployment().getSource()).tenantId(asked.getDeployment().getTenantId());
        if (asked.getProcessDefinitionsActivationDate() != null) {
            builder.activateProcessDefinitionsOn(asked.getProcessDefinitionsActivationDate());
        }
        completed.files().forEach((name, content) -> builder.addInputStream(name, new ByteArrayInputStream(content)));
        return builder;
    }

    /** What is sent, and what is taken from earlier deployments – the latter read as the person who asks. */
    private static Map<String, byte[]> files(DeploymentBuilderImpl asked, RepositoryService repository) {
        Map<String, byte[]> files = new TreeMap<>();
        if (asked.getDeployment().getResources() != null) {
            asked.getDeployment().getResources().values().forEach(sent -> files.put(sent.getName(), sent.getBytes()));
        }
        asked.getDeployments().forEach(id -> take(files, repository, id, resource -> true));
        asked.getDeploymentResourcesById().forEach((id, ids) ->
                take(files, repository, id, resource -> ids.contains(resource.getId())));
        asked.getDeploymentResourcesByName().forEach((id, names) ->
                take(files, repository, id, resource -> names.contains(resource.getName())));
        return files;
    }

    private static void take(Map<String, byte[]> files, RepositoryService repository, String deployment,
            Predicate<Resource> wanted) {
        for (Resource resource : repository.getDeploymentResources(deployment).stream().filter(wanted).toList()) {
            try (InputStream content = repository.getResourceAsStreamById(deployment, resource.getId())) {
                files.put(resource.getName(), content.readAllBytes());
            } catch (IOException e) {
                throw new IllegalStateException(resource.getName() + " cannot be read from the database.", e);
            }
        }
    }
}
