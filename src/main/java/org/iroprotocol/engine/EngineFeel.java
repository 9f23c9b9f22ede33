package org.iroprotocol.engine;

import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.Variables;
import org.iroprotocol.form.Feel;

/** FEEL as the engine's decision tables evaluate it. */
class EngineFeel implements Feel {

    private final Supplier<ProcessEngineConfigurationImpl> configuration;

    EngineFeel(Supplier<ProcessEngineConfigurationImpl> configuration) {
        this.configuration = configuration;
    }

    @Override
    public Object evaluate(String expression, Map<String, Object> values) {
        DefaultDmnEngineConfiguration decisions =
                (DefaultDmnEngineConfiguration) configuration.get().getDmnEngineConfiguration();
        try {
            return decisions.getFeelEngine().evaluateSimpleExpression(expression, Variables.fromMap(values).asVariableContext());
        } catch (RuntimeException e) {
            return null; // as in the browser: what cannot be evaluated has no value
        }
    }
}
