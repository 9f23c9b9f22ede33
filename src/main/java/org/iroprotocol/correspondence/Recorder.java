package org.iroprotocol.correspondence;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.AuthorityFiles;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Addressees.Addressee;
import org.jsoup.nodes.Document;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;

/** Writes rows of the ledger in the transaction of the step that asks for them, finished to the last character. */
@Service
class Recorder {

    static final String PROCESS = "correspondence";
    static final String VARIABLE = "correspondenceId";

    /** Letters that say for several cases what the other says for one. */
    private static final Map<String, String> INSTEAD = Map.of("iro-notice", "work-moved");

    private final AuthorityFiles files;
    private final CaseFiles cases;
    private final Settings settings;
    private final Addressees addressees;
    private final TemplateData data;
    private final LetterPage page;
    private final LedgerRows rows;
    private final OfficeHours officeHours;
    private final RuntimeService runtime;
    private final AsSystem asSystem;
    private final Clock clock;
    /** Authority and name → the file as last checked, so that it is not checked again for each letter. */
    private final Map<String, Read> templates = new ConcurrentHashMap<>();

    private record Read(String html, LetterTemplate template) {
    }

    Recorder(AuthorityFiles files, CaseFiles cases, Settings settings, Addressees addressees, TemplateData data,
             LetterPage page, LedgerRows rows, OfficeHours officeHours, @Lazy RuntimeService runtime, AsSystem asSystem,
             Clock clock) {
        this.files = files;
        this.cases = cases;
        this.settings = settings;
        this.addressees = addressees;
        this.data = data;
        this.page = page;
        this.rows = rows;
        this.officeHours = officeHours;
        this.runtime = runtime;
        this.asSystem = asSystem;
        this.clock = clock;
    }

    /** Records the letter or notice and starts the process that sends it. */
    UUID record(String name, boolean letter, DelegateExecution execution) {
        return record(Writing.of(name, execution), letter, execution);
    }

    /** Records the message that the target of that rule was missed and starts the process that sends it. */
    UUID overdue(String rule, DelegateExecution execution) {
        String own = Writing.overdue(rule);
        boolean has = files.letter(file(execution).authority(), own).isPresent();
        return record(Writing.of(has ? own : Writing.TARGET_MISSED, rule, execution), false, execution);
    }

    private UUID record(Writing writing, boolean letter, DelegateExecution execution) {
        CaseFile file = file(execution);
        String name = writing.template();
        LetterTemplate template = template(file.authority(), name, letter);
        Optional<UUID> before = !template.once() ? Optional.empty() : rows.items(file.reference()).stream()
                .filter(row -> row.template().equals(name) && Objects.equals(row.subject(), writing.subject()))
                .map(LedgerRows.ItemRow::id).findFirst();
        if (before.isPresent()) {
            return before.get();
        }
        List<Addressee> to = addressees.choose(file, template.to(), writing.subject());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        UUID id = UUID.randomUUID();
        Document filled = template.fill(key -> data.value(file, writing, to.get(0).name(), key));
        String title = filled.title().strip();
        var item = new LedgerRows.ItemRow(id, file.reference(), file.authority(), name, writing.missed() ? writing.rule() : null,
                writing.subject(), letter, title, letter ? letter(file, filled, name) : MailPage.html(filled),
                Item.State.RECORDED, now, asSystem.user(), notBefore(file, template, writing, now), null, null);
        rows.add(item, recipients(file, template, item, to));
        runtime.createProcessInstanceByKey(PROCESS).processDefinitionTenantId(file.authority())
                .businessKey(file.reference()).setVariable(VARIABLE, id.toString()).execute();
        return id;
    }

    /** Is there somebody in the role the letter is meant for who has not been written to? */
    boolean owed(String name, DelegateExecution execution) {
        CaseFile file = file(execution);
        LetterTemplate template = template(file.authority(), name, true);
        var holder = cases.holder(file.reference(), template.to().get(0));
        if (file.diedOn() != null || holder.isEmpty()) {
            return false;
        }
        List<LedgerRows.RecipientRow> before = new ArrayList<>(rows.writtenTo(file.reference(), name));
        if (INSTEAD.containsKey(name)) {
            before.addAll(rows.writtenTo(file.reference(), INSTEAD.get(name)));
        }
        if (before.isEmpty() && doneBefore(name, file, holder.get())) {
            return false;
        }
        return addressees.choose(file, template.to(), null).stream()
                .anyMatch(now -> before.stream().noneMatch(row -> same(row, now)));
    }

    /**
     * Was it done without the ledger – an imported case (P-43), or by hand – and so recorded when this holder was known? Where
     * the ledger has written anything it knows better to whom.
     */
    private boolean doneBefore(String name, CaseFile file, Person holder) {
        return cases.timeline(file.reference()).stream()
                .filter(entered -> entered.kind().equals(name) && entered.errorReason() == null)
                .map(TimelineRecord::recordedAt).max(Comparator.naturalOrder())
                .filter(done -> !holder.recordedAt().isAfter(done)).isPresent();
    }

    /** The same holder: same address and same person, whose name may have been corrected meanwhile. */
    private static boolean same(LedgerRows.RecipientRow row, Addressee now) {
        boolean address = now.email() == null ? row.email() == null : now.email().equalsIgnoreCase(row.email());
        boolean person = now.personId() == null ? row.personId() == null
                : now.personId().equals(row.personId()) || now.from().equals(row.personFrom())
                || now.name().equalsIgnoreCase(row.name());
        return !row.copy() && row.role().equals(now.role()) && address && person;
    }

