package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.calendar.When;

/**
 * The case files, for Java callers. Who may see or change what is decided by the caller; everything here runs in the
 * caller's transaction. References are checked: an unknown one throws {@link UnknownCaseException}.
 */
public interface CaseFiles {

    Optional<CaseFile> find(String reference);

    /** The case file of that reference; throws {@link UnknownCaseException}. */
    CaseFile get(String reference);

    /** The child with that person number in that authority, if on file. */
    Optional<CaseFile> findByPersonNumber(String authority, String personNumber);

    /** All case files of an authority, open ones first, newest first. */
    List<CaseFile> all(String authority);

    /** References of the cases of an authority in which that user holds a role today or covers for somebody who does. */
    List<String> referencesNaming(String authority, String userId);

    /** The other children of the sibling group; never the child itself. */
    List<CaseFile> siblings(String reference);

    List<Proceedings> proceedings(String reference);

    /** Whether proceedings are open for the child. */
    default boolean inProceedings(String reference) {
        return proceedings(reference).stream().anyMatch(one -> one.endedOn() == null);
    }

    /** People of all roles, present and past, present first. */
    List<Person> people(String reference);

    /** Who holds the role today (London), by the record; cover is not considered. */
    Optional<Person> holder(String reference, String role);

    /** User ids that may act in the role today: the holder's and those of recorded cover. */
    List<String> usersActing(String reference, String role);

    List<Cover> covers(String reference);

    /** Events that stand (not superseded, not in error), newest first. */
    List<CaseEvent> events(String reference);

    /** The event that stands for that kind and subject. Its value may be null: no longer known. */
    Optional<CaseEvent> event(String reference, String kind, String subject);

    /** Everything ever recorded for that kind and subject, newest first. */
    List<CaseEvent> eventHistory(String reference, String kind, String subject);

    /** Newest first, those entered in error included. */
    List<TimelineRecord> timeline(String reference);

    /** Opens a case file; throws {@link RefusedException} when the child is already on file. */
    CaseFile open(NewChild child, String recordedBy);

    /** Joins the case files into one sibling group. */
    void linkSiblings(List<String> references);

    /** Adds proceedings; throws {@link RefusedException} while earlier ones are open. */
    Proceedings openProceedings(String reference, String applicationType, String court, String courtNumber,
                                LocalDate issuedOn, String recordedBy);

    /** As {@link #endProceedings(String, LocalDate, String, String)}, when nobody says how they ended. */
    default void endProceedings(String reference, LocalDate endedOn, String recordedBy) {
        endProceedings(reference, endedOn, null, recordedBy);
    }

    /**
     * Ends the open proceedings on that day and records the event.
     *
     * @param endedHow {@code final-order}, {@code withdrawn}, {@code dismissed}, {@code death} or {@code other} (P-20); null
     *                 when nobody said
     */
    void endProceedings(String reference, LocalDate endedOn, String endedHow, String recordedBy);

    /**
     * Records that a person holds a role from a day on. Whoever held the role before stops the day before; recording
     * the same day again corrects. Announces {@link CaseChange.RoleChanged}.
     */
    Person recordPerson(String reference, NewPerson person, String recordedBy);

    Cover recordCover(String reference, String role, String coveredUserId, String coveringUserId, LocalDate from,
                      LocalDate until, String recordedBy);

    /**
     * Records an event, superseding what stood for the same kind and subject. Refuses impossible dates
     * ({@link RefusedException}). Announces {@link CaseChange.EventChanged}.
     *
     * @param value null: no longer known
     */
    CaseEvent recordEvent(String reference, String kind, String subject, When value, String recordedBy,
                          String onBehalfOf);

    /**
     * Marks an event, or a record of the timeline with the events recorded in the same go, as entered in error (P-16). What an
     * event had superseded stands again. Announces the changes and, for a record, {@link CaseChange.EnteredInError}.
     */
    void enteredInError(String reference, UUID eventOrRecord, String reason, String recordedBy);

    /** Notes that the record has been put on the child's file in the case system (C-107, P-44); a second time changes nothing. */
    void onFile(String reference, UUID record, String recordedBy);

    TimelineRecord addRecord(String reference, String kind, String summary, List<TimelineRecord.Entry> entries,
                             When happened, String recordedBy);

    /** Logs that a user opened a view of the case (P-08). */
    void viewed(String reference, String userId, String what);

    /** Who opened what, newest first (P-08). */
    List<View> views(String reference);

    /** A child to open a case file for; {@code personNumber} and {@code legalStatus} may be null. */
    record NewChild(String authority, String childName, LocalDate dateOfBirth, String personNumber, String legalStatus,
                    boolean restricted) {
    }

    /** A person to record; {@code email}, {@code phone} and {@code userId} may be null. */
    record NewPerson(String role, String name, String email, String phone, String userId, LocalDate from) {
    }

    /** One logged view. */
    record View(String caseReference, String userId, String what, java.time.Instant at) {
    }
}
