package org.iroprotocol.correspondence;

import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.casefile.CaseChange;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Withholds everything unsent about a child the moment the child's death is recorded, in that transaction (P-21). The
 * processes that were to send it end by themselves when their turn comes; those that stood with an incident get one more
 * turn, so that nobody is asked to put right what will never be sent.
 */
@Component
class AfterDeath {

    static final String PROBLEM = "Withheld: the child has died.";

    private final LedgerRows rows;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final AsSystem asSystem;

    AfterDeath(LedgerRows rows, @Lazy RuntimeService runtime, @Lazy ManagementService management, AsSystem asSystem) {
        this.rows = rows;
        this.runtime = runtime;
        this.management = management;
        this.asSystem = asSystem;
    }

    @EventListener
    void on(CaseChange.Died died) {
        rows.withholdUnsent(died.caseReference(), PROBLEM);
        asSystem.call(() -> {
            waiting(died.caseReference()).forEach(job -> management.setJobRetries(job, 1));
            return null;
        });
    }

    /** Jobs of the case that have used up their tries. */
    private List<String> waiting(String caseReference) {
        return runtime.createProcessInstanceQuery().processDefinitionKey(Recorder.PROCESS)
                .processInstanceBusinessKey(caseReference).withIncident().list().stream()
                .map(ProcessInstance::getId)
                .flatMap(id -> management.createJobQuery().processInstanceId(id).noRetriesLeft().list().stream())
                .map(job -> job.getId()).toList();
    }
}
