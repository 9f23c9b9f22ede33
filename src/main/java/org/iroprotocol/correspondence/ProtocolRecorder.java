package org.iroprotocol.correspondence;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.jsoup.nodes.Document;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes notices about the protocol itself as the recorder writes those about a case. */
@Service
@Transactional
class ProtocolRecorder implements ProtocolNotices {

    private final Recorder recorder;
    private final Addressees addressees;
    private final LedgerRows rows;
    private final StoredLedger ledger;
    private final Settings settings;
    private final OfficeHours officeHours;
    private final RuntimeService runtime;
    private final AsSystem asSystem;
    private final Clock clock;

    ProtocolRecorder(Recorder recorder, Addressees addressees, LedgerRows rows, StoredLedger ledger, Settings settings,
                     OfficeHours officeHours, @Lazy RuntimeService runtime, AsSystem asSystem, Clock clock) {
        this.recorder = recorder;
        this.addressees = addressees;
        this.rows = rows;
        this.ledger = ledger;
        this.settings = settings;
        this.officeHours = officeHours;
        this.runtime = runtime;
        this.asSystem = asSystem;
        this.clock = clock;
    }

    @Override
    public UUID send(String authority, String name, Map<String, String> values, Instant missed) {
        LetterTemplate template = recorder.template(authority, name, false);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Document filled = template.fill(key -> value(authority, values, now, key));
        UUID id = UUID.randomUUID();
        String title = filled.title().strip();
        String html = MailPage.html(filled);
        var item = new LedgerRows.ItemRow(id, null, authority, name, null, null, false, title, html, Item.State.RECORDED, now,
                asSystem.user(), missed == null ? officeHours.next(authority, now) : officeHours.overdue(authority, missed, now),
                null, null);
        List<LedgerRows.RecipientRow> recipients = new ArrayList<>();
        for (Addressees.Addressee to : addressees.ofAuthority(authority, template.to().get(0))) {
            UUID recipient = UUID.randomUUID();
            recipients.add(new LedgerRows.RecipientRow(recipient, id, recipients.size(), false, to.role(), null, null, to.name(),
                    to.email(), "<" + recipient + "@" + recorder.host(authority) + ">", title, html, false, Item.State.RECORDED,
                    null, null));
        }
        rows.add(item, recipients);
        asSystem.call(() -> runtime.createProcessInstanceByKey(Recorder.PROCESS).processDefinitionTenantId(authority)
                .setVariable(Recorder.VARIABLE, id.toString()).execute());
        return id;
    }

    private String value(String authority, Map<String, String> values, Instant now, String key) {
        if (key.equals("today")) {
            return London.day(now);
        }
        if (key.equals("authority.name")) {
            return settings.find(authority, key).orElse(null);
        }
        return key.startsWith("settings.") ? settings.find(authority, key.substring("settings.".length())).orElse(null)
                : values.get(key);
    }

    @Override
    public List<Item> sent(String authority, List<String> templates) {
        return ledger.ofTemplates(authority, templates);
    }
}
