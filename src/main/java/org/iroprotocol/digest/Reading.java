package org.iroprotocol.digest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.Calendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.Caseload;
import org.iroprotocol.casefile.Caseload.Acting;
import org.iroprotocol.casefile.Caseload.Holder;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.correspondence.Digests;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRule;
import org.iroprotocol.deadline.OpenDeadlines;
import org.iroprotocol.digest.TasksAtHand.OpenTask;
import org.iroprotocol.document.ExpectedDocument;
import org.iroprotocol.document.ExpectedDocuments;
import org.springframework.stereotype.Component;

/** Reads what the digests of one batch are made of: a fixed number of questions, however many cases the people have. */
@Component
class Reading {

    private static final String SOON = "follow-up.working-days";
    private static final Comparator<Duty> MOST_URGENT_FIRST = Comparator.comparing(Duty::stage).thenComparing(Duty::due)
            .thenComparing(Duty::reference).thenComparing(Duty::what);

    private final Caseload caseload;
    private final TasksAtHand tasks;
    private final OpenDeadlines deadlines;
    private final ExpectedDocuments documents;
    private final Digests digests;
    private final Settings settings;
    private final Calendars calendars;
    private final Clock clock;

    Reading(Caseload caseload, TasksAtHand tasks, OpenDeadlines deadlines, ExpectedDocuments documents, Digests digests,
            Settings settings, Calendars calendars, Clock clock) {
        this.caseload = caseload;
        this.tasks = tasks;
        this.deadlines = deadlines;
        this.documents = documents;
        this.digests = digests;
        this.settings = settings;
        this.calendars = calendars;
        this.clock = clock;
    }

