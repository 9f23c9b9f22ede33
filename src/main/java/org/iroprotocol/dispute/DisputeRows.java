package org.iroprotocol.dispute;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.dispute.Concern.Outcome;
import org.iroprotocol.dispute.Concern.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of concerns: what events and timeline do not say. */
@Repository
class DisputeRows {

    private static final String STAGE_REASON = "stageReason";
    private static final String OF_THESE = " where dispute_id in (:ids) order by seq";

    private final JdbcClient jdbc;
    private final Clock clock;

    DisputeRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Row(UUID id, String caseReference, String authority, int number, String processInstanceId, State state, String stage,
               boolean urgent, boolean relevant, String department, String draft, Outcome outcome, Instant raisedAt,
               String raisedBy, Instant closedAt) {
    }

    // ---- reading ----

    /** The concern the instance looks after. */
    Row of(DelegateExecution execution) {
        return get(Subject.subject(execution));
    }

    private Row get(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("There is no concern " + id + " on file."));
    }

    /** Empty also for the subject of something else: a review, a document. */
    Optional<Row> find(String id) {
        try {
            return jdbc.sql("select * from dispute where id = ?").param(UUID.fromString(id)).query(DisputeRows::row).optional();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    Optional<Row> ofInstance(String processInstanceId) {
        return jdbc.sql("select * from dispute where process_instance_id = ?").param(processInstanceId).query(DisputeRows::row)
                .optional();
    }

    List<Row> ofCase(String reference) {
        return jdbc.sql("select * from dispute where case_reference = ? order by number_in_case desc").param(reference)
                .query(DisputeRows::row).list();
    }

    List<Row> open(String authority) {
        return jdbc.sql("select * from dispute where authority = ? and state <> 'CLOSED' order by raised_at").param(authority)
                .query(DisputeRows::row).list();
    }

    List<Row> closed(String authority, int most) {
        return jdbc.sql("select * from dispute where authority = ? and state = 'CLOSED' order by closed_at desc"
                + " fetch first " + most + " rows only").param(authority).query(DisputeRows::row).list();
    }

    Map<UUID, Integer> challenges(String reference) {
        Map<UUID, Integer> challenges = new HashMap<>();
        jdbc.sql("select challenge_record, number_in_case from dispute where case_reference = ? and challenge_record is not null")
                .param(reference).query(row -> {
                    challenges.put(row.getObject("challenge_record", UUID.class), row.getInt("number_in_case"));
                });
        return challenges;
    }

    Map<String, List<Outcome>> outcomes(String authority) {
        return jdbc.sql("select case_reference, outcome from dispute where authority = ? and outcome is not null"
                + " and state in ('SETTLED', 'CLOSED')").param(authority)
                .query((row, number) -> Map.entry(row.getString("case_reference"), Outcome.valueOf(row.getString("outcome"))))
                .list().stream().collect(Collectors.groupingBy(Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    Map<UUID, List<Concern.Text>> texts(Collection<UUID> ids) {
        return grouped("select * from dispute_text", ids, row -> new Concern.Text(row.getString("field"), row.getString("label"),
                row.getString("text"), row.getString("stage").isEmpty() ? null : row.getString("stage")));
    }

    Map<UUID, List<Concern.Stage>> stages(Collection<UUID> ids) {
        return grouped("select * from dispute_stage", ids, row -> new Concern.Stage(row.getString("stage"),
                row.getString("label"), row.getBoolean("skipped"), row.getString("reason"), instant(row, "at"),
                row.getString("recorded_by")));
    }

    Map<UUID, List<Concern.Action>> actions(Collection<UUID> ids) {
        return grouped("select * from dispute_action", ids, row -> new Concern.Action(row.getObject("id", UUID.class),
                row.getString("stage"), row.getString("action"), row.getString("owner"),
                row.getObject("due_on", LocalDate.class), row.getObject("in_place_on", LocalDate.class),
                row.getString("dropped_because"), row.getString("difference")));
    }

    List<Concern.Stage> stages(UUID id) {
        return stages(List.of(id)).getOrDefault(id, List.of());
    }

    List<Concern.Action> actions(UUID id) {
        return actions(List.of(id)).getOrDefault(id, List.of());
    }

    List<Concern.Text> texts(UUID id) {
        return texts(List.of(id)).getOrDefault(id, List.of());
    }

    /** What was typed into that field last, at whatever stage. */
    Optional<String> lastText(UUID id, String field) {
        return jdbc.sql("select text from dispute_text where dispute_id = ? and field = ? order by seq desc fetch first row only")
                .param(id).param(field).query(String.class).optional();
    }

    /** What stands for the concerns, by kind and concern: {@code qa-form-issued/<id>}. */
    Map<String, When> events(Collection<Row> concerns) {
        if (concerns.isEmpty()) {
            return Map.of();
        }
        Map<String, When> events = new HashMap<>();
        // By case, which has an index; a join from the concerns reads the events of all cases.
        jdbc.sql("""
                select kind, subject, event_value, error_reason from case_event
                where case_reference in (:references) and subject in (:subjects) order by seq""")
                .param("references", concerns.stream().map(Row::caseReference).distinct().toList())
                .param("subjects", concerns.stream().map(row -> row.id().toString()).toList())
                .query(row -> {
                    String value = row.getString("event_value");
                    String key = row.getString("kind") + "/" + row.getString("subject");
                    if (value == null || row.getString("error_reason") != null) {
                        events.remove(key);
                    } else {
                        events.put(key, When.parse(value));
                    }
                });
        return events;
    }

    private interface Reads<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> Map<UUID, List<T>> grouped(String select, Collection<UUID> ids, Reads<T> reads) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql(select + OF_THESE).param("ids", ids)
                .query((row, number) -> Map.entry(row.getObject("dispute_id", UUID.class), reads.of(row))).list().stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    // ---- writing; callers hold the case's lock ----

    /** @return the number in the case */
    int insert(UUID id, String reference, String authority, String processInstanceId, UUID challenge, String draft, String by) {
        int number = jdbc.sql("select coalesce(max(number_in_case), 0) + 1 from dispute where case_reference = ?")
                .param(reference).query(Integer.class).single();
        jdbc.sql("""
                insert into dispute (id, case_reference, authority, number_in_case, process_instance_id, state, urgent, relevant,
                    challenge_record, draft, raised_at, raised_by)
                values (:id, :reference, :authority, :number, :instance, 'DRAFT', false, true, :challenge, :draft, :at, :by)""")
                .param("id", id).param("reference", reference).param("authority", authority).param("number", number)
                .param("instance", processInstanceId).param("challenge", challenge).param("draft", draft).param("at", now())
                .param("by", by).update();
        return number;
    }

    boolean carriedOver(UUID challenge) {
        return jdbc.sql("select count(*) from dispute where challenge_record = ?").param(challenge).query(Integer.class)
                .single() > 0;
    }

    void draft(UUID id, String draft) {
        jdbc.sql("update dispute set draft = ? where id = ?").param(draft).param(id).update();
    }

    void written(UUID id, boolean urgent, boolean relevant, String department) {
        jdbc.sql("update dispute set urgent = ?, relevant = ?, department = ?, draft = null where id = ?").param(urgent)
                .param(relevant).param(department).param(id).update();
    }

    void state(UUID id, State state) {
        jdbc.sql("update dispute set state = ? where id = ?").param(state.name()).param(id).update();
    }

    void outcome(UUID id, Outcome outcome) {
        jdbc.sql("update dispute set outcome = ? where id = ?").param(outcome == null ? null : outcome.name()).param(id).update();
    }

    void closed(UUID id) {
        jdbc.sql("update dispute set state = 'CLOSED', draft = null, closed_at = ? where id = ?").param(now()).param(id).update();
    }

    /** What stood in the field at that stage before gives way; what earlier stages said stays. */
    void text(UUID id, TimelineRecord.Entry entry, String stage) {
        String at = stage == null ? "" : stage;
        jdbc.sql("delete from dispute_text where dispute_id = ? and stage = ? and field = ?").param(id).param(at)
                .param(entry.key()).update();
        jdbc.sql("insert into dispute_text (dispute_id, field, label, text, stage) values (?, ?, ?, ?, ?)").param(id)
                .param(entry.key()).param(entry.label()).param(entry.text()).param(at).update();
    }

    /** Why it goes to the stage it goes to; null leaves what stood. */
    void reason(UUID id, String reason, String stage) {
        if (reason != null) {
            text(id, new TimelineRecord.Entry(STAGE_REASON, "Reason", reason), stage);
        }
    }

    Optional<String> reason(UUID id) {
        return lastText(id, STAGE_REASON);
    }

    void stage(UUID id, StageTable.Row stage, boolean skipped, String reason, String by) {
        jdbc.sql("insert into dispute_stage (dispute_id, stage, label, skipped, reason, at, recorded_by)"
                + " values (?, ?, ?, ?, ?, ?, ?)").param(id).param(stage.id()).param(stage.label()).param(skipped).param(reason)
                .param(now()).param(by).update();
        if (!skipped) {
            jdbc.sql("update dispute set stage = ? where id = ?").param(stage.id()).param(id).update();
        }
    }

    void action(UUID dispute, String stage, String action, String owner, LocalDate due) {
        jdbc.sql("insert into dispute_action (id, dispute_id, stage, action, owner, due_on) values (?, ?, ?, ?, ?, ?)")
                .param(UUID.randomUUID()).param(dispute).param(stage).param(action).param(owner).param(due).update();
    }

    void checked(UUID action, LocalDate inPlaceOn, String droppedBecause, String difference, String by) {
        jdbc.sql("update dispute_action set in_place_on = ?, dropped_because = ?, difference = ?, checked_by = ? where id = ?")
                .param(inPlaceOn).param(droppedBecause).param(difference).param(by).param(action).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        String outcome = row.getString("outcome");
        return new Row(row.getObject("id", UUID.class), row.getString("case_reference"), row.getString("authority"),
                row.getInt("number_in_case"), row.getString("process_instance_id"), State.valueOf(row.getString("state")),
                row.getString("stage"), row.getBoolean("urgent"), row.getBoolean("relevant"), row.getString("department"),
                row.getString("draft"), outcome == null ? null : Outcome.valueOf(outcome), instant(row, "raised_at"),
                row.getString("raised_by"), instant(row, "closed_at"));
    }
}
