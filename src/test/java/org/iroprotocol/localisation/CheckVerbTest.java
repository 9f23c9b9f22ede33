package org.iroprotocol.localisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.iroprotocol.authority.AuthorityFolders;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.TableFiles;
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
    void itIsComparedWithWhatIsInUse(@TempDir Path folder) throws IOException {
        String limits = Files.readString(Path.of("processes/derby/deadlines.dmn"));
        Path same = zip(folder.resolve("same.zip"), Map.of());
        Path other = zip(folder.resolve("other.zip"), Map.of("processes/derby/letters/concern-solicitor.html",
                Files.readString(Path.of("processes/protocol/letters/concern-solicitor.html")), "processes/derby/gone.dmn", limits,
                "processes/derby/deadlines.dmn", withTheRowOfTheGuide()));
        assertThat(NationalChanges.against(InUse.unzip("derby", Files.readAllBytes(same)), FolderLocation.of(".", "derby").read(),
                "derby")).isEmpty();
        assertThat(check("processes/derby", "forms/derby", other.toString())).as(this::errors).isZero();
        assertThat(printed()).contains("What it changes against what is in use:",
                "- Letter concern-solicitor: the text in use → a text of the folder's", "- gone.dmn: in use → left out",
                "- Table deadlines, “Folder for contacts opened in the case notes”: 3 working days after iro-allocated; local → left out")
                .doesNotContain("It changes nothing");
        Path none = Files.writeString(folder.resolve("none.zip"), "no zip file");
        assertThat(check("processes/derby", "forms/derby", none.toString())).isEqualTo(1);
        assertThat(errors()).contains("The zip file holds nothing of 'derby'");
        assertThat(check("processes/derby", "forms/derby", "nowhere.zip")).isEqualTo(1);
        assertThat(errors()).contains("nowhere.zip cannot be read");
    }

    /** Derby's limits as they are deployed, and the row of the guide's example. */
    private static String withTheRowOfTheGuide() throws IOException {
        byte[] deployed = FolderCheck.effective(new FolderSets(FolderLocation.of(".", "derby").read(), "derby")).get("deadlines.dmn");
        return new String(TableFiles.laidOver("deadlines", deployed, "deadlines.dmn",
                Files.readAllBytes(Path.of("docs/guides/example/deadlines.dmn"))), StandardCharsets.UTF_8);
    }

    /** Derby's files as they are deployed, with others in their place. */
    private static Path zip(Path file, Map<String, String> instead) throws IOException {
        AuthorityFolders folders = FolderLocation.of(".", "derby").read();
        Map<String, byte[]> files = new TreeMap<>();
        FolderCheck.effective(new FolderSets(folders, "derby")).forEach((name, content) ->
                files.put((name.endsWith(".form") ? "forms/derby/" : "processes/derby/") + name, content));
        instead.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> one : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(one.getValue());
            }
        }
        return file;
    }

    @Test
    void whatNamesFilesElsewhereIsNotReadAnyFurther(@TempDir Path folder) throws IOException {
        String fetching = Files.readString(Path.of("processes/derby/deadlines.dmn")).replaceFirst("<definitions ",
                "<definitions xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x x.xsd\" ");
        Path own = Files.createDirectories(folder.resolve("processes/eastvale"));
        Files.writeString(own.resolve("deadlines.dmn"), fetching);
        assertThat(check(own.toString())).isEqualTo(1);
        assertThat(errors()).contains("- deadlines.dmn, element 'deadlines-definitions': it names a file to be loaded from elsewhere");

        err.reset();
        Path zip = zip(folder.resolve("in-use.zip"), Map.of("processes/derby/deadlines.dmn", fetching));
        assertThat(check("processes/derby", "forms/derby", zip.toString())).isEqualTo(1);
        assertThat(errors()).contains("in-use.zip: deadlines.dmn, element", "Download it again");
    }

    @Test
    void wrongArgumentsSayWhatIsNeeded(@TempDir Path folder) {
        assertThat(check()).isEqualTo(2);
        assertThat(check("processes/derby", "forms/derby", "in-use.zip", "more")).isEqualTo(2);
        assertThat(check("processes/nowhere")).isEqualTo(2);
        assertThat(check(folder.toString())).isEqualTo(2);
        assertThat(check("processes/derby", "forms/protocol")).isEqualTo(2);
        assertThat(errors()).contains("Usage: check processes/<authority> [forms/<authority> [in-use.zip]]", "is not a folder processes/<authority>",
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
