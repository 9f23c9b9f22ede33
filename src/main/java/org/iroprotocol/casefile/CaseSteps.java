package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opening cases, from what was typed into the form. */
@Service
@Transactional
class CaseSteps {

    private static final String REFERENCES = "caseReferences";

    private final CaseFiles files;
    private final ChildFacts facts;
    private final ModelCase cases;
    private final RecordSteps records;
    private final CaseRows rows;
    private final EngineUser user;
    private final Hearings hearings;
    private final LookedAfterSteps lookedAfter;
    private final ProceedingsSteps proceedings;

    CaseSteps(CaseFiles files, ChildFacts facts, ModelCase cases, RecordSteps records, CaseRows rows, EngineUser user,
              Hearings hearings, LookedAfterSteps lookedAfter, ProceedingsSteps proceedings) {
        this.files = files;
        this.facts = facts;
        this.cases = cases;
        this.records = records;
        this.rows = rows;
        this.user = user;
        this.hearings = hearings;
        this.lookedAfter = lookedAfter;
        this.proceedings = proceedings;
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
        boolean known = form.caseReference() != null;
        String reference = known
                ? cases.of(form.caseReference(), execution).reference()
                : opened(authority, form.child(), by);
        begin(form, entries, authority, reference, by);
        LocalDate since = form.lookedAfterSince();
        if (since != null) {
            event(reference, EventKind.LOOKED_AFTER_SINCE, on(since), "lookedAfterSince", by);
            if (known) {
                lookedAfter.notEnded(cases.of(reference, execution));
            }
            facts.recordLookedAfter(reference, ChildFacts.LOOKED_AFTER, form.child().legalStatus(), since, by);
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
        if (form.firstHearingAt() != null) {
            hearings.check(authority, form.applicationType(), EventKind.FIRST_HEARING, "firstHearingAt");
        }
        if (form.cmhAt() != null) {
            hearings.check(authority, form.applicationType(), EventKind.CMH, "cmhAt");
        }
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
        return new Entries()
                .add("applicationType", "Application", records.choice("applicationType", form.applicationType(), execution))
                .add("court", "Court", form.court())
                .add("courtNumber", "Court number", form.courtNumber())
                .add("issuedOn", "Issued on", Entries.words(on(form.issuedOn())))
                .add("firstHearingAt", "First hearing", Entries.words(form.firstHearingAt()))
                .add("cmhAt", "Case management hearing", Entries.words(form.cmhAt()))
                .add("note", "Note", form.note())
                .list();
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
        proceedings.start(cases.of(caseReference, execution));
    }

    private static When on(LocalDate day) {
        return day == null ? null : When.on(day);
    }
}
