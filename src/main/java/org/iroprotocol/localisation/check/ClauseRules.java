package org.iroprotocol.localisation.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.iroprotocol.correspondence.LetterFile;
import org.iroprotocol.localisation.check.ExpressionText.Call;

/**
 * Every clause that binds and that a step of the national protocol fulfils is still fulfilled by some step, or declared in
 * {@code not-adopted.dmn} with reason and who agreed; what rests on statute, the IRO's sole power to refer and confidentiality
 * can never be (P-53).
 */
final class ClauseRules {

    private static final String NOT_ADOPTED = "not-adopted";
    private static final String REFERRAL = "cafcass-referral";
    private static final String SENDS_REFERRAL = "referrals.send";

    private final Protocol national;
    private final Protocol protocol;
    private final Findings findings;

    private ClauseRules(Protocol national, Protocol protocol, Findings findings) {
        this.national = national;
        this.protocol = protocol;
        this.findings = findings;
    }

    static void check(Protocol national, Protocol protocol, Findings findings) {
        ClauseRules rules = new ClauseRules(national, protocol, findings);
        rules.known();
        rules.declared();
        rules.fulfilled();
        rules.soleRight();
        rules.straightToCafcass();
    }

    private void known() {
        protocol.models().values().forEach(model -> model.all(FlowElement.class).forEach(element ->
                Model.clauses(element).stream().filter(clause -> !Clauses.exists(clause)).forEach(clause ->
                        add(Problem.Kind.CLAUSE, model.file(), element.getId(), "there is no clause '" + clause
                                + "'. Correct the property 'clause', for example C-34 C-80"))));
    }

    private void declared() {
        String file = NOT_ADOPTED + Protocol.TABLE;
        protocol.table(NOT_ADOPTED).forEach((clause, row) -> {
            String why = Clauses.whyProtected(clause, national);
            if (!Clauses.exists(clause)) {
                add(Problem.Kind.CLAUSE, file, clause, "there is no such clause. Correct the number or take the row out");
            } else if (why != null) {
                add(Problem.Kind.PROTECTED, file, clause, "this clause cannot be set aside: " + why + ". Take the row out");
            } else if (text(row.get("because")).isEmpty() || text(row.get("agreed-by")).isEmpty()) {
                add(Problem.Kind.CLAUSE, file, clause, "a clause is set aside for a reason and by agreement. Fill in 'because' and "
                        + "'agreed-by'");
            }
        });
    }

    private void fulfilled() {
        Set<String> fulfilled = protocol.models().values().stream().flatMap(Model::steps)
                .flatMap(element -> Model.clauses(element).stream()).collect(Collectors.toSet());
        Set<String> told = new TreeSet<>();
        for (Model model : national.models().values()) {
            model.all(FlowElement.class).forEach(element -> {
                Set<String> missing = new LinkedHashSet<>(Model.clauses(element));
                missing.removeIf(clause -> !Clauses.binds(clause) || fulfilled.contains(clause) || told.contains(clause));
                told.addAll(missing);
                missing(model, element, missing);
                sameHands(model, element, fulfilled);
            });
        }
    }

    private void missing(Model model, FlowElement element, Set<String> missing) {
        List<String> fixed = missing.stream().filter(clause -> Clauses.whyProtected(clause, national) != null).toList();
        List<String> open = missing.stream().filter(clause -> !fixed.contains(clause))
                .filter(clause -> !protocol.table(NOT_ADOPTED).containsKey(clause)).toList();
        if (!fixed.isEmpty()) {
            add(Problem.Kind.PROTECTED, model.file(), element.getId(), "nothing fulfils " + String.join(" ", fixed)
                    + ", which this step fulfils nationally and which cannot be set aside: "
                    + Clauses.whyProtected(fixed.get(0), national) + ". Put the step back");
        }
        if (!open.isEmpty()) {
            add(Problem.Kind.CLAUSE, model.file(), element.getId(), "nothing fulfils " + String.join(" ", open)
                    + ", which this step fulfils nationally. Give the step that does the property 'clause', or say in "
                    + "not-adopted.dmn why it is not adopted and who agreed");
        }
    }

    /** What fulfils a protected clause may be moved and renamed, but does the same and belongs to the same role. */
    private void sameHands(Model model, FlowElement element, Set<String> fulfilled) {
        List<String> fixed = Model.clauses(element).stream().filter(Clauses::isOfIroOrSecret).filter(fulfilled::contains).toList();
        if (fixed.isEmpty()) {
            return;
        }
        boolean same = protocol.models().values().stream().flatMap(Model::steps)
                .filter(own -> Model.clauses(own).stream().anyMatch(fixed::contains))
                .anyMatch(own -> Objects.equals(hands(own), hands(element)));
        if (!same) {
            add(Problem.Kind.PROTECTED, model.file(), element.getId(), "what fulfils " + String.join(" ", fixed) + " does "
                    + "something else than nationally or belongs to another role (" + hands(element) + "): "
                    + Clauses.whyProtected(fixed.get(0), national) + ". Put it back");
        }
    }

    private static String hands(FlowElement element) {
        return element instanceof UserTask task ? String.join(",", task.getCamundaCandidateGroupsList())
                : Model.camunda(element, "expression").replaceAll("\\s", "");
    }

