package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.When;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Who holds which role in a case, and who stands in. Callers that write hold the case's lock. */
@Component
class RoleBook {

    private static final int PHONE_LENGTH = 64;

    private final PersonRepository people;
    private final CoverRepository covers;
    private final EventBook events;
    private final CaseRows rows;
    private final ApplicationEventPublisher publisher;

    RoleBook(PersonRepository people, CoverRepository covers, EventBook events, CaseRows rows,
             ApplicationEventPublisher publisher) {
        this.people = people;
        this.covers = covers;
        this.events = events;
        this.rows = rows;
        this.publisher = publisher;
    }

    Optional<Person> holder(String reference, String role) {
        return people.on(reference, role, rows.today())
                .filter(row -> row.name() != null)
                .map(row -> row.toPerson(null));
    }

    /** Present first, then the latest; who never held the role for a day, because corrected, is left out. */
    List<Person> people(String reference) {
        List<Person> result = new ArrayList<>();
        Map<String, LocalDate> laterFrom = new HashMap<>();
        for (Row.PersonInRole row : people.of(reference)) {
            LocalDate next = laterFrom.get(row.role());
            if (row.name() != null && (next == null || next.isAfter(row.fromDay()))) {
                result.add(row.toPerson(next == null ? null : next.minusDays(1)));
            }
            laterFrom.merge(row.role(), row.fromDay(), (a, b) -> a.isBefore(b) ? a : b);
        }
        result.sort(Comparator.comparing((Person person) -> person.until() != null)
                .thenComparing(Person::role)
                .thenComparing(Person::from, Comparator.reverseOrder()));
        return result;
    }

    List<String> usersActing(String reference, String role) {
        Optional<String> holder = holder(reference, role).map(Person::userId);
        if (holder.isEmpty()) {
            return List.of();
        }
        LocalDate today = rows.today();
        Stream<String> covering = covers.of(reference).stream()
                .filter(row -> row.role().equals(role) && row.coveredUserId().equals(holder.get()) && row.covers(today))
                .map(Row.Cover::coveringUserId);
        return Stream.concat(holder.stream(), covering).distinct().toList();
    }

    List<Cover> covers(String reference) {
        return covers.of(reference).stream().map(Row.Cover::toCover).toList();
    }

    Person record(Row.CaseFile file, CaseFiles.NewPerson person, String by) {
        return record(file, person, by, true);
    }

    /** The same work in other hands: the clocks of allocation run on (P-25). */
    Person handOver(Row.CaseFile file, CaseFiles.NewPerson person, String by) {
        return record(file, person, by, false);
    }

    private Person record(Row.CaseFile file, CaseFiles.NewPerson person, String by, boolean allocated) {
        CaseFiles.NewPerson checked = checked(person);
        if (person.from() == null) {
            throw new RefusedException("personFrom", "The first day in the role is missing. Enter it as dd/mm/yyyy.");
        }
        Checks.happened("personFrom", "The first day in the role", When.on(person.from()), file.dateOfBirth(),
                rows.clock());
        Person before = holder(file.reference(), person.role()).orElse(null);
        Row.PersonInRole row = rows.insert(new Row.PersonInRole(UUID.randomUUID(), file.reference(), person.role(),
                checked.name(), checked.email(), checked.phone(), checked.userId(), person.from(), rows.now(), CaseRows.by(by)));
        Person now = row.toPerson(null);
        if (allocated) {
            datesAllocation(file, now, by);
        }
        publisher.publishEvent(new CaseChange.RoleChanged(file.reference(), person.role(), before, now));
        return now;
    }

    /** What does not depend on the case, as it is kept. */
    static CaseFiles.NewPerson checked(CaseFiles.NewPerson person) {
        if (person.role() == null || !Groups.ofCase().contains(person.role())) {
            throw new RefusedException("role", "This is not a role in a child's case. Choose one from the list.");
        }
        return new CaseFiles.NewPerson(person.role(),
                Checks.required("personName", "The name", person.name(), Checks.NAME_LENGTH),
                Checks.email("personEmail", person.email()),
                Checks.text("personPhone", "The telephone number", person.phone(), PHONE_LENGTH),
                Checks.text("userId", "The user id", person.userId(), Checks.NAME_LENGTH), person.from());
    }

    /** From that day nobody holds the role, until somebody is recorded. Nobody is told: nothing waits for a vacancy. */
    void vacate(Row.CaseFile file, String role, LocalDate from, String by) {
        if (holder(file.reference(), role).isPresent()) {
            rows.insert(new Row.PersonInRole(UUID.randomUUID(), file.reference(), role, null, null, null, null, from,
                    rows.now(), CaseRows.by(by)));
        }
    }

    Cover recordCover(Row.CaseFile file, Cover cover, String by) {
        if (cover.from() == null || cover.until() == null) {
            throw new RefusedException("until", "Cover needs a first and a last day. Enter both as dd/mm/yyyy.");
        }
        if (cover.until().isBefore(cover.from())) {
            throw new RefusedException("until", "The last day of the cover lies before the first. Check both dates.");
        }
        Checks.planned("from", "The first day of the cover", When.on(cover.from()), file.dateOfBirth(), rows.clock());
        Checks.planned("until", "The last day of the cover", When.on(cover.until()), file.dateOfBirth(), rows.clock());
        String covering = Checks.required("coveringUserId", "The person who covers", cover.coveringUserId(),
                Checks.NAME_LENGTH);
        boolean holds = holder(file.reference(), String.valueOf(cover.role()))
                .map(Person::userId).filter(id -> id.equals(cover.coveredUserId())).isPresent();
        if (!holds) {
            throw new RefusedException("coveredUserId", "Only the person who holds the role today can be covered. "
                    + "Check who that is on the case page.");
        }
        if (covering.equals(cover.coveredUserId())) {
            throw new RefusedException("coveringUserId", "Nobody can cover for themselves. Choose somebody else.");
        }
        return rows.insert(new Row.Cover(UUID.randomUUID(), file.reference(), cover.role(), cover.coveredUserId(),
                covering, cover.from(), cover.until(), rows.now(), CaseRows.by(by))).toCover();
    }

    /** The clocks of allocation start with the person: a new IRO starts a new one, the guardian's is Cafcass's first. */
    private void datesAllocation(Row.CaseFile file, Person person, String by) {
        When from = When.on(person.from());
        if (person.role().equals(Groups.IRO)) {
            When stands = valueOf(file, EventKind.IRO_ALLOCATED);
            if (!Objects.equals(stands, from)) {
                events.append(file, EventKind.IRO_ALLOCATED, "", from, by, null);
            }
        } else if (person.role().equals(Groups.CHILDRENS_GUARDIAN) && valueOf(file, EventKind.CAFCASS_ALLOCATED) == null) {
            events.append(file, EventKind.CAFCASS_ALLOCATED, "", from, by, null);
        }
    }

    private When valueOf(Row.CaseFile file, String kind) {
        return events.standing(file.reference(), kind, "").map(CaseEvent::value).orElse(null);
    }
}
