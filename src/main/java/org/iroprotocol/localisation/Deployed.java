package org.iroprotocol.localisation;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.iroprotocol.authority.DeploymentOrder;
import org.iroprotocol.authority.FolderProvenance;

/** What holds in one tenant now: which deployment each model, table, form and letter comes from. Read with nobody signed in. */
class Deployed {

    static final String RULES = "-rules.dmn";

    private final RepositoryService repository;
    private final String authority;
    private final Map<String, Deployment> deployments = new HashMap<>();
    private final Map<String, Set<String>> names = new HashMap<>();
    private List<String> newestFirst;

    Deployed(RepositoryService repository, String authority) {
        this.repository = repository;
        this.authority = authority;
    }

    /** One deployed file and the deployment that holds it. */
    record File(Deployment deployment, String resource) {

        boolean fromFolder() {
            return FolderProvenance.isFromFolder(deployment.getSource());
        }
    }

    Optional<File> process(String key) {
        return Optional.ofNullable(repository.createProcessDefinitionQuery()
                        .tenantIdIn(authority).processDefinitionKey(key).latestVersion().singleResult())
                .map(definition -> file(definition.getDeploymentId(), definition.getResourceName()));
    }

    Optional<File> decision(String key) {
        return Optional.ofNullable(repository.createDecisionDefinitionQuery()
                        .tenantIdIn(authority).decisionDefinitionKey(key).latestVersion().singleResult())
                .map(DecisionDefinition.class::cast)
                .map(definition -> file(definition.getDeploymentId(), definition.getResourceName()));
    }

    /** Every version of a process that is still there, newest first. */
    List<File> processVersions(String key) {
        return repository.createProcessDefinitionQuery().tenantIdIn(authority).processDefinitionKey(key)
                .orderByProcessDefinitionVersion().desc().list().stream()
                .map(definition -> file(definition.getDeploymentId(), definition.getResourceName()))
                .toList();
    }

    /** Every version of a decision that is still there, newest first. */
    List<File> decisionVersions(String key) {
        return repository.createDecisionDefinitionQuery().tenantIdIn(authority).decisionDefinitionKey(key)
                .orderByDecisionDefinitionVersion().desc().list().stream()
                .map(definition -> file(definition.getDeploymentId(), definition.getResourceName()))
                .toList();
    }

    /** Every deployment's file of that name, newest first. */
    List<File> versionsOf(String resource) {
        return newestFirst().stream().filter(id -> names(id).contains(resource)).map(id -> file(id, resource)).toList();
    }

    /** Letters and tables that somebody deployed, not the server from the folders; models, their forms and rules are left out. */
    SortedSet<String> standingAloneFromPeople() {
        return newestFirst().stream()
                .filter(id -> !FolderProvenance.isFromFolder(deployment(id).getSource()))
                .flatMap(id -> names(id).stream())
                .filter(name -> !name.endsWith(".bpmn") && !name.endsWith(".form") && !isRulesOfProcess(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every file of every deployment, the newest deployment first. */
    Stream<File> namesNewestFirst() {
        return newestFirst().stream().flatMap(id -> names(id).stream().map(name -> file(id, name)));
    }

    private boolean isRulesOfProcess(String name) {
        return name.endsWith(RULES) && process(name.substring(0, name.length() - RULES.length())).isPresent();
    }

    Optional<File> newestWith(String resource) {
        return newestFirst().stream()
                .filter(id -> names(id).contains(resource))
                .findFirst()
                .map(id -> file(id, resource));
    }

    List<ProcessDefinition> processes() {
        return repository.createProcessDefinitionQuery().tenantIdIn(authority).latestVersion().list();
    }

    File file(String deploymentId, String resource) {
        return new File(deployment(deploymentId), resource);
    }

    Set<String> names(String deploymentId) {
        return names.computeIfAbsent(deploymentId, id -> Set.copyOf(repository.getDeploymentResourceNames(id)));
    }

    byte[] content(File file) {
        try (InputStream in = repository.getResourceAsStream(file.deployment().getId(), file.resource())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(file.resource() + " cannot be read from the database.", e);
        }
    }

    private Deployment deployment(String id) {
        return deployments.computeIfAbsent(id, wanted ->
                repository.createDeploymentQuery().deploymentId(wanted).singleResult());
    }

    private List<String> newestFirst() {
        if (newestFirst == null) {
            List<Deployment> all = repository.createDeploymentQuery().tenantIdIn(authority).list();
            all.forEach(deployment -> deployments.put(deployment.getId(), deployment));
            newestFirst = DeploymentOrder.newestFirst(all);
        }
        return newestFirst;
    }
}
