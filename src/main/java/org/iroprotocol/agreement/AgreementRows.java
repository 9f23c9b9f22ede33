package org.iroprotocol.agreement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.agreement.Agreement.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The two tables of the agreement. Runs in the caller's transaction. */
@Repository
class AgreementRows {

    static final String PREFIX = "agreement-";

    private final JdbcClient jdbc;

    AgreementRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Agreement> find(String reference) {
        return reference == null || !reference.startsWith(PREFIX) ? Optional.empty()
                : jdbc.sql("select * from protocol_agreement where reference = ?").param(reference)
                .query(AgreementRows::row).optional();
    }

    /** Those of the authority that are neither replaced nor withdrawn; nobody else writes to them until the transaction ends. */
    List<Agreement> lockLive(String authority) {
        return jdbc.sql("""
                        select * from protocol_agreement where authority = ? and state in ('SIGNING', 'IN_FORCE')
                        order by number_in_authority for update""")
                .param(authority).query(AgreementRows::row).list();
    }

    /** With their history, newest first. */
    List<Agreement> all(String authority) {
        return jdbc.sql("select * from protocol_agreement where authority = ? order by number_in_authority desc")
                .param(authority).query(AgreementRows::row).list().stream().map(this::withNotes).toList();
    }

    private Agreement withNotes(Agreement one) {
        List<Agreement.Note> notes = jdbc.sql("select * from protocol_agreement_note where reference = ? order by seq")
                .param(one.reference()).query((row, number) -> new Agreement.Note(row.getString("text"), row.getString("reason"),
                        instant(row), row.getString("recorded_by"))).list();
        return new Agreement(one.reference(), one.authority(), one.version(), one.head(), one.manager(), one.reviewHeldOn(),
                one.state(), one.recordedAt(), one.recordedBy(), notes);
    }

    /**
     * Adds a signing under the next number of the authority.
     *
     * @throws org.springframework.dao.DuplicateKeyException when somebody else does so at this very moment
     */
    Agreement add(String authority, String version, Agreement.Signature head, Agreement.Signature manager, State state,
                  String instance, Instant now, String by) {
        int number = jdbc.sql("select coalesce(max(number_in_authority), 0) + 1 from protocol_agreement where authority = ?")
                .param(authority).query(Integer.class).single();
        String reference = PREFIX + authority + "-" + number;
        jdbc.sql("""
                insert into protocol_agreement (reference, authority, number_in_authority, version_label, head_name,
                    head_signed_on, manager_name, manager_signed_on, state, process_instance_id, recorded_at, recorded_by)
                values (:reference, :authority, :number, :version, :headName, :headOn, :managerName, :managerOn, :state,
                    :instance, :at, :by)""")
                .param("reference", reference).param("authority", authority).param("number", number).param("version", version)
                .param("headName", head == null ? null : head.name()).param("headOn", head == null ? null : head.on())
                .param("managerName", manager == null ? null : manager.name())
                .param("managerOn", manager == null ? null : manager.on())
                .param("state", state.name()).param("instance", instance).param("at", utc(now)).param("by", by).update();
        return new Agreement(reference, authority, version, head, manager, null, state, now, by, List.of());
    }

    void says(Agreement one) {
        jdbc.sql("""
                update protocol_agreement set version_label = :version, head_name = :headName, head_signed_on = :headOn,
                    manager_name = :managerName, manager_signed_on = :managerOn where reference = :reference""")
                .param("version", one.version())
                .param("headName", one.head() == null ? null : one.head().name())
                .param("headOn", one.head() == null ? null : one.head().on())
                .param("managerName", one.manager() == null ? null : one.manager().name())
                .param("managerOn", one.manager() == null ? null : one.manager().on())
                .param("reference", one.reference()).update();
    }

    void state(String reference, State state) {
        jdbc.sql("update protocol_agreement set state = ? where reference = ?").params(state.name(), reference).update();
    }

    void reviewed(String reference, LocalDate heldOn) {
        jdbc.sql("update protocol_agreement set review_held_on = ? where reference = ?").params(heldOn, reference).update();
    }

    void instance(String reference, String processInstanceId) {
        jdbc.sql("update protocol_agreement set process_instance_id = ? where reference = ?")
                .params(processInstanceId, reference).update();
    }

    /** The process instance that looks after it; null when none was ever begun. */
    String instance(String reference) {
        return jdbc.sql("select process_instance_id from protocol_agreement where reference = ?").param(reference)
                .query((row, number) -> row.getString(1)).list().get(0);
    }

    void note(String reference, String text, String reason, Instant now, String by) {
        jdbc.sql("""
                insert into protocol_agreement_note (id, reference, text, reason, recorded_at, recorded_by)
                values (?, ?, ?, ?, ?, ?)""")
                .params(UUID.randomUUID(), reference, text, reason, utc(now), by).update();
    }

    private static Agreement row(ResultSet row, int number) throws SQLException {
        return new Agreement(row.getString("reference"), row.getString("authority"), row.getString("version_label"),
                signature(row, "head"), signature(row, "manager"), row.getObject("review_held_on", LocalDate.class),
                State.valueOf(row.getString("state")), instant(row), row.getString("recorded_by"), List.of());
    }

    private static Agreement.Signature signature(ResultSet row, String whose) throws SQLException {
        LocalDate on = row.getObject(whose + "_signed_on", LocalDate.class);
        return on == null ? null : new Agreement.Signature(row.getString(whose + "_name"), on);
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("recorded_at", OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
