package org.iroprotocol.correspondence;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iroprotocol.authority.Settings;

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

    /**
     * Reads and checks a file.
     *
     * @param name without folder and ending
     * @throws IllegalArgumentException with the reason alone, in words for an administrator
     */
    public static LetterFile read(String name, String html) {
        try {
            LetterTemplate template = LetterTemplate.parse(name, html);
            return new LetterFile(template.letter(), template.to(), template.copy(), template.placeholders());
        } catch (TemplateException e) {
            throw new IllegalArgumentException(e.problem(), e);
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
