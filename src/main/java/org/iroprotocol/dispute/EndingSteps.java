package org.iroprotocol.dispute;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.Answers;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.dispute.Concern.Outcome;
import org.iroprotocol.dispute.Concern.State;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How a concern ends: settled, promises followed until they are in place, the child told, closed. */
@Service
@Transactional
class EndingSteps {

    private static final int LINE = 1000;
    private static final int TEXT = 4000;

    private final CaseForms forms;
    private final CaseFiles files;
    private final DisputeRows rows;

    EndingSteps(CaseForms forms, CaseFiles files, DisputeRows rows) {
        this.forms = forms;
        this.files = files;
        this.rows = rows;
    }

    boolean issued(DelegateExecution execution) {
        return rows.of(execution).state() != State.DRAFT;
    }

    void settle(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        rows.state(row.id(), State.SETTLED);
        Outcome outcome = row.outcome() == null ? Outcome.NOT_RESOLVED : row.outcome();
        rows.outcome(row.id(), outcome);
        forms.each(List.of(file), child -> {
            forms.event(child, "dispute-settled", row.id().toString(), forms.now(), null, null);
            forms.record(child, "concern-settled", "Concern " + row.number() + ": " + outcome.words() + ".", List.of());
        });
    }

    // ---- promises ----

    boolean promisesOpen(DelegateExecution execution) {
        return rows.actions(rows.of(execution).id()).stream().anyMatch(Concern.Action::open);
    }

    void checkPromises(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        Answers answers = new Answers(forms.typing(execution));
        List<Concern.Action> actions = rows.actions(row.id());
        forms.each(List.of(file), child -> {
            for (Map<?, ?> one : answers.rows("promises")) {
                check(child, one, actions);
            }
            forms.record(child, "concern-promises", "Concern " + row.number() + ": what was promised was looked at.",
                    answers.entries());
        });
        Promises.due(forms, files, rows, file, row);
    }

    private void check(CaseFile child, Map<?, ?> one, List<Concern.Action> actions) {
        String number = CaseForms.cell(one, "promiseNumber", "The number", 10);
        Concern.Action action = number == null || !number.matches("[0-9]{1,4}") || Integer.parseInt(number) < 1
                || Integer.parseInt(number) > actions.size() ? null : actions.get(Integer.parseInt(number) - 1);
        if (action == null) {
            throw new RefusedException("promises", "The list has changed meanwhile. Open the task again.");
        }
        When inPlace = CaseForms.when("promises", "In place on", one.get("promiseInPlaceOn"));
        String dropped = CaseForms.cell(one, "promiseDropped", "Why it is not expected any more", LINE);
        String difference = CaseForms.cell(one, "promiseDifference", "The difference it made", TEXT);
        if (inPlace == null && dropped == null) {
            return;
        }
        if (inPlace != null && dropped != null) {
            throw new RefusedException("promises", "Promise " + number + " is both in place and not expected any more. Choose one.");
        }
        LocalDate day = inPlace == null ? null : inPlace.date();
        forms.happened(child, "promises", "The day promise " + number + " was in place", day);
        if (day != null && difference == null) {
            throw new RefusedException("promises", "Say what difference promise " + number + " made to the child; “none yet” will do.");
        }
        rows.checked(action.id(), day, dropped, difference, forms.by());
    }

    // ---- closed ----

    void close(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        Answers answers = new Answers(forms.typing(execution));
        dayOrReason(answers, file, "childToldOn", "childNotTold", "The child was told how it ended");
        dayOrReason(answers, file, "advocateOn", "advocateWhyNot", "An advocate was offered");
        dayOrReason(answers, file, "complaintsOn", "complaintsWhyNot", "The complaints procedure was explained");
        answers.needed("difference", "The difference it made to the child");
        forms.each(List.of(file), child -> {
            answers.entries().forEach(entry -> rows.text(row.id(), entry, null));
            LocalDate told = answers.day("childToldOn", "The day");
            if (told != null) {
                forms.event(child, "dispute-child-told", row.id().toString(), told, "childToldOn");
            }
            forms.record(child, "concern-closed", "Concern " + row.number() + " closed.", answers.entries());
            rows.closed(row.id());
        });
    }

    /** P-34: recorded, or why not. */
    private void dayOrReason(Answers answers, CaseFile file, String day, String whyNot, String what) {
        LocalDate on = answers.day(day, what);
        if (on == null && answers.text(whyNot) == null) {
            throw new RefusedException(day, what + ": enter the day, or say why not.");
        }
        forms.happened(file, day, "This day", on);
    }

    void passedOn(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        Answers answers = new Answers(forms.typing(execution));
        forms.each(List.of(file), child -> {
            answers.entries().forEach(entry -> rows.text(row.id(), entry, null));
            rows.outcome(row.id(), Outcome.PASSED_ON);
            rows.closed(row.id());
            forms.record(child, "concern-passed-on", "Concern " + row.number() + " passed on or ended.", answers.entries());
        });
    }

    void stop(DelegateExecution execution) {
        forms.locked(execution);
        rows.closed(rows.of(execution).id());
    }
}
