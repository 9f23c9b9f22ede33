package org.iroprotocol.deadline;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Helps somebody who mistyped the id of a row. */
final class NearIds {

    private static final int SHOWN = 5;

    private NearIds() {
    }

    /** " Did you mean: a, b?" or nothing when nothing comes near. */
    static String hint(String asked, Collection<String> ids) {
        List<String> near = near(asked, ids);
        return near.isEmpty() ? "" : " Did you mean: " + String.join(", ", near) + "?";
    }

    static List<String> near(String asked, Collection<String> ids) {
        return ids.stream()
                .filter(id -> shared(asked, id) || distance(asked, id) <= Math.max(2, asked.length() / 3))
                .sorted(Comparator.<String>comparingInt(id -> distance(asked, id)).thenComparing(id -> id))
                .limit(SHOWN)
                .toList();
    }

    private static boolean shared(String asked, String id) {
        List<String> words = List.of(id.split("-"));
        return asked.length() > 2 && (id.contains(asked)
                || List.of(asked.split("-")).stream().anyMatch(word -> word.length() > 3 && words.contains(word)));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
