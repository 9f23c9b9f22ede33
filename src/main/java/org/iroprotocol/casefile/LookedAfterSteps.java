package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether a child is looked after, over time (P-20). */
@Service
@Transactional
class LookedAfterSteps {

    private final ChildFacts facts;
    private final EventBook events;
    private final FormSteps form;
    private final CaseRows rows;

    LookedAfterSteps(ChildFacts facts, EventBook events, FormSteps form, CaseRows rows) {
        this.facts = facts;
        this.events = events;
        this.form = form;
        this.rows = rows;
    }

    void record(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        boolean now = form.yesOrNo("nowLookedAfter", "whether the child is looked after now", execution);
        LocalDate from = form.day("statusFrom", "The day from which this holds", execution);
        String legal = form.text("legalStatus", "The legal status", Checks.NAME_LENGTH, execution);
        String reason = form.reason(execution);
        List<TimelineRecord.Entry> rest = form.rest(execution);
        form.each(children, child -> {
            Checks.happened("statusFrom", "The day from which this holds", When.on(from), child.dateOfBirth(), rows.clock());
            form.record(child, "looked-after-recorded",
                    now ? "Recorded as looked after." : "Recorded as no longer looked after.", new Entries()
                    .add("before", "Before", before(child))
                    .add("nowLookedAfter", "Looked after", Entries.yesNo(now))
                    .add("statusFrom", "From", London.day(from))
                    .add("legalStatus", "Legal status", legal)
                    .add("reason", "Reason", reason)
                    .addAll(rest), form.now());
            set(child, now, legal, from, "statusFrom");
        });
    }

    /** Records the status, and the dates that deadlines count from, before anybody is told. */
    void set(Row.CaseFile child, boolean now, String legal, LocalDate from, String field) {
        if (now) {
            boolean begins = !facts.isLookedAfter(child.reference())
                    || form.standing(child, EventKind.LOOKED_AFTER_SINCE).isEmpty();
            if (begins) {
                form.event(child, EventKind.LOOKED_AFTER_SINCE, "", When.on(from), null, field);
            }
            notEnded(child);
        } else {
            form.event(child, EventKind.LOOKED_AFTER_ENDED, "", When.on(from), null, field);
        }
        facts.recordLookedAfter(child.reference(), now ? ChildFacts.LOOKED_AFTER : ChildFacts.NOT_LOOKED_AFTER, legal, from,
                form.by());
    }

    /** Takes back that the child stopped being looked after. */
    void notEnded(Row.CaseFile child) {
        events.forget(child, Set.of(EventKind.LOOKED_AFTER_ENDED), form.by());
    }

    /** The status recorded last, in words. */
    String before(Row.CaseFile child) {
        return facts.lookedAfter(child.reference()).stream().findFirst()
                .map(status -> Checks.words(status.status()) + " from " + London.day(status.from()))
                .orElse(Entries.NOT_RECORDED);
    }
}
