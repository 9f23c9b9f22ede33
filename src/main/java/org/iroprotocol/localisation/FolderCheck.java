package org.iroprotocol.localisation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iroprotocol.authority.AuthorityFolders;
import org.iroprotocol.localisation.check.Check;
import org.iroprotocol.localisation.check.Problem;

/** Runs the check on an authority's folder as it would be deployed. */
interface FolderCheck {

    /** What is wrong in the authority's folder laid over the national one; empty when all is well. */
    List<Problem> problems(AuthorityFolders folders, String authority);

    /** The whole check. */
    static List<Problem> all(AuthorityFolders folders, String authority) {
        List<Problem> atOnce = Check.atOnce(folders.own(authority));
        if (!atOnce.isEmpty()) {
            return atOnce;
        }
        FolderSets sets = new FolderSets(folders, authority);
        List<Problem> problems = new ArrayList<>(sets.refusals().entrySet().stream()
                .map(refusal -> new Problem(Problem.Kind.FILE, refusal.getKey(), null,
                        refusal.getValue().replaceFirst("\\.$", "")))
                .toList());
        // What cannot even be put together would only be missed everywhere else.
        if (problems.isEmpty()) {
            problems.addAll(Check.of(folders.under(authority), effective(sets)));
        }
        return List.copyOf(problems);
    }

    /** All files of an authority as they would be deployed. */
    static SortedMap<String, byte[]> effective(FolderSets sets) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        sets.sets().forEach(set -> files.putAll(set.files()));
        return files;
    }
}
