package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Walks at random through everything that can happen to a concern – each decision, answers early and late, time passing, facts of
 * the case, the wrong people trying – and says after every step what must always be true. The seed is printed: a walk that fails
 * runs again with {@code -Dseed=…}; {@code -Dwalks=10000} walks more and writes {@code docs/walks.md}, with {@code -Dminutes=…} at
 * the latest after that time. That each check can fail says {@link ConcernInvariantsTest}.
 */
class ConcernWalkTest extends ConcernHouse {

    private static final int IN_THE_BUILD = 300;
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
        long until = System.nanoTime() + Duration.ofMinutes(Integer.getInteger("minutes", 24 * 60)).toNanos();
        ConcernInvariants invariants = new ConcernInvariants(engine, register, jdbc, transactions);
        Map<String, Integer> endings = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        int first = 0;
        int done = 0;
        long steps = 0;
        long began = System.nanoTime();
        long computed = processorNanos();
        for (int i = 0; i < walks && System.nanoTime() < until; i++) {
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
                System.out.println(failures.get(failures.size() - 1));
                takeAway();
                if (failures.size() == SHOWN) {
                    break;
                }
                continue;
            }
            done++;
            steps += walk.steps();
            endings.merge(walk.ending(), 1, Integer::sum);
            correspondence((seed + i) % SENDS == 0 && !walk.caseOver());
            if (walk.caseOver()) {
                leave();
            }
            if (asked && done % 100 == 0) {
                System.out.printf(Locale.UK, "%d walks, %d steps, %.0f s (%.0f)%n", done, steps, (System.nanoTime() - began) / 1e9,
                        (processorNanos() - computed) / 1e9);
            }
        }
        leave();
        double seconds = (System.nanoTime() - began) / 1e9;
        double processor = (processorNanos() - computed) / 1e9;
        System.out.printf(Locale.UK, "%d walks, %d steps, %.0f s (%.0f s of processor time), %s%n", done, steps, seconds, processor,
                endings);
        if (asked && walks >= 1000) {
            // Also when a walk went wrong: the document says so.
            Files.writeString(FIGURES, figures(walks, done, failures.size(), seed, steps, seconds, processor, endings));
        }
        assertThat(failures).as("walks that went wrong").isEmpty();
        assertThat(endings.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(done);
        if (!asked || walks < 1000) {
            assertThat(done).as("walks").isEqualTo(walks);
        }
    }

    /** Of this thread: says more than the clock on a machine that others use as well. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
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

    private static String figures(int walks, int done, int wrong, long seed, long steps, double seconds, double processor,
                                  Map<String, Integer> endings) {
        Integer minutes = Integer.getInteger("minutes");
        StringBuilder text = new StringBuilder();
        text.append("# Walks through concerns\n\nThe last run of `ConcernWalkTest` on demand; written by the run itself:\n\n```\n")
                .append("mvn test-compile surefire:test@default-test -Dtest=ConcernWalkTest -Dwalks=").append(walks)
                .append(minutes == null ? "" : " -Dminutes=" + minutes).append(" -Dseed=").append(seed).append("\n```\n\n");
        if (wrong > 0) {
            text.append("Walks that went wrong: ").append(wrong).append(". What the run printed says which and why.\n\n");
        }
        if (done + wrong < walks) {
            text.append(String.format(Locale.UK, "It was given %d minutes; %,d of the %,d walks were done in that time.%n%n", minutes,
                    done, walks));
        }
        text.append("Each walk takes one concern at random through forms, reports, time and facts of the case until it has ended. ")
                .append("After each step it was checked that at most one stage is open, that stages only go forwards and that only ")
                .append("the child's IRO has settled it, after every second one that register, timers and tasks say the same; at the ")
                .append("end that nothing is left and that every message stands in the ledger once. `ConcernInvariantsTest` shows ")
                .append("that each of these checks can fail. Every build walks ").append(IN_THE_BUILD)
                .append(" times and prints its seed.\n\n| | |\n|---|---|\n")
                .append("| Day of the run | ").append(London.day(LocalDate.now(Clock.system(London.ZONE)))).append(" |\n")
                .append(String.format(Locale.UK, "| Walks | %,d |%n| Steps | %,d |%n| Seconds | %,.0f |%n| Seconds of processor time | %,.0f |%n",
                        done, steps, seconds, processor));
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
            forget();
            reference = null;
        }
    }

    /** Ten thousand walks would fill the memory with what nobody reads any more: letters, timelines and history of a case left. */
    private void forget() {
        List<String> running = engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(reference).list()
                .stream().map(ProcessInstance::getProcessDefinitionId).toList();
        assertThat(running).as("running in a case that was left").isEmpty();
        for (String table : List.of("correspondence_recipient", "correspondence_case", "correspondence_line")) {
            jdbc.update("delete from " + table + " where item_id in (select id from correspondence_item where case_reference = ?)",
                    reference);
        }
        for (String table : List.of("dispute_text", "dispute_stage", "dispute_action")) {
            jdbc.update("delete from " + table + " where dispute_id in (select id from dispute where case_reference = ?)", reference);
        }
        jdbc.update("update case_event set record_id = null where case_reference = ?", reference);
        for (String table : List.of("correspondence_item", "dispute", "deadline", "timeline_record")) {
            jdbc.update("delete from " + table + " where case_reference = ?", reference);
        }
        for (String table : List.of("ACT_HI_ACTINST", "ACT_HI_TASKINST", "ACT_HI_VARINST", "ACT_HI_PROCINST")) {
            jdbc.update("delete from " + table + " where PROC_INST_ID_ in (select PROC_INST_ID_ from ACT_HI_PROCINST where "
                    + "BUSINESS_KEY_ = ?)", reference);
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
