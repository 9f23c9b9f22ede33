package org.iroprotocol.localisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.localisation.NationalChange.Kind;
import org.iroprotocol.testing.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an authority changes, read from the two authorities that the build carries and from made-up files. */
class NationalChangesTest {

    @TempDir
    Path folder;

    @Test
    void derbysLimitsAndRecipientsAreNamed() {
        List<NationalChange> changes = NationalChanges.of(FolderLocation.of(".", "derby").read(), "derby");

        assertThat(changes).filteredOn(change -> change.kind() == Kind.LIMIT).extracting(NationalChange::where)
                .contains("Table deadlines, “Court documents to the IRO”");
        assertThat(changes).filteredOn(change -> change.kind() == Kind.RECIPIENT)
                .anySatisfy(change -> {
                    assertThat(change.where()).isEqualTo("Table settings, “mailbox.review-clerks”");
                    assertThat(change.now()).isEqualTo("CQAReview.Clerks@derby.gov.uk");
                });
        assertThat(changes).allSatisfy(change -> assertThat(change.before()).isNotEqualTo(change.now()));
        assertThat(changes).extracting(NationalChange::kind).isSorted();
    }

    @Test
    void northmoorsStepsFormsAndLettersAreNamed() {
        var folders = FolderLocation.of(".,src/test/resources/authorities", "northmoor").read();
        List<NationalChange> changes = NationalChanges.of(folders, "northmoor");

        assertThat(changes).filteredOn(change -> change.kind() == Kind.STEP).isNotEmpty()
                .anySatisfy(change -> assertThat(change.now()).contains("added (user task, for "));
        assertThat(changes).extracting(NationalChange::where)
                .contains("Form dispute-escalation.decide-stage-1")
                .anyMatch(where -> where.startsWith("Letter "))
                .anyMatch(where -> where.startsWith("Form proceedings.send-iro-details"));
    }

    @Test
    void anEmptyFolderChangesNothing() throws Exception {
        Fixtures.copyTo(folder);
        Files.createDirectories(folder.resolve("processes/westvale"));
        assertThat(NationalChanges.of(FolderLocation.of(folder.toString(), "westvale").read(), "westvale")).isEmpty();
    }

    @Test
    void aRowInUseThatTheFolderDoesNotHaveIsSaid() throws Exception {
        Fixtures.copyTo(folder);
        Files.createDirectories(folder.resolve("processes/westvale"));
        var folders = FolderLocation.of(folder.toString(), "eastvale,westvale").read();
        var inUse = FolderCheck.effective(new FolderSets(folders, "eastvale"));

        List<NationalChange> changes = NationalChanges.against(inUse, folders, "westvale");

        assertThat(changes).contains(new NationalChange("westvale", Kind.LIMIT, "Table deadlines, “Eastvale's fourth”",
                "4 working days after hearing; local", ""));
        assertThat(changes).as("of a changed row what was and what would be").filteredOn(change ->
                change.where().startsWith("Table deadlines, “") && change.kind() == Kind.LIMIT && !change.now().isEmpty())
                .isNotEmpty();
    }

    @Test
    void everyKindOfChangeIsSaidOnceInItsPlace() throws Exception {
        Fixtures.copyTo(folder);
        Path own = Files.createDirectories(folder.resolve("processes/westvale"));
        Path forms = Files.createDirectories(folder.resolve("forms/westvale"));
        Files.copy(folder.resolve("processes/protocol/small.bpmn"), own.resolve("small.bpmn"));
        Fixtures.edit(own.resolve("small.bpmn"), "name=\"Write\"", "name=\"Draft\" camunda:candidateGroups=\"iro-manager\"");
        Files.copy(folder.resolve("forms/protocol/other.write.form"), forms.resolve("other.write.form"));
        Files.writeString(own.resolve("deadlines.dmn"), "no table");

        List<NationalChange> changes = NationalChanges.of(FolderLocation.of(folder.toString(), "westvale").read(), "westvale");

        assertThat(changes).contains(new NationalChange("westvale", Kind.TEXT, "Process small, “Write”", "Write", "Draft"));
        assertThat(changes).filteredOn(change -> change.where().equals("Process small, “Write”") && change.kind() == Kind.RECIPIENT)
                .singleElement().satisfies(change -> assertThat(change.now()).isEqualTo("iro-manager"));
        assertThat(changes).filteredOn(change -> change.where().startsWith("Form ")).as("the same form").isEmpty();
        assertThat(changes).filteredOn(change -> change.where().equals("deadlines.dmn")).singleElement()
                .satisfies(change -> assertThat(change.now()).contains("not a valid DMN file"));
    }
}
