package org.iroprotocol.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.spin.Spin;
import org.camunda.spin.plugin.variable.SpinValues;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.deadline.SubjectDeadlines;
import org.iroprotocol.document.CourtDocument.State;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The steps of {@code court-document}: what has come, what has gone to the IRO, what was not relevant or is none. */
@Service
@Transactional
class DocumentSteps {

    static final String PROCESS = "court-document";
    private static final String FIRST_STEP = "look-what-is-open";
    private static final String SUBJECTS = "subjects";
    private static final String OPEN_DOCUMENTS = "openDocuments";
    private static final String SEND_TO = "sendTo";
    private static final String NOTICE = "notice";
    private static final String INSTEAD = "instead";
    private static final String OUTCOME_ASKED = "outcomeAsked";
    /** What is asked for again is due counted from the asking, whatever its row says. */
    private static final List<String> AGAIN = List.of("document-asked-again");
    private static final Map<String, String> WORDS = Map.of(DocumentKind.FILED, "filed", DocumentKind.SERVED, "served",
            DocumentKind.RECEIVED, "received by legal", DocumentKind.SENT, "sent to the IRO");

    private final CaseForms forms;
    private final CaseFiles files;
    private final DocumentBook book;
    private final DocumentRows rows;
    private final DocumentTypes types;
    private final DocumentChanges changes;
    private final SubjectDeadlines deadlines;
    private final Settings settings;
    private final RuntimeService runtime;
    private final AsSystem asSystem;

    DocumentSteps(CaseForms forms, CaseFiles files, DocumentBook book, DocumentRows rows, DocumentTypes types,
                  DocumentChanges changes, SubjectDeadlines deadlines, Settings settings, RuntimeService runtime,
                  AsSystem asSystem) {
        this.forms = forms;
        this.files = files;
        this.book = book;
        this.rows = rows;
        this.types = types;
        this.changes = changes;
        this.deadlines = deadlines;
        this.settings = settings;
        this.runtime = runtime;
        this.asSystem = asSystem;
    }

    /** Writes what the screen says to every child's own file; siblings get an instance of their own. */
    void record(DelegateExecution execution) {
        List<CaseFile> children = forms.childrenOfPool(execution);
        Map<String, DocumentType> known = types.of(execution.getTenantId());
        BundleForm form = BundleForm.read(forms, known, execution);
        changes.atWork(execution.getProcessInstanceId());
        CaseFile own = children.get(0);
        forms.each(children, child -> {
            List<String> added = record(child, form, known);
            if (child.reference().equals(own.reference())) {
                execution.setVariable(SUBJECTS, String.join(",", added));
            } else if (!added.isEmpty()) {
                start(child, added);
            }
        });
    }

    void start(CaseFile child, Collection<String> subjects) {
        asSystem.call(() -> runtime.createProcessInstanceByKey(PROCESS).processDefinitionTenantId(child.authority())
                .businessKey(child.reference()).setVariable(SUBJECTS, String.join(",", subjects))
                .startBeforeActivity(FIRST_STEP).execute());
    }

    /** @return subjects of what was not on file, or on file with nobody to send it */
    private List<String> record(CaseFile child, BundleForm form, Map<String, DocumentType> known) {
        List<String> added = new ArrayList<>();
        List<TimelineRecord.Entry> entries = new ArrayList<>();
        for (BundleForm.Entry entry : form.entries()) {
            Optional<CourtDocument> before = onFile(child, entry);
            String subject = before.map(CourtDocument::subject).orElseGet(() -> add(child, entry, form, added));
            before.ifPresent(document -> {
                rows.update(child.reference(), subject, form.held(), entry.relevant() ? null : form.solicitor(),
                        entry.relevant() ? null : form.reason());
                if (document.is(State.TO_BE_SENT) && !isLookedAfter(document)) {
                    added.add(subject);
                }
            });
            entry.dates().byKind().forEach((kind, day) -> {
                boolean stands = files.event(child.reference(), kind, subject).map(CaseEvent::value)
                        .filter(When.on(day)::equals).isPresent();
                boolean sent = kind.equals(DocumentKind.SENT);
                if (!stands && (entry.relevant() || !sent)) {
                    forms.event(child, kind, subject, day, entry.fields().get(kind));
                }
            });
            if (!entry.relevant()) {
                forms.event(child, DocumentKind.NOT_RELEVANT, subject, forms.today(), "notRelevant");
            }
            if (files.event(child.reference(), DocumentKind.NONE, entry.type()).map(CaseEvent::value).isPresent()) {
                forms.event(child, DocumentKind.NONE, entry.type(), null, "documents");
            }
            entries.add(new TimelineRecord.Entry(subject, DocumentTypes.get(known, entry.type()).label()
                    + (entry.title() == null ? "" : ": " + entry.title()), inWords(entry, form)));
        }
        for (String type : form.noneOf()) {
            none(child, known.get(type), entries);
        }
        add(entries, "heldBy", "Held by", form.held());
        add(entries, "solicitor", "Solicitor", form.solicitor());
        entries.addAll(form.rest());
        int count = form.entries().size();
        forms.record(child, "court-documents", count == 0 ? "Court documents: there are none of a kind."
                : count == 1 ? "Court document recorded." : count + " court documents recorded.", entries);
        return added;
    }

