package org.iroprotocol.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** England's working days with the days one authority has added or removed. */
class AuthorityWorkingDays implements WorkingDays {

    private final BankHolidays bankHolidays;
    private final Map<LocalDate, String> added;
    private final Set<LocalDate> removed;
    private final LocalDate knownUntil;

    /**
     * @param added      days not worked in addition, with the reason
     * @param removed    days worked after all; a Saturday or Sunday never becomes a working day
     * @param knownUntil last day for which the bank holidays have been announced
     */
    AuthorityWorkingDays(BankHolidays bankHolidays, Map<LocalDate, String> added, Set<LocalDate> removed,
                         LocalDate knownUntil) {
        this.bankHolidays = bankHolidays;
        this.added = Map.copyOf(added);
        this.removed = Set.copyOf(removed);
        this.knownUntil = knownUntil;
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return !isWeekend(day) && holiday(day).isEmpty();
    }

    @Override
    public LocalDate plus(LocalDate day, int days) {
        return count(day, days, 1);
    }

    @Override
    public LocalDate minus(LocalDate day, int days) {
        return count(day, days, -1);
    }

    @Override
    public LocalDate onOrAfter(LocalDate day) {
        LocalDate found = day;
        while (!isWorkingDay(found)) {
            found = found.plusDays(1);
        }
        return found;
    }

    @Override
    public SortedMap<LocalDate, String> closedWeekdays(LocalDate first, LocalDate last) {
        SortedMap<LocalDate, String> closed = new TreeMap<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            LocalDate weekday = day;
            if (!isWeekend(weekday)) {
                holiday(weekday).ifPresent(reason -> closed.put(weekday, reason));
            }
        }
        return closed;
    }

    @Override
    public LocalDate knownUntil() {
        return knownUntil;
    }

    private LocalDate count(LocalDate day, int days, int step) {
        if (days < 0) {
            throw new IllegalArgumentException("the number of working days must not be negative");
        }
        LocalDate found = day;
        for (int left = days; left > 0; ) {
            found = found.plusDays(step);
            if (isWorkingDay(found)) {
                left--;
            }
        }
        return found;
    }

    private Optional<String> holiday(LocalDate day) {
        if (removed.contains(day)) {
            return Optional.empty();
        }
        return Optional.ofNullable(added.get(day)).or(() -> bankHolidays.on(day));
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
