package org.iroprotocol.localisation;

import java.time.Instant;

/**
 * One file in which the authority folders and what is deployed do not agree.
 *
 * @param authority    tenant id
 * @param set          process id, or {@code tables-and-letters}
 * @param resource     file name, for example {@code proceedings.bpmn} or {@code letters/iro-notice.html}
 * @param kind         in which way they differ
 * @param kept         true: the deployment was made by somebody later and stays; false: the next start deploys the folder's
 * @param deploymentId the deployment that holds now; null when nothing is deployed
 * @param deployedAt   when it was made; null when nothing is deployed
 * @param source       where it says it came from, for example {@code Camunda Modeler}; null when unknown
 * @param rows         of a row-wise table up to five ids of rows that differ, comma-separated; else empty, never null
 */
public record Difference(String authority, String set, String resource, Kind kind, boolean kept, String deploymentId,
        Instant deployedAt, String source, String rows) {

    /** In which way folder and deployment differ. */
    public enum Kind {
        /** Both have the file, with another content. */
        CHANGED,
        /** The folder has the file, the deployment has not. */
        ONLY_IN_FOLDER,
        /** The deployment has the file, the folder has not (any more). */
        ONLY_DEPLOYED
    }
}
