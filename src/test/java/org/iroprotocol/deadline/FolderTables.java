package org.iroprotocol.deadline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.Tables;

/** The tables of the project's own folders, as plainly read as a test needs them. */
class FolderTables implements Tables {

    /** National rows only. */
    static Map<String, Map<String, Object>> rows(String folder, String name) {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        Path file = Path.of("processes", folder, name + ".dmn");
        if (!Files.exists(file)) {
            return rows;
        }
        DecisionTable table = Dmn.readModelFromFile(file.toFile()).getModelElementsByType(DecisionTable.class)
                .iterator().next();
        String[] columns = table.getOutputs().stream().map(Output::getName).toArray(String[]::new);
        for (Rule rule : table.getRules()) {
            Map<String, Object> row = new LinkedHashMap<>();
            int i = 0;
            for (OutputEntry entry : rule.getOutputEntries()) {
                String text = entry.getTextContent().strip();
                if (!text.isEmpty()) {
                    row.put(columns[i], text.startsWith("\"") ? text.substring(1, text.length() - 1) : Integer.valueOf(text));
                }
                i++;
            }
            rows.put(rule.getId(), row);
        }
        return rows;
    }

    @Override
    public Table latest(String authority, String name) {
        Map<String, Map<String, Object>> rows = rows("protocol", name);
        rows.putAll(rows(authority, name));
        return new Table(authority + "/" + name, rows);
    }

    @Override
    public Table version(String version) {
        return latest(version.substring(0, version.indexOf('/')), version.substring(version.indexOf('/') + 1));
    }
}
