package org.iroprotocol.deadline;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.casefile.CaseChange;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.deadline.Deadline.State;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps each deadline of each case, and moves it when what it counts from changes. */
@Service
class Register implements DeadlineRegister, NextDue, OpenDeadlines, PastDuties, SubjectDeadlines {

    /** The process that moves deadlines in a job after the change commits. */
    static final String MOVE = "move-deadlines";
    private static final String SUBJECT = "subject";
    private static final String OVER = "Over; what follows has a date of its own.";
    private static final String LEFT_EARLY = "Left before it was done.";
    private static final List<State> ORDER = List.of(State.OPEN, State.WAITING, State.MET, State.CLOSED);

    private final Rows rows;
    private final Rules rules;
    private final Facts facts;
    private final CriticalDates criticalDates;
    private final OpenTimers timers;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final AsSystem asSystem;
    private final Clock clock;

    Register(Rows rows, Rules rules, Facts facts, CriticalDates criticalDates, OpenTimers timers,
             RuntimeService runtime, RepositoryService repository, AsSystem asSystem, Clock clock) {
        this.rows = rows;
        this.rules = rules;
        this.facts = facts;
        this.criticalDates = criticalDates;
        this.timers = timers;
        this.runtime = runtime;
        this.repository = repository;
        this.asSystem = asSystem;
        this.clock = clock;
    }

    // ---- for models: a closed deadline is met with only while timers are moved, and has no dates ----

    Date due(String rule, DelegateExecution execution) {
        Seen seen = seen();
        Row row = row(seen, rule, execution);
        Date due = row.state() == State.CLOSED ? null : date(row.due());
        seen.answered(row, due);
        return due;
    }

    Date morning(String rule, DelegateExecution execution) {
        Seen seen = seen();
        Row row = row(seen, rule, execution);
        Date morning = row.due() == null || row.state() == State.CLOSED ? null : date(rules.morning(row.authority(), row.due()));
        seen.answered(row, morning);
        return morning;
    }

    Date alert(String rule, DelegateExecution execution) {
        Seen seen = seen();
        Row row = row(seen, rule, execution);
        if (row.due() == null || row.state() == State.CLOSED) {
            seen.answered(row, null);
            return null;
        }
        Date alert = date(rules.alert(rules.rule(row.tableVersion(), row.rule()), row.authority(), row.due()));
        seen.answered(row, alert);
        return alert;
    }

    Date followUp(String rule, DelegateExecution execution) {
        Seen seen = seen();
        Row row = row(seen, rule, execution);
        seen.answered(null, null);
        return row.due() == null || row.state() == State.CLOSED ? null : date(rules.followUp(row.authority(), row.due()));
    }

    Date reminder(String rule, DelegateExecution execution) {
        Seen seen = seen();
        Row row = row(seen, rule, execution);
        if (row.due() == null || row.state() == State.CLOSED || !row.isMissedAsDueNow()) {
            return alert(rule, execution);
        }
        Date reminder = date(rules.reminder(row.authority(), row.due(), now()));
        seen.answered(row, reminder);
        return reminder;
    }

    Date reminderUntil(String rule, String eventKind, DelegateExecution execution) {
        Seen seen = seen();
        if (Facts.first(eventKind, subject(execution), events(seen, execution.getProcessBusinessKey())).isPresent()) {
            seen.answered(null, null);
            return null;
        }
        return reminder(rule, execution);
    }

    /** Always ahead: armed again or moved with the event, never told late. */
    Date warning(String rule, DelegateExecution execution) {
        Seen seen = seen();
        Row row = row(seen, rule, execution);
        seen.answered(null, null);
        return row.countedFrom() == null || row.due() == null || !row.isLive() ? null
                : date(rules.warning(rules.rule(row.tableVersion(), row.rule()), row.authority(), row.countedFrom(), now()));
    }

    void missed(String rule, DelegateExecution execution) {
        Seen seen = seen();
        Row row = row(seen, rule, execution);
        if (row.due() != null && !row.isMissedAsDueNow()) {
            update(seen, row, row.missed(now()));
        }
    }

    void met(String rule, DelegateExecution execution) {
        met(rule, now(), null, execution);
    }

