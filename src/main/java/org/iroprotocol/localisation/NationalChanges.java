package org.iroprotocol.localisation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.iroprotocol.authority.AuthorityFolders;
import org.iroprotocol.authority.Digest;
import org.iroprotocol.authority.TableFiles;
import org.iroprotocol.correspondence.LetterFile;
import org.iroprotocol.localisation.NationalChange.Kind;

/**
 * What an authority's folder changes against the national protocol: steps, limits, recipients, texts. Needs the folders alone,
 * neither Spring nor engine.
 */
public final class NationalChanges {

    private static final String MODEL = ".bpmn";
    private static final String FORM = ".form";
    private static final String LETTERS = InUse.LETTERS;
    private static final Set<String> LIMIT_COLUMNS = Set.of("amount", "unit", "direction", "from", "combine", "warnings", "kind",
            "rule", "rules", "limits", "date", "change");
    private static final Set<String> RECIPIENT_COLUMNS = Set.of("to", "told");
    private static final Set<String> TEXT_COLUMNS = Set.of("label", "at-limit", "value");
    private static final Set<String> REMARK_COLUMNS = Set.of("clause", "source", "meaning", "reason");

    private final String authority;
    /** A thing as it was and as it is: "the national text", "a text of the authority's own". */
    private final Function<String, String> theOld;
    private final Function<String, String> theNew;
    private final List<NationalChange> changes = new ArrayList<>();

    private NationalChanges(String authority, Function<String, String> theOld, Function<String, String> theNew) {
        this.authority = authority;
        this.theOld = theOld;
        this.theNew = theNew;
    }

    /**
     * Compares what holds for the authority with the national files. A file that cannot be read is said to be so; it does not
     * hide the others.
     *
     * @param authority one of {@link AuthorityFolders#authorities()}
     * @return steps first, then limits, recipients, texts and the rest; within a kind by file. Empty for an empty folder and for
     *         Cafcass, which is laid over nothing
     */
    public static List<NationalChange> of(AuthorityFolders folders, String authority) {
        NationalChanges comparison = new NationalChanges(authority, what -> "the national " + what,
                what -> what + " of the authority's own");
        SortedMap<String, byte[]> under = folders.under(authority);
        folders.names(authority).forEach(name -> comparison.compare(name, () -> Optional.ofNullable(under.get(name)),
                () -> folders.content(authority, name)));
        return comparison.sorted();
    }

    /**
     * Compares the folders with what is in use: what would change if they were deployed now.
     *
     * @param inUse as {@link InUse#files} gives it
     * @return as above, {@code before} being what is in use; empty where the folders hold what is in use
     */
    public static List<NationalChange> against(SortedMap<String, byte[]> inUse, AuthorityFolders folders, String authority) {
        NationalChanges comparison = new NationalChanges(authority, what -> "the " + what + " in use", what -> what + " of the folder's");
        SortedMap<String, byte[]> folder = FolderCheck.effective(new FolderSets(folders, authority));
        folder.forEach((name, own) -> comparison.compare(name, () -> Optional.ofNullable(inUse.get(name)), () -> own));
        inUse.keySet().stream().filter(name -> !folder.containsKey(name)).forEach(name ->
                comparison.add(Kind.OTHER, name, "in use", ""));
        return comparison.sorted();
    }

    private List<NationalChange> sorted() {
        return changes.stream().sorted(Comparator.comparing(NationalChange::kind)).toList();
    }

    private void compare(String name, Supplier<Optional<byte[]>> under, Supplier<byte[]> over) {
        try {
            Optional<byte[]> national = under.get();
            byte[] own = over.get();
            if (national.filter(content -> Digest.of(content).equals(Digest.of(own))).isEmpty()) {
                compare(name, national, own);
            }
        } catch (IllegalArgumentException e) {
            add(Kind.OTHER, name, "", e.getMessage());
        }
    }

