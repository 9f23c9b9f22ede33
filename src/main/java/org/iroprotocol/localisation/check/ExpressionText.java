package org.iroprotocol.localisation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * What may stand between <code>${</code> and <code>}</code> in a model: calls of listed beans, plain variables,
 * comparisons. A check of the words, not of the meaning.
 */
final class ExpressionText {

    /** What the Modeler writes into a call activity; a plain text, so harmless. */
    private static final String BUSINESS_KEY = "processBusinessKey";

    private static final Pattern WORD = Pattern.compile("\\s*('(?:[^'\\\\]++|\\\\.)*+'|\"(?:[^\"\\\\]++|\\\\.)*+\"|[0-9]+(?:\\.[0-9]+)?"
            + "|[A-Za-z_][A-Za-z0-9_]*|==|!=|<=|>=|&&|\\|\\||[-+*/%<>!?:(),.}])");
    /** The longest of the protocol has a tenth of it. */
    private static final int LONGEST = 1000;
    private static final Set<String> SCOPES = Set.of("execution", "task", "caseExecution", "externalTask");
    private static final Set<String> FUNCTIONS = Set.of("currentUser", "currentUserGroups", "now", "dateTime");

    private ExpressionText() {
    }

    static boolean holdsExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /** What is not allowed in that attribute or text, in words; empty when all is well. */
    static Optional<String> problem(String text) {
        for (int at = next(text, 0); at >= 0;) {
            List<String> words = new ArrayList<>();
            int end = read(text, at + 2, words);
            if (end < 0) {
                return Optional.of("it holds something models may not use, is not closed, or is longer than " + LONGEST + " characters");
            }
            Optional<String> problem = problem(words);
            if (problem.isPresent()) {
                return problem;
            }
            at = next(text, end);
        }
        return syntax(text);
    }

    /** The engine reads expressions with the same library, some only when a case has come that far. */
    private static Optional<String> syntax(String text) {
        try {
            new Builder(Builder.Feature.METHOD_INVOCATIONS).build(text);
            return Optional.empty();
        } catch (TreeBuilderException e) {
            return Optional.of("it cannot be read: where " + e.getEncountered() + " stands, " + e.getExpected() + " is expected");
        }
    }

    /** The calls of listed beans in that attribute or text, in order; nothing of what {@link #problem} refuses. */
    static List<Call> calls(String text) {
        List<Call> calls = new ArrayList<>();
        for (int at = next(text, 0); at >= 0;) {
            List<String> words = new ArrayList<>();
            int end = read(text, at + 2, words);
            if (end < 0) {
                return calls;
            }
            for (int i = 0; i + 3 < words.size(); i++) {
                if (ListedBeans.NAMES.contains(words.get(i)) && words.get(i + 1).equals(".") && words.get(i + 3).equals("(")) {
                    calls.add(new Call(words.get(i), words.get(i + 2), arguments(words, i + 4)));
                }
            }
            at = next(text, end);
        }
        return calls;
    }

    /** The one call the text consists of; empty when there is anything beside it. */
    static Optional<Call> onlyCall(String text) {
        List<Call> calls = calls(text);
        boolean only = calls.size() == 1 && text.strip().matches("[#$]\\{\\s*\\w+\\s*\\.\\s*\\w+\\s*\\([^()]*\\)\\s*}");
        return only ? Optional.of(calls.get(0)) : Optional.empty();
    }

    /**
     * One call of a listed bean.
     *
     * @param arguments as written; a text in quotes, a variable, or several words with spaces between them
     */
    record Call(String bean, String method, List<String> arguments) {

        /** The text written in quotes at that place; empty for anything else. */
        Optional<String> literal(int index) {
            String argument = arguments.get(index);
            return argument.matches("'[^']*'|\"[^\"]*\"") ? Optional.of(argument.substring(1, argument.length() - 1))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return bean + "." + method;
        }
    }

    private static List<String> arguments(List<String> words, int from) {
        List<String> arguments = new ArrayList<>();
        List<String> current = new ArrayList<>();
        int depth = 0;
        for (int i = from; i < words.size() && depth >= 0; i++) {
            String word = words.get(i);
            depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
            if (depth == 0 && word.equals(",") || depth < 0) {
                if (!current.isEmpty()) {
                    arguments.add(String.join(" ", current));
                }
                current.clear();
            } else {
                current.add(word);
            }
        }
        return arguments;
    }

    /** Reads the words up to the closing brace; returns the place behind it, or -1 when a word is none or it is not closed. */
    private static int read(String text, int from, List<String> words) {
        Matcher matcher = WORD.matcher(text);
        int position = from;
        while (true) {
            matcher.region(position, Math.max(position, Math.min(text.length(), from + LONGEST)));
            if (!matcher.lookingAt()) {
                return -1;
            }
            position = matcher.end();
            if (matcher.group(1).equals("}")) {
                return position;
            }
            words.add(matcher.group(1));
        }
    }

    /** The bean that an expression consists of and nothing else, as a delegate expression must. */
    static boolean isListedBean(String text) {
        Matcher matcher = Pattern.compile("\\s*[#$]\\{\\s*(\\w+)\\s*}\\s*").matcher(text);
        return matcher.matches() && ListedBeans.NAMES.contains(matcher.group(1));
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
        if (words.equals(List.of("execution", ".", BUSINESS_KEY))) {
            return Optional.empty();
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String before = i == 0 ? "" : words.get(i - 1);
            String after = i + 1 == words.size() ? "" : words.get(i + 1);
            if (word.equals(".")) {
                boolean call = i + 2 < words.size() && words.get(i + 2).equals("(") && ListedBeans.NAMES.contains(before);
                if (!call) {
                    return Optional.of("only these beans have methods: " + ListedBeans.inWords());
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
