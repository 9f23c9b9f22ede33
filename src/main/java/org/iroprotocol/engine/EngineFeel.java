package org.iroprotocol.engine;

import camundajar.impl.scala.util.Either;
import camundajar.impl.scala.util.Right;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.iroprotocol.form.Feel;

/** FEEL as the engine's decision tables evaluate it; each condition of a form is parsed once. */
class EngineFeel implements Feel {

    private final Supplier<ProcessEngineConfigurationImpl> configuration;
    /** Text → condition; empty: it cannot be read. There are no more than the forms have. */
    private final Map<String, Optional<ParsedExpression>> parsed = new ConcurrentHashMap<>();

    EngineFeel(Supplier<ProcessEngineConfigurationImpl> configuration) {
        this.configuration = configuration;
    }

    @Override
    public Object evaluate(String expression, Map<String, Object> values) {
        DefaultDmnEngineConfiguration decisions =
                (DefaultDmnEngineConfiguration) configuration.get().getDmnEngineConfiguration();
        FeelEngine engine = Commands.get(decisions.getFeelEngine(), "feelEngine");
        try {
            return parsed.computeIfAbsent(expression, text -> value(engine.parseExpression(text)))
                    .flatMap(condition -> value(engine.eval(condition, values))).orElse(null);
        } catch (RuntimeException e) {
            return null; // as in the browser: what cannot be evaluated has no value
        }
    }

    private static <T> Optional<T> value(Either<FeelEngine.Failure, T> result) {
        return result instanceof Right<FeelEngine.Failure, T> right ? Optional.ofNullable(right.value()) : Optional.empty();
    }
}
