package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is done at the end of proceedings, recorded by anybody entitled or on behalf of who did it, early or late (P-12, P-13):
 * final plan, its discussion, handover, documents, the letter to the child, the joint meeting.
 */
@Service
@Transactional
class CompletionSteps {

    private static final int TEXT_LENGTH = 4000;
    private static final int HANDOVER_LENGTH = 20000;
    private static final String WITHHELD = "withheld";
    private static final Set<String> LETTER_OUTCOMES = Set.of("sent", "handed-over", WITHHELD);

    private final FormSteps form;
    private final CaseRows rows;

    CompletionSteps(FormSteps form, CaseRows rows) {
        this.form = form;
        this.rows = rows;
    }

    /** One thing done: the kind of event, the day, and the field it comes from. */
    private record Fact(String kind, String label, When when, String field) {
    }

    void record(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        List<Fact> done = new ArrayList<>();
        Entries texts = new Entries();
        day(done, EventKind.GUARDIAN_FINAL_PLAN, "Final care plan provided to the guardian", "finalPlanOn", execution);
        day(done, EventKind.GUARDIAN_FINAL_DISCUSSION, "Final care plan discussed", "finalDiscussionOn", execution);
        handover(done, texts, execution);
        day(done, EventKind.DOCUMENTS_CONFIRMED, "Documents confirmed as forwarded", "documentsConfirmedOn", execution);
        letter(done, texts, execution);
        boolean required = meetingRequired(texts, execution);
        meetingHeld(done, texts, execution);
        String from = form.text("receivedFrom", "Who did it or said so", Checks.NAME_LENGTH, execution);
        String reason = form.reason(execution);
        List<TimelineRecord.Entry> rest = form.rest(execution);
        if (done.isEmpty() && !required) {
            throw new RefusedException(null, "Nothing is filled in that could be recorded. Enter the day of what has been "
                    + "done, or say that the joint meeting is required.");
        }
        When happened = done.stream().map(Fact::when).max(Comparator.naturalOrder()).orElseGet(form::now);
        form.each(children, child -> {
            Entries entries = new Entries();
            for (Fact fact : done) {
                form.standing(child, fact.kind()).filter(before -> !before.value().equals(fact.when()))
                        .ifPresent(before -> entries.add(fact.field() + "Before", fact.label() + ", before",
                                Entries.words(before.value())));
                entries.add(fact.field(), fact.label(), Entries.words(fact.when()));
            }
            entries.addAll(texts.list()).add("receivedFrom", "Told by", from).add("reason", "Reason", reason).addAll(rest);
            for (Fact fact : done) {
                Checks.happened(fact.field(), "This date", fact.when(), child.dateOfBirth(), rows.clock());
            }
            form.record(child, "completion", "Recorded at the end of proceedings.", entries, happened);
            for (Fact fact : done) {
                form.event(child, fact.kind(), "", fact.when(), from, fact.field());
            }
            if (required && form.standing(child, EventKind.CLOSING_MEETING_REQUIRED).isEmpty()) {
                form.event(child, EventKind.CLOSING_MEETING_REQUIRED, "", form.now(), from, "meetingRequired");
            }
        });
    }

    private void day(List<Fact> done, String kind, String label, String field, DelegateExecution execution) {
        When when = Typed.when(field, "This date", Typed.take(field, execution));
        if (when != null) {
            done.add(new Fact(kind, label, when, field));
        }
    }

