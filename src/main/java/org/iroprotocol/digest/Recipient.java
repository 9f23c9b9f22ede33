package org.iroprotocol.digest;

import java.util.Set;

/**
 * Somebody who gets a digest: a person with an account, or the mailbox of a pool.
 *
 * @param id     user id; for a mailbox {@code pool:<group>}
 * @param userId null for a mailbox
 * @param groups of the IRO service, and pools, that they belong to
 * @param pools  those whose work they are told of: a pool with a mailbox is told there alone
 */
record Recipient(String id, String userId, Set<String> groups, Set<String> pools, String email, String name) {
}
