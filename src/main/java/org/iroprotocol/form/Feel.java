package org.iroprotocol.form;

import java.util.Map;

/** Evaluates the FEEL conditions in form files; the engine's own evaluator in the running house. */
public interface Feel {

    /**
     * @param expression without the leading equals sign
     * @return the value, or null when it has none or cannot be evaluated
     */
    Object evaluate(String expression, Map<String, Object> values);
}
