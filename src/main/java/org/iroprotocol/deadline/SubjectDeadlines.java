package org.iroprotocol.deadline;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * Deadlines of several things of one case that a process instance looks after together, such as the documents of a bundle. The
 * subject tells them apart; rules count from the events of that very subject before the case's only ones. What has the same
 * subject is done once: under several rules the earliest due date is the one that counts. Runs in the caller's transaction.
 */
public interface SubjectDeadlines {

    /**
     * One deadline that is not met, over many cases.
     *
     * @param due        UTC; null while the event is unknown
     * @param workingOut how the due date came about, or what it waits for
     */
    record Open(String caseReference, String subject, String rule, Instant due, String workingOut) {
    }

    /**
     * Puts the deadline into the register; nothing when the instance has one for rule and subject already.
     *
     * @throws IllegalArgumentException when the authority's table has no such rule
     */
    void enter(String rule, String subject, DelegateExecution execution);

    /** Records that the thing was done then: every deadline of the instance about that subject that is not met or closed. */
    void done(String subject, Instant at, DelegateExecution execution);

    /**
     * Records that what that rule asks for was done, when the event of that kind and subject says, whoever looks after it; nothing
     * where no such event stands or no such deadline is open.
     */
    void met(String caseReference, String rule, String subject, String eventKind);

    /** Whether that rule of the instance is open and its follow-up moment has come. The first call puts it into the register. */
    boolean isNear(String rule, DelegateExecution execution);

    /** Closes every deadline of the instance about that subject that is not met; the reason stands as its working-out. */
    void close(String subject, String reason, DelegateExecution execution);

    /** Brings timers and task dates of the instance in line with what its deadlines are now. */
    void refresh(DelegateExecution execution);

    /**
     * Records that targets were missed whose due date has passed and of which nobody has been told yet: the longest overdue, and
     * with it those of the same group.
     *
     * @param group what is told together, by subject
     * @return their subjects, the longest overdue first; empty when there is nothing new
     */
    List<String> missed(DelegateExecution execution, Function<String, String> group);

    /** Subjects whose due date has passed and that are not met, the longest overdue first. */
    List<String> overdue(DelegateExecution execution);

    /** Everything with a subject that is neither met nor closed in the authority, in one query. */
    List<Open> openOfAuthority(String authority);

    /** Everything with a subject that is neither met nor closed in the case. */
    List<Open> openOfCase(String caseReference);
}
