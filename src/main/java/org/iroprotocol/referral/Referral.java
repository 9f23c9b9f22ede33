package org.iroprotocol.referral;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.calendar.When;

/**
 * One referral of a child's case to Cafcass, as it stands now. A draft is none.
 *
 * @param number            tells it from the child's others; from 1
 * @param processInstanceId the instance of {@code cafcass-referral} that looks after it
 * @param concern           id of the concern it runs beside (C-67); null for none
 * @param sentBy            user id of the child's IRO, or who covered for them (P-02)
 * @param senderName        as on the referral
 * @param sent              when it was sent
 * @param acknowledged      when Cafcass Legal received it (C-68); null until recorded
 * @param allocated         when it was passed to a local manager or the High Court Team (C-65); null until recorded
 * @param legalNotified     when Cafcass Legal told the council's lawyers (C-66); null until recorded
 * @param report            when Cafcass's written report came (C-69); null until recorded
 * @param told              when the IRO told the council; null unless recorded
 * @param closedAt          UTC; null while it is open
 * @param texts             what was typed, oldest first
 * @param enclosures        what the IRO ticked to go with it (P-04), in that order
 */
public record Referral(UUID id, String caseReference, int number, String processInstanceId, State state, UUID concern,
                       String sentBy, String senderName, When sent, When acknowledged, When allocated, When legalNotified,
                       When report, When told, Instant closedAt, List<Text> texts, List<Enclosed> enclosures) {

    /** Sent; taken back by the IRO; closed by the IRO after the report. */
    public enum State { SENT, WITHDRAWN, CLOSED }

    /** Which form something was typed in: the referral, what Cafcass told us, what followed. */
    public enum Part { REFERRAL, NEWS, END }

    /** One field as filled in last. */
    public record Text(Part part, String field, String label, String text) {
    }

    /** One thing that goes with it; {@code name} as the recipient reads it. */
    public record Enclosed(Source source, UUID id, String name) {

        /** A file kept with a court document, or a letter of the ledger. */
        public enum Source { FILE, LETTER }
    }

    /** What was typed into that field; empty when nothing was. */
    public Optional<String> text(String field) {
        return texts.stream().filter(text -> text.field().equals(field)).map(Text::text).findFirst();
    }

    /** Whether the council's managers and lawyers may know: Cafcass Legal has told them, or the IRO has (P-03). */
    public boolean known() {
        return legalNotified != null || told != null;
    }

    /** Neither withdrawn nor closed. */
    public boolean open() {
        return state == State.SENT;
    }
}
