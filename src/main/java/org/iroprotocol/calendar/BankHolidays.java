package org.iroprotocol.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The bank and public holidays of England with substitute days, as far as they have been proclaimed, year by year. */
class BankHolidays {

    private static final String ENGLAND = "eng";
    // "Christmas" and "Easter" are how the library says it; people here and GOV.UK say it in full.
    private static final Map<String, String> USUAL_NAMES = Map.of("CHRISTMAS", "Christmas Day");

    private final HolidayManager manager =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.UNITED_KINGDOM));
    private final Map<Integer, Map<LocalDate, String>> years = new ConcurrentHashMap<>();

    /** The holiday's name when that day is one. */
    Optional<String> on(LocalDate day) {
        return Optional.ofNullable(years.computeIfAbsent(day.getYear(), this::read).get(day));
    }

    private Map<LocalDate, String> read(int year) {
        Map<LocalDate, String> days = new TreeMap<>();
        for (Holiday holiday : manager.getHolidays(Year.of(year), ENGLAND)) {
            String name = USUAL_NAMES.getOrDefault(shortKey(holiday), holiday.getDescription(Locale.ENGLISH));
            LocalDate kept = holiday.getObservedDate().orElse(holiday.getActualDate());
            boolean substitute = !kept.equals(holiday.getActualDate());
            days.put(kept, substitute ? name + " (substitute day)" : name);
        }
        return days;
    }

    private static String shortKey(Holiday holiday) {
        String key = holiday.getPropertiesKey();
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
