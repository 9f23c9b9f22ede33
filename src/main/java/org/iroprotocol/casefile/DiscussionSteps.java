package org.iroprotocol.casefile;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Discussions between IRO and guardian: date, who, topic and outcome are enough (P-44). */
@Service
@Transactional
class DiscussionSteps {

    private static final int TEXT_LENGTH = 4000;

    private final FormSteps form;

    DiscussionSteps(FormSteps form) {
        this.form = form;
    }

    void record(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        When on = Typed.when("discussedOn", "The date", Typed.take("discussedOn", execution));
        if (on == null) {
            throw new RefusedException("discussedOn", "The date of the discussion is missing. Enter it as dd/mm/yyyy.");
        }
        String who = needed("discussedBy", "Who took part", execution);
        String topic = needed("discussedTopic", "The topic", execution);
        String outcome = needed("discussedOutcome", "The outcome", execution);
        String from = form.text("receivedFrom", "Who said so", Checks.NAME_LENGTH, execution);
        String reason = form.reason(execution);
        List<TimelineRecord.Entry> rest = form.rest(execution);
        form.each(children, child -> {
            form.event(child, EventKind.DISCUSSION_HELD, UUID.randomUUID().toString(), on, from, "discussedOn");
            form.record(child, "discussion", "Discussion recorded.", new Entries()
                    .add("discussedOn", "Date", Entries.words(on))
                    .add("discussedBy", "Who", who)
                    .add("discussedTopic", "Topic", topic)
                    .add("discussedOutcome", "Outcome", outcome)
                    .add("receivedFrom", "Told by", from)
                    .add("reason", "Reason", reason)
                    .addAll(rest), on);
        });
    }

    private String needed(String field, String label, DelegateExecution execution) {
        return Checks.required(field, label, Typed.text(Typed.take(field, execution)), TEXT_LENGTH);
    }
}
