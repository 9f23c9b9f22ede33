package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What processes ask of the case file, and what they note there themselves. */
@Service
@Transactional
class ModelFacts {

    /** What a changed plan makes void when it was done before the end (P-13). */
    private static final Set<String> ABOUT_THE_PLAN = Set.of(EventKind.GUARDIAN_FINAL_PLAN,
            EventKind.GUARDIAN_FINAL_DISCUSSION);

    private final ModelCase cases;
    private final EventBook events;
    private final ProceedingsRepository proceedings;
    private final ChildFacts facts;
    private final Hearings hearings;
    private final Settings settings;
    private final FormSteps form;
    private final CaseRows rows;

    ModelFacts(ModelCase cases, EventBook events, ProceedingsRepository proceedings, ChildFacts facts, Hearings hearings,
               Settings settings, FormSteps form, CaseRows rows) {
        this.cases = cases;
        this.events = events;
        this.proceedings = proceedings;
        this.facts = facts;
        this.hearings = hearings;
        this.settings = settings;
        this.form = form;
        this.rows = rows;
    }

    /** Takes the lock that recording takes, for the reason told at {@link PeopleSteps#known}. */
    boolean recorded(String kind, DelegateExecution execution) {
        Row.CaseFile file = cases.locked(execution);
        List<LocalDate> days = new ArrayList<>(events.known(file.reference(), kind).stream().map(When::date).toList());
        events.standing(file.reference(), EventKind.TAKEN_OVER, kind).map(CaseEvent::value).map(When::date)
                .ifPresent(days::add);
        if (days.isEmpty()) {
            return false;
        }
        Optional<Row.Proceedings> latest = proceedings.of(file.reference()).stream().findFirst();
        LocalDate since = latest.map(Row.Proceedings::issuedOn).orElse(LocalDate.MIN);
        LocalDate ended = latest.map(Row.Proceedings::endedOn).orElse(null);
        if (ended != null && ABOUT_THE_PLAN.contains(kind)
                && !events.known(file.reference(), EventKind.PLAN_CHANGED).isEmpty()) {
            since = ended;
        }
        LocalDate from = since;
        return days.stream().anyMatch(day -> !day.isBefore(from));
    }

    /** Takes the lock that recording takes, as {@link #recorded}. */
    boolean recordedAbout(String kind, DelegateExecution execution) {
        Row.CaseFile file = cases.locked(execution);
        return events.standing(file.reference(), kind, execution.getVariable("subject").toString())
                .filter(event -> event.value() != null).isPresent();
    }

    boolean hasHearing(String kind, DelegateExecution execution) {
        return hearings.has(cases.of(execution), kind);
    }

    boolean lookedAfter(DelegateExecution execution) {
        return facts.isLookedAfter(cases.locked(execution).reference());
    }

    List<String> expected(String list, DelegateExecution execution) {
        String kinds = settings.get(execution.getTenantId(), "completion." + list);
        return new ArrayList<>(Arrays.stream(kinds.split(",")).map(String::strip).filter(kind -> !kind.isEmpty()).toList());
    }

    int age(DelegateExecution execution) {
        return cases.of(execution).toCaseFile().ageOn(rows.today());
    }

    boolean cafcassInside(DelegateExecution execution) {
        return settings.find(execution.getTenantId(), "cafcass.inside").filter("yes"::equalsIgnoreCase).isPresent();
    }

    void happened(String kind, DelegateExecution execution) {
        form.event(cases.locked(execution), kind, "", form.now(), null, null);
    }

    void close(DelegateExecution execution) {
        Row.CaseFile file = cases.locked(execution);
        if (file.closedAt() == null) {
            facts.close(file.reference(), form.by());
            form.record(file, "case-closed", "Case closed.", new Entries(), form.now());
        }
    }
}
