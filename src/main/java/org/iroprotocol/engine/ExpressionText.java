package org.iroprotocol.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand between <code>${</code> and <code>}</code> in a model: calls of listed beans, plain variables,
 * comparisons. A check of the words, not of the meaning.
 */
final class ExpressionText {

    private static final Pattern WORD = Pattern.compile("\\s*('(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|[0-9]+(?:\\.[0-9]+)?"
            + "|[A-Za-z_][A-Za-z0-9_]*|==|!=|<=|>=|&&|\\|\\||[-+*/%<>!?:(),.}])");
    private static final Set<String> SCOPES = Set.of("execution", "task", "caseExecution", "externalTask");
    private static final Set<String> FUNCTIONS = Set.of("currentUser", "currentUserGroups", "now", "dateTime");

    private ExpressionText() {
    }

    static boolean holdsExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /** What is not allowed in that attribute or text, in words; empty when all is well. */
    static Optional<String> problem(String text) {
        for (int at = next(text, 0); at >= 0; at = next(text, at)) {
            List<String> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(text);
            int position = at + 2;
            while (true) {
                matcher.region(position, text.length());
                if (!matcher.lookingAt()) {
                    return Optional.of("it holds something models may not use, or is not closed");
                }
                position = matcher.end();
                if (matcher.group(1).equals("}")) {
                    break;
                }
                words.add(matcher.group(1));
            }
            Optional<String> problem = problem(words);
            if (problem.isPresent()) {
                return problem;
            }
            at = position;
        }
        return Optional.empty();
    }

    /** The bean that an expression consists of and nothing else, as a delegate expression must. */
    static boolean isListedBean(String text) {
        Matcher matcher = Pattern.compile("\\s*[#$]\\{\\s*(\\w+)\\s*}\\s*").matcher(text);
        return matcher.matches() && ModelBeans.NAMES.contains(matcher.group(1));
    }

    private static int next(String text, int from) {
        int dollar = text.indexOf("${", from);
        int hash = text.indexOf("#{", from);
        return dollar < 0 ? hash : hash < 0 ? dollar : Math.min(dollar, hash);
    }

    private static Optional<String> problem(List<String> words) {
        if (words.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (words.equals(List.of("execution", ".", ModelResolver.BUSINESS_KEY))) {
            return Optional.empty();
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String before = i == 0 ? "" : words.get(i - 1);
            String after = i + 1 == words.size() ? "" : words.get(i + 1);
            if (word.equals(".")) {
                boolean call = i + 2 < words.size() && words.get(i + 2).equals("(") && ModelBeans.NAMES.contains(before);
                if (!call) {
                    return Optional.of("only these beans have methods: " + ModelBeans.inWords());
                }
            } else if (before.equals(".")) {
                continue;
            } else if (SCOPES.contains(word)) {
                boolean argument = (before.equals("(") || before.equals(",")) && (after.equals(",") || after.equals(")"));
                if (!argument) {
                    return Optional.of("'" + word + "' may only be passed on as an argument");
                }
            } else if (after.equals("(") && Character.isJavaIdentifierStart(word.charAt(0)) && !isOperator(word)
                    && !FUNCTIONS.contains(word)) {
                return Optional.of("there is no function '" + word + "'");
            }
        }
        return Optional.empty();
    }

    private static boolean isOperator(String word) {
        return Set.of("and", "or", "not", "empty", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod").contains(word);
    }
}
