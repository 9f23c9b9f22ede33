package org.iroprotocol.localisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.assertj.core.groups.Tuple;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.localisation.check.Problem;
import org.iroprotocol.testing.BareEngine;
import org.iroprotocol.testing.Fixtures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployerTest {

    private static final String TABLES = "tables-and-letters";
    /** These models are too small to pass it; what it refuses has tests of its own. */
    private static final FolderCheck UNCHECKED = (folders, authority) -> List.of();
    private static BareEngine bare;

    @TempDir
    Path folder;

    private final RepositoryService repository = bare.engine().getRepositoryService();
    private final IdentityService identity = bare.engine().getIdentityService();

    @BeforeAll
    static void start() {
        bare = BareEngine.start();
    }

    @AfterAll
    static void stop() {
        bare.close();
    }

    @BeforeEach
    void folders() {
        Fixtures.copyTo(folder);
    }

    @AfterEach
    void clean() {
        bare.engine().getRuntimeService().createProcessInstanceQuery().list().forEach(instance ->
                bare.engine().getRuntimeService().deleteProcessInstance(instance.getId(), "test"));
        repository.createDeploymentQuery().list().forEach(one -> repository.deleteDeployment(one.getId(), true));
        identity.createTenantQuery().list().forEach(tenant -> identity.deleteTenant(tenant.getId()));
    }

    @Test
    void oneBrokenFileHoldsUpOnlyItsOwnSet() {
        edit("processes/eastvale/deadlines.dmn", "<text>20</text>", "<text>2 * 10</text>");
        edit("processes/protocol/small.bpmn", "process id=\"small\"", "process id=\"tiny\"");
        write("forms/protocol/nobody.write.form", "{}");

        List<Result> results = deployer().deployAll();

        assertThat(results).extracting(Result::set, Result::state).containsExactlyInAnyOrder(
                Tuple.tuple(TABLES, Result.State.REFUSED),
                Tuple.tuple("small", Result.State.REFUSED),
                Tuple.tuple("nobody.write.form", Result.State.REFUSED),
                Tuple.tuple("other", Result.State.DEPLOYED));
        assertThat(message(results, TABLES)).contains("row 'second', column 'amount'").contains("'eastvale'");
        assertThat(message(results, "small")).contains("id 'small'").contains("tiny");
    }

    @Test
    void whatTheCheckFindsRefusesTheSetAndIsAskedForOnlyWhenSomethingChanged() {
        FolderCheck finding = (folders, authority) -> List.of(new Problem(Problem.Kind.WORDS, "small.bpmn", "write", "it has no name"),
                new Problem(Problem.Kind.TABLE, "other.bpmn", "write", "there is no such row"));
        Deployer checked = new Deployer(repository, identity, bare.asSystem(), location(), Plain.INSTANCE, finding, Set.of());
        List<Result> results = checked.deployAll();
        assertThat(results).extracting(Result::set, Result::state).containsExactlyInAnyOrder(
                Tuple.tuple("small", Result.State.REFUSED), Tuple.tuple("other", Result.State.REFUSED),
                Tuple.tuple(TABLES, Result.State.REFUSED));
        assertThat(message(results, "small")).isEqualTo("small.bpmn, element 'write': it has no name.");

        deployer().deployAll();
        FolderCheck unasked = (folders, authority) -> {
            throw new AssertionError("nothing has changed");
        };
        assertThat(new Deployer(repository, identity, bare.asSystem(), location(), Plain.INSTANCE, unasked, Set.of()).deployAll())
                .extracting(Result::state).containsOnly(Result.State.UNCHANGED);
    }

    @Test
    void whatTheEngineRefusesLeavesTheOldVersionInPlace() {
        deployer().deployAll();
        edit("processes/protocol/small.bpmn", " camunda:historyTimeToLive=\"P180D\"", "");

        List<Result> results = deployer().deployAll();

        assertThat(state(results, "small")).isEqualTo(Result.State.REFUSED);
        assertThat(message(results, "small")).contains("what was deployed before stays");
        assertThat(state(results, "other")).isEqualTo(Result.State.UNCHANGED);
        assertThat(repository.createProcessDefinitionQuery().processDefinitionKey("small").count()).isEqualTo(1);
    }

    @Test
    void brokenBpmnIsRefusedInWords() {
        write("processes/eastvale/other.bpmn", "not a model");
        assertThat(message(deployer().deployAll(), "other")).contains("other.bpmn of 'eastvale'").contains("Modeler");
    }

    @Test
    void withoutAnyAuthorityNothingIsDeployed() throws IOException {
        Files.walk(folder.resolve("processes/eastvale")).sorted(Comparator.reverseOrder())
                .forEach(path -> path.toFile().delete());
        assertThat(deployer().deployAll()).isEmpty();
        assertThat(repository.createDeploymentQuery().count()).isZero();
    }

    @Test
    void aFolderThatIsNotThereStopsTheStart() {
        FolderLocation nowhere = FolderLocation.of(folder.resolve("nowhere").toString(), "");
        Deployer deployer = new Deployer(repository, identity, bare.asSystem(), nowhere, Plain.INSTANCE, UNCHECKED, Set.of());
        assertThatIllegalStateException().isThrownBy(deployer::deployAll).withMessageContaining("protocol.folders");
    }

    @Test
    void everythingGoesIntoTheTenantOneDeploymentPerProcessAndOneForTables() {
        List<Result> results = deployer().deployAll();

        assertThat(results).allSatisfy(result -> assertThat(result.state()).isEqualTo(Result.State.DEPLOYED));
        assertThat(repository.createDeploymentQuery().withoutTenantId().count()).isZero();
        assertThat(repository.createDeploymentQuery().tenantIdIn("eastvale").count()).isEqualTo(3);
        assertThat(names("small")).containsExactlyInAnyOrder("small.bpmn", "small.write.form", "small-rules.dmn");
        assertThat(names("other")).containsExactlyInAnyOrder("other.bpmn", "other.write.form");
        assertThat(names(TABLES)).containsExactlyInAnyOrder("deadlines.dmn", "settings.dmn", "letters/hello.html",
                "letters/goodbye.html");
        assertThat(identity.createTenantQuery().tenantId("eastvale").singleResult().getName()).isEqualTo("Eastvale Council");
    }

    @Test
    void theAuthoritysModelFormLetterAndRowReplaceTheNationalOnes() throws IOException {
        deployer().deployAll();

        assertThat(repository.createProcessDefinitionQuery().processDefinitionKey("other").singleResult().getName())
                .isEqualTo("Other as Eastvale does it");
        assertThat(content("small", "small.write.form")).contains("Note for Eastvale");
        assertThat(content(TABLES, "letters/hello.html")).contains("Hello from Eastvale");
        assertThat(content(TABLES, "deadlines.dmn")).contains("<text>20</text>", "\"third\"");
    }

    @Test
    void theFormOpensFromTheModelsOwnDeployment() throws IOException {
        deployer().deployAll();
        bare.engine().getRuntimeService().createProcessInstanceByKey("small").processDefinitionTenantId("eastvale").execute();
        String task = bare.engine().getTaskService().createTaskQuery().singleResult().getId();

        try (var form = bare.engine().getFormService().getDeployedTaskForm(task)) {
            assertThat(new String(form.readAllBytes(), StandardCharsets.UTF_8)).contains("Note for Eastvale");
        }
    }

    @Test
    void aRestartDeploysNothingEvenWithNewTimeStampsAndLineEnds() throws IOException {
        deployer().deployAll();
        for (String file : List.of("processes/protocol/small.bpmn", "processes/eastvale/letters/hello.html")) {
            edit(file, "\n", "\r\n");
            Files.setLastModifiedTime(folder.resolve(file), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        }

        assertThat(deployer().deployAll()).allSatisfy(result ->
                assertThat(result.state()).isEqualTo(Result.State.UNCHANGED));
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(3);
        assertThat(differences().list()).isEmpty();
    }

    @Test
    void aChangedRowRedeploysOnlyTheTables() {
        deployer().deployAll();
        edit("processes/eastvale/deadlines.dmn", "<text>20</text>", "<text>21</text>");
        assertThat(differences().list()).singleElement().satisfies(difference -> {
            assertThat(difference.resource()).isEqualTo("deadlines.dmn");
            assertThat(difference.rows()).isEqualTo("second");
            assertThat(difference.kept()).isFalse();
        });

        List<Result> results = deployer().deployAll();

        assertThat(deployed(results)).containsExactly(TABLES);
        assertThat(repository.createDecisionDefinitionQuery().decisionDefinitionKey("deadlines").latestVersion().singleResult()
                .getVersion()).isEqualTo(2);
        assertThat(differences().list()).isEmpty();
    }

    @Test
    void aNationalRowTheAuthorityReplacesChangesNothingForIt() {
        deployer().deployAll();
        edit("processes/protocol/deadlines.dmn", "<text>2</text>", "<text>6</text>");
        assertThat(deployed(deployer().deployAll())).isEmpty();
    }

    @Test
    void aChangedFormRedeploysItsProcessWithItsModel() {
        deployer().deployAll();
        edit("forms/eastvale/small.write.form", "Note for Eastvale", "Your note");

        assertThat(deployed(deployer().deployAll())).containsExactly("small");
        assertThat(names("small")).containsExactlyInAnyOrder("small.bpmn", "small.write.form", "small-rules.dmn");
    }

    @Test
    void aRemovedFormRedeploysItsProcess() throws IOException {
        deployer().deployAll();
        Files.delete(folder.resolve("forms/protocol/other.write.form"));

        assertThat(deployed(deployer().deployAll())).containsExactly("other");
        assertThat(names("other")).containsExactly("other.bpmn");
        assertThat(deployed(deployer().deployAll())).isEmpty();
    }

    @Test
    void aFolderPutBackToAnEarlierStateIsDeployedAgain() throws IOException {
        deployer().deployAll();
        edit("forms/eastvale/small.write.form", "Note for Eastvale", "Your note");
        deployer().deployAll();
        edit("forms/eastvale/small.write.form", "Your note", "Note for Eastvale");

        assertThat(deployed(deployer().deployAll())).containsExactly("small");
        assertThat(content("small", "small.write.form")).contains("Note for Eastvale");
    }

    @Test
    void aModelDeployedLaterFromModelerStaysAndIsReported() {
        deployer().deployAll();
        modeler("other.bpmn", read("processes/eastvale/other.bpmn").replace("Other as Eastvale does it", "From Modeler"));

        List<Result> results = deployer().deployAll();

        assertThat(state(results, "other")).isEqualTo(Result.State.KEPT);
        assertThat(message(results, "other")).contains("other.bpmn differs").contains("other.write.form is only in the folder");
        assertThat(state(results, "small")).isEqualTo(Result.State.UNCHANGED);
        assertThat(latestName("other")).isEqualTo("From Modeler");
        assertThat(differences().list()).extracting(Difference::resource, Difference::kind, Difference::kept)
                .containsExactly(
                        Tuple.tuple("other.bpmn", Difference.Kind.CHANGED, true),
                        Tuple.tuple("other.write.form", Difference.Kind.ONLY_IN_FOLDER, true));
        assertThat(differences().list().get(0).source()).isEqualTo("Camunda Modeler");
    }

    @Test
    void alsoWhenTheFolderChangesAfterwardsModelersStays() {
        deployer().deployAll();
        modeler("other.bpmn", read("processes/eastvale/other.bpmn").replace("Other as Eastvale does it", "From Modeler"));
        edit("processes/eastvale/other.bpmn", "Other as Eastvale does it", "From the folder");

        assertThat(state(deployer().deployAll(), "other")).isEqualTo(Result.State.KEPT);
        assertThat(latestName("other")).isEqualTo("From Modeler");
    }

    @Test
    void rulesDeployedLaterKeepTheirProcessToo() {
        deployer().deployAll();
        modeler("anything.dmn", read("processes/protocol/small-rules.dmn").replace("Too late", "Much too late"));
        edit("processes/protocol/small.bpmn", "name=\"Small\"", "name=\"Smaller\"");

        assertThat(state(deployer().deployAll(), "small")).isEqualTo(Result.State.KEPT);
        assertThat(latestName("small")).isEqualTo("Small");
    }

    @Test
    void whenTheFolderCatchesUpNothingDiffersAndNothingIsDeployed() {
        deployer().deployAll();
        String model = read("processes/eastvale/other.bpmn").replace("Other as Eastvale does it", "From Modeler");
        repository.createDeployment().tenantId("eastvale").source("Camunda Modeler").name("Other")
                .addString("other.bpmn", model).addString("other.write.form", read("forms/protocol/other.write.form")).deploy();
        write("processes/eastvale/other.bpmn", model);

        assertThat(state(deployer().deployAll(), "other")).isEqualTo(Result.State.UNCHANGED);
        assertThat(differences().list()).isEmpty();
    }

    @Test
    void aTableDeployedLaterStaysWhileTheOtherTablesAndLettersFollowTheFolder() throws IOException {
        deployer().deployAll();
        modeler("deadlines.dmn", read("processes/protocol/deadlines.dmn").replace("<text>3</text>", "<text>33</text>"));
        edit("processes/eastvale/letters/hello.html", "Hello from", "Good morning from");

        List<Result> results = deployer().deployAll();

        assertThat(results).filteredOn(result -> result.set().equals(TABLES)).extracting(Result::state)
                .containsExactlyInAnyOrder(Result.State.KEPT, Result.State.DEPLOYED);
        assertThat(message(results, TABLES)).contains("deadlines.dmn differs in fourth, second, third");
        assertThat(names(TABLES)).doesNotContain("deadlines.dmn").contains("settings.dmn", "letters/goodbye.html");
        assertThat(content(TABLES, "letters/hello.html")).contains("Good morning");
        assertThat(deployed(deployer().deployAll())).isEmpty();
        assertThat(differences().list()).singleElement().extracting(Difference::resource).isEqualTo("deadlines.dmn");
    }

    @Test
    void aLetterDeployedLaterStays() {
        deployer().deployAll();
        modeler("letters/hello.html", "<p>By hand</p>");

        assertThat(state(deployer().deployAll(), TABLES)).isEqualTo(Result.State.KEPT);
        assertThat(differences().list()).singleElement().extracting(Difference::resource).isEqualTo("letters/hello.html");
    }

    @Test
    void theFolderWinsWhereTheOperatorSaysSo() {
        deployer().deployAll();
        modeler("other.bpmn", read("processes/eastvale/other.bpmn").replace("Other as Eastvale does it", "From Modeler"));

        Deployer insisting = new Deployer(repository, identity, bare.asSystem(), location(), Plain.INSTANCE, UNCHECKED,
                Set.of("eastvale/other"));
        assertThat(deployed(insisting.deployAll())).containsExactly("other");
        assertThat(latestName("other")).isEqualTo("Other as Eastvale does it");
        assertThat(deployed(deployer().deployAll())).isEmpty();
    }

    @Test
    void aProcessTakenOutOfTheFolderIsReported() throws IOException {
        deployer().deployAll();
        Files.delete(folder.resolve("processes/protocol/small.bpmn"));
        Files.delete(folder.resolve("processes/protocol/small-rules.dmn"));
        Files.delete(folder.resolve("forms/protocol/small.write.form"));
        Files.delete(folder.resolve("forms/eastvale/small.write.form"));

        assertThat(differences().list()).singleElement().satisfies(difference -> {
            assertThat(difference.resource()).isEqualTo("small.bpmn");
            assertThat(difference.kind()).isEqualTo(Difference.Kind.ONLY_DEPLOYED);
        });
    }

    private Deployer deployer() {
        return new Deployer(repository, identity, bare.asSystem(), location(), Plain.INSTANCE, UNCHECKED, Set.of());
    }

    private Differences differences() {
        return new Differences(repository, bare.asSystem(), location());
    }

    private FolderLocation location() {
        return FolderLocation.of(folder.toString(), "");
    }

    private void modeler(String resource, String content) {
        repository.createDeployment().name("Anything").source("Camunda Modeler").tenantId("eastvale")
                .addInputStream(resource, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
                .deploy();
    }

    private String latestName(String process) {
        return repository.createProcessDefinitionQuery().processDefinitionKey(process).latestVersion().singleResult().getName();
    }

    private Deployment newest(String set) {
        return repository.createDeploymentQuery().deploymentName(set).orderByDeploymentTime().desc().list().get(0);
    }

    private List<String> names(String set) {
        return repository.getDeploymentResourceNames(newest(set).getId());
    }

    private String content(String set, String resource) throws IOException {
        try (var in = repository.getResourceAsStream(newest(set).getId(), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> deployed(List<Result> results) {
        return results.stream().filter(result -> result.state() == Result.State.DEPLOYED).map(Result::set).toList();
    }

    private static Result.State state(List<Result> results, String set) {
        return results.stream().filter(result -> result.set().equals(set)).findFirst().orElseThrow().state();
    }

    private static String message(List<Result> results, String set) {
        return results.stream().filter(result -> result.set().equals(set)).findFirst().orElseThrow().message();
    }

    private void edit(String file, String old, String replacement) {
        Fixtures.edit(folder.resolve(file), old, replacement);
    }

    private void write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One test, one thread: nobody to wait for. */
    private enum Plain implements OneAtATime {
        INSTANCE;

        @Override
        public <T> T run(Supplier<T> work) {
            return work.get();
        }
    }
}
