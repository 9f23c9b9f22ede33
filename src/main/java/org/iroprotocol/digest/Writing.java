package org.iroprotocol.digest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.correspondence.Digests;
import org.iroprotocol.digest.DigestTables.Outcome;
import org.iroprotocol.digest.DigestTables.State;
import org.springframework.stereotype.Service;

/** Writes the digests of one batch, in the transaction of its job: all of them or, when one cannot be written, none. */
@Service
class Writing {

    private final DigestTables tables;
    private final Mornings mornings;
    private final Reading reading;
    private final Digests digests;

    Writing(DigestTables tables, Mornings mornings, Reading reading, Digests digests) {
        this.tables = tables;
        this.mornings = mornings;
        this.reading = reading;
        this.digests = digests;
    }

    void write(String authority, LocalDate day, int batch) {
        List<Recipient> recipients = tables.lockListed(authority, day, batch);
        if (recipients.isEmpty()) {
            return;
        }
        if (!day.equals(mornings.today()) || !mornings.isOpen(authority)) {
            tables.settle(authority, day, recipients.stream().map(each -> new Outcome(each.id(), State.PASSED, null)).toList());
            return;
        }
        Material material = reading.material(authority, recipients);
        List<Recipient> told = new ArrayList<>();
        List<Digests.Message> messages = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Recipient recipient : recipients) {
            Optional<Digests.Message> message = Sheet.of(recipient, material);
            if (message.isPresent()) {
                told.add(recipient);
                messages.add(message.get());
            } else {
                outcomes.add(new Outcome(recipient.id(), State.NOTHING, null));
            }
        }
        List<UUID> items = digests.record(authority, messages);
        for (int i = 0; i < items.size(); i++) {
            outcomes.add(new Outcome(told.get(i).id(), State.WRITTEN, items.get(i)));
        }
        tables.settle(authority, day, outcomes);
    }
}
