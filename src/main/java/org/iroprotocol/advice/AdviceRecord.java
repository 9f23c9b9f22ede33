package org.iroprotocol.advice;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What a duty lawyer wrote down about one call. Once ended everything is null but the reference, the day of the call, the state
 * and the day it ended.
 *
 * @param reference    opaque; also the business key of its process
 * @param instanceId   the process that waits with it
 * @param council      of the IRO who called
 * @param dateOfBirth  null when the caller did not say
 * @param concern      the overriding child protection concern and what is done; null for none
 * @param request      what the IRO asked Cafcass to do; null for nothing
 * @param recordedBy   user id of the duty lawyer
 * @param actionTaken  null while nobody has acted, or has to
 * @param referralOn   when the formal referral was received; null for none
 * @param practitioner user id of the one person it is shared with; null while it is with Cafcass Legal alone
 */
public record AdviceRecord(String reference, String instanceId, State state, LocalDate calledOn, String council, String caller,
                           String callerContact, String childName, LocalDate dateOfBirth, String asked, String guidance,
                           String concern, String request, Instant recordedAt, String recordedBy, LocalDate actedOn,
                           String actionTaken, String actedBy, LocalDate referralOn, String practitioner, Instant sharedAt,
                           LocalDate endedOn) {

    /** In confidence; shared with the practitioner; ended and erased. */
    public enum State { WAITING, SHARED, ENDED }

    /** A formal referral that waits to be compared with the records. */
    public record Referral(String reference, LocalDate receivedOn, String council, String iro, String childName,
                           LocalDate dateOfBirth, String practitioner) {
    }
}
