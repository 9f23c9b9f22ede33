package org.iroprotocol.engine;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The answer, 409, to whoever completes a task that somebody else completed first, or that is no longer needed. */
class Overtaken extends WebApplicationException {

    private static final long serialVersionUID = 1L;
    private static final String MESSAGE = "This task is no longer there: somebody has just completed it, or it is not needed any "
            + "more. Nothing you entered was saved. The case page shows what was recorded; if something is missing there, copy "
            + "what you wrote and record it from the case page.";

    Overtaken(Throwable cause) {
        super(MESSAGE, cause, Response.status(Response.Status.CONFLICT).type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("type", "Overtaken", "message", MESSAGE)).build());
    }
}
