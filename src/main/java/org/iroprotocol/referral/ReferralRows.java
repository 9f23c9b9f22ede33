package org.iroprotocol.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.referral.Referral.Enclosed;
import org.iroprotocol.referral.Referral.Part;
import org.iroprotocol.referral.Referral.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of referrals: what events and timeline do not say. Who writes holds the case's lock. */
@Repository
class ReferralRows {

    static final String SUBJECT = "subject";

    private final JdbcClient jdbc;
    private final Clock clock;

    ReferralRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Row(UUID id, String caseReference, String authority, int number, String processInstanceId, State state, UUID concern,
               String sentBy, String senderName, String senderEmail, String senderPhone, boolean asCover,
               boolean fromHere, Instant closedAt) {
    }

    record DraftRow(String text, Instant keptAt) {
    }

    // ---- reading ----

    /** The referral the instance looks after. */
    Row of(DelegateExecution execution) {
        String id = String.valueOf(execution.getVariable(SUBJECT));
        return find(id).orElseThrow(() -> new IllegalStateException("There is no referral " + id + " on file."));
    }

    /** Empty also for the subject of something else: a concern, a review. */
    Optional<Row> find(String id) {
        try {
            return jdbc.sql("select * from referral where id = ?").param(UUID.fromString(id)).query(ReferralRows::row).optional();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    Optional<Row> ofInstance(String processInstanceId) {
        return jdbc.sql("select * from referral where process_instance_id = ?").param(processInstanceId).query(ReferralRows::row)
                .optional();
    }

    List<Row> ofCase(String reference) {
        return jdbc.sql("select * from referral where case_reference = ? order by number_in_case desc").param(reference)
                .query(ReferralRows::row).list();
    }

    List<Referral.Text> texts(UUID id) {
        return jdbc.sql("select * from referral_text where referral_id = ? order by seq").param(id)
                .query((row, number) -> new Referral.Text(Part.valueOf(row.getString("part")), row.getString("field"),
                        row.getString("label"), row.getString("text"))).list();
    }

    List<Enclosed> enclosures(UUID id) {
        return jdbc.sql("select * from referral_enclosure where referral_id = ? order by seq").param(id)
                .query((row, number) -> new Enclosed(Enclosed.Source.valueOf(row.getString("source")),
                        row.getObject("source_id", UUID.class), row.getString("name"))).list();
    }

    Optional<DraftRow> draft(String reference, String by) {
        return jdbc.sql("select draft, kept_at from referral_draft where case_reference = ? and kept_by = ?").param(reference).param(by)
                .query((row, number) -> new DraftRow(row.getString("draft"), instant(row, "kept_at"))).optional();
    }

    // ---- writing ----

    /** @return the number in the case */
    int insert(Row row) {
        int number = jdbc.sql("select coalesce(max(number_in_case), 0) + 1 from referral where case_reference = ?")
                .param(row.caseReference()).query(Integer.class).single();
        jdbc.sql("""
                insert into referral (id, case_reference, authority, number_in_case, process_instance_id, state, concern_id, sent_by,
                    sender_name, sender_email, sender_phone, as_cover, from_here, recorded_at)
                values (:id, :reference, :authority, :number, :instance, 'SENT', :concern, :by, :name, :email, :phone, :cover,
                    :here, :at)""")
                .param("id", row.id()).param("reference", row.caseReference()).param("authority", row.authority())
                .param("number", number).param("instance", row.processInstanceId()).param("concern", row.concern())
                .param("by", row.sentBy()).param("name", row.senderName()).param("email", row.senderEmail())
                .param("phone", row.senderPhone()).param("cover", row.asCover()).param("here", row.fromHere()).param("at", now()).update();
        return number;
    }

    void state(UUID id, State state) {
        jdbc.sql("update referral set state = ?, closed_at = ? where id = ?").param(state.name()).param(now()).param(id).update();
    }

    /** What stood in the field before gives way. */
    void text(UUID id, Part part, TimelineRecord.Entry entry) {
        jdbc.sql("delete from referral_text where referral_id = ? and part = ? and field = ?").param(id).param(part.name())
                .param(entry.key()).update();
        jdbc.sql("insert into referral_text (referral_id, part, field, label, text) values (?, ?, ?, ?, ?)").param(id)
                .param(part.name()).param(entry.key()).param(entry.label()).param(entry.text()).update();
    }

    void enclose(UUID id, Enclosed enclosed) {
        jdbc.sql("insert into referral_enclosure (referral_id, source, source_id, name) values (?, ?, ?, ?)").param(id)
                .param(enclosed.source().name()).param(enclosed.id()).param(enclosed.name()).update();
    }

    void keepDraft(String reference, String draft, String by) {
        dropDraft(reference, by);
        jdbc.sql("insert into referral_draft (case_reference, draft, kept_at, kept_by) values (?, ?, ?, ?)").param(reference)
                .param(draft).param(now()).param(by).update();
    }

    void dropDraft(String reference, String by) {
        jdbc.sql("delete from referral_draft where case_reference = ? and kept_by = ?").param(reference).param(by).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getObject("id", UUID.class), row.getString("case_reference"), row.getString("authority"),
                row.getInt("number_in_case"), row.getString("process_instance_id"), State.valueOf(row.getString("state")),
                row.getObject("concern_id", UUID.class), row.getString("sent_by"), row.getString("sender_name"),
                row.getString("sender_email"), row.getString("sender_phone"), row.getBoolean("as_cover"),
                row.getBoolean("from_here"),
                instant(row, "closed_at"));
    }
}
