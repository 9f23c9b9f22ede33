package org.iroprotocol.deadline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.calendar.EnglishCalendars;

/** The rows of a {@code deadlines.dmn} that is not in use yet, for whoever checks it. */
public final class RuleTable {

    private RuleTable() {
    }

    /**
     * @param tables reads the table by its version; nothing else is asked of it
     * @param wrong  filled with row id → why it cannot be used, in words for an administrator
     * @return row id → rule, of those that can be used, in table order
     */
    public static Map<String, DeadlineRule> read(Table table, Tables tables, Map<String, String> wrong) {
        Rules rules = new Rules(tables, new EnglishCalendars(tables));
        Map<String, DeadlineRule> read = new LinkedHashMap<>();
        for (String id : table.rows().keySet()) {
            try {
                read.put(id, rules.rule(table.version(), id));
            } catch (IllegalArgumentException e) {
                wrong.put(id, e.getMessage());
            }
        }
        return read;
    }

    /** Whether the protocol itself knows events of that kind; others are an authority's own dates. */
    public static boolean isEvent(String kind) {
        return EventWords.kinds().contains(kind);
    }
}
