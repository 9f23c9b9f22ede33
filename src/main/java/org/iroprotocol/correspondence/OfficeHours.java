package org.iroprotocol.correspondence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.Calendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.WorkingDays;
import org.springframework.stereotype.Component;

/** When a message may leave: at once when urgent, else in the office hours of working days (P-45), Europe/London. */
@Component
class OfficeHours {

    private final Settings settings;
    private final Calendars calendars;

    OfficeHours(Settings settings, Calendars calendars) {
        this.settings = settings;
        this.calendars = calendars;
    }

    /** Null when {@code now} is in office hours, else the start of the next ones. */
    Instant next(String authority, Instant now) {
        WorkingDays days = calendars.of(authority);
        LocalTime start = time(authority, "office-hours.start", "08:00");
        LocalTime end = time(authority, "office-hours.end", "18:00");
        var local = now.atZone(London.ZONE);
        LocalDate today = local.toLocalDate();
        LocalTime time = local.toLocalTime();
        if (days.isWorkingDay(today) && !time.isBefore(start) && time.isBefore(end)) {
            return null;
        }
        LocalDate day = time.isBefore(start) ? days.onOrAfter(today) : days.plus(today, 1);
        return day.atTime(start).atZone(London.ZONE).toInstant();
    }

    /** For "target missed": {@code overdue.time} on the first working day after it was due, or office hours when that is past. */
    Instant overdue(String authority, Instant due, Instant now) {
        LocalDate dueDay = due.atZone(London.ZONE).toLocalDate();
        Instant morning = calendars.of(authority).plus(dueDay, 1)
                .atTime(time(authority, "overdue.time", "08:00")).atZone(London.ZONE).toInstant();
        return morning.isAfter(now) ? morning : next(authority, now);
    }

    private LocalTime time(String authority, String setting, String usual) {
        String value = settings.find(authority, setting).orElse(usual);
        try {
            return LocalTime.parse(value.length() == 4 ? "0" + value : value);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("settings.dmn of '" + authority + "', row '" + setting
                    + "', is not a time like 08:00: correct it and deploy the table.", e);
        }
    }
}
