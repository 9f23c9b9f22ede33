package org.iroprotocol.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseAccess;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Cover;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.casefile.UnknownCaseException;

/** Case files in memory, for the web tests alone; what a web test does not need is refused. */
class FakeCaseFiles implements CaseFiles, CaseAccess {

    final Map<String, CaseFile> cases = new LinkedHashMap<>();
    final List<Person> people = new ArrayList<>();
    final List<Cover> covers = new ArrayList<>();
    final List<CaseEvent> events = new ArrayList<>();
    final List<TimelineRecord> records = new ArrayList<>();
    final List<Proceedings> proceedings = new ArrayList<>();
    final List<View> views = new ArrayList<>();
    private final Clock clock;

    FakeCaseFiles(Clock clock) {
        this.clock = clock;
    }

    void clear() {
        cases.clear();
        people.clear();
        covers.clear();
        events.clear();
        records.clear();
        proceedings.clear();
        views.clear();
    }

    @Override
    public boolean mayRead(String userId, Collection<String> groups, Collection<String> tenants, String reference) {
        CaseFile file = cases.get(reference);
        return file != null && tenants.contains(file.authority())
                && (!file.restricted() && groups.stream().anyMatch(Groups.IRO_SERVICE::contains)
                || referencesNaming(file.authority(), userId).contains(reference));
    }

    @Override
    public Optional<CaseFile> find(String reference) {
        return Optional.ofNullable(cases.get(reference));
    }

    @Override
    public CaseFile get(String reference) {
        return find(reference).orElseThrow(UnknownCaseException::new);
    }

    @Override
    public Optional<CaseFile> findByPersonNumber(String authority, String personNumber) {
        return all(authority).stream().filter(file -> personNumber.equals(file.personNumber())).findFirst();
    }

    @Override
    public List<CaseFile> all(String authority) {
        return cases.values().stream().filter(file -> file.authority().equals(authority)).toList();
    }

    @Override
    public List<String> referencesNaming(String authority, String userId) {
        LocalDate today = LocalDate.now(clock);
        return all(authority).stream().map(CaseFile::reference)
                .filter(reference -> people(reference).stream().anyMatch(person -> userId.equals(person.userId())
                        && (person.until() == null || !person.until().isBefore(today)))
                        || covers(reference).stream().anyMatch(cover -> userId.equals(cover.coveringUserId())
                        && !cover.from().isAfter(today) && !cover.until().isBefore(today)))
                .toList();
    }

    @Override
    public List<CaseFile> siblings(String reference) {
        CaseFile child = get(reference);
        return child.siblingGroup() == null ? List.of() : cases.values().stream()
                .filter(file -> child.siblingGroup().equals(file.siblingGroup()) && file != child).toList();
    }

    @Override
    public List<Proceedings> proceedings(String reference) {
        return proceedings.stream().filter(one -> one.caseReference().equals(reference)).toList();
    }

    @Override
    public List<Person> people(String reference) {
        return people.stream().filter(person -> person.caseReference().equals(reference)).toList();
    }

    @Override
    public Optional<Person> holder(String reference, String role) {
        return people(reference).stream().filter(person -> person.role().equals(role) && person.until() == null)
                .findFirst();
    }

    @Override
    public List<String> usersActing(String reference, String role) {
        return holder(reference, role).map(Person::userId).stream().toList();
    }

    @Override
    public List<Cover> covers(String reference) {
        return covers.stream().filter(cover -> cover.caseReference().equals(reference)).toList();
    }

    @Override
    public List<CaseEvent> events(String reference) {
        return events.stream().filter(event -> event.caseReference().equals(reference)).toList();
    }

    @Override
    public Optional<CaseEvent> event(String reference, String kind, String subject) {
        return events(reference).stream().filter(event -> event.kind().equals(kind)).findFirst();
    }

    @Override
    public List<CaseEvent> eventHistory(String reference, String kind, String subject) {
        return events(reference);
    }

    @Override
    public List<TimelineRecord> timeline(String reference) {
        return records.stream().filter(row -> row.caseReference().equals(reference)).toList();
    }

    @Override
    public void viewed(String reference, String userId, String what) {
        views.add(new View(reference, userId, what, clock.instant()));
    }

    @Override
    public List<View> views(String reference) {
        return views.stream().filter(view -> view.caseReference().equals(reference))
                .sorted(Comparator.comparing(View::at).reversed()).toList();
    }

    @Override
    public CaseFile open(NewChild child, String recordedBy) {
        CaseFile file = new CaseFile("C-" + (cases.size() + 1000), child.authority(), child.childName(),
                child.dateOfBirth(), child.personNumber(), child.legalStatus(), child.restricted(), null,
                clock.instant(), null, null);
        cases.put(file.reference(), file);
        return file;
    }

    @Override
    public Person recordPerson(String reference, NewPerson person, String recordedBy) {
        Person row = new Person(UUID.randomUUID(), reference, person.role(), person.name(), person.email(),
                person.phone(), person.userId(), person.from(), null, clock.instant(), recordedBy);
        people.add(row);
        return row;
    }

    @Override
    public Cover recordCover(String reference, String role, String coveredUserId, String coveringUserId, LocalDate from,
                             LocalDate until, String recordedBy) {
        Cover cover = new Cover(UUID.randomUUID(), reference, role, coveredUserId, coveringUserId, from, until);
        covers.add(cover);
        return cover;
    }

    @Override
    public CaseEvent recordEvent(String reference, String kind, String subject, When value, String recordedBy,
                                 String onBehalfOf) {
        CaseEvent event = new CaseEvent(UUID.randomUUID(), reference, kind, subject, value, clock.instant(), recordedBy,
                onBehalfOf, null, null);
        events.add(event);
        return event;
    }

    @Override
    public TimelineRecord addRecord(String reference, String kind, String summary, List<TimelineRecord.Entry> entries,
                                    When happened, String recordedBy) {
        TimelineRecord row = new TimelineRecord(UUID.randomUUID(), reference, kind, summary, entries, happened,
                clock.instant(), recordedBy, null);
        records.add(0, row);
        return row;
    }

    @Override
    public void linkSiblings(List<String> references) {
        UUID group = UUID.randomUUID();
        references.forEach(reference -> cases.computeIfPresent(reference, (key, file) -> new CaseFile(key,
                file.authority(), file.childName(), file.dateOfBirth(), file.personNumber(), file.legalStatus(),
                file.restricted(), group, file.openedAt(), file.closedAt(), file.diedOn())));
    }

    @Override
    public Proceedings openProceedings(String reference, String applicationType, String court, String courtNumber,
                                       LocalDate issuedOn, String recordedBy) {
        Proceedings one = new Proceedings(UUID.randomUUID(), reference, applicationType, court, courtNumber, issuedOn,
                null);
        proceedings.add(one);
        return one;
    }

    @Override
    public void endProceedings(String reference, LocalDate endedOn, String recordedBy) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void enteredInError(String reference, UUID eventOrRecord, String reason, String recordedBy) {
        records.replaceAll(row -> !row.id().equals(eventOrRecord) ? row : new TimelineRecord(row.id(),
                row.caseReference(), row.kind(), row.summary(), row.entries(), row.happened(), row.recordedAt(),
                row.recordedBy(), reason));
    }
}
