package org.iroprotocol.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityFoldersTest {

    @TempDir
    Path folder;

    @Test
    void refusesAFolderWithoutProcesses() {
        FolderLocation location = FolderLocation.of(folder.toString(), "");
        assertThatIllegalStateException().isThrownBy(location::read)
                .withMessageContaining("protocol.folders").withMessageContaining("processes");
    }

    @Test
    void refusesNamesThatCannotBeAuthorities() throws IOException {
        Fixtures.copyTo(folder);
        assertThatIllegalStateException().isThrownBy(() -> read("protocol")).withMessageContaining("'protocol'");
        assertThatIllegalStateException().isThrownBy(() -> read("cafcass, eastvale")).withMessageContaining("'cafcass'");
        assertThatIllegalStateException().isThrownBy(() -> read("East Vale")).withMessageContaining("lower-case");
        Files.createDirectories(folder.resolve("processes/Copy of eastvale"));
        assertThatIllegalStateException().isThrownBy(() -> read("")).withMessageContaining("lower-case");
    }

    @Test
    void whatHasNotChangedIsNotMergedAgainAndWhatHasIsSeenAtOnce() {
        Fixtures.copyTo(folder);
        AuthorityFolders first = read("");
        byte[] deadlines = first.content("eastvale", "deadlines.dmn");
        deadlines[0] = 'x';
        assertThat(first.content("eastvale", "deadlines.dmn")).as("nobody writes into what others read").isNotEqualTo(deadlines);
        assertThat(read("")).isSameAs(first);
        assertThat(read("eastvale").authorities()).containsExactly("eastvale");

        AuthorityFolders before = read("");
        Fixtures.edit(folder.resolve("processes/eastvale/deadlines.dmn"), "<text>20</text>", "<text>16</text>");

        assertThat(new String(read("").content("eastvale", "deadlines.dmn"), StandardCharsets.UTF_8)).contains("<text>16</text>");
        assertThat(before.tables().latest("eastvale", "deadlines").version()).as("read once, as it was then")
                .isNotEqualTo(read("").tables().latest("eastvale", "deadlines").version());
    }

    @Test
    void refusesAnUnknownAuthorityAndAnUnknownFile() {
        Fixtures.copyTo(folder);
        AuthorityFolders folders = read("");
        assertThatIllegalArgumentException().isThrownBy(() -> folders.names("elsewhere")).withMessageContaining("eastvale");
        assertThatIllegalArgumentException().isThrownBy(() -> folders.content("eastvale", "no.bpmn"))
                .withMessageContaining("no.bpmn");
        assertThatIllegalArgumentException().isThrownBy(() -> folders.tables().latest("eastvale", "working-days"))
                .withMessageContaining("working-days.dmn");
        assertThatIllegalArgumentException().isThrownBy(() -> folders.tables().version("folder:eastvale/deadlines@other"))
                .withMessageContaining("version");
        assertThatIllegalArgumentException().isThrownBy(() -> folders.tables().version("42")).withMessageContaining("42");
    }

    @Test
    void everySubFolderIsAnAuthorityExceptTheNationalAndCafcass() throws IOException {
        Fixtures.copyTo(folder);
        Files.createDirectories(folder.resolve("processes/westmoor"));
        Files.createDirectories(folder.resolve("processes/.git"));
        Files.createDirectories(folder.resolve("forms/formsonly"));

        assertThat(read("").authorities()).containsExactly("eastvale", "westmoor");
        assertThat(read("eastvale").authorities()).containsExactly("eastvale");
    }

    @Test
    void anAuthorityWithoutAFolderGetsTheNationalProtocol() {
        Fixtures.copyTo(folder);
        AuthorityFolders folders = read("plainshire");

        assertThat(folders.names("plainshire")).containsExactly("deadlines.dmn", "letters/goodbye.html", "letters/hello.html",
                "other.bpmn", "other.write.form", "settings.dmn", "small-rules.dmn", "small.bpmn", "small.write.form");
        assertThat(folders.tables().latest("plainshire", "deadlines").rows().keySet())
                .containsExactly("first", "second", "third");
    }

    @Test
    void cafcassAloneIsLaidOverNothing() {
        Fixtures.copyTo(folder);
        assertThat(read("cafcass").names("cafcass")).containsExactly("advice.bpmn");
        assertThat(read("").names("eastvale")).doesNotContain("advice.bpmn");
    }

    @Test
    @Clause("C-20 C-61 P-05")
    void theDutyLineAsShippedIsInNoCouncilAndAloneAtCafcass() {
        AuthorityFolders council = FolderLocation.of(".", "").read();
        assertThat(council.authorities()).contains("derby").doesNotContain("cafcass");
        assertThat(council.names("derby")).noneMatch(name -> name.startsWith("advice-"));
        AuthorityFolders cafcass = FolderLocation.of(".", "cafcass").read();
        assertThat(cafcass.authorities()).containsExactly("cafcass");
        assertThat(cafcass.names("cafcass")).allMatch(name -> name.startsWith("advice-") || name.equals("settings.dmn")
                || name.equals("working-days.dmn"));
    }

    @Test
    @Clause("P-05")
    void anInstallationThatNamesCafcassBesideOthersDoesNotStart() {
        FolderLocation mixed = FolderLocation.of(".", "derby, cafcass");
        assertThat(mixed.isCafcass()).isFalse();
        assertThatIllegalStateException().isThrownBy(mixed::checkNames).withMessageContaining("'cafcass' beside others")
                .withMessageContaining("name 'cafcass' alone");
        assertThatIllegalStateException().isThrownBy(() -> new AuthorityConfiguration().folderLocation(".", "derby, cafcass"))
                .isInstanceOf(WrongInstallationException.class);
        assertThat(FolderLocation.of(".", "cafcass").isCafcass()).isTrue();
        assertThat(FolderLocation.of(".", "").isCafcass()).isFalse();
    }

    @Test
    void filesOfTheSameNameReplaceTheNationalOnes() {
        Fixtures.copyTo(folder);
        AuthorityFolders folders = read("");

        assertThat(text(folders, "other.bpmn")).contains("Other as Eastvale does it");
        assertThat(text(folders, "small.bpmn")).contains("name=\"Small\"");
        assertThat(text(folders, "small.write.form")).contains("Note for Eastvale");
        assertThat(text(folders, "letters/hello.html")).contains("Hello from Eastvale");
        assertThat(text(folders, "letters/goodbye.html")).contains("Goodbye");
    }

    @Test
    void readsMergedTablesWithoutServerOrDatabase() {
        Fixtures.copyTo(folder);
        Tables tables = read("").tables();
        Table deadlines = tables.latest("eastvale", "deadlines");

        assertThat(deadlines.rows().keySet()).containsExactly("first", "second", "third", "fourth");
        assertThat(deadlines.row("second").orElseThrow()).containsEntry("amount", 20);
        assertThat(read("").tables().version(deadlines.version())).isEqualTo(deadlines);
        Settings settings = new Settings(tables);
        assertThat(settings.get("eastvale", "authority.name")).isEqualTo("Eastvale Council");
        assertThat(settings.get("eastvale", "office-hours.start")).isEqualTo("08:00");
    }

    @Test
    void ofTwoPlacesTheLastWins() throws IOException {
        Path base = Fixtures.copyTo(folder.resolve("base"));
        Path more = folder.resolve("more");
        Files.createDirectories(more.resolve("processes/westmoor/letters"));
        Files.writeString(more.resolve("processes/westmoor/letters/hello.html"), "Hello from Westmoor");

        AuthorityFolders folders = FolderLocation.of(base + "," + more, "").read();

        assertThat(folders.authorities()).containsExactly("eastvale", "westmoor");
        assertThat(new String(folders.content("westmoor", "letters/hello.html"), StandardCharsets.UTF_8))
                .isEqualTo("Hello from Westmoor");
        assertThat(folders.names("westmoor")).contains("small.bpmn");
    }

    @Test
    void theJarSaysTheSameAsTheDisk() throws IOException {
        Fixtures.copyTo(folder.resolve("disk"));
        AuthorityFolders disk = FolderLocation.of(folder.resolve("disk").toString(), "").read();
        Path jar = jar(folder.resolve("disk"), folder.resolve("folders.jar"));

        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            FolderFiles files = FolderFiles.fromJar(loader);
            assertThat(files.processes().keySet()).containsExactly("cafcass", "eastvale", "protocol");
            FolderFiles onDisk = FolderFiles.fromDisk(folder.resolve("disk"));
            assertThat(files.of("eastvale").keySet()).isEqualTo(onDisk.of("eastvale").keySet());
            files.of("protocol").forEach((name, content) ->
                    assertThat(content).as(name).isEqualTo(onDisk.of("protocol").get(name)));
            assertThat(disk.authorities()).containsExactly("eastvale");
        }
    }

    @Test
    void theTestsSecondAuthorityGivesItsIroThreeDays() {
        AuthorityFolders folders = FolderLocation.of("src/test/resources/authorities", "northmoor").read();
        assertThat(folders.tables().latest("northmoor", "deadlines").row("iro-notice").orElseThrow())
                .containsEntry("amount", 3).containsEntry("unit", "working days");
        assertThat(new Settings(folders.tables()).get("northmoor", "authority.name")).isEqualTo("Northmoor Council");
    }

    private AuthorityFolders read(String authorities) {
        return FolderLocation.of(folder.toString(), authorities).read();
    }

    private static String text(AuthorityFolders folders, String name) {
        return new String(folders.content("eastvale", name), StandardCharsets.UTF_8);
    }

    private static Path jar(Path root, Path jar) throws IOException {
        List<Path> all;
        try (var tree = Files.walk(root)) {
            all = tree.toList();
        }
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out)) {
            for (Path path : all) {
                String name = root.relativize(path).toString();
                if (Files.isDirectory(path)) {
                    if (!name.isEmpty()) {
                        entries.putNextEntry(new JarEntry(name + "/"));
                    }
                } else {
                    entries.putNextEntry(new JarEntry(name));
                    entries.write(Files.readAllBytes(path));
                }
            }
        }
        return jar;
    }
}
