package org.iroprotocol.form;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;

/** What somebody entered does not fit the form: field keys and reasons in plain English, never the values. */
public class InvalidFormException extends BadUserRequestException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> fields;

    /** @param fields field key → one sentence naming the field's label and the reason; not empty */
    public InvalidFormException(Map<String, String> fields) {
        super(String.join(" ", new java.util.LinkedHashSet<>(fields.values())));
        this.fields = new LinkedHashMap<>(fields);
    }

    public Map<String, String> fields() {
        return fields;
    }
}
