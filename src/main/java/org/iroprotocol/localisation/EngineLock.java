package org.iroprotocol.localisation;

import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes the row that the engine itself locks for every deployment, before looking instead of after. */
@Component
class EngineLock implements OneAtATime {

    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;

    EngineLock(PlatformTransactionManager transactions, JdbcTemplate jdbc) {
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
    }

    @Override
    public <T> T run(Supplier<T> work) {
        // The engine takes this monitor first and the row second; the other way round two threads would wait for ever.
        synchronized (ProcessEngine.class) {
            return transaction.execute(status -> {
                jdbc.queryForList("select VALUE_ from ACT_GE_PROPERTY where NAME_ = 'deployment.lock' for update");
                return work.get();
            });
        }
    }
}
