package org.iroprotocol.localisation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iroprotocol.authority.AuthorityFolders;
import org.iroprotocol.authority.TableFiles;

/** Sorts the effective files of an authority into what is deployed together, and refuses files nobody could deploy. */
class FolderSets {

    private static final String MODEL = ".bpmn";
    private static final String TABLE = ".dmn";
    private static final String FORM = ".form";
    private static final String RULES = "-rules.dmn";

    private final AuthorityFolders folders;
    private final String authority;
    private final List<FolderSet> sets = new ArrayList<>();
    private final SortedMap<String, String> refusals = new TreeMap<>();

    FolderSets(AuthorityFolders folders, String authority) {
        this.folders = folders;
        this.authority = authority;
        SortedMap<String, SortedSet<String>> namesBySet = namesBySet();
        namesBySet.forEach(this::add);
    }

    /** What can be deployed, processes first, the tables after them where their name falls. */
    List<FolderSet> sets() {
        return sets;
    }

    /** Set or file that cannot be deployed → why, in words for an administrator. */
    SortedMap<String, String> refusals() {
        return refusals;
    }

    private SortedMap<String, SortedSet<String>> namesBySet() {
        SortedSet<String> names = folders.names(authority);
        SortedSet<String> processes = names.stream()
                .filter(name -> name.endsWith(MODEL))
                .map(name -> without(name, MODEL))
                .collect(Collectors.toCollection(TreeSet::new));
        SortedMap<String, SortedSet<String>> bySet = new TreeMap<>();
        Function<String, SortedSet<String>> set = key -> bySet.computeIfAbsent(key, k -> new TreeSet<>());
        for (String name : names) {
            if (name.endsWith(FORM)) {
                String process = name.substring(0, name.indexOf('.'));
                if (processes.contains(process)) {
                    set.apply(process).add(name);
                } else {
                    refusals.put(name, "The form " + name + " belongs to no process: there is no " + process + MODEL
                            + ". Name it <process>.<element>.form.");
                }
            } else if (name.endsWith(MODEL)) {
                set.apply(without(name, MODEL)).add(name);
            } else if (name.endsWith(RULES) && processes.contains(without(name, RULES))) {
                set.apply(without(name, RULES)).add(name);
            } else {
                set.apply(FolderSet.TABLES).add(name);
            }
        }
        return bySet;
    }

    private void add(String set, SortedSet<String> names) {
        try {
            SortedMap<String, byte[]> files = new TreeMap<>();
            SortedMap<String, List<String>> decisions = new TreeMap<>();
            for (String name : names) {
                byte[] content = folders.content(authority, name);
                if (name.endsWith(TABLE)) {
                    decisions.put(name, decisions(name, content));
                }
                files.put(name, name.endsWith(FORM) ? FormChoices.fill(name, content, authority, folders.tables()) : content);
            }
            sets.add(new FolderSet(authority, set, files, decisions));
        } catch (IllegalArgumentException e) {
            refusals.put(set, e.getMessage());
        }
    }

    private List<String> decisions(String name, byte[] content) {
        List<String> ids = TableFiles.check(name + " of '" + authority + "'", content);
        if (ids.isEmpty()) {
            throw new IllegalArgumentException(name + " holds no decision. Add one or remove the file.");
        }
        return ids;
    }

    private static String without(String name, String ending) {
        return name.substring(0, name.length() - ending.length());
    }
}
