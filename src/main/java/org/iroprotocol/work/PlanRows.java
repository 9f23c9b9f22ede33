package org.iroprotocol.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The two tables of planned moves. Runs in the caller's transaction. */
@Repository
class PlanRows {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PlanRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Where a plan stands. */
    enum State { WAITING, DONE, CANCELLED }

    /** What a line says. */
    enum Kind { ASKED, DONE, LEFT, UNTOLD, LETTER }

    /** One plan; ids are user ids. */
    record Plan(UUID id, String authority, String person, String personName, String taker, String takerName, LocalDate from,
                boolean all, String email, String phone, String reason, Instant at, String by, String byName, State state,
                String problem, Instant settledAt) {
    }

    /** @param cases for a letter only */
    record Line(Kind kind, String reference, String text, Integer cases) {
    }

    void add(Plan plan) {
        jdbc.sql("""
                        insert into planned_move (id, authority, person, person_name, taker, taker_name, from_day, all_cases,
                            email, phone, reason, planned_at, planned_by, planned_by_name, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(plan.id(), plan.authority(), plan.person(), plan.personName(), plan.taker(), plan.takerName(),
                        plan.from(), plan.all(), plan.email(), plan.phone(), plan.reason(), utc(plan.at()), plan.by(),
                        plan.byName(), plan.state().name()).update();
    }

    void addLines(UUID id, List<Line> lines) {
        List<Object[]> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(new Object[] {id, line.kind().name(), rows.size(), line.reference(), line.text(), line.cases()});
        }
        batches.batchUpdate("insert into planned_move_line (move_id, kind, seq, reference, text, cases) "
                + "values (?, ?, ?, ?, ?, ?)", rows);
    }

    List<Plan> waiting(String authority) {
        return jdbc.sql("select * from planned_move where authority = ? and state = 'WAITING' order by from_day, planned_at, id")
                .param(authority).query(PlanRows::plan).list();
    }

    List<Plan> doneSince(String authority, Instant moment) {
        return jdbc.sql("select * from planned_move where authority = ? and state = 'DONE' and settled_at >= ? "
                + "order by settled_at desc, id").params(authority, utc(moment)).query(PlanRows::plan).list();
    }

    /** Those whose day has come. */
    List<UUID> due(String authority, LocalDate today) {
        return jdbc.sql("select id from planned_move where authority = ? and state = 'WAITING' and from_day <= ? "
                        + "order by from_day, planned_at, id").params(authority, today)
                .query((row, number) -> row.getObject(1, UUID.class)).list();
    }

    Optional<Plan> find(UUID id) {
        return jdbc.sql("select * from planned_move where id = ?").param(id).query(PlanRows::plan).optional();
    }

    /** Nobody else reads for writing until the transaction ends. */
    Optional<Plan> lock(UUID id) {
        return jdbc.sql("select * from planned_move where id = ? for update").param(id).query(PlanRows::plan).optional();
    }

    List<Line> lines(UUID id) {
        return jdbc.sql("select * from planned_move_line where move_id = ? order by kind, seq").param(id)
                .query((row, number) -> new Line(Kind.valueOf(row.getString("kind")), row.getString("reference"),
                        row.getString("text"), row.getObject("cases", Integer.class))).list();
    }

    void settle(UUID id, State state, Instant at, String by) {
        jdbc.sql("update planned_move set state = ?, settled_at = ?, settled_by = ?, problem = null where id = ?")
                .params(state.name(), utc(at), by, id).update();
    }

    /** Only while it waits. */
    void problem(UUID id, String problem) {
        jdbc.sql("update planned_move set problem = ? where id = ? and state = 'WAITING'").params(problem, id).update();
    }

    private static Plan plan(ResultSet row, int number) throws SQLException {
        OffsetDateTime settled = row.getObject("settled_at", OffsetDateTime.class);
        return new Plan(row.getObject("id", UUID.class), row.getString("authority"), row.getString("person"),
                row.getString("person_name"), row.getString("taker"), row.getString("taker_name"),
                row.getObject("from_day", LocalDate.class), row.getBoolean("all_cases"), row.getString("email"),
                row.getString("phone"), row.getString("reason"), row.getObject("planned_at", OffsetDateTime.class).toInstant(),
                row.getString("planned_by"), row.getString("planned_by_name"), State.valueOf(row.getString("state")),
                row.getString("problem"), settled == null ? null : settled.toInstant());
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
