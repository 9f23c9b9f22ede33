package org.iroprotocol.localisation;

import java.time.Instant;
import java.util.List;

/**
 * Something that holds because somebody deployed it, and what one can go back to.
 *
 * @param authority tenant id
 * @param file      the process's model, or the table or letter: {@code proceedings.bpmn}, {@code letters/iro-notice.html}
 * @param process   whether it is a process, which goes back with its forms and rules
 * @param since     when what holds now was deployed
 * @param source    where that says it came from; null when it does not say
 * @param targets   the version before first, then the folder's where it is another one; never empty
 */
public record WayBack(String authority, String file, boolean process, Instant since, String source, List<Target> targets) {

    /**
     * One earlier version.
     *
     * @param id         the deployment that holds it, or {@link #FOLDER}
     * @param deployedAt when that was made; null for the folder's
     * @param source     where it said it came from; null when it did not say, and for the folder's
     */
    public record Target(String id, Instant deployedAt, String source) {

        /** Stands for what the authority's folder holds now. */
        public static final String FOLDER = "folder";

        /** Whether it is what the folder holds now, taken from there. */
        public boolean isFolder() {
            return FOLDER.equals(id);
        }
    }
}
