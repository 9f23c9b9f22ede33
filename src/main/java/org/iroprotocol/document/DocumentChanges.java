package org.iroprotocol.document;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.casefile.CaseChange;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes the instances that look after documents about which something was recorded elsewhere, once per instance and
 * transaction.
 */
@Component
class DocumentChanges {

    private static final String MESSAGE = "documents-changed";

    private final DocumentRows rows;
    private final RuntimeService runtime;
    private final AsSystem asSystem;

    DocumentChanges(DocumentRows rows, RuntimeService runtime, AsSystem asSystem) {
        this.rows = rows;
        this.runtime = runtime;
        this.asSystem = asSystem;
    }

    /** The instance knows what it records itself. */
    void atWork(String processInstanceId) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            changed().atWork.add(processInstanceId);
        }
    }

    @EventListener
    void on(CaseChange.EventChanged change) {
        if (!change.kind().startsWith(DocumentKind.PREFIX) || change.subject().isEmpty()) {
            return;
        }
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            changed().subjects.computeIfAbsent(change.caseReference(), reference -> new HashSet<>()).add(change.subject());
        } else {
            tell(change.caseReference(), Set.of(change.subject()), Set.of());
        }
    }

    private Changed changed() {
        Changed changed = (Changed) TransactionSynchronizationManager.getResource(this);
        if (changed == null) {
            changed = new Changed();
            TransactionSynchronizationManager.bindResource(this, changed);
            TransactionSynchronizationManager.registerSynchronization(changed);
        }
        return changed;
    }

    private void tell(String reference, Set<String> subjects, Set<String> atWork) {
        for (String instance : rows.instances(reference, subjects)) {
            if (!atWork.contains(instance)) {
                asSystem.call(() -> {
                    runtime.createExecutionQuery().processInstanceId(instance).messageEventSubscriptionName(MESSAGE).list()
                            .stream().map(Execution::getId).forEach(id -> runtime.messageEventReceived(MESSAGE, id));
                    return null;
                });
            }
        }
    }

    private final class Changed implements TransactionSynchronization {

        private final Map<String, Set<String>> subjects = new HashMap<>();
        private final Set<String> atWork = new HashSet<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(DocumentChanges.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(DocumentChanges.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            Map<String, Set<String>> told = Map.copyOf(subjects);
            subjects.clear();
            told.forEach((reference, changed) -> tell(reference, changed, atWork));
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(DocumentChanges.this);
        }
    }
}
