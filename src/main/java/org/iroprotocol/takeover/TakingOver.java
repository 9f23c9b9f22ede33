package org.iroprotocol.takeover;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.ApplicationTypes;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.ChildFacts;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.casefile.Opening;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.deadline.PastDuties;
import org.springframework.stereotype.Component;

/**
 * Takes over one child's case, in the caller's transaction. What is refused is noted at the row's column and the rest tried
 * all the same, so that people learn of everything at once; the caller takes a row with problems back.
 */
@Component
class TakingOver {

    /** Said wherever a duty lies before this system's time and the file does not say that it was done. */
    static final String NOT_KNOWN = "Taken over from earlier records; not known to this system.";

    private static final String IRO_NOTICE = "iro-notice";
    private static final String GUARDIAN_DETAILS = "guardian-details";
    private static final String CONTACT_BEFORE_CMH = "contact-before-cmh";

    private final CaseFiles files;
    private final ChildFacts facts;
    private final Opening opening;
    private final DeadlineRegister register;
    private final PastDuties duties;
    private final Ledger ledger;
    private final ApplicationTypes types;
    private final Clock clock;

    TakingOver(CaseFiles files, ChildFacts facts, Opening opening, DeadlineRegister register, PastDuties duties,
               Ledger ledger, ApplicationTypes types, Clock clock) {
        this.files = files;
        this.facts = facts;
        this.opening = opening;
        this.register = register;
        this.duties = duties;
        this.ledger = ledger;
        this.types = types;
        this.clock = clock;
    }

    /** What a case waits for after the import, and what of it was taken as past. */
    record Standing(List<ImportReport.Open> open, List<String> past) {
    }

    /**
     * The child's file with everything the row says.
     *
     * @param application the type of application in words
     * @return the reference; empty when no file could be opened
     */
    Optional<String> file(Entry entry, String authority, String application, String by) {
        Optional<CaseFile> opened = step(entry, Map.of("childName", Column.CHILD_NAME, "dateOfBirth", Column.DATE_OF_BIRTH,
                "personNumber", Column.PERSON_NUMBER, "legalStatus", Column.LEGAL_STATUS), null, () ->
                files.open(new CaseFiles.NewChild(authority, entry.childName, entry.dateOfBirth, entry.personNumber,
                        entry.legalStatus, entry.restricted), by));
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        String reference = opened.get().reference();
        step(entry, Map.of("issuedOn", Column.ISSUED_ON, "court", Column.COURT, "courtNumber", Column.COURT_NUMBER,
                "applicationType", Column.APPLICATION_TYPE), Column.ISSUED_ON, () ->
                files.openProceedings(reference, entry.applicationType, entry.text(Column.COURT),
                        entry.text(Column.COURT_NUMBER), entry.issuedOn, by));
        for (Entry.Hearing hearing : entry.hearings) {
            if (!types.hearings(authority, entry.applicationType).contains(hearing.kind())) {
                entry.problem(hearing.column(), "This application has no such hearing. Check the application or leave the "
                        + "cell empty.");
            }
        }
        entry.hearings.forEach(hearing -> event(entry, reference, hearing.kind(), "", hearing.at(), hearing.column(), by));
        if (entry.cafcassAllocatedOn != null) {
            event(entry, reference, EventKind.CAFCASS_ALLOCATED, "", When.on(entry.cafcassAllocatedOn),
                    Column.CAFCASS_ALLOCATED_ON, by);
        }
        lookedAfter(entry, reference, by);
        entry.people.forEach(person -> person(entry, authority, reference, person, by));
        step(entry, Map.of(), null, () -> files.addRecord(reference, "taken-over", "Case taken over from earlier records.",
                entries(entry, application), When.at(clock.instant()), by));
        return Optional.of(reference);
    }

    /**
     * Duties already done and those taken as past, the process of the proceedings, and what it then waits for. To be called
     * when brothers and sisters are linked.
     */
    Standing start(Entry entry, String authority, String reference, String by) {
        List<String> past = new ArrayList<>(done(entry, authority, reference, by));
        opening.startProceedings(reference);
        duties.close(reference, NOT_KNOWN).forEach(duty -> past.add(past(duty)));
        if (!ledger.ofCase(reference).isEmpty()) {
            entry.problem(null, "Opening this case would write a letter at once, and an import sends nothing. "
                    + "Fill in when the IRO's details were sent on and the guardian's received, or open this case by its form.");
        }
        return new Standing(register.ofCase(reference).stream().filter(TakingOver::waits)
                .map(deadline -> new ImportReport.Open(deadline.rule().label(),
                        deadline.due() == null ? null : London.day(deadline.due()))).toList(), past);
    }

