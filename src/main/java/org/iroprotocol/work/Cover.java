package org.iroprotocol.work;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What somebody sees of the work they cover today. Worked out whenever it is asked, so that it begins with the first day, ends
 * with the last (London), and holds for tasks that arise in between (decision 0009).
 */
public interface Cover {

    /** Open tasks in all cases of the authority that the user covers today, the next due first, undated ones last. */
    List<Covered> tasks(String authority, String userId);

    /** The same for one case. */
    List<Covered> tasks(String authority, String userId, String reference);

    /**
     * Somebody else's task.
     *
     * @param taskId    for a link into the task list
     * @param due       null when it has no date
     * @param insteadOf name of the person covered
     * @param until     last day of the cover, included
     */
    record Covered(String taskId, String task, Instant due, String reference, String insteadOf, LocalDate until) {
    }
}
