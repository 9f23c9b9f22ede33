package org.iroprotocol.authority;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;

/** Which DMN files are row-wise tables, and whether one is laid out as the house reads it. */
public final class TableFiles {

    /** Ids of the tables that are merged row by row; every other file replaces the national one whole. */
    public static final Set<String> ROW_WISE = Set.of("application-types", "court-documents", "deadlines",
            "discussion-kinds", "dispute-stages", "not-adopted", "roles", "settings", "working-days");

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

    /**
     * Lays the rows of one version of a row-wise table over those of another: a row replaces the row of its id in its place,
     * new rows come last, no row is taken out.
     *
     * @param table    id of the table, for example {@code deadlines}
     * @param fileName how messages name the upper one
     * @return the lower one itself where the upper one changes no row
     * @throws IllegalArgumentException in words for an administrator when the columns are not the same
     */
    public static byte[] laidOver(String table, byte[] lower, String fileName, byte[] upper) {
        String lowerName = table + ENDING + " as deployed";
        RowTable under = RowTable.read(lowerName, table, lower);
        Map<String, Map<String, Object>> before = under.rows();
        byte[] merged = under.withRowsOf(RowTable.read(fileName, table, upper));
        return before.equals(RowTable.read(lowerName, table, merged).rows()) ? lower : merged;
    }

    /**
     * The rows of a row-wise table: row id → column → value, in file order; empty cells are absent.
     *
     * @throws IllegalArgumentException in words for an administrator when it breaks the layout
     */
    public static Map<String, Map<String, Object>> rows(String fileName, byte[] dmn) {
        return RowTable.read(fileName, tableName(fileName), dmn).rows();
    }

    static String tableName(String fileName) {
        return fileName.substring(0, fileName.length() - ENDING.length());
    }
}
