package org.iroprotocol.correspondence;

import static org.iroprotocol.correspondence.LedgerRows.utc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Rows of many digests at once: one round trip for each table. Runs in the caller's transaction. */
@Repository
class DigestRows {

    private static final String OLD = "(select id from correspondence_item where authority = ? and template = '"
            + Placeholders.DIGEST + "' and recorded_at < ?)";

    private final JdbcTemplate jdbc;

    DigestRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record LineRow(UUID itemId, Digests.Told told) {
    }

    void add(List<LedgerRows.ItemRow> items, List<LedgerRows.RecipientRow> recipients, List<LineRow> lines) {
        jdbc.batchUpdate("""
                insert into correspondence_item (id, authority, template, letter, title, html, state, recorded_at, recorded_by,
                    not_before)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", items.stream().map(item -> new Object[] {item.id(), item.authority(),
            item.template(), item.letter(), item.title(), item.html(), item.state().name(), utc(item.recordedAt()),
            item.recordedBy(), utc(item.notBefore())}).toList());
        jdbc.batchUpdate("""
                insert into correspondence_recipient (id, item_id, position_no, is_copy, role, name, email, message_id, subject,
                    mail_html, attach_letter, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", recipients.stream().map(row -> new Object[] {row.id(),
            row.itemId(), row.position(), row.copy(), row.role(), row.name(), row.email(), row.messageId(), row.subject(),
            row.mailHtml(), row.attach(), row.state().name()}).toList());
        items.forEach(JustRecorded::remember);
        jdbc.batchUpdate("insert into correspondence_line (item_id, case_reference, rule, missed) values (?, ?, ?, ?)",
                lines.stream().map(line -> new Object[] {line.itemId(), line.told().caseReference(), line.told().rule(),
                    line.told().missed()}).toList());
    }

    void forget(String authority, Instant before) {
        for (String table : List.of("correspondence_line", "correspondence_recipient")) {
            jdbc.update("delete from " + table + " where item_id in " + OLD, authority, utc(before));
        }
        jdbc.update("delete from correspondence_item where id in " + OLD, authority, utc(before));
    }
}
