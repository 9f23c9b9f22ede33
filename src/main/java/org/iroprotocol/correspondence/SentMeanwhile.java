package org.iroprotocol.correspondence;

import java.time.Clock;
import java.util.List;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseChange;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.TimelineRecord;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * When an entry turns out to have been made in error, lists on the timeline what has been sent about the child since it was
 * made, so that somebody can decide whether it was a breach of confidence and who needs to be told (P-16).
 */
@Component
class SentMeanwhile {

    private static final String KIND = "sent-meanwhile";

    private final Ledger ledger;
    private final CaseFiles files;
    private final Clock clock;

    SentMeanwhile(Ledger ledger, CaseFiles files, Clock clock) {
        this.ledger = ledger;
        this.files = files;
        this.clock = clock;
    }

    @EventListener
    void on(CaseChange.EnteredInError error) {
        List<TimelineRecord.Entry> sent = ledger.ofCase(error.caseReference()).stream()
                .filter(item -> item.sentAt() != null && !item.sentAt().isBefore(error.recordedAt()))
                .map(item -> new TimelineRecord.Entry(item.id().toString(), item.title(),
                        "sent " + London.minute(item.sentAt()) + " to " + String.join("; ", item.to())))
                .toList();
        if (!sent.isEmpty()) {
            files.addRecord(error.caseReference(), KIND, "Sent since an entry that was made in error. Check whether anybody "
                    + "was told what is not true, or what was not theirs to know.", sent, When.at(clock.instant()), "system");
        }
    }
}
