package org.iroprotocol.localisation.check;

import camundajar.impl.scala.util.Either;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.feel.FeelEngine;

/** What may stand in a cell of a decision: FEEL that can be read and that comes to an end. */
final class FeelText {

    /** Brackets inside each other; the library reads each of them on top of the last. */
    private static final int DEEPEST = 50;
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"");
    private static final Pattern LOOP = Pattern.compile("\\b(for|some|every)\\s+\\w+\\s+in\\b|\\bfunction\\s*\\(");

    /** Slow to make, so made when the first decision is read. */
    private static final class Holder {
        private static final FeelEngine ENGINE = new FeelEngine.Builder().build();
    }

    private FeelText() {
    }

    /** @param test whether it is what an input is held against, not an expression */
    static Optional<String> problem(String text, boolean test) {
        String feel = text.strip();
        if (feel.isEmpty()) {
            return Optional.empty();
        }
        String words = TEXT.matcher(feel).replaceAll("\"\"");
        if (LOOP.matcher(words).find()) {
            return Optional.of("loops and functions are not used in decisions. Write a row for each case");
        }
        boolean read = !tooDeep(words) && isRight(test ? Holder.ENGINE.parseUnaryTests(feel) : Holder.ENGINE.parseExpression(feel));
        return read ? Optional.empty() : Optional.of("'" + (feel.length() > 60 ? feel.substring(0, 60) + "…" : feel) + "' is no FEEL "
                + "that can be read. Put texts in double quotes and close every bracket");
    }

    private static boolean isRight(Either<FeelEngine.Failure, ?> parsed) {
        return parsed.isRight();
    }

    private static boolean tooDeep(String words) {
        int depth = 0;
        int deepest = 0;
        for (char sign : words.toCharArray()) {
            depth += "([{".indexOf(sign) >= 0 ? 1 : ")]}".indexOf(sign) >= 0 ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest > DEEPEST;
    }
}
