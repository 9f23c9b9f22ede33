package org.iroprotocol.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** Puts the task guard and the form gate into the engine. */
class Gatekeepers extends AbstractProcessEnginePlugin {

    private final TaskGuard.Roles roles;
    private final Supplier<FormGate> gate;

    Gatekeepers(TaskGuard.Roles roles, Supplier<FormGate> gate) {
        this.roles = roles;
        this.gate = gate;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setCustomPreCommandInterceptorsTxRequired(
                with(with(configuration.getCustomPreCommandInterceptorsTxRequired(), new CommandInHand()),
                        new RefusedJobs(configuration)));
        configuration.setCustomPostCommandInterceptorsTxRequired(
                with(configuration.getCustomPostCommandInterceptorsTxRequired(), gate.get()));
        configuration.setCustomPostBPMNParseListeners(with(configuration.getCustomPostBPMNParseListeners(), new OnBehalf()));
        configuration.setCommandCheckers(new ArrayList<>(List.of(OwnAuthority.checker(), new TaskGuard(roles))));
    }

    private static <E> List<E> with(List<E> before, E added) {
        List<E> list = before == null ? new ArrayList<>() : new ArrayList<>(before);
        list.add(added);
        return list;
    }
}
