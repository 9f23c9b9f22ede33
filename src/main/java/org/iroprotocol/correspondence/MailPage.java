package org.iroprotocol.correspondence;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Document;

/** Dresses a filled notice as an HTML e-mail. Styles stand on the elements: mail programs ignore style sheets. */
final class MailPage {

    private static final String FONT = "font-family:Arial,Helvetica,sans-serif;";
    private static final Map<String, String> STYLES = styles();

    private MailPage() {
    }

    private static Map<String, String> styles() {
        Map<String, String> styles = new LinkedHashMap<>();
        styles.put("body", FONT + "font-size:16px;line-height:1.5;color:#1a1a1a;background:#ffffff;margin:0;padding:24px;"
                + "max-width:640px;");
        styles.put("header", "border-bottom:2px solid #0b3d91;margin-bottom:20px;padding-bottom:6px;");
        styles.put("header p", "margin:0;font-weight:bold;color:#0b3d91;");
        styles.put("footer", "border-top:1px solid #c8cdd6;margin-top:24px;padding-top:10px;color:#4a4a4a;font-size:14px;");
        styles.put("h1", "font-size:20px;line-height:1.3;margin:0 0 14px 0;");
        styles.put("h2", "font-size:17px;line-height:1.3;margin:22px 0 6px 0;");
        styles.put("h2.urgent", "font-size:17px;line-height:1.3;margin:22px 0 6px 0;color:#a4000f;");
        styles.put("main p, section p", "margin:0 0 14px 0;");
        styles.put("footer p", "margin:0 0 6px 0;");
        styles.put("table", "border-collapse:collapse;margin:0 0 16px 0;");
        styles.put("th", "text-align:left;vertical-align:top;padding:4px 20px 4px 0;font-weight:bold;");
        styles.put("td", "text-align:left;vertical-align:top;padding:4px 0;");
        styles.put("td.date", "text-align:left;vertical-align:top;padding:4px 16px 4px 0;white-space:nowrap;");
        styles.put(".soft", "color:#4a4a4a;font-size:14px;");
        styles.put("a", "color:#0b3d91;");
        return styles;
    }

    static String html(Document filled) {
        Document page = filled.clone();
        page.head().select("meta").remove();
        page.charset(java.nio.charset.StandardCharsets.UTF_8);
        page.head().appendElement("meta").attr("name", "viewport").attr("content", "width=device-width");
        STYLES.forEach((elements, style) -> page.select(elements).attr("style", style));
        page.outputSettings().prettyPrint(false);
        return page.outerHtml();
    }
}
