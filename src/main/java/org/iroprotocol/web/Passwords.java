package org.iroprotocol.web;

import java.security.SecureRandom;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Passwords given for the first start, or made up where none is given. */
@Component
class Passwords {

    // Without letters and digits that are mistaken for each other when copied from a screen.
    private static final String SIGNS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Environment environment;
    private final IdentityService identity;
    private final SecureRandom random = new SecureRandom();

    Passwords(Environment environment, IdentityService identity) {
        this.environment = environment;
        this.identity = identity;
    }

    /**
     * The password somebody set for that user, or null when none is set.
     *
     * @throws CannotStartException when it is a placeholder nobody filled in, or weaker than the password policy asks
     */
    String given(String variable, User user) {
        String password = filledIn(variable);
        if (password == null || password.isEmpty()) {
            return null;
        }
        var result = identity.checkPasswordAgainstPolicy(password, user);
        if (!result.isValid()) {
            throw new CannotStartException(variable + " is too weak: " + String.join("; ", result.getViolatedRules()
                    .stream().map(Passwords::inWords).toList()) + ".",
                    "Choose a longer password with small and capital letters, digits and a sign, or leave "
                            + variable + " unset: then one is made up and printed once.");
        }
        return password;
    }

    private String filledIn(String variable) {
        String password;
        try {
            password = environment.getProperty(variable);
        } catch (IllegalArgumentException unresolved) {
            // The environment fills in what it finds inside a value and refuses what it does not.
            password = "${";
        }
        if (password != null && password.contains("${")) {
            throw new CannotStartException(variable + " holds a placeholder that nobody filled in.",
                    "Set " + variable + " to a password, or leave it unset: then one is made up and printed once.");
        }
        return password;
    }

    /** About 110 bits, easy to copy. */
    String madeUp(User user) {
        String password;
        do {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                text.append(i > 0 && i % 5 == 0 ? "-" : "").append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            password = text.toString();
        } while (!identity.checkPasswordAgainstPolicy(password, user).isValid());
        return password;
    }

    /** To the console, not to the log: logs are kept. */
    @SuppressWarnings("PMD.SystemPrintln")
    static void print(String whose, String password) {
        System.out.println();
        System.out.println("    " + whose + ": " + password);
        System.out.println("    Shown this once. Keep it somewhere safe.");
        System.out.println();
    }

    private static String inWords(PasswordPolicyRule rule) {
        String id = rule.getPlaceholder();
        if (id.contains("USER_DATA")) {
            return "it contains the user's name";
        }
        return id.contains("LENGTH") ? "it is too short"
                : id.contains("LOWER") ? "no small letter"
                : id.contains("UPPER") ? "no capital letter"
                : id.contains("DIGIT") ? "no digit"
                : id.contains("SPECIAL") ? "no sign other than letters and digits" : "a rule of the policy is not met";
    }
}
