package org.iroprotocol.dispute;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.Answers;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.deadline.SubjectDeadlines;
import org.iroprotocol.dispute.Concern.Outcome;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens at the stages: reached, answered, discussed, decided. */
@Service
@Transactional
class StageSteps {

    private static final String FIRST_DISCUSSION = "first-dispute-discussion";
    private static final String SOLICITOR_TOLD = "dispute-solicitor-told";
    private static final String BEFORE_HEARING = "dispute-solicitor-before-hearing";
    private static final String DIRECTOR_TOLD = "dispute-service-director-told";
    private static final String OVERDUE = "-overdue";
    private static final String RESPONSE = "-response";
    private static final String DISCUSSION = "-discussion";
    private static final String DISCUSSION_FOLLOWS = "discussion";
    private static final int LINE = 1000;

    private final CaseForms forms;
    private final CaseFiles files;
    private final DisputeRows rows;
    private final StageTable stages;
    private final RoleTable roles;
    private final DeadlineRegister register;
    private final SubjectDeadlines deadlines;
    private final Awaiting awaiting;

    StageSteps(CaseForms forms, CaseFiles files, DisputeRows rows, StageTable stages, RoleTable roles, DeadlineRegister register,
               SubjectDeadlines deadlines, Awaiting awaiting) {
        this.roles = roles;
        this.deadlines = deadlines;
        this.forms = forms;
        this.files = files;
        this.rows = rows;
        this.stages = stages;
        this.register = register;
        this.awaiting = awaiting;
    }

    // ---- reached, and the end of its time ----

    void enter(String stage, DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        List<String> known = rows.stages(row.id()).stream().map(Concern.Stage::id)
                .toList();
        String reason = rows.reason(row.id()).orElse(null);
        StageTable.Row reached = stages.row(file.authority(), stage);
        for (StageTable.Row before : stages.of(file.authority())) {
            if (before.id().equals(stage)) {
                break;
            }
            if (!known.contains(before.id())) {
                rows.stage(row.id(), before, true, reason, forms.by());
            }
        }
        execution.setVariable(Subject.NEXT_STAGE, Subject.NO_STAGE);
        if (!known.contains(stage)) {
            rows.stage(row.id(), reached, false, reason, forms.by());
            forms.each(List.of(file), child -> {
                forms.event(child, stage + "-entered", row.id().toString(), forms.now(), null, null);
                forms.record(child, "concern-stage", "Concern " + row.number() + ": " + reached.label() + ".", reason == null
                        ? List.of() : List.of(new TimelineRecord.Entry("reason", "Reason", reason)));
            });
        }
    }

    String limit(String stage, DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        StageTable.Row passed = stages.row(file.authority(), stage);
        String kind = stage + OVERDUE;
        if (value(file, kind, row) == null) {
            // The day ends first (P-24): what follows counts from the moment after, also when the job ran later.
            When after = register.ofCase(file.reference()).stream()
                    .filter(one -> one.rule().id().equals(passed.rule()) && one.subject().equals(row.id().toString()))
                    .map(Deadline::due).filter(due -> due != null).findFirst()
                    .map(due -> When.at(due.plusSeconds(1))).orElseGet(forms::now);
            forms.each(List.of(file), child -> {
                forms.event(child, kind, row.id().toString(), after, null, null);
                forms.record(child, "concern-limit-passed", "Concern " + row.number() + ": no response in time.", List.of(), after);
            });
        }
        boolean escalates = passed.atLimit().equals("escalate");
        if (escalates && !passed.next().isEmpty()) {
            execution.setVariable(Subject.NEXT_STAGE, passed.next());
            rows.reason(row.id(), "No response in time", stage);
        }
        awaiting.tell(row, Awaiting.NEWS);
        // Only the IRO ends a concern: after the last stage somebody has to decide.
        return escalates && passed.next().isEmpty() ? DISCUSSION_FOLLOWS : passed.atLimit();
    }

    // ---- the IRO judges and decides ----

