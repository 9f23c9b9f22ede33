package org.iroprotocol.advice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.SortedMap;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.Calendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.WorkingDays;
import org.springframework.stereotype.Component;

/**
 * When and under which number the duty line of Cafcass Legal answers (C-15, C-75, C-129): from rows of {@code settings.dmn},
 * Monday to Friday but not on bank holidays. Knows nothing of any call.
 */
@Component
public class DutyLine {

    private static final String OPENS = "advice-line.opens";
    private static final String CLOSES = "advice-line.closes";
    private static final String CHECKED = "advice-line.checked-on";

    private final Settings settings;
    private final Calendars calendars;
    private final Clock clock;

    DutyLine(Settings settings, Calendars calendars, Clock clock) {
        this.settings = settings;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * The line as it is this minute. Times are Europe/London.
     *
     * @param phone     null when the authority has entered none
     * @param checkedOn when the number was last checked; null: never
     * @param open      whether it is answered now
     * @param closedFor the holiday for which it is closed today, "Good Friday"; null for none
     * @param next      while open when it closes; else when it opens next
     */
    public record Now(String phone, LocalDate checkedOn, LocalTime opens, LocalTime closes, boolean open, String closedFor,
                      Instant next) {
    }

    /**
     * The line as the authority's settings and calendar have it now.
     *
     * @throws IllegalStateException in words for an administrator when a row cannot be understood
     */
    public Now now(String authority) {
        LocalTime opens = time(authority, OPENS, "09:00");
        LocalTime closes = time(authority, CLOSES, "17:00");
        if (!opens.isBefore(closes)) {
            throw new IllegalStateException("settings.dmn of '" + authority + "', row '" + OPENS + "', must be earlier than the row '"
                    + CLOSES + "': correct it and deploy the table.");
        }
        WorkingDays days = calendars.of(authority);
        ZonedDateTime now = clock.instant().atZone(London.ZONE);
        LocalDate today = now.toLocalDate();
        LocalTime time = now.toLocalTime();
        boolean works = days.isWorkingDay(today);
        boolean open = works && !time.isBefore(opens) && time.isBefore(closes);
        SortedMap<LocalDate, String> holiday = days.closedWeekdays(today, today);
        LocalDate nextDay = works && time.isBefore(opens) ? today : days.plus(today, 1);
        ZonedDateTime next = open ? today.atTime(closes).atZone(London.ZONE) : nextDay.atTime(opens).atZone(London.ZONE);
        return new Now(settings.find(authority, "advice-line.phone").orElse(null), checked(authority), opens, closes, open,
                holiday.get(today), next.toInstant());
    }

    private LocalDate checked(String authority) {
        try {
            return settings.find(authority, CHECKED).map(LocalDate::parse).orElse(null);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("settings.dmn of '" + authority + "', row '" + CHECKED
                    + "', is not a date; write it like 2026-12-18.", e);
        }
    }

    private LocalTime time(String authority, String setting, String usual) {
        String value = settings.find(authority, setting).orElse(usual);
        try {
            return LocalTime.parse(value.length() == 4 ? "0" + value : value);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("settings.dmn of '" + authority + "', row '" + setting
                    + "', is not a time like 09:00: correct it and deploy the table.", e);
        }
    }
}
