package org.iroprotocol.web;

import java.util.Comparator;
import java.util.List;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.ChildFacts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who looked at what (P-08): written before anything is shown, read by the IRO manager. */
@Service
class CaseViews {

    private final CaseFiles files;
    private final ChildFacts facts;
    private final CaseReader reader;

    CaseViews(CaseFiles files, ChildFacts facts, CaseReader reader) {
        this.files = files;
        this.facts = facts;
        this.reader = reader;
    }

    @Transactional
    void log(SignedIn user, String reference, String what) {
        files.viewed(reference, user.userId(), what);
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    List<CaseFiles.View> ofCase(String reference) {
        return files.views(reference);
    }

    /** What one user looked at, in the cases whose views this manager may see, newest first. */
    @Transactional(readOnly = true)
    List<CaseFiles.View> byUser(SignedIn manager, String userId) {
        return manager.tenants().stream()
                .flatMap(authority -> facts.viewsBy(authority, userId).stream())
                .filter(view -> reader.open(manager, view.caseReference()).filter(open -> open.sees(Section.VIEWS)).isPresent())
                .sorted(Comparator.comparing(CaseFiles.View::at).reversed())
                .toList();
    }
}
