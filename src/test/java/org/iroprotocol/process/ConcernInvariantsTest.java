package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.iroprotocol.dispute.Concern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What {@link ConcernWalkTest} checks can fail: into a sound concern each fault is planted, found and taken back. */
class ConcernInvariantsTest extends ConcernHouse {

    @Autowired
    JdbcTemplate jdbc;
    @Autowired
    PlatformTransactionManager transactions;

    private Concern concern;
    private ConcernInvariants invariants;

    @Test
    void whileAConcernRuns() {
        String reference = child(Map.of());
        invariants = new ConcernInvariants(engine, register, jdbc, transactions);
        raise(reference);
        concern = concern(reference);
        sound(() -> invariants.whileRunning(concern, true));
        found("due date of write-concern", "update ACT_RU_TASK set DUE_DATE_ = dateadd(hour, 1, DUE_DATE_) where PROC_INST_ID_ = ?",
                instance());

        write(reference, Map.of());
        house.runDueJobs();
        concern = concern(reference);
        sound(() -> invariants.whileRunning(concern, true));
        found("date of the timer", "update ACT_RU_JOB set DUEDATE_ = dateadd(hour, 1, DUEDATE_) where PROCESS_INSTANCE_ID_ = ?",
                instance());
        found("date of the timer", "update deadline set due = dateadd(hour, 1, due) where process_instance_id = ?", instance());
        found("has no live deadline", "update deadline set state = 'CLOSED' where process_instance_id = ?", instance());
        found("one live deadline of a rule", () -> again("deadline", "process_instance_id = '" + instance() + "' and state = 'OPEN'"));
        found("stage on file", "update dispute set stage = 'stage-3' where id = ?", concern.id());
        found("open while a stage is", "update dispute set state = 'SETTLED' where id = ?", concern.id());
        found("reached or skipped", () -> {
            again("dispute_stage", "dispute_id = '" + concern.id() + "'", "stage", "stage-3");
            again("dispute_stage", "dispute_id = '" + concern.id() + "' and stage = 'stage-1'", "stage", "stage-2");
        });
        found("stages open at the same time", () -> engine.getRuntimeService().createProcessInstanceModification(instance())
                .startBeforeActivity("stage-2").execute());
    }

    @Test
    void onlyTheIroSettles() {
        String reference = child(Map.of());
        invariants = new ConcernInvariants(engine, register, jdbc, transactions);
        Concern open = issued(reference, Map.of());
        reported(reference, IRO, "ended", Map.of("endedHow", "withdrawn", "decisionReason", "It is settled."));
        Concern settled = concern(reference);
        sound(() -> invariants.settledByTheIro(open.outcome(), settled, IRO, () -> files.usersActing(reference, "iro")));
        for (String actor : new String[] {"team-manager.test", "social-worker.test", null}) {
            assertThatThrownBy(() -> invariants.settledByTheIro(open.outcome(), settled, actor,
                    () -> files.usersActing(reference, "iro"))).isInstanceOf(AssertionError.class).hasMessageContaining("who said");
        }
    }

    @Test
    void onceAConcernHasEnded() {
        String reference = child(Map.of());
        invariants = new ConcernInvariants(engine, register, jdbc, transactions);
        issued(reference, Map.of());
        reported(reference, IRO, "stage", Map.of("goesTo", "stage-2", "decisionReason", "It does not move."));
        reported(reference, IRO, "ended", Map.of("endedHow", "withdrawn", "decisionReason", "It is settled."));
        done(reference, "close-concern", told(house.today().toString()));
        concern = concern(reference);
        sound(this::ended);
        endedFound("state", "update dispute set state = 'SETTLED' where id = ?", concern.id());
        endedFound("closed at", "update dispute set closed_at = null where id = ?", concern.id());
        endedFound("how it ended", "update dispute set outcome = null where id = ?", concern.id());
        // Of the proceedings that run on.
        endedFound("jobs left", "update ACT_RU_JOB set PROCESS_INSTANCE_ID_ = ?", instance());
        endedFound("subscriptions left", "update ACT_RU_EVENT_SUBSCR set PROC_INST_ID_ = ?", instance());
        endedFound("live deadlines left", "update deadline set state = 'MISSED' where subject = ?", concern.id().toString());
        String ofIt = "subject = '" + concern.id() + "' and template = '";
        for (String once : List.of("concern-form", "concern-closed", "concern-stage")) {
            endedFound("", () -> again("correspondence_item", ofIt + once + "'"));
        }
        for (String always : List.of("concern-form", "concern-closed", "concern-stage")) {
            endedFound(always.equals("concern-stage") ? "notices of a stage" : always,
                    "update correspondence_item set template = 'lost' where subject = ? and template = '" + always + "'",
                    concern.id().toString());
        }
        endedFound("said twice at the same moment", () -> {
            again("correspondence_item", ofIt + "concern-stage'", "template", "dispute-total-warning");
            again("correspondence_item", ofIt + "concern-stage'", "template", "dispute-total-warning");
        });
    }

    private void ended() {
        invariants.onceEnded(concern(concern.caseReference()), false, false);
    }

    private String instance() {
        return concern.processInstanceId();
    }

    private static void sound(ThrowingCallable check) {
        assertThatCode(check).doesNotThrowAnyException();
    }

    private void found(String words, String fault, Object... values) {
        found(words, () -> jdbc.update(fault, values));
    }

    private void found(String words, Runnable fault) {
        planted(words, fault, () -> invariants.whileRunning(concern(concern.caseReference()), true));
    }

    private void endedFound(String words, String fault, Object... values) {
        endedFound(words, () -> jdbc.update(fault, values));
    }

    private void endedFound(String words, Runnable fault) {
        planted(words, fault, this::ended);
    }

    /** The transaction takes the fault back. */
    private void planted(String words, Runnable fault, ThrowingCallable check) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            fault.run();
            assertThatThrownBy(check).as(words).isInstanceOf(AssertionError.class).hasMessageContaining(words);
        });
    }

    /** Puts the first such row in a second time, with an id of its own and those other values. */
    private void again(String table, String where, String... others) {
        Map<String, Object> row = new HashMap<>(jdbc.queryForList("select * from " + table + " where " + where
                + " fetch first row only").get(0));
        row.keySet().removeIf(column -> column.equalsIgnoreCase("seq"));
        row.computeIfPresent("ID", (column, id) -> UUID.randomUUID());
        row.computeIfPresent("id", (column, id) -> UUID.randomUUID());
        for (int i = 0; i < others.length; i += 2) {
            String other = others[i];
            row.keySet().removeIf(column -> column.equalsIgnoreCase(other));
            row.put(other, others[i + 1]);
        }
        List<String> columns = List.copyOf(row.keySet());
        jdbc.update("insert into " + table + " (" + String.join(", ", columns) + ") values (" + columns.stream().map(column -> "?")
                .collect(Collectors.joining(", ")) + ")", columns.stream().map(row::get).toArray());
    }
}
