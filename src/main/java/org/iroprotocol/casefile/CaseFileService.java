package org.iroprotocol.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.When;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The case files as kept in the database, in one transaction with the engine. */
@Service
@Transactional
class CaseFileService implements CaseFiles {

    private static final int NUMBER_LENGTH = 64;
    private static final int SUMMARY_LENGTH = 1000;
    private static final int REASON_LENGTH = 4000;
    private static final int ADULT_AT = 18;
    private static final int PROPOSALS = 20;
    private static final Set<String> OF_ONE_SET_OF_PROCEEDINGS = Set.of(EventKind.PROCEEDINGS_ENDED,
            EventKind.CAFCASS_ALLOCATED, EventKind.FIRST_HEARING, EventKind.CMH, EventKind.IRH, EventKind.FINAL_HEARING,
            EventKind.PLAN_CHANGED, EventKind.DOCUMENTS_CONFIRMED, EventKind.GUARDIAN_FINAL_PLAN,
            EventKind.GUARDIAN_FINAL_DISCUSSION, EventKind.GUARDIAN_HANDOVER, EventKind.LETTER_TO_CHILD,
            EventKind.CLOSING_MEETING_REQUIRED, EventKind.CLOSING_MEETING, EventKind.CLOSING_MEETING_HELD,
            EventKind.GUARDIAN_WORK_ENDED);
    private static final TypeReference<List<TimelineRecord.Entry>> ENTRIES = new TypeReference<>() {
    };

    private final CaseFileRepository cases;
    private final ProceedingsRepository proceedings;
    private final PersonRepository people;
    private final TimelineRepository timeline;
    private final ViewLogRepository views;
    private final EventBook events;
    private final RoleBook roles;
    private final CaseRows rows;
    private final ReferenceGenerator references;
    private final ApplicationEventPublisher publisher;
    private final ObjectMapper json = new ObjectMapper();

    CaseFileService(CaseFileRepository cases, ProceedingsRepository proceedings, PersonRepository people,
                    TimelineRepository timeline, ViewLogRepository views, EventBook events, RoleBook roles,
                    CaseRows rows, ReferenceGenerator references, ApplicationEventPublisher publisher) {
        this.cases = cases;
        this.proceedings = proceedings;
        this.people = people;
        this.timeline = timeline;
        this.views = views;
        this.events = events;
        this.roles = roles;
        this.rows = rows;
        this.references = references;
        this.publisher = publisher;
    }

    @Override
    public Optional<CaseFile> find(String reference) {
        return reference == null ? Optional.empty() : cases.find(reference).map(Row.CaseFile::toCaseFile);
    }

    @Override
    public CaseFile get(String reference) {
        return rows.get(reference).toCaseFile();
    }

    @Override
    public Optional<CaseFile> findByPersonNumber(String authority, String personNumber) {
        return personNumber == null || personNumber.isBlank() ? Optional.empty()
                : cases.findByPersonNumber(authority, personNumber.strip()).map(Row.CaseFile::toCaseFile);
    }

    @Override
    public List<CaseFile> all(String authority) {
        return cases.all(authority).stream().map(Row.CaseFile::toCaseFile).toList();
    }

    @Override
    public List<String> referencesNaming(String authority, String userId) {
        return userId == null ? List.of() : people.referencesNaming(authority, userId, rows.today());
    }

    @Override
    public List<CaseFile> siblings(String reference) {
        rows.get(reference);
        return cases.siblings(reference).stream().map(Row.CaseFile::toCaseFile).toList();
    }

    @Override
    public List<Proceedings> proceedings(String reference) {
        rows.get(reference);
        return proceedings.of(reference).stream().map(Row.Proceedings::toProceedings).toList();
    }

    @Override
    public List<Person> people(String reference) {
        rows.get(reference);
        return roles.people(reference);
    }

    @Override
    public Optional<Person> holder(String reference, String role) {
        rows.get(reference);
        return roles.holder(reference, role);
    }

    @Override
    public List<String> usersActing(String reference, String role) {
        rows.get(reference);
        return roles.usersActing(reference, role);
    }

    @Override
    public List<Cover> covers(String reference) {
        rows.get(reference);
        return roles.covers(reference);
    }

    @Override
    public List<CaseEvent> events(String reference) {
        rows.get(reference);
        return events.standing(reference);
    }

    @Override
    public Optional<CaseEvent> event(String reference, String kind, String subject) {
        rows.get(reference);
        return events.standing(reference, kind, subject(subject));
    }

    @Override
    public List<CaseEvent> eventHistory(String reference, String kind, String subject) {
        rows.get(reference);
        return events.history(reference, kind, subject(subject));
    }

    @Override
    public List<TimelineRecord> timeline(String reference) {
        rows.get(reference);
        return timeline.of(reference).stream().map(row -> row.toRecord(parse(row.entries()))).toList();
    }

