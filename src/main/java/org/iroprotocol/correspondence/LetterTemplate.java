package org.iroprotocol.correspondence;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * One file {@code letters/<name>.html}, checked: text with placeholders, no logic but "only if there is a value".
 * Administrators edit these files, so whatever is not expressly allowed is refused, with the place named.
 */
final class LetterTemplate {

    private static final String IF_KNOWN = " if known";
    private static final Pattern OPENING = Pattern.compile("\\{\\{");
    private static final Set<String> NOT_ON_PLAIN = Set.of("reference", "personNumber", "link");
    private static final Pattern TAG = Pattern.compile("\\{\\{([#^/]?)\\s*([A-Za-z][A-Za-z0-9_.-]*)\\s*}}(?!})");

    private final String name;
    private final boolean letter;
    private final List<String> to;
    private final List<String> copy;
    private final Set<String> ifKnown;
    private final boolean plain;
    private final boolean urgent;
    private final boolean once;
    private final String html;
    private final List<Tag> tags;
    private final Template compiled;

    private record Tag(String sign, String name) {
    }

    private LetterTemplate(String name, String html) {
        this.name = name;
        this.html = html;
        this.tags = tags();
        Document document = Jsoup.parse(html);
        this.letter = kind(document);
        this.to = choices(document);
        List<String> copies = parts(meta(document, "copy"));
        this.copy = copies.stream().map(LetterTemplate::role).toList();
        this.ifKnown = copies.stream().filter(part -> part.endsWith(IF_KNOWN)).map(LetterTemplate::role)
                .collect(Collectors.toUnmodifiableSet());
        this.plain = plain(document);
        this.urgent = meta(document, "urgent").equals("true");
        this.once = meta(document, "once").equals("true");
        checkAddressees();
        checkPlaceholders(document);
        SafeHtml.check(name, document);
        if (document.title().isBlank()) {
            throw new TemplateException(name, "it needs a <title>, which becomes the subject.");
        }
        if (!document.select("html").attr("lang").equals("en-GB")) {
            throw new TemplateException(name, "it needs <html lang=\"en-GB\">, so that it is read aloud correctly.");
        }
        this.compiled = compile();
    }

    /** Reads and checks a file; throws {@link TemplateException}. */
    static LetterTemplate parse(String name, String html) {
        return new LetterTemplate(name, html);
    }

    String name() {
        return name;
    }

    boolean letter() {
        return letter;
    }

    /** Addressees in order of preference; empty only for the covering text and the digest. */
    List<String> to() {
        return to;
    }

    List<String> copy() {
        return copy;
    }

    /** Is that copy left out when nobody stands behind the role, instead of somebody being told so? */
    boolean onlyIfKnown(String role) {
        return ifKnown.contains(role);
    }

    /** A page that shows its text alone: no letterhead, reference, footer or page number (letters to children, P-51). */
    boolean plain() {
        return plain;
    }

    boolean urgent() {
        return urgent;
    }

    /** Written once about one matter, whatever is asked for afterwards. */
    boolean once() {
        return once;
    }

    /** All placeholders used, sorted. */
    Set<String> placeholders() {
        Set<String> names = new TreeSet<>();
        tags.forEach(tag -> names.add(tag.name()));
        return names;
    }

    /**
     * The file with its placeholders filled in.
     *
     * @param values placeholder → text or null; asked once for each placeholder used
     * @throws MissingDataException naming every placeholder that is needed and has no value
     */
    Document fill(Function<String, String> values) {
        return fill(values, Map.of());
    }

    /** @param list one map for each case of a letter about several; a value that is not known is not in its map */
    Document fill(Function<String, String> values, List<Map<String, String>> list) {
        return fill(values, Map.of(Placeholders.LIST, list));
    }

    /** @param lists section → one map for each of its lines; a section without lines is left out */
    Document fill(Function<String, String> values, Map<String, List<Map<String, String>>> lists) {
        Map<String, Object> data = new ConcurrentHashMap<>();
        Set<String> inList = new TreeSet<>();
        lists.forEach((section, lines) -> {
            if (!lines.isEmpty()) {
                lines.forEach(row -> inList.addAll(row.keySet()));
                data.put(section, lines);
                inList.add(section);
            }
        });
        placeholders().stream().filter(key -> !inList.contains(key)).forEach(key -> {
            String value = values.apply(key);
            if (value != null && !value.isBlank()) {
                data.put(key, value.strip());
            }
        });
        Set<String> present = new TreeSet<>(data.keySet());
        present.addAll(inList);
        List<String> missing = missing(present);
        if (!missing.isEmpty()) {
            throw new MissingDataException(name, missing);
        }
        Document filled;
        try {
            filled = Jsoup.parse(compiled.execute(data));
        } catch (MustacheException.Context e) {
            throw new MissingDataException(name, List.of(e.key));
        }
        SafeHtml.check(name, filled);
        return filled;
    }

