package org.iroprotocol.localisation.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iroprotocol.correspondence.LetterFile;
import org.iroprotocol.form.FormFile;

/** Each file by itself: a kind that is used, readable, in the language that is allowed; forms and letters sound. */
final class ContentRules {

    private static final Pattern LETTER = Pattern.compile("letters/[a-z0-9]+(-[a-z0-9]+)*\\.html");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final String OVERDUE = "-overdue";

    private final Protocol protocol;
    private final Findings findings;

    private ContentRules(Protocol protocol, Findings findings) {
        this.protocol = protocol;
        this.findings = findings;
    }

    static void check(Protocol protocol, Findings findings) {
        ContentRules rules = new ContentRules(protocol, findings);
        protocol.files().forEach(rules::check);
    }

    /** What a letter says about itself; empty when it cannot be used. */
    static Optional<LetterFile> letter(String file, byte[] content) {
        try {
            return Optional.of(read(file, content));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void check(String file, byte[] content) {
        findings.addAll(protocol.language(file));
        boolean known = Stream.of(Protocol.MODEL, Protocol.TABLE, Protocol.FORM).anyMatch(file::endsWith);
        if (known && !PLAIN.matcher(file).matches()) {
            findings.add(Problem.Kind.FILE, file, null, "a file name has letters, digits, hyphens and dots and no folder before it. "
                    + "Rename it");
        } else if (file.endsWith(Protocol.MODEL)) {
            Optional.ofNullable(protocol.models().get(file)).flatMap(Check::named).map(List::of).ifPresent(findings::addAll);
        } else if (file.endsWith(Protocol.TABLE)) {
            return; // Tables have rules of their own.
        } else if (file.endsWith(Protocol.FORM)) {
            form(file, content);
        } else if (LETTER.matcher(file).matches()) {
            checkLetter(file, content);
        } else if (ModelLanguage.foreign(file).isPresent()) {
            findings.addAll(List.of(ModelLanguage.foreign(file).get()));
        } else {
            findings.add(Problem.Kind.FILE, file, null, file.endsWith(Protocol.LETTER)
                    ? "a letter is called letters/<name>.html, in lower-case letters, digits and hyphens. Name it so"
                    : "this kind of file is not used. There are <process>.bpmn, <table>.dmn, <process>.<element>.form and "
                            + "letters/<name>.html. Take it out");
        }
    }

    private void form(String file, byte[] content) {
        String name = file.substring(0, file.length() - Protocol.FORM.length());
        if (!protocol.has(name.split("\\.")[0] + Protocol.MODEL)) {
            findings.add(Problem.Kind.FORM, file, null, "it belongs to no process. Name it <process>.<element>.form");
        }
        FormFile.problems(name, content).forEach((field, what) ->
                findings.add(Problem.Kind.FORM, file, field.isEmpty() ? null : field, what));
    }

    private void checkLetter(String file, byte[] content) {
        try {
            read(file, content);
        } catch (IllegalArgumentException e) {
            findings.add(Problem.Kind.LETTER, file, null, e.getMessage().replaceFirst("\\.$", ""));
        }
    }

    /** The rows that letters ask for. */
    static void references(Protocol protocol, Findings findings) {
        ContentRules rules = new ContentRules(protocol, findings);
        protocol.files().forEach((file, content) -> {
            if (LETTER.matcher(file).matches()) {
                letter(file, content).ifPresent(letter -> rules.references(file, letter));
            }
        });
    }

    private void references(String file, LetterFile letter) {
        Set<String> rules = letter.rules();
        boolean ofRule = letter.placeholders().stream().anyMatch(name -> name.startsWith("deadline."));
        if (ofRule && file.endsWith(OVERDUE + Protocol.LETTER)) {
            rules.add(name(file).substring(0, name(file).length() - OVERDUE.length()));
        }
        rows(file, "deadlines", rules);
        rows(file, "settings", letter.settings());
    }

    private void rows(String file, String table, Set<String> rows) {
        rows.stream().filter(row -> !protocol.table(table).containsKey(row)).forEach(row ->
                findings.add(Problem.Kind.LETTER, file, row, "the letter asks for the row '" + row + "' of " + table
                        + ".dmn, which has none. Add the row or correct the placeholder"));
    }

    private static LetterFile read(String file, byte[] content) {
        return LetterFile.read(name(file), new String(content, StandardCharsets.UTF_8));
    }

    private static String name(String file) {
        return file.substring(Protocol.LETTERS.length(), file.length() - Protocol.LETTER.length());
    }
}