    private List<String> done(Entry entry, String authority, String reference, String by) {
        List<String> past = new ArrayList<>();
        if (entry.names(Groups.IRO)) {
            if (entry.iroDetailsSentOn != null) {
                note(entry, reference, IRO_NOTICE, "IRO's details sent on, before this case came into the system.",
                        entry.iroDetailsSentOn, Column.IRO_DETAILS_SENT_ON, by);
            } else {
                pastDuty(authority, reference, IRO_NOTICE).ifPresent(duty -> {
                    note(entry, reference, IRO_NOTICE, duty.label() + ": " + NOT_KNOWN, null, null, by);
                    past.add(past(duty));
                });
            }
        }
        if (entry.names(Groups.CHILDRENS_GUARDIAN)) {
            boolean dated = entry.guardianDetailsReceivedOn != null;
            note(entry, reference, GUARDIAN_DETAILS, dated
                            ? "Guardian's details received, before this case came into the system."
                            : "Guardian's details received, the day is not known to this system.",
                    entry.guardianDetailsReceivedOn, Column.GUARDIAN_DETAILS_RECEIVED_ON, by);
        }
        if (entry.lastDiscussionOn != null) {
            event(entry, reference, EventKind.DISCUSSION_HELD, UUID.randomUUID().toString(), When.on(entry.lastDiscussionOn),
                    Column.LAST_DISCUSSION_ON, by);
            note(entry, reference, "discussion", "Last discussion of guardian and IRO before this case came into the system.",
                    entry.lastDiscussionOn, Column.LAST_DISCUSSION_ON, by);
        }
        boolean discussed = entry.lastDiscussionOn != null && !entry.lastDiscussionOn.isBefore(entry.issuedOn);
        if (!discussed && types.hearings(authority, entry.applicationType).contains(EventKind.CMH)) {
            pastDuty(authority, reference, CONTACT_BEFORE_CMH).ifPresent(duty -> {
                notKnown(entry, reference, EventKind.DISCUSSION_HELD, by);
                note(entry, reference, "taken-over-duty", duty.label() + ": " + NOT_KNOWN, null, null, by);
                past.add(past(duty));
            });
        }
        return past;
    }

    /** No fact is made up: it is said that nothing is known, so that nobody is asked for it. */
    private void notKnown(Entry entry, String reference, String kind, String by) {
        event(entry, reference, EventKind.TAKEN_OVER, kind, When.on(LocalDate.ofInstant(clock.instant(), London.ZONE)), null,
                by);
    }

    /** An authority without that rule has no such duty. */
    private Optional<PastDuties.Duty> pastDuty(String authority, String reference, String rule) {
        Instant now = clock.instant();
        try {
            return Optional.of(duties.duty(authority, reference, rule)).filter(duty -> duty.before(now));
        } catch (IllegalArgumentException noSuchRule) {
            return Optional.empty();
        }
    }

    private void lookedAfter(Entry entry, String reference, String by) {
        Map<String, Column> columns = Map.of("from", Column.LOOKED_AFTER_SINCE, "legalStatus", Column.LEGAL_STATUS);
        if (entry.lookedAfterSince != null) {
            event(entry, reference, EventKind.LOOKED_AFTER_SINCE, "", When.on(entry.lookedAfterSince),
                    Column.LOOKED_AFTER_SINCE, by);
            step(entry, columns, Column.LOOKED_AFTER_SINCE, () -> {
                facts.recordLookedAfter(reference, ChildFacts.LOOKED_AFTER, entry.legalStatus, entry.lookedAfterSince, by);
                return reference;
            });
        } else if (ChildFacts.NOT_LOOKED_AFTER.equals(entry.legalStatus)) {
            step(entry, columns, Column.LEGAL_STATUS, () -> {
                facts.recordLookedAfter(reference, ChildFacts.NOT_LOOKED_AFTER, entry.legalStatus, entry.issuedOn, by);
                return reference;
            });
        }
    }

    private void person(Entry entry, String authority, String reference, Entry.Holder person, String by) {
        Map<String, Column> columns = person.phoneColumn() == null
                ? Map.of("personName", person.nameColumn(), "personEmail", person.emailColumn(), "personFrom",
                person.fromColumn())
                : Map.of("personName", person.nameColumn(), "personEmail", person.emailColumn(), "personFrom",
                person.fromColumn(), "personPhone", person.phoneColumn());
        step(entry, columns, person.emailColumn(), () -> files.recordPerson(reference, new CaseFiles.NewPerson(person.role(),
                person.name(), person.email(), person.phone(),
                opening.account(authority, person.role(), person.email()).orElse(null), person.from()), by));
    }

    private void event(Entry entry, String reference, String kind, String subject, When value, Column column, String by) {
        step(entry, Map.of(), column, () -> files.recordEvent(reference, kind, subject, value, by, null));
    }

    /** @param day null: now */
    private void note(Entry entry, String reference, String kind, String words, LocalDate day, Column column, String by) {
        step(entry, Map.of(), column, () -> files.addRecord(reference, kind, words, List.of(),
                day == null ? When.at(clock.instant()) : When.on(day), by));
    }

    private static <T> Optional<T> step(Entry entry, Map<String, Column> columns, Column other, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (RefusedException e) {
            entry.problem(e.field() == null ? other : columns.getOrDefault(e.field(), other), e.getMessage());
            return Optional.empty();
        }
    }

    private static List<TimelineRecord.Entry> entries(Entry entry, String application) {
        List<TimelineRecord.Entry> entries = new ArrayList<>();
        add(entries, "applicationType", "Application", application);
        add(entries, "court", "Court", entry.text(Column.COURT));
        add(entries, "courtNumber", "Court number", entry.text(Column.COURT_NUMBER));
        add(entries, "issuedOn", "Issued on", London.day(entry.issuedOn));
        entry.hearings.forEach(hearing ->
                add(entries, hearing.kind(), hearing.column().heading(), London.text(hearing.at())));
        return entries;
    }

    private static void add(List<TimelineRecord.Entry> entries, String key, String label, String text) {
        if (text != null) {
            entries.add(new TimelineRecord.Entry(key, label, text));
        }
    }

    private static boolean waits(Deadline deadline) {
        return deadline.state() == Deadline.State.OPEN || deadline.state() == Deadline.State.WAITING
                || deadline.state() == Deadline.State.MISSED;
    }

    private static String past(PastDuties.Duty duty) {
        return duty.label() + " (" + London.day(duty.due()) + ")";
    }
}
