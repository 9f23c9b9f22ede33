package org.iroprotocol.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** Closes what the engine leaves open by default: expressions, scripts, classes, deserialisation, unlimited queries. */
class LockedEngine extends AbstractProcessEnginePlugin {

    /** The web applications ask for 2,000 filters at once and for nothing longer. */
    static final int QUERY_LIMIT = 2000;

    private final ModelBeans beans;

    LockedEngine(ModelBeans beans) {
        this.beans = beans;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setExpressionManager(new ModelExpressions(beans));
        configuration.setScriptEngineResolver(new NoScripts());
        configuration.setArtifactFactory(new NoClasses());
        configuration.setEnableFetchScriptEngineFromProcessApplication(false);
        configuration.setDeserializationTypeValidationEnabled(true);
        configuration.setDeserializationAllowedPackages("");
        configuration.setDeserializationAllowedClasses("");
        configuration.setQueryMaxResultsLimit(QUERY_LIMIT);
        // With many jobs waiting, the oldest first and by an index: measured, see the migration's indexes.
        configuration.setJobExecutorAcquireByDueDate(true);
        configuration.setEnablePasswordPolicy(true);
        // Every refused form would be an error with a stack trace, and a database's message may hold what people typed.
        // Whoever asked gets the answer; what fails in the background is logged by the job executor.
        configuration.setEnableCmdExceptionLogging(false);
        configuration.setAuthorizationCheckRevokes("never");
        configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
        configuration.setEnforceSpecificVariablePermission(true); // who may see an instance may not see its variables
        configuration.setResourceAuthorizationProvider(new AssigneeAuthorizations());
        List<org.camunda.bpm.engine.impl.persistence.deploy.Deployer> deployers =
                configuration.getCustomPreDeployers() == null ? new ArrayList<>()
                        : new ArrayList<>(configuration.getCustomPreDeployers());
        deployers.add(new ModelGuard());
        configuration.setCustomPreDeployers(deployers);
    }
}
