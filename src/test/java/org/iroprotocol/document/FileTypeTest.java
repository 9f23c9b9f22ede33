package org.iroprotocol.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** A file is what is in it. */
class FileTypeTest {

    @Test
    void whatIsNotOneOfTheFewIsRefusedWhateverItSays() {
        assertThat(FileType.of(new byte[0])).isEmpty();
        assertThat(FileType.of(bytes("<html><script>alert(1)</script></html>"))).isEmpty();
        assertThat(FileType.of(bytes("MZ\u0090 this program cannot be run in DOS mode"))).isEmpty();
        assertThat(FileType.of(bytes("GIF89a"))).isEmpty();
        assertThat(FileType.of(zip("readme.txt"))).isEmpty();
        assertThat(FileType.of(zip("[Content_Types].xml", "xl/workbook.xml"))).as("a spreadsheet").isEmpty();
        assertThat(FileType.of(zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")))
                .as("with macros").isEmpty();
        byte[] cut = zip("[Content_Types].xml", "word/document.xml");
        assertThat(FileType.of(java.util.Arrays.copyOf(cut, cut.length - 30))).as("cut off").isEmpty();
        byte[] wild = zip("[Content_Types].xml", "word/document.xml");
        wild[wild.length - 5] = (byte) 0xff;
        assertThat(FileType.of(wild)).as("a directory that is nowhere").isEmpty();
    }

    @Test
    void theFewAreTold() {
        assertThat(FileType.of(bytes("%PDF-1.7\n"))).contains(FileType.PDF);
        assertThat(FileType.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a})).contains(FileType.PNG);
        assertThat(FileType.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0})).contains(FileType.JPEG);
        assertThat(FileType.of(new byte[] {'I', 'I', 0x2a, 0})).contains(FileType.TIFF);
        assertThat(FileType.of(zip("[Content_Types].xml", "word/document.xml"))).contains(FileType.DOCX);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bytes("content"));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