    void metBy(String rule, String eventKind, DelegateExecution execution) {
        Facts.first(eventKind, subject(execution), events(seen(), execution.getProcessBusinessKey()))
                .ifPresent(when -> met(rule, when.instant(), eventKind, execution));
    }

    private void met(String rule, Instant at, String eventKind, DelegateExecution execution) {
        Seen seen = seen();
        String subject = subject(execution);
        List<Row> known = seen.rows(execution.getProcessInstanceId(), rows::ofProcessInstance);
        boolean alreadyMet = known.stream().anyMatch(row -> row.isFor(rule, subject) && row.state() == State.MET)
                && known.stream().noneMatch(row -> row.isFor(rule, subject) && row.isLive());
        if (!alreadyMet) {
            Row row = row(seen, rule, execution);
            update(seen, row, row.met(at, eventKind));
        }
    }

    Date nearing(String rule, DelegateExecution execution) {
        Seen seen = seen();
        Row row = row(seen, rule, execution);
        Instant near = row.due() == null || row.state() == State.CLOSED ? null : rules.followUp(row.authority(), row.due());
        Date ahead = near == null || !near.isAfter(now()) ? null : date(near);
        seen.answered(row, ahead);
        return ahead;
    }

    @Override
    public boolean isNear(String rule, DelegateExecution execution) {
        Row row = row(seen(), rule, execution);
        return row.isLive() && row.due() != null && !rules.followUp(row.authority(), row.due()).isAfter(now());
    }

    void over(String rule, DelegateExecution execution) {
        Seen seen = seen();
        String subject = subject(execution);
        live(seen, execution).filter(row -> row.isFor(rule, subject)).forEach(row -> update(seen, row, row.closed(OVER)));
    }

    void finished(String rule, DelegateExecution execution) {
        Seen seen = seen();
        String subject = subject(execution);
        boolean taken = execution.isCanceled();
        live(seen, execution).filter(row -> row.isFor(rule, subject)).forEach(row ->
                update(seen, row, taken ? row.closed(LEFT_EARLY) : row.met(now(), null)));
    }

    void close(DelegateExecution execution) {
        close(execution.getProcessInstanceId());
    }

    /** Service task of the process {@value #MOVE}: of one case, or without a case of all whose calendar changed. */
    void move(DelegateExecution execution) {
        String caseReference = execution.getProcessBusinessKey();
        if (caseReference != null) {
            moveCase(caseReference);
            return;
        }
        String authority = execution.getTenantId();
        Set<String> cases = new LinkedHashSet<>();
        for (Row row : rows.datedOfAuthority(authority)) {
            if (movesWithTheCalendar(row)) {
                cases.add(row.caseReference());
            }
        }
        cases.forEach(reference -> startMove(authority, reference));
    }

    private boolean movesWithTheCalendar(Row row) {
        DeadlineRule rule = rules.rule(row.tableVersion(), row.rule());
        return rules.countsFromAnother(row.tableVersion(), rule)
                ? !row.says(dueDate(seen(), row))
                : !rules.due(rule, row.authority(), row.countedFrom()).equals(row.due());
    }

    // ---- of several things of one instance, the earliest of which counts ----

    Date earliest(DelegateExecution execution) {
        Seen seen = seen();
        Row first = earliestRow(seen, execution);
        Date due = first == null ? null : date(first.due());
        seen.answered(first, due);
        return due;
    }

    Date earliestFollowUp(DelegateExecution execution) {
        Seen seen = seen();
        Row first = earliestRow(seen, execution);
        seen.answered(null, null);
        return first == null ? null : date(rules.followUp(first.authority(), first.due()));
    }

    /** The next of all due dates and reminders of what is not met. */
    Date earliestReminder(DelegateExecution execution) {
        Seen seen = seen();
        Row next = null;
        Instant at = null;
        for (Row row : effective(seen, execution)) {
            Instant reminder = row.isMissedAsDueNow() ? rules.reminder(row.authority(), row.due(), now()) : row.due();
            if (at == null || reminder.isBefore(at)) {
                next = row;
                at = reminder;
            }
        }
        seen.answered(next, date(at));
        return date(at);
    }

    private Row earliestRow(Seen seen, DelegateExecution execution) {
        return effective(seen, execution).stream().min(Comparator.comparing(Row::due)).orElse(null);
    }

