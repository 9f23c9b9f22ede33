package org.iroprotocol.casefile;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What lists over many cases ask of the case file, in one query each. Who may see what is decided by the caller. */
@Service
@Transactional(readOnly = true)
public class CaseLists {

    private final EventRepository events;
    private final ProceedingsRepository proceedings;
    private final PersonRepository people;
    private final CaseRows rows;

    CaseLists(EventRepository events, ProceedingsRepository proceedings, PersonRepository people, CaseRows rows) {
        this.events = events;
        this.proceedings = proceedings;
        this.people = people;
        this.rows = rows;
    }

    /**
     * Events that stand with a value, newest first, by case; cases without any are absent.
     *
     * @param kinds  kinds wanted; at least one
     * @param prefix and every kind that begins so
     */
    public Map<String, List<CaseEvent>> events(String authority, Collection<String> kinds, String prefix) {
        return events.standing(authority, kinds, prefix).stream().map(Row.CaseEvent::toCaseEvent)
                .collect(Collectors.groupingBy(CaseEvent::caseReference));
    }

    /** Proceedings by case, newest first; cases without any are absent. */
    public Map<String, List<Proceedings>> proceedings(String authority) {
        return proceedings.ofAuthority(authority).stream().map(Row.Proceedings::toProceedings)
                .collect(Collectors.groupingBy(Proceedings::caseReference, LinkedHashMap::new, Collectors.toList()));
    }

    /** What whoever holds the role today (London) is called, by case; cover is not considered. */
    public Map<String, String> holders(String authority, String role) {
        return people.holders(authority, role, rows.today()).stream()
                .collect(Collectors.toMap(Row.PersonInRole::caseReference, Row.PersonInRole::name));
    }

    /** The roles a user holds by name, or covers, today (London), by case. */
    public Map<String, Set<String>> roles(String authority, String userId) {
        Map<String, Set<String>> roles = new HashMap<>();
        for (String row : people.rolesOf(authority, userId, rows.today())) {
            int space = row.indexOf(' ');
            roles.computeIfAbsent(row.substring(0, space), reference -> new HashSet<>()).add(row.substring(space + 1));
        }
        return roles;
    }
}
