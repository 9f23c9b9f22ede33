package org.iroprotocol.casefile;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.iroprotocol.authority.Groups;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the rule of {@link CaseAccess} off the case file. */
@Service
@Transactional(readOnly = true)
class CaseAccessService implements CaseAccess {

    private final CaseFileRepository cases;
    private final PersonRepository people;
    private final CaseRows rows;

    CaseAccessService(CaseFileRepository cases, PersonRepository people, CaseRows rows) {
        this.cases = cases;
        this.people = people;
        this.rows = rows;
    }

    @Override
    public boolean mayRead(String userId, Collection<String> groups, Collection<String> tenants, String reference) {
        if (userId == null || groups == null || tenants == null || reference == null) {
            return false;
        }
        Optional<Row.CaseFile> file = cases.find(reference).filter(row -> tenants.contains(row.authority()));
        if (file.isEmpty()) {
            return false;
        }
        boolean byService = !file.get().restricted() && !Collections.disjoint(Groups.IRO_SERVICE, groups);
        return byService || people.isNamed(reference, userId, rows.today());
    }
}
