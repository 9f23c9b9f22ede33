package org.iroprotocol.localisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every folder of the project and of the tests passes the check, and what the verb prints can be acted on. */
class CheckVerbTest {

    private static final String NORTHMOOR = "src/test/resources/authorities/";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"protocol", "derby", "cafcass"})
    @Clause("P-53")
    void everyFolderOfTheProjectIsSound(String authority) {
        assertThat(check("processes/" + authority, "forms/" + authority)).as(this::errors).isZero();
        assertThat(printed()).contains("All is well: '" + authority + "'");
    }

    @Test
    @Clause("P-53")
    void whatAnAuthorityChangesIsPrintedInItsParts() {
        assertThat(check(NORTHMOOR + "processes/northmoor", NORTHMOOR + "forms/northmoor")).as(this::errors).isZero();
        assertThat(printed()).contains("What it changes against the national protocol:")
                .containsSubsequence("\nSteps", "\nLimits", "\nRecipients", "\nTexts")
                .contains(" → ");
        assertThat(err.size()).isZero();
    }

    @Test
    void whatIsWrongIsListedWithFileElementAndRemedy(@TempDir Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("processes/eastvale/letters")).getParent();
        Files.writeString(own.resolve("letters/iro-notice.html"), "<html lang=\"en-GB\"><head><title>Notice</title>"
                + "<meta name=\"kind\" content=\"letter\"><meta name=\"to\" content=\"mayor\"></head></html>");
        Files.writeString(own.resolve("discussion.bpmn"), Files.readString(Path.of("processes/protocol/discussion.bpmn"))
                .replace("camunda:versionTag=\"1\"", ""));
        assertThat(check(own.toString())).isEqualTo(1);
        assertThat(errors()).contains("- letters/iro-notice.html: it is addressed to 'mayor', which is not a role",
                "- discussion.bpmn, element 'discussion': the process has no version tag. Fill in 'Version tag'.",
                "2 things to put right.");
        assertThat(printed()).isEmpty();
    }

    @Test
    void anEmptyFolderChangesNothing(@TempDir Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("processes/eastvale"));
        assertThat(check(own.toString())).as(this::errors).isZero();
        assertThat(printed()).contains("It changes nothing against the national protocol.");
    }

    @Test
    void wrongArgumentsSayWhatIsNeeded(@TempDir Path folder) {
        assertThat(check()).isEqualTo(2);
        assertThat(check("processes/derby", "forms/derby", "more")).isEqualTo(2);
        assertThat(check("processes/nowhere")).isEqualTo(2);
        assertThat(check(folder.toString())).isEqualTo(2);
        assertThat(check("processes/derby", "forms/protocol")).isEqualTo(2);
        assertThat(errors()).contains("Usage: check processes/<authority> [forms/<authority>]", "is not a folder like processes/derby",
                "The forms of processes/derby lie in");
    }

    private int check(String... arguments) {
        return new CheckVerb().run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
