package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.runtime.Job;
import org.iroprotocol.calendar.When;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Walks at random through everything that can happen to a concern – each decision, answers early and late, time passing, facts of
 * the case, the wrong people trying – and says after every step what must always be true. The seed is printed: a walk that fails
 * runs again with {@code -Dseed=…}; {@code -Dwalks=10000} walks more and writes {@code docs/walks.md}.
 */
class ConcernWalkTest extends ConcernHouse {

    private static final int IN_THE_BUILD = 20;
    private static final int PER_CASE = 12;
    /** Of so many walks one also sends its letters and messages. */
    private static final int SENDS = 20;
    /** Of those that go wrong. */
    private static final int SHOWN = 4;
    private static final Path FIGURES = Path.of("docs/walks.md");

    @Autowired
    JdbcTemplate jdbc;
    @Autowired
    PlatformTransactionManager transactions;

    private String reference;
    private int onThisCase;

    @Test
    @Clause("C-101 C-104 C-105 C-116")
    void whateverHappensAConcernEndsInOrderAndLeavesNothing() throws IOException {
        boolean asked = System.getProperty("walks") != null;
        int walks = Integer.getInteger("walks", IN_THE_BUILD);
        long seed = Long.getLong("seed", System.nanoTime() % 1_000_000_000L);
        System.out.printf("Walks of concerns: %d, -Dseed=%d%n", walks, seed);
        ConcernInvariants invariants = new ConcernInvariants(engine, register, jdbc, transactions);
        Map<String, Integer> endings = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        int first = 0;
        long steps = 0;
        long began = System.nanoTime();
        for (int i = 0; i < walks; i++) {
            if (reference == null || onThisCase == PER_CASE) {
                leave();
                opened(new Random(seed + i).nextBoolean());
                first = i;
            }
            onThisCase++;
            ConcernWalk walk = new ConcernWalk(this, invariants, reference, seed + i);
            try {
                walk.walk();
            } catch (Exception | AssertionError failed) {
                // From the first walk of its case: what happened to the case before is part of it.
                failures.add("-Dwalks=" + (i - first + 1) + " -Dseed=" + (seed + first) + "\n" + String.join("\n", walk.log()) + "\n"
                        + said(failed) + where(failed));
                takeAway();
                if (failures.size() == SHOWN) {
                    break;
                }
                continue;
            }
            steps += walk.steps();
            endings.merge(walk.ending(), 1, Integer::sum);
            correspondence((seed + i) % SENDS == 0 && !walk.caseOver());
            if (walk.caseOver()) {
                leave();
            }
        }
        leave();
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(Locale.UK, "%d steps, %.0f s, %s%n", steps, seconds, endings);
        assertThat(failures).as("walks that went wrong").isEmpty();
        if (asked && walks >= 1000) {
            Files.writeString(FIGURES, figures(walks, seed, steps, seconds, endings));
        }
        assertThat(endings.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(walks);
    }

    private static String where(Throwable failed) {
        return Arrays.stream(failed.getStackTrace()).filter(line -> line.getClassName().contains(".iroprotocol.")).limit(4)
                .map(StackTraceElement::toString).collect(Collectors.joining("\n"));
    }

    /** After a walk that went wrong: nothing of its case stays. */
    private void takeAway() {
        engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(reference).list()
                .forEach(instance -> engine.getRuntimeService().deleteProcessInstanceIfExists(instance.getId(), "a walk went wrong",
                        true, true, true, true));
        correspondence(false);
        reference = null;
    }

    private String figures(int walks, long seed, long steps, double seconds, Map<String, Integer> endings) {
        StringBuilder text = new StringBuilder();
        text.append("# Walks through concerns\n\nThe last run of `ConcernWalkTest` on demand; written by the run itself:\n\n```\n")
                .append("mvn test -Dtest=ConcernWalkTest -Dsurefire.failIfNoSpecifiedTests=false -Dwalks=").append(walks)
                .append(" -Dseed=").append(seed).append("\n```\n\nEach walk takes one concern at random through forms, reports, ")
                .append("time and facts of the case until it has ended. After each step it was checked that at most one stage is ")
                .append("open, that stages only go forwards and that only the child's IRO has settled it, after every second one ")
                .append("that register, timers and tasks say the same; at the end that nothing is left and nothing was sent twice.\n\n")
                .append("| | |\n|---|---|\n")
                .append(String.format(Locale.UK, "| Walks | %,d |%n| Steps | %,d |%n| Seconds | %,.0f |%n", walks, steps, seconds));
        endings.forEach((ending, count) -> text.append(String.format(Locale.UK, "| Ended: %s | %,d |%n", ending.substring(0, 1)
                .toLowerCase(Locale.UK) + ending.substring(1), count)));
        return text.toString();
    }

    // ---- a case for several walks, half of them in proceedings ----

    private void opened(boolean inProceedings) {
        house.at("2026-12-18T10:00");
        reference = cases.open(Map.of("socialWorkerName", "Sam Worker", "socialWorkerEmail", "sam@derby.example", "teamManagerName",
                "Tina Manager", "teamManagerEmail", "tina@derby.example", "guardianName", "Grace Guardian", "guardianEmail",
                "grace@cafcass.example", "cafcassAllocatedOn", "2026-12-18"));
        for (String role : List.of("deputy-head-of-service", "head-of-service", "service-manager", "la-solicitor")) {
            cases.person(reference, role, "The " + role, role + ".holder@derby.example", "2026-12-18");
        }
        if (inProceedings) {
            cases.date(reference, "cmh", "2027-02-03");
        } else {
            cases.ended(reference, "2026-12-18", true, Map.of());
        }
        onThisCase = 0;
    }

    /** Ends the case, so that nothing of it is left to run. */
    private void leave() {
        if (reference != null) {
            if (files.event(reference, "died", "").isEmpty()) {
                files.recordEvent(reference, "died", "", When.on(house.today()), "system", null);
            }
            engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(reference).list()
                    .forEach(instance -> jobs(instance.getId()));
            correspondence(false);
            reference = null;
        }
    }

    private void jobs(String instance) {
        for (Job job : engine.getManagementService().createJobQuery().processInstanceId(instance).executable().list()) {
            if (engine.getManagementService().createJobQuery().jobId(job.getId()).count() > 0) {
                engine.getManagementService().executeJob(job.getId());
            }
        }
    }

    // ---- what was written ----

    /** Sends it, or takes it away unsent: ten thousand walks write two hundred thousand messages. */
    private void correspondence(boolean sent) {
        if (sent) {
            house.passes(house.today().plusDays(6) + "T12:00");
            return;
        }
        List<Object[]> unsent = jdbc.queryForList("select ID_ from ACT_RU_EXECUTION where PARENT_ID_ is null and PROC_DEF_ID_ like "
                + "'correspondence:%'", String.class).stream().map(id -> new Object[] {id}).toList();
        jdbc.batchUpdate("delete from ACT_RU_JOB where PROCESS_INSTANCE_ID_ = ?", unsent);
        jdbc.batchUpdate("delete from ACT_RU_VARIABLE where PROC_INST_ID_ = ?", unsent);
        jdbc.batchUpdate("delete from ACT_RU_EXECUTION where PROC_INST_ID_ = ? and PARENT_ID_ is not null", unsent);
        jdbc.batchUpdate("delete from ACT_RU_EXECUTION where PROC_INST_ID_ = ?", unsent);
        for (String table : List.of("ACT_HI_ACTINST", "ACT_HI_VARINST", "ACT_HI_PROCINST")) {
            jdbc.batchUpdate("delete from " + table + " where PROC_INST_ID_ = ?", unsent);
        }
    }

    // ---- for the walks ----

    String iro(String reference) {
        return files.usersActing(reference, "iro").stream().sorted().findFirst().orElse(IRO);
    }

    boolean live(String reference) {
        return files.proceedings(reference).stream().anyMatch(one -> one.endedOn() == null);
    }
}
