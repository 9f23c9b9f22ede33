package org.iroprotocol.localisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.AuthorityFiles;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.testing.Fixtures;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

@ProtocolTest
class DeployerInTheHouseTest {

    private static final String AUTHORITY = "eastvale";

    @TempDir
    Path folder;

    @Autowired
    RepositoryService repository;
    @Autowired
    IdentityService identity;
    @Autowired
    AsSystem asSystem;
    @Autowired
    OneAtATime oneAtATime;
    @Autowired
    Tables tables;
    @Autowired
    AuthorityFiles files;
    @Autowired
    Settings settings;

    @BeforeEach
    void folders() {
        Fixtures.copyTo(folder);
    }

    @AfterEach
    void clean() {
        identity.clearAuthentication();
        repository.createDeploymentQuery().tenantIdIn(AUTHORITY).list().forEach(one ->
                repository.deleteDeployment(one.getId(), true));
        identity.deleteTenant(AUTHORITY);
    }

    @Test
    void twoServersStartingAtOnceDeployOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService servers = Executors.newFixedThreadPool(2);
        try {
            // The tenant is there already: of two very first starts at the same moment one would have to be repeated.
            identity.saveTenant(identity.newTenant(AUTHORITY));
            List<Future<List<Result>>> starts = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                starts.add(servers.submit(() -> {
                    go.await();
                    return deployer().deployAll();
                }));
            }
            go.countDown();
            List<Result> all = new ArrayList<>(starts.get(0).get());
            all.addAll(starts.get(1).get());

            assertThat(all).filteredOn(result -> result.state() == Result.State.DEPLOYED).hasSize(3);
            assertThat(all).filteredOn(result -> result.state() == Result.State.UNCHANGED).hasSize(3);
            assertThat(repository.createDeploymentQuery().tenantIdIn(AUTHORITY).count()).isEqualTo(3);
        } finally {
            servers.shutdownNow();
        }
    }

    @Test
    void whatIsDeployedHoldsAtOnceWhoeverAsks() {
        identity.setAuthentication("iro.demo", List.of("iro"), List.of());

        deployer().deployAll();

        assertThat(tables.latest(AUTHORITY, "deadlines").row("second").orElseThrow()).containsEntry("amount", 20);
        assertThat(settings.get(AUTHORITY, "authority.name")).isEqualTo("Eastvale Council");
        assertThat(files.letter(AUTHORITY, "hello").orElseThrow()).contains("Hello from Eastvale");
        Fixtures.edit(folder.resolve("processes/eastvale/deadlines.dmn"), "<text>20</text>", "<text>21</text>");
        deployer().deployAll();
        assertThat(tables.latest(AUTHORITY, "deadlines").row("second").orElseThrow()).containsEntry("amount", 21);
    }

    @Test
    void aSetTheEngineRefusesIsUndoneAndTheOthersStand() {
        Fixtures.edit(folder.resolve("processes/protocol/small.bpmn"), "<bpmn:userTask id=\"write\" name=\"Write\"",
                "<bpmn:userTask id=\"write\" name=\"Write\" camunda:candidateGroups=\"${\"");

        List<Result> results = deployer().deployAll();

        assertThat(results).filteredOn(result -> result.state() == Result.State.REFUSED).extracting(Result::set)
                .containsExactly("small");
        assertThat(repository.createProcessDefinitionQuery().tenantIdIn(AUTHORITY).list())
                .extracting(definition -> definition.getKey()).containsExactly("other");
    }

    private Deployer deployer() {
        return new Deployer(repository, identity, asSystem, FolderLocation.of(folder.toString(), ""), oneAtATime,
                (folders, authority) -> List.of(), Set.of());
    }
}
