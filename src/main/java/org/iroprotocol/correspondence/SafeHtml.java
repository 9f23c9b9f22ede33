package org.iroprotocol.correspondence;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** The HTML that letters and notices may consist of: text with structure; nothing is loaded, run or styled from elsewhere. */
final class SafeHtml {

    private static final Set<String> HEAD = Set.of("head", "title", "meta");
    private static final Set<String> BODY = Set.of("html", "body", "header", "footer", "main", "section", "address", "div",
            "span", "p", "br", "hr", "h1", "h2", "h3", "strong", "em", "b", "i", "ul", "ol", "li", "table", "caption",
            "thead", "tbody", "tfoot", "tr", "th", "td", "a");
    private static final Set<String> ATTRIBUTES = Set.of("class", "lang", "scope", "colspan", "rowspan");
    private static final Pattern LINK = Pattern.compile("(?i)https?://(?!.*\\{\\{).+|(mailto:|tel:).+|"
            + "\\{\\{\\s*(line\\.link|digest\\.cases|link)\\s*}}");

    private SafeHtml() {
    }

    /** Throws {@link TemplateException} naming the element or attribute that is not allowed. */
    static void check(String template, Document document) {
        document.traverse((node, depth) -> check(template, node));
    }

    private static void check(String template, Node node) {
        if (node instanceof Comment || node instanceof DataNode) {
            if (node instanceof Comment comment && comment.getData().strip().startsWith("[")) {
                throw new TemplateException(template, "conditional comments are not allowed: some mail programs read "
                        + "what is in them. Take them out.");
            }
            if (node instanceof DataNode) {
                throw new TemplateException(template, "scripts and style sheets are not allowed. Take them out; all letters "
                        + "look alike.");
            }
            return;
        }
        if (!(node instanceof Element element) || node instanceof Document) {
            return;
        }
        String tag = element.normalName();
        if (!HEAD.contains(tag) && !BODY.contains(tag)) {
            throw new TemplateException(template, "the element <" + tag + "> is not allowed. Take it out; there are "
                    + String.join(", ", new TreeSet<>(BODY)) + ".");
        }
        for (Attribute attribute : element.attributes()) {
            if (!allowed(tag, attribute)) {
                throw new TemplateException(template, "the attribute '" + attribute.getKey() + "' of <" + tag
                        + "> is not allowed" + (attribute.getKey().equals("href")
                        ? " with this address; use {{link}}, https:, mailto: or tel:." : ". Take it out."));
            }
        }
    }

    private static boolean allowed(String tag, Attribute attribute) {
        String key = attribute.getKey();
        if (tag.equals("meta")) {
            return Set.of("name", "content", "charset").contains(key);
        }
        if (key.equals("href")) {
            return tag.equals("a") && LINK.matcher(attribute.getValue().strip()).matches();
        }
        return ATTRIBUTES.contains(key);
    }
}