    /** It is not where its sending was recorded and taken back after the instance had ended. */
    private boolean isLookedAfter(CourtDocument document) {
        return document.processInstanceId() != null && asSystem.call(() -> runtime.createProcessInstanceQuery()
                .processInstanceId(document.processInstanceId()).count() > 0);
    }

    /** What is waited for comes before what has gone; the same sent on the same day is the same. */
    private Optional<CourtDocument> onFile(CaseFile child, BundleForm.Entry entry) {
        List<CourtDocument> same = book.ofCase(child.authority(), child.reference()).stream()
                .filter(document -> document.type().equals(entry.type())
                        && BundleForm.titleKey(document.title()).equals(BundleForm.titleKey(entry.title())))
                .toList();
        return same.stream().filter(document -> document.is(State.TO_BE_SENT) || document.is(State.NOT_RELEVANT)).findFirst()
                .or(() -> same.stream().filter(document -> document.is(State.SENT)
                        && document.sent().equals(entry.dates().sent())).findFirst());
    }

    private String add(CaseFile child, BundleForm.Entry entry, BundleForm form, List<String> added) {
        String subject = entry.type() + "/" + (book.numberOf(child.reference(), entry.type()) + 1);
        rows.insert(new DocumentRows.Row(child.reference(), subject, entry.type(), entry.title(), form.held(),
                form.solicitor(), entry.relevant() ? null : form.reason(), null), forms.by());
        forms.event(child, DocumentKind.RECORDED, subject, forms.today(), "documents");
        added.add(subject);
        return subject;
    }

    private void none(CaseFile child, DocumentType type, List<TimelineRecord.Entry> entries) {
        boolean there = book.ofCase(child.authority(), child.reference()).stream()
                .anyMatch(document -> document.type().equals(type.id()) && !document.is(State.NONE));
        if (there) {
            throw new RefusedException("noneOf", "“" + type.label() + "” is on file already. If that was entered in error, mark "
                    + "it so first.");
        }
        if (files.event(child.reference(), DocumentKind.NONE, type.id()).map(CaseEvent::value).isEmpty()) {
            forms.event(child, DocumentKind.NONE, type.id(), forms.today(), "noneOf");
        }
        entries.add(new TimelineRecord.Entry(type.id(), type.label(), "There is none"));
    }

    private static String inWords(BundleForm.Entry entry, BundleForm form) {
        List<String> parts = new ArrayList<>();
        entry.dates().byKind().forEach((kind, day) -> {
            if (entry.relevant() || !kind.equals(DocumentKind.SENT)) {
                parts.add(WORDS.get(kind) + " " + London.day(day));
            }
        });
        if (!entry.relevant()) {
            parts.add("held not relevant by " + form.solicitor() + ": " + form.reason());
        }
        return parts.isEmpty() ? "No date known yet" : String.join(", ", parts);
    }

    /** Takes charge of the documents the instance was started for, and enters what is due when. */
    void look(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        Object given = execution.getVariable(SUBJECTS);
        List<String> subjects = given == null ? List.of() : Arrays.stream(given.toString().split(","))
                .filter(subject -> !subject.isBlank()).toList();
        execution.removeVariable(SUBJECTS);
        if (!subjects.isEmpty()) {
            rows.lookedAfterBy(execution.getProcessInstanceId(), file.reference(), subjects);
        }
        Map<String, DocumentType> known = types.of(file.authority());
        for (CourtDocument document : bundle(execution)) {
            if (document.is(State.TO_BE_SENT) || document.is(State.SENT)) {
                List<String> rules = document.asked() == null ? DocumentTypes.get(known, document.type()).rules() : AGAIN;
                rules.forEach(rule -> deadlines.enter(rule, document.subject(), execution));
            }
        }
        align(execution, false);
    }

