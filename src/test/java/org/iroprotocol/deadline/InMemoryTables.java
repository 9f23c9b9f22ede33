package org.iroprotocol.deadline;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.Tables;

/** Tables a test writes itself; every change makes a new version and the old one stays readable. */
public class InMemoryTables implements Tables {

    private final Map<String, Table> latest = new HashMap<>();
    private final Map<String, Table> versions = new HashMap<>();

    public InMemoryTables() {
        set("derby", "working-days", Map.of());
        set("derby", "settings", Map.of(
                "bank-holidays-known-until", Map.of("value", "2028-12-31"),
                "follow-up.working-days", Map.of("value", "2"),
                "reminder.working-days", Map.of("value", "5"),
                "overdue.time", Map.of("value", "08:00"),
                "immediately.alert-working-days", Map.of("value", "1")));
    }

    /** Replaces a whole table. */
    public InMemoryTables set(String authority, String name, Map<String, Map<String, Object>> rows) {
        String version = authority + "/" + name + "/" + (versions.size() + 1);
        Table table = new Table(version, new LinkedHashMap<>(rows));
        versions.put(version, table);
        latest.put(authority + "/" + name, table);
        return this;
    }

    /** Adds or replaces one row. */
    public InMemoryTables row(String authority, String name, String id, Map<String, Object> row) {
        Table before = latest.get(authority + "/" + name);
        Map<String, Map<String, Object>> rows = before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before.rows());
        rows.put(id, row);
        return set(authority, name, rows);
    }

    @Override
    public Table latest(String authority, String name) {
        Table table = latest.get(authority + "/" + name);
        if (table == null) {
            throw new IllegalArgumentException("'" + authority + "' has no table '" + name + "'.");
        }
        return table;
    }

    @Override
    public Table version(String version) {
        Table table = versions.get(version);
        if (table == null) {
            throw new IllegalArgumentException("There is no table version '" + version + "'.");
        }
        return table;
    }
}
