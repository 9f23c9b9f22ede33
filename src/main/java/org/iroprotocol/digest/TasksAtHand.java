package org.iroprotocol.digest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Open tasks with a due date, of many people at once; one question to the database each. Built in the room {@code engine}; asks
 * for no authorisation.
 */
public interface TasksAtHand {

    /** Tasks assigned to these users. */
    List<OpenTask> assignedTo(String authority, Collection<String> userIds);

    /** Tasks of these groups that nobody has taken. */
    List<OpenTask> ofPools(String authority, Collection<String> groups);

    /** Tasks in these cases, whoever has them. */
    List<OpenTask> ofCases(String authority, Collection<String> references);

    /** Tasks of the authority that were due before that moment. */
    List<OpenTask> dueBefore(String authority, Instant moment);

    /** Ids of the running instances of these processes. */
    Set<String> instancesOf(String authority, Collection<String> processes);

    /**
     * One task.
     *
     * @param name       as in the work list
     * @param process    process id
     * @param instanceId process instance
     * @param assignee   user id; null when nobody has it
     * @param role       its candidate group; null when the model names none
     * @param rule       row of {@code deadlines.dmn} its due date follows; empty when the model names none
     */
    record OpenTask(String id, String name, String process, String instanceId, String caseReference, String assignee,
                    String role, String rule, Instant due) {
    }
}
