package org.iroprotocol.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Puts {@link DeploymentCompletion} and {@link DeploymentGuard} into the way of every command, whichever way it came. */
@Component
class DeploymentGuardPlugin extends AbstractProcessEnginePlugin {

    private final ApplicationEventPublisher events;

    DeploymentGuardPlugin(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setCustomPostCommandInterceptorsTxRequired(
                withGuard(configuration.getCustomPostCommandInterceptorsTxRequired()));
        configuration.setCustomPostCommandInterceptorsTxRequiresNew(
                withGuard(configuration.getCustomPostCommandInterceptorsTxRequiresNew()));
    }

    /** One instance per chain: an interceptor knows only one successor. */
    private List<CommandInterceptor> withGuard(List<CommandInterceptor> others) {
        List<CommandInterceptor> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
        all.add(new DeploymentCompletion());
        all.add(new DeploymentGuard(events));
        return all;
    }
}
