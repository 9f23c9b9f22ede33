package org.iroprotocol.localisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.AuthorityFolders;
import org.iroprotocol.authority.FolderLocation;
import org.springframework.stereotype.Component;

/** Where the authority folders and what is deployed do not agree, for administrators and the health page. */
@Component
public class Differences {

    private final RepositoryService repository;
    private final AsSystem asSystem;
    private final FolderLocation location;

    Differences(RepositoryService repository, AsSystem asSystem, FolderLocation location) {
        this.repository = repository;
        this.asSystem = asSystem;
        this.location = location;
    }

    /**
     * Compares now, reading folders and database: for a page somebody opens, not for every request. Says the same to
     * everybody; the caller decides who may see it.
     *
     * @throws IllegalStateException in words for an administrator when the folders cannot be read
     */
    public List<Difference> list() {
        return list(authority -> true);
    }

    /** As {@link #list()}, of those authorities alone: each one costs reading its folder and its deployments. */
    public List<Difference> list(Predicate<String> authorities) {
        AuthorityFolders folders = location.read();
        return asSystem.call(() -> folders.authorities().stream().filter(authorities)
                .flatMap(authority -> of(folders, authority).stream())
                .toList());
    }

    private List<Difference> of(AuthorityFolders folders, String authority) {
        Deployed deployed = new Deployed(repository, authority);
        FolderSets sets = new FolderSets(folders, authority);
        List<Difference> all = new ArrayList<>();
        sets.sets().forEach(set -> all.addAll(Comparison.of(set, deployed, false).differences()));
        all.addAll(gone(folders, authority, deployed));
        return all;
    }

    /** Processes, letters and tables that are deployed and that the folder does not have (any more): they are in use. */
    private static List<Difference> gone(AuthorityFolders folders, String authority, Deployed deployed) {
        Stream<Difference> processes = deployed.processes().stream()
                .filter(definition -> !folders.names(authority).contains(definition.getKey() + ".bpmn"))
                .map(definition -> onlyDeployed(authority, definition.getKey(),
                        deployed.file(definition.getDeploymentId(), definition.getResourceName())));
        Stream<Difference> others = deployed.standingAloneFromPeople().stream()
                .filter(name -> !folders.names(authority).contains(name))
                .map(deployed::newestWith).flatMap(Optional::stream)
                .map(file -> onlyDeployed(authority, FolderSet.TABLES, file));
        return Stream.concat(processes, others).toList();
    }

    private static Difference onlyDeployed(String authority, String set, Deployed.File file) {
        Deployment holder = file.deployment();
        return new Difference(authority, set, file.resource(), Difference.Kind.ONLY_DEPLOYED, true, holder.getId(),
                holder.getDeploymentTime().toInstant(), holder.getSource(), "");
    }
}