    void judge(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        Answers answers = new Answers(forms.typing(execution));
        String judgement = answers.needed("judgement", "Whether the response settles it");
        boolean settled = !judgement.equals("no");
        execution.setVariable("settled", settled);
        keep(file, row, answers, "concern-judged", "Concern " + row.number() + ": judged whether it is settled.", forms.now(), () -> {
            if (settled) {
                settled(row, judgement.equals("promised") ? Outcome.PROMISED : Outcome.RESOLVED, "judgement");
            } else {
                forms.event(file, row.stage() + "-unsatisfactory", row.id().toString(), forms.now(), null, "judgement");
            }
        });
    }

    void decide(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        Answers answers = new Answers(forms.typing(execution));
        String decision = answers.needed("decision", "What happens next");
        boolean more = decision.equals("more-time");
        execution.setVariable("moreTime", more);
        String next = Subject.NO_STAGE;
        if (decision.equals("goes-on")) {
            next = later(file, row, answers.needed("goesTo", "The stage it goes to"), "goesTo");
            rows.reason(row.id(), answers.text("decisionReason"), row.stage());
        } else if (!more) {
            answers.needed("decisionReason", "How it was settled, or why it is closed");
        }
        execution.setVariable(Subject.NEXT_STAGE, next);
        When talked = answers.when("discussedAt", "When you talked");
        keep(file, row, answers, "concern-decided", "Concern " + row.number() + ": decided what happens next.",
                talked == null ? forms.now() : talked, () -> {
                    if (talked != null) {
                        forms.event(file, "senior-iro-discussion", row.id().toString(), talked, null, "discussedAt");
                    }
                    if (more) {
                        extended(file, row, answers.neededWhen("newDate", "The new date").date());
                    }
                    switch (decision) {
                        case "resolved" -> settled(row, Outcome.RESOLVED, "decision");
                        case "promised" -> settled(row, Outcome.PROMISED, "decision");
                        case "closed" -> settled(row, Outcome.NOT_RESOLVED, "decision");
                        default -> rows.outcome(row.id(), null);
                    }
                });
    }

    private void extended(CaseFile file, DisputeRows.Row row, LocalDate day) {
        if (!day.isAfter(forms.today())) {
            throw new RefusedException("newDate", "The new date has to lie ahead. Enter a later day, or decide otherwise.");
        }
        forms.event(file, "response-extended", row.id().toString(), When.on(day), null, "newDate");
    }

    /** Only forwards: what has been tried is not asked for again. */
    String later(CaseFile file, DisputeRows.Row row, String stage, String field) {
        List<String> order = stages.of(file.authority()).stream().map(StageTable.Row::id).toList();
        if (!order.contains(stage) || order.indexOf(stage) <= order.indexOf(row.stage())) {
            throw new RefusedException(field, "The concern has been at this stage or beyond it. Choose a later stage.");
        }
        return stage;
    }

    /** Resolved while a promise is open is resolved by promise (P-33). */
    void settled(DisputeRows.Row row, Outcome outcome, String field) {
        boolean open = rows.actions(row.id()).stream().anyMatch(Concern.Action::open);
        if (outcome == Outcome.PROMISED && !open) {
            throw new RefusedException(field, "It is to be settled by what was promised, but no promise is written down. Add what "
                    + "was promised, by whom and by when, or choose that it is settled in fact.");
        }
        rows.outcome(row.id(), outcome == Outcome.RESOLVED && open ? Outcome.PROMISED : outcome);
    }

    // ---- discussed and agreed ----

    void discussed(String stage, DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        Answers answers = new Answers(forms.typing(execution));
        String prefix = prefix(stage);
        When at = answers.neededWhen(prefix + "At", "When they talked");
        if (!at.hasTime()) {
            throw new RefusedException(prefix + "At", "The time is missing. Enter when they talked, as hours and minutes.");
        }
        execution.setVariable("meeting", answers.yes("meetingNeeded"));
        keep(file, row, answers, "concern-discussed", "Concern " + row.number() + ": discussed, "
                + stages.row(file.authority(), stage).label() + ".", at, () -> {
                    forms.event(file, stage + DISCUSSION, row.id().toString(), at, null, prefix + "At");
                    if (value(file, FIRST_DISCUSSION, row) == null) {
                        forms.event(file, FIRST_DISCUSSION, row.id().toString(), at, null, prefix + "At");
                    }
                });
        awaiting.tell(row, Awaiting.NEWS);
    }

