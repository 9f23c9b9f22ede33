package org.iroprotocol.document;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The few kinds of files that may be kept, told by what is in them, never by what they are called. */
enum FileType {
    PDF("application/pdf", ".pdf"),
    PNG("image/png", ".png"),
    JPEG("image/jpeg", ".jpg"),
    TIFF("image/tiff", ".tif"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");

    private static final int PDF_HEADER_WITHIN = 1024;
    private static final int MOST_ENTRIES = 10_000;
    private static final int END_RECORD = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int ENTRY_HEADER = 46;

    private final String mediaType;
    private final String ending;

    FileType(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    String mediaType() {
        return mediaType;
    }

    /** The usual ending of a name, with the dot. */
    String ending() {
        return ending;
    }

    /** Empty for everything else, a Word file with macros included. */
    static Optional<FileType> of(byte[] content) {
        if (starts(content, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
            return Optional.of(PNG);
        }
        if (starts(content, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        if (starts(content, 'I', 'I', 0x2a, 0) || starts(content, 'M', 'M', 0, 0x2a)) {
            return Optional.of(TIFF);
        }
        if (starts(content, 'P', 'K', 3, 4)) {
            return isDocx(content) ? Optional.of(DOCX) : Optional.empty();
        }
        String head = new String(content, 0, Math.min(content.length, PDF_HEADER_WITHIN), StandardCharsets.ISO_8859_1);
        return head.contains("%PDF-") ? Optional.of(PDF) : Optional.empty();
    }

    private static boolean starts(byte[] content, int... bytes) {
        if (content.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((content[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDocx(byte[] content) {
        Set<String> names = names(content);
        return names.contains("[Content_Types].xml") && names.contains("word/document.xml")
                && names.stream().noneMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin"));
    }

    /** Names in the archive's directory; nothing is unpacked, so that no small file can grow large. */
    private static Set<String> names(byte[] content) {
        ByteBuffer zip = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        Set<String> names = new HashSet<>();
        int end = end(zip);
        if (end < 0) {
            return names;
        }
        int count = Math.min(zip.getShort(end + 10) & 0xffff, MOST_ENTRIES);
        long at = zip.getInt(end + 16) & 0xffffffffL;
        for (int i = 0; i < count && at + ENTRY_HEADER <= end && zip.getInt((int) at) == 0x02014b50; i++) {
            int length = zip.getShort((int) at + 28) & 0xffff;
            if (at + ENTRY_HEADER + length > end) {
                break;
            }
            names.add(new String(content, (int) at + ENTRY_HEADER, length, StandardCharsets.UTF_8));
            at += ENTRY_HEADER + length + (zip.getShort((int) at + 30) & 0xffff) + (zip.getShort((int) at + 32) & 0xffff);
        }
        return names;
    }

    /** Where the archive's directory is described: at the very end, before a comment. */
    private static int end(ByteBuffer zip) {
        int last = zip.limit() - END_RECORD;
        for (int at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
            if (zip.getInt(at) == 0x06054b50) {
                return at;
            }
        }
        return -1;
    }
}