    /** Nobody else has a part in a referral, and it is sent by its own process alone. */
    private void soleRight() {
        for (Model model : protocol.models().values()) {
            model.evaluated().forEach(element -> {
                boolean sends = sends(element) || element instanceof CallActivity call && REFERRAL.equals(call.getCalledElement());
                if (sends && !model.name().equals(REFERRAL)) {
                    add(Problem.Kind.PROTECTED, model.file(), element.getId(), "a referral to Cafcass is sent by the process "
                            + REFERRAL + " alone, which only the child's IRO starts. Take this step out");
                }
            });
            if (model.name().equals(REFERRAL) && Check.named(model).isEmpty()) {
                model.all(UserTask.class).filter(task -> !isOfIro(task)).forEach(task ->
                        add(Problem.Kind.PROTECTED, model.file(), task.getId(), "only the child's IRO has a part in a referral: "
                                + "nobody approves or stops it (C-25). Give the task to the role 'iro' or take it out"));
                straightAway(model);
                sentOnEveryWay(model);
                List<String> starters = new ArrayList<>(model.process().getCamundaCandidateStarterGroupsList());
                starters.remove("iro");
                if (!starters.isEmpty()) {
                    add(Problem.Kind.PROTECTED, model.file(), model.process().getId(), "only the child's IRO may start a referral "
                            + "(C-25). Take " + String.join(", ", starters) + " out of 'Candidate starter groups'");
                }
            }
        }
    }

    /** From the IRO's form to Cafcass without a stop: where something is waited for, somebody could hold the referral up. */
    private void straightAway(Model model) {
        model.process().getChildElementsByType(StartEvent.class).stream()
                .filter(start -> !start.getChildElementsByType(EventDefinition.class).isEmpty()).forEach(start ->
                        add(Problem.Kind.PROTECTED, model.file(), start.getId(), "only the child's IRO starts a referral (C-25). Make it "
                                + "a plain start event with the form"));
        Set<FlowNode> before = new LinkedHashSet<>(model.steps().filter(step -> sends(step) || calls(step).anyMatch(call ->
                call.toString().equals("letters.write") && call.literal(0).filter(REFERRAL::equals).isPresent())).toList());
        Deque<FlowNode> open = new ArrayDeque<>(before);
        while (!open.isEmpty()) {
            open.poll().getIncoming().stream().map(SequenceFlow::getSource).filter(before::add).forEach(open::add);
        }
        before.stream().filter(step -> !(step instanceof StartEvent || step instanceof ServiceTask || step instanceof SendTask
                || step instanceof BusinessRuleTask || step instanceof ExclusiveGateway || step instanceof InclusiveGateway
                || step instanceof ParallelGateway || step instanceof UserTask task && !isOfIro(task))).forEach(step ->
                add(Problem.Kind.PROTECTED, model.file(), step.getId(), "the referral would wait here before it is sent, and somebody "
                        + "could hold it up (C-25). Put this step behind the sending or take it out"));
        model.all(UserTask.class).filter(task -> !Set.of("", "${people.holder('iro',execution)}").contains(Model.camunda(task, "assignee")
                .replaceAll("\\s", "").replace('"', '\'').replace('#', '$'))).forEach(task ->
                add(Problem.Kind.PROTECTED, model.file(), task.getId(), "only the child's IRO has a part in a referral (C-25). Make "
                        + "${people.holder('iro', execution)} the assignee"));
    }

    /** A way round the sending would let a form that the IRO has filled in come to nothing. */
    private void sentOnEveryWay(Model model) {
        Set<FlowNode> unsent = new LinkedHashSet<>(model.process().getChildElementsByType(StartEvent.class));
        Deque<FlowNode> open = new ArrayDeque<>(unsent);
        while (!open.isEmpty()) {
            open.poll().getOutgoing().stream().map(SequenceFlow::getTarget).filter(step -> !sends(step)).filter(unsent::add)
                    .forEach(open::add);
        }
        if (model.steps().anyMatch(ClauseRules::sends)) { // That nothing sends it at all is told elsewhere.
            unsent.stream().filter(EndEvent.class::isInstance).forEach(end ->
                    add(Problem.Kind.PROTECTED, model.file(), end.getId(), "a referral could end here without ever being sent (C-25). "
                            + "Send it on every way"));
        }
    }

    private static boolean sends(BaseElement element) {
        return calls(element).anyMatch(call -> call.toString().equals(SENDS_REFERRAL));
    }

    private static boolean isOfIro(UserTask task) {
        return task.getCamundaCandidateGroupsList().equals(List.of("iro"));
    }

    private static Stream<Call> calls(BaseElement element) {
        return Model.texts(element).stream().flatMap(text -> ExpressionText.calls(text).stream());
    }

    /** The referral itself goes to whom it goes nationally and to nobody else (C-57). */
    private void straightToCafcass() {
        String file = Protocol.LETTERS + REFERRAL + Protocol.LETTER;
        if (!national.has(file) || !protocol.has(file)) {
            return;
        }
        Map<String, Set<String>> readers = new LinkedHashMap<>();
        for (Protocol one : List.of(national, protocol)) {
            ContentRules.letter(file, one.files().get(file)).map(ClauseRules::readers)
                    .ifPresent(found -> readers.put(one == national ? "national" : "own", found));
        }
        if (readers.size() == 2 && !readers.get("national").containsAll(readers.get("own"))) {
            add(Problem.Kind.PROTECTED, file, null, "a referral goes to Cafcass Legal direct (C-57); this letter would also reach "
                    + String.join(", ", readers.get("own").stream().filter(role -> !readers.get("national").contains(role)).toList())
                    + ". Address it as nationally");
        }
    }

    private static Set<String> readers(LetterFile letter) {
        Set<String> readers = new TreeSet<>(letter.to());
        readers.addAll(letter.copy());
        return readers;
    }

    private static String text(Object cell) {
        return cell == null ? "" : cell.toString().strip();
    }

    private void add(Problem.Kind kind, String file, String element, String what) {
        findings.add(kind, file, element, what);
    }
}
