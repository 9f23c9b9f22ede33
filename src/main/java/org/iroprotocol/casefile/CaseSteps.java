package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opening cases and recording facts about them, from what was typed into forms. */
@Service
@Transactional
class CaseSteps implements Opening {

    private static final String REFERENCES = "caseReferences";
    private static final String PROCEEDINGS = "proceedings";
    private static final String NOT_KNOWN = "not known";
    private static final int REASON_LENGTH = 4000;

    private final CaseFiles files;
    private final ChildFacts facts;
    private final ModelCase cases;
    private final RecordSteps records;
    private final CaseRows rows;
    private final EngineUser user;
    private final RuntimeService runtime;

    CaseSteps(CaseFiles files, ChildFacts facts, ModelCase cases, RecordSteps records, CaseRows rows, EngineUser user,
              RuntimeService runtime) {
        this.files = files;
        this.facts = facts;
        this.cases = cases;
        this.records = records;
        this.rows = rows;
        this.user = user;
        this.runtime = runtime;
    }

    void open(DelegateExecution execution) {
        OpeningForm form = OpeningForm.take(execution);
        // A field an authority has added to the form belongs on file too.
        List<TimelineRecord.Entry> entries = openingEntries(form, execution);
        entries.addAll(records.entries(records.take(execution), execution));
        String by = user.id();
        String authority = execution.getTenantId();
        ArrayList<String> references = new ArrayList<>();
        references.add(child(form, entries, authority, execution, by));
        for (OpeningForm.Child sibling : form.siblings()) {
            references.add(OpeningForm.inRow(references.size(), () -> {
                String reference = opened(authority, sibling, by);
                begin(form, entries, authority, reference, by);
                return reference;
            }));
        }
        if (references.size() > 1) {
            files.linkSiblings(references);
        }
        execution.setVariable(REFERENCES, Variables.objectValue(references, true).create());
    }

    private String child(OpeningForm form, List<TimelineRecord.Entry> entries, String authority,
                         DelegateExecution execution, String by) {
        String reference = form.caseReference() == null
                ? opened(authority, form.child(), by)
                : cases.of(form.caseReference(), execution).reference();
        begin(form, entries, authority, reference, by);
        if (form.lookedAfterSince() != null) {
            files.recordEvent(reference, EventKind.LOOKED_AFTER_SINCE, "", When.on(form.lookedAfterSince()), by, null);
            facts.recordLookedAfter(reference, "looked-after", form.child().legalStatus(), form.lookedAfterSince(), by);
        }
        return reference;
    }

    private String opened(String authority, OpeningForm.Child child, String by) {
        return files.open(new CaseFiles.NewChild(authority, child.name(), child.dateOfBirth(), child.personNumber(),
                child.legalStatus(), child.restricted()), by).reference();
    }

    /** Proceedings, dates and people of one child. */
    private void begin(OpeningForm form, List<TimelineRecord.Entry> entries, String authority, String reference,
                       String by) {
        files.openProceedings(reference, form.applicationType(), form.court(), form.courtNumber(), form.issuedOn(), by);
        event(reference, EventKind.FIRST_HEARING, form.firstHearingAt(), "firstHearingAt", by);
        event(reference, EventKind.CMH, form.cmhAt(), "cmhAt", by);
        event(reference, EventKind.CAFCASS_ALLOCATED, on(form.cafcassAllocatedOn()), "cafcassAllocatedOn", by);
        if (!form.people().containsKey(Groups.IRO)) {
            event(reference, EventKind.IRO_ALLOCATED, on(form.iroAllocatedOn()), "iroAllocatedOn", by);
        }
        form.people().forEach((role, contact) -> person(form, role, contact, authority, reference, by));
        files.addRecord(reference, "proceedings-opened", "Proceedings opened.", entries,
                When.at(rows.clock().instant()), by);
    }

    /** A refusal names the field of this form. */
    private void person(OpeningForm form, String role, OpeningForm.Contact contact, String authority, String reference,
                        String by) {
        LocalDate from = form.from(role);
        try {
            files.recordPerson(reference, new CaseFiles.NewPerson(role, contact.name(), contact.email(),
                    contact.phone(), user.withAddress(authority, role, contact.email()),
                    from == null ? rows.today() : from), by);
        } catch (RefusedException e) {
            throw new RefusedException(OpeningForm.field(role, e.field()), Groups.label(role) + ": " + e.getMessage());
        }
    }

    private List<TimelineRecord.Entry> openingEntries(OpeningForm form, DelegateExecution execution) {
        List<TimelineRecord.Entry> entries = new ArrayList<>();
        entry(entries, "applicationType", "Application",
                records.choice("applicationType", form.applicationType(), execution));
        entry(entries, "court", "Court", form.court());
        entry(entries, "courtNumber", "Court number", form.courtNumber());
        entry(entries, "issuedOn", "Issued on", words(on(form.issuedOn())));
        entry(entries, "firstHearingAt", "First hearing", words(form.firstHearingAt()));
        entry(entries, "cmhAt", "Case management hearing", words(form.cmhAt()));
        entry(entries, "note", "Note", form.note());
        return entries;
    }

