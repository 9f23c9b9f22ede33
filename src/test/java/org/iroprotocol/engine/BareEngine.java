package org.iroprotocol.engine;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.iroprotocol.calendar.London;
import org.iroprotocol.form.FormCheckTestAccess;

/** An engine in memory with our locks and nothing else: no Spring, no case file but the one written here. */
class BareEngine implements AutoCloseable {

    static final String TENANT = "derby";

    final Map<String, Object> beans = new HashMap<>();
    /** Case reference/role → users acting. */
    final Map<String, List<String>> acting = new HashMap<>();
    /** Case reference → authority; everybody may read them. */
    final Map<String, String> cases = new HashMap<>();
    final ProcessEngine engine;
    final ProcessEngineConfigurationImpl configuration;

    BareEngine() {
        this(UnaryOperator.identity());
    }

    /** @param around wraps the database, for example to watch its statements */
    BareEngine(UnaryOperator<DataSource> around) {
        StandaloneInMemProcessEngineConfiguration settings = new StandaloneInMemProcessEngineConfiguration();
        settings.setProcessEngineName("bare-" + UUID.randomUUID());
        settings.setDataSource(around.apply(new PooledDataSource("org.h2.Driver",
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "")));
        settings.setDatabaseSchemaUpdate("true");
        settings.setJobExecutorActivate(false);
        settings.setHistory("activity");
        settings.setHistoryTimeToLive("P180D");
        settings.setAuthorizationEnabled(true);
        settings.setGroupResourceWhitelistPattern("[a-z0-9-]+");
        settings.setUserResourceWhitelistPattern("[A-Za-z0-9._@-]+");
        settings.setTenantResourceWhitelistPattern("[a-z0-9-]+");
        EngineForms forms = new EngineForms(() -> configuration());
        EngineFeel feel = new EngineFeel(() -> configuration());
        settings.setProcessEnginePlugins(new ArrayList<>(List.of(new LockedEngine(new ModelBeans(beans::get)),
                new Gatekeepers((reference, role) -> acting.getOrDefault(reference + "/" + role, List.of()),
                        () -> new FormGate(forms, FormCheckTestAccess.formCheck(feel,
                                Clock.fixed(Instant.parse("2026-07-06T09:00:00Z"), London.ZONE)),
                                new CrossFieldRules(), lookup())))));
        engine = settings.buildProcessEngine();
        configuration = settings;
    }

    private ProcessEngineConfigurationImpl configuration() {
        return configuration;
    }

    private FormGate.CaseLookup lookup() {
        return new FormGate.CaseLookup() {
            @Override
            public boolean mayRead(String userId, Collection<String> groups, Collection<String> tenants, String reference) {
                return cases.containsKey(reference);
            }

            @Override
            public Collection<String> siblings(String reference) {
                return cases.keySet();
            }

            @Override
            public boolean belongsTo(String reference, String authority) {
                return authority.equals(cases.get(reference));
            }
        };
    }

    /** Runs as a signed-in person of Derby. */
    <T> T as(String userId, List<String> groups, Callable<T> work) {
        return as(userId, groups, List.of(TENANT), work);
    }

    <T> T as(String userId, List<String> groups, List<String> tenants, Callable<T> work) {
        engine.getIdentityService().setAuthentication(userId, groups, tenants);
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    void as(String userId, List<String> groups, Runnable work) {
        as(userId, groups, List.of(TENANT), () -> {
            work.run();
            return null;
        });
    }

    /** Deploys files given as name, content, name, content … into Derby. */
    void deploy(String... files) {
        DeploymentBuilder deployment = engine.getRepositoryService().createDeployment().tenantId(TENANT);
        for (int i = 0; i < files.length; i += 2) {
            deployment.addInputStream(files[i], new java.io.ByteArrayInputStream(files[i + 1].getBytes(StandardCharsets.UTF_8)));
        }
        deployment.deploy();
    }

    /** A process with that id around the given elements. */
    static String process(String id, String elements) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="test">
                %s
                </definitions>
                """.formatted(elements.contains("<process") ? elements
                : "<process id=\"" + id + "\" isExecutable=\"true\">" + elements + "</process>");
    }

    static String flow(String from, String to) {
        return "<sequenceFlow id=\"%s-%s\" sourceRef=\"%s\" targetRef=\"%s\"/>".formatted(from, to, from, to);
    }

    @Override
    public void close() {
        engine.close();
    }
}
