package org.iroprotocol.deadline;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What is still to be done in many cases, for the morning digest: one question to the database each. */
public interface OpenDeadlines {

    /** Deadlines of these cases that are neither met nor closed and have a due date, by due date. */
    List<Deadline> ofCases(Collection<String> references);

    /** The same of all cases of an authority, as far as they were due before that moment. */
    List<Deadline> dueBefore(String authority, Instant moment);
}
