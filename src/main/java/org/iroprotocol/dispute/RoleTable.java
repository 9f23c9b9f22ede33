package org.iroprotocol.dispute;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.iroprotocol.authority.Tables;
import org.springframework.stereotype.Component;

/** The rows of {@code roles.dmn}: what an authority calls its roles, and what each of them has to do with concerns. */
@Component
class RoleTable {

    private static final String TABLE = "roles";
    private static final String LABEL = "label";
    private static final String MEETING = "meeting";

    private final Tables tables;

    RoleTable(Tables tables) {
        this.tables = tables;
    }

    /** Roles the IRO speaks to when a concern cannot wait (P-30), in the order of the table, with their words. */
    List<Map.Entry<String, String>> atOnce(String authority) {
        return rows(authority).entrySet().stream().filter(row -> text(row, "at-once").equalsIgnoreCase("yes"))
                .map(row -> Map.entry(row.getKey(), text(row, LABEL))).toList();
    }

    /** The role that is called so when a concern cannot wait; the first of them where none is. */
    String atOnce(String authority, String label) {
        List<Map.Entry<String, String>> roles = atOnce(authority);
        return roles.stream().filter(role -> role.getValue().equalsIgnoreCase(label)).findFirst()
                .or(() -> roles.stream().findFirst()).map(Map.Entry::getKey)
                .orElseThrow(() -> new IllegalStateException("roles.dmn of '" + authority + "' has no row with yes in the column "
                        + "At once, so nobody can be spoken to about a concern that cannot wait. Enter yes for one."));
    }

    /** Who should be at a professionals' meeting and is not among these, in words; of those marked "one" one is enough (C-113). */
    List<String> missing(String authority, Collection<String> there) {
        Map<String, Map<String, Object>> rows = rows(authority);
        List<String> missing = new ArrayList<>(rows.entrySet().stream()
                .filter(row -> text(row, MEETING).equals("must") && !there.contains(row.getKey())).map(row -> text(row, LABEL))
                .toList());
        Map<String, String> oneOf = rows.entrySet().stream().filter(row -> text(row, MEETING).equals("one"))
                .collect(Collectors.toMap(Map.Entry::getKey, row -> text(row, LABEL), (a, b) -> a, LinkedHashMap::new));
        if (!oneOf.isEmpty() && oneOf.keySet().stream().noneMatch(there::contains)) {
            missing.add(String.join(" or ", oneOf.values()));
        }
        return missing;
    }

    /** Roles that see what was issued at one of these stages: reached, or passed over on the way to one that was. */
    Set<String> seeing(String authority, Collection<String> stages) {
        return rows(authority).entrySet().stream().filter(row -> stages.contains(text(row, "sees-from"))).map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, Map<String, Object>> rows(String authority) {
        return tables.latest(authority, TABLE).rows();
    }

    private static String text(Map.Entry<String, Map<String, Object>> row, String column) {
        return row.getValue().getOrDefault(column, "").toString().strip();
    }
}
