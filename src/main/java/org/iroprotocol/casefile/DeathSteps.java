package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The death of a child (P-21). */
@Service
@Transactional
class DeathSteps {

    private final ChildFacts facts;
    private final ProceedingsSteps proceedings;
    private final FormSteps form;
    private final CaseRows rows;

    DeathSteps(ChildFacts facts, ProceedingsSteps proceedings, FormSteps form, CaseRows rows) {
        this.facts = facts;
        this.proceedings = proceedings;
        this.form = form;
        this.rows = rows;
    }

    void record(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        LocalDate diedOn = form.day("diedOn", "The date", execution);
        String reason = form.reason(execution);
        List<TimelineRecord.Entry> rest = form.rest(execution);
        form.each(children, child -> {
            Checks.happened("diedOn", "The date", When.on(diedOn), child.dateOfBirth(), rows.clock());
            facts.recordDeath(child.reference(), diedOn, form.by());
            proceedings.endByDeath(child, diedOn);
            form.record(child, "death-recorded", "The child's death was recorded.", new Entries()
                    .add("before", "Before", child.diedOn() == null ? null : London.day(child.diedOn()))
                    .add("diedOn", "Date", London.day(diedOn))
                    .add("reason", "Reason", reason)
                    .addAll(rest), form.now());
            form.event(child, EventKind.DIED, "", When.on(diedOn), null, "diedOn");
        });
    }
}
