package org.iroprotocol.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.calendar.WorkingDays;
import org.iroprotocol.deadline.DeadlineRule.Combine;
import org.iroprotocol.deadline.DeadlineRule.Unit;

/**
 * The arithmetic of limits. A limit in days ends at 23:59:59 of its last day in London, whatever the clocks do; a limit
 * in hours is elapsed time to the second. The day of the event never counts, except where the law counts it.
 */
final class DueDates {

    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

    private DueDates() {
    }

    /**
     * @param events event kind → when it happened or will happen; null while unknown
     */
    static DueDate of(DeadlineRule rule, Function<String, When> events, WorkingDays days) {
        List<String> missing = rule.from().stream().filter(kind -> events.apply(kind) == null).toList();
        List<String> known = rule.from().stream().filter(kind -> events.apply(kind) != null).toList();
        if (known.isEmpty() || rule.combine() == Combine.ALL_LATEST && !missing.isEmpty()) {
            return new DueDate(null, null, EventWords.waiting(rule.combine() == Combine.ALL_LATEST, missing));
        }
        Comparator<String> byDate = Comparator.comparing(events);
        String start = switch (rule.combine()) {
            case ALL_LATEST, KNOWN_LATEST -> known.stream().max(byDate).orElseThrow();
            case KNOWN_EARLIEST -> known.stream().min(byDate).orElseThrow();
            case FIRST_KNOWN -> known.get(0);
        };
        DueDate counted = from(rule, events.apply(start), days);
        return new DueDate(counted.due(), counted.countedFrom(),
                counted.workingOut() + ". Counted from " + EventWords.named(start)
                        + horizon(counted.due(), days) + ".");
    }

    /** As if the event that starts the clock were at that time. The working-out ends without a full stop. */
    static DueDate from(DeadlineRule rule, When event, WorkingDays days) {
        Instant due = instant(rule, rule.amount(), event, days);
        return new DueDate(due, event, WorkingOut.of(rule, event, due, days));
    }

    /** The warning people see when the bank holidays for that time have not been announced; else empty. */
    static String horizon(Instant due, WorkingDays days) {
        return due.atZone(London.ZONE).toLocalDate().isAfter(days.knownUntil())
                ? ". Bank holidays are known only until " + London.day(days.knownUntil())
                        + ": this date may still change"
                : "";
    }

    /** The instants at which the rule's warnings go out, ascending. */
    static List<Instant> warnings(DeadlineRule rule, When event, WorkingDays days) {
        List<Instant> warnings = new ArrayList<>();
        for (int amount : rule.warnings()) {
            warnings.add(instant(rule, amount, event, days));
        }
        return warnings;
    }

    /** When somebody should be told that it was not done: the due time, or for "immediately" so many working days later. */
    static Instant alert(DeadlineRule rule, Instant due, int workingDays, WorkingDays days) {
        return rule.unit() == Unit.IMMEDIATELY ? end(days.plus(day(due), workingDays)) : due;
    }

    /** The first moment of the n-th working day before the day it is due, so that it stands in that morning's list. */
    static Instant followUp(Instant due, int workingDays, WorkingDays days) {
        return days.minus(day(due), workingDays).atStartOfDay(London.ZONE).toInstant();
    }

    private static Instant instant(DeadlineRule rule, int amount, When event, WorkingDays days) {
        LocalDate start = event.date();
        boolean before = rule.before();
        return switch (rule.unit()) {
            case IMMEDIATELY -> event.instant();
            case HOURS -> event.instant().plus(before ? -amount : amount, ChronoUnit.HOURS);
            case WORKING_DAYS -> end(before ? days.minus(start, amount) : days.plus(start, amount));
            case DAYS -> end(start.plusDays(before ? -amount : amount));
            // Q3: a week that ends on a day nobody works is shown as the next working day (before an event: the last one).
            case WEEKS -> end(before ? onOrBefore(start.minusWeeks(amount), days) : days.onOrAfter(start.plusWeeks(amount)));
            case WEEKS_INCLUDING_FIRST_DAY -> end(start.plusWeeks(amount).minusDays(1));
            case MONTHS -> end(start.plusMonths(before ? -amount : amount));
        };
    }

    private static LocalDate onOrBefore(LocalDate day, WorkingDays days) {
        return days.isWorkingDay(day) ? day : days.minus(day, 1);
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(London.ZONE).toLocalDate();
    }

    private static Instant end(LocalDate day) {
        return day.atTime(END_OF_DAY).atZone(London.ZONE).toInstant();
    }
}
