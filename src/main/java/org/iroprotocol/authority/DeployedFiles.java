package org.iroprotocol.authority;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Letters as deployed: from the newest deployment of the tenant that holds the template. Kept in memory like tables. */
@Component
class DeployedFiles implements AuthorityFiles {

    private final RepositoryService repository;
    private final AsSystem asSystem;
    private final Clock clock;
    private final SortedSet<String> authorities;
    private final Map<String, Kept> letters = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();
    /** What a deployment holds never changes, so its names are read once. */
    private final Map<String, Set<String>> namesByDeployment = new ConcurrentHashMap<>();

    DeployedFiles(RepositoryService repository, AsSystem asSystem, Clock clock, FolderLocation location) {
        this.repository = repository;
        this.asSystem = asSystem;
        this.clock = clock;
        this.authorities = location.read().authorities();
    }

    private record Kept(Optional<String> letter, Instant since) {
    }

    @Override
    public SortedSet<String> authorities() {
        return authorities;
    }

    @Override
    public Optional<String> letter(String authority, String template) {
        String key = authority + "/" + template;
        Instant now = clock.instant();
        Kept kept = letters.get(key);
        if (kept != null && !now.isBefore(kept.since()) && now.isBefore(kept.since().plus(DeployedTables.KEPT))) {
            return kept.letter();
        }
        long before = generation.get();
        Optional<String> letter = asSystem.call(() -> read(authority, "letters/" + template + ".html"));
        if (before == generation.get()) {
            letters.put(key, new Kept(letter, now));
        }
        return letter;
    }

    @EventListener(DeploymentsChanged.class)
    void refresh() {
        generation.incrementAndGet();
        letters.clear();
        namesByDeployment.clear();
    }

    private Optional<String> read(String authority, String resource) {
        return newestFirst(authority).stream()
                .filter(id -> names(id).contains(resource))
                .findFirst()
                .map(id -> content(id, resource));
    }

    private List<String> newestFirst(String authority) {
        return DeploymentOrder.newestFirst(repository.createDeploymentQuery().tenantIdIn(authority).list());
    }

    private Set<String> names(String deploymentId) {
        return namesByDeployment.computeIfAbsent(deploymentId, id -> Set.copyOf(repository.getDeploymentResourceNames(id)));
    }

    private String content(String deploymentId, String resource) {
        try (InputStream in = repository.getResourceAsStream(deploymentId, resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(resource + " cannot be read from the database.", e);
        }
    }
}