    private void compare(String name, Optional<byte[]> national, byte[] own) {
        if (TableFiles.isRowWise(name)) {
            rows(name, national.map(content -> TableFiles.rows(name, content)).orElse(Map.of()), TableFiles.rows(name, own));
        } else if (name.endsWith(MODEL)) {
            String where = "Process " + plain(name, MODEL);
            if (national.isEmpty()) {
                add(Kind.STEP, where, "", theNew.apply("a process"));
            } else {
                steps(where, Steps.read(name, national.get()), Steps.read(name, own));
            }
        } else if (name.endsWith(FORM)) {
            fields("Form " + plain(name, FORM), national.map(content -> FormFields.read(name, content)), FormFields.read(name, own));
        } else if (name.startsWith(LETTERS)) {
            String where = "Letter " + plain(name.substring(LETTERS.length()), ".html");
            national.ifPresent(content -> addChanged(Kind.RECIPIENT, where, readers(name, content), readers(name, own)));
            add(Kind.TEXT, where, national.isEmpty() ? "" : theOld.apply("text"),
                    national.isEmpty() ? theNew.apply("a letter") : theNew.apply("a text"));
        } else {
            add(Kind.OTHER, "Table " + plain(name, ".dmn"), national.isEmpty() ? "" : theOld.apply("table"),
                    theNew.apply("a table"));
        }
    }

    /** "to childrens-guardian, else cafcass-service-manager; copy to iro". */
    private static String readers(String name, byte[] html) {
        LetterFile letter = LetterFile.read(plain(name.substring(LETTERS.length()), ".html"), new String(html, StandardCharsets.UTF_8));
        return "to " + String.join(", else ", letter.to())
                + (letter.copy().isEmpty() ? "" : "; copy to " + String.join(", ", letter.copy()));
    }

    private void rows(String name, Map<String, Map<String, Object>> national, Map<String, Map<String, Object>> own) {
        String table = plain(name, ".dmn");
        own.forEach((id, row) -> row(table, id, national.getOrDefault(id, Map.of()), row));
        // Against the national table no row can be missing, against the one in use it can.
        national.keySet().stream().filter(id -> !own.containsKey(id)).forEach(id -> row(table, id, national.get(id), Map.of()));
    }

    private void row(String table, String id, Map<String, Object> before, Map<String, Object> now) {
        Object label = (now.isEmpty() ? before : now).getOrDefault("label", id);
        Map<Kind, List<String>> columnsByKind = new TreeMap<>();
        worthSaying(before, now)
                .forEach(column -> columnsByKind.computeIfAbsent(kind(table, id, column), kind -> new ArrayList<>()).add(column));
        columnsByKind.forEach((kind, columns) -> add(kind, "Table " + table + ", “" + label + "”",
                words(kind, columns, before), words(kind, columns, now)));
    }

    /** What differs; remarks only where nothing else does, and of a row one side has not, not the label by which it is called anyway. */
    private static List<String> worthSaying(Map<String, Object> before, Map<String, Object> now) {
        List<String> all = columns(before, now).stream().filter(column -> !text(before, column).equals(text(now, column))).toList();
        List<String> most = all.stream().filter(column -> !REMARK_COLUMNS.contains(column)
                && !((before.isEmpty() || now.isEmpty()) && column.equals("label"))).toList();
        return most.isEmpty() ? all : most;
    }

    private static Set<String> columns(Map<String, Object> before, Map<String, Object> now) {
        Set<String> columns = new TreeSet<>(before.keySet());
        columns.addAll(now.keySet());
        return columns;
    }

    private static Kind kind(String table, String row, String column) {
        if (REMARK_COLUMNS.contains(column)) {
            return Kind.OTHER;
        }
        if (table.equals("settings")) {
            return settingKind(row);
        }
        if (LIMIT_COLUMNS.contains(column)) {
            return Kind.LIMIT;
        }
        if (RECIPIENT_COLUMNS.contains(column)) {
            return Kind.RECIPIENT;
        }
        return TEXT_COLUMNS.contains(column) ? Kind.TEXT : Kind.STEP;
    }

