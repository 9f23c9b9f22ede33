package org.iroprotocol.dispute;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.Answers;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.deadline.SubjectDeadlines;
import org.iroprotocol.dispute.Concern.Outcome;
import org.iroprotocol.dispute.Concern.State;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is recorded about a concern that is under way, outside its tasks. */
@Service
@Transactional
class ReportSteps {

    private static final Map<String, Outcome> ENDINGS = Map.of("resolved", Outcome.RESOLVED,
            "withdrawn", Outcome.WITHDRAWN, "not-looked-after", Outcome.NOT_LOOKED_AFTER, "not-resolved", Outcome.NOT_RESOLVED);

    private final CaseForms forms;
    private final CaseFiles files;
    private final DisputeRows rows;
    private final StageSteps stages;
    private final StageTable table;
    private final SubjectDeadlines deadlines;
    private final Awaiting awaiting;
    private final AsSystem asSystem;

    ReportSteps(CaseForms forms, CaseFiles files, DisputeRows rows, StageSteps stages, StageTable table,
                SubjectDeadlines deadlines, Awaiting awaiting, AsSystem asSystem) {
        this.table = table;
        this.deadlines = deadlines;
        this.forms = forms;
        this.files = files;
        this.rows = rows;
        this.stages = stages;
        this.awaiting = awaiting;
        this.asSystem = asSystem;
    }

    void report(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        Answers answers = new Answers(forms.typing(execution));
        String kind = answers.needed("reportKind", "What there is to record");
        DisputeRows.Row row = which(file, answers);
        answers.without("reportKind", "concernNumber");
        switch (kind) {
            case "response" -> response(file, row, answers);
            case "stage" -> stage(file, row, answers);
            case "ended" -> ended(file, row, answers);
            case "told" -> told(file, row, answers);
            case "court" -> court(file, row, answers);
            default -> throw new RefusedException("reportKind", "This cannot be recorded. Choose from the list.");
        }
    }

    private DisputeRows.Row which(CaseFile file, Answers answers) {
        List<DisputeRows.Row> all = rows.ofCase(file.reference());
        String number = answers.text("concernNumber");
        List<DisputeRows.Row> meant = number == null ? all.stream().filter(row -> row.state() != State.CLOSED).toList()
                : all.stream().filter(row -> String.valueOf(row.number()).equals(number)).toList();
        if (all.isEmpty()) {
            throw new RefusedException("caseReference", "No concern is on file for this child. The IRO raises one with “Raise a "
                    + "concern”.");
        }
        if (meant.size() != 1) {
            throw new RefusedException("concernNumber", meant.isEmpty() && number == null ? "No concern is open. Say which one by its "
                    + "number; the case page lists them." : meant.isEmpty() ? "There is no concern of that number in this case. The "
                    + "case page lists them." : "More than one concern is open. Say which one by its number; the case page lists "
                    + "them.");
        }
        return meant.get(0);
    }

    // ---- an answer, however it arrived (P-12) ----

    private void response(CaseFile file, DisputeRows.Row row, Answers answers) {
        When on = answers.neededWhen("responseOn", "When it arrived");
        answers.needed("response", "What was answered");
        answers.needed("responseFrom", "Who answered");
        When issued = stages.value(file, "qa-form-issued", row);
        if (issued == null) {
            throw new RefusedException("responseOn", "The concern has not been issued yet, so there is nothing to answer.");
        }
        if (on.date().isBefore(issued.date())) {
            throw new RefusedException("responseOn", "The response cannot have come before the concern was issued. Check the day.");
        }
        String stage = answering(row);
        forms.each(List.of(file), child -> {
            forms.event(child, stage + "-response", row.id().toString(), on, answers.text("responseFrom"), "responseOn");
            keep(child, row, answers, "concern-response", "Concern " + row.number() + ": response recorded.", on);
        });
        if (awaiting.isAnswered(row, stage)) {
            deadlines.met(file.reference(), table.row(file.authority(), stage).rule(), row.id().toString(), stage + "-response");
        }
        awaiting.tell(row, Awaiting.RESPONSE);
        awaiting.tell(row, Awaiting.NEWS);
    }

