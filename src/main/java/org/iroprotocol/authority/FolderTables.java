package org.iroprotocol.authority;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The row-wise tables straight from the folders, for the command line. */
class FolderTables implements Tables {

    private final AuthorityFolders folders;
    private final Map<String, Table> read = new ConcurrentHashMap<>();

    FolderTables(AuthorityFolders folders) {
        this.folders = folders;
    }

    @Override
    public Table latest(String authority, String name) {
        String version = "folder:" + authority + "/" + name + "@";
        return read.values().stream()
                .filter(table -> table.version().startsWith(version))
                .findFirst()
                .orElseGet(() -> read(version, authority, name));
    }

    @Override
    public Table version(String version) {
        if (!read.containsKey(version)) {
            int slash = version.indexOf('/');
            int at = version.indexOf('@');
            if (version.startsWith("folder:") && slash > 0 && at > slash) {
                latest(version.substring("folder:".length(), slash), version.substring(slash + 1, at));
            }
        }
        Table table = read.get(version);
        if (table == null) {
            throw new IllegalArgumentException("The folders hold no table of the version '" + version
                    + "': the file has changed since, or belongs to another installation.");
        }
        return table;
    }

    private Table read(String version, String authority, String name) {
        String file = name + ".dmn";
        byte[] content = folders.content(authority, file);
        RowTable rows = RowTable.read(file + " of '" + authority + "'", name, content);
        Table table = new Table(version + Digest.of(content), rows.rows());
        read.put(table.version(), table);
        return table;
    }
}
