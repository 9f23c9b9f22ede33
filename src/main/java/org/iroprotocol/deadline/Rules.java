package org.iroprotocol.deadline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.calendar.Calendars;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.springframework.stereotype.Component;

/** The rules of an authority and what they come to. */
@Component
class Rules {

    private static final String TABLE = "deadlines";

    private final Tables tables;
    private final Calendars calendars;
    private final Map<String, DeadlineRule> read = new ConcurrentHashMap<>();

    Rules(Tables tables, Calendars calendars) {
        this.tables = tables;
        this.calendars = calendars;
    }

    /** Version of the table as it stands now: what a new deadline is pinned to. */
    String version(String authority) {
        return tables.latest(authority, TABLE).version();
    }

    /** @throws IllegalArgumentException naming the rows that come near when there is no such rule */
    DeadlineRule rule(String version, String rule) {
        DeadlineRule known = read.get(version + "#" + rule);
        if (known == null) {
            Table table = tables.version(version);
            known = RuleReader.read(rule, table.row(rule).orElseThrow(() -> new IllegalArgumentException(
                    "deadlines.dmn has no row '" + rule + "'." + NearIds.hint(rule, table.rows().keySet()))));
            read.put(version + "#" + rule, known);
        }
        return known;
    }

    /** An event of that very subject counts before the case's only one (empty subject). */
    DueDate dueDate(DeadlineRule rule, String authority, String subject, List<CaseEvent> events) {
        return DueDates.of(rule, kind -> value(events, kind, subject), calendars.of(authority));
    }

    /** What the rule comes to from the same event under today's calendar. */
    Instant due(DeadlineRule rule, String authority, String countedFrom) {
        return DueDates.from(rule, When.parse(countedFrom), calendars.of(authority)).due();
    }

    Instant alert(DeadlineRule rule, String authority, Instant due) {
        return DueDates.alert(rule, due, setting(authority, "immediately.alert-working-days"), calendars.of(authority));
    }

    Instant followUp(String authority, Instant due) {
        return DueDates.followUp(due, setting(authority, "follow-up.working-days"), calendars.of(authority));
    }

    private int setting(String authority, String id) {
        Object value = tables.latest(authority, "settings").row(id).map(row -> row.get("value")).orElse(null);
        try {
            int number = Integer.parseInt(String.valueOf(value).strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the table and the row
        }
        throw new IllegalStateException("settings.dmn of '" + authority + "', row '" + id
                + "': the value must be a whole number of working days, 0 or more.");
    }

    private static When value(List<CaseEvent> events, String kind, String subject) {
        CaseEvent found = null;
        for (CaseEvent event : events) {
            if (event.kind().equals(kind) && event.errorReason() == null) {
                if (event.subject().equals(subject)) {
                    return event.value();
                }
                if (event.subject().isEmpty()) {
                    found = event;
                }
            }
        }
        return found == null ? null : found.value();
    }
}
