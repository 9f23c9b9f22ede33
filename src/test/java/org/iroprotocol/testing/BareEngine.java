package org.iroprotocol.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.iroprotocol.authority.AsSystem;
import org.slf4j.LoggerFactory;

/** A plain engine in memory with authorisations and tenant checks on, for tests that need nothing else of the house. */
public final class BareEngine implements AutoCloseable {

    private final ProcessEngine engine;

    private BareEngine(ProcessEngine engine) {
        this.engine = engine;
    }

    /** Starts one; close it. */
    public static BareEngine start() {
        // Without Spring nobody quietens the engine, which logs every statement.
        ((Logger) LoggerFactory.getLogger("org.camunda.bpm")).setLevel(Level.WARN);
        String name = "bare-" + UUID.randomUUID();
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName(name);
        configuration.setJdbcUrl("jdbc:h2:mem:" + name);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setAuthorizationEnabled(true);
        configuration.setJobExecutorActivate(false);
        configuration.setTenantResourceWhitelistPattern("[a-z0-9-]+");
        return new BareEngine(configuration.buildProcessEngine());
    }

    public ProcessEngine engine() {
        return engine;
    }

    /** As the house does it: with nobody signed in. */
    public AsSystem asSystem() {
        return asSystem(engine);
    }

    public static AsSystem asSystem(ProcessEngine engine) {
        return new AsSystem() {
            @Override
            public String user() {
                var signedIn = engine.getIdentityService().getCurrentAuthentication();
                return signedIn == null ? SYSTEM : signedIn.getUserId();
            }

            @Override
            public Optional<SignedIn> signedIn() {
                return Optional.ofNullable(engine.getIdentityService().getCurrentAuthentication())
                        .map(who -> new SignedIn(who.getUserId(), who.getGroupIds(), who.getTenantIds()));
            }

            @Override
            public <T> T call(Supplier<T> work) {
                var signedIn = engine.getIdentityService().getCurrentAuthentication();
                engine.getIdentityService().clearAuthentication();
                try {
                    return work.get();
                } finally {
                    engine.getIdentityService().setAuthentication(signedIn);
                }
            }
        };
    }

    @Override
    public void close() {
        engine.close();
    }
}
