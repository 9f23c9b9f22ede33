package org.iroprotocol.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document made by the build: written on demand, otherwise compared. */
public final class GeneratedDocument {

    private GeneratedDocument() {
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
