package org.iroprotocol.localisation;

/**
 * What became of one set of files when the authority folders were deployed.
 *
 * @param authority    tenant id
 * @param set          process id, {@code tables-and-letters}, or the one file that belongs to nothing
 * @param state        what was done
 * @param deploymentId the new deployment; null unless {@link State#DEPLOYED}
 * @param message      what an administrator should know, in plain English; empty when there is nothing to say, never null
 */
public record Result(String authority, String set, State state, String deploymentId, String message) {

    /** What was done with a set. */
    public enum State {
        /** New or changed: deployed. */
        DEPLOYED,
        /** Nothing to do. */
        UNCHANGED,
        /** Somebody deployed another version later (Modeler): theirs stays, the folder's does not hold. */
        KEPT,
        /** The files cannot be deployed; what was deployed before stays. */
        REFUSED
    }
}
