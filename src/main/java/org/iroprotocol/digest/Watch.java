package org.iroprotocol.digest;

import java.time.LocalDate;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.AuthorityFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to it that one instance per authority waits for the next morning. Each instance begins the next one before it writes, on
 * the newest version of the process; which one counts stands in a row of the database, so that another that waits by
 * mistake writes nothing.
 */
@Service
class Watch {

    static final String PROCESS = "daily-digest";

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final String DAY = "day";
    /** After the folders have been deployed. */
    private static final int AFTER_DEPLOYMENT = Ordered.HIGHEST_PRECEDENCE + 1500;

    private final DigestTables tables;
    private final Mornings mornings;
    private final AuthorityFiles authorities;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final AsSystem asSystem;
    private final TransactionTemplate transaction;
    private final boolean atStart;

    /** @param atStart false: nobody begins to wait when the house starts (tests) */
    Watch(DigestTables tables, Mornings mornings, AuthorityFiles authorities, @Lazy RuntimeService runtime,
          @Lazy RepositoryService repository, AsSystem asSystem, PlatformTransactionManager transactions,
          @Value("${protocol.digest.at-start:true}") boolean atStart) {
        this.tables = tables;
        this.mornings = mornings;
        this.authorities = authorities;
        this.runtime = runtime;
        this.repository = repository;
        this.asSystem = asSystem;
        this.transaction = new TransactionTemplate(transactions);
        this.atStart = atStart;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(AFTER_DEPLOYMENT)
    void onStart() {
        if (atStart) {
            authorities.authorities().forEach(this::beginOrSayWhyNot);
        }
    }

    /** A setting that cannot be read must not keep the house from starting. */
    void beginOrSayWhyNot(String authority) {
        try {
            begin(authority);
        } catch (RuntimeException e) {
            LOG.error("Authority '{}': no digest waits for the next morning. Put this right and start again. {}", authority,
                    e.getMessage());
        }
    }

    /** Lets an instance wait unless one does; nothing where the authority has no such process. */
    void begin(String authority) {
        try {
            transaction.executeWithoutResult(status -> asSystem.call(() -> {
                beginUnlessWaiting(authority);
                return null;
            }));
        } catch (DuplicateKeyException e) {
            LOG.debug("Another server has begun the digest of {} at the same moment.", authority);
        }
    }

    private void beginUnlessWaiting(String authority) {
        if (repository.createProcessDefinitionQuery().processDefinitionKey(PROCESS).tenantIdIn(authority).count() == 0) {
            return;
        }
        var clock = tables.lockClock(authority);
        if (clock.isEmpty()) {
            tables.addClock(authority);
        } else if (clock.get().instanceId() != null && runtime.createProcessInstanceQuery()
                .processInstanceId(clock.get().instanceId()).count() > 0) {
            return;
        }
        tables.waiting(authority, start(authority));
    }

    LocalDate lastDay(String authority) {
        return tables.clock(authority).map(DigestTables.ClockRow::lastDay).orElse(null);
    }

    boolean plan(DelegateExecution execution) {
        String authority = execution.getTenantId();
        var clock = tables.lockClock(authority);
        if (clock.isEmpty() || !execution.getProcessInstanceId().equals(clock.get().instanceId())) {
            return false;
        }
        LocalDate today = mornings.today();
        LocalDate last = clock.get().lastDay();
        boolean write = mornings.isOpen(authority) && (last == null || last.isBefore(today));
        if (write) {
            tables.lastDay(authority, today);
            execution.setVariable(DAY, today.toString());
        }
        tables.waiting(authority, asSystem.call(() -> start(authority)));
        return write;
    }

    private String start(String authority) {
        return runtime.createProcessInstanceByKey(PROCESS).processDefinitionTenantId(authority).execute().getId();
    }

    /** The day an instance writes for. */
    static LocalDate day(DelegateExecution execution) {
        return LocalDate.parse((String) execution.getVariable(DAY));
    }
}
