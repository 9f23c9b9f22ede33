package org.iroprotocol.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The two tables of the ledger. Runs in the caller's transaction. */
@Repository
class LedgerRows {

    private final JdbcClient jdbc;

    LedgerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param caseReference null for a morning digest and for what is about the protocol itself
     * @param rule          the row of {@code deadlines.dmn} whose target it says was missed; null: none
     * @param subject       the concern, hearing, document or review it is about; null when the case has only one
     * @param html          the letter as a page of its own; for notices the text shown in our pages
     */
    record ItemRow(UUID id, String caseReference, String authority, String template, String rule, String subject,
                   boolean letter, String title, String html, Item.State state, Instant recordedAt, String recordedBy,
                   Instant notBefore, Instant sentAt, String problem) {
    }

    /**
     * One recipient with the e-mail exactly as it will go out.
     *
     * @param email  null or unusable when there was none to write to
     * @param attach true: the letter travels with the e-mail
     */
    record RecipientRow(UUID id, UUID itemId, int position, boolean copy, String role, UUID personId, LocalDate personFrom,
                        String name, String email, String messageId, String subject, String mailHtml, boolean attach,
                        Item.State state, Instant sentAt, String problem) {

        /** "Jo Smith (Children's Guardian)", for people who may see names. */
        String shown() {
            String words = Roles.words(role);
            return (name.equals(words) ? words : name + " (" + words + ")") + (copy ? ", copy" : "");
        }
    }

    void add(ItemRow item, List<RecipientRow> recipients) {
        jdbc.sql("""
                        insert into correspondence_item (id, case_reference, authority, template, rule, subject, letter, title,
                            html, state, recorded_at, recorded_by, not_before, sent_at, problem)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(item.id(), item.caseReference(), item.authority(), item.template(), item.rule(), item.subject(),
                        item.letter(), item.title(), item.html(), item.state().name(), utc(item.recordedAt()),
                        item.recordedBy(), utc(item.notBefore()), utc(item.sentAt()), item.problem())
                .update();
        JustRecorded.remember(item);
        for (RecipientRow row : recipients) {
            jdbc.sql("""
                            insert into correspondence_recipient (id, item_id, position_no, is_copy, role, person_id, person_from,
                                name, email, message_id, subject, mail_html, attach_letter, state, sent_at, problem)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(row.id(), row.itemId(), row.position(), row.copy(), row.role(), row.personId(), row.personFrom(),
                            row.name(), row.email(), row.messageId(), row.subject(), row.mailHtml(), row.attach(),
                            row.state().name(), utc(row.sentAt()), row.problem())
                    .update();
        }
    }

    /** The item, kept with the first of these cases, is about all of them. */
    void about(UUID itemId, List<String> caseReferences) {
        caseReferences.forEach(reference -> jdbc
                .sql("insert into correspondence_case (item_id, case_reference) values (?, ?)")
                .params(itemId, reference).update());
    }

    /** References of all cases an item about several is about; empty for one about one case. */
    List<String> about(UUID itemId) {
        return jdbc.sql("select case_reference from correspondence_case where item_id = ? order by case_reference")
                .param(itemId).query(String.class).list();
    }

    Optional<ItemRow> item(UUID id) {
        return jdbc.sql("select * from correspondence_item where id = ?").param(id).query(LedgerRows::item).optional();
    }

    /** Newest first, those about several cases included. */
    List<ItemRow> items(String caseReference) {
        return jdbc.sql("""
                        select * from correspondence_item where case_reference = ?
                        or id in (select item_id from correspondence_case where case_reference = ?)
                        order by recorded_at desc, id""")
                .params(caseReference, caseReference).query(LedgerRows::item).list();
    }

    /** Those of no case, newest first. */
    List<ItemRow> ofTemplates(String authority, List<String> templates) {
        return jdbc.sql("""
                        select * from correspondence_item where authority = :authority and case_reference is null
                        and template in (:templates) order by recorded_at desc, id""")
                .param("authority", authority).param("templates", templates).query(LedgerRows::item).list();
    }

    List<RecipientRow> recipients(UUID itemId) {
        return jdbc.sql("select * from correspondence_recipient where item_id = ? order by position_no")
                .param(itemId).query(LedgerRows::recipient).list();
    }

    /** Everybody written to in a case with a template, withheld ones left out; newest first. */
    List<RecipientRow> writtenTo(String caseReference, String template) {
        return jdbc.sql("""
                        select r.* from correspondence_recipient r join correspondence_item i on i.id = r.item_id
                        where i.template = ? and r.state <> 'WITHHELD' and (i.case_reference = ?
                            or i.id in (select item_id from correspondence_case where case_reference = ?))
                        order by i.recorded_at desc, r.position_no""")
                .params(template, caseReference, caseReference).query(LedgerRows::recipient).list();
    }

