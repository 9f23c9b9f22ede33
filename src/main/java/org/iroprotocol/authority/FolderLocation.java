package org.iroprotocol.authority;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the authority folders are and which authorities this installation serves.
 *
 * @param folders     folders that hold {@code processes/} and {@code forms/}; of a file that is in several, the last wins.
 *                    {@code .} is the working directory, or the jar when the working directory has no {@code processes/}
 * @param authorities the authorities to serve; empty: every sub-folder of {@code processes} that is an authority
 */
public record FolderLocation(List<String> folders, List<String> authorities) {

    /** Authority and tenant id of an installation run by Cafcass. */
    public static final String CAFCASS = "cafcass";

    /** Copies both lists; without any folder the working directory is meant. */
    public FolderLocation {
        folders = folders.isEmpty() ? List.of(".") : List.copyOf(folders);
        authorities = List.copyOf(authorities);
    }

    /**
     * From the values of {@code protocol.folders} and {@code protocol.authorities}.
     *
     * @param folders     comma-separated; null or blank means the working directory
     * @param authorities comma-separated; null or blank means all
     */
    public static FolderLocation of(String folders, String authorities) {
        return new FolderLocation(parts(folders), parts(authorities));
    }

    /**
     * For command-line verbs, which run without Spring: the system property {@code protocol.folders}, else the environment
     * variable {@code PROTOCOL_FOLDERS}, else the working directory; likewise {@code protocol.authorities}.
     */
    public static FolderLocation ofSystem() {
        return of(System.getProperty("protocol.folders", System.getenv("PROTOCOL_FOLDERS")),
                System.getProperty("protocol.authorities", System.getenv("PROTOCOL_AUTHORITIES")));
    }

    /**
     * Whether Cafcass runs this installation: {@value #CAFCASS} is its one and only authority (P-05). Only there is anything
     * of {@code processes/cafcass} deployed.
     */
    public boolean isCafcass() {
        return !authorities.isEmpty() && authorities.stream().allMatch(CAFCASS::equals);
    }

    /**
     * Refuses names that can be told to be wrong without looking into the folders.
     *
     * @throws IllegalStateException in words for an administrator
     */
    void checkNames() {
        if (!authorities.isEmpty()) {
            AuthorityFolders.named(new LinkedHashSet<>(authorities));
        }
    }

    /**
     * Reads the folders as they are now.
     *
     * @throws IllegalStateException in words for an administrator when they cannot be read or are named wrongly
     */
    public AuthorityFolders read() {
        return AuthorityFolders.read(this, FolderLocation.class.getClassLoader());
    }

    private static List<String> parts(String commaSeparated) {
        return Stream.ofNullable(commaSeparated)
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
