package org.iroprotocol.correspondence;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.logging.Level;
import javax.xml.transform.TransformerFactory;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.springframework.stereotype.Component;

/**
 * Turns a filled template into a page that keeps its own style sheet, and such a page into a PDF that screen readers can
 * read and archives can keep (PDF/UA-1, PDF/A-3a). Nothing is loaded from anywhere but this program.
 */
@Component
class LetterPage {

    private static final String XSLT = "javax.xml.transform.TransformerFactory";

    static {
        // The renderer has a log of its own, past the server's, in which it says for each letter that it loads fonts.
        XRLog.listRegisteredLoggers().forEach(log -> XRLog.setLevel(log, Level.WARNING));
        // It asks for an XSLT processor for each letter, and Java then looks into every jar for one: a third of the time a
        // letter takes. Named once, Java's own is taken at once.
        if (System.getProperty(XSLT) == null) {
            System.setProperty(XSLT, TransformerFactory.newDefaultInstance().getClass().getName());
        }
    }

    private final byte[] regular = resource("/fonts/NotoSans-Regular.ttf");
    private final byte[] bold = resource("/fonts/NotoSans-Bold.ttf");
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private final String style = new String(resource("/letters/letter.css"), StandardCharsets.UTF_8);
    private final String plainStyle = new String(resource("/letters/plain.css"), StandardCharsets.UTF_8);
    private final Font font = font(regular);

    /** The page as the ledger keeps it; from it the same PDF can be made at any later time. */
    String html(Document filled, String authorityName, String reference) {
        return html(filled, authorityName, "our reference " + reference, reference);
    }

    /** @param about what the footer says it is about; {@code keywords} all references */
    String html(Document filled, String authorityName, String about, String keywords) {
        Document page = filled.clone();
        boolean plain = plain(page);
        page.head().select("meta").remove();
        if (plain) {
            return plainHtml(page);
        }
        meta(page, "author", authorityName);
        meta(page, "subject", page.title());
        meta(page, "description", page.title() + ", " + about);
        meta(page, "keywords", keywords);
        page.head().appendElement("style")
                .appendChild(new DataNode(style.replace("{footer}", css(authorityName + " – " + about))));
        page.outputSettings().prettyPrint(false);
        return page.outerHtml();
    }

    /** A page that shows its text alone and says nowhere whose case it is, not even in its properties (P-51). */
    private String plainHtml(Document page) {
        meta(page, "page", "plain");
        meta(page, "subject", page.title());
        meta(page, "description", page.title());
        page.head().appendElement("style").appendChild(new DataNode(style.replace("{footer}", "") + plainStyle));
        page.outputSettings().prettyPrint(false);
        return page.outerHtml();
    }

    /** What the file is called that travels with an e-mail. */
    static String fileName(String html, String reference) {
        return plain(Jsoup.parse(html)) ? "draft.pdf" : "letter-" + reference.replaceAll("[^A-Za-z0-9-]", "-") + ".pdf";
    }

    private static boolean plain(Document page) {
        return page.head().selectFirst("meta[name=page][content=plain]") != null;
    }

    /** Can every character of the page be printed? A name must never reach anybody with boxes in it. */
    boolean printable(Document page) {
        return font.canDisplayUpTo(page.title() + page.body().text().replaceAll("\\p{Cntrl}", "")) < 0;
    }

    byte[] pdf(String html) {
        Document page = Jsoup.parse(html);
        composed(page);
        inReadingOrder(page);
        page.outputSettings().syntax(Document.OutputSettings.Syntax.xml);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withW3cDocument(new W3CDom().fromJsoup(page), null);
        builder.useUriResolver((base, uri) -> null);
        builder.useExternalResourceAccessControl((uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl((uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.usePdfUaAccessibility(true);
        builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_A);
        builder.useColorProfile(colours);
        builder.withProducer("cafcass-iro-protocol");
        builder.toStream(out);
        try (PDDocument document = new PDDocument()) {
            builder.usePDDocument(document);
            builder.useFont(embedded(regular, document), "Noto Sans", 400, FontStyle.NORMAL, true);
            builder.useFont(embedded(bold, document), "Noto Sans", 700, FontStyle.NORMAL, true);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The letter could not be made into a PDF.", e);
        }
        return out.toByteArray();
    }

    /** Without ligatures: looking for them, piece of text by piece of text, takes more than half of the time a letter takes. */
    private static PDFontSupplier embedded(byte[] file, PDDocument document) throws IOException {
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
        font.setEnableGsub(false);
        return new PDFontSupplier(PDType0Font.load(document, font, true));
    }

    /** A letter and its accent as one character, which the font then has as one. */
    private static void composed(Document page) {
        page.select("*").forEach(element -> element.textNodes()
                .forEach(text -> text.text(Normalizer.normalize(text.getWholeText(), Normalizer.Form.NFC))));
    }

    /**
     * The renderer writes the bare text of a line before anything marked in it. With all of it marked, what somebody copies
     * out of the PDF comes in the order it is read.
     */
    private static void inReadingOrder(Document page) {
        page.body().select("*").stream().filter(element -> !element.children().isEmpty())
                .forEach(element -> element.textNodes().stream().filter(text -> !text.isBlank())
                        .forEach(text -> text.wrap("<span></span>")));
    }

    private static void meta(Document page, String name, String content) {
        page.head().appendElement("meta").attr("name", name).attr("content", content);
    }

    private static String css(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == ' ') {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(String.format("\\%06x ", c));
            }
        });
        return escaped.toString();
    }

    private static Font font(byte[] file) {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(file));
        } catch (FontFormatException | IOException e) {
            throw new IllegalStateException("The font in the program is damaged: install it again.", e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = LetterPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks " + name + ": install it again.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
