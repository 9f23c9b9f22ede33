package org.iroprotocol.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.iroprotocol.localisation.UploadCheck;
import org.iroprotocol.localisation.check.Problem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Refuses what a signed-in person deploys when the check finds anything, as a whole and by whatever way it came, files taken from
 * an earlier deployment included. What the house itself deploys, from the authority folders, is checked where the folders are
 * read; the language of models is guarded for both.
 */
@Component
class CheckedDeployments extends AbstractProcessEnginePlugin implements Deployer {

    private final ObjectProvider<UploadCheck> check;

    CheckedDeployments(ObjectProvider<UploadCheck> check) {
        this.check = check;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        List<Deployer> deployers = configuration.getCustomPreDeployers() == null ? new ArrayList<>()
                : new ArrayList<>(configuration.getCustomPreDeployers());
        deployers.add(this);
        configuration.setCustomPreDeployers(deployers);
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        Authentication who = Context.getCommandContext().getAuthentication();
        boolean person = who != null && who.getUserId() != null;
        if (!person || !deployment.isNew() || deployment.getResources() == null) {
            return;
        }
        Map<String, byte[]> upload = new TreeMap<>();
        deployment.getResources().forEach((name, resource) -> upload.put(name, resource.getBytes()));
        List<Problem> problems = check.getObject().problems(deployment.getTenantId(), upload);
        if (!problems.isEmpty()) {
            throw new BadUserRequestException(Problem.refusal(problems));
        }
    }
}
