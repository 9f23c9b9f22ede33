package org.iroprotocol.digest;

import java.time.Instant;

/**
 * Something to be done in a case: an open task, or a fact somebody owes that no task is for.
 *
 * @param what      what is to be done, for people, without names
 * @param due       UTC
 * @param timed     the time of day counts
 * @param statutory the law says so
 * @param role      whose it is; null for a task whose model names no role
 * @param assignee  user id; null for a fact, and for a task nobody has taken
 * @param pool      a task for anybody of the role's pool
 * @param hidden    nobody's business but the holder's ({@link OnlyItsHolder})
 * @param rule      row of {@code deadlines.dmn}; empty where none is followed
 * @param taskId    null for a fact
 */
record Duty(String reference, String what, Instant due, boolean timed, boolean statutory, Stage stage, String role,
            String assignee, boolean pool, boolean hidden, String rule, String taskId) {

    /** How near it is. */
    enum Stage { MISSED, TODAY, SOON, LATER }

    boolean isFact() {
        return taskId == null;
    }
}
