package org.iroprotocol.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How people here write dates and times: day first, Europe/London. */
public final class London {

    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.UK);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd/MM/yyyy 'at' HH:mm", Locale.UK);
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);

    private London() {
    }

    /** 18/12/2026. */
    public static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** 18/12/2026, the day in London at that instant. */
    public static String day(Instant instant) {
        return DAY.format(instant.atZone(ZONE));
    }

    /** 18/12/2026 at 16:05. */
    public static String minute(Instant instant) {
        return MINUTE.format(instant.atZone(ZONE));
    }

    /** Friday 18 December 2026. */
    public static String longDay(LocalDate date) {
        return LONG_DAY.format(date);
    }

    /** 18/12/2026, with "at 16:05" when the time is known. */
    public static String text(When when) {
        return when.hasTime() ? minute(when.instant()) : day(when.date());
    }
}
