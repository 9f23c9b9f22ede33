package org.iroprotocol.casefile;

/**
 * Something a person asked for cannot be done, with a message for that person: what is wrong, where, what to do.
 * The message never holds a child's name or a value somebody typed.
 */
public class RefusedException extends RuntimeException {

    private final String field;

    /** @param field key of the form field it is about; null when it is about the whole */
    public RefusedException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
