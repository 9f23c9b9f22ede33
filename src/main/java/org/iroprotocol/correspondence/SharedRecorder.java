package org.iroprotocol.correspondence;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.correspondence.Addressees.Addressee;
import org.jsoup.nodes.Document;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes a letter about several cases into the ledger: as the recorder does for one case, and links it with each. */
@Service
@Transactional
class SharedRecorder implements SharedLetters {

    private final Recorder recorder;
    private final CaseFiles cases;
    private final Settings settings;
    private final Addressees addressees;
    private final TemplateData data;
    private final LetterPage page;
    private final LedgerRows rows;
    private final RuntimeService runtime;
    private final AsSystem asSystem;
    private final Clock clock;

    SharedRecorder(Recorder recorder, CaseFiles cases, Settings settings, Addressees addressees, TemplateData data,
                   LetterPage page, LedgerRows rows, @Lazy RuntimeService runtime, AsSystem asSystem, Clock clock) {
        this.recorder = recorder;
        this.cases = cases;
        this.settings = settings;
        this.addressees = addressees;
        this.data = data;
        this.page = page;
        this.rows = rows;
        this.runtime = runtime;
        this.asSystem = asSystem;
        this.clock = clock;
    }

    /** Cases with the same addressee; who that is says the first of them. */
    private record Bundle(List<Addressee> to, List<CaseFile> files) {
    }

    @Override
    public List<Written> write(String template, List<String> references, Map<String, String> values, String recordedBy) {
        if (!Placeholders.SHARED.contains(template)) {
            throw new IllegalArgumentException("'" + template + "' is not a letter about several cases.");
        }
        List<CaseFile> files = new TreeSet<>(references).stream().map(cases::get).filter(file -> file.diedOn() == null)
                .toList();
        if (files.isEmpty()) {
            return List.of();
        }
        String authority = files.get(0).authority();
        if (files.stream().anyMatch(file -> !file.authority().equals(authority))) {
            throw new IllegalArgumentException("One letter cannot be about cases of several authorities.");
        }
        LetterTemplate letter = recorder.template(authority, template, true);
        Map<String, Bundle> bundles = new LinkedHashMap<>();
        for (CaseFile file : files) {
            List<Addressee> to = addressees.choose(file, letter.to(), null);
            bundles.computeIfAbsent(key(to.get(0)), key -> new Bundle(to, new ArrayList<>())).files().add(file);
        }
        return bundles.values().stream().map(bundle -> write(letter, bundle, values, recordedBy)).toList();
    }

    /** By address, however it is written; somebody without one is known by role and name. */
    private static String key(Addressee to) {
        return to.usable() ? to.email().toLowerCase(Locale.ROOT)
                : to.role() + "\n" + to.name().strip().toLowerCase(Locale.ROOT);
    }

    private Written write(LetterTemplate template, Bundle bundle, Map<String, String> values, String recordedBy) {
        CaseFile first = bundle.files().get(0);
        List<String> references = bundle.files().stream().map(CaseFile::reference).toList();
        Addressee to = bundle.to().get(0);
        if (!to.usable()) {
            return new Written(null, to.name(), references);
        }
        Map<String, String> instead = new HashMap<>(values);
        if (references.size() > 1) {
            instead.put("reference", references.get(0) + " and " + (references.size() - 1) + " more");
            instead.put("personNumber", null);
        }
        Document filled = template.fill(key -> instead.containsKey(key) ? instead.get(key)
                : data.value(first, Writing.of(template.name()), to.name(), key),
                bundle.files().stream().map(SharedRecorder::row).toList());
        if (!page.printable(filled)) {
            throw Recorder.unprintable(template.name());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String html = page.html(filled, settings.get(first.authority(), "authority.name"),
                references.size() == 1 ? "our reference " + references.get(0) : "our references are in the list",
                String.join(", ", references));
        var item = new LedgerRows.ItemRow(UUID.randomUUID(), first.reference(), first.authority(), template.name(), null, null,
                true, filled.title().strip(), html, Item.State.RECORDED, now, recordedBy, recorder.notBefore(first, template, now),
                null, null);
        List<LedgerRows.RecipientRow> recipients = new ArrayList<>();
        bundle.to().forEach(each -> recipients.add(recorder.recipient(first, item, each, recipients.size(), false, instead)));
        rows.add(item, recipients);
        rows.about(item.id(), references);
        asSystem.call(() -> runtime.createProcessInstanceByKey(Recorder.PROCESS).processDefinitionTenantId(first.authority())
                .businessKey(first.reference()).setVariable(Recorder.VARIABLE, item.id().toString()).execute());
        return new Written(item.id(), recipients.get(0).shown(), references);
    }

    /** Nothing that names a child. */
    private static Map<String, String> row(CaseFile file) {
        Map<String, String> row = new HashMap<>();
        row.put("list.reference", file.reference());
        if (file.personNumber() != null) {
            row.put("list.personNumber", file.personNumber());
        }
        return row;
    }
}