    void agreed(String stage, DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        Answers answers = new Answers(forms.typing(execution));
        When met = answers.when("meetingOn", "The day of the meeting");
        if (met != null) {
            attended(file, answers);
        }
        keep(file, row, answers, "concern-agreed", "Concern " + row.number() + ": what was agreed, "
                + stages.row(file.authority(), stage).label() + ".", met == null ? forms.now() : met, () -> {
                    if (met != null) {
                        forms.event(file, stage + "-meeting", row.id().toString(), met, null, "meetingOn");
                    }
                });
    }

    /** C-113: the chair and those who must attend. */
    private void attended(CaseFile file, Answers answers) {
        List<String> missing = roles.missing(file.authority(), answers.ticked("meetingAttended"));
        if (!missing.isEmpty() && answers.text("meetingMissing") == null) {
            throw new RefusedException("meetingMissing", "Somebody was not there who should be: " + String.join(", ", missing)
                    + ". Say who was missing and why.");
        }
    }

    // ---- who is told ----

    boolean directorToTell(DelegateExecution execution) {
        DisputeRows.Row row = rows.of(execution);
        return row.department() != null && value(forms.locked(execution), DIRECTOR_TOLD, row) == null;
    }

    boolean solicitorToTell(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        boolean something = value(file, FIRST_DISCUSSION, row) != null || stages.of(file.authority()).stream()
                .flatMap(stage -> Stream.of(stage.id() + RESPONSE, stage.id() + OVERDUE))
                .anyMatch(kind -> value(file, kind, row) != null);
        boolean may = row.relevant() && value(file, SOLICITOR_TOLD, row) == null
                && files.inProceedings(file.reference());
        return may && (something || deadlines.isNear(BEFORE_HEARING, execution));
    }

    void told(String kind, DelegateExecution execution) {
        DisputeRows.Row row = rows.of(execution);
        forms.event(forms.locked(execution), kind, row.id().toString(), forms.now(), null, null);
    }

    // ---- what they have in common ----

    /** Keeps what was typed: texts, promises, timeline; together with the facts it is one entry. */
    private void keep(CaseFile file, DisputeRows.Row row, Answers answers, String kind, String summary, When happened,
                      Runnable facts) {
        List<Promise> promises = promises(answers);
        forms.each(List.of(file), child -> {
            promises.forEach(promise -> rows.action(row.id(), row.stage(), promise.action(), promise.owner(), promise.due()));
            facts.run();
            answers.entries().forEach(entry -> rows.text(row.id(), entry, row.stage()));
            forms.record(child, kind, summary, answers.entries(), happened);
        });
        Promises.due(forms, files, rows, file, row);
    }

    private record Promise(String action, String owner, LocalDate due) {
    }

    /** The rows of every list of the form whose key ends with "Plan". */
    private static List<Promise> promises(Answers answers) {
        List<Promise> promises = new ArrayList<>();
        for (String list : answers.values().keySet().stream().filter(key -> key.endsWith("Plan")).toList()) {
            for (Map<?, ?> one : answers.rows(list)) {
                String action = CaseForms.cell(one, "planAction", "What is promised", LINE);
                if (action == null) {
                    throw new RefusedException(list, "One of the promises does not say what is to be done. Fill it in, or take the "
                            + "row out.");
                }
                When due = CaseForms.when(list, "By when", one.get("planDue"));
                promises.add(new Promise(action, CaseForms.cell(one, "planOwner", "Who does it", 200),
                        due == null ? null : due.date()));
            }
        }
        return promises;
    }

    /** What stands for that kind of event about the concern; null when nothing does. */
    When value(CaseFile file, String kind, DisputeRows.Row row) {
        return files.event(file.reference(), kind, row.id().toString()).map(CaseEvent::value).orElse(null);
    }

    /** "stage2" for the fields of the forms of stage-2. */
    private static String prefix(String stage) {
        return stage.replace("-", "");
    }
}