    /** Whether something of what the instance looks after has still to be sent. */
    boolean open(DelegateExecution execution) {
        return bundle(execution).stream().anyMatch(document -> document.is(State.TO_BE_SENT));
    }

    /** What the task's form says: sent on one day, but for what is marked. */
    void sent(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        changes.atWork(execution.getProcessInstanceId());
        LocalDate day = forms.day("documentsSentOn", "Sent on", execution);
        List<String> later = forms.ticked("notSentYet", execution);
        List<String> notRelevant = forms.ticked("foundNotRelevant", execution);
        List<String> none = forms.ticked("foundNone", execution);
        String solicitor = forms.text("relevanceSolicitor", "The solicitor's name", 255, execution);
        String reason = forms.text("notSentReason", "The reason", 4000, execution);
        List<TimelineRecord.Entry> rest = forms.rest(execution);
        List<CourtDocument> open = bundle(execution).stream().filter(document -> document.is(State.TO_BE_SENT)).toList();
        List<CourtDocument> going = open.stream().filter(document -> !later.contains(document.subject())
                && !notRelevant.contains(document.subject()) && !none.contains(document.subject())).toList();
        check(file, open, going, day, later, notRelevant, none, solicitor, reason);
        forms.each(List.of(file), child -> {
            List<TimelineRecord.Entry> entries = new ArrayList<>();
            for (CourtDocument document : open) {
                String subject = document.subject();
                String words = "not sent yet";
                if (going.contains(document)) {
                    forms.event(child, DocumentKind.SENT, subject, day, "documentsSentOn");
                    words = "sent to the IRO " + London.day(day);
                } else if (notRelevant.contains(subject)) {
                    rows.update(child.reference(), subject, null, solicitor, reason);
                    forms.event(child, DocumentKind.NOT_RELEVANT, subject, forms.today(), "foundNotRelevant");
                    words = "held not relevant by " + solicitor + ": " + reason;
                } else if (none.contains(subject)) {
                    rows.update(child.reference(), subject, null, null, reason);
                    forms.event(child, DocumentKind.NONE, subject, forms.today(), "foundNone");
                    words = "there is none: " + reason;
                }
                add(entries, subject, document.inWords(), words);
            }
            entries.addAll(rest);
            forms.record(child, "court-documents", going.isEmpty() ? "Court documents looked through."
                    : going.size() == 1 ? "Court document sent to the IRO." : going.size() + " court documents sent to the IRO.",
                    entries);
        });
        // The next task asks for its date itself; a timer that comes too early finds nothing and is set again.
        align(execution, false);
    }

    private void check(CaseFile file, List<CourtDocument> open, List<CourtDocument> going, LocalDate day, List<String> later,
                       List<String> notRelevant, List<String> none, String solicitor, String reason) {
        if (!going.isEmpty() && day == null) {
            throw new RefusedException("documentsSentOn", "The day the documents were sent is missing. Enter it as dd/mm/yyyy, "
                    + "or tick what has not been sent.");
        }
        if (going.isEmpty() && day != null) {
            throw new RefusedException("documentsSentOn", "Nothing is left that could have been sent that day. Take the day out, "
                    + "or the ticks at what was sent.");
        }
        if (going.isEmpty() && notRelevant.isEmpty() && none.isEmpty() && !open.isEmpty()) {
            throw new RefusedException("notSentYet", "Everything is ticked as not sent yet, so there is nothing to record. "
                    + "Leave the task open until something has been sent.");
        }
        forms.happened(file, "documentsSentOn", "This date", day);
        Map<String, DocumentType> known = types.of(file.authority());
        for (CourtDocument document : open) {
            long marks = List.of(later, notRelevant, none).stream().filter(ticks -> ticks.contains(document.subject())).count();
            if (marks > 1) {
                throw new RefusedException("foundNotRelevant", "“" + document.label() + "” is ticked in two places. "
                        + "Tick it in one.");
            }
            if (notRelevant.contains(document.subject()) && !DocumentTypes.get(known, document.type()).relevance()) {
                throw new RefusedException("foundNotRelevant", "“" + document.label() + "” always goes to the IRO: its relevance "
                        + "is not the solicitor's to decide. Take it out there.");
            }
        }
        if (!notRelevant.isEmpty() && solicitor == null) {
            throw new RefusedException("relevanceSolicitor", "It is not said which solicitor holds a document not relevant. "
                    + "Enter the solicitor's name.");
        }
        if ((!notRelevant.isEmpty() || !none.isEmpty()) && reason == null) {
            throw new RefusedException("notSentReason", "The reason is missing why something is not relevant or does not exist. "
                    + "Say it in a sentence.");
        }
    }

