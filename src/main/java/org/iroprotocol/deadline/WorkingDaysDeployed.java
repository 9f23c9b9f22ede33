package org.iroprotocol.deadline;

/**
 * Announced by the engine inside the transaction that deploys the table {@code working-days} for an authority (a Spring
 * application event): open deadlines may move.
 *
 * @param authority tenant id
 */
public record WorkingDaysDeployed(String authority) {
}
