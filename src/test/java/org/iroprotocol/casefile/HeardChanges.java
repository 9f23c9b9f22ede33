package org.iroprotocol.casefile;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps what the case file has announced, for tests. Found by the scan of the house like everything in its packages. */
@Component
class HeardChanges {

    final List<CaseChange> all = new CopyOnWriteArrayList<>();

    @EventListener
    void heard(CaseChange change) {
        all.add(change);
    }
}