    /** Brings deadlines, form and timers in line with what has been recorded elsewhere. */
    void settle(DelegateExecution execution) {
        forms.locked(execution);
        changes.atWork(execution.getProcessInstanceId());
        align(execution, true);
    }

    private void align(DelegateExecution execution, boolean running) {
        Map<String, CourtDocument> standing = bundle(execution).stream()
                .collect(Collectors.toMap(CourtDocument::subject, Function.identity(), (one, two) -> one, LinkedHashMap::new));
        for (String subject : rows.subjects(execution.getProcessInstanceId())) {
            CourtDocument document = standing.get(subject);
            if (document == null) {
                deadlines.close(subject, "Entered in error", execution);
            } else if (document.is(State.SENT)) {
                deadlines.done(subject, When.on(document.sent()).instant(), execution);
            } else if (document.is(State.NOT_RELEVANT)) {
                deadlines.close(subject, "Held not relevant", execution);
            } else if (document.is(State.NONE)) {
                deadlines.close(subject, "There is none", execution);
            }
        }
        prefill(execution, standing.values());
        if (running) {
            deadlines.refresh(execution);
        }
    }

    /** What the form offers: rows of the table and numbers, nothing anybody typed. */
    private void prefill(DelegateExecution execution, Collection<CourtDocument> documents) {
        Map<String, DocumentType> known = types.of(execution.getTenantId());
        List<CourtDocument> open = documents.stream().filter(document -> document.is(State.TO_BE_SENT)).toList();
        List<Map<String, String>> choices = open.stream()
                .map(document -> Map.of("value", document.subject(), "label", label(document))).toList();
        execution.setVariable(OPEN_DOCUMENTS, SpinValues.jsonValue(Spin.JSON(choices)).create());
        execution.setVariable(SEND_TO, open.stream()
                .flatMap(document -> DocumentTypes.get(known, document.type()).to().stream())
                .map(to -> inWords(to, execution.getTenantId()))
                .distinct().collect(Collectors.joining(" and ")));
    }

    /** A title may hold a name, so number and date stand for it. */
    private static String label(CourtDocument document) {
        if (document.title() == null) {
            return document.label();
        }
        String number = document.subject().substring(document.subject().lastIndexOf('/') + 1);
        String date = document.received() != null ? ", received " + London.day(document.received())
                : document.served() != null ? ", served " + London.day(document.served())
                : document.filed() != null ? ", filed " + London.day(document.filed()) : "";
        return document.label() + " (number " + number + date + ")";
    }

    private String inWords(String to, String authority) {
        return to.startsWith(Settings.MAILBOX)
                ? settings.find(authority, to.substring(Settings.MAILBOX.length())).orElse("the shared mailbox")
                : "the " + Groups.label(to);
    }

    /** What is due and was not sent: whom to tell, or what to ask for in its place (C-90). */
    void limit(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        Map<String, DocumentType> known = types.of(file.authority());
        boolean asked = execution.hasVariable(INSTEAD);
        Map<String, DocumentType> bySubject = bundle(execution).stream().collect(Collectors.toMap(CourtDocument::subject,
                document -> DocumentTypes.get(known, document.type())));
        Function<String, DocumentType> type = subject -> bySubject.getOrDefault(subject, DocumentTypes.get(known, ""));
        List<String> missed = deadlines.missed(execution, subject -> asked ? type.apply(subject).atLimit()
                : type.apply(subject).instead() + "|" + type.apply(subject).atLimit());
        List<String> overdue = missed.isEmpty() ? deadlines.overdue(execution) : missed;
        String instead = missed.isEmpty() || asked ? "" : type.apply(missed.get(0)).instead();
        boolean ask = !instead.isEmpty();
        if (ask) {
            execution.setVariable(INSTEAD, instead);
            forms.event(file, DocumentKind.OUTCOME_ASKED, "", forms.today(), null);
        }
        execution.setVariable(OUTCOME_ASKED, ask);
        execution.setVariable(NOTICE, ask || overdue.isEmpty() ? "" : type.apply(overdue.get(0)).atLimit());
    }

    private List<CourtDocument> bundle(DelegateExecution execution) {
        return book.ofInstance(execution.getTenantId(), execution.getProcessBusinessKey(), execution.getProcessInstanceId());
    }

    private static void add(List<TimelineRecord.Entry> entries, String key, String label, String text) {
        if (text != null) {
            entries.add(new TimelineRecord.Entry(key, label, text));
        }
    }
}
