package org.iroprotocol.correspondence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** What a reader of the PDF reads. */
final class PdfText {

    private PdfText() {
    }

    static String of(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From that page on; the first is 1. */
    static String from(int page, byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            PDFTextStripper text = new PDFTextStripper();
            text.setStartPage(page);
            return text.getText(document).replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything the file says about itself: properties and metadata. */
    static String properties(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf); var metadata = document.getDocumentCatalog().getMetadata().exportXMPMetadata()) {
            var information = document.getDocumentInformation();
            return information.getMetadataKeys().stream().map(information::getPropertyStringValue).toList()
                    + new String(metadata.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int pages(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