    /** Of each subject the row that is due first; none where no date is known. */
    private List<Row> effective(Seen seen, DelegateExecution execution) {
        Map<String, Row> bySubject = new LinkedHashMap<>();
        live(seen, execution).filter(row -> row.due() != null && !row.subject().isEmpty())
                .forEach(row -> bySubject.merge(row.subject(), row, (one, two) -> two.due().isBefore(one.due()) ? two : one));
        return List.copyOf(bySubject.values());
    }

    private Stream<Row> live(Seen seen, DelegateExecution execution) {
        return List.copyOf(seen.rows(execution.getProcessInstanceId(), rows::ofProcessInstance)).stream().filter(Row::isLive);
    }

    @Override
    public void enter(String rule, String subject, DelegateExecution execution) {
        Seen seen = seen();
        List<Row> known = seen.rows(execution.getProcessInstanceId(), rows::ofProcessInstance);
        if (known.stream().noneMatch(row -> row.isFor(rule, subject))) {
            enter(seen, known, rule, subject, null, execution);
        }
    }

    @Override
    public void done(String subject, Instant at, DelegateExecution execution) {
        Seen seen = seen();
        live(seen, execution).filter(row -> row.subject().equals(subject)).forEach(row -> update(seen, row, row.met(at, null)));
    }

    @Override
    public void met(String caseReference, String rule, String subject, String eventKind) {
        Seen seen = seen();
        Facts.first(eventKind, subject, events(seen, caseReference)).ifPresent(when -> rows.liveOfCase(caseReference).stream()
                .filter(row -> row.isFor(rule, subject)).forEach(row -> {
                    rows.update(row.met(when.instant(), eventKind));
                    seen.forgetRows(row.processInstanceId());
                }));
    }

    @Override
    public void close(String subject, String reason, DelegateExecution execution) {
        Seen seen = seen();
        live(seen, execution).filter(row -> row.subject().equals(subject))
                .forEach(row -> update(seen, row, row.closed(reason)));
    }

    @Override
    public void refresh(DelegateExecution execution) {
        Date now = Date.from(now());
        Seen seen = seen();
        boolean before = seen.isMoving();
        seen.setMoving(true);
        try {
            timers.rearm(execution.getProcessInstanceId(), (one, date) -> date.after(now) || notYetTold(seen, date));
        } finally {
            seen.setMoving(before);
        }
    }

    @Override
    public List<String> missed(DelegateExecution execution, Function<String, String> group) {
        Seen seen = seen();
        Instant now = now();
        List<Row> passed = passed(seen, execution).filter(row -> !row.isMissedAsDueNow()).toList();
        List<Row> told = passed.stream()
                .filter(row -> group.apply(row.subject()).equals(group.apply(passed.get(0).subject()))).toList();
        told.forEach(row -> update(seen, row, row.missed(now)));
        return told.stream().map(Row::subject).toList();
    }

    @Override
    public List<String> overdue(DelegateExecution execution) {
        return passed(seen(), execution).map(Row::subject).toList();
    }

    private Stream<Row> passed(Seen seen, DelegateExecution execution) {
        Instant now = now();
        return effective(seen, execution).stream().filter(row -> row.due().isBefore(now)).sorted(Comparator.comparing(Row::due));
    }

    @Override
    public List<Open> openOfAuthority(String authority) {
        return open(rows.liveWithSubject(authority));
    }

    @Override
    public List<Open> openOfCase(String caseReference) {
        return open(rows.liveOfCase(caseReference));
    }

    private static List<Open> open(List<Row> live) {
        return live.stream().filter(row -> !row.subject().isEmpty())
                .map(row -> new Open(row.caseReference(), row.subject(), row.rule(), row.due(), row.workingOut())).toList();
    }

    // ---- for pages ----

    @Override
    public List<Deadline> ofCase(String caseReference) {
        Instant now = now();
        Comparator<Row> group = Comparator.comparingInt(row ->
                ORDER.indexOf(row.state() == State.MISSED ? State.OPEN : row.state()));
        return rows.ofCase(caseReference).stream()
                .sorted(group.thenComparing(Row::due, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Row::enteredAt).thenComparing(Row::rule))
                .map(row -> deadline(row, now))
                .toList();
    }

    @Override
    public Map<String, Instant> ofAuthority(String authority) {
        return rows.nextDue(authority);
    }

