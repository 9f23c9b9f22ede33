package org.iroprotocol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.DeleteDeploymentCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.iroprotocol.authority.AuthorityFiles;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ProtocolTest
class DeploymentGuardTest {

    private static final Path FIXTURES = Path.of("src", "test", "resources", "authority-fixtures", "processes", "protocol");
    private static final Path SOUND = Path.of("src", "test", "resources", "check", "follow-up.bpmn");
    private static final Path NATIONAL = Path.of("processes", "protocol");
    private static final String MINE = "eastvale";
    private static final String THEIRS = "westvale";

    @Autowired
    RepositoryService repository;
    @Autowired
    IdentityService identity;
    @Autowired
    AuthorizationService authorizations;
    @Autowired
    ManagementService management;
    @Autowired
    ProcessEngine engine;
    @Autowired
    Tables tables;
    @Autowired
    AuthorityFiles files;
    @Autowired
    PlatformTransactionManager transactions;

    private final List<String> grants = new ArrayList<>();

    /** All rights on deployments, so that what refuses is the guard and nothing else. */
    @BeforeEach
    void grant() {
        for (Resources resource : List.of(Resources.DEPLOYMENT, Resources.PROCESS_DEFINITION)) {
            Authorization all = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            all.setUserId("guard.test");
            all.setResource(resource);
            all.setResourceId(Authorization.ANY);
            all.addPermission(Permissions.ALL);
            grants.add(authorizations.saveAuthorization(all).getId());
        }
    }

