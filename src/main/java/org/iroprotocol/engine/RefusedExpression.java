package org.iroprotocol.engine;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * The answer, 400, to a query that holds an expression of the caller's own. Not an exception of the engine's: those the
 * engine would wrap and answer with 500 and the text of the attack.
 */
class RefusedExpression extends WebApplicationException {

    private static final long serialVersionUID = 1L;
    private static final String MESSAGE = "This expression is not allowed in a query. "
            + "Use ${currentUser()}, ${currentUserGroups()}, ${now()} or ${dateTime()} with plus… and minus….";

    RefusedExpression() {
        super(MESSAGE, Response.status(Response.Status.BAD_REQUEST).type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("type", "RefusedExpression", "message", MESSAGE)).build());
    }
}
