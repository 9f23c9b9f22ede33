package org.iroprotocol.deadline;

/**
 * A date of something that is no child's case was recorded or corrected; its open deadlines follow. Published as a Spring
 * application event in the transaction that makes the change.
 *
 * @param reference as {@link OtherEvents} knows it
 */
public record DatesChanged(String reference) {
}
