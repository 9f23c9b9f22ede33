package org.iroprotocol.calendar;

/** The working-day calendar of each authority: England's, plus and minus the rows of {@code working-days.dmn}. */
public interface Calendars {

    /** @param authority tenant id; throws {@link IllegalArgumentException} when it is not one of ours */
    WorkingDays of(String authority);

    /**
     * The same without the days on which only this council is closed: they give nobody more time where the law sets the limit.
     * Without such days, {@link #of} itself.
     *
     * @param authority as above
     */
    default WorkingDays byLaw(String authority) {
        return of(authority);
    }
}
