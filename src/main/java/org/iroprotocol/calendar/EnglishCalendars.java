package org.iroprotocol.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.Tables;
import org.springframework.stereotype.Component;

/**
 * England's bank holidays with each authority's {@code working-days.dmn} laid over them. A changed table holds from the
 * next question on. Works without Spring as well: {@code new EnglishCalendars(tables)}.
 */
@Component
public class EnglishCalendars implements Calendars {

    private static final String KNOWN_UNTIL = "bank-holidays-known-until";

    private final Tables tables;
    private final BankHolidays bankHolidays = new BankHolidays();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    public EnglishCalendars(Tables tables) {
        this.tables = tables;
    }

    /**
     * @throws IllegalArgumentException when the authority is not one of ours
     * @throws IllegalStateException    naming table, row and column when a row cannot be understood
     */
    @Override
    public WorkingDays of(String authority) {
        return entry(authority).workingDays;
    }

    @Override
    public WorkingDays byLaw(String authority) {
        return entry(authority).byLaw;
    }

    private Entry entry(String authority) {
        Table days = tables.latest(authority, "working-days");
        Table settings = tables.latest(authority, "settings");
        Entry known = entries.get(authority);
        if (known == null || !known.daysVersion.equals(days.version())
                || !known.settingsVersion.equals(settings.version())) {
            known = read(authority, days, settings);
            entries.put(authority, known);
        }
        return known;
    }

    private Entry read(String authority, Table days, Table settings) {
        Map<LocalDate, String> added = new HashMap<>();
        Map<LocalDate, String> closed = new HashMap<>();
        Set<LocalDate> removed = new HashSet<>();
        days.rows().forEach((id, row) -> {
            String where = "working-days.dmn of '" + authority + "', row '" + id + "'";
            LocalDate date = date(row.get("date"), where + ", column 'date'");
            String change = String.valueOf(row.get("change"));
            switch (change) {
                case "added" -> added.put(date, reason(row.get("reason"), where));
                case "closed" -> closed.put(date, reason(row.get("reason"), where));
                case "removed" -> removed.add(date);
                default -> throw new IllegalStateException(where + ": column 'change' must be 'added' (a holiday for all England), "
                        + "'closed' (only this council does not work) or 'removed' (worked after all).");
            }
        });
        String where = "settings.dmn of '" + authority + "', row '" + KNOWN_UNTIL + "'";
        Object until = settings.row(KNOWN_UNTIL).map(row -> row.get("value")).orElse(null);
        LocalDate knownUntil = date(until, where);
        WorkingDays byLaw = new AuthorityWorkingDays(bankHolidays, added, removed, knownUntil);
        added.forEach(closed::put);
        return new Entry(days.version(), settings.version(), new AuthorityWorkingDays(bankHolidays, closed, removed, knownUntil), byLaw);
    }

    private static String reason(Object value, String where) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalStateException(where + ": column 'reason' is empty; say why the day is not worked.");
        }
        return value.toString().strip();
    }

    private static LocalDate date(Object value, String where) {
        if (value == null) {
            throw new IllegalStateException(where + " is missing; write a date like 2028-12-31.");
        }
        try {
            return LocalDate.parse(value.toString().strip());
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(where + " is not a date; write it like 2028-12-31.", e);
        }
    }

    private record Entry(String daysVersion, String settingsVersion, WorkingDays workingDays, WorkingDays byLaw) {
    }
}
