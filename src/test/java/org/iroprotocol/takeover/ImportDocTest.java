package org.iroprotocol.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@code docs/import.md} explains every column as the page does. */
class ImportDocTest {

    @Test
    void everyColumnIsInTheGuideInTheSameWords() throws IOException {
        String guide = Files.readString(Path.of("docs/import.md"));
        assertThat(guide).contains(Arrays.stream(Column.values())
                .map(column -> "| " + column.heading() + " | " + column.help() + " |").toList());
    }
}
