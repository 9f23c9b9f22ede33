package org.iroprotocol.casefile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.When;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Discussions between IRO and guardian – date, who, topic and outcome are enough (P-44) –, informal challenges in one line
 * (P-31), significant issues of which the guardian is alerted (C-43), and good practice of which the team hears where the
 * authority offers that.
 */
@Service
@Transactional
class DiscussionSteps {

    private static final int TEXT_LENGTH = 4000;
    private static final int LINE_LENGTH = 400;
    private static final String KIND = "discussionKind";
    private static final String CHALLENGE = "challenge";
    private static final String PROCESS = "discussion";

    private final FormSteps form;
    private final ProceedingsRepository proceedings;
    private final RuntimeService runtime;

    DiscussionSteps(FormSteps form, ProceedingsRepository proceedings, @Lazy RuntimeService runtime) {
        this.form = form;
        this.proceedings = proceedings;
        this.runtime = runtime;
    }

    /** Of what somebody is written to: the kind chosen, the field that is the letter's text, and what then stands on file. */
    private enum Alert {
        ISSUE("issue", "issueText", "What the guardian should know", EventKind.SIGNIFICANT_ISSUE, "significant-issue-alert",
                "Significant issue: the guardian is alerted."),
        PRACTICE("practice", "practiceText", "What was done well", EventKind.GOOD_PRACTICE, "good-practice-alert",
                "Good practice: the team is told.");

        private final String kind;
        private final String field;
        private final String label;
        private final String event;
        private final String letter;
        private final String summary;

        Alert(String kind, String field, String label, String event, String letter, String summary) {
            this.kind = kind;
            this.field = field;
            this.label = label;
            this.event = event;
            this.letter = letter;
            this.summary = summary;
        }
    }

    /** What was typed and holds for each child. */
    private record Typing(When on, String who, String from, String reason, List<TimelineRecord.Entry> rest) {

        Entries entries() {
            return new Entries().add("discussedOn", "Date", Entries.words(on)).add("discussedBy", "Who", who);
        }

        Entries ending(Entries entries) {
            return entries.add("receivedFrom", "Told by", from).add("reason", "Reason", reason).addAll(rest);
        }
    }

    void record(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        Object kind = execution.getVariable(KIND);
        When on = Typed.when("discussedOn", "The date", Typed.take("discussedOn", execution));
        if (on == null) {
            throw new RefusedException("discussedOn", "The date is missing. Enter it as dd/mm/yyyy.");
        }
        Alert alert = Stream.of(Alert.values()).filter(one -> one.kind.equals(kind)).findFirst().orElse(null);
        if (alert != null) {
            alert(alert, children, on, execution);
        } else if (CHALLENGE.equals(kind)) {
            challenge(children, on, execution);
        } else {
            discussion(children, on, execution);
        }
    }

    private void discussion(List<Row.CaseFile> children, When on, DelegateExecution execution) {
        String who = needed("discussedBy", "Who took part", TEXT_LENGTH, execution);
        String topic = needed("discussedTopic", "The topic", TEXT_LENGTH, execution);
        String outcome = needed("discussedOutcome", "The outcome", TEXT_LENGTH, execution);
        Typing typing = typing(on, who, execution);
        form.each(children, child -> {
            form.event(child, EventKind.DISCUSSION_HELD, UUID.randomUUID().toString(), on, typing.from(), "discussedOn");
            form.record(child, "discussion", "Discussion recorded.", typing.ending(typing.entries()
                    .add("discussedTopic", "Topic", topic)
                    .add("discussedOutcome", "Outcome", outcome)), on);
        });
    }

    private void challenge(List<Row.CaseFile> children, When on, DelegateExecution execution) {
        String who = needed("discussedBy", "Who took part", TEXT_LENGTH, execution);
        String line = needed("challenge", "The challenge", LINE_LENGTH, execution);
        String answer = form.text("challengeAnswer", "The answer", TEXT_LENGTH, execution);
        Typing typing = typing(on, who, execution);
        form.each(children, child -> {
            form.event(child, EventKind.INFORMAL_CHALLENGE, UUID.randomUUID().toString(), on, typing.from(), "discussedOn");
            form.record(child, EventKind.INFORMAL_CHALLENGE, "Informal challenge recorded.", typing.ending(typing.entries()
                    .add("challenge", "Challenge", line)
                    .add("challengeAnswer", "Answer", answer)), on);
        });
    }

    /** The letter belongs to the process instance of its child, so each sibling ticked gets an instance of their own. */
    private void alert(Alert alert, List<Row.CaseFile> children, When on, DelegateExecution execution) {
        String topic = needed("discussedTopic", "The topic", TEXT_LENGTH, execution);
        String text = needed(alert.field, alert.label, TEXT_LENGTH, execution);
        Typing typing = typing(on, null, execution);
        form.each(List.of(children.get(0)), child -> {
            if (alert == Alert.ISSUE && proceedings.of(child.reference()).stream().noneMatch(one -> one.endedOn() == null)) {
                throw new RefusedException(KIND, "No proceedings are open, so there is no guardian to alert. Record it as a "
                        + "discussion, or as an informal challenge.");
            }
            form.event(child, alert.event, UUID.randomUUID().toString(), on, typing.from(), "discussedOn");
            form.record(child, alert.letter, alert.summary, typing.ending(typing.entries()
                    .add("discussedTopic", "Topic", topic)
                    .add(alert.field, alert.label, text)), on);
        });
        Map<String, Object> same = new LinkedHashMap<>();
        same.put(KIND, alert.kind);
        same.put("discussedOn", on.toString());
        same.put("discussedTopic", topic);
        same.put(alert.field, text);
        same.put("receivedFrom", typing.from());
        form.each(children, child -> {
            if (!child.reference().equals(children.get(0).reference())) {
                runtime.createProcessInstanceByKey(PROCESS).businessKey(child.reference())
                        .processDefinitionTenantId(child.authority()).setVariables(same).execute();
            }
        });
    }

    private Typing typing(When on, String who, DelegateExecution execution) {
        return new Typing(on, who, form.text("receivedFrom", "Who said so", Checks.NAME_LENGTH, execution),
                form.reason(execution), form.rest(execution));
    }

    private String needed(String field, String label, int longest, DelegateExecution execution) {
        return Checks.required(field, label, Typed.text(Typed.take(field, execution)), longest);
    }
}
