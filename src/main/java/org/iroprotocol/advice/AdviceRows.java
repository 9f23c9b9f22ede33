package org.iroprotocol.advice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.iroprotocol.advice.AdviceRecord.Referral;
import org.iroprotocol.advice.AdviceRecord.State;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.FolderLocation;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The two tables of the duty line. Runs in the caller's transaction. */
@Repository
@Conditional(CafcassInstallation.class)
class AdviceRows {

    private static final String AUTHORITY = FolderLocation.CAFCASS;

    private final JdbcClient jdbc;

    AdviceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(AdviceRecord call) {
        jdbc.sql("""
                        insert into advice_record (reference, authority, instance_id, state, called_on, council, caller,
                            caller_contact, child_name, date_of_birth, asked, guidance, concern, request, recorded_at, recorded_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(call.reference(), AUTHORITY, call.instanceId(), State.WAITING.name(), call.calledOn(), call.council(),
                        call.caller(), call.callerContact(), call.childName(), call.dateOfBirth(), call.asked(), call.guidance(),
                        call.concern(), call.request(), utc(call.recordedAt()), call.recordedBy()).update();
    }

    Optional<AdviceRecord> find(String reference) {
        return jdbc.sql("select * from advice_record where reference = ?").param(reference).query(AdviceRows::call).optional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<AdviceRecord> lock(String reference) {
        return jdbc.sql("select * from advice_record where reference = ? for update").param(reference).query(AdviceRows::call)
                .optional();
    }

    /** Not ended, the newest call first. */
    List<AdviceRecord> open() {
        return jdbc.sql("select * from advice_record where authority = ? and state <> ? order by called_on desc, reference")
                .params(AUTHORITY, State.ENDED.name()).query(AdviceRows::call).list();
    }

    List<AdviceRecord> sharedWith(String practitioner) {
        return jdbc.sql("select * from advice_record where authority = ? and state = ? and practitioner = ? "
                        + "order by called_on desc, reference")
                .params(AUTHORITY, State.SHARED.name(), practitioner).query(AdviceRows::call).list();
    }

    long ended() {
        return jdbc.sql("select count(*) from advice_record where authority = ? and state = ?")
                .params(AUTHORITY, State.ENDED.name()).query(Long.class).single();
    }

    void acted(String reference, LocalDate day, String what, String by) {
        jdbc.sql("update advice_record set acted_on = ?, action_taken = ?, acted_by = ? where reference = ?")
                .params(day, what, by, reference).update();
    }

    void shared(String reference, LocalDate referralOn, String practitioner, Instant at, String by) {
        jdbc.sql("update advice_record set state = ?, referral_on = ?, practitioner = ?, shared_at = ?, shared_by = ? "
                        + "where reference = ?")
                .params(State.SHARED.name(), referralOn, practitioner, utc(at), by, reference).update();
    }

    void erase(String reference, LocalDate today) {
        jdbc.sql("""
                        update advice_record set state = ?, ended_on = ?, instance_id = null, council = null, caller = null,
                            caller_contact = null, child_name = null, date_of_birth = null, asked = null, guidance = null,
                            concern = null, request = null, recorded_at = null, recorded_by = null, acted_on = null,
                            action_taken = null, acted_by = null
                        where reference = ?""")
                .params(State.ENDED.name(), today, reference).update();
    }

    void add(Referral referral) {
        jdbc.sql("""
                        insert into advice_referral (reference, authority, received_on, council, iro, child_name, date_of_birth,
                            practitioner) values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(referral.reference(), AUTHORITY, referral.receivedOn(), referral.council(), referral.iro(),
                        referral.childName(), referral.dateOfBirth(), referral.practitioner()).update();
    }

    Optional<Referral> referral(String reference) {
        return jdbc.sql("select * from advice_referral where reference = ?").param(reference).query(AdviceRows::referral)
                .optional();
    }

    List<Referral> referrals() {
        return jdbc.sql("select * from advice_referral where authority = ? order by received_on, reference").param(AUTHORITY)
                .query(AdviceRows::referral).list();
    }

    void removeReferral(String reference) {
        jdbc.sql("delete from advice_referral where reference = ?").param(reference).update();
    }

    private static AdviceRecord call(ResultSet row, int number) throws SQLException {
        return new AdviceRecord(row.getString("reference"), row.getString("instance_id"), State.valueOf(row.getString("state")),
                day(row, "called_on"), row.getString("council"), row.getString("caller"), row.getString("caller_contact"),
                row.getString("child_name"), day(row, "date_of_birth"), row.getString("asked"), row.getString("guidance"),
                row.getString("concern"), row.getString("request"), instant(row, "recorded_at"), row.getString("recorded_by"),
                day(row, "acted_on"), row.getString("action_taken"), row.getString("acted_by"), day(row, "referral_on"),
                row.getString("practitioner"), instant(row, "shared_at"), day(row, "ended_on"));
    }

    private static Referral referral(ResultSet row, int number) throws SQLException {
        return new Referral(row.getString("reference"), day(row, "received_on"), row.getString("council"), row.getString("iro"),
                row.getString("child_name"), day(row, "date_of_birth"), row.getString("practitioner"));
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
