package org.iroprotocol.web;

/** The server must not start like this; says what is wrong and what to do. */
class CannotStartException extends RuntimeException {

    private final String action;

    CannotStartException(String problem, String action) {
        super(problem);
        this.action = action;
    }

    String action() {
        return action;
    }
}