    /** Who has been, or is about to be, written to in that role with the same template about the same after this item. */
    List<RecipientRow> writtenSince(ItemRow item, String role) {
        return jdbc.sql("""
                        select r.* from correspondence_recipient r join correspondence_item i on i.id = r.item_id
                        where i.case_reference = ? and i.template = ? and i.recorded_at > ? and r.role = ?
                        and coalesce(i.subject, '') = ? and coalesce(i.rule, '') = ? and r.state in ('SENT', 'RECORDED')""")
                .params(item.caseReference(), item.template(), utc(item.recordedAt()), role,
                        Objects.requireNonNullElse(item.subject(), ""), Objects.requireNonNullElse(item.rule(), ""))
                .query(LedgerRows::recipient).list();
    }

    /** References of all cases a digest has a line about. */
    List<String> lines(UUID itemId) {
        return jdbc.sql("select distinct case_reference from correspondence_line where item_id = ?").param(itemId)
                .query(String.class).list();
    }

    /** Has that address been sent, or is it about to be, a digest since then which tells that this target was missed? */
    boolean toldByDigest(String email, String caseReference, String rule, Instant since) {
        return jdbc.sql("""
                        select count(*) from correspondence_line l join correspondence_item i on i.id = l.item_id
                        join correspondence_recipient r on r.item_id = i.id
                        where l.case_reference = ? and l.rule = ? and l.missed = true and i.recorded_at >= ?
                        and lower(r.email) = lower(?) and r.state in ('SENT', 'RECORDED')""")
                .params(caseReference, rule, utc(since), email).query(Integer.class).single() > 0;
    }

    /** @param problem null when all is well */
    void recipientState(UUID id, Item.State state, String email, Instant sentAt, String problem) {
        jdbc.sql("update correspondence_recipient set state = ?, email = ?, sent_at = ?, problem = ? where id = ?")
                .params(state.name(), email, utc(sentAt), problem, id).update();
    }

    /** @param problem null when all is well */
    void itemState(UUID id, Item.State state, Instant sentAt, String problem) {
        jdbc.sql("update correspondence_item set state = ?, sent_at = ?, problem = ? where id = ?")
                .params(state.name(), utc(sentAt), problem, id).update();
    }

    /**
     * Withholds whatever of a case has not been sent to somebody yet; what was sent to anybody stays sent. A letter that
     * lists several cases is left to its turn, when it says that one of them is concerned without saying which.
     */
    void withholdUnsent(String caseReference, String problem) {
        jdbc.sql("""
                        update correspondence_recipient set state = 'WITHHELD', problem = ?
                        where state in ('RECORDED', 'FAILED')
                        and item_id in (select id from correspondence_item i where case_reference = ?
                        and not exists (select 1 from correspondence_case c where c.item_id = i.id))""")
                .params(problem, caseReference).update();
        jdbc.sql("""
                        update correspondence_item set problem = ?, state = case when exists (
                            select 1 from correspondence_recipient r where r.item_id = correspondence_item.id
                            and r.state = 'SENT') then 'SENT' else 'WITHHELD' end
                        where case_reference = ? and state in ('RECORDED', 'FAILED')
                        and not exists (select 1 from correspondence_case c where c.item_id = correspondence_item.id)""")
                .params(problem, caseReference).update();
    }

    private static ItemRow item(ResultSet row, int number) throws SQLException {
        return new ItemRow(row.getObject("id", UUID.class), row.getString("case_reference"), row.getString("authority"),
                row.getString("template"), row.getString("rule"), row.getString("subject"), row.getBoolean("letter"),
                row.getString("title"), row.getString("html"), Item.State.valueOf(row.getString("state")),
                instant(row, "recorded_at"), row.getString("recorded_by"), instant(row, "not_before"), instant(row, "sent_at"),
                row.getString("problem"));
    }

    private static RecipientRow recipient(ResultSet row, int number) throws SQLException {
        return new RecipientRow(row.getObject("id", UUID.class), row.getObject("item_id", UUID.class),
                row.getInt("position_no"), row.getBoolean("is_copy"), row.getString("role"),
                row.getObject("person_id", UUID.class), row.getObject("person_from", LocalDate.class),
                row.getString("name"), row.getString("email"), row.getString("message_id"), row.getString("subject"),
                row.getString("mail_html"), row.getBoolean("attach_letter"), Item.State.valueOf(row.getString("state")),
                instant(row, "sent_at"), row.getString("problem"));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
