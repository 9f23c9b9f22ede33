package org.iroprotocol.authority;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/** What files say, in 64 characters: same names and contents, same digest, whenever and wherever they were written. */
public final class Digest {

    private Digest() {
    }

    /** Digest of one text file; Windows and Unix line ends count as the same. */
    public static String of(byte[] content) {
        MessageDigest sha = sha256();
        sha.update(withoutCarriageReturns(content));
        return HexFormat.of().formatHex(sha.digest());
    }

    /** Digest of a set of text files by name. */
    public static String of(SortedMap<String, byte[]> files) {
        MessageDigest sha = sha256();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            sha.update((file.getKey() + "\n" + of(file.getValue()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static byte[] withoutCarriageReturns(byte[] content) {
        byte[] kept = new byte[content.length];
        int length = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] != '\r' || i + 1 >= content.length || content[i + 1] != '\n') {
                kept[length++] = content[i];
            }
        }
        return java.util.Arrays.copyOf(kept, length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
