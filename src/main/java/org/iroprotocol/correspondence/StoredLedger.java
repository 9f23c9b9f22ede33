package org.iroprotocol.correspondence;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.casefile.CaseFile;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ledger as pages read it. */
@Service
@Transactional(readOnly = true)
class StoredLedger implements Ledger {

    private static final Safelist SHOWN = Safelist.relaxed().removeTags("img")
            .addTags("header", "footer", "main", "section", "address").addAttributes(":all", "class")
            .addAttributes("th", "scope").addProtocols("a", "href", "tel");

    private final LedgerRows rows;
    private final LetterPage page;
    private final Addressees addressees;
    private final Settings settings;

    StoredLedger(LedgerRows rows, LetterPage page, Addressees addressees, Settings settings) {
        this.rows = rows;
        this.page = page;
        this.addressees = addressees;
        this.settings = settings;
    }

    @Override
    public boolean takesLetters(CaseFile file, String role) {
        return addressees.of(file, role, null).stream().allMatch(to -> to.usable()
                && MailRules.allowed(settings, file.authority(), to.email())
                && MailRules.secure(settings, file.authority(), to.email()));
    }

    @Override
    public List<Item> ofCase(String caseReference) {
        return rows.items(caseReference).stream().map(this::item).toList();
    }

    /** Of no case, newest first. */
    List<Item> ofTemplates(String authority, List<String> templates) {
        return rows.ofTemplates(authority, templates).stream().map(this::item).toList();
    }

    @Override
    public List<Item> about(String caseReference, String subject) {
        return rows.items(caseReference).stream().filter(row -> subject.equals(row.subject())).map(this::item).toList();
    }

    @Override
    public Optional<Item> find(String caseReference, UUID id) {
        return rows.item(id).map(this::item)
                .filter(item -> caseReference.equals(item.caseReference()) || item.about().contains(caseReference));
    }

    @Override
    public byte[] pdf(UUID id) {
        LedgerRows.ItemRow row = row(id);
        if (!row.letter()) {
            throw new IllegalArgumentException("A notice has no PDF; show its text.");
        }
        return page.pdf(row.html());
    }

    @Override
    public String html(UUID id) {
        return Jsoup.clean(Jsoup.parse(row(id).html()).body().html(), SHOWN);
    }

    private LedgerRows.ItemRow row(UUID id) {
        return rows.item(id).orElseThrow(() -> new IllegalArgumentException("There is no letter or notice of that number."));
    }

    private Item item(LedgerRows.ItemRow row) {
        var recipients = rows.recipients(row.id());
        return new Item(row.id(), row.caseReference(), row.template(), row.title(),
                recipients.stream().map(LedgerRows.RecipientRow::shown).toList(), row.state(),
                recipients.get(0).messageId(), row.letter(), row.recordedAt(), row.recordedBy(), row.sentAt(), row.problem(),
                Placeholders.SHARED.contains(row.template()) ? rows.about(row.id()) : List.of());
    }
}
