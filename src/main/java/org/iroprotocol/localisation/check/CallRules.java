package org.iroprotocol.localisation.check;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.correspondence.LetterFile;
import org.iroprotocol.localisation.check.ExpressionText.Call;

/**
 * What models call exists: beans and their methods, and the rules, roles, letters, stages, forms, processes and decisions they
 * name. What a text handed to a bean stands for is told by the name of the method's parameter.
 */
class CallRules {

    /** What goes out of the house waits for nobody and holds up nobody. */
    private static final Set<String> LEAVING = Set.of("correspondence.send", "correspondence.sendOnceRight");

    /** What Modeler draws first, before somebody says what kind of task it is. */
    private static final Set<String> PASSED_OVER = Set.of("task", "manualTask");

    private final Protocol protocol;
    private final Findings findings;
    private final Set<String> decisions;

    CallRules(Protocol protocol, Findings findings) {
        this.protocol = protocol;
        this.findings = findings;
        this.decisions = protocol.decisions();
    }

    void check(Model model) {
        model.evaluated().forEach(element -> calls(model, element));
        model.all(UserTask.class).forEach(task -> {
            date(model, task, Model.camunda(task, "dueDate"), "due date");
            date(model, task, Model.camunda(task, "followUpDate"), "follow-up date");
            form(model, task, true);
        });
        model.all(StartEvent.class).forEach(start -> form(model, start, false));
        model.all(TimerEventDefinition.class).forEach(timer -> timer(model, timer));
        model.all(ServiceTask.class).forEach(task -> does(model, task));
        model.all(SendTask.class).forEach(task -> does(model, task));
        model.all(Task.class).filter(task -> PASSED_OVER.contains(task.getElementType().getTypeName())).forEach(task ->
                add(Problem.Kind.CALL, model, task, "nothing happens here: the process goes on at once. Make it a user task for "
                        + "somebody, or a service task that calls a bean"));
        model.all(BusinessRuleTask.class).forEach(task -> decision(model, task));
        model.all(CallActivity.class).forEach(call -> called(model, call));
    }

    private void calls(Model model, BaseElement element) {
        for (String text : Model.texts(element)) {
            for (Call call : ExpressionText.calls(text)) {
                call(model, element, call);
            }
        }
    }

    private void call(Model model, BaseElement element, Call call) {
        Optional<Method> method = BeanMethods.find(call.bean(), call.method(), call.arguments().size());
        if (method.isEmpty()) {
            boolean known = !BeanMethods.named(call.bean(), call.method()).isEmpty();
            add(Problem.Kind.CALL, model, element, known
                    ? call + " does not take " + call.arguments().size() + " argument(s). Write it as in the national protocol"
                    : "there is no " + call + ". On '" + call.bean() + "' there are: " + BeanMethods.inWords(call.bean()));
            return;
        }
        Parameter[] parameters = method.get().getParameters();
        for (int i = 0; i < parameters.length; i++) {
            String meaning = parameters[i].getName();
            call.literal(i).ifPresent(value -> named(model, element, call, meaning, value));
        }
        if (LEAVING.contains(call.toString()) && !(element instanceof FlowNode node && node.isCamundaAsyncBefore())) {
            add(Problem.Kind.CALL, model, element, "what leaves the house must not hold up the case. Tick 'Asynchronous before'");
        }
    }

    private void named(Model model, BaseElement element, Call call, String meaning, String value) {
        switch (meaning) {
            case "rule" -> row(model, element, "deadlines", value);
            case "stage" -> row(model, element, "dispute-stages", value);
            case "role" -> {
                if (!Groups.ofCase().contains(value)) {
                    add(Problem.Kind.ROLE, model, element, "there is no role '" + value + "'. Roles of a case are "
                            + String.join(", ", Groups.ofCase()));
                }
            }
            case "template" -> letter(model, element, call, value);
            default -> {
                // Kinds of facts and the like: an authority may name its own.
            }
        }
    }