    private CaseFile file(DelegateExecution execution) {
        CaseFile file = cases.get(execution.getProcessBusinessKey());
        if (execution.getTenantId() != null && !execution.getTenantId().equals(file.authority())) {
            throw new IllegalStateException("A process of authority '" + execution.getTenantId()
                    + "' asked for a letter about a case of another authority. Nothing has been written.");
        }
        return file;
    }

    LetterTemplate template(String authority, String name, boolean letter) {
        String html = files.letter(authority, name).orElseThrow(() -> new TemplateException(name,
                "authority '" + authority + "' has no such file."));
        LetterTemplate template = templates.compute(authority + "/" + name, (key, read) -> read != null
                && read.html().equals(html) ? read : new Read(html, LetterTemplate.parse(name, html))).template();
        if (template.letter() != letter) {
            throw new TemplateException(name, letter ? "the step writes a letter, but the file is a notice."
                    : "the step sends a notice, but the file is a letter.");
        }
        return template;
    }

    private String letter(CaseFile file, Document filled, String name) {
        if (!page.printable(filled)) {
            throw unprintable(name);
        }
        return page.html(filled, settings.get(file.authority(), "authority.name"), file.reference());
    }

    static RefusedException unprintable(String name) {
        return new RefusedException(null, "The letter '" + name + "' holds a character that it cannot be printed with. "
                + "Write names and notes in Latin letters in the case file, then try again. Nothing has been sent.");
    }

    Instant notBefore(CaseFile file, LetterTemplate template, Instant now) {
        return notBefore(file, template, Writing.of(template.name()), now);
    }

    private Instant notBefore(CaseFile file, LetterTemplate template, Writing writing, Instant now) {
        if (template.urgent()) {
            return null;
        }
        if (writing.missed()) {
            Instant due = data.deadline(file, writing).map(deadline -> deadline.due())
                    .filter(missed -> !missed.isAfter(now)).orElse(now);
            return officeHours.overdue(file.authority(), due, now);
        }
        return officeHours.next(file.authority(), now);
    }

    private List<LedgerRows.RecipientRow> recipients(CaseFile file, LetterTemplate template, LedgerRows.ItemRow item,
                                                     List<Addressee> to) {
        List<LedgerRows.RecipientRow> recipients = new ArrayList<>();
        to.forEach(addressee -> recipients.add(recipient(file, item, addressee, recipients.size(), false, Map.of())));
        List<Addressee> copies = new ArrayList<>();
        for (String role : template.copy()) {
            addressees.of(file, role, item.subject()).stream()
                    .filter(addressee -> !template.onlyIfKnown(role) || addressee.personId() != null || addressee.usable())
                    .forEach(copies::add);
        }
        if (!template.letter()) {
            Stream.of(to.stream().map(Addressee::role), template.copy().stream(), copies.stream().map(Addressee::role))
                    .flatMap(roles -> roles).distinct().toList()
                    .forEach(role -> copies.addAll(addressees.standingIn(file, role)));
        }
        for (Addressee addressee : copies) {
            boolean already = recipients.stream().anyMatch(row -> addressee.usable()
                    && addressee.email().equalsIgnoreCase(row.email()));
            if (!already) {
                recipients.add(recipient(file, item, addressee, recipients.size(), true, Map.of()));
            }
        }
        return recipients;
    }

    /** @param instead what the e-mail round the letter says in place of the case's own values; null: nothing */
    LedgerRows.RecipientRow recipient(CaseFile file, LedgerRows.ItemRow item, Addressee addressee, int position,
                                      boolean copy, Map<String, String> instead) {
        UUID id = UUID.randomUUID();
        boolean attach = item.letter() && addressee.usable() && MailRules.secure(settings, file.authority(), addressee.email());
        String subject = item.title();
        String html = item.html();
        if (item.letter()) {
            Document cover = template(file.authority(), Placeholders.COVER, false).fill(cover(file, item, attach, instead));
            subject = cover.title().strip();
            html = MailPage.html(cover);
        }
        return new LedgerRows.RecipientRow(id, item.id(), position, copy, addressee.role(), addressee.personId(),
                addressee.from(), addressee.name(), addressee.email(), "<" + id + "@" + host(file.authority()) + ">",
                subject, html, attach, Item.State.RECORDED, null, null);
    }

    private Function<String, String> cover(CaseFile file, LedgerRows.ItemRow item, boolean attach,
                                           Map<String, String> instead) {
        return key -> switch (key) {
            case "letter.title" -> item.title();
            case "letter.attached" -> attach ? "yes" : null;
            case "letter.waiting" -> attach ? null : "yes";
            default -> instead.containsKey(key) ? instead.get(key) : data.value(file, Writing.of(item), null, key);
        };
    }

    /** Only a name for the message id: a missing sender is told when sending, not to the person at work. */
    String host(String authority) {
        return settings.find(authority, "mail.from").filter(Addressees::usable).map(Addressees::domain)
                .or(() -> settings.find(authority, "public-url").map(url -> URI.create(url).getHost()))
                .orElse("iro-protocol.invalid");
    }
}
