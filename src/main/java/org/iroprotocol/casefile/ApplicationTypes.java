package org.iroprotocol.casefile;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iroprotocol.authority.Tables;
import org.springframework.stereotype.Component;

/**
 * Which hearings and limits an application has (P-22): one row per type in {@code application-types.dmn}. A type that has no
 * row there (or {@code null}) has them all, and so has every type where the authority has no such table: nothing is left out,
 * and nobody is kept from recording a date, because a type was worded differently.
 */
@Component
public class ApplicationTypes {

    /** The hearings a case can have, in the order they come: kinds of events. */
    public static final Set<String> HEARINGS = ordered(EventKind.FIRST_HEARING, EventKind.CMH, EventKind.IRH,
            EventKind.FINAL_HEARING);

    private static final String TABLE = "application-types";

    private final Tables tables;

    ApplicationTypes(Tables tables) {
        this.tables = tables;
    }

    /**
     * Kinds of events ({@code cmh}, …) the application can have as hearings, in the order of the table.
     *
     * @param authority tenant id
     * @param type      for example {@code care-order}; unknown or null: all hearings
     */
    public Set<String> hearings(String authority, String type) {
        return of(authority, type, "hearings", HEARINGS);
    }

    /**
     * Ids of rows of {@code deadlines.dmn} that count for this application but not for every one ({@code twenty-six-weeks}, …).
     *
     * @param authority tenant id
     * @param type      unknown or null: all limits any application has
     */
    public Set<String> limits(String authority, String type) {
        return of(authority, type, "limits", Set.of());
    }

    /** The type in words, for example "Care order (section 31)"; the id in words where the table has no label. */
    public String label(String authority, String type) {
        return Optional.ofNullable(type)
                .map(rows(authority)::get)
                .map(row -> row.get("label"))
                .map(label -> label.toString().strip())
                .filter(label -> !label.isEmpty())
                .orElseGet(() -> type == null || type.isBlank() ? "Not known" : Checks.words(type));
    }

    private Set<String> of(String authority, String type, String column, Set<String> always) {
        Map<String, Map<String, Object>> rows = rows(authority);
        Map<String, Object> row = type == null ? null : rows.get(type);
        if (row != null) {
            return parts(row, column);
        }
        Set<String> all = new LinkedHashSet<>(always);
        rows.values().forEach(each -> all.addAll(parts(each, column)));
        return Collections.unmodifiableSet(all);
    }

    private Map<String, Map<String, Object>> rows(String authority) {
        try {
            return tables.latest(authority, TABLE).rows();
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static Set<String> parts(Map<String, Object> row, String column) {
        return ordered(Arrays.stream(row.getOrDefault(column, "").toString().split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toArray(String[]::new));
    }

    private static Set<String> ordered(String... ids) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(ids)));
    }
}
