package org.iroprotocol.correspondence;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.AuthorityFiles;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.jsoup.nodes.Document;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Fills the template for each person and adds the rows of all of them together. */
@Service
@Transactional
class DigestRecorder implements Digests {

    private final Recorder recorder;
    private final DigestRows rows;
    private final Settings settings;
    private final AuthorityFiles files;
    private final OfficeHours officeHours;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final AsSystem asSystem;
    private final Clock clock;

    DigestRecorder(Recorder recorder, DigestRows rows, Settings settings, AuthorityFiles files, OfficeHours officeHours,
                   @Lazy RuntimeService runtime, @Lazy RepositoryService repository, AsSystem asSystem, Clock clock) {
        this.recorder = recorder;
        this.rows = rows;
        this.settings = settings;
        this.files = files;
        this.officeHours = officeHours;
        this.runtime = runtime;
        this.repository = repository;
        this.asSystem = asSystem;
        this.clock = clock;
    }

    @Override
    public boolean reaches(String authority, String email) {
        return Addressees.usable(email) && MailRules.allowed(settings, authority, email);
    }

    @Override
    public Optional<String> owner(String authority, String rule) {
        String notice = Writing.overdue(rule);
        return files.letter(authority, notice).map(text -> recorder.template(authority, notice, false).to().get(0))
                .map(role -> role.startsWith(Addressees.CONCERN) ? Roles.words(role) : role);
    }

    @Override
    public List<UUID> record(String authority, List<Message> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        LetterTemplate template = recorder.template(authority, Placeholders.DIGEST, false);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant notBefore = officeHours.next(authority, now);
        String host = recorder.host(authority);
        List<LedgerRows.ItemRow> items = new ArrayList<>();
        List<LedgerRows.RecipientRow> recipients = new ArrayList<>();
        List<DigestRows.LineRow> lines = new ArrayList<>();
        for (Message message : messages) {
            Document filled = template.fill(key -> value(authority, message, now, key), message.sections());
            UUID id = UUID.randomUUID();
            String title = filled.title().strip();
            String html = MailPage.html(filled);
            items.add(new LedgerRows.ItemRow(id, null, authority, template.name(), null, null, false, title, html,
                    Item.State.RECORDED, now, AsSystem.SYSTEM, notBefore, null, null));
            UUID recipient = UUID.randomUUID();
            recipients.add(new LedgerRows.RecipientRow(recipient, id, 0, false, template.name(), null, null, message.name(),
                    message.email(), "<" + recipient + "@" + host + ">", title, html, false, Item.State.RECORDED, null, null));
            message.told().stream().distinct().forEach(told -> lines.add(new DigestRows.LineRow(id, told)));
        }
        rows.add(items, recipients, lines);
        start(authority, items);
        return items.stream().map(LedgerRows.ItemRow::id).toList();
    }

    private void start(String authority, List<LedgerRows.ItemRow> items) {
        asSystem.call(() -> {
            ProcessDefinition definition = repository.createProcessDefinitionQuery().processDefinitionKey(Recorder.PROCESS)
                    .tenantIdIn(authority).latestVersion().singleResult();
            if (definition == null) {
                throw new IllegalStateException("Authority '" + authority + "' has no process '" + Recorder.PROCESS
                        + "': nothing can be sent. Put it into the folder and start again.");
            }
            items.forEach(item -> runtime.createProcessInstanceById(definition.getId())
                    .setVariable(Recorder.VARIABLE, item.id().toString()).execute());
            return null;
        });
    }

    private String value(String authority, Message message, Instant now, String key) {
        if (key.equals("today")) {
            return London.day(now);
        }
        if (key.equals("authority.name")) {
            return settings.find(authority, key).orElse(null);
        }
        return key.startsWith("settings.") ? settings.find(authority, key.substring("settings.".length())).orElse(null)
                : message.values().get(key);
    }

    @Override
    public void forget(String authority, Instant before) {
        rows.forget(authority, before);
    }
}
