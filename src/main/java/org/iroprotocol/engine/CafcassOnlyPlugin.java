package org.iroprotocol.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.iroprotocol.authority.FolderLocation;
import org.springframework.stereotype.Component;

/** Puts {@link CafcassOnly} before every deployment. */
@Component
class CafcassOnlyPlugin extends AbstractProcessEnginePlugin {

    private final FolderLocation location;

    CafcassOnlyPlugin(FolderLocation location) {
        this.location = location;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        List<Deployer> all = configuration.getCustomPreDeployers() == null ? new ArrayList<>()
                : new ArrayList<>(configuration.getCustomPreDeployers());
        all.add(new CafcassOnly(location.isCafcass()));
        configuration.setCustomPreDeployers(all);
    }
}
