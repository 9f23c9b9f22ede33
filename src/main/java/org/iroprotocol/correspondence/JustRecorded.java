package org.iroprotocol.correspondence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rows of the ledger that this transaction has added: the process that begins with each asks when it may go out, and need not
 * ask the database.
 */
final class JustRecorded implements TransactionSynchronization {

    private static final Object KEY = JustRecorded.class;

    private final Map<UUID, LedgerRows.ItemRow> rows = new HashMap<>();

    private JustRecorded() {
    }

    static void remember(LedgerRows.ItemRow item) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        JustRecorded here = (JustRecorded) TransactionSynchronizationManager.getResource(KEY);
        if (here == null) {
            here = new JustRecorded();
            TransactionSynchronizationManager.bindResource(KEY, here);
            TransactionSynchronizationManager.registerSynchronization(here);
        }
        here.rows.put(item.id(), item);
    }

    /** Empty for a row of an earlier transaction. */
    static Optional<LedgerRows.ItemRow> find(UUID id) {
        JustRecorded here = (JustRecorded) TransactionSynchronizationManager.getResource(KEY);
        return here == null ? Optional.empty() : Optional.ofNullable(here.rows.get(id));
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(KEY);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(KEY, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
    }
}
