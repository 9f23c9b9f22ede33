package org.iroprotocol.correspondence;

import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** The same message for people who read mail without HTML. */
final class MailText {

    private final StringBuilder text = new StringBuilder();

    private MailText() {
    }

    static String of(Document document) {
        MailText writer = new MailText();
        writer.write(document.body());
        return writer.text.toString().replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").strip() + "\n";
    }

    private void write(Element parent) {
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode words) {
                write(words);
            } else if (node instanceof Element element) {
                element(element);
            }
        }
    }

    private void write(TextNode words) {
        String part = words.text().replaceAll("\\s+", " ");
        boolean lineStart = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(lineStart ? part.stripLeading() : part);
    }

    private void element(Element element) {
        switch (element.normalName()) {
            case "br" -> text.append('\n');
            case "a" -> link(element);
            case "li" -> {
                text.append("\n- ");
                write(element);
            }
            case "tr" -> row(element);
            case "p", "h1", "h2", "h3", "div", "ul", "ol", "table", "header", "footer", "section", "address", "main" -> {
                text.append(element.normalName().matches("p|h[1-3]|ul|ol|table|address") ? "\n\n" : "\n");
                write(element);
                text.append('\n');
            }
            default -> write(element);
        }
    }

    private void row(Element row) {
        text.append('\n').append(row.children().stream().map(MailText::cell)
                .collect(Collectors.joining(row.selectFirst("th") == null ? "  " : ": ")));
        row.select("a").forEach(link -> text.append("\n    ").append(link.attr("href")));
    }

    /** In one line of text. */
    private static String cell(Element cell) {
        Element line = cell.clone();
        line.select("br").forEach(end -> end.replaceWith(new TextNode(", ")));
        return line.text().replace(" ,", ",");
    }

    private void link(Element link) {
        String target = link.attr("href").replaceFirst("^(mailto|tel):", "");
        write(link);
        if (!link.text().equals(target)) {
            text.append(text.isEmpty() ? "" : ": ").append(target);
        }
    }
}
