package org.iroprotocol.localisation.check;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;

/** Every step can be reached and comes to an end, in the process and inside each sub-process. Names the place, not all that follows. */
final class FlowRules {

    private final Model model;
    private final Findings findings;

    private FlowRules(Model model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    static void check(Model model, Findings findings) {
        FlowRules rules = new FlowRules(model, findings);
        rules.scope(model.process(), model.process().getChildElementsByType(FlowNode.class));
        model.all(SubProcess.class).forEach(scope -> rules.scope(scope, scope.getChildElementsByType(FlowNode.class)));
        model.all(ExclusiveGateway.class).forEach(gateway -> rules.choice(gateway, gateway.getDefault()));
        model.all(InclusiveGateway.class).forEach(gateway -> rules.choice(gateway, gateway.getDefault()));
        model.all(CatchEvent.class).forEach(rules::thrown);
        model.all(Activity.class).filter(Activity::isForCompensation).filter(step -> !rules.isThrown(new Occasion(
                CompensateEventDefinition.class, null))).forEach(step ->
                rules.unsound(step, "nothing in this model undoes anything, so it never happens. Draw an arrow to it, or delete it"));
    }

    private void scope(BaseElement scope, Collection<FlowNode> nodes) {
        Set<FlowNode> starts = nodes.stream().filter(node -> node instanceof StartEvent || isAside(node))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (starts.stream().noneMatch(StartEvent.class::isInstance)) {
            unsound(scope, "it has no start event. Draw one");
            return;
        }
        Map<FlowNode, Set<FlowNode>> next = next(nodes);
        Set<FlowNode> reached = closure(starts, next);
        List<FlowNode> lost = nodes.stream().filter(node -> !reached.contains(node)).toList();
        lost.stream().filter(node -> lost.stream().noneMatch(other -> other != node && next.get(other).contains(node)))
                .findFirst().or(() -> lost.stream().findFirst())
                .ifPresent(node -> unsound(node, "nothing leads to it. Draw an arrow to it, or delete it"));

        Map<FlowNode, Set<FlowNode>> before = new LinkedHashMap<>();
        nodes.forEach(node -> before.put(node, new LinkedHashSet<>()));
        next.forEach((node, followers) -> followers.forEach(follower -> before.get(follower).add(node)));
        Set<FlowNode> ends = nodes.stream().filter(node -> next.get(node).isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        ends.stream().filter(node -> !(node instanceof EndEvent) && !isAside(node) && !isEndedFromOutside(node)).forEach(node ->
                unsound(node, "nothing follows it. Draw an arrow to the next step or to an end event"));
        Set<FlowNode> ending = closure(ends, before);
        List<FlowNode> endless = nodes.stream().filter(node -> !ending.contains(node)).toList();
        boolean waits = endless.stream().anyMatch(IntermediateCatchEvent.class::isInstance);
        if (!endless.isEmpty() && !(waits && isEndedFromOutside(scope))) {
            unsound(endless.get(0), "from here no way leads to an end. Draw one");
        }
    }

    /** Reminders may go on until something takes the whole sub-process away: an event attached to it, or the end of all around it. */
    private static boolean isEndedFromOutside(BaseElement scope) {
        if (!(scope instanceof SubProcess inner)) {
            return false;
        }
        Collection<FlowNode> beside = inner.getParentElement().getChildElementsByType(FlowNode.class);
        boolean cut = beside.stream().anyMatch(node -> node instanceof BoundaryEvent event && event.cancelActivity()
                && inner.equals(event.getAttachedTo()));
        boolean terminated = beside.stream().anyMatch(node -> node instanceof EndEvent
                && !node.getChildElementsByType(TerminateEventDefinition.class).isEmpty());
        return cut || terminated || isEndedFromOutside((BaseElement) inner.getParentElement());
    }

    /** Where each step leads: along its arrows, to the events attached to it, and through a link. */
    private static Map<FlowNode, Set<FlowNode>> next(Collection<FlowNode> nodes) {
        Map<FlowNode, Set<FlowNode>> next = new LinkedHashMap<>();
        nodes.forEach(node -> next.put(node, new LinkedHashSet<>(node.getOutgoing().stream().map(SequenceFlow::getTarget)
                .filter(nodes::contains).toList())));
        for (FlowNode node : nodes) {
            if (node instanceof BoundaryEvent event && next.containsKey(event.getAttachedTo())) {
                next.get(event.getAttachedTo()).add(node);
            }
            if (node instanceof ThrowEvent && link(node) != null) {
                nodes.stream().filter(other -> other instanceof CatchEvent && link(node).equals(link(other)))
                        .forEach(other -> next.get(node).add(other));
            }
        }
        return next;
    }

    private static String link(FlowNode node) {
        Collection<EventDefinition> definitions = node.getChildElementsByType(EventDefinition.class);
        return definitions.stream().filter(LinkEventDefinition.class::isInstance)
                .map(definition -> ((LinkEventDefinition) definition).getName()).findFirst().orElse(null);
    }

    private static Set<FlowNode> closure(Set<FlowNode> from, Map<FlowNode, Set<FlowNode>> next) {
        Set<FlowNode> seen = new LinkedHashSet<>(from);
        Deque<FlowNode> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            next.get(open.poll()).stream().filter(seen::add).forEach(open::add);
        }
        return seen;
    }

    /** What is entered by an event or to undo something, and not along an arrow. */
    private static boolean isAside(FlowNode node) {
        return node instanceof SubProcess inner && inner.triggeredByEvent()
                || node instanceof Activity activity && activity.isForCompensation()
                || node instanceof BoundaryEvent event
                && !event.getChildElementsByType(CompensateEventDefinition.class).isEmpty();
    }

    /** Errors, escalations and signals come from the model itself: no bean and nobody outside sends any. */
    private void thrown(CatchEvent event) {
        event.getChildElementsByType(EventDefinition.class).stream().map(Occasion::of).flatMap(Optional::stream)
                .filter(occasion -> !isThrown(occasion))
                .forEach(occasion -> unsound(event, "nothing in this model throws what it waits for, so it never happens. Draw what "
                        + "throws it, wait for a message instead, or delete it"));
    }

    private boolean isThrown(Occasion wanted) {
        return model.all(ThrowEvent.class).flatMap(event -> event.getChildElementsByType(EventDefinition.class).stream())
                .map(Occasion::of).flatMap(Optional::stream)
                .anyMatch(thrown -> thrown.type().equals(wanted.type()) && (wanted.what() == null || wanted.what().equals(thrown.what())));
    }

    /** @param what the error, escalation or signal; null for any */
    private record Occasion(Class<?> type, Object what) {

        static Optional<Occasion> of(EventDefinition definition) {
            if (definition instanceof ErrorEventDefinition error) {
                return Optional.of(new Occasion(ErrorEventDefinition.class, error.getError()));
            } else if (definition instanceof EscalationEventDefinition escalation) {
                return Optional.of(new Occasion(EscalationEventDefinition.class, escalation.getEscalation()));
            } else if (definition instanceof SignalEventDefinition signal) {
                return Optional.of(new Occasion(SignalEventDefinition.class, signal.getSignal()));
            }
            return definition instanceof CompensateEventDefinition
                    ? Optional.of(new Occasion(CompensateEventDefinition.class, null)) : Optional.empty();
        }
    }

    private void choice(FlowNode gateway, SequenceFlow otherwise) {
        if (gateway.getOutgoing().size() < 2) {
            return;
        }
        if (otherwise == null) {
            unsound(gateway, "it does not say which way to go when no condition fits. Make one arrow the default flow");
        }
        gateway.getOutgoing().stream().filter(flow -> !flow.equals(otherwise) && flow.getConditionExpression() == null)
                .filter(flow -> otherwise != null)
                .forEach(flow -> unsound(flow, "this way out of '" + gateway.getId() + "' has no condition. Say when it is taken"));
    }

    private void unsound(BaseElement element, String what) {
        findings.add(Problem.Kind.UNSOUND, model.file(), element.getId(), what);
    }
}
