package org.iroprotocol.correspondence;

import jakarta.mail.internet.MimeMessage;

/** Hands one finished e-mail over. */
interface Post {

    /**
     * Returns when it was accepted.
     *
     * @throws RefusedByServer when trying again would not help
     * @throws NotAccepted     when trying again later may help
     */
    void deliver(MimeMessage message);

    /** In plain words, without addresses or names. */
    class NotAccepted extends RuntimeException {

        NotAccepted(String message) {
            super(message);
        }
    }

    /** In plain words, without addresses or names. */
    class RefusedByServer extends RuntimeException {

        RefusedByServer(String message) {
            super(message);
        }
    }
}
