package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A formally recorded stand-in for somebody in one case between two days (P-02, P-42); hands back by itself.
 *
 * @param until last day of the cover, included; never null
 */
public record Cover(UUID id, String caseReference, String role, String coveredUserId, String coveringUserId,
                    LocalDate from, LocalDate until) {
}
