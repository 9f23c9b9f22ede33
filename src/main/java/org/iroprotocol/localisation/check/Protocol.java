package org.iroprotocol.localisation.check;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.TableFiles;
import org.iroprotocol.authority.Tables;

/** All files of a protocol together, national or as they hold for one authority; what cannot be read is left out of it. */
class Protocol {

    static final String MODEL = ".bpmn";
    static final String TABLE = ".dmn";
    static final String FORM = ".form";
    static final String LETTER = ".html";
    static final String LETTERS = "letters/";

    private final SortedMap<String, byte[]> files;
    private final SortedMap<String, Model> models = new TreeMap<>();
    private final Map<String, Map<String, Map<String, Object>>> tables = new LinkedHashMap<>();

    /** @param known models already read, of which those with the same content are taken over */
    Protocol(Map<String, byte[]> files, Protocol known) {
        this.files = new TreeMap<>(files);
        this.files.forEach((name, content) -> {
            if (name.endsWith(MODEL) && ModelLanguage.bpmn(name, content).isEmpty()) {
                read(name, content, known);
            }
        });
        TableFiles.ROW_WISE.forEach(table -> rows(table).ifPresent(rows -> tables.put(table, rows)));
    }

    private void read(String name, byte[] content, Protocol known) {
        try {
            boolean same = known != null && known.models.containsKey(name) && Arrays.equals(content, known.files.get(name));
            models.put(name, same ? known.models.get(name) : Model.read(name, content));
        } catch (IllegalArgumentException e) {
            // Told by the rule about files that cannot be read.
        }
    }

    private Optional<Map<String, Map<String, Object>>> rows(String table) {
        byte[] content = files.get(table + TABLE);
        try {
            return content == null ? Optional.empty() : Optional.of(TableFiles.rows(table + TABLE, content));
        } catch (IllegalArgumentException e) {
            // Told by the rule about tables.
            return Optional.empty();
        }
    }

    SortedMap<String, byte[]> files() {
        return files;
    }

    boolean has(String file) {
        return files.containsKey(file);
    }

    /** Models that could be read, by file name. */
    SortedMap<String, Model> models() {
        return models;
    }

    /** The rows of a row-wise table; empty when there is no such table or it cannot be read. */
    Map<String, Map<String, Object>> table(String name) {
        return tables.getOrDefault(name, Map.of());
    }

    /** Ids of the decisions in all DMN files that can be read. */
    Set<String> decisions() {
        return files.entrySet().stream().filter(file -> file.getKey().endsWith(TABLE)).flatMap(file -> {
            try {
                return TableFiles.check(file.getKey(), file.getValue()).stream();
            } catch (IllegalArgumentException e) {
                return Stream.empty();
            }
        }).collect(Collectors.toSet());
    }

    /** These tables, for whoever reads rows by table and version; the version is the table's name. */
    Tables asTables() {
        return new Tables() {
            @Override
            public Table latest(String authority, String name) {
                return version(name);
            }

            @Override
            public Table version(String version) {
                return new Table(version, table(version));
            }
        };
    }
}