    @Override
    public List<Deadline> ofCases(Collection<String> references) {
        return deadlines(rows.datedOfCases(references));
    }

    @Override
    public List<Deadline> dueBefore(String authority, Instant moment) {
        return deadlines(rows.datedBefore(authority, moment));
    }

    private List<Deadline> deadlines(List<Row> dated) {
        Instant now = now();
        return dated.stream().sorted(Comparator.comparing(Row::due).thenComparing(Row::caseReference).thenComparing(Row::rule))
                .map(row -> deadline(row, now)).toList();
    }

    @Override
    public List<CriticalDate> criticalDates(String caseReference) {
        return criticalDates.of(caseReference);
    }

    // ---- what was due before the case was ours ----

    @Override
    public Duty duty(String authority, String caseReference, String rule) {
        String version = rules.version(authority);
        return new Duty(rule, rules.rule(version, rule).label(), rules.dueDate(version, rule, authority,
                facts.of(caseReference, "", events(seen(), caseReference))).due());
    }

    @Override
    public List<Duty> close(String caseReference, String reason) {
        Seen seen = seen();
        Instant now = now();
        Set<String> instances = new LinkedHashSet<>();
        List<Duty> closed = new ArrayList<>();
        for (Row row : rows.liveOfCase(caseReference)) {
            if (row.due() != null && row.due().isBefore(now)) {
                rows.update(row.closed(reason));
                seen.forgetRows(row.processInstanceId());
                instances.add(row.processInstanceId());
                closed.add(new Duty(row.rule(), rules.rule(row.tableVersion(), row.rule()).label(), row.due()));
            }
        }
        seen.setMoving(true);
        try {
            instances.forEach(id -> timers.rearm(id, (execution, date) -> false));
        } finally {
            seen.setMoving(false);
        }
        closed.sort(Comparator.comparing(Duty::due));
        return closed;
    }

    // ---- what changes deadlines ----

    @EventListener
    void on(CaseChange.EventChanged change) {
        Seen seen = seen();
        seen.changed(change.caseReference());
        atOnceWithoutTransaction(seen);
    }

    @EventListener
    void on(DatesChanged change) {
        Seen seen = seen();
        seen.changed(change.reference());
        atOnceWithoutTransaction(seen);
    }

    @EventListener
    void on(WorkingDaysDeployed change) {
        Seen seen = seen();
        seen.calendarChanged(change.authority());
        atOnceWithoutTransaction(seen);
    }

    @EventListener
    void on(ProcessEnded ended) {
        close(ended.processInstanceId());
    }

    private void close(String processInstanceId) {
        seen().forgetRows(processInstanceId);
        rows.closeProcessInstance(processInstanceId);
    }

