package org.iroprotocol.deadline;

import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.calendar.Calendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.calendar.WorkingDays;
import org.iroprotocol.deadline.DeadlineRule.Kind;
import org.springframework.stereotype.Component;

/** The rules of an authority and what they come to. */
@Component
class Rules {

    private static final String TABLE = "deadlines";

    private final Tables tables;
    private final Calendars calendars;
    private final Map<String, DeadlineRule> read = new ConcurrentHashMap<>();
    private final Set<String> checked = ConcurrentHashMap.newKeySet();

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
        DeadlineRule known = read(version, rule);
        if (!checked.contains(version + "#" + rule)) {
            refuseCircle(version, known, List.of());
            checked.add(version + "#" + rule);
        }
        return known;
    }

    private void refuseCircle(String version, DeadlineRule rule, List<String> before) {
        List<String> path = new ArrayList<>(before);
        path.add(rule.id());
        if (before.contains(rule.id())) {
            throw new IllegalArgumentException("deadlines.dmn, row '" + rule.id() + "', column 'from': counts in a circle ("
                    + String.join(", ", path) + "). Let one of these rows count from an event.");
        }
        for (String name : rule.from()) {
            if (isRow(version, name)) {
                refuseCircle(version, read(version, name), path);
            }
        }
    }

    private boolean isRow(String version, String name) {
        return !EventWords.kinds().contains(name) && has(version, name);
    }

    private DeadlineRule read(String version, String rule) {
        DeadlineRule known = read.get(version + "#" + rule);
        if (known == null) {
            Table table = tables.version(version);
            known = RuleReader.read(rule, table.row(rule).orElseThrow(() -> new IllegalArgumentException(
                    "deadlines.dmn has no row '" + rule + "'." + NearIds.hint(rule, table.rows().keySet()))));
            read.put(version + "#" + rule, known);
        }
        return known;
    }

    boolean has(String version, String rule) {
        return tables.version(version).row(rule).isPresent();
    }

    /** What the row comes to for the dates known, null while unknown. */
    DueDate dueDate(String version, String rule, String authority, Function<String, When> facts) {
        return DueDates.of(rule(version, rule), facts, name -> other(version, name), counted -> days(counted, authority));
    }

    /** Does it count from another row's due day, which moves with the calendar itself? */
    boolean countsFromAnother(String version, DeadlineRule rule) {
        return rule.from().stream().anyMatch(name -> other(version, name) != null);
    }

    /** The row a name in the column "from" stands for; null when it names an event: events come first. */
    DeadlineRule other(String version, String name) {
        return isRow(version, name) ? rule(version, name) : null;
    }

    /** The days a rule counts in. */
    WorkingDays days(DeadlineRule rule, String authority) {
        return rule.kind() == Kind.STATUTORY ? calendars.byLaw(authority) : calendars.of(authority);
    }

    /** What the rule comes to from the same event under today's calendar. */
    Instant due(DeadlineRule rule, String authority, String countedFrom) {
        return DueDates.from(rule, When.parse(countedFrom), days(rule, authority)).due();
    }

    Instant alert(DeadlineRule rule, String authority, Instant due) {
        return DueDates.alert(rule, due, setting(authority, "immediately.alert-working-days"), calendars.of(authority));
    }

    Instant followUp(String authority, Instant due) {
        return DueDates.followUp(due, setting(authority, "follow-up.working-days"), calendars.of(authority));
    }

    /** {@code overdue.time} on the day it is due, whether that day is worked or not. */
    Instant morning(String authority, Instant due) {
        return due.atZone(London.ZONE).toLocalDate().atTime(overdueTime(authority)).atZone(London.ZONE).toInstant();
    }

    /** The next time after {@code now} at which somebody is reminded of what was missed on that due date. */
    Instant reminder(String authority, Instant due, Instant now) {
        int every = setting(authority, "reminder.working-days", 1);
        return DueDates.reminder(due, every, overdueTime(authority), now, calendars.of(authority));
    }

    /** The next warning of the rule after {@code now}, counted from the event under today's calendar; null when none is left. */
    Instant warning(DeadlineRule rule, String authority, String countedFrom, Instant now) {
        return DueDates.warning(rule, When.parse(countedFrom), overdueTime(authority), now, days(rule, authority));
    }

    private LocalTime overdueTime(String authority) {
        try {
            return LocalTime.parse(value(authority, "overdue.time"));
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("settings.dmn of '" + authority
                    + "', row 'overdue.time': the value must be a time of day like 08:00.", e);
        }
    }

    private int setting(String authority, String id) {
        return setting(authority, id, 0);
    }

    private int setting(String authority, String id, int least) {
        try {
            int number = Integer.parseInt(value(authority, id));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the table and the row
        }
        throw new IllegalStateException("settings.dmn of '" + authority + "', row '" + id
                + "': the value must be a whole number of working days, " + least + " or more.");
    }

    private String value(String authority, String id) {
        return tables.latest(authority, "settings").row(id).map(row -> row.get("value")).map(String::valueOf).orElse("").strip();
    }
}
