package org.iroprotocol.engine;

import java.util.Map;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Makes every non-interrupting date timer an {@link OptionalTimersDeclaration}: it may have no date yet, and can be armed
 * again after it has fired. Interrupting boundary timers, durations and cycles are left as they are.
 */
class OptionalTimers extends AbstractBpmnParseListener {

    @Override
    public void parseBoundaryTimerEventDefinition(Element definition, boolean interrupting, ActivityImpl event) {
        makeOptional(definition, interrupting, event);
    }

    @Override
    public void parseIntermediateTimerEventDefinition(Element definition, ActivityImpl event) {
        makeOptional(definition, false, event);
    }

    @Override
    public void parseStartEvent(Element startEvent, ScopeImpl scope, ActivityImpl event) {
        Element definition = startEvent.element("timerEventDefinition");
        // A start event directly in the process is not part of a running instance.
        if (definition != null && scope instanceof ActivityImpl) {
            makeOptional(definition, "true".equals(startEvent.attribute("isInterrupting", "true")), event);
        }
    }

    private static void makeOptional(Element definition, boolean interrupting, ActivityImpl event) {
        Element date = definition.element("timeDate");
        if (interrupting || date == null) {
            return;
        }
        Expression expression = Context.getProcessEngineConfiguration().getExpressionManager()
                .createExpression(date.getText().trim());
        Map<String, TimerDeclarationImpl> declarations = TimerDeclarationImpl.getDeclarationsForScope(event.getEventScope());
        declarations.computeIfPresent(event.getId(), (id, stock) -> new OptionalTimersDeclaration(stock, expression));
    }
}
