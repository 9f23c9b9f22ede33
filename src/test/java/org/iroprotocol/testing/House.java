package org.iroprotocol.testing;

import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.iroprotocol.calendar.London;
import org.springframework.stereotype.Component;

/** The running house in a test: its clock and its background jobs, both in the test's hands. */
@Component
public class House {

    private final ProcessEngine engine;

    House(ProcessEngine engine) {
        this.engine = engine;
    }

    /** Sets the one clock, for example {@code at("2026-12-18T09:30")}, London time. */
    public void at(String londonDateTime) {
        ClockUtil.setCurrentTime(Date.from(LocalDateTime.parse(londonDateTime).atZone(London.ZONE).toInstant()));
    }

    /** Runs every job that is due, and those they make, until none is left; a job that throws, throws here. */
    public void runDueJobs() {
        for (int round = 0; round < 200; round++) {
            List<Job> due = dueJobs();
            if (due.isEmpty()) {
                return;
            }
            for (Job job : due) {
                if (engine.getManagementService().createJobQuery().jobId(job.getId()).count() > 0) {
                    engine.getManagementService().executeJob(job.getId());
                }
            }
        }
        throw new AssertionError("jobs keep coming: " + dueJobs());
    }

    /** Jobs that could run now, by due date. */
    public List<Job> dueJobs() {
        return engine.getManagementService().createJobQuery().executable().active().orderByJobDuedate().asc().list();
    }

    /** Moves the clock to one second past that moment and runs what is due. */
    public void passes(String londonDateTime) {
        at(LocalDateTime.parse(londonDateTime).plusSeconds(1).toString());
        runDueJobs();
    }
}
