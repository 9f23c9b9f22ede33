package org.iroprotocol.authority;

/** Spring event: through this node a deployment was created or deleted, or the attempt was undone. Sent after the transaction. */
public record DeploymentsChanged() {
}
