package org.iroprotocol.correspondence;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iroprotocol.authority.Settings;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;

/**
 * What one file {@code letters/<name>.html} says about itself, for whoever checks it before it is used.
 *
 * @param letter       true: a letter; false: a notice (an e-mail without any name)
 * @param to           roles or mailboxes in order of preference; empty for a covering text
 * @param copy         further readers
 * @param placeholders all names between double braces
 */
public record LetterFile(boolean letter, List<String> to, List<String> copy, Set<String> placeholders) {

    private static final String SETTING = "settings.";
    /** Where a part begins or ends stands between rows of tables, too, where a page could hold no text. */
    private static final Pattern PART = Pattern.compile("\\{\\{[#/^][^}]*}}");

    /**
     * Reads and checks a file.
     *
     * @param name without folder and ending
     * @throws IllegalArgumentException with the reason alone, in words for an administrator
     */
    public static LetterFile read(String name, String html) {
        try {
            LetterTemplate template = LetterTemplate.parse(name, html);
            checkTags(html);
            return new LetterFile(template.letter(), template.to(), template.copy(), template.placeholders());
        } catch (TemplateException e) {
            throw new IllegalArgumentException(e.problem(), e);
        }
    }

    /** A heading or table that is never closed would swallow what comes after it. What may be left open by HTML's rules is not told. */
    private static void checkTags(String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(1);
        parser.parseInput(PART.matcher(html).replaceAll(part -> " ".repeat(part.group().length())), "");
        if (!parser.getErrors().isEmpty()) {
            ParseError error = parser.getErrors().get(0);
            long line = 1 + html.substring(0, Math.min(error.getPosition(), html.length())).chars().filter(sign -> sign == '\n').count();
            throw new IllegalArgumentException("a tag is opened and not closed, or closed and not opened; it shows in line " + line
                    + ". Close it with its own ending tag, for example </h1>");
        }
    }

    /** Rows of {@code deadlines.dmn} that its placeholders ask for. */
    public Set<String> rules() {
        return after("due.", "workingOut.");
    }

    /** Rows of {@code settings.dmn} that its placeholders and mailboxes ask for. */
    public Set<String> settings() {
        Set<String> rows = after(SETTING);
        Stream.concat(to.stream(), copy.stream()).filter(role -> role.startsWith(Settings.MAILBOX))
                .map(role -> role.substring(Settings.MAILBOX.length())).forEach(rows::add);
        return rows;
    }

    private Set<String> after(String... prefixes) {
        return Stream.of(prefixes).flatMap(prefix -> placeholders.stream().filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))).collect(Collectors.toCollection(TreeSet::new));
    }
}