    Material material(String authority, List<Recipient> recipients) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, London.ZONE);
        LocalDate soonUntil = calendars.of(authority).plus(today, soon(authority));
        Set<String> users = recipients.stream().map(Recipient::userId).filter(id -> id != null).collect(toSet());
        List<Acting> acting = caseload.acting(authority, users);
        Set<String> own = acting.stream().map(Acting::caseReference).collect(toSet());

        Map<String, OpenTask> open = new LinkedHashMap<>();
        Map<String, Deadline> due = new LinkedHashMap<>();
        tasks.ofCases(authority, own).forEach(task -> open.put(task.id(), task));
        tasks.assignedTo(authority, users).forEach(task -> open.put(task.id(), task));
        Set<String> pools = recipients.stream().flatMap(each -> each.pools().stream()).collect(toSet());
        tasks.ofPools(authority, pools).forEach(task -> open.put(task.id(), task));
        if (recipients.stream().anyMatch(Sheet::managesByPool)) {
            tasks.dueBefore(authority, now).forEach(task -> open.put(task.id(), task));
            deadlines.dueBefore(authority, now).forEach(deadline -> due.put(deadline.id().toString(), deadline));
        }
        Set<String> references = new HashSet<>(own);
        open.values().forEach(task -> references.add(task.caseReference()));
        deadlines.ofCases(references).forEach(deadline -> due.put(deadline.id().toString(), deadline));

        Duties duties = new Duties(now, today, soonUntil, tasks.instancesOf(authority, OnlyItsHolder.PROCESSES));
        List<Duty> near = duties.near(authority, open, due);
        Set<String> iros = acting.stream().filter(each -> each.role().equals(Groups.IRO)).map(Acting::caseReference)
                .collect(toSet());
        Set<String> told = near.stream().map(Duty::reference).collect(toSet());
        told.addAll(iros);
        Map<String, CaseFile> files = caseload.files(told);
        near.removeIf(duty -> !files.containsKey(duty.reference()));
        Map<String, Map<String, String>> holders = holders(near);
        near.replaceAll(duty -> forItsPool(duty, holders));
        near.sort(MOST_URGENT_FIRST);
        iros.removeIf(reference -> !files.containsKey(reference) || files.get(reference).closedAt() != null);
        return new Material(today, soonUntil, acting.stream().collect(groupingBy(Acting::userId)), near, files, holders,
                expected(authority, iros), settings.get(authority, "public-url").replaceAll("/+$", ""));
    }

    /** A fact owed by a role that is a pool is everybody's of the pool while the case names nobody. */
    private static Duty forItsPool(Duty duty, Map<String, Map<String, String>> holders) {
        boolean pool = duty.isFact() && Groups.POOLS.contains(duty.role())
                && !holders.getOrDefault(duty.reference(), Map.of()).containsKey(duty.role());
        return !pool ? duty : new Duty(duty.reference(), duty.what(), duty.due(), duty.timed(), duty.statutory(), duty.stage(),
                duty.role(), null, true, duty.hidden(), duty.rule(), null);
    }

    private Map<String, Map<String, String>> holders(List<Duty> duties) {
        return caseload.holders(duties.stream().map(Duty::reference).collect(toSet())).stream()
                .collect(groupingBy(Holder::caseReference, toMap(Holder::role, Holder::name, (one, other) -> one)));
    }

    private Map<String, List<String>> expected(String authority, Set<String> references) {
        Map<String, List<Proceedings>> proceedings = caseload.proceedings(references);
        Map<String, List<CaseEvent>> events = caseload.events(references);
        Map<String, List<String>> expected = new HashMap<>();
        new TreeSet<>(references).forEach(reference -> {
            List<String> labels = documents.of(authority, proceedings.getOrDefault(reference, List.of()),
                            events.getOrDefault(reference, List.of())).stream()
                    .filter(document -> document.state() == ExpectedDocument.State.NOTHING_RECORDED && !document.ifAny())
                    .map(ExpectedDocument::label).toList();
            if (!labels.isEmpty()) {
                expected.put(reference, labels);
            }
        });
        return expected;
    }

    private int soon(String authority) {
        try {
            return Integer.parseUnsignedInt(settings.get(authority, SOON));
        } catch (NumberFormatException e) {
            throw new IllegalStateException("settings.dmn of '" + authority + "', row '" + SOON
                    + "': the value must be a whole number of working days, 0 or more.", e);
        }
    }

    /** Puts tasks and deadlines together: one duty for a task and the deadline it follows. */
    private final class Duties {

        private final Instant now;
        private final LocalDate today;
        private final LocalDate soonUntil;
        private final Set<String> hidden;

        Duties(Instant now, LocalDate today, LocalDate soonUntil, Set<String> hidden) {
            this.now = now;
            this.today = today;
            this.soonUntil = soonUntil;
            this.hidden = hidden;
        }

        List<Duty> near(String authority, Map<String, OpenTask> open, Map<String, Deadline> due) {
            Map<String, Deadline> byStep = new HashMap<>();
            due.values().forEach(deadline -> byStep.put(step(deadline.processInstanceId(), deadline.rule().id()), deadline));
            Set<String> withTask = new HashSet<>();
            List<Duty> near = new ArrayList<>();
            open.values().forEach(task -> {
                String step = step(task.instanceId(), task.rule());
                withTask.add(step);
                near.add(duty(task, byStep.get(step)));
            });
            due.values().stream().filter(deadline -> !withTask.contains(step(deadline.processInstanceId(), deadline.rule().id())))
                    .forEach(deadline -> digests.owner(authority, deadline.rule().id())
                            .ifPresent(role -> near.add(duty(deadline, role))));
            near.removeIf(duty -> duty.stage() == Duty.Stage.LATER);
            return near;
        }

        private Duty duty(OpenTask task, Deadline deadline) {
            boolean missed = deadline == null ? task.due().isBefore(now) : deadline.state() == Deadline.State.MISSED;
            return new Duty(task.caseReference(), task.name(), task.due(), deadline != null && timed(deadline.rule()),
                    deadline != null && statutory(deadline.rule()), stage(task.due(), missed), task.role(), task.assignee(),
                    task.assignee() == null && task.role() != null, OnlyItsHolder.hides(task.process()), task.rule(), task.id());
        }

        private Duty duty(Deadline deadline, String role) {
            Duty.Stage stage = stage(deadline.due(), deadline.state() == Deadline.State.MISSED);
            return new Duty(deadline.caseReference(), deadline.rule().label(), deadline.due(), timed(deadline.rule()),
                    statutory(deadline.rule()), stage, role, null, false,
                    hidden.contains(deadline.processInstanceId()), deadline.rule().id(), null);
        }

        private Duty.Stage stage(Instant due, boolean missed) {
            LocalDate day = LocalDate.ofInstant(due, London.ZONE);
            return missed ? Duty.Stage.MISSED : !day.isAfter(today) ? Duty.Stage.TODAY
                    : !day.isAfter(soonUntil) ? Duty.Stage.SOON : Duty.Stage.LATER;
        }

        private static String step(String instanceId, String rule) {
            return instanceId + "\n" + rule;
        }

        private static boolean timed(DeadlineRule rule) {
            return rule.unit() == DeadlineRule.Unit.HOURS || rule.unit() == DeadlineRule.Unit.IMMEDIATELY;
        }

        private static boolean statutory(DeadlineRule rule) {
            return rule.kind() == DeadlineRule.Kind.STATUTORY;
        }
    }
}
