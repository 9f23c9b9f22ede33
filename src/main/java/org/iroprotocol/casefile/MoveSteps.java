package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Responsibility for a child passing to another authority (P-17). */
@Service
@Transactional
class MoveSteps {

    private final FormSteps form;

    MoveSteps(FormSteps form) {
        this.form = form;
    }

    void record(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        LocalDate movedOn = form.day("movedOn", "The day responsibility moved", execution);
        String to = form.text("movedTo", "The name of the other authority", Checks.NAME_LENGTH, execution);
        if (to == null) {
            throw new RefusedException("movedTo", "The name of the other authority is missing. Fill it in.");
        }
        String reason = form.reason(execution);
        List<TimelineRecord.Entry> rest = form.rest(execution);
        form.each(children, child -> {
            form.record(child, "responsibility-moved", "Responsibility moved to another authority.", new Entries()
                    .add("before", "Before", form.before(child, EventKind.RESPONSIBILITY_MOVED))
                    .add("movedOn", "Moved on", London.day(movedOn))
                    .add("movedTo", "To", to)
                    .add("reason", "Reason", reason)
                    .addAll(rest), form.now());
            form.event(child, EventKind.RESPONSIBILITY_MOVED, "", When.on(movedOn), null, "movedOn");
        });
    }
}
