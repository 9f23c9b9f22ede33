package org.iroprotocol.dispute;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
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
    private final AsSystem asSystem;

    Awaiting(@Lazy RuntimeService runtime, AsSystem asSystem) {
        this.runtime = runtime;
        this.asSystem = asSystem;
    }

    boolean awaits(DisputeRows.Row row, String message) {
        return asSystem.call(() -> runtime.createEventSubscriptionQuery().processInstanceId(row.processInstanceId())
                .eventType("message").eventName(message).count()) > 0;
    }

    void tell(DisputeRows.Row row, String message) {
        tell(row, message, Map.of());
    }

    void tell(DisputeRows.Row row, String message, Map<String, Object> variables) {
        asSystem.call(() -> runtime.createMessageCorrelation(message).processInstanceId(row.processInstanceId())
                .setVariables(variables).correlateAllWithResult());
    }
}
