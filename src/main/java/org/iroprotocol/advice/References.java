package org.iroprotocol.advice;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** References that say nothing: neither who called nor about whom, nor how many calls there were. */
@Component
class References {

    private static final String ALPHABET = "23456789BCDFGHJKMNPQRTVWXZ";
    private static final int LENGTH = 10;

    private final SecureRandom random = new SecureRandom();

    String next() {
        StringBuilder reference = new StringBuilder(LENGTH + 1);
        for (int i = 0; i < LENGTH; i++) {
            reference.append(i == LENGTH / 2 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return reference.toString();
    }
}
