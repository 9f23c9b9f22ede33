package org.iroprotocol.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The small made-up authority folders in {@code src/test/resources/authority-fixtures}, copied for a test to change. */
public final class Fixtures {

    private static final Path SOURCE = Path.of("src", "test", "resources", "authority-fixtures");

    private Fixtures() {
    }

    /** Copies the fixtures into the folder and returns it. */
    public static Path copyTo(Path folder) {
        try (Stream<Path> tree = Files.walk(SOURCE)) {
            List<Path> all = tree.toList();
            for (Path from : all) {
                Path to = folder.resolve(SOURCE.relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a text in a file; the text must be there. */
    public static void edit(Path file, String old, String replacement) {
        try {
            String text = Files.readString(file);
            if (!text.contains(old)) {
                throw new IllegalArgumentException(file + " does not hold " + old);
            }
            Files.writeString(file, text.replace(old, replacement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
