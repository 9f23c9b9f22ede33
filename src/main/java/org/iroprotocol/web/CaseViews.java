package org.iroprotocol.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who looked at what (P-08): written before anything is shown, read by the IRO manager. */
@Service
class CaseViews {

    private final CaseFiles files;
    private final CaseReader reader;

    CaseViews(CaseFiles files, CaseReader reader) {
        this.files = files;
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
        List<CaseFiles.View> found = new ArrayList<>();
        for (String authority : manager.tenants()) {
            for (CaseFile file : files.all(authority)) {
                List<CaseFiles.View> views = files.views(file.reference()).stream()
                        .filter(view -> view.userId().equals(userId)).toList();
                if (!views.isEmpty() && reader.open(manager, file.reference())
                        .filter(open -> open.sees(Section.VIEWS)).isPresent()) {
                    found.addAll(views);
                }
            }
        }
        found.sort(Comparator.comparing(CaseFiles.View::at).reversed());
        return found;
    }
}
