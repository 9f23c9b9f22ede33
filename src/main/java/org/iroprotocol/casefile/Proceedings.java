package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.UUID;

/**
 * One set of care proceedings about a child; several one after another, at most one open.
 *
 * @param applicationType for example {@code care-order}; decides which hearings and limits exist (P-22)
 * @param courtNumber     may be null until known
 * @param issuedOn        day of issue (London)
 * @param endedOn         null while they last
 * @param endedHow        {@code final-order}, {@code withdrawn}, {@code dismissed}, {@code death} or {@code other} (P-20); null while
 *                        they last and where nobody said
 */
public record Proceedings(UUID id, String caseReference, String applicationType, String court, String courtNumber,
                          LocalDate issuedOn, LocalDate endedOn, String endedHow) {
}
