package org.iroprotocol.engine;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ArrayELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/**
 * Evaluates what models write, with the listed beans and variables only, and refuses to evaluate what somebody sends in
 * a query: an expression without a variable scope comes from a caller, not from a model (CVE-2026-109432).
 */
class ModelExpressions extends JuelExpressionManager {

    private static final String TIME = "(\\.(plus|minus)(Millis|Seconds|Minutes|Hours|Days|Weeks|Months|Years)"
            + "\\(\\s*-?\\d{1,6}\\s*\\)){0,8}";
    private static final Pattern QUERY_FUNCTION = Pattern.compile("\\s*[#$]\\{\\s*(currentUser\\(\\s*\\)"
            + "|currentUserGroups\\(\\s*\\)|now\\(\\s*\\)|dateTime\\(\\s*\\)" + TIME + ")\\s*}\\s*");

    private final ModelBeans modelBeans;

    ModelExpressions(ModelBeans modelBeans) {
        this.modelBeans = modelBeans;
    }

    @Override
    public Expression createExpression(String text) {
        return new Guarded(createValueExpression(text), this, text);
    }

    /** Beans first: no variable can take a bean's name. No mocks, no process applications, no properties of objects. */
    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver chain = new CompositeELResolver();
        chain.add(new ModelResolver(modelBeans));
        chain.add(new VariableScopeElResolver());
        chain.add(new VariableContextElResolver());
        chain.add(new ArrayELResolver(true));
        chain.add(new ListELResolver(true));
        chain.add(new MapELResolver(true));
        return chain;
    }

    private static class Guarded extends JuelExpression {

        Guarded(ValueExpression value, JuelExpressionManager manager, String text) {
            super(value, manager, text);
        }

        @Override
        public Object getValue(VariableScope scope, BaseDelegateExecution execution) {
            if (scope == null && execution == null && !isLiteralText() && !QUERY_FUNCTION.matcher(expressionText).matches()) {
                throw new RefusedExpression();
            }
            return super.getValue(scope, execution);
        }

        @Override
        public void setValue(Object value, VariableScope scope, BaseDelegateExecution execution) {
            throw new BadUserRequestException("Expressions of models only read.");
        }
    }
}
