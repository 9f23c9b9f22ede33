package org.iroprotocol.deadline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.iroprotocol.deadline.Deadline.State;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code deadline}. */
@Repository
class Rows {

    private static final RowMapper<Row> MAPPER = Rows::row;
    private static final String LIVE = " and state in ('WAITING', 'OPEN', 'MISSED')";

    private final JdbcClient jdbc;

    Rows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Row> ofProcessInstance(String processInstanceId) {
        return jdbc.sql("select * from deadline where process_instance_id = ? order by entered_at, id")
                .param(processInstanceId).query(MAPPER).list();
    }

    List<Row> ofCase(String caseReference) {
        return jdbc.sql("select * from deadline where case_reference = ?").param(caseReference).query(MAPPER).list();
    }

    List<Row> liveOfCase(String caseReference) {
        return jdbc.sql("select * from deadline where case_reference = ?" + LIVE).param(caseReference).query(MAPPER).list();
    }

    /** Live rows with a due date, of all cases of the authority. */
    List<Row> datedOfAuthority(String authority) {
        return jdbc.sql("select * from deadline where authority = ? and due is not null" + LIVE).param(authority)
                .query(MAPPER).list();
    }

    List<Row> liveWithSubject(String authority) {
        return jdbc.sql("select * from deadline where authority = ? and subject <> ''" + LIVE).param(authority)
                .query(MAPPER).list();
    }

    /** Live rows with a due date, of these cases. */
    List<Row> datedOfCases(Collection<String> references) {
        return references.isEmpty() ? List.of() : jdbc.sql("select * from deadline where case_reference in (:references) "
                + "and due is not null" + LIVE).param("references", references).query(MAPPER).list();
    }

    List<Row> datedBefore(String authority, Instant moment) {
        return jdbc.sql("select * from deadline where authority = ? and due < ?" + LIVE).params(authority, utc(moment))
                .query(MAPPER).list();
    }

    boolean hasDated(String authority) {
        return !jdbc.sql("select id from deadline where authority = ? and due is not null" + LIVE
                + " fetch first 1 rows only").param(authority).query(UUID.class).list().isEmpty();
    }

    /** Case reference → the earliest due date of its live rows. */
    Map<String, Instant> nextDue(String authority) {
        Map<String, Instant> next = new HashMap<>();
        jdbc.sql("select case_reference, min(due) as due from deadline where authority = ? and due is not null" + LIVE
                + " group by case_reference").param(authority)
                .query((result, number) -> next.put(result.getString("case_reference"), instant(result, "due"))).list();
        return next;
    }

    void insert(Row row) {
        jdbc.sql("""
                insert into deadline (id, case_reference, authority, process_instance_id, rule, table_version, subject,
                    counted_from, due, state, met_at, missed_at, missed_due, working_out, entered_at, met_by)
                values (:id, :case, :authority, :instance, :rule, :version, :subject, :from, :due, :state, :met, :missed,
                    :missedDue, :workingOut, :entered, :metBy)""")
                .param("id", row.id()).param("case", row.caseReference()).param("authority", row.authority())
                .param("instance", row.processInstanceId()).param("rule", row.rule())
                .param("version", row.tableVersion()).param("subject", row.subject())
                .param("from", row.countedFrom()).param("due", utc(row.due())).param("state", row.state().name())
                .param("met", utc(row.metAt())).param("missed", utc(row.missedAt()))
                .param("missedDue", utc(row.missedDue())).param("workingOut", row.workingOut())
                .param("entered", utc(row.enteredAt())).param("metBy", row.metBy()).update();
    }

    /** Changes a live row; one that was met or closed meanwhile stays as it is. */
    void update(Row row) {
        jdbc.sql("""
                update deadline set counted_from = :from, due = :due, state = :state, met_at = :met, missed_at = :missed,
                    missed_due = :missedDue, working_out = :workingOut, met_by = :metBy
                where id = :id and state in ('WAITING', 'OPEN', 'MISSED')""")
                .param("from", row.countedFrom()).param("due", utc(row.due())).param("state", row.state().name())
                .param("met", utc(row.metAt())).param("missed", utc(row.missedAt()))
                .param("missedDue", utc(row.missedDue())).param("workingOut", row.workingOut())
                .param("metBy", row.metBy()).param("id", row.id()).update();
    }

    /** Of the case, those that an event met or, once it was taken back, is to meet again. */
    List<Row> metByEvents(String caseReference) {
        return jdbc.sql("select * from deadline where case_reference = ? and met_by is not null and state <> 'CLOSED'")
                .param(caseReference).query(MAPPER).list();
    }

    /** Changes whether and when it was met, and nothing else; met ones too. */
    void meet(Row row) {
        jdbc.sql("update deadline set state = :state, met_at = :met where id = :id")
                .param("state", row.state().name()).param("met", utc(row.metAt())).param("id", row.id()).update();
    }

    /** What is not met when the process instance goes is closed; what is met stays; neither belongs to it any more. */
    void closeProcessInstance(String processInstanceId) {
        jdbc.sql("""
                update deadline set state = case when state = 'MET' then 'MET' else 'CLOSED' end, process_instance_id = null
                where process_instance_id = ?""").param(processInstanceId).update();
    }

    private static Row row(ResultSet result, int number) throws SQLException {
        return new Row(result.getObject("id", UUID.class), result.getString("case_reference"),
                result.getString("authority"), result.getString("process_instance_id"), result.getString("rule"),
                result.getString("table_version"), result.getString("subject"), result.getString("counted_from"),
                instant(result, "due"), State.valueOf(result.getString("state")), instant(result, "met_at"),
                instant(result, "missed_at"), instant(result, "missed_due"), result.getString("working_out"),
                instant(result, "entered_at"), result.getString("met_by"));
    }

    private static Instant instant(ResultSet result, String column) throws SQLException {
        OffsetDateTime value = result.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
