package org.iroprotocol.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Somebody who holds a role in a case, with contact details. Superseded by a new row, never overwritten.
 *
 * @param role       group id of the role, for example {@code childrens-guardian}
 * @param email      may be null; a role can be filled by telephone only
 * @param phone      may be null
 * @param userId     user id in the engine's identity service, null for people without an account
 * @param from       first day in the role (London); never null
 * @param until      last day in the role; null while it lasts
 * @param recordedBy user id
 */
public record Person(UUID id, String caseReference, String role, String name, String email, String phone, String userId,
                     LocalDate from, LocalDate until, Instant recordedAt, String recordedBy) {
}