    /** The handover on the agreed template, as a form (C-47). */
    private void handover(List<Fact> done, Entries texts, DelegateExecution execution) {
        int before = done.size();
        day(done, EventKind.GUARDIAN_HANDOVER, "Written handover given", "handoverOn", execution);
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("handoverSummary", "Handover: summary");
        labels.put("handoverPlan", "Handover: the plan");
        labels.put("handoverWishes", "Handover: the child's wishes and feelings");
        labels.put("handoverIssues", "Handover: outstanding issues");
        boolean written = false;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            String text = form.text(label.getKey(), label.getValue(), HANDOVER_LENGTH, execution);
            texts.add(label.getKey(), label.getValue(), text);
            written |= text != null;
        }
        if (written && done.size() == before) {
            throw new RefusedException("handoverOn",
                    "The day of the handover is missing. Enter it as dd/mm/yyyy, or leave the handover empty.");
        }
    }

    /** The guardian's letter: sent, handed over, or withheld with a reason (P-51). */
    private void letter(List<Fact> done, Entries texts, DelegateExecution execution) {
        String outcome = Typed.text(Typed.take("letterOutcome", execution));
        LocalDate day = Typed.date("letterOn", "The day of the letter", Typed.take("letterOn", execution));
        String why = form.text("letterReason", "The reason", TEXT_LENGTH, execution);
        boolean told = Typed.yes(Typed.take("childTold", execution));
        String with = form.text("withChild", "Who will be with the child", TEXT_LENGTH, execution);
        if (outcome == null) {
            if (day != null || why != null || told || with != null) {
                throw new RefusedException("letterOutcome", "It is not said what became of the letter to the child. Choose "
                        + "sent, handed over or withheld, or leave everything about the letter empty.");
            }
            return;
        }
        if (!LETTER_OUTCOMES.contains(outcome)) {
            throw new RefusedException("letterOutcome", "This is not one of the choices. Choose sent, handed over or withheld.");
        }
        if (outcome.equals(WITHHELD)) {
            if (why == null) {
                throw new RefusedException("letterReason",
                        "The reason why the letter is withheld is missing. Say it in a sentence.");
            }
        } else {
            if (day == null) {
                throw new RefusedException("letterOn", "The day of the letter is missing. Enter it as dd/mm/yyyy.");
            }
            if (!told) {
                throw new RefusedException("childTold", "The letter must not be the first news of the decision. Confirm that "
                        + "the child has been told, or for a baby the people who will keep the letter.");
            }
        }
        When when = When.on(day == null ? rows.today() : day);
        done.add(new Fact(EventKind.LETTER_TO_CHILD, "Letter to the child", when, "letterOn"));
        texts.add("letterOutcome", "What became of the letter", form.choice("letterOutcome", outcome, execution))
                .add("letterReason", "Why", why)
                .add("childTold", "The child has been told", told ? "Yes" : null)
                .add("withChild", "Who will be with the child", with);
    }

    private boolean meetingRequired(Entries texts, DelegateExecution execution) {
        boolean required = Typed.yes(Typed.take("meetingRequired", execution));
        List<String> reasons = list("meetingReasons", execution);
        String why = form.text("meetingReason", "The reason for the meeting", TEXT_LENGTH, execution);
        if (!required && (!reasons.isEmpty() || why != null)) {
            throw new RefusedException("meetingRequired", "There is a reason for the joint meeting, but it is not said that it "
                    + "is required. Tick that it is, or take the reason out.");
        }
        if (required && reasons.isEmpty() && why == null) {
            throw new RefusedException("meetingReasons", "It is not said why the joint meeting is required. Choose a reason.");
        }
        if (required && reasons.contains("other") && why == null) {
            throw new RefusedException("meetingReason", "The other reason for the meeting is missing. Say it in a sentence.");
        }
        if (required) {
            texts.add("meetingRequired", "Joint meeting required", "Yes")
                    .add("meetingReasons", "Because", words("meetingReasons", reasons, execution))
                    .add("meetingReason", "Reason for the meeting", why);
        }
        return required;
    }

    private void meetingHeld(List<Fact> done, Entries texts, DelegateExecution execution) {
        int before = done.size();
        day(done, EventKind.CLOSING_MEETING_HELD, "Joint meeting held", "meetingHeldOn", execution);
        List<String> attended = list("meetingAttended", execution);
        String outcome = form.text("meetingOutcome", "The outcome of the meeting", TEXT_LENGTH, execution);
        if (done.size() == before && (!attended.isEmpty() || outcome != null)) {
            throw new RefusedException("meetingHeldOn",
                    "The day of the joint meeting is missing. Enter it as dd/mm/yyyy, or leave the meeting empty.");
        }
        texts.add("meetingAttended", "Who took part", words("meetingAttended", attended, execution))
                .add("meetingOutcome", "Outcome of the meeting", outcome);
    }

    private static List<String> list(String field, DelegateExecution execution) {
        Object typed = Typed.take(field, execution);
        if (Typed.isEmpty(typed)) {
            return List.of();
        }
        Collection<?> values = typed instanceof Collection<?> several ? several : List.of(typed);
        return values.stream().filter(value -> !Typed.isEmpty(value)).map(value -> value.toString().strip()).toList();
    }

    private String words(String field, List<String> values, DelegateExecution execution) {
        return values.isEmpty() ? null
                : String.join(", ", values.stream().map(value -> form.choice(field, value, execution)).toList());
    }
}
