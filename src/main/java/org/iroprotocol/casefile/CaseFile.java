package org.iroprotocol.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One child in one authority.
 *
 * @param reference     opaque, unique over all authorities; the business key of every process about the child
 * @param authority     tenant id
 * @param childName     the name as used now (may be "Baby Smith" and change, P-07)
 * @param dateOfBirth   never null
 * @param personNumber  the council's own number for the child; unique per authority; may be null
 * @param legalStatus   as the council words it; may be null
 * @param restricted    visible to named people only (P-07)
 * @param siblingGroup  equal for siblings; null for a child without siblings on file
 * @param openedAt      UTC
 * @param closedAt      UTC; null while open. A closed case still accepts late entries (P-14)
 * @param diedOn        set by the recording of a death (P-21); else null
 */
public record CaseFile(String reference, String authority, String childName, LocalDate dateOfBirth, String personNumber,
                       String legalStatus, boolean restricted, UUID siblingGroup, Instant openedAt, Instant closedAt,
                       LocalDate diedOn) {

    /** Age in whole years on that day (London). */
    public int ageOn(LocalDate day) {
        return java.time.Period.between(dateOfBirth, day).getYears();
    }
}
