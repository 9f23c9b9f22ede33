package org.iroprotocol.localisation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.AuthorityFolders;
import org.iroprotocol.authority.Digest;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.FolderProvenance;
import org.iroprotocol.calendar.London;
import org.iroprotocol.localisation.check.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.util.function.SingletonSupplier;

/** Deploys the authority folders: everything in a tenant, only what changed, never over what somebody deployed later. */
@Component
public class Deployer {

    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 1000;

    private final RepositoryService repository;
    private final IdentityService identity;
    private final AsSystem asSystem;
    private final FolderLocation location;
    private final OneAtATime oneAtATime;
    private final Set<String> folderWins;
    private final FolderCheck check;

    /**
     * For Spring.
     *
     * @param check      run once for an authority, and only when one of its sets is to be deployed
     * @param folderWins sets in which the folder replaces even what somebody deployed later, as {@code derby/proceedings}
     */
    Deployer(RepositoryService repository, IdentityService identity, AsSystem asSystem, FolderLocation location,
            OneAtATime oneAtATime, FolderCheck check, @Value("${protocol.folder-wins:}") Set<String> folderWins) {
        this.repository = repository;
        this.identity = identity;
        this.asSystem = asSystem;
        this.location = location;
        this.oneAtATime = oneAtATime;
        this.check = check;
        this.folderWins = Set.copyOf(folderWins);
    }

    /** Before other parts that need the models, for example demonstration data. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(FIRST)
    void onStart() {
        deployAll();
    }

    /**
     * Reads the folders as they are now and deploys what changed. One set that cannot be deployed does not hold up the others.
     * Works as the system; who may ask for it is the caller's business.
     *
     * @return one result for each set of each authority, one more for each file kept in spite of its set
     * @throws IllegalStateException in words for an administrator when the folders cannot be read or are named wrongly
     */
    public List<Result> deployAll() {
        AuthorityFolders folders = location.read();
        if (folders.authorities().isEmpty()) {
            LOG.warn("There is no authority: nothing is deployed. Create a folder processes/<authority>, it may be empty.");
        }
        List<Result> results = asSystem.call(() -> folders.authorities().stream()
                .flatMap(authority -> deploy(folders, authority).stream())
                .toList());
        results.forEach(Deployer::log);
        return results;
    }

    private List<Result> deploy(AuthorityFolders folders, String authority) {
        createTenant(folders, authority);
        FolderSets sets = new FolderSets(folders, authority);
        List<Result> results = new ArrayList<>();
        sets.refusals().forEach((set, why) ->
                results.add(new Result(authority, set, Result.State.REFUSED, null, why)));
        Supplier<List<Problem>> problems = SingletonSupplier.of(() -> check.problems(folders, authority));
        sets.sets().forEach(set -> results.addAll(deploy(set, problems)));
        return results;
    }

    private List<Result> deploy(FolderSet set, Supplier<List<Problem>> problems) {
        try {
            return oneAtATime.run(() -> deployChanges(set, problems));
        } catch (IllegalArgumentException e) {
            return List.of(new Result(set.authority(), set.name(), Result.State.REFUSED, null, e.getMessage()));
        } catch (ProcessEngineException | DataAccessException | TransactionException e) {
            LOG.debug("Deployment refused", e);
            return List.of(new Result(set.authority(), set.name(), Result.State.REFUSED, null,
                    "The engine does not take these files; what was deployed before stays. It says: " + e.getMessage()));
        }
    }

    private List<Result> deployChanges(FolderSet set, Supplier<List<Problem>> problems) {
        boolean wins = folderWins.contains(set.authority() + "/" + set.name());
        Comparison comparison = Comparison.of(set, new Deployed(repository, set.authority()), wins);
        List<Result> results = new ArrayList<>();
        List<Difference> kept = comparison.differences().stream().filter(Difference::kept).toList();
        if (!kept.isEmpty()) {
            results.add(new Result(set.authority(), set.name(), Result.State.KEPT, null, keptMessage(kept)));
        }
        if (!comparison.toDeploy().isEmpty()) {
            ModelCheck.check(set);
            refuse(set, problems.get());
            String id = deploy(set, comparison.toDeploy());
            results.add(new Result(set.authority(), set.name(), Result.State.DEPLOYED, id, ""));
        } else if (kept.isEmpty()) {
            results.add(new Result(set.authority(), set.name(), Result.State.UNCHANGED, null, ""));
        }
        return results;
    }

    /** What is wrong in the set itself; and tables without a row that some model asks for, wherever that model stands. */
    private static void refuse(FolderSet set, List<Problem> problems) {
        String found = problems.stream()
                .filter(problem -> set.files().containsKey(problem.file())
                        || !set.isProcess() && problem.kind() == Problem.Kind.TABLE)
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(found);
        }
    }

    private String deploy(FolderSet set, SortedMap<String, byte[]> files) {
        // No duplicate filtering: it would take a folder put back to an earlier state for something already there.
        DeploymentBuilder deployment = repository.createDeployment()
                .name(set.name())
                .tenantId(set.authority())
                .source(FolderProvenance.source(Digest.of(files)));
        files.forEach((name, content) -> deployment.addString(name, new String(content, StandardCharsets.UTF_8)));
        return deployment.deploy().getId();
    }

    private void createTenant(AuthorityFolders folders, String authority) {
        if (identity.isReadOnly() || identity.createTenantQuery().tenantId(authority).count() > 0) {
            return;
        }
        Tenant tenant = identity.newTenant(authority);
        tenant.setName(name(folders, authority));
        identity.saveTenant(tenant);
    }

    private static String name(AuthorityFolders folders, String authority) {
        try {
            return folders.tables().latest(authority, "settings").row("authority.name")
                    .map(row -> row.get("value"))
                    .map(Object::toString)
                    .orElse(authority);
        } catch (IllegalArgumentException e) {
            // Without a usable table of settings the authority is refused or bare, and says so itself.
            return authority;
        }
    }

    private static String keptMessage(List<Difference> kept) {
        String what = kept.stream().map(Deployer::describe).collect(Collectors.joining("; "));
        return "The folder differs from what somebody deployed later; the later deployment stays. " + what
                + ". Put that version into the folder, or deploy the folder's once more with protocol.folder-wins.";
    }

    private static String describe(Difference difference) {
        String what = switch (difference.kind()) {
            case CHANGED -> difference.rows().isEmpty() ? " differs" : " differs in " + difference.rows();
            case ONLY_IN_FOLDER -> " is only in the folder";
            case ONLY_DEPLOYED -> " is only in the deployment";
        };
        if (difference.deployedAt() == null) {
            return difference.resource() + what;
        }
        return difference.resource() + what + " (deployed "
                + London.minute(difference.deployedAt()) + ")";
    }

    private static void log(Result result) {
        switch (result.state()) {
            case DEPLOYED -> LOG.info("Authority '{}': {} deployed from the folder.", result.authority(), result.set());
            case UNCHANGED -> LOG.debug("Authority '{}': {} unchanged.", result.authority(), result.set());
            case KEPT -> LOG.warn("Authority '{}', {}: {}", result.authority(), result.set(), result.message());
            case REFUSED -> LOG.error("Authority '{}', {}: {}", result.authority(), result.set(), result.message());
        }
    }
}
