package org.iroprotocol.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * When something happened or will happen, as people record it: a day, or a day with a time of day, in Europe/London.
 *
 * @param date never null
 * @param time null when only the day is known
 */
public record When(LocalDate date, LocalTime time) implements Comparable<When> {

    public When {
        if (date == null) {
            throw new IllegalArgumentException("a date is needed");
        }
    }

    public static When on(LocalDate date) {
        return new When(date, null);
    }

    /** The same instant as London clocks showed it, to the second. */
    public static When at(Instant instant) {
        var local = instant.atZone(London.ZONE).truncatedTo(ChronoUnit.SECONDS);
        return new When(local.toLocalDate(), local.toLocalTime());
    }

    /**
     * Reads {@code 2026-12-18}, {@code 2026-12-18T10:30[:00]} (London time) or {@code 2026-12-18T10:30Z} (converted).
     *
     * @throws DateTimeParseException when the text is none of these
     */
    public static When parse(String text) {
        String value = text.strip();
        int t = value.indexOf('T');
        if (t < 0) {
            return on(LocalDate.parse(value));
        }
        String time = value.substring(t + 1);
        if (time.endsWith("Z") || time.contains("+") || time.contains("-")) {
            return at(OffsetDateTime.parse(value).toInstant());
        }
        return new When(LocalDate.parse(value.substring(0, t)), LocalTime.parse(time));
    }

    /** The instant; a day without a time counts from its first moment. A time skipped by the clock change moves on by the hour. */
    public Instant instant() {
        return date.atTime(time == null ? LocalTime.MIDNIGHT : time).atZone(London.ZONE).toInstant();
    }

    public boolean hasTime() {
        return time != null;
    }

    @Override
    public int compareTo(When other) {
        return instant().compareTo(other.instant());
    }

    /** The form {@link #parse} reads; this is what the case file stores. */
    @Override
    public String toString() {
        return time == null ? date.toString() : date + "T" + time;
    }
}
