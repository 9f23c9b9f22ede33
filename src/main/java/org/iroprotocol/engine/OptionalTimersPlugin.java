package org.iroprotocol.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.iroprotocol.deadline.ProcessEnded;
import org.iroprotocol.deadline.WorkingDaysDeployed;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Puts the optional timers into the engine and tells the deadline register, inside the engine's transaction, that a process
 * instance has gone or a calendar was deployed. The history event is used for the first because it comes for every way a
 * process instance ends, whatever listeners a caller asks to skip.
 */
@Component
class OptionalTimersPlugin extends AbstractProcessEnginePlugin {

    private static final String WORKING_DAYS = "working-days.dmn";

    private final ApplicationEventPublisher events;

    OptionalTimersPlugin(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setCustomPostBPMNParseListeners(
                with(configuration.getCustomPostBPMNParseListeners(), (BpmnParseListener) new OptionalTimers()));
        configuration.setCustomPostDeployers(with(configuration.getCustomPostDeployers(), (Deployer) this::deployed));
        configuration.setCustomHistoryEventHandlers(
                with(configuration.getCustomHistoryEventHandlers(), (HistoryEventHandler) new Ends()));
    }

    private void deployed(DeploymentEntity deployment) {
        boolean calendar = deployment.isNew() && deployment.getTenantId() != null && deployment.getResources().keySet()
                .stream().anyMatch(name -> name.equals(WORKING_DAYS) || name.endsWith("/" + WORKING_DAYS));
        if (calendar) {
            events.publishEvent(new WorkingDaysDeployed(deployment.getTenantId()));
        }
    }

    private static <T> List<T> with(List<T> others, T ours) {
        List<T> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
        all.add(ours);
        return all;
    }

    private final class Ends implements HistoryEventHandler {

        @Override
        public void handleEvent(HistoryEvent event) {
            // The end of an activity has the same event name.
            if (event instanceof HistoricProcessInstanceEventEntity
                    && event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_END)) {
                events.publishEvent(new ProcessEnded(event.getProcessInstanceId()));
            }
        }

        @Override
        public void handleEvents(List<HistoryEvent> historyEvents) {
            historyEvents.forEach(this::handleEvent);
        }
    }
}
