package org.iroprotocol.dispute;

import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.iroprotocol.authority.AsSystem;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Wakes the one process instance that looks after a concern, as the system: the person at work need not have rights to it. */
@Component
class Awaiting {

    static final String RESPONSE = "concern-response";
    /** Something after which the council's solicitor may have to be told. */
    static final String NEWS = "concern-news";
    static final String MOVES_ON = "concern-moves-on";
    static final String ENDED = "concern-ended";

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final AsSystem asSystem;

    Awaiting(@Lazy RuntimeService runtime, @Lazy RepositoryService repository, AsSystem asSystem) {
        this.runtime = runtime;
        this.repository = repository;
        this.asSystem = asSystem;
    }

    boolean awaits(DisputeRows.Row row, String message) {
        return asSystem.call(() -> runtime.createEventSubscriptionQuery().processInstanceId(row.processInstanceId())
                .eventType("message").eventName(message).count()) > 0;
    }

    /** Whether the model of the concern waits for a response in that stage; the limit of any other is that of a step. */
    boolean isAnswered(DisputeRows.Row row, String stage) {
        return asSystem.call(() -> {
            ProcessInstance instance = runtime.createProcessInstanceQuery().processInstanceId(row.processInstanceId()).singleResult();
            return instance != null && repository.getBpmnModelInstance(instance.getProcessDefinitionId())
                    .getModelElementsByType(MessageEventDefinition.class).stream()
                    .anyMatch(event -> RESPONSE.equals(event.getMessage().getName()) && isIn(event, stage));
        });
    }

    private static boolean isIn(ModelElementInstance element, String scope) {
        return element != null && (scope.equals(element.getAttributeValue("id")) || isIn(element.getParentElement(), scope));
    }

    void tell(DisputeRows.Row row, String message) {
        tell(row, message, Map.of());
    }

    void tell(DisputeRows.Row row, String message, Map<String, Object> variables) {
        asSystem.call(() -> runtime.createMessageCorrelation(message).processInstanceId(row.processInstanceId())
                .setVariables(variables).correlateAllWithResult());
    }
}
