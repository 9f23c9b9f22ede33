package org.iroprotocol.correspondence;

/**
 * A letter or notice file is missing or cannot be used: an administrator has to mend it. Names the file and the place,
 * never a value.
 */
public class TemplateException extends RuntimeException {

    private final String problem;

    TemplateException(String template, String message) {
        super("The file letters/" + template + ".html cannot be used: " + message
                + " Ask an administrator to correct the file; nothing has been sent.");
        this.problem = message;
    }

    /** The reason alone, for whoever names the file otherwise. */
    String problem() {
        return problem;
    }

    /** The words alone: the engine puts this text on the incident when it wraps the exception. */
    @Override
    public String toString() {
        return getMessage();
    }
}
