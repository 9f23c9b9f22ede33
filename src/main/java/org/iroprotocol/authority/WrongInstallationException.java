package org.iroprotocol.authority;

/** The server must not start with these authorities; the message says what is wrong, where, and what to do. */
class WrongInstallationException extends IllegalStateException {

    WrongInstallationException(String message) {
        super(message);
    }
}