    private void event(String reference, String kind, When value, String field, String by) {
        if (value == null) {
            return;
        }
        try {
            files.recordEvent(reference, kind, "", value, by, null);
        } catch (RefusedException e) {
            throw new RefusedException(field, e.getMessage());
        }
    }

    void startProceedings(String caseReference, DelegateExecution execution) {
        start(cases.of(caseReference, execution));
    }

    @Override
    public Optional<String> account(String authority, String role, String email) {
        return Optional.ofNullable(user.withAddress(authority, role, email));
    }

    @Override
    public void startProceedings(String caseReference) {
        Row.CaseFile file = rows.get(caseReference);
        user.asSystem(() -> {
            start(file);
            return null;
        });
    }

    private void start(Row.CaseFile file) {
        rows.somethingMayWait(file.reference());
        runtime.createProcessInstanceByKey(PROCEEDINGS)
                .processDefinitionTenantId(file.authority())
                .businessKey(file.reference())
                .execute();
    }

    void recordPerson(DelegateExecution execution) {
        Row.CaseFile file = cases.locked(execution);
        String role = Typed.text(Typed.take("role", execution));
        String email = Typed.text(Typed.take("personEmail", execution));
        CaseFiles.NewPerson person = new CaseFiles.NewPerson(role,
                Typed.text(Typed.take("personName", execution)), email,
                Typed.text(Typed.take("personPhone", execution)),
                role == null ? null : user.withAddress(file.authority(), role, email),
                Typed.date("personFrom", "The first day in the role", Typed.take("personFrom", execution)));
        String reason = reason(execution);
        String by = user.id();
        Optional<Person> before = role == null ? Optional.empty() : files.holder(file.reference(), role);
        Person now = files.recordPerson(file.reference(), person, by);
        List<TimelineRecord.Entry> entries = new ArrayList<>();
        entry(entries, "role", "Role", Groups.label(role));
        entry(entries, "before", "Before", before.map(Person::name).orElse("Nobody recorded"));
        entry(entries, "personName", "Now", now.name());
        entry(entries, "personEmail", "E-mail", now.email());
        entry(entries, "personPhone", "Telephone", now.phone());
        entry(entries, "personFrom", "From", London.day(now.from()));
        entry(entries, "reason", "Reason", reason);
        entries.addAll(records.entries(records.take(execution), execution));
        files.addRecord(file.reference(), "person-recorded", Groups.label(role) + " recorded.", entries,
                When.at(rows.clock().instant()), by);
    }

    void recordDate(DelegateExecution execution) {
        Row.CaseFile file = cases.locked(execution);
        String kind = Typed.text(Typed.take("eventKind", execution));
        LocalDate day = Typed.date("eventDate", "The date", Typed.take("eventDate", execution));
        LocalTime time = Typed.time("eventTime", "The time", Typed.take("eventTime", execution));
        boolean notKnown = Typed.yes(Typed.take("notKnown", execution));
        String reason = reason(execution);
        String by = user.id();
        if (kind == null) {
            throw new RefusedException("eventKind", "It is not said which date this is. Choose it from the list.");
        }
        if (notKnown == (day != null)) {
            throw new RefusedException("eventDate", "Enter the date, or tick that it is no longer known; not both.");
        }
        Optional<CaseEvent> before = files.event(file.reference(), kind, "");
        When value = day == null ? null : new When(day, time);
        files.recordEvent(file.reference(), kind, "", value, by, null);
        List<TimelineRecord.Entry> entries = new ArrayList<>();
        entry(entries, "eventKind", "Date of", Checks.words(kind));
        entry(entries, "before", "Before",
                before.map(event -> event.value() == null ? NOT_KNOWN : words(event.value())).orElse("not recorded"));
        entry(entries, "now", "Now", value == null ? NOT_KNOWN : words(value));
        entry(entries, "reason", "Reason", reason);
        entries.addAll(records.entries(records.take(execution), execution));
        files.addRecord(file.reference(), "date-recorded", "Date recorded: " + Checks.words(kind) + ".", entries,
                When.at(rows.clock().instant()), by);
    }

    private static String reason(DelegateExecution execution) {
        return Checks.text("reason", "The reason", Typed.text(Typed.take("reason", execution)), REASON_LENGTH);
    }

    private static void entry(List<TimelineRecord.Entry> entries, String key, String label, String text) {
        if (text != null) {
            entries.add(new TimelineRecord.Entry(key, label, text));
        }
    }

    private static String words(When when) {
        return when == null ? null : London.text(when);
    }

    private static When on(LocalDate day) {
        return day == null ? null : When.on(day);
    }
}
