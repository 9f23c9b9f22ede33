package org.iroprotocol.calendar;

/** The working-day calendar of each authority: England's, plus and minus the rows of {@code working-days.dmn}. */
public interface Calendars {

    /** @param authority tenant id; throws {@link IllegalArgumentException} when it is not one of ours */
    WorkingDays of(String authority);
}
