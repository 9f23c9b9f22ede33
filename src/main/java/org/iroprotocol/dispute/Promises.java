package org.iroprotocol.dispute;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseForms;

/** When the next promise is due: an event like others, so that the deadline of looking after it moves with it. */
final class Promises {

    private static final String DUE = "promise-due";

    private Promises() {
    }

    static void due(CaseForms forms, CaseFiles files, DisputeRows rows, CaseFile file, DisputeRows.Row row) {
        List<Concern.Action> open = rows.actions(row.id()).stream()
                .filter(Concern.Action::open).toList();
        if (open.isEmpty()) {
            return;
        }
        LocalDate next = open.stream().map(Concern.Action::due).filter(due -> due != null).min(Comparator.naturalOrder())
                .orElseGet(forms::today);
        Optional<When> stands = files.event(file.reference(), DUE, row.id().toString()).map(CaseEvent::value);
        if (stands.filter(When.on(next)::equals).isEmpty()) {
            forms.event(file, DUE, row.id().toString(), When.on(next), null, null);
        }
    }
}
