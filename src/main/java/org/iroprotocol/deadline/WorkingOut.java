package org.iroprotocol.deadline;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.calendar.WorkingDays;
import org.iroprotocol.deadline.DeadlineRule.Unit;

/** Says how a due date came about: "5 working days from Friday 18 December 2026 is Tuesday 29 December; …". */
final class WorkingOut {

    private static final DateTimeFormatter DAY_AND_MONTH = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.UK);

    private WorkingOut() {
    }

    static String of(DeadlineRule rule, When event, Instant dueAt, WorkingDays days) {
        ZonedDateTime due = dueAt.atZone(London.ZONE);
        LocalDate start = event.date();
        LocalDate last = due.toLocalDate();
        String amount = amount(rule);
        String from = rule.before() ? " before " : " from ";
        return switch (rule.unit()) {
            case IMMEDIATELY -> "Due at once, on " + London.longDay(start)
                    + (event.hasTime() ? " at " + time(due) : "");
            case HOURS -> amount + from + London.longDay(start)
                    + (event.hasTime() ? " at " + time(event.instant().atZone(London.ZONE)) : " at 00:00 (no time was given)")
                    + " is " + day(last, start) + " at " + time(due) + clockChange(event, due);
            case WORKING_DAYS -> amount + from + London.longDay(start) + " is " + day(last, start)
                    + (rule.before() ? notCounted(last.plusDays(1), start.minusDays(1), days)
                            : notCounted(start.plusDays(1), last.minusDays(1), days));
            case DAYS, MONTHS -> rule.amount() == 0 ? "Due by the end of " + London.longDay(start) : amount + from + London.longDay(start) + " is " + day(last, start);
            case WEEKS -> week(amount + from + London.longDay(start) + " is ",
                    start.plusWeeks(rule.before() ? -rule.amount() : rule.amount()), last, start, days);
            case WEEKS_INCLUDING_FIRST_DAY -> amount + " beginning with " + London.longDay(start) + " end on "
                    + day(last, start);
        };
    }

    /** "5 working days", "1 hour", "at once", "by the end of that day"; for tables. */
    static String amount(DeadlineRule rule) {
        if (rule.unit() == Unit.IMMEDIATELY) {
            return "at once";
        }
        if (rule.amount() == 0) {
            return "by the end of that day";
        }
        String unit = switch (rule.unit()) {
            case WORKING_DAYS -> "working day";
            case DAYS -> "day";
            case WEEKS, WEEKS_INCLUDING_FIRST_DAY -> "week";
            case MONTHS -> "month";
            case HOURS -> "hour";
            case IMMEDIATELY -> throw new IllegalStateException("handled above");
        };
        return rule.amount() + " " + unit + (rule.amount() == 1 ? "" : "s");
    }

    private static String week(String text, LocalDate counted, LocalDate shown, LocalDate start, WorkingDays days) {
        if (counted.equals(shown)) {
            return text + day(counted, start);
        }
        String reason = days.closedWeekdays(counted, counted).getOrDefault(counted, "");
        return text + day(counted, start) + ", which is not a working day" + (reason.isEmpty() ? "" : " (" + reason + ")")
                + ": " + day(shown, start);
    }

    /** What lies strictly between and was passed over: "; weekends, 25 and 28 December do not count". */
    private static String notCounted(LocalDate first, LocalDate last, WorkingDays days) {
        List<String> items = new ArrayList<>();
        if (first.datesUntil(last.isBefore(first) ? first : last.plusDays(1)).anyMatch(WorkingOut::isWeekend)) {
            items.add("weekends");
        }
        List<LocalDate> closed = List.copyOf(days.closedWeekdays(first, last).keySet());
        for (int i = 0; i < closed.size(); i++) {
            boolean lastOfMonth = i + 1 == closed.size() || closed.get(i + 1).getMonth() != closed.get(i).getMonth();
            items.add(closed.get(i).getDayOfMonth() + (lastOfMonth
                    ? " " + closed.get(i).getMonth().getDisplayName(TextStyle.FULL, Locale.UK) : ""));
        }
        if (items.isEmpty()) {
            return "";
        }
        boolean one = items.size() == 1 && closed.size() == 1;
        return "; " + EventWords.list(items) + (one ? " does not count" : " do not count");
    }

    private static String clockChange(When event, ZonedDateTime due) {
        boolean changes = !event.instant().atZone(London.ZONE).getOffset().equals(due.getOffset());
        return changes ? "; the clocks change in between" : "";
    }

    private static String day(LocalDate day, LocalDate start) {
        return day.getYear() == start.getYear() ? DAY_AND_MONTH.format(day) : London.longDay(day);
    }

    private static String time(ZonedDateTime time) {
        return (time.getSecond() == 0 ? TIME : SECONDS).format(time);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
