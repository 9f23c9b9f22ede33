package org.iroprotocol.testing;

import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Counts the database round trips of this JVM's data sources while {@link #counting}; a batch is one round trip. */
@Component
public class Statements implements BeanPostProcessor, QueryExecutionListener {

    private static volatile Map<String, Integer> counted;

    /** Runs the work and says how many round trips touched the engine's tables and how many only ours. */
    public static Count counting(Runnable work) {
        counted = new TreeMap<>();
        try {
            work.run();
            int engine = counted.entrySet().stream().filter(e -> isEngine(e.getKey())).mapToInt(Map.Entry::getValue).sum();
            int house = counted.entrySet().stream().filter(e -> !isEngine(e.getKey())).mapToInt(Map.Entry::getValue).sum();
            return new Count(engine, house, counted);
        } finally {
            counted = null;
        }
    }

    /** @param bySql statement → how often, for finding what dominates */
    public record Count(int engine, int house, Map<String, Integer> bySql) {
    }

    public static DataSource watched(DataSource source) {
        return ProxyDataSourceBuilder.create(source).listener(new Statements()).build();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? watched(source) : bean;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, java.util.List<QueryInfo> queries) {
    }

    @Override
    public void afterQuery(ExecutionInfo execution, java.util.List<QueryInfo> queries) {
        Map<String, Integer> counts = counted;
        if (counts != null && !queries.isEmpty()) {
            counts.merge(queries.get(0).getQuery(), 1, Integer::sum);
        }
    }

    private static boolean isEngine(String sql) {
        return sql.toUpperCase(java.util.Locale.ROOT).contains("ACT_");
    }
}
