package org.iroprotocol.engine;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to what cannot be accepted: 400, with a message people can act on and the fields it is about. */
class InvalidForm extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> fields;

    InvalidForm(String message, Map<String, String> fields, Throwable cause) {
        super(message, cause, Response.status(Response.Status.BAD_REQUEST).type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body(message, fields)).build());
        this.fields = fields;
    }

    /** Field key → sentence. */
    Map<String, String> fields() {
        return fields;
    }

    private static Map<String, Object> body(String message, Map<String, String> fields) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "InvalidForm");
        body.put("message", message);
        body.put("fields", fields);
        return body;
    }
}
