package org.iroprotocol.correspondence;

/**
 * A letter or notice file is missing or cannot be used: an administrator has to mend it. Names the file and the place,
 * never a value.
 */
public class TemplateException extends RuntimeException {

    TemplateException(String template, String message) {
        super("The file letters/" + template + ".html cannot be used: " + message
                + " Ask an administrator to correct the file; nothing has been sent.");
    }

    /** The words alone: the engine puts this text on the incident when it wraps the exception. */
    @Override
    public String toString() {
        return getMessage();
    }
}
