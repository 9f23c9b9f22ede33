package org.iroprotocol.casefile;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The case a process instance is about: its business key, inside its own authority only. */
@Component
class ModelCase {

    private final CaseRows rows;

    ModelCase(CaseRows rows) {
        this.rows = rows;
    }

    Row.CaseFile of(DelegateExecution execution) {
        return inAuthority(rows.get(execution.getProcessBusinessKey()), execution);
    }

    /** As {@link #of}, and nobody else writes to the case until this transaction ends. */
    Row.CaseFile locked(DelegateExecution execution) {
        return inAuthority(rows.lock(execution.getProcessBusinessKey()), execution);
    }

    Row.CaseFile of(String reference, DelegateExecution execution) {
        return inAuthority(rows.get(reference), execution);
    }

    /** A reference from another authority is as unknown as one that does not exist. */
    private static Row.CaseFile inAuthority(Row.CaseFile file, DelegateExecution execution) {
        if (!file.authority().equals(execution.getTenantId())) {
            throw new UnknownCaseException();
        }
        return file;
    }
}
