package org.iroprotocol.authority;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The cells a row-wise table may hold: a text in double quotes, a number, or nothing. */
class FeelLiteral {

    private static final Pattern NUMBER = Pattern.compile("-?(\\d+(\\.\\d+)?|\\.\\d+)");
    private static final int HEX = 16;
    private static final int UNICODE_DIGITS = 4;

    private FeelLiteral() {
    }

    /**
     * The literal's value: String, Integer (whole numbers that fit), BigDecimal, or null for an empty cell.
     *
     * @throws IllegalArgumentException for anything that would have to be worked out
     */
    static Object read(String cell) {
        String text = cell == null ? "" : cell.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.charAt(0) == '"') {
            return string(text);
        }
        if (NUMBER.matcher(text).matches()) {
            return number(text);
        }
        throw notLiteral();
    }

    private static Object number(String text) {
        BigDecimal number = new BigDecimal(text);
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            return number;
        }
    }

    private static String string(String text) {
        StringBuilder value = new StringBuilder();
        int i = 1;
        while (i < text.length() && text.charAt(i) != '"') {
            char c = text.charAt(i++);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            if (i >= text.length()) {
                throw notLiteral();
            }
            char escaped = text.charAt(i++);
            switch (escaped) {
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case '"', '\\', '\'' -> value.append(escaped);
                case 'u' -> {
                    value.append(unicode(text, i));
                    i += UNICODE_DIGITS;
                }
                default -> throw notLiteral();
            }
        }
        if (i != text.length() - 1) {
            throw notLiteral();
        }
        return value.toString();
    }

    private static char unicode(String text, int from) {
        try {
            return (char) Integer.parseInt(text.substring(from, from + UNICODE_DIGITS), HEX);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw notLiteral();
        }
    }

    private static IllegalArgumentException notLiteral() {
        return new IllegalArgumentException("the cell must be one text in double quotes, one number, or empty");
    }
}
