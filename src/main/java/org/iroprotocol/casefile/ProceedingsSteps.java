package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The end of a child's proceedings, and taking it back (P-14, P-20). */
@Service
@Transactional
class ProceedingsSteps implements Opening {

    /** The field that says what change is reported. */
    private static final String CHANGE = "change";
    private static final String PROCEEDINGS = "proceedings";
    private static final Set<String> TAKEN_BACK = Set.of(EventKind.PLAN_CHANGED, EventKind.GUARDIAN_WORK_ENDED);
    private static final Set<String> ENDINGS = Set.of("final-order", "withdrawn", "dismissed", "other");

    private final CaseFiles files;
    private final ChildFacts facts;
    private final ProceedingsRepository proceedings;
    private final EventBook events;
    private final FormSteps form;
    private final LookedAfterSteps lookedAfter;
    private final CaseRows rows;
    private final EngineUser user;
    private final RuntimeService runtime;

    ProceedingsSteps(CaseFiles files, ChildFacts facts, ProceedingsRepository proceedings, EventBook events, FormSteps form,
                     LookedAfterSteps lookedAfter, CaseRows rows, EngineUser user, RuntimeService runtime) {
        this.files = files;
        this.facts = facts;
        this.proceedings = proceedings;
        this.events = events;
        this.form = form;
        this.lookedAfter = lookedAfter;
        this.rows = rows;
        this.user = user;
        this.runtime = runtime;
    }

    /** Starts the process for a case. */
    void start(Row.CaseFile file) {
        rows.somethingMayWait(file.reference());
        runtime.createProcessInstanceByKey(PROCEEDINGS)
                .processDefinitionTenantId(file.authority())
                .businessKey(file.reference())
                .execute();
    }

    @Override
    public Optional<String> account(String authority, String role, String email) {
        return Optional.ofNullable(user.withAddress(authority, role, email));
    }

    @Override
    public void startProceedings(String caseReference) {
        Row.CaseFile file = rows.get(caseReference);
        user.asSystem(() -> {
            start(file);
            return null;
        });
    }

    void end(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        LocalDate endedOn = form.day("endedOn", "The day the proceedings ended", execution);
        String how = Typed.text(Typed.take("endedHow", execution));
        if (how == null || !ENDINGS.contains(how)) {
            throw new RefusedException("endedHow", "It is not said how the proceedings ended. Choose it from the list.");
        }
        boolean remains = form.yesOrNo("remainsLookedAfter", "whether the child remains looked after", execution);
        boolean planChanged = Typed.yes(Typed.take("planChanged", execution));
        String reason = form.reason(execution);
        String howInWords = form.choice("endedHow", how, execution);
        List<TimelineRecord.Entry> rest = form.rest(execution);
        form.each(children, child -> {
            Row.Proceedings open = latest(child).filter(row -> row.endedOn() == null)
                    .orElseThrow(() -> new RefusedException(CHANGE, "No proceedings are open in this case. To correct the "
                            + "day they ended, record that date again as a date."));
            checkEnd(child, open, endedOn, "endedOn");
            Entries entries = new Entries()
                    .add("before", "Before", "Open, issued on " + London.day(open.issuedOn()))
                    .add("endedOn", "Ended on", London.day(endedOn))
                    .add("endedHow", "How", howInWords)
                    .add("remainsLookedAfter", "The child remains looked after", Entries.yesNo(remains))
                    .add("planChanged", "The final hearing changed the care plan", Entries.yesNo(planChanged))
                    .add("reason", "Reason", reason)
                    .addAll(rest);
            // What wakes up at the end asks all of this; so nobody is told before the last of it.
            rows.quietly(child.reference(), () -> {
                if (!remains || !facts.isLookedAfter(child.reference())) {
                    lookedAfter.set(child, remains, null, endedOn, "endedOn");
                }
                if (planChanged) {
                    form.event(child, EventKind.PLAN_CHANGED, "", When.on(endedOn), null, "endedOn");
                }
                form.record(child, "proceedings-ended", "Proceedings ended.", entries, form.now());
            });
            files.endProceedings(child.reference(), endedOn, how, form.by());
        });
    }

    void reopen(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        String reason = form.reason(execution);
        if (reason == null) {
            throw new RefusedException("reason", "The reason is missing. Say why the proceedings are opened again.");
        }
        List<TimelineRecord.Entry> rest = form.rest(execution);
        form.each(children, child -> {
            Row.Proceedings ended = ended(child);
            rows.quietly(child.reference(), () -> {
                events.forget(child, TAKEN_BACK, form.by());
                if (child.closedAt() != null) {
                    facts.reopen(child.reference(), form.by());
                }
                form.record(child, "proceedings-reopened", "Proceedings opened again with their original dates.", new Entries()
                        .add("before", "Before", "Ended on " + London.day(ended.endedOn()))
                        .add("now", "Now", "Open, issued on " + London.day(ended.issuedOn()))
                        .add("reason", "Reason", reason)
                        .addAll(rest), form.now());
            });
            boolean running = isRunning(child);
            files.recordEvent(child.reference(), EventKind.PROCEEDINGS_ENDED, "", null, form.by(), null);
            if (!running) {
                start(child);
            }
        });
    }

    /** The proceedings that can be opened again. */
    private Row.Proceedings ended(Row.CaseFile child) {
        Row.Proceedings latest = latest(child).orElseThrow(() -> new RefusedException(CHANGE,
                "There are no proceedings in this case. Open proceedings first."));
        if (latest.endedOn() == null) {
            throw new RefusedException(CHANGE, "Proceedings about this child are open, so there is nothing to open again. "
                    + "Check on the case page which proceedings are meant.");
        }
        if (child.diedOn() != null) {
            throw new RefusedException(CHANGE, "Proceedings end with the child's death and stay closed. If the death was "
                    + "recorded in error, mark that entry on the case page first.");
        }
        return latest;
    }

    /** Ends what is open on the day the child died, or moves that end when the day is corrected; wakes nobody (P-20, P-21). */
    void endByDeath(Row.CaseFile child, LocalDate diedOn) {
        Row.Proceedings latest = latest(child).orElse(null);
        if (latest == null || latest.endedOn() != null && !"death".equals(latest.endedHow())) {
            return;
        }
        checkEnd(child, latest, diedOn, "diedOn");
        rows.quietly(child.reference(), () -> {
            if (latest.endedOn() == null) {
                files.endProceedings(child.reference(), diedOn, "death", form.by());
            } else {
                form.event(child, EventKind.PROCEEDINGS_ENDED, "", When.on(diedOn), null, "diedOn");
            }
        });
    }

    private void checkEnd(Row.CaseFile child, Row.Proceedings open, LocalDate day, String field) {
        Checks.happened(field, "The end of the proceedings", When.on(day), child.dateOfBirth(), rows.clock());
        if (day.isBefore(open.issuedOn())) {
            throw new RefusedException(field,
                    "The end of the proceedings lies before their day of issue. Check both dates.");
        }
    }

    private boolean isRunning(Row.CaseFile child) {
        return user.asSystem(() -> runtime.createProcessInstanceQuery()
                .processDefinitionKey(PROCEEDINGS)
                .processInstanceBusinessKey(child.reference())
                .tenantIdIn(child.authority())
                .count()) > 0;
    }

    private Optional<Row.Proceedings> latest(Row.CaseFile child) {
        return proceedings.of(child.reference()).stream().findFirst();
    }
}
