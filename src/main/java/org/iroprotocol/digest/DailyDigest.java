package org.iroprotocol.digest;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The steps of the process {@code daily-digest}; for that model only (P-45). */
@Component("digest")
public class DailyDigest {

    private final Mornings mornings;
    private final Watch watch;
    private final Gathering gathering;
    private final Writing writing;

    DailyDigest(Mornings mornings, Watch watch, Gathering gathering, Writing writing) {
        this.mornings = mornings;
        this.watch = watch;
        this.gathering = gathering;
        this.writing = writing;
    }

    /**
     * The next morning of the execution's authority: its time {@code digest.time} in London on the next day of its calendar
     * that is worked; a morning that has begun without a digest, while the working day lasts.
     */
    public Date next(DelegateExecution execution) {
        return Date.from(mornings.next(execution.getTenantId(), watch.lastDay(execution.getTenantId())));
    }

    /**
     * Begins the instance that waits for the morning after, and says whether this one is to write: once a day, between
     * {@code digest.time} and the end of office hours of a working day, and only the instance that was begun to do so.
     */
    public boolean plan(DelegateExecution execution) {
        return watch.plan(execution);
    }

    /**
     * Lists everybody of the authority who can be written to, with a row for each person and day.
     *
     * @return number of batches of a hundred; the same when asked again that day
     */
    public int gather(DelegateExecution execution) {
        return gathering.gather(execution.getTenantId(), Watch.day(execution));
    }

    /**
     * Writes to the people of one batch who have something to be told and have not been written to that day. Nothing once the
     * day, or its office hours, are over.
     *
     * @param batch from 0
     */
    public void write(int batch, DelegateExecution execution) {
        writing.write(execution.getTenantId(), Watch.day(execution), batch);
    }
}