    private void atOnceWithoutTransaction(Seen seen) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            startMoves(seen);
        }
    }

    /** Before the commit, when all events of the transaction are in: one job per case whose deadlines would change. */
    private void startMoves(Seen seen) {
        for (String reference : seen.takeChangedCases()) {
            followWhatMet(seen, reference);
            List<Row> live = rows.liveOfCase(reference);
            if (wouldChange(live)) {
                startMove(live.get(0).authority(), reference);
            }
        }
        for (String authority : seen.takeChangedCalendars()) {
            if (rows.hasDated(authority) && canMove(authority)) {
                startMove(authority, null);
            }
        }
    }

    /** A fact that met a deadline was corrected or taken back (P-16), or recorded again. */
    private void followWhatMet(Seen seen, String caseReference) {
        for (Row row : rows.metByEvents(caseReference)) {
            Row now = Facts.first(row.metBy(), row.subject(), events(seen, caseReference))
                    .map(when -> row.met(when.instant(), row.metBy())).orElseGet(row::unmet);
            if (!now.equals(row)) {
                rows.meet(now);
                seen.forgetRows(row.processInstanceId());
            }
        }
    }

    private boolean wouldChange(List<Row> live) {
        try {
            return live.stream().anyMatch(row -> !row.says(dueDate(seen(), row)));
        } catch (IllegalArgumentException | IllegalStateException e) {
            // A table that cannot be read must not keep anybody from recording what happened: the job will stand with an
            // incident that says what is wrong with the table.
            return true;
        }
    }

    private boolean canMove(String authority) {
        return asSystem.call(() -> repository.createProcessDefinitionQuery().processDefinitionKey(MOVE)
                .tenantIdIn(authority).count() > 0);
    }

    private void startMove(String authority, String caseReference) {
        asSystem.call(() -> runtime.createProcessInstanceByKey(MOVE).businessKey(caseReference)
                .processDefinitionTenantId(authority).execute());
    }

    private void moveCase(String caseReference) {
        Seen seen = seen();
        Set<String> instances = new LinkedHashSet<>();
        for (Row row : rows.liveOfCase(caseReference)) {
            DueDate date = dueDate(seen, row);
            if (!row.says(date)) {
                rows.update(row.with(date));
                seen.forgetRows(row.processInstanceId());
                instances.add(row.processInstanceId());
            }
        }
        Date now = Date.from(now());
        seen.setMoving(true);
        try {
            instances.forEach(id -> timers.rearm(id, (execution, date) -> date.after(now) || notYetTold(seen, date)));
        } finally {
            seen.setMoving(false);
        }
    }

    /** An event recorded late whose deadline has passed before anybody knew it: it must be told all the same. */
    private static boolean notYetTold(Seen seen, Date date) {
        Row row = seen.rowOf(date);
        return row != null && row.isLive() && !row.isMissedAsDueNow();
    }

    // ---- one row ----

    private Row row(Seen seen, String rule, DelegateExecution execution) {
        String subject = subject(execution);
        List<Row> known = seen.rows(execution.getProcessInstanceId(), rows::ofProcessInstance);
        Row newest = null;
        for (Row row : known) {
            if (row.isFor(rule, subject)) {
                if (row.isLive()) {
                    return row;
                }
                newest = row;
            }
        }
        return seen.isMoving() && newest != null ? newest : enter(seen, known, rule, subject, newest, execution);
    }

    /** A step that comes back for the due date somebody has been told of already was told: it is not said again at once. */
    private Row enter(Seen seen, List<Row> known, String rule, String subject, Row before, DelegateExecution execution) {
        String reference = execution.getProcessBusinessKey();
        String authority = execution.getTenantId();
        if (reference == null || authority == null) {
            throw new IllegalStateException("The process instance " + execution.getProcessInstanceId()
                    + " has no case or no authority, so '" + rule + "' cannot have a deadline: start it for a case.");
        }
        String version = rules.version(authority);
        DueDate date = rules.dueDate(version, rule, authority, facts.of(reference, subject, events(seen, reference)));
        Row row = new Row(UUID.randomUUID(), reference, authority, execution.getProcessInstanceId(), rule, version, subject,
                date.countedFrom() == null ? null : date.countedFrom().toString(), date.due(),
                date.due() == null ? State.WAITING : State.OPEN, null, null, null, date.workingOut(), now(), null);
        if (before != null && before.isMissedAsDueNow() && before.due().equals(row.due())) {
            row = row.missed(before.missedAt());
        }
        rows.insert(row);
        known.add(row);
        return row;
    }

    private void update(Seen seen, Row before, Row after) {
        rows.update(after);
        seen.replace(before, after);
    }

    private DueDate dueDate(Seen seen, Row row) {
        return rules.dueDate(row.tableVersion(), row.rule(), row.authority(),
                facts.of(row.caseReference(), row.subject(), events(seen, row.caseReference())));
    }

    private List<CaseEvent> events(Seen seen, String caseReference) {
        return seen.events(caseReference, facts::events);
    }

    private Deadline deadline(Row row, Instant now) {
        DeadlineRule rule = rules.rule(row.tableVersion(), row.rule());
        // A limit without a timer is missed all the same; nobody needs to have recorded it.
        boolean passed = row.state() == State.OPEN && rules.alert(rule, row.authority(), row.due()).isBefore(now);
        return new Deadline(row.id(), row.caseReference(), row.processInstanceId(), row.subject(), rule, row.due(),
                passed ? State.MISSED : row.state(), row.metAt(), passed ? row.due() : row.missedAt(), row.workingOut());
    }

    private Seen seen() {
        return Seen.current(this, this::startMoves);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String subject(DelegateExecution execution) {
        Object subject = execution.getVariable(SUBJECT);
        return subject == null ? "" : subject.toString();
    }

    private static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
