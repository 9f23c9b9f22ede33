package org.iroprotocol.authority;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The row-wise tables as deployed: latest decision of that id in the tenant. Kept in memory; a deployment through this node
 * shows at once, one through another node after {@link #KEPT} at the latest.
 */
@Component
class DeployedTables implements Tables {

    static final Duration KEPT = Duration.ofSeconds(60);

    private final RepositoryService repository;
    private final AsSystem asSystem;
    private final Clock clock;
    private final Map<Key, Kept> latest = new ConcurrentHashMap<>();
    private final Map<String, Table> versions = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();

    DeployedTables(RepositoryService repository, AsSystem asSystem, Clock clock) {
        this.repository = repository;
        this.asSystem = asSystem;
        this.clock = clock;
    }

    private record Key(String authority, String name) {
    }

    private record Kept(Table table, Instant since) {

        /** Also false when the clock was put back. */
        boolean holdsAt(Instant now) {
            return !now.isBefore(since) && now.isBefore(since.plus(KEPT));
        }
    }

    @Override
    public Table latest(String authority, String name) {
        Key key = new Key(authority, name);
        Instant now = clock.instant();
        Kept kept = latest.get(key);
        if (kept != null && kept.holdsAt(now)) {
            return kept.table();
        }
        long before = generation.get();
        Table table = asSystem.call(() -> version(latestDefinition(authority, name)));
        // Read before somebody deployed: good for this caller, not for the next.
        if (before == generation.get()) {
            latest.put(key, new Kept(table, now));
        }
        return table;
    }

    @Override
    public Table version(String version) {
        Table known = versions.get(version);
        if (known != null) {
            return known;
        }
        long before = generation.get();
        Table table = asSystem.call(() -> read(version));
        if (before == generation.get()) {
            versions.put(version, table);
        }
        return table;
    }

    @EventListener(DeploymentsChanged.class)
    void refresh() {
        generation.incrementAndGet();
        latest.clear();
        versions.clear();
    }

    private String latestDefinition(String authority, String name) {
        DecisionDefinition definition = repository.createDecisionDefinitionQuery()
                .tenantIdIn(authority)
                .decisionDefinitionKey(name)
                .latestVersion()
                .singleResult();
        if (definition == null) {
            throw new IllegalArgumentException("No table '" + name + "' is deployed for '" + authority + "'. Put " + name
                    + ".dmn into its folder or the national one and start again, or deploy it from Modeler.");
        }
        return definition.getId();
    }

    private Table read(String version) {
        DecisionDefinition definition = repository.createDecisionDefinitionQuery()
                .decisionDefinitionId(version)
                .singleResult();
        if (definition == null) {
            throw new IllegalArgumentException("No table of the version '" + version + "' is deployed any more. "
                    + "Deployments that running cases count on must not be deleted.");
        }
        String where = definition.getResourceName() + " of '" + definition.getTenantId() + "' (version "
                + definition.getVersion() + ")";
        try (InputStream dmn = repository.getDecisionModel(version)) {
            RowTable table = RowTable.read(where, definition.getKey(), RowTable.parse(where, dmn.readAllBytes()));
            return new Table(version, table.rows());
        } catch (IOException e) {
            throw new IllegalStateException(where + " cannot be read from the database.", e);
        }
    }
}