    @AfterEach
    void clean() {
        identity.clearAuthentication();
        grants.forEach(authorizations::deleteAuthorization);
        repository.createDeploymentQuery().deploymentNameLike("guard-test%").list().forEach(one ->
                repository.deleteDeployment(one.getId(), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small.bpmn", "small-rules.dmn", "working-days.dmn", "letters/hello.html"})
    void nobodyButAdministratorsDeploysAnything(String resource) {
        signIn(List.of(MINE), "iro-manager", "iro-admin", "protocol-manager");
        assertRefused(() -> deployment(MINE, resource).deploy(), "protocol-admin");
        assertRefused(() -> deployment(MINE, resource).enableDuplicateFiltering(true).deploy(), "protocol-admin");
        assertRefused(() -> repository.createDeployment().name("guard-test").tenantId(MINE)
                .addString("small.write.form", "{\"id\": \"x\", \"components\": []}").deployWithResult(), "protocol-admin");
        identity.setAuthentication("guard.test", null, null);
        assertRefused(() -> deployment(MINE, resource).deploy(), "protocol-admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"small.bpmn", "small-rules.dmn", "working-days.dmn", "letters/hello.html"})
    void aProtocolAdminDeploysOnlyIntoTheirOwnAuthority(String resource) {
        signIn(List.of(MINE), "protocol-admin");
        assertRefused(() -> deployment(THEIRS, resource).deploy(), "'westvale'");
        assertRefused(() -> deployment(THEIRS, resource).enableDuplicateFiltering(true).deploy(), "'westvale'");
        assertRefused(() -> deployment(null, resource).deploy(), "tenant id");

        assertThat(deployment(MINE, resource).deploy().getTenantId()).isEqualTo(MINE);
    }

    @Test
    void theBreakGlassAdministratorDeploysAnywhereButNotWithoutATenant() {
        signIn(null, "camunda-admin");
        assertRefused(() -> deployment(null, "small.bpmn").deploy(), "tenant id");
        assertRefused(() -> deployment(" ", "small.bpmn").deploy(), "tenant id");
        assertThat(deployment(THEIRS, "small.bpmn").deploy().getTenantId()).isEqualTo(THEIRS);
    }

    @Test
    void nobodyClaimsToBeTheFolder() {
        signIn(List.of(MINE), "protocol-admin", "camunda-admin");
        assertRefused(() -> deployment(MINE, "small.bpmn").source("authority folder 1234").deploy(), "source");
    }

    @Test
    void redeployingIsDeploying() {
        String mine = deployment(MINE, "small.bpmn").deploy().getId();
        String theirs = deployment(THEIRS, "small.bpmn").deploy().getId();

        signIn(List.of(MINE), "iro-manager");
        assertRefused(() -> redeployment(MINE, mine).deploy(), "protocol-admin");
        signIn(List.of(MINE), "protocol-admin");
        assertRefused(() -> redeployment(THEIRS, theirs).deploy(), "'westvale'");
        // The engine's own tenant check: files of another authority cannot even be read.
        assertThat(catchThrowable(() -> redeployment(MINE, theirs).deploy())).isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("nothing with this id in your authority");

        assertThat(redeployment(MINE, mine).deploy().getTenantId()).isEqualTo(MINE);
    }

    @Test
    void deletingHoldsToTheSameRule() {
        String mine = deployment(MINE, "small.bpmn").deploy().getId();
        String theirs = deployment(THEIRS, "small.bpmn").deploy().getId();

        signIn(List.of(MINE), "iro-manager");
        assertRefused(() -> repository.deleteDeployment(mine), "protocol-admin");
        assertRefused(() -> repository.deleteDeployment(mine, true, true, true), "protocol-admin");
        signIn(List.of(MINE), "protocol-admin");
        assertRefused(() -> repository.deleteDeployment(theirs, true), "authority of theirs");
        assertRefused(() -> repository.deleteDeployment(theirs), "authority of theirs");
        String definition = repository.createProcessDefinitionQuery().deploymentId(mine).singleResult().getId();
        assertRefused(() -> repository.deleteProcessDefinition(definition), "process definition");
        assertRefused(() -> repository.deleteProcessDefinitions().byKey("small").withTenantId(MINE).delete(),
                "process definition");

        repository.deleteDeployment(mine, true);
        identity.clearAuthentication();
        assertThat(repository.createDeploymentQuery().deploymentId(mine).count()).isZero();
        assertThat(repository.createDeploymentQuery().deploymentId(theirs).count()).isOne();
    }

    @Test
    void theSystemItselfDeploys() {
        assertThat(deployment(MINE, "small.bpmn").deploy().getTenantId()).isEqualTo(MINE);
    }

    @Test
    void theOtherCommandChainIsGuardedToo() {
        signIn(List.of(MINE), "iro");
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        assertRefused(() -> configuration.getCommandExecutorTxRequiresNew().execute(
                new DeleteDeploymentCmd("any", true, true, true)), "protocol-admin");
    }

    @Test
    void aTableThatBreaksTheLayoutIsNotDeployed() {
        signIn(List.of(MINE), "protocol-admin");
        DeploymentBuilder broken = deployment(MINE, "any-name.dmn", notice("1 + 1"));

        assertThatExceptionOfType(BadUserRequestException.class).isThrownBy(broken::deploy)
                .withMessageContaining("row 'iro-notice', column 'amount'");
    }

    @Test
    void aDeploymentShowsAtOnceAndARolledBackOneNever() {
        deployment(MINE, "deadlines.dmn").deploy();
        assertThat(amount()).isEqualTo(2);
        assertThat(files.letter(MINE, "hello")).isEmpty();

        signIn(List.of(MINE), "protocol-admin");
        deployment(MINE, "deadlines.dmn", notice("9")).deploy();
        String letter = deployment(MINE, "letters/hello.html").deploy().getId();
        assertThat(amount()).isEqualTo(9);
        assertThat(files.letter(MINE, "hello").orElseThrow()).contains("Hello");

        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            deployment(MINE, "deadlines.dmn", notice("11")).deploy();
            assertThat(amount()).isEqualTo(9);
            status.setRollbackOnly();
        });
        assertThat(amount()).isEqualTo(9);
        repository.deleteDeployment(letter);
        assertThat(files.letter(MINE, "hello")).isEmpty();
    }

    @Test
    void aRunningModelDeploysNothing() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        ThrowingCallable fromAModel = () -> configuration.getCommandExecutorTxRequired().execute(context -> {
            Context.setExecutionContext(new ExecutionEntity());
            try {
                return deployment(MINE, "small.bpmn").deploy();
            } finally {
                Context.removeExecutionContext();
            }
        });
        assertThatExceptionOfType(AuthorizationException.class).isThrownBy(fromAModel).withMessageContaining("running process");
        assertThat(repository.createDeploymentQuery().deploymentName("guard-test").count()).isZero();
    }

    private Object amount() {
        Map<String, Object> row = tables.latest(MINE, "deadlines").row("iro-notice").orElseThrow();
        return row.get("amount");
    }

    private static String notice(String amount) {
        return text("deadlines.dmn").replaceFirst("(<outputEntry id=\"iro-notice-amount\">\\s*<text>)2<", "$1" + amount + "<");
    }

    private void signIn(List<String> tenants, String... groups) {
        identity.setAuthentication("guard.test", List.of(groups), tenants);
    }

    private DeploymentBuilder deployment(String tenant, String resource) {
        return deployment(tenant, resource, text(resource));
    }

    private DeploymentBuilder deployment(String tenant, String resource, String content) {
        return repository.createDeployment().name("guard-test").tenantId(tenant).addString(resource, content);
    }

    private DeploymentBuilder redeployment(String tenant, String deploymentId) {
        return repository.createDeployment().nameFromDeployment(deploymentId).tenantId(tenant)
                .addDeploymentResources(deploymentId);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(AuthorizationException.class).isThrownBy(call)
                .withMessageContaining("guard.test").withMessageContaining(message);
    }

    /** Files that pass the check, so that what refuses is the guard and nothing else. */
    private static String text(String resource) {
        try {
            return switch (resource) {
                case "small.bpmn" -> Files.readString(SOUND).replace("follow-up", "small");
                case "deadlines.dmn", "working-days.dmn" -> Files.readString(NATIONAL.resolve(resource));
                default -> Files.readString(FIXTURES.resolve(resource));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
