package org.iroprotocol.deadline;

/**
 * Announced by the engine inside the transaction in which a process instance ends or is cancelled (a Spring application
 * event): its deadlines close.
 */
public record ProcessEnded(String processInstanceId) {
}
