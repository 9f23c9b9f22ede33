package org.iroprotocol.testing;

import java.time.LocalDate;
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
        ClockUtil.setCurrentTime(moment(londonDateTime));
    }

    /** That London wall-clock time, for example {@code moment("2026-12-22T23:59:59")}. */
    public static Date moment(String londonDateTime) {
        return Date.from(LocalDateTime.parse(londonDateTime).atZone(London.ZONE).toInstant());
    }

    /** Today in London by the one clock. */
    public LocalDate today() {
        return LocalDate.ofInstant(ClockUtil.getCurrentTime().toInstant(), London.ZONE);
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

    /** Runs the job of that case's correspondence that keeps throwing, moving the clock on as it pauses, until an incident stands. */
    public void exhaustRetries(String reference) {
        for (int attempt = 0; attempt < 20; attempt++) {
            List<Job> jobs = engine.getManagementService().createJobQuery().withRetriesLeft().list().stream()
                    .filter(job -> "correspondence".equals(job.getProcessDefinitionKey()) && reference.equals(businessKey(job)))
                    .toList();
            if (jobs.isEmpty()) {
                return;
            }
            for (Job job : jobs) {
                if (job.getDuedate() != null && job.getDuedate().after(ClockUtil.getCurrentTime())) {
                    ClockUtil.setCurrentTime(new Date(job.getDuedate().getTime() + 1000));
                }
                try {
                    engine.getManagementService().executeJob(job.getId());
                } catch (RuntimeException expected) {
                    // The engine has counted the attempt; the incident is what the test looks at.
                }
            }
        }
        throw new AssertionError("retries do not end");
    }

    private String businessKey(Job job) {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceId(job.getProcessInstanceId())
                .singleResult().getBusinessKey();
    }

    /** Runs that many of the jobs that are due. */
    public void runDueJobs(int number) {
        dueJobs().subList(0, number).forEach(job -> engine.getManagementService().executeJob(job.getId()));
    }

    /** Jobs that could run now, by due date. */
    public List<Job> dueJobs() {
        return engine.getManagementService().createJobQuery().executable().active().orderByJobDuedate().asc().list();
    }

    /** Lets the clock run on by two seconds and runs what is due. */
    public void momentsPass() {
        ClockUtil.setCurrentTime(new Date(ClockUtil.getCurrentTime().getTime() + 2000));
        runDueJobs();
    }

    /** Moves the clock to one second past that moment and runs what is due. */
    public void passes(String londonDateTime) {
        at(LocalDateTime.parse(londonDateTime).plusSeconds(1).toString());
        runDueJobs();
    }
}
