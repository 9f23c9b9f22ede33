package org.iroprotocol.casefile;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Proposes case references that say nothing about the child; the case file sees to it that none is used twice. */
interface ReferenceGenerator {

    /** For example {@code K7QD-3XRM}. */
    String next();

    /** Draws from letters and digits that cannot be mistaken for one another, without vowels so that no word comes up. */
    @Component
    class Random implements ReferenceGenerator {

        private static final String ALPHABET = "23456789BCDFGHJKMNPQRTVWXZ";

        private final SecureRandom random = new SecureRandom();

        @Override
        public String next() {
            StringBuilder reference = new StringBuilder(9);
            for (int i = 0; i < 8; i++) {
                if (i == 4) {
                    reference.append('-');
                }
                reference.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            return reference.toString();
        }
    }
}
