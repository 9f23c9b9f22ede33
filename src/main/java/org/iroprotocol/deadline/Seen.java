package org.iroprotocol.deadline;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.iroprotocol.casefile.CaseEvent;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction has already read of the register. The engine evaluates a date expression several times for one
 * step; the database is asked once.
 */
final class Seen {

    private final Map<String, List<Row>> rows = new HashMap<>();
    private final Map<String, List<CaseEvent>> events = new HashMap<>();
    private final Set<String> changedCases = new LinkedHashSet<>();
    private final Set<String> changedCalendars = new LinkedHashSet<>();
    private boolean moving;
    private Row lastRow;
    private Date lastDate;

    /** Of this transaction; a fresh one without memory when none is running. */
    static Seen current(Object owner, Consumer<Seen> beforeCommit) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return new Seen();
        }
        Seen seen = (Seen) TransactionSynchronizationManager.getResource(owner);
        if (seen == null) {
            seen = new Seen();
            TransactionSynchronizationManager.bindResource(owner, seen);
            TransactionSynchronizationManager.registerSynchronization(seen.new Forgetting(owner, beforeCommit));
        }
        return seen;
    }

    List<Row> rows(String processInstanceId, Function<String, List<Row>> reader) {
        return rows.computeIfAbsent(processInstanceId, id -> new ArrayList<>(reader.apply(id)));
    }

    void replace(Row before, Row after) {
        List<Row> known = rows.get(after.processInstanceId());
        if (known != null) {
            known.remove(before);
            known.add(after);
        }
    }

    void forgetRows(String processInstanceId) {
        rows.remove(processInstanceId);
    }

    List<CaseEvent> events(String caseReference, Function<String, List<CaseEvent>> reader) {
        return events.computeIfAbsent(caseReference, reader);
    }

    void changed(String caseReference) {
        events.remove(caseReference);
        changedCases.add(caseReference);
    }

    void calendarChanged(String authority) {
        changedCalendars.add(authority);
    }

    Set<String> takeChangedCases() {
        Set<String> taken = new LinkedHashSet<>(changedCases);
        changedCases.clear();
        return taken;
    }

    Set<String> takeChangedCalendars() {
        Set<String> taken = new LinkedHashSet<>(changedCalendars);
        changedCalendars.clear();
        return taken;
    }

    /** While timers are armed again no new deadline begins: what was met stays met. */
    boolean isMoving() {
        return moving;
    }

    void setMoving(boolean moving) {
        this.moving = moving;
    }

    void answered(Row row, Date date) {
        lastRow = row;
        lastDate = date;
    }

    /** The row from which that date was just answered as the time to tell somebody; null when it was something else. */
    Row rowOf(Date date) {
        return date.equals(lastDate) ? lastRow : null;
    }

    private final class Forgetting implements TransactionSynchronization {

        private final Object owner;
        private final Consumer<Seen> beforeCommit;

        private Forgetting(Object owner, Consumer<Seen> beforeCommit) {
            this.owner = owner;
            this.beforeCommit = beforeCommit;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(owner);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(owner, Seen.this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            beforeCommit.accept(Seen.this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(owner);
        }
    }
}
