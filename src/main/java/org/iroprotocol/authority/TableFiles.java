package org.iroprotocol.authority;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;

/** Which DMN files are row-wise tables, and whether one is laid out as the house reads it. */
public final class TableFiles {

    /** Ids of the tables that are merged row by row; every other file replaces the national one whole. */
    public static final Set<String> ROW_WISE = Set.of("application-types", "court-documents", "deadlines",
            "discussion-kinds", "dispute-stages", "roles", "settings", "working-days");

    private static final String ENDING = ".dmn";

    private TableFiles() {
    }

    /** Whether a file of that name (no folder) is a row-wise table. */
    public static boolean isRowWise(String fileName) {
        return fileName.endsWith(ENDING) && ROW_WISE.contains(tableName(fileName));
    }

    /**
     * Refuses a DMN file whose row-wise tables break the layout: row id other than its input, a row twice, a cell that is
     * not a literal, another hit policy. Other decisions in it are left alone.
     *
     * @return the ids of all decisions in the file, in file order
     * @throws IllegalArgumentException in words for an administrator, also when it is not a valid DMN file
     */
    public static List<String> check(String fileName, byte[] dmn) {
        DmnModelInstance model = RowTable.parse(fileName, dmn);
        List<String> decisions = RowTable.decisions(model).stream().map(Decision::getId).toList();
        decisions.stream().filter(ROW_WISE::contains).forEach(id -> RowTable.read(fileName, id, model));
        return decisions;
    }

    /** Up to five ids of rows that two versions of a row-wise table do not share; for messages. */
    public static List<String> differingRows(String fileName, byte[] one, byte[] other) {
        String name = tableName(fileName);
        return RowTable.differingRows(RowTable.read(fileName, name, one), RowTable.read(fileName, name, other));
    }

    static String tableName(String fileName) {
        return fileName.substring(0, fileName.length() - ENDING.length());
    }
}