    /** The last stage it has been in that waits for a response, late where it has left that; where none does, the one it is in. */
    private String answering(DisputeRows.Row row) {
        return rows.stages(row.id()).stream().filter(stage -> !stage.skipped())
                .map(Concern.Stage::id).filter(stage -> awaiting.isAnswered(row, stage)).reduce((one, later) -> later)
                .orElse(row.stage());
    }

    // ---- where it goes: the child's IRO alone ----

    private void stage(CaseFile file, DisputeRows.Row row, Answers answers) {
        iroAlone(file, "goesTo");
        String next = stages.later(file, row, answers.needed("goesTo", "The stage it goes to"), "goesTo");
        String reason = answers.needed("decisionReason", "The reason");
        if (!row.state().equals(State.OPEN) || !awaiting.awaits(row, Awaiting.MOVES_ON)) {
            throw new RefusedException("goesTo", "This concern cannot go to another stage now: it is not issued yet, or it is at the "
                    + "last stage or settled.");
        }
        rows.reason(row.id(), reason, row.stage());
        forms.each(List.of(file), child -> keep(child, row, answers, "concern-decided",
                "Concern " + row.number() + ": goes to a later stage.", forms.now()));
        awaiting.tell(row, Awaiting.MOVES_ON, Map.of(Subject.NEXT_STAGE, next));
    }

    private void ended(CaseFile file, DisputeRows.Row row, Answers answers) {
        iroAlone(file, "endedHow");
        Outcome outcome = ENDINGS.get(answers.needed("endedHow", "How it ended"));
        answers.needed("decisionReason", "How it was settled, or why it ends");
        if (outcome == null || !awaiting.awaits(row, Awaiting.ENDED)) {
            throw new RefusedException("endedHow", "This concern is settled already. What is still open is on the case page.");
        }
        forms.each(List.of(file), child -> keep(child, row, answers, "concern-decided", "Concern " + row.number() + ": "
                + outcome.words() + ".", forms.now()));
        stages.settled(row, outcome, "endedHow");
        awaiting.tell(row, Awaiting.ENDED);
    }

    /** Only the child's IRO says where it goes and that it is resolved; never those it is about (domain, trap 18). */
    private void iroAlone(CaseFile file, String field) {
        boolean theirs = asSystem.signedIn()
                .map(who -> files.usersActing(file.reference(), Groups.IRO).contains(who.id())).orElse(true);
        if (!theirs) {
            throw new RefusedException(field, "Only the child's IRO, or who covers for them, decides this. Please ask the IRO.");
        }
    }

    // ---- who was told ----

    private void told(CaseFile file, DisputeRows.Row row, Answers answers) {
        LocalDate child = answers.day("childToldOn", "The day");
        LocalDate advocate = answers.day("advocateOn", "The day");
        LocalDate complaints = answers.day("complaintsOn", "The day");
        if (child == null && advocate == null && complaints == null) {
            throw new RefusedException(null, "Nothing is filled in that could be recorded. Enter the day of what has happened.");
        }
        forms.happened(file, "childToldOn", "This day", child);
        forms.happened(file, "advocateOn", "This day", advocate);
        forms.happened(file, "complaintsOn", "This day", complaints);
        forms.each(List.of(file), one -> keep(one, row, answers, "concern-told", "Concern " + row.number() + ": the child.",
                forms.now()));
    }

    private void court(CaseFile file, DisputeRows.Row row, Answers answers) {
        LocalDate court = answers.day("courtInformedOn", "The day");
        LocalDate solicitor = answers.day("solicitorToldOn", "The day");
        if (court == null && solicitor == null) {
            throw new RefusedException(null, "Nothing is filled in that could be recorded. Enter the day of what has happened.");
        }
        forms.each(List.of(file), child -> {
            if (solicitor != null) {
                forms.event(child, "dispute-solicitor-told", row.id().toString(), solicitor, "solicitorToldOn");
            }
            if (court != null) {
                forms.event(child, "court-informed", row.id().toString(), court, "courtInformedOn");
            }
            keep(child, row, answers, "concern-court", "Concern " + row.number() + ": solicitor and court.", forms.now());
        });
        awaiting.tell(row, Awaiting.NEWS);
    }

    private void keep(CaseFile file, DisputeRows.Row row, Answers answers, String kind, String summary, When happened) {
        answers.entries().forEach(entry -> rows.text(row.id(), entry, row.stage()));
        forms.record(file, kind, summary, answers.entries(), happened);
    }
}
