package org.iroprotocol.correspondence;

/** Something could not be sent; the message is what an administrator reads on the incident. */
class UnsentException extends RuntimeException {

    UnsentException(String message) {
        super(message);
    }

    /** The words alone: the engine puts this text on the incident when it wraps the exception. */
    @Override
    public String toString() {
        return getMessage();
    }
}
