package org.iroprotocol.digest;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.Calendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.WorkingDays;
import org.springframework.stereotype.Component;

/** When an authority's digests are written: on its working days, by London's clocks. */
@Component
class Mornings {

    private static final String TIME = "digest.time";
    private static final String END = "office-hours.end";

    private final Settings settings;
    private final Calendars calendars;
    private final Clock clock;

    Mornings(Settings settings, Calendars calendars, Clock clock) {
        this.settings = settings;
        this.calendars = calendars;
        this.clock = clock;
    }

    LocalDate today() {
        return now().toLocalDate();
    }

    /** @param lastDay the last day on which digests were written; null: none yet, so that none is owed today either */
    Instant next(String authority, LocalDate lastDay) {
        ZonedDateTime now = now();
        LocalDate today = now.toLocalDate();
        LocalTime time = time(authority);
        boolean owed = lastDay != null && lastDay.isBefore(today) && isOpen(authority);
        boolean ahead = now.toLocalTime().isBefore(time);
        WorkingDays days = calendars.of(authority);
        LocalDate day = owed || ahead ? days.onOrAfter(today) : days.plus(today, 1);
        return day.atTime(time).atZone(London.ZONE).toInstant();
    }

    /** Is it a working day, past {@code digest.time} and before the end of office hours? */
    boolean isOpen(String authority) {
        ZonedDateTime now = now();
        return calendars.of(authority).isWorkingDay(now.toLocalDate()) && !now.toLocalTime().isBefore(time(authority))
                && now.toLocalTime().isBefore(read(authority, END, "18:00"));
    }

    private LocalTime time(String authority) {
        LocalTime time = read(authority, TIME, "07:30");
        if (!time.isBefore(read(authority, END, "18:00"))) {
            throw new IllegalStateException("settings.dmn of '" + authority + "', row '" + TIME
                    + "', must be earlier than the row '" + END + "': correct it and deploy the table.");
        }
        return time;
    }

    private LocalTime read(String authority, String setting, String usual) {
        String value = settings.find(authority, setting).orElse(usual);
        try {
            return LocalTime.parse(value.length() == 4 ? "0" + value : value);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("settings.dmn of '" + authority + "', row '" + setting
                    + "', is not a time like 07:30: correct it and deploy the table.", e);
        }
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(London.ZONE);
    }
}
