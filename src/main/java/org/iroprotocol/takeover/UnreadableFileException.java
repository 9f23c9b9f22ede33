package org.iroprotocol.takeover;

/** The file as a whole cannot be read; the message says what is wrong and what to do. */
class UnreadableFileException extends RuntimeException {

    UnreadableFileException(String message) {
        super(message);
    }
}
