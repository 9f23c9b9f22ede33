package org.iroprotocol.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseAccess;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.stereotype.Component;

/** Opens a case for a reader: whether they may at all, and what they see of it. */
@Component
class CaseReader {

    private final CaseAccess access;
    private final CaseFiles files;
    private final Clock clock;

    CaseReader(CaseAccess access, CaseFiles files, Clock clock) {
        this.access = access;
        this.files = files;
        this.clock = clock;
    }

    /**
     * A case somebody may open.
     *
     * @param sections what they see of it
     * @param roles    in which they come to it
     */
    record Open(CaseFile file, Set<Section> sections, Set<String> roles) {

        boolean sees(Section section) {
            return sections.contains(section);
        }
    }

    /** Empty alike when there is no such case, and when this reader may not know that there is one. */
    Optional<Open> open(SignedIn reader, String reference) {
        if (!mayRead(reader, reference)) {
            return Optional.empty();
        }
        return files.find(reference)
                .map(file -> {
                    Set<String> roles = roles(reader, file);
                    return new Open(file, PermissionMatrix.sections(roles), roles);
                })
                .filter(open -> open.sees(Section.CHILD));
    }

    /** Like {@link #open}; throws {@link NotFoundException}. */
    Open get(SignedIn reader, String reference) {
        return open(reader, reference).orElseThrow(NotFoundException::new);
    }

    boolean mayRead(SignedIn reader, String reference) {
        return access.mayRead(reader.userId(), reader.groups(), reader.tenants(), reference);
    }

    /** The roles in which this reader comes to the case: by definition (P-01), by name, or as cover today. */
    private Set<String> roles(SignedIn reader, CaseFile file) {
        Set<String> roles = new HashSet<>();
        if (!file.restricted() && reader.tenants().contains(file.authority())) {
            reader.groups().stream().filter(Groups.IRO_SERVICE::contains).forEach(roles::add);
        }
        LocalDate today = LocalDate.now(clock.withZone(London.ZONE));
        files.people(file.reference()).stream()
                .filter(person -> reader.userId().equals(person.userId()) && !person.from().isAfter(today)
                        && (person.until() == null || !person.until().isBefore(today)))
                .forEach(person -> roles.add(person.role()));
        files.covers(file.reference()).stream()
                .filter(cover -> reader.userId().equals(cover.coveringUserId()) && !cover.from().isAfter(today)
                        && !cover.until().isBefore(today))
                .forEach(cover -> roles.add(cover.role()));
        return roles;
    }
}
