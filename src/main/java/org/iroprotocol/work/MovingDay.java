package org.iroprotocol.work;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.context.ProcessEngineContext;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseAccess;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.Workload;
import org.iroprotocol.correspondence.TemplateException;
import org.iroprotocol.work.PlanRows.Kind;
import org.iroprotocol.work.PlanRows.Line;
import org.iroprotocol.work.PlanRows.Plan;
import org.iroprotocol.work.PlanRows.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out the planned moves whose day has come. Each in a transaction and an engine context of its own, with its outcome:
 * what has moved stays moved whatever becomes of the others, and a repeat finds it done.
 */
@Service
class MovingDay {

    private static final Logger LOG = LoggerFactory.getLogger(MovingDay.class);
    private static final int TRIES = 3;
    private static final String NOTHING_LEFT = "No longer held by the person the work was to move from when the day came. "
            + "The case page shows who holds the role.";

    private final PlanRows rows;
    private final Work work;
    private final Workload workload;
    private final Colleagues colleagues;
    private final CaseAccess access;
    private final AsSystem asSystem;
    private final Clock clock;
    private final TransactionTemplate apart;

    MovingDay(PlanRows rows, Work work, Workload workload, Colleagues colleagues, CaseAccess access, AsSystem asSystem,
              Clock clock, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.work = work;
        this.workload = workload;
        this.colleagues = colleagues;
        this.access = access;
        this.asSystem = asSystem;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Whatever is wrong with a move is written on it; nothing is thrown for it. */
    void carryOut(String authority) {
        for (UUID id : rows.due(authority, LocalDate.ofInstant(clock.instant(), London.ZONE))) {
            String problem = tried(id);
            if (problem != null) {
                apart(id, plan -> rows.problem(plan.id(), problem));
            }
        }
    }

    /** Null when it has been carried out. */
    private String tried(UUID id) {
        for (int tries = 1;; tries++) {
            try {
                apart(id, this::carryOut);
                return null;
            } catch (OptimisticLockingException overtaken) {
                if (tries == TRIES) {
                    LOG.warn("Planned move {}: somebody was working on the same cases, {} times.", id, tries);
                    return "Somebody was working on the same cases at that moment.";
                }
            } catch (RefusedException | TemplateException e) {
                LOG.warn("Planned move {} cannot be carried out; the page 'Moving work' says why.", id);
                return e.getMessage();
            } catch (RuntimeException e) {
                LOG.error("Planned move {} cannot be carried out.", id, e);
                return "Something went wrong that has nothing to do with these cases. An administrator finds it in the log of "
                        + "the server, under planned move " + id + ".";
            }
        }
    }

    private void carryOut(Plan plan) {
        List<Line> asked = rows.lines(plan.id());
        List<Line> lines = new ArrayList<>();
        if (workload.openCasesOf(plan.authority(), Groups.IRO, plan.person()).isEmpty()) {
            asked.forEach(line -> lines.add(new Line(Kind.LEFT, line.reference(), NOTHING_LEFT, null)));
        } else {
            Work.Report report = move(plan, asked.stream().map(Line::reference).toList());
            report.done().forEach(file -> lines.add(new Line(Kind.DONE, file.reference(), null, null)));
            report.left().forEach((reference, why) -> lines.add(new Line(Kind.LEFT, reference, why, null)));
            report.untold().forEach((reference, why) -> lines.add(new Line(Kind.UNTOLD, reference, why, null)));
            report.letters().forEach(letter -> lines.add(new Line(Kind.LETTER, null, letter.to(), letter.cases())));
        }
        rows.addLines(plan.id(), lines);
        rows.settle(plan.id(), State.DONE, clock.instant(), AsSystem.SYSTEM);
    }

    /** As who planned it, whose right to open restricted cases is that of the day (P-07). */
    private Work.Report move(Plan plan, List<String> references) {
        if (colleagues.one(plan.authority(), plan.taker()).filter(Work.Colleague::iro).isEmpty()) {
            throw new RefusedException("to", plan.takerName() + " has no account any more, or is no longer in the group of IROs. "
                    + "Have an administrator put that right, or cancel this move and choose somebody else.");
        }
        Work.Request request = new Work.Request(plan.authority(), plan.person(), plan.taker(), plan.all(), references,
                plan.reason(), plan.by(), reference -> access.mayRead(plan.by(), Set.of(Groups.IRO_MANAGER),
                        Set.of(plan.authority()), reference));
        return work.move(request, plan.from(), plan.email(), plan.phone());
    }

    /** Nothing when it waits no longer: cancelled, or carried out by another server meanwhile. */
    private void apart(UUID id, Consumer<Plan> step) {
        asSystem.call(() -> {
            try {
                return ProcessEngineContext.withNewProcessEngineContext(() -> {
                    apart.executeWithoutResult(status -> rows.lock(id).filter(plan -> plan.state() == State.WAITING)
                            .ifPresent(step));
                    return null;
                });
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
