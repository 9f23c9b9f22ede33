package org.iroprotocol.authority;

import java.util.Optional;

/**
 * How a deployment says that the server made it from the authority folders: its source is a fixed word and the digest of
 * what it holds. Signed-in people cannot use that source (deployment guard), so it can be trusted.
 */
public final class FolderProvenance {

    private static final String WORD = "authority folder";

    private FolderProvenance() {
    }

    /** The source for a deployment whose content has that digest. */
    public static String source(String digest) {
        return WORD + " " + digest;
    }

    /** Whether a deployment with that source was made from the folders; null was not. */
    public static boolean isFromFolder(String source) {
        return source != null && source.strip().startsWith(WORD);
    }

    /** The digest in a source made by {@link #source}; empty for every other source. */
    public static Optional<String> digest(String source) {
        return isFromFolder(source) ? Optional.of(source.strip().substring(WORD.length()).strip()) : Optional.empty();
    }
}
