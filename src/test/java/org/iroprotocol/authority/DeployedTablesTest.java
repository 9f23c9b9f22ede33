package org.iroprotocol.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.iroprotocol.testing.BareEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeployedTablesTest {

    private static final Path FIXTURES = Path.of("src", "test", "resources", "authority-fixtures", "processes");
    private static BareEngine bare;

    private final RepositoryService repository = bare.engine().getRepositoryService();
    private final MovingClock clock = new MovingClock();
    private final DeployedTables tables = new DeployedTables(repository, bare.asSystem(), clock);
    private final DeployedFiles files = new DeployedFiles(repository, bare.asSystem(), clock,
            FolderLocation.of("src/test/resources/authority-fixtures", ""));

    @BeforeAll
    static void start() {
        bare = BareEngine.start();
    }

    @AfterAll
    static void stop() {
        bare.close();
    }

    @AfterEach
    void clean() {
        bare.engine().getIdentityService().clearAuthentication();
        repository.createDeploymentQuery().list().forEach(one -> repository.deleteDeployment(one.getId(), true));
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThatIllegalArgumentException().isThrownBy(() -> tables.latest("eastvale", "deadlines"))
                .withMessageContaining("'deadlines'").withMessageContaining("'eastvale'");
        assertThatIllegalArgumentException().isThrownBy(() -> tables.version("deadlines:1:1"))
                .withMessageContaining("deadlines:1:1");
        deploy("westmoor", "deadlines.dmn", national());
        assertThatIllegalArgumentException().isThrownBy(() -> tables.latest("eastvale", "deadlines"));
    }

    @Test
    void refusesADeployedTableThatBreaksTheLayout() throws IOException {
        deploy("eastvale", "deadlines.dmn", national().replace("<text>2</text>", "<text>1 + 1</text>"));
        assertThatIllegalArgumentException().isThrownBy(() -> tables.latest("eastvale", "deadlines"))
                .withMessageContaining("row 'second', column 'amount'").withMessageContaining("version 1");
    }

    @Test
    void readsTheLatestOfTheTenantAndEachVersionAgain() throws IOException {
        deploy("eastvale", "deadlines.dmn", national());
        deploy("westmoor", "deadlines.dmn", national().replace("<text>2</text>", "<text>7</text>"));
        Table first = tables.latest("eastvale", "deadlines");
        deploy("eastvale", "other-name.dmn", national().replace("<text>2</text>", "<text>9</text>"));
        tables.refresh();
        Table second = tables.latest("eastvale", "deadlines");

        assertThat(amount(first)).isEqualTo(2);
        assertThat(amount(second)).isEqualTo(9);
        assertThat(amount(tables.latest("westmoor", "deadlines"))).isEqualTo(7);
        assertThat(amount(tables.version(first.version()))).isEqualTo(2);
        assertThat(repository.getDecisionDefinition(second.version()).getVersion()).isEqualTo(2);
    }

    @Test
    void noticesAnotherNodesDeploymentAfterAMinute() throws IOException {
        deploy("eastvale", "deadlines.dmn", national());
        assertThat(amount(tables.latest("eastvale", "deadlines"))).isEqualTo(2);
        deploy("eastvale", "deadlines.dmn", national().replace("<text>2</text>", "<text>9</text>"));

        clock.move(Duration.ofSeconds(59));
        assertThat(amount(tables.latest("eastvale", "deadlines"))).isEqualTo(2);
        clock.move(Duration.ofSeconds(1));
        assertThat(amount(tables.latest("eastvale", "deadlines"))).isEqualTo(9);
        deploy("eastvale", "deadlines.dmn", national().replace("<text>2</text>", "<text>11</text>"));
        clock.move(Duration.ofDays(-1));
        assertThat(amount(tables.latest("eastvale", "deadlines"))).isEqualTo(11);
    }

    @Test
    void readsTheSameWhoeverIsSignedIn() throws IOException {
        deploy("eastvale", "deadlines.dmn", national());
        deploy("eastvale", "letters/hello.html", "Hello");
        bare.engine().getIdentityService().setAuthentication("iro.demo", List.of("iro"), List.of("westmoor"));

        assertThat(repository.createDecisionDefinitionQuery().count()).isZero();
        assertThat(amount(tables.latest("eastvale", "deadlines"))).isEqualTo(2);
        assertThat(files.letter("eastvale", "hello")).contains("Hello");
        assertThat(bare.engine().getIdentityService().getCurrentAuthentication().getUserId()).isEqualTo("iro.demo");
    }

    @Test
    void takesALetterFromTheNewestDeploymentThatHoldsIt() {
        assertThat(files.letter("eastvale", "hello")).isEmpty();
        deploy("eastvale", "letters/hello.html", "Hello – first");
        deploy("westmoor", "letters/hello.html", "Hello from elsewhere");
        files.refresh();
        assertThat(files.letter("eastvale", "hello")).contains("Hello – first");
        deploy("eastvale", "letters/hello.html", "Hello – second");
        deploy("eastvale", "letters/goodbye.html", "Goodbye");
        assertThat(files.letter("eastvale", "hello")).contains("Hello – first");
        clock.move(Duration.ofSeconds(60));
        assertThat(files.letter("eastvale", "hello")).contains("Hello – second");
        assertThat(files.authorities()).containsExactly("eastvale");
    }

    private void deploy(String tenant, String resource, String content) {
        DeploymentBuilder builder = repository.createDeployment().tenantId(tenant).addString(resource, content);
        assertThat(builder.deploy().getTenantId()).isEqualTo(tenant);
    }

    private static Object amount(Table table) {
        return table.row("second").orElseThrow().get("amount");
    }

    private static String national() throws IOException {
        return Files.readString(FIXTURES.resolve("protocol/deadlines.dmn"));
    }

    private static class MovingClock extends Clock {

        private Instant now = Instant.parse("2026-12-18T10:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
