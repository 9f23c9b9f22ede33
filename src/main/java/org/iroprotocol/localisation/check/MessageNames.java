package org.iroprotocol.localisation.check;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.deadline.RuleTable;

/**
 * Messages that somebody sends: those the national models wait for, one for each recorded fact the protocol or the authority's
 * own deadlines know, one for each role that changes hands.
 */
record MessageNames(Set<String> known) {

    private static final String RECORDED = "-recorded";
    private static final String CHANGED = "-changed";

    static MessageNames of(Protocol national, Protocol protocol) {
        Set<String> known = new TreeSet<>();
        national.models().values().forEach(model -> model.all(Message.class).map(Message::getName).forEach(known::add));
        protocol.table("deadlines").values().forEach(row -> Stream.of(String.valueOf(row.get("from")).split(","))
                .forEach(fact -> known.add(fact.strip() + RECORDED)));
        Groups.ofCase().forEach(role -> known.add(role + CHANGED));
        return new MessageNames(known);
    }

    void check(Model model, Findings findings) {
        model.all(MessageEventDefinition.class).forEach(definition -> {
            boolean thrown = definition.getParentElement() instanceof ThrowEvent;
            if (!thrown) {
                check(model, Model.owner(definition), definition.getMessage(), findings);
            }
        });
        model.all(ReceiveTask.class).forEach(task -> check(model, task, task.getMessage(), findings));
    }

    private void check(Model model, BaseElement element, Message message, Findings findings) {
        String name = message == null || message.getName() == null ? "" : message.getName();
        boolean fact = name.endsWith(RECORDED) && (name.contains("${")
                || RuleTable.isEvent(name.substring(0, name.length() - RECORDED.length())));
        if (!fact && !known.contains(name)) {
            findings.add(Problem.Kind.MESSAGE, model.file(), element.getId(), name.isEmpty()
                    ? "it waits for no message. Choose one"
                    : "nobody sends the message '" + name + "'. Wait for <fact>-recorded, where the fact is a date the table of "
                            + "deadlines counts from, or for one of: " + String.join(", ", known.stream()
                            .filter(one -> !one.endsWith(RECORDED) && !one.contains("$")).toList()));
        }
    }
}