    @Override
    public CaseFile open(NewChild child, String recordedBy) {
        String name = Checks.required("childName", "The child's name", child.childName(), Checks.NAME_LENGTH);
        Checks.dateOfBirth(child.dateOfBirth(), rows.clock());
        String number = Checks.text("personNumber", "The person number", child.personNumber(), NUMBER_LENGTH);
        String status = Checks.text("legalStatus", "The legal status", child.legalStatus(), Checks.NAME_LENGTH);
        refuseSameChild(child.authority(), name, child.dateOfBirth(), number);
        Row.CaseFile file = insert(new Row.CaseFile(newReference(), child.authority(), name, Checks.nameKey(name),
                child.dateOfBirth(), number, status, child.restricted(), null, rows.now(), CaseRows.by(recordedBy),
                null, null));
        rows.insert(new Row.ChildName(UUID.randomUUID(), file.reference(), name, rows.now(), recordedBy));
        rows.openedHere(file.reference());
        return file.toCaseFile();
    }

    @Override
    public void linkSiblings(List<String> references) {
        // Always in the same order, so that two people linking the same children do not wait for each other for ever.
        List<Row.CaseFile> files = new TreeSet<>(references).stream().map(rows::lock).toList();
        if (files.size() < 2) {
            return;
        }
        if (files.stream().map(Row.CaseFile::authority).distinct().count() > 1) {
            throw new RefusedException("siblings", "Only children of the same authority can be linked as siblings.");
        }
        UUID group = files.stream().map(Row.CaseFile::siblingGroup).filter(id -> id != null).findFirst()
                .orElseGet(() -> rows.insert(new Row.SiblingGroup(UUID.randomUUID(), files.get(0).authority(),
                        rows.now(), files.get(0).openedBy())).id());
        for (Row.CaseFile file : files) {
            if (file.siblingGroup() == null) {
                cases.join(file.reference(), group);
            } else if (!file.siblingGroup().equals(group)) {
                cases.mergeGroup(file.siblingGroup(), group);
            }
        }
    }

    @Override
    public Proceedings openProceedings(String reference, String applicationType, String court, String courtNumber,
                                       LocalDate issuedOn, String recordedBy) {
        Row.CaseFile file = rows.lock(reference);
        String type = Checks.required("applicationType", "The type of application", applicationType, NUMBER_LENGTH);
        if (issuedOn == null) {
            throw new RefusedException("issuedOn", "The day of issue is missing. Enter it as dd/mm/yyyy.");
        }
        Checks.happened("issuedOn", "The day of issue", When.on(issuedOn), file.dateOfBirth(), rows.clock());
        if (!issuedOn.isBefore(file.dateOfBirth().plusYears(ADULT_AT))) {
            throw new RefusedException("issuedOn", "On the day of issue the child would have been 18 or older. "
                    + "Check this date and the date of birth.");
        }
        List<Row.Proceedings> earlier = proceedings.of(reference);
        if (earlier.stream().anyMatch(row -> row.endedOn() == null)) {
            throw new RefusedException("caseReference", "Proceedings about this child are already open. "
                    + "Record their end first, or correct them on the case page.");
        }
        if (!earlier.isEmpty()) {
            rows.quietly(reference, () -> beginAfresh(file, issuedOn, recordedBy));
        }
        if (file.closedAt() != null) {
            cases.closed(reference, null);
        }
        Row.Proceedings row = rows.insert(new Row.Proceedings(UUID.randomUUID(), reference, type,
                Checks.text("court", "The court", court, Checks.NAME_LENGTH),
                Checks.text("courtNumber", "The court number", courtNumber, NUMBER_LENGTH), issuedOn, null, null,
                rows.now(), CaseRows.by(recordedBy)));
        events.append(file, EventKind.PROCEEDINGS_ISSUED, "", When.on(issuedOn), recordedBy, null);
        return row.toProceedings();
    }

    @Override
    public void endProceedings(String reference, LocalDate endedOn, String endedHow, String recordedBy) {
        Row.CaseFile file = rows.lock(reference);
        if (endedOn == null) {
            throw new RefusedException("eventDate", "The day the proceedings ended is missing. Enter it as dd/mm/yyyy.");
        }
        Row.Proceedings open = proceedings.of(reference).stream()
                .filter(row -> row.endedOn() == null)
                .findFirst()
                .orElseThrow(() -> new RefusedException("caseReference",
                        "No proceedings are open in this case. To correct the day they ended, record that date again."));
        if (endedHow != null) {
            proceedings.endedHow(open.id(), Checks.text("endedHow", "How the proceedings ended", endedHow, NUMBER_LENGTH));
        }
        events.record(file, EventKind.PROCEEDINGS_ENDED, "", When.on(endedOn), recordedBy, null);
    }

    @Override
    public Person recordPerson(String reference, NewPerson person, String recordedBy) {
        return roles.record(rows.lock(reference), person, recordedBy);
    }

