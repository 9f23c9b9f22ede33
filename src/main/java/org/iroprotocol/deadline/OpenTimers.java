package org.iroprotocol.deadline;

import java.util.Date;
import java.util.function.BiPredicate;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Moves the timers and task dates of running process instances; built in the room {@code engine}. */
public interface OpenTimers {

    /**
     * Evaluates the date expressions of everything open in the instance again and moves, arms or removes timers and
     * task dates accordingly, in the caller's transaction. Asks for no authorisation.
     *
     * @param stillToFire asked only where no timer job exists: should one be made for this date?
     */
    void rearm(String processInstanceId, BiPredicate<DelegateExecution, Date> stillToFire);
}
