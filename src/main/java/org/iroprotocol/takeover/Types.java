package org.iroprotocol.takeover;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.iroprotocol.authority.Tables;

/** The types of application an authority knows, by id and by label. */
class Types {

    private static final String TABLE = "application-types";
    private static final Map<String, String> NATIONAL = new LinkedHashMap<>();

    static {
        NATIONAL.put("care-order", "Care order");
        NATIONAL.put("supervision-order", "Supervision order");
        NATIONAL.put("placement-order", "Placement order");
        NATIONAL.put("discharge-of-care-order", "Discharge of a care order");
        NATIONAL.put("secure-accommodation", "Secure accommodation");
        NATIONAL.put("other", "Other");
    }

    private final Map<String, String> labels;

    private Types(Map<String, String> labels) {
        this.labels = labels;
    }

    /** Those of the authority's table, else the national ones. */
    static Types of(String authority, Tables tables) {
        Map<String, String> labels = new LinkedHashMap<>();
        try {
            tables.latest(authority, TABLE).rows().forEach((id, row) ->
                    labels.put(id, row.getOrDefault("label", id).toString().replaceAll("\\s*\\(.*?\\)", "").strip()));
        } catch (IllegalArgumentException noSuchTable) {
            labels.putAll(NATIONAL);
        }
        return new Types(labels);
    }

    /** By label or id, whatever its capitals and what it says in brackets. */
    Optional<String> find(String text) {
        String wanted = id(text);
        return labels.entrySet().stream()
                .filter(type -> type.getKey().equals(wanted) || id(type.getValue()).equals(wanted))
                .map(Map.Entry::getKey).findFirst();
    }

    String labels() {
        return String.join(", ", labels.values());
    }

    String label(String id) {
        return labels.getOrDefault(id, id);
    }

    /** "Interim care order (ICO)" as ids are written: interim-care-order. */
    static String id(String text) {
        return text.toLowerCase(Locale.UK).replaceAll("\\(.*?\\)", " ").strip().replaceAll("[^a-z0-9]+", "-");
    }
}
