package org.iroprotocol.engine;

import java.util.Date;
import java.util.function.BiPredicate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.iroprotocol.deadline.OpenTimers;
import org.springframework.stereotype.Component;

/** {@link OpenTimers} on the engine's internals. */
@Component
class TimerRearming implements OpenTimers {

    private final ProcessEngine engine;

    TimerRearming(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    public void rearm(String processInstanceId, BiPredicate<DelegateExecution, Date> stillToFire) {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getCommandExecutorTxRequired()
                .execute(new TimerRearmingCommand(processInstanceId, stillToFire));
    }
}
