package org.iroprotocol.localisation.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CancelEventDefinition;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ResourceRole;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.iroprotocol.authority.Groups;

/** What every model must say by itself: its head, names, layout, who does a task, and that no timer cuts a duty off. */
final class ModelRules {

    private static final List<String> PARAGRAPHS = List.of("What to do:", "Why:", "By when:", "Whom to ask:");
    private static final Set<String> NOBODYS_WORK = Set.of(Groups.PROTOCOL_ADMIN, Groups.CAMUNDA_ADMIN);

    private final Model model;
    private final Findings findings;

    private ModelRules(Model model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    static Optional<Problem> named(Model model) {
        List<String> executable = model.all(Process.class).filter(Process::isExecutable).map(Process::getId).toList();
        return executable.equals(List.of(model.name())) ? Optional.empty()
                : Optional.of(new Problem(Problem.Kind.HEAD, model.file(), null, "it must hold exactly one executable process, "
                        + "with the id '" + model.name() + "' of the file; it holds " + executable + ". Correct the id, or save "
                        + "the file as <process>.bpmn"));
    }

    static void check(Model model, Findings findings) {
        new ModelRules(model, findings).check();
    }

    private void check() {
        head();
        model.all(FlowNode.class).forEach(this::name);
        layout();
        model.all(UserTask.class).forEach(this::task);
        model.all(ResourceRole.class).forEach(this::otherHands);
        model.all(TimerEventDefinition.class).forEach(this::interruption);
        model.all(TimerEventDefinition.class).forEach(this::endsOthers);
        model.all(CallActivity.class).forEach(this::callActivity);
        model.all(CallActivity.class).forEach(this::newestVersion);
        model.all(CallActivity.class).forEach(this::noAllVariables);
    }

    private void head() {
        Process process = model.process();
        if (blank(process.getName())) {
            head(process, "the process has no name. Say in words what it is for");
        }
        if (blank(process.getCamundaVersionTag())) {
            head(process, "the process has no version tag. Fill in 'Version tag'");
        }
        String keep = process.getCamundaHistoryTimeToLiveString();
        if (!TableFile.isTimeToLive(keep)) {
            head(process, "the process does not say in days how long its history is kept. Fill in 'History time to live', for "
                    + "example P180D");
        }
        String starters = Model.camunda(process, "candidateStarterUsers");
        if (!starters.isEmpty()) {
            findings.add(Problem.Kind.ROLE, model.file(), process.getId(), "it names people who may start it. People change: "
                    + "leave 'Candidate starter users' empty");
        }
        for (String group : process.getCamundaCandidateStarterGroupsList()) {
            role(process.getId(), group);
        }
    }

    private void head(Process process, String what) {
        findings.add(Problem.Kind.HEAD, model.file(), process.getId(), what);
    }

    private void name(FlowNode node) {
        boolean joins = node instanceof Gateway && node.getOutgoing().size() == 1;
        if (!joins && blank(node.getName())) {
            findings.add(Problem.Kind.WORDS, model.file(), node.getId(), "it has no name. Say in plain words what happens here");
        }
    }

    private void layout() {
        Set<String> drawn = new TreeSet<>();
        model.all(BpmnShape.class).filter(shape -> shape.getBpmnElement() != null)
                .forEach(shape -> drawn.add(shape.getBpmnElement().getId()));
        model.all(BpmnEdge.class).filter(edge -> edge.getBpmnElement() != null)
                .forEach(edge -> drawn.add(edge.getBpmnElement().getId()));
        Stream.of(FlowNode.class, SequenceFlow.class, TextAnnotation.class, Association.class)
                .flatMap(type -> model.all(type))
                .map(BaseElement::getId)
                .filter(id -> !drawn.contains(id))
                .forEach(id -> findings.add(Problem.Kind.NOT_DRAWN, model.file(), id,
                        "it is not in the diagram, so nobody can see it. Draw it in Modeler"));
    }

    private void task(UserTask task) {
        String said = Model.documentation(task);
        List<String> missing = PARAGRAPHS.stream().filter(paragraph -> !said.contains(paragraph)).toList();
        if (!missing.isEmpty()) {
            findings.add(Problem.Kind.WORDS, model.file(), task.getId(), "its documentation lacks " + String.join(", ", missing)
                    + " Write these paragraphs for whoever does it");
        }
        List<String> groups = task.getCamundaCandidateGroupsList();
        if (groups.size() != 1) {
            findings.add(Problem.Kind.ROLE, model.file(), task.getId(), "it belongs to " + (groups.isEmpty() ? "nobody"
                    : "several roles") + ". Name one role as candidate group");
        } else {
            role(task.getId(), groups.get(0));
        }
        String assignee = Model.camunda(task, "assignee");
        if (!assignee.isEmpty() && ExpressionText.onlyCall(assignee).isEmpty() || !Model.camunda(task, "candidateUsers").isEmpty()) {
            findings.add(Problem.Kind.ROLE, model.file(), task.getId(), "it names a person. People change: leave the assignee "
                    + "to ${people.holder('role', execution)} and 'Candidate users' empty");
        }
    }

    /** The engine gives a task to these, too; Modeler neither shows nor writes them. */
    private void otherHands(ResourceRole role) {
        findings.add(Problem.Kind.ROLE, model.file(), Model.owner(role).getId(), "it is given to others by <"
                + role.getElementType().getTypeName() + ">. Take that out in the XML view and name one role as candidate group");
    }

    private void role(String element, String role) {
        if (!Groups.all().containsKey(role) || NOBODYS_WORK.contains(role)) {
            findings.add(Problem.Kind.ROLE, model.file(), element, "there is no role '" + role + "'. Roles are "
                    + String.join(", ", Groups.all().keySet().stream().filter(id -> !NOBODYS_WORK.contains(id)).toList()));
        }
    }

    private void interruption(TimerEventDefinition timer) {
        boolean cutsOff = timer.getParentElement() instanceof BoundaryEvent event && event.cancelActivity()
                || timer.getParentElement() instanceof StartEvent start && start.isInterrupting()
                && start.getParentElement() instanceof SubProcess;
        if (cutsOff) {
            findings.add(Problem.Kind.DATE, model.file(), ((BaseElement) timer.getParentElement()).getId(),
                    "its timer takes the duty away when the time is up; a late answer is still an answer. Make it "
                            + "non-interrupting");
        }
    }

    /** Followed only as far as nothing is asked or waited for: what is decided on the way is not the timer's doing. */
    private void endsOthers(TimerEventDefinition timer) {
        Set<FlowNode> seen = new LinkedHashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>();
        if (timer.getParentElement() instanceof FlowNode event) {
            open.add(event);
        }
        while (!open.isEmpty()) {
            FlowNode node = open.poll();
            node.getOutgoing().stream().map(SequenceFlow::getTarget)
                    .filter(next -> !(next instanceof ExclusiveGateway || next instanceof InclusiveGateway || next instanceof UserTask
                            || next instanceof CatchEvent || next instanceof EventBasedGateway || next instanceof ReceiveTask))
                    .filter(seen::add).forEach(open::add);
        }
        seen.stream().filter(ModelRules::endsMore).findFirst().ifPresent(end -> findings.add(Problem.Kind.DATE, model.file(),
                end.getId(), "when the time of '" + ((BaseElement) timer.getParentElement()).getId() + "' is up, this ends other "
                        + "steps, too, though they may still be a duty. Make it a plain end event"));
    }

    private static boolean endsMore(FlowNode node) {
        return node instanceof ThrowEvent && node.getChildElementsByType(EventDefinition.class).stream().anyMatch(definition ->
                definition instanceof TerminateEventDefinition || definition instanceof ErrorEventDefinition
                        || definition instanceof EscalationEventDefinition || definition instanceof SignalEventDefinition
                        || definition instanceof CancelEventDefinition);
    }

    private void callActivity(CallActivity call) {
        boolean handedOn = Model.inMappings(call).stream().anyMatch(mapping -> !blank(mapping.getCamundaBusinessKey()));
        if (!handedOn) {
            findings.add(Problem.Kind.CALL, model.file(), call.getId(), "the process it calls would not know which case it is "
                    + "about. Tick 'Propagate business key' (#{execution.processBusinessKey})");
        }
    }

    /** Every process has deployments of its own, and the version in use is the one that was checked. */
    private void newestVersion(CallActivity call) {
        String binding = Model.camunda(call, "calledElementBinding");
        if (!binding.isEmpty() && !binding.equals("latest")) {
            findings.add(Problem.Kind.CALL, model.file(), call.getId(), "it calls a process by '" + binding + "', which may not be "
                    + "there. Choose the binding 'latest'");
        }
    }

    private void noAllVariables(BaseElement element) {
        if (Model.inMappings(element).stream().anyMatch(mapping -> "all".equals(mapping.getCamundaVariables()))
                || Model.outMappings(element).stream().anyMatch(mapping -> "all".equals(mapping.getCamundaVariables()))) {
            findings.add(Problem.Kind.CALL, model.file(), element.getId(), "it hands on all variables. Name the ones that are "
                    + "needed");
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
