package org.iroprotocol.localisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.localisation.Result.State;
import org.iroprotocol.localisation.WayBack.Target;
import org.iroprotocol.localisation.check.Problem;
import org.iroprotocol.testing.BareEngine;
import org.iroprotocol.testing.Fixtures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going back, and what the next start of the server makes of it: it neither undoes it nor repeats it. */
class GoingBackTest {

    private static final String AUTHORITY = "eastvale";
    private static BareEngine bare;

    @TempDir
    Path folder;

    private final RepositoryService repository = bare.engine().getRepositoryService();
    private final OneAtATime oneAtATime = new OneAtATime() {
        @Override
        public <T> T run(Supplier<T> work) {
            return work.get();
        }
    };

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
        restart();
    }

    @AfterEach
    void clean() {
        bare.engine().getRuntimeService().createProcessInstanceQuery().list().forEach(instance ->
                bare.engine().getRuntimeService().deleteProcessInstance(instance.getId(), "end of test"));
        repository.createDeploymentQuery().list().forEach(one -> repository.deleteDeployment(one.getId(), true));
    }

    private List<Result> restart() {
        return new Deployer(repository, bare.engine().getIdentityService(), bare.asSystem(),
                FolderLocation.of(folder.toString(), ""), oneAtATime, (folders, authority) -> List.of(), Set.of()).deployAll();
    }

    private GoingBack goingBack() {
        return goingBack(List.of());
    }

    private GoingBack goingBack(List<Problem> found) {
        return new GoingBack(repository, bare.asSystem(), FolderLocation.of(folder.toString(), ""), oneAtATime, new UploadCheck(null, null) {
            @Override
            public List<Problem> problems(String authority, Map<String, byte[]> upload) {
                return found;
            }
        });
    }

    private List<String> targets(String file) {
        return goingBack().list(AUTHORITY).stream().filter(way -> way.file().equals(file)).flatMap(way -> way.targets().stream())
                .map(Target::id).toList();
    }

    private String goBack(String file, int which) {
        return goingBack().goBack(AUTHORITY, file, targets(file).get(which), "pat.admin");
    }

    private String person(String name, String content, String... more) {
        DeploymentBuilder deployment = repository.createDeployment().tenantId(AUTHORITY).name("mine").source("Camunda Modeler")
                .addString(name, content);
        for (int i = 0; i < more.length; i += 2) {
            deployment.addString(more[i], more[i + 1]);
        }
        return deployment.deploy().getId();
    }

    private String model(String name) {
        return read("processes/protocol/small.bpmn").replace("name=\"Small\"", "name=\"" + name + "\"");
    }

    private String person(String processName) {
        return person("small.bpmn", model(processName), "small.write.form", read("forms/eastvale/small.write.form"),
                "small-rules.dmn", read("processes/protocol/small-rules.dmn"));
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String processName() {
        return repository.createProcessDefinitionQuery().tenantIdIn(AUTHORITY).processDefinitionKey("small").latestVersion()
                .singleResult().getName();
    }

    private Deployment deployment(String id) {
        return repository.createDeploymentQuery().deploymentId(id).singleResult();
    }

    private long deployments() {
        return repository.createDeploymentQuery().count();
    }

    @Test
    void whatCameFromTheFolderHasNothingToGoBackTo() {
        assertThat(goingBack().list(AUTHORITY)).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> goingBack().goBack(AUTHORITY, "small.bpmn", Target.FOLDER, "pat.admin"))
                .withMessageContaining("Look at the list again");
    }

    @Test
    void whatDoesNotFitTheRestAnyMoreStaysAway() {
        person("Bad");
        String folders = targets("small.bpmn").get(0);
        long before = deployments();
        Problem missing = new Problem(Problem.Kind.TABLE, "other.bpmn", "step", "the table deadlines.dmn has no row 'x'");
        assertThatIllegalStateException().isThrownBy(() -> goingBack(List.of(missing)).goBack(AUTHORITY, "small.bpmn", folders,
                "pat.admin")).withMessageContaining("small.bpmn cannot go back").withMessageContaining("other.bpmn, element 'step'");
        assertThat(deployments()).isEqualTo(before);
        assertThat(processName()).isEqualTo("Bad");
    }

    @Test
    void backToWhatTheFolderHoldsIsTheFoldersAgain() {
        person("Bad");

        Deployment made = deployment(goBack("small.bpmn", 0));

        assertThat(processName()).isEqualTo("Small");
        assertThat(made.getName()).isEqualTo("small, back to the folder's by pat.admin");
        assertThat(made.getSource()).startsWith("authority folder ");
        long before = deployments();
        assertThat(restart()).extracting(Result::state).containsOnly(State.UNCHANGED);
        assertThat(deployments()).isEqualTo(before);
        // And a later change of the folder is not held up by it.
        Fixtures.edit(folder.resolve("processes/protocol/small.bpmn"), "name=\"Small\"", "name=\"Smaller\"");
        assertThat(restart()).filteredOn(result -> result.set().equals("small")).extracting(Result::state)
                .containsExactly(State.DEPLOYED);
        assertThat(processName()).isEqualTo("Smaller");
    }

    @Test
    void backToAnotherVersionIsKeptByARestart() {
        person("Good");
        bare.engine().getRuntimeService().createProcessInstanceByKey("small").processDefinitionTenantId(AUTHORITY).execute();
        person("Bad");
        var running = bare.engine().getRuntimeService().createProcessInstanceByKey("small").processDefinitionTenantId(AUTHORITY)
                .execute();
        assertThat(targets("small.bpmn")).as("the version before, and the folder's").hasSize(2).endsWith(Target.FOLDER);

        Deployment made = deployment(goBack("small.bpmn", 0));

        assertThat(processName()).isEqualTo("Good");
        assertThat(made.getName()).isEqualTo("small, back by pat.admin");
        assertThat(made.getSource()).startsWith("Back to the version of ");
        assertThat(repository.getDeploymentResourceNames(made.getId()))
                .containsExactlyInAnyOrder("small.bpmn", "small.write.form", "small-rules.dmn");
        assertThat(bare.engine().getRuntimeService().createProcessInstanceQuery().processInstanceId(running.getId()).singleResult()
                .getProcessDefinitionId()).as("what runs stays where it is").isEqualTo(running.getProcessDefinitionId());
        long before = deployments();
        for (int start = 0; start < 2; start++) {
            assertThat(restart()).filteredOn(result -> result.set().equals("small")).extracting(Result::state)
                    .containsExactly(State.KEPT);
        }
        assertThat(deployments()).isEqualTo(before);
        assertThat(processName()).isEqualTo("Good");
    }

    @Test
    void oneDoesNotGoToAndFro() {
        person("One");
        person("Two");
        person("Three");
        goBack("small.bpmn", 0);
        assertThat(processName()).isEqualTo("Two");
        goBack("small.bpmn", 0);
        assertThat(processName()).isEqualTo("One");
        goBack("small.bpmn", 0);
        assertThat(processName()).isEqualTo("Small");
        assertThat(targets("small.bpmn")).isEmpty();
    }

    @Test
    void straightToTheFolders() {
        person("One");
        person("Two");
        goBack("small.bpmn", 1);
        assertThat(processName()).isEqualTo("Small");
        assertThat(restart()).extracting(Result::state).containsOnly(State.UNCHANGED);
    }

    @Test
    void aLetterAndATableGoBackByThemselves() {
        String letter = read("processes/eastvale/letters/hello.html");
        String table = new String(FolderLocation.of(folder.toString(), "").read().content(AUTHORITY, "deadlines.dmn"),
                java.nio.charset.StandardCharsets.UTF_8);
        person("letters/hello.html", letter.replace("Hello", "Hullo"), "deadlines.dmn", table.replace("<text>20</text>",
                "<text>30</text>"));
        assertThat(goingBack().list(AUTHORITY)).extracting(WayBack::file).containsExactly("deadlines.dmn", "letters/hello.html");

        String made = goBack("letters/hello.html", 0);

        assertThat(repository.getDeploymentResourceNames(made)).containsExactly("letters/hello.html");
        assertThat(targets("letters/hello.html")).isEmpty();
        assertThat(restart()).filteredOn(result -> result.state() == State.KEPT).singleElement().satisfies(result ->
                assertThat(result.message()).contains("deadlines.dmn").doesNotContain("hello"));
        goBack("deadlines.dmn", 0);
        long before = deployments();
        assertThat(restart()).extracting(Result::state).containsOnly(State.UNCHANGED);
        assertThat(deployments()).isEqualTo(before);
    }
}