    private void row(Model model, BaseElement element, String table, String row) {
        Collection<String> rows = protocol.table(table).keySet();
        if (!rows.contains(row)) {
            add(Problem.Kind.TABLE, model, element, "the table " + table + ".dmn has no row '" + row + "'. Add the row or name "
                    + "another");
        }
    }

    private void letter(Model model, BaseElement element, Call call, String template) {
        String file = Protocol.LETTERS + template + Protocol.LETTER;
        if (!protocol.has(file)) {
            add(Problem.Kind.LETTER, model, element, "there is no " + file + ". Add the file or name another");
            return;
        }
        ContentRules.letter(file, protocol.files().get(file)).ifPresent(letter -> kind(model, element, call, file, letter));
    }

    private void kind(Model model, BaseElement element, Call call, String file, LetterFile letter) {
        if (letter.letter() != call.bean().equals("letters")) {
            add(Problem.Kind.LETTER, model, element, file + " is a " + (letter.letter() ? "letter: call letters.write"
                    : "notice: call notices.send"));
        }
    }

    private void date(Model model, BaseElement element, String text, String what) {
        if (!text.isEmpty() && !givesDate(text)) {
            add(Problem.Kind.DATE, model, element, "its " + what + " does not come from the table of deadlines. Write "
                    + "${deadlines." + (what.equals("due date") ? "due" : "followUp") + "('rule', execution)}");
        }
    }

    private void timer(Model model, TimerEventDefinition timer) {
        BaseElement event = Model.owner(timer);
        boolean date = timer.getTimeDuration() == null && timer.getTimeCycle() == null && timer.getTimeDate() != null;
        if (!date || !givesDate(timer.getTimeDate().getTextContent())) {
            add(Problem.Kind.DATE, model, event, "its timer does not wait for a date of ours. Choose 'Date' and write "
                    + "${deadlines.due('rule', execution)}");
        }
    }

    /** One call of a bean that gives a date; whether the call itself exists is told elsewhere. */
    private static boolean givesDate(String text) {
        return ExpressionText.onlyCall(text)
                .filter(call -> BeanMethods.find(call.bean(), call.method(), call.arguments().size())
                        .map(method -> method.getReturnType() == Date.class).orElse(true))
                .isPresent();
    }

    private void form(Model model, BaseElement element, boolean needed) {
        String form = Model.camunda(element, "formRef");
        String usual = model.name() + "." + element.getId();
        if (form.isEmpty()) {
            if (needed) {
                add(Problem.Kind.FORM, model, element, "it has no form. Make one called " + usual + " and link it");
            }
        } else if (!form.startsWith(model.name() + ".")) {
            add(Problem.Kind.FORM, model, element, "its form '" + form + "' is not one of this process. Call it " + usual);
        } else if (!protocol.has(form + Protocol.FORM)) {
            add(Problem.Kind.FORM, model, element, "there is no " + form + Protocol.FORM + ". Add the form or link another");
        }
    }

    private void does(Model model, FlowNode task) {
        if (Model.camunda(task, "expression").isEmpty()) {
            add(Problem.Kind.CALL, model, task, "it does nothing. Choose 'Expression' and call a bean, for example "
                    + "${notices.send('template', execution)}");
        }
    }

    private void decision(Model model, BusinessRuleTask task) {
        String decision = Model.camunda(task, "decisionRef");
        if (!decisions.contains(decision)) {
            add(Problem.Kind.CALL, model, task, "there is no decision '" + decision + "'. Add its table or name another");
        }
    }

    private void called(Model model, CallActivity call) {
        String process = call.getCalledElement() == null ? "" : call.getCalledElement();
        if (!protocol.has(process + Protocol.MODEL)) {
            add(Problem.Kind.CALL, model, call, "there is no process '" + process + "'. Name a process of this authority");
        }
    }

    private void add(Problem.Kind kind, Model model, BaseElement element, String what) {
        findings.add(kind, model.file(), element.getId(), what);
    }
}
