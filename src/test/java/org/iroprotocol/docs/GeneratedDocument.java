package org.iroprotocol.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document made by the build: written on demand, otherwise compared. */
public final class GeneratedDocument {

    private GeneratedDocument() {
    }

    /** The same for one table inside a document written by hand: the table that begins with the same first line. */
    public static void assertTableCurrent(Path file, String table) throws IOException {
        String text = Files.readString(file);
        String head = table.substring(0, table.indexOf('\n') + 1);
        int start = text.indexOf(head);
        assertThat(start).as(file + " has no table that begins with " + head).isNotNegative();
        int end = start;
        while (end < text.length() && text.charAt(end) == '|') {
            end = text.indexOf('\n', end) + 1;
        }
        assertCurrent(file, text.substring(0, start) + table.strip() + "\n" + text.substring(end));
    }

    /** Fails when the file differs from what it should be; with {@code -Ddocs.write=true} writes it instead. */
    public static void assertCurrent(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertThat(file).as(file + " is stale: run its test with -Ddocs.write=true and commit").exists();
        assertThat(Files.readString(file)).as(file + " is stale: run its test with -Ddocs.write=true and commit").isEqualTo(expected);
    }
}
