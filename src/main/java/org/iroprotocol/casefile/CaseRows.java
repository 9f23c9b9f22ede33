package org.iroprotocol.casefile;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What every part of the case file needs: the case's row, its lock, the time, and a way to add rows. */
@Component
class CaseRows {

    private static final Object OPENED_HERE = new Object();

    private final CaseFileRepository cases;
    private final JdbcAggregateTemplate rows;
    private final Clock clock;

    CaseRows(CaseFileRepository cases, JdbcAggregateTemplate rows, Clock clock) {
        this.cases = cases;
        this.rows = rows;
        this.clock = clock;
    }

    Row.CaseFile get(String reference) {
        return cases.find(known(reference)).orElseThrow(UnknownCaseException::new);
    }

    /**
     * Reads the case and keeps others from writing to it until this transaction ends. Two people recording at once are
     * thereby put one after the other, so that each sees what the other has recorded, and of two rows for the same role
     * or event the one that came second supersedes the first.
     */
    Row.CaseFile lock(String reference) {
        return cases.lock(known(reference)).orElseThrow(UnknownCaseException::new);
    }

    <T> T insert(T row) {
        return rows.insert(row);
    }

    /** UTC. */
    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    LocalDate today() {
        return Checks.today(clock);
    }

    Clock clock() {
        return clock;
    }

    /** Remembers until the end of the transaction that no process instance can be waiting for this new case yet. */
    void openedHere(String reference) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        if (!TransactionSynchronizationManager.hasResource(OPENED_HERE)) {
            TransactionSynchronizationManager.bindResource(OPENED_HERE, new HashSet<String>());
            TransactionSynchronizationManager.registerSynchronization(new Forget());
        }
        openedHere().add(reference);
    }

    /** From here on something may wait for facts of the case, although it was opened in this transaction. */
    void somethingMayWait(String reference) {
        openedHere().remove(reference);
    }

    /** Records several facts of which only the last is to wake anybody: in the work given, nobody is told. */
    void quietly(String reference, Runnable work) {
        boolean quiet = nothingCanWait(reference);
        openedHere(reference);
        try {
            work.run();
        } finally {
            if (!quiet) {
                somethingMayWait(reference);
            }
        }
    }

    boolean nothingCanWait(String reference) {
        return openedHere().contains(reference);
    }

    @SuppressWarnings("unchecked")
    private static Set<String> openedHere() {
        Object bound = TransactionSynchronizationManager.getResource(OPENED_HERE);
        return bound == null ? new HashSet<>() : (Set<String>) bound;
    }

    private static String known(String reference) {
        if (reference == null || reference.isBlank()) {
            throw new UnknownCaseException();
        }
        return reference;
    }

    static String by(String recordedBy) {
        return Objects.requireNonNull(recordedBy, "who records it is needed");
    }

    /** A transaction set aside for an inner one takes its memory along. */
    private static final class Forget implements TransactionSynchronization {

        private Object aside;

        @Override
        public void suspend() {
            aside = TransactionSynchronizationManager.unbindResourceIfPossible(OPENED_HERE);
        }

        @Override
        public void resume() {
            if (aside != null) {
                TransactionSynchronizationManager.bindResource(OPENED_HERE, aside);
            }
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(OPENED_HERE);
        }
    }
}
