package org.iroprotocol.localisation.check;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The clauses of the protocol ({@code docs/clauses.csv}): which exist, which bind, which can never be set aside (P-53). */
final class Clauses {

    private static final String SOLE_POWER = "only the child's IRO may refer to Cafcass, direct and with nobody's leave";
    private static final String CONFIDENTIAL = "what is said to Cafcass Legal is confidential until a formal referral";

    /** Clause → why no authority can set it aside. Statutory ones are told by the table of deadlines. */
    private static final Map<String, String> PROTECTED = protectedOnes();

    private static final Map<String, String> TYPES = types();

    private Clauses() {
    }

    static boolean exists(String clause) {
        return TYPES.containsKey(clause);
    }

    /** An obligation or a prohibition. */
    static boolean binds(String clause) {
        return Set.of("O", "X").contains(TYPES.getOrDefault(clause, ""));
    }

    /** Why the clause can never be set aside; null when it can. */
    static String whyProtected(String clause, Protocol national) {
        return PROTECTED.getOrDefault(clause, statutory(national).contains(clause) ? "it rests on a statutory rule" : null);
    }

    /** Protected whatever the tables say. */
    static boolean isOfIroOrSecret(String clause) {
        return PROTECTED.containsKey(clause);
    }

    private static Set<String> statutory(Protocol national) {
        Set<String> clauses = new HashSet<>();
        national.table("deadlines").values().stream().filter(LimitRules::isStatutory).forEach(row ->
                clauses.addAll(List.of(String.valueOf(row.getOrDefault("clause", "")).strip().split("\\s+"))));
        return clauses;
    }

    private static Map<String, String> protectedOnes() {
        Map<String, String> clauses = new LinkedHashMap<>();
        for (String clause : new String[] {"C-11", "C-22", "C-23", "C-25", "C-57", "C-63"}) {
            clauses.put(clause, SOLE_POWER);
        }
        for (String clause : new String[] {"C-18", "C-20", "C-21", "C-60", "C-61", "C-64"}) {
            clauses.put(clause, CONFIDENTIAL);
        }
        return clauses;
    }

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        try (InputStream in = Clauses.class.getResourceAsStream("/protocol/clauses.csv");
                MappingIterator<Map<String, String>> rows = new CsvMapper().readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader()).readValues(in)) {
            rows.forEachRemaining(row -> types.put(row.get("id"), row.get("type")));
        } catch (IOException e) {
            throw new IllegalStateException("The list of clauses in the jar cannot be read. Is the jar complete?", e);
        }
        return types;
    }
}
