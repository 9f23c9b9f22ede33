package org.iroprotocol.calendar;

import java.time.LocalDate;
import java.util.SortedMap;

/** Which days people work, for one authority. Immutable. A working day is Monday to Friday that is not a holiday. */
public interface WorkingDays {

    boolean isWorkingDay(LocalDate day);

    /** The n-th working day after {@code day}, which itself never counts; {@code days} ≥ 0; 0 returns {@code day}. */
    LocalDate plus(LocalDate day, int days);

    /** The n-th working day before {@code day}, which itself never counts; {@code days} ≥ 0. */
    LocalDate minus(LocalDate day, int days);

    /** {@code day} if it is a working day, else the next one. */
    LocalDate onOrAfter(LocalDate day);

    /** Days from Monday to Friday that are not worked, both ends included, with the reason people know ("Christmas Day"). */
    SortedMap<LocalDate, String> closedWeekdays(LocalDate first, LocalDate last);

    /** The last day for which the bank holidays have been announced; later answers are a forecast. */
    LocalDate knownUntil();
}
