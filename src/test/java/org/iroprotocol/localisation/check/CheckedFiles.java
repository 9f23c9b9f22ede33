package org.iroprotocol.localisation.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A small protocol with everything in it that a rule looks at ({@code src/test/resources/check}), and files made from it by
 * changing one thing ({@code src/test/resources/check-cases}).
 */
final class CheckedFiles {

    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Pattern CASE = Pattern.compile("== (.+)\\nfile: (.+)\\n(?:refused: (.+)\\n)?((?:(?!== ).*\\n?)*)");
    private static final Pattern CHANGE = Pattern.compile("<<<\\n(.*?)>>>\\n", Pattern.DOTALL);
    private static final SortedMap<String, byte[]> NATIONAL = read();
    /** Read once: the files are the same for each case. */
    private static final Protocol UNDER = new Protocol(NATIONAL, null);

    private CheckedFiles() {
    }

    /**
     * One file that somebody might deploy.
     *
     * @param name    what is changed, in words
     * @param file    its name
     * @param refused kind, file, element (- for none) and words of the problem, with bars between them; null when it is good
     * @param changes old and new text, each old text standing in the file exactly once; one text alone is the content of a new
     *                file; none takes the file away
     */
    record Case(String name, String file, String refused, List<List<String>> changes) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases(String list) {
        List<Case> cases = new ArrayList<>();
        Matcher matcher = CASE.matcher(text(RESOURCES.resolve("check-cases").resolve(list)));
        while (matcher.find()) {
            List<List<String>> changes = new ArrayList<>();
            Matcher change = CHANGE.matcher(matcher.group(4));
            while (change.find()) {
                changes.add(Stream.of(change.group(1).split("(?<=^|\\n)---\\n", -1)).map(part -> part.replaceFirst("\\n$", "")).toList());
            }
            cases.add(new Case(matcher.group(1), matcher.group(2), matcher.group(3), changes));
        }
        return cases;
    }

    /** What is wrong with the protocol when that one file is changed. */
    static List<Problem> check(Case changed) {
        SortedMap<String, byte[]> files = new TreeMap<>(NATIONAL);
        if (changed.changes().isEmpty()) {
            files.remove(changed.file());
        } else {
            files.put(changed.file(), content(changed).getBytes(StandardCharsets.UTF_8));
        }
        return Check.of(UNDER, files, file -> true);
    }

    /** The files themselves. */
    static SortedMap<String, byte[]> national() {
        return NATIONAL;
    }

    /** What is wrong with the protocol as it is: nothing. */
    static List<Problem> check() {
        return Check.of(NATIONAL, NATIONAL);
    }

    private static String content(Case changed) {
        String content = "";
        for (List<String> change : changed.changes()) {
            if (change.size() == 1) {
                return change.get(0);
            }
            content = content.isEmpty() ? new String(NATIONAL.get(changed.file()), StandardCharsets.UTF_8) : content;
            int at = content.indexOf(change.get(0));
            if (at < 0 || content.indexOf(change.get(0), at + 1) >= 0) {
                throw new IllegalArgumentException(changed.name() + ": '" + change.get(0) + "' must stand in " + changed.file() + " once");
            }
            content = content.replace(change.get(0), change.get(1));
        }
        return content;
    }

    private static SortedMap<String, byte[]> read() {
        Path folder = RESOURCES.resolve("check");
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(file -> files.put(folder.relativize(file).toString().replace('\\', '/'),
                    text(file).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
