package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.calendar.When;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.dispute.Concern.Outcome;
import org.iroprotocol.dispute.Concern.State;

/** One concern on its way, driven by chance among everything that can happen to it now, until it has ended. */
class ConcernWalk {

    private static final int SETTLE_AFTER = 22;
    private static final int MOST_STEPS = 120;
    private static final int MINUTES = 240;
    private static final List<String> NOT_THEIRS = List.of("team-manager.test", "social-worker.test", "deputy-head-of-service.test",
            "head-of-service.test", "service-director.test", "iro-admin.test", "childrens-guardian.test");

    private final ConcernWalkTest test;
    private final ConcernInvariants invariants;
    private final String reference;
    private final Random random;
    private final ConcernForms forms;
    private final List<String> log = new ArrayList<>();
    private Concern concern;
    private int steps;
    private boolean died;
    private boolean moved;

    ConcernWalk(ConcernWalkTest test, ConcernInvariants invariants, String reference, long seed) {
        this.test = test;
        this.invariants = invariants;
        this.reference = reference;
        random = new Random(seed);
        forms = new ConcernForms(random);
    }

    int steps() {
        return steps;
    }

    List<String> log() {
        return log;
    }

    /** The case cannot be used again. */
    boolean caseOver() {
        return died || moved;
    }

    /** How it ended. */
    String ending() {
        return died ? "died" : concern.issued() == null ? "never issued" : concern.outcome().words();
    }

    Concern concern() {
        return concern;
    }

    void walk() {
        test.raise(reference);
        look();
        boolean running = true;
        while (running) {
            assertThat(++steps).as("steps until it ends").isLessThanOrEqualTo(MOST_STEPS);
            if (steps == SETTLE_AFTER) {
                forms.end();
            }
            later(random.nextInt(MINUTES));
            Outcome before = concern.outcome();
            String actor = step();
            if (!forms.maybe(6)) {
                runJobs();
            }
            look();
            invariants.settledByTheIro(before, concern, actor, () -> test.files.usersActing(reference, "iro"));
            running = test.running(concern);
            if (running) {
                invariants.whileRunning(concern, forms.maybe(2));
            }
        }
        runJobs();
        look();
        invariants.onceEnded(concern, died, moved);
    }

    private void look() {
        concern = test.concern(reference);
    }

    // ---- what can happen ----

    /** @return who did it; null for nobody */
    private String step() {
        List<Task> tasks = test.engine.getTaskService().createTaskQuery().processInstanceId(concern.processInstanceId())
                .orderByTaskCreateTime().asc().list();
        int dice = random.nextInt(100);
        boolean late = steps >= SETTLE_AFTER;
        if (!tasks.isEmpty() && (dice < 45 || late && dice < 85)) {
            return complete(forms.one(tasks));
        }
        if (late && tasks.isEmpty()) {
            return report("ended");
        }
        if (dice < 70) {
            return timePasses();
        }
        if (dice < 90) {
            return report(forms.one("response", "response", "stage", "ended", "told", "court"));
        }
        return dice < 95 ? fact() : wrongUser(tasks);
    }

    private String complete(Task task) {
        String step = task.getTaskDefinitionKey();
        String user = task.getAssignee() != null ? task.getAssignee() : test.iro(reference);
        Map<String, Object> form = forms.of(step, concern);
        note(user + " " + step + " " + form);
        test.complete(task.getId(), user, form);
        return user;
    }

    /** Accepted where it makes sense now, else refused without a trace. */
    private String report(String kind) {
        Map<String, Object> form = forms.report(kind, concern);
        boolean makesSense = switch (kind) {
            case "response" -> concern.issued() != null;
            case "stage" -> concern.open() && waits("concern-moves-on") && !form.get("goesTo").equals("stage-1");
            case "ended" -> waits("concern-ended");
            default -> true;
        };
        String user = kind.equals("response") ? forms.one("iro-admin.test", test.iro(reference)) : test.iro(reference);
        note(user + (makesSense ? " reports " : " is refused ") + form);
        form.put("caseReference", reference);
        if (makesSense) {
            test.cases.start("derby", user, "concern-report", form);
            return user;
        }
        refused(() -> test.cases.start("derby", user, "concern-report", form));
        return null;
    }

    private String timePasses() {
        Date next = test.engine.getManagementService().createJobQuery().processInstanceId(concern.processInstanceId()).timers().list()
                .stream().map(Job::getDuedate).filter(date -> date != null).min(Comparator.naturalOrder()).orElse(null);
        if (next != null) {
            long at = Math.max(next.getTime() + 1000, ClockUtil.getCurrentTime().getTime());
            ClockUtil.setCurrentTime(new Date(at));
            note("time passes");
            runJobs();
        }
        return null;
    }

