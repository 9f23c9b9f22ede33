package org.iroprotocol.localisation;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of one authority that are deployed together: a process with its forms and rules, or all tables and letters.
 *
 * @param name      the process id, or {@link #TABLES}
 * @param files     resource name → effective content
 * @param decisions resource name of each DMN file → ids of its decisions
 */
record FolderSet(String authority, String name, SortedMap<String, byte[]> files, SortedMap<String, List<String>> decisions) {

    static final String TABLES = "tables-and-letters";

    FolderSet {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        decisions = Collections.unmodifiableSortedMap(new TreeMap<>(decisions));
    }

    boolean isProcess() {
        return !TABLES.equals(name);
    }

    String model() {
        return name + ".bpmn";
    }
}
