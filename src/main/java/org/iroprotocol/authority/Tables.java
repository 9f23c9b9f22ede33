package org.iroprotocol.authority;

/** Reads the row-wise tables of an authority: on the server as deployed, on the command line from the folders. */
public interface Tables {

    /**
     * The table as it stands now.
     *
     * @param authority tenant id, for example {@code derby}
     * @param name      decision id, for example {@code deadlines}
     * @throws IllegalArgumentException in words for an administrator when the authority has no such table
     */
    Table latest(String authority, String name);

    /** The table as it stood under {@link Table#version()}; throws {@link IllegalArgumentException} when unknown. */
    Table version(String version);
}