    private List<Tag> tags() {
        List<Tag> found = new ArrayList<>();
        Matcher opening = OPENING.matcher(html);
        Matcher tag = TAG.matcher(html);
        int end = 0;
        while (opening.find(end)) {
            int at = opening.start();
            if (!tag.find(at) || tag.start() != at) {
                long line = html.substring(0, at).lines().count();
                throw new TemplateException(name, "line " + Math.max(1, line) + " has a mark that is not allowed; only "
                        + "{{name}} and {{#name}} … {{/name}} or {{^name}} … {{/name}} are.");
            }
            found.add(new Tag(tag.group(1), tag.group(2)));
            end = tag.end();
        }
        return found;
    }

    private boolean kind(Document document) {
        return switch (meta(document, "kind")) {
            case "letter" -> true;
            case "notice" -> false;
            default -> throw new TemplateException(name, "<meta name=\"kind\"> must say letter or notice.");
        };
    }

    private boolean plain(Document document) {
        String page = meta(document, "page");
        if (!page.isEmpty() && !(page.equals("plain") && letter)) {
            throw new TemplateException(name, "<meta name=\"page\"> may only say plain, in a letter.");
        }
        return !page.isEmpty();
    }

    private static String role(String copy) {
        return copy.endsWith(IF_KNOWN) ? copy.substring(0, copy.length() - IF_KNOWN.length()).strip() : copy;
    }

    private List<String> choices(Document document) {
        List<String> choices = parts(meta(document, "to"));
        List<String> roles = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            String choice = choices.get(i);
            if (i > 0 != choice.startsWith("else ")) {
                throw new TemplateException(name, "<meta name=\"to\"> reads like \"childrens-guardian, else "
                        + "cafcass-service-manager\"; further readers belong in <meta name=\"copy\">.");
            }
            roles.add(i > 0 ? choice.substring("else ".length()).strip() : choice);
        }
        return List.copyOf(roles);
    }

    private void checkAddressees() {
        if (to.isEmpty() && !name.equals(Placeholders.COVER) && !name.equals(Placeholders.DIGEST)) {
            throw new TemplateException(name, "<meta name=\"to\"> must name a role.");
        }
        for (String role : concat(to, copy)) {
            if (!Groups.ofCase().contains(role) && !role.startsWith(Settings.MAILBOX)
                    && !Addressees.OF_CONCERN.contains(role)) {
                throw new TemplateException(name, "it is addressed to '" + role + "', which is not a role; roles are "
                        + String.join(", ", Groups.ofCase()) + ", mailbox:<setting>, or about a concern "
                        + String.join(", ", new TreeSet<>(Addressees.OF_CONCERN)) + ".");
            }
        }
    }

    private void checkPlaceholders(Document document) {
        for (Tag tag : tags) {
            var placeholder = Placeholders.find(tag.name()).orElseThrow(() -> new TemplateException(name,
                    "{{" + tag.name() + "}} is not a placeholder; docs/letters.md lists them."));
            if (!placeholder.allowedIn(name, letter)) {
                throw new TemplateException(name, "{{" + tag.name() + "}} may stand in "
                        + placeholder.where().words + ".");
            }
            if (plain && NOT_ON_PLAIN.contains(tag.name())) {
                throw new TemplateException(name, "{{" + tag.name() + "}} may not stand on a plain page: it carries no "
                        + "reference.");
            }
        }
        Matcher inTitle = TAG.matcher(document.title());
        while (inTitle.find()) {
            String key = inTitle.group(2);
            if (!Placeholders.find(key).orElseThrow().allowedIn(name, false)) {
                throw new TemplateException(name, "{{" + key + "}} may not stand in <title>: subjects carry no names.");
            }
        }
    }

    private List<String> missing(Set<String> present) {
        Set<String> missing = new TreeSet<>();
        int hidden = 0;
        for (Tag tag : tags) {
            boolean known = present.contains(tag.name());
            switch (tag.sign()) {
                case "#" -> hidden += hidden > 0 || !known ? 1 : 0;
                case "^" -> hidden += hidden > 0 || known ? 1 : 0;
                case "/" -> hidden -= hidden > 0 ? 1 : 0;
                default -> {
                    if (hidden == 0 && !known) {
                        missing.add(tag.name());
                    }
                }
            }
        }
        return List.copyOf(missing);
    }

    private Template compile() {
        try {
            return Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true)
                    .withLoader(include -> {
                        throw new TemplateException(name, "it may not include other files.");
                    })
                    .withCollector(new MapsOnly())
                    .compile(html);
        } catch (MustacheException e) {
            throw new TemplateException(name, "a {{#name}} or {{^name}} and its {{/name}} do not match.");
        }
    }

    private static String meta(Document document, String key) {
        Element element = document.selectFirst("head > meta[name=" + key + "]");
        return element == null ? "" : element.attr("content").strip();
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** Lets a template read the entries of the maps it was given and nothing else: no fields or methods. */
    private static final class MapsOnly implements Mustache.Collector {

        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof Collection<?> list ? list.iterator() : null;
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String key) {
            return !(context instanceof Map) ? null : (from, wanted) -> {
                Object value = ((Map<?, ?>) from).get(wanted);
                return value == null ? Template.NO_FETCHER_FOUND : value;
            };
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
