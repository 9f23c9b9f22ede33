package org.iroprotocol.localisation.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.Tables;

/** All files of a protocol together, national or as they hold for one authority; what cannot be read is left out of it. */
class Protocol {

    static final String MODEL = ".bpmn";
    static final String TABLE = ".dmn";
    static final String FORM = ".form";
    static final String LETTER = ".html";
    static final String LETTERS = "letters/";

    private final SortedMap<String, byte[]> files;
    private final SortedMap<String, List<Problem>> language = new TreeMap<>();
    private final SortedMap<String, Model> models = new TreeMap<>();
    private final SortedMap<String, TableFile> tables = new TreeMap<>();

    /** @param known already read: of files with the same content it is not done again; may be null */
    Protocol(Map<String, byte[]> files, Protocol known) {
        this.files = new TreeMap<>(files);
        this.files.forEach((name, content) -> {
            if (known != null && Arrays.equals(content, known.files.get(name))) {
                takeOver(name, known);
            } else {
                read(name, content);
            }
        });
    }

    private void takeOver(String name, Protocol known) {
        language.put(name, known.language.get(name));
        if (known.models.containsKey(name)) {
            models.put(name, known.models.get(name));
        }
        if (known.tables.containsKey(name)) {
            tables.put(name, known.tables.get(name));
        }
    }

    private void read(String name, byte[] content) {
        language.put(name, ModelLanguage.of(name, content));
        if (!language.get(name).isEmpty()) {
            return;
        }
        if (name.endsWith(TABLE)) {
            tables.put(name, TableFile.read(name, content));
        } else if (name.endsWith(MODEL)) {
            try {
                models.put(name, Model.read(name, content));
            } catch (IllegalArgumentException e) {
                language.put(name, List.of(new Problem(Problem.Kind.UNREADABLE, name, null, e.getMessage())));
            }
        }
    }

    SortedMap<String, byte[]> files() {
        return files;
    }

    /** Whether it was read from just these files. */
    boolean holds(Map<String, byte[]> others) {
        return files.keySet().equals(others.keySet())
                && files.entrySet().stream().allMatch(file -> Arrays.equals(file.getValue(), others.get(file.getKey())));
    }

    boolean has(String file) {
        return files.containsKey(file);
    }

    /** Why a file is no model or table, or says what none may say; empty for every other. */
    List<Problem> language(String file) {
        return language.get(file);
    }

    /** Models that could be read, by file name. */
    SortedMap<String, Model> models() {
        return models;
    }

    /** DMN files that could be read, by file name. */
    SortedMap<String, TableFile> tables() {
        return tables;
    }

    /** The rows of a row-wise table; empty when there is no such table or it cannot be used. */
    Map<String, Map<String, Object>> table(String name) {
        TableFile file = tables.get(name + TABLE);
        return file == null ? Map.of() : file.rows();
    }

    /** Ids of the decisions in all DMN files. */
    Set<String> decisions() {
        return tables.values().stream().flatMap(file -> file.decisions().stream()).collect(Collectors.toSet());
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
