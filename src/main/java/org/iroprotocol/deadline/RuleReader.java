package org.iroprotocol.deadline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.iroprotocol.deadline.DeadlineRule.Combine;
import org.iroprotocol.deadline.DeadlineRule.Kind;
import org.iroprotocol.deadline.DeadlineRule.Unit;

/** Reads one row of {@code deadlines.dmn}; whoever edits the table is told exactly which cell cannot be understood. */
final class RuleReader {

    private static final Map<String, Unit> UNITS = new LinkedHashMap<>();
    private static final Map<String, Combine> COMBINES = new LinkedHashMap<>();
    private static final Pattern EVENT = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern CLAUSES = Pattern.compile("C-\\d{2,3}( C-\\d{2,3})*");
    private static final Set<String> COLUMNS = Set.of("label", "amount", "unit", "direction", "from", "combine", "kind",
            "clause", "source", "warnings");

    static {
        UNITS.put("working days", Unit.WORKING_DAYS);
        UNITS.put("days", Unit.DAYS);
        UNITS.put("weeks", Unit.WEEKS);
        UNITS.put("weeks including the first day", Unit.WEEKS_INCLUDING_FIRST_DAY);
        UNITS.put("months", Unit.MONTHS);
        UNITS.put("hours", Unit.HOURS);
        UNITS.put("immediately", Unit.IMMEDIATELY);
        COMBINES.put("all, latest", Combine.ALL_LATEST);
        COMBINES.put("known, latest", Combine.KNOWN_LATEST);
        COMBINES.put("known, earliest", Combine.KNOWN_EARLIEST);
        COMBINES.put("first known", Combine.FIRST_KNOWN);
    }

    private final String id;
    private final Map<String, Object> row;

    private RuleReader(String id, Map<String, Object> row) {
        this.id = id;
        this.row = row;
    }

    /** @throws IllegalArgumentException naming row and column, and what is allowed there */
    static DeadlineRule read(String id, Map<String, Object> row) {
        return new RuleReader(id, row).read();
    }

    private DeadlineRule read() {
        for (String column : new TreeSet<>(row.keySet())) {
            if (!COLUMNS.contains(column)) {
                throw wrong(column, "is not a column of this table; it has " + new TreeSet<>(COLUMNS) + ".");
            }
        }
        Unit unit = oneOf("unit", UNITS);
        boolean before = oneOf("direction", Map.of("before", true, "after", false));
        int amount = amount(unit, before);
        String clause = optional("clause");
        if (!clause.isEmpty() && !CLAUSES.matcher(clause).matches()) {
            throw wrong("clause", "must be clause numbers with a space between them, like C-34 C-80, or empty.");
        }
        return new DeadlineRule(id, text("label"), amount, unit, before, from(), oneOf("combine", COMBINES),
                oneOf("kind", Map.of("statutory", Kind.STATUTORY, "guidance", Kind.GUIDANCE, "local", Kind.LOCAL)),
                clause, text("source"), warnings(unit, before));
    }

    private int amount(Unit unit, boolean before) {
        if (unit == Unit.IMMEDIATELY) {
            if (before) {
                throw wrong("direction", "must be 'after' when the unit is 'immediately'.");
            }
            int amount = row.get("amount") == null ? 0 : number("amount", row.get("amount"));
            if (amount != 0) {
                throw wrong("amount", "must be 0 when the unit is 'immediately'.");
            }
            return 0;
        }
        if (before && unit == Unit.WEEKS_INCLUDING_FIRST_DAY) {
            throw wrong("direction", "must be 'after' when the unit is 'weeks including the first day'.");
        }
        int amount = number("amount", row.get("amount"));
        int least = unit == Unit.DAYS && !before ? 0 : 1;
        if (amount < least || amount > 9999) {
            throw wrong("amount", "must be a whole number from 1 to 9999; 0 days after an event is the end of that very day.");
        }
        return amount;
    }

    private List<String> from() {
        List<String> kinds = parts("from");
        if (kinds.isEmpty()) {
            throw wrong("from", "is empty; name the event the limit counts from.");
        }
        for (String kind : kinds) {
            if (!EVENT.matcher(kind).matches()) {
                throw wrong("from", "must be event ids with a comma between them, like iro-allocated, cafcass-allocated.");
            }
        }
        return kinds;
    }

    private List<Integer> warnings(Unit unit, boolean before) {
        List<Integer> warnings = parts("warnings").stream().map(part -> number("warnings", part)).toList();
        if (!warnings.isEmpty() && (before || unit == Unit.IMMEDIATELY)) {
            throw wrong("warnings", "are counted after the event; a limit before an event or due at once has none.");
        }
        for (int i = 0; i < warnings.size(); i++) {
            if (warnings.get(i) < 1 || i > 0 && warnings.get(i) <= warnings.get(i - 1)) {
                throw wrong("warnings", "must be whole numbers from 1, each larger than the one before it.");
            }
        }
        return warnings;
    }

    private int number(String column, Object value) {
        try {
            return new java.math.BigDecimal(String.valueOf(value).strip()).intValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw wrong(column, "must be a whole number.");
        }
    }

    private <V> V oneOf(String column, Map<String, V> choices) {
        V value = choices.get(optional(column).toLowerCase(Locale.UK));
        if (value == null) {
            throw wrong(column, "must be one of: " + choices.keySet().stream().map(c -> "'" + c + "'")
                    .collect(java.util.stream.Collectors.joining(", ")) + ".");
        }
        return value;
    }

    private String text(String column) {
        String value = optional(column);
        if (value.isEmpty()) {
            throw wrong(column, "is empty.");
        }
        return value;
    }

    private String optional(String column) {
        Object value = row.get(column);
        return value == null ? "" : value.toString().strip();
    }

    private List<String> parts(String column) {
        return Arrays.stream(optional(column).split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    private IllegalArgumentException wrong(String column, String what) {
        return new IllegalArgumentException("deadlines.dmn, row '" + id + "', column '" + column + "': " + what);
    }
}
