package org.iroprotocol.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger's tables and statements on PostgreSQL; everything else here runs on H2. */
class LedgerOnPostgresTest {

    @Test
    void rowsComeBackAsTheyWereWritten() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            House.migrate(server.getPostgresDatabase());
            LedgerRows rows = new LedgerRows(JdbcClient.create(server.getPostgresDatabase()));
            var recorded = House.london(2026, 12, 2, 10, 0);
            var item = new LedgerRows.ItemRow(UUID.randomUUID(), House.CASE, "derby", "iro-notice", null, "one", true, "Title",
                    "<p>–</p>",
                    Item.State.RECORDED, recorded, "system", recorded.plusSeconds(60), null, null);
            var recipient = new LedgerRows.RecipientRow(UUID.randomUUID(), item.id(), 0, false, "iro", null,
                    LocalDate.of(2026, 12, 1), "Ines", null, "<a@b>", "Subject", "<p>x</p>", true,
                    Item.State.RECORDED, null, null);
            rows.add(item, List.of(recipient));
            assertThat(rows.item(item.id())).contains(item);
            assertThat(rows.recipients(item.id())).containsExactly(recipient);

            rows.recipientState(recipient.id(), Item.State.SENT, "ines@derby.example.org", recorded, null);
            rows.itemState(item.id(), Item.State.SENT, recorded, null);
            assertThat(rows.items(House.CASE)).extracting(LedgerRows.ItemRow::sentAt).containsExactly(recorded);
            assertThat(rows.writtenTo(House.CASE, "iro-notice")).extracting(LedgerRows.RecipientRow::email)
                    .containsExactly("ines@derby.example.org");
            assertThat(rows.writtenSince(item, "iro")).isEmpty();
        }
    }
}
