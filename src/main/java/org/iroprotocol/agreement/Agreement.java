package org.iroprotocol.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One signing of the protocol in an authority (C-76). Days are days in Europe/London.
 *
 * @param reference    our reference of it, under which its deadlines and process instances stand
 * @param version      label of the version of the protocol, as the authority calls it
 * @param head         signature of the Head of Service, Cafcass; null while not signed
 * @param manager      signature of the Senior Manager, IRO Service; null while not signed
 * @param reviewHeldOn the day the local review was held that ended it; null when there was none
 * @param recordedBy   user id of whoever recorded it first
 * @param notes        what was recorded, corrected, postponed or taken back since, oldest first
 */
public record Agreement(String reference, String authority, String version, Signature head, Signature manager,
                        LocalDate reviewHeldOn, State state, Instant recordedAt, String recordedBy, List<Note> notes) {

    /** Who signed and when. */
    public record Signature(String name, LocalDate on) {
    }

    /** One entry of its history; {@code reason} null where none was needed. */
    public record Note(String text, String reason, Instant recordedAt, String recordedBy) {
    }

    /** Where it stands. */
    public enum State {
        /** One of the two has signed. */
        SIGNING,
        /** Both have signed, and nothing has followed it. */
        IN_FORCE,
        /** A later signing has followed it. */
        REPLACED,
        /** The second signature was never given. */
        WITHDRAWN
    }

    /** Day of the last of the two signatures, from which the year counts; null while one is missing. */
    public LocalDate lastSigned() {
        return head == null || manager == null ? null : head.on().isAfter(manager.on()) ? head.on() : manager.on();
    }

    LocalDate firstSigned() {
        return Stream.of(head, manager).filter(Objects::nonNull).map(Signature::on).min(Comparator.naturalOrder()).orElse(null);
    }

    Agreement signed(Signature nowHead, Signature nowManager) {
        return new Agreement(reference, authority, version, nowHead, nowManager, reviewHeldOn, state, recordedAt, recordedBy, notes);
    }

    Agreement called(String label) {
        return new Agreement(reference, authority, label, head, manager, reviewHeldOn, state, recordedAt, recordedBy, notes);
    }
}
