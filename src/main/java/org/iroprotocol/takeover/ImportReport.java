package org.iroprotocol.takeover;

import java.util.List;

/**
 * What came, or would come, of a file.
 *
 * @param imported      true when the cases are on file now; false after a rehearsal, and when anything stood in the way
 * @param rows          children in the file
 * @param problems      the first {@value #MOST_PROBLEMS}, by row
 * @param moreProblems  how many there are besides
 * @param absentColumns headings the file does not have and need not have
 * @param cases         by row; those without problem
 */
public record ImportReport(boolean imported, int rows, List<Problem> problems, int moreProblems, List<String> absentColumns,
                           List<Case> cases) {

    static final int MOST_PROBLEMS = 50;

    /** Nothing stands in the way. */
    public boolean clean() {
        return problems.isEmpty();
    }

    /**
     * What is wrong and what to do about it.
     *
     * @param row    as spreadsheet programs count, the header row is 1; 0 for the file as a whole
     * @param column heading; null for the row as a whole
     */
    public record Problem(int row, String column, String text) {
    }

    /**
     * One child's case.
     *
     * @param reference opaque; only after the import one that leads anywhere
     * @param siblings  rows of this file that are linked as brothers and sisters
     * @param open      what waits, by due date
     * @param past      what was due before now and is taken as past, in words
     */
    public record Case(int row, String reference, String childName, boolean restricted, List<Integer> siblings,
                       List<Open> open, List<String> past) {
    }

    /**
     * Something that waits to be done in a case.
     *
     * @param due dd/mm/yyyy; null while it waits for a date
     */
    public record Open(String label, String due) {
    }
}