    private String fact() {
        String today = test.house.today().toString();
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                boolean first = test.iro(reference).equals(ConcernHouse.IRO);
                note("another IRO");
                test.cases.person(reference, "iro", first ? "Ivan Second" : "Iris Ashworth", (first ? "iro2" : "iro")
                        + ".test@derby.example", today);
            }
            case 3, 4 -> {
                if (test.live(reference)) {
                    note("proceedings end");
                    test.cases.ended(reference, today, true, Map.of());
                }
            }
            case 5, 6, 7 -> {
                if (test.live(reference)) {
                    String day = test.house.today().plusDays(1 + random.nextInt(30)).toString();
                    note("hearing on " + day);
                    test.cases.date(reference, "irh", day);
                }
            }
            case 8, 9 -> {
                boolean now = forms.maybe(2);
                note("looked after: " + now);
                Map<String, Object> form = new HashMap<>(Map.of("nowLookedAfter", now ? "yes" : "no", "statusFrom", today));
                if (now) {
                    form.put("legalStatus", "s20");
                }
                test.cases.changed(reference, "looked-after", form);
            }
            case 10 -> {
                if (forms.maybe(3)) {
                    note("the child has died");
                    died = true;
                    test.files.recordEvent(reference, "died", "", When.on(test.house.today()), "system", null);
                }
            }
            default -> {
                if (forms.maybe(2) && !moved) {
                    note("moved");
                    moved = true;
                    test.cases.changed(reference, "moved", Map.of("movedOn", today, "movedTo", "Leicester"));
                }
            }
        }
        return null;
    }

    /** Those it is about, and others whose it is not, try to decide: refused, and nothing has changed. */
    private String wrongUser(List<Task> tasks) {
        String user = forms.one(NOT_THEIRS);
        Task task = tasks.stream().filter(one -> one.getTaskDefinitionKey().matches("judge.*|decide.*|discuss-and.*|close.*|check.*"))
                .findFirst().orElse(null);
        if (task == null) {
            String other = forms.one("senior-iro.test", test.iro(reference).equals("iro2.test") ? "iro.test" : "iro2.test", user);
            Map<String, Object> form = forms.report("ended", concern);
            form.put("caseReference", reference);
            note(other + " tries to end it");
            refused(() -> test.cases.start("derby", other, "concern-report", form));
            return null;
        }
        note(user + " tries " + task.getTaskDefinitionKey());
        refused(() -> test.complete(task.getId(), user, forms.of(task.getTaskDefinitionKey(), concern)));
        assertThat(test.engine.getTaskService().createTaskQuery().taskId(task.getId()).count()).as("still open").isEqualTo(1);
        return null;
    }

    private void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        State before = test.concern(reference).state();
        Outcome outcome = test.concern(reference).outcome();
        assertThatThrownBy(deed).isInstanceOf(RuntimeException.class);
        assertThat(test.concern(reference).state()).isEqualTo(before);
        assertThat(test.concern(reference).outcome()).isEqualTo(outcome);
    }

    private boolean waits(String message) {
        return test.engine.getRuntimeService().createEventSubscriptionQuery().processInstanceId(concern.processInstanceId())
                .eventName(message).count() > 0;
    }

    // ---- time ----

    private static void later(int minutes) {
        Instant later = ClockUtil.getCurrentTime().toInstant().plusSeconds(minutes * 60L);
        ClockUtil.setCurrentTime(Date.from(later));
    }

    /** What is due of this concern and, where a fact has moved its deadlines, of that. */
    private void runJobs() {
        for (int round = 0; round < 50; round++) {
            List<Job> due = new ArrayList<>(test.engine.getManagementService().createJobQuery().processDefinitionKey("move-deadlines")
                    .executable().list());
            due.addAll(test.engine.getManagementService().createJobQuery().processInstanceId(concern.processInstanceId())
                    .executable().orderByJobDuedate().asc().list());
            if (due.isEmpty()) {
                return;
            }
            for (Job job : due) {
                if (test.engine.getManagementService().createJobQuery().jobId(job.getId()).count() > 0) {
                    test.engine.getManagementService().executeJob(job.getId());
                }
            }
        }
        throw new AssertionError("jobs keep coming");
    }

    private void note(String what) {
        log.add(LocalDateTime.ofInstant(ClockUtil.getCurrentTime().toInstant(), ZoneOffset.UTC) + " [" + (concern == null ? "" :
                concern.state() + " " + concern.stage()) + "] " + what);
    }
}
