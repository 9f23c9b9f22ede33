package org.iroprotocol.digest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The two tables of the digest. Runs in the caller's transaction. */
@Repository
class DigestTables {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    DigestTables(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * @param instanceId the instance that waits for the next morning; null before the first
     * @param lastDay    the last day on which digests were written; null before the first
     */
    record ClockRow(String instanceId, LocalDate lastDay) {
    }

    /** Where a person's digest of a day stands. */
    enum State {
        /** Not yet looked at. */
        LISTED,
        /** Written into the ledger. */
        WRITTEN,
        /** There is nothing to be told. */
        NOTHING,
        /** Its day was over before it could be written. */
        PASSED
    }

    /** @param itemId row of the ledger; null unless written */
    record Outcome(String recipient, State state, UUID itemId) {
    }

    Optional<ClockRow> clock(String authority) {
        return clock(authority, "");
    }

    /** Nobody else reads for writing until the transaction ends. */
    Optional<ClockRow> lockClock(String authority) {
        return clock(authority, " for update");
    }

    private Optional<ClockRow> clock(String authority, String lock) {
        return jdbc.sql("select process_instance_id, last_day from digest_clock where authority = ?" + lock).param(authority)
                .query((row, number) -> new ClockRow(row.getString("process_instance_id"),
                        row.getObject("last_day", LocalDate.class))).optional();
    }

    void addClock(String authority) {
        jdbc.sql("insert into digest_clock (authority) values (?)").param(authority).update();
    }

    void waiting(String authority, String instanceId) {
        jdbc.sql("update digest_clock set process_instance_id = ? where authority = ?").params(instanceId, authority).update();
    }

    void lastDay(String authority, LocalDate day) {
        jdbc.sql("update digest_clock set last_day = ? where authority = ?").params(day, authority).update();
    }

    /** How many batches are listed for that day. */
    int batches(String authority, LocalDate day) {
        return jdbc.sql("select coalesce(max(batch) + 1, 0) from digest_person where authority = ? and day_of = ?")
                .params(authority, day).query(Integer.class).single();
    }

    void list(String authority, LocalDate day, List<Recipient> recipients, int size) {
        List<Object[]> rows = new ArrayList<>();
        for (Recipient recipient : recipients) {
            rows.add(new Object[] {authority, day, recipient.id(), recipient.userId(), String.join(",", recipient.groups()),
                String.join(",", recipient.pools()), recipient.email(), recipient.name(), rows.size() / size, State.LISTED.name()});
        }
        batches.batchUpdate("""
                insert into digest_person (authority, day_of, recipient, user_id, user_groups, pools, email, name, batch,
                    state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
    }

    /** Who of the batch has not been looked at; locked until the transaction ends. */
    List<Recipient> lockListed(String authority, LocalDate day, int batch) {
        return jdbc.sql("""
                        select * from digest_person where authority = ? and day_of = ? and batch = ? and state = 'LISTED'
                        order by recipient for update""")
                .params(authority, day, batch).query(DigestTables::recipient).list();
    }

    void settle(String authority, LocalDate day, List<Outcome> outcomes) {
        batches.batchUpdate("update digest_person set state = ?, item_id = ? "
                + "where authority = ? and day_of = ? and recipient = ?", outcomes.stream()
                .map(outcome -> new Object[] {outcome.state().name(), outcome.itemId(), authority, day, outcome.recipient()})
                .toList());
    }

    void forget(String authority, LocalDate before) {
        jdbc.sql("delete from digest_person where authority = ? and day_of < ?").params(authority, before).update();
    }

    private static Recipient recipient(ResultSet row, int number) throws SQLException {
        return new Recipient(row.getString("recipient"), row.getString("user_id"), parts(row.getString("user_groups")),
                parts(row.getString("pools")), row.getString("email"), row.getString("name"));
    }

    private static Set<String> parts(String text) {
        return Arrays.stream(text.split(",")).filter(part -> !part.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
