package org.iroprotocol.takeover;

import java.util.List;

/**
 * Takes over open cases from a CSV file (P-43): all of them or none. Nothing is sent, and what was due before now makes no
 * task. Who may do it is decided by the caller.
 */
public interface CaseImport {

    /** Largest file, in bytes. */
    int MOST_BYTES = 512 * 1024;

    /**
     * Does everything and takes it back: nothing stays, nothing is sent.
     *
     * @param authority tenant id
     * @param userId    who would be recorded as having entered it
     */
    ImportReport rehearse(String authority, byte[] file, String userId);

    /** Takes the cases over, unless there is any problem: then nothing stays. Parameters as {@link #rehearse}. */
    ImportReport run(String authority, byte[] file, String userId);

    /** A file to fill in: the header row and a fictional example. UTF-8 with the mark by which Excel knows it. */
    byte[] template();

    /** The columns, as the page explains them. */
    List<Heading> headings();

    /** One column: its heading, what to write, and whether each row needs it. */
    record Heading(String heading, String help, boolean required) {
    }
}