    private static Kind settingKind(String row) {
        if (row.startsWith("mail") || row.matches(".*\\.(email|phone|contact|name)") && !row.equals("authority.name")) {
            return Kind.RECIPIENT;
        }
        return row.matches(".*(working-days|\\.time|\\.start|\\.end|\\.opens|\\.closes)") ? Kind.LIMIT : Kind.TEXT;
    }

    /** "5 working days after document-received" where the row is a deadline, else "column: value; column: value". */
    private static String words(Kind kind, List<String> changed, Map<String, Object> row) {
        if (kind == Kind.LIMIT && row.containsKey("from")) {
            String span = row.containsKey("amount") ? text(row, "amount") + " " + text(row, "unit") + " "
                    + text(row, "direction") + " " : "";
            String combine = text(row, "from").contains(",") ? " (" + text(row, "combine") + ")" : "";
            String warnings = changed.contains("warnings") ? "; warnings: " + orNone(text(row, "warnings")) : "";
            String force = changed.contains("kind") ? "; " + text(row, "kind") : "";
            return span + text(row, "from") + combine + warnings + force;
        }
        if (row.isEmpty()) {
            return "";
        }
        return changed.equals(List.of("value")) ? text(row, "value") : changed.stream()
                .map(column -> column + ": " + orNone(text(row, column)))
                .collect(Collectors.joining("; "));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }

    private static String text(Map<String, Object> row, String column) {
        Object value = row.get(column);
        return value == null ? "" : value.toString();
    }

    private void steps(String where, Map<String, Steps.Step> national, Map<String, Steps.Step> own) {
        own.forEach((id, step) -> {
            Steps.Step before = national.get(id);
            if (before == null) {
                add(Kind.STEP, where, "", "“" + step.name() + "” added (" + step.what() + ")");
            } else {
                step(where + ", “" + before.name() + "”", before, step);
            }
        });
        national.forEach((id, step) -> {
            if (!own.containsKey(id)) {
                add(Kind.STEP, where, "“" + step.name() + "” (" + step.what() + ")", "");
            }
        });
    }

    private void step(String where, Steps.Step before, Steps.Step now) {
        addChanged(Kind.TEXT, where, before.name(), now.name());
        addChanged(Kind.RECIPIENT, where, before.who(), now.who());
        addChanged(Kind.LIMIT, where, before.limit(), now.limit());
        addChanged(Kind.STEP, where, before.work(), now.work());
        if (!before.explanation().equals(now.explanation())) {
            add(Kind.TEXT, where, theOld.apply("explanation"), theNew.apply("an explanation"));
        }
        addChanged(Kind.STEP, where, before.ways(), now.ways());
    }

    private void fields(String where, Optional<Map<String, String>> national, Map<String, String> own) {
        if (national.isEmpty()) {
            add(Kind.TEXT, where, "", theNew.apply("a form"));
            return;
        }
        Map<String, String> fields = new LinkedHashMap<>(national.get());
        own.forEach(fields::putIfAbsent);
        int before = changes.size();
        fields.keySet().forEach(key -> addChanged(Kind.TEXT, where + ", field " + key,
                national.get().getOrDefault(key, ""), own.getOrDefault(key, "")));
        if (changes.size() == before) {
            add(Kind.TEXT, where, theOld.apply("layout and texts"), theNew.apply("a layout or texts") + "; the fields are the same");
        }
    }

    private void addChanged(Kind kind, String where, String before, String now) {
        if (!before.equals(now)) {
            add(kind, where, before, now);
        }
    }

    private void add(Kind kind, String where, String before, String now) {
        changes.add(new NationalChange(authority, kind, where, before, now));
    }

    private static String plain(String name, String ending) {
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }
}