    @Override
    public Cover recordCover(String reference, String role, String coveredUserId, String coveringUserId,
                             LocalDate from, LocalDate until, String recordedBy) {
        return roles.recordCover(rows.lock(reference),
                new Cover(null, reference, role, coveredUserId, coveringUserId, from, until), recordedBy);
    }

    @Override
    public CaseEvent recordEvent(String reference, String kind, String subject, When value, String recordedBy,
                                 String onBehalfOf) {
        return events.record(rows.lock(reference), kind, subject(subject), value, recordedBy, onBehalfOf);
    }

    @Override
    public void enteredInError(String reference, UUID eventOrRecord, String reason, String recordedBy) {
        Row.CaseFile file = rows.lock(reference);
        String why = Checks.required("reason", "The reason", reason, REASON_LENGTH);
        if (events.enteredInError(file, eventOrRecord, why, recordedBy)) {
            return;
        }
        Row.TimelineRecord row = timeline.find(reference, eventOrRecord).orElseThrow(() -> new RefusedException("entry",
                "There is no such entry in this case. Open the case page again and choose the entry there."));
        if (row.errorReason() != null) {
            throw new RefusedException("entry", "This entry is already marked as entered in error.");
        }
        events.enteredInErrorWith(file, row.id(), why, recordedBy);
        timeline.enteredInError(row.id(), why, rows.now(), CaseRows.by(recordedBy));
        publisher.publishEvent(new CaseChange.EnteredInError(reference, row.recordedAt().toInstant()));
    }

    @Override
    public void onFile(String reference, UUID record, String recordedBy) {
        rows.lock(reference);
        Row.TimelineRecord row = timeline.find(reference, record).orElseThrow(() -> new RefusedException("entry",
                "There is no such entry in this case. Open the case page again and choose the entry there."));
        if (row.onFileAt() == null) {
            timeline.onFile(row.id(), rows.now(), CaseRows.by(recordedBy));
        }
    }

    @Override
    public TimelineRecord addRecord(String reference, String kind, String summary, List<TimelineRecord.Entry> entries,
                                    When happened, String recordedBy) {
        Row.CaseFile file = rows.get(reference);
        Checks.happened("happenedOn", "The date it happened", happened, file.dateOfBirth(), rows.clock());
        Row.TimelineRecord row = rows.insert(new Row.TimelineRecord(UUID.randomUUID(), reference, kind,
                Checks.required("summary", "The summary", summary, SUMMARY_LENGTH), write(entries),
                happened.toString(), rows.now(), CaseRows.by(recordedBy), null, null, null));
        OneEntry.record(row.id());
        return row.toRecord(List.copyOf(entries));
    }

    @Override
    public void viewed(String reference, String userId, String what) {
        rows.get(reference);
        rows.insert(new Row.ViewLog(UUID.randomUUID(), reference, CaseRows.by(userId),
                Checks.required("what", "What was opened", what, Checks.NAME_LENGTH), rows.now()));
    }

    @Override
    public List<View> views(String reference) {
        rows.get(reference);
        return views.ofCase(reference).stream().map(Row.ViewLog::toView).toList();
    }

    /** New proceedings have their own hearings, guardian, end and completion: those of the earlier ones no longer count. */
    private void beginAfresh(Row.CaseFile file, LocalDate issuedOn, String by) {
        events.forget(file, OF_ONE_SET_OF_PROCEEDINGS, by);
        roles.vacate(file, Groups.CHILDRENS_GUARDIAN, issuedOn, by);
    }

    private void refuseSameChild(String authority, String name, LocalDate dateOfBirth, String number) {
        if (number != null && cases.findByPersonNumber(authority, number).isPresent()) {
            throw new RefusedException("personNumber", "A child with this person number is already on file. "
                    + "Start again with the reference of that case, or correct the number.");
        }
        if (cases.findByName(authority, dateOfBirth, Checks.nameKey(name)).isPresent()) {
            throw Checks.sameChild();
        }
    }

    /** Two people may open a file for the same child at the same moment; the database lets one through. */
    private Row.CaseFile insert(Row.CaseFile file) {
        try {
            return rows.insert(file);
        } catch (RuntimeException e) {
            throw Checks.isDuplicate(e) ? Checks.sameChild() : e;
        }
    }

    private String newReference() {
        for (int i = 0; i < PROPOSALS; i++) {
            String reference = references.next();
            if (cases.find(reference).isEmpty()) {
                return reference;
            }
        }
        throw new IllegalStateException("no unused case reference came up in " + PROPOSALS + " draws");
    }

    private String write(List<TimelineRecord.Entry> entries) {
        try {
            return json.writeValueAsString(entries);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("timeline entries cannot be written", e);
        }
    }

    private List<TimelineRecord.Entry> parse(String entries) {
        try {
            return json.readValue(entries, ENTRIES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("timeline entries cannot be read", e);
        }
    }

    private static String subject(String subject) {
        return subject == null ? "" : subject;
    }
}
