package org.iroprotocol.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.deadline.OtherEvents;
import org.springframework.stereotype.Service;

/** The agreements as pages read them, and as the dates their deadlines count from. */
@Service
class StoredAgreements implements ProtocolAgreements, OtherEvents {

    private final AgreementRows rows;

    StoredAgreements(AgreementRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Agreement> of(String authority) {
        return rows.all(authority);
    }

    @Override
    public Optional<List<CaseEvent>> events(String reference) {
        return rows.find(reference).map(one -> {
            List<CaseEvent> events = new ArrayList<>();
            add(events, one, "protocol-first-signed", one.firstSigned());
            add(events, one, "protocol-signed", one.lastSigned());
            add(events, one, "protocol-review-held", one.reviewHeldOn());
            return events;
        });
    }

    private static void add(List<CaseEvent> events, Agreement one, String kind, LocalDate on) {
        if (on != null) {
            UUID id = UUID.nameUUIDFromBytes((one.reference() + kind).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            events.add(new CaseEvent(id, one.reference(), kind, "", When.on(on), one.recordedAt(), one.recordedBy(), null, null,
                    null));
        }
    }
}
