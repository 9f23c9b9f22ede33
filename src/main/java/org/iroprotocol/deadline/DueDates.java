package org.iroprotocol.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
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
        return of(rule, events, name -> null, any -> days);
    }

    /**
     * @param events event kind → when it happened or will happen; null while unknown
     * @param others name in the column "from" → the rule it stands for; null for an event. Never in a circle
     * @param days   the days a rule counts in: the law's are not those of the council
     */
    static DueDate of(DeadlineRule rule, Function<String, When> events, Function<String, DeadlineRule> others,
                      Function<DeadlineRule, WorkingDays> days) {
        Worked worked = worked(rule, events, others, days);
        return worked.due() == null ? new DueDate(null, null, worked.words())
                : new DueDate(worked.due(), worked.countedFrom(), worked.words() + horizon(worked.latest(), days.apply(rule)) + ".");
    }

    private static Worked worked(DeadlineRule rule, Function<String, When> events, Function<String, DeadlineRule> others,
                                 Function<DeadlineRule, WorkingDays> days) {
        List<Start> starts = rule.from().stream().map(name -> start(name, events, others, days)).toList();
        List<Start> missing = starts.stream().filter(start -> start.date() == null).toList();
        List<Start> known = starts.stream().filter(start -> start.date() != null).toList();
        boolean all = rule.combine() == Combine.ALL_LATEST;
        if (known.isEmpty() || all && !missing.isEmpty()) {
            return new Worked(null, null, null, EventWords.waiting(all, missing.stream().map(Start::awaited).toList()));
        }
        Comparator<Start> byDate = Comparator.comparing(Start::date);
        Start start = switch (rule.combine()) {
            case ALL_LATEST, KNOWN_LATEST -> known.stream().max(byDate).orElseThrow();
            case KNOWN_EARLIEST -> known.stream().min(byDate).orElseThrow();
            case FIRST_KNOWN -> known.get(0);
        };
        DueDate counted = from(rule, start.date(), days.apply(rule));
        List<String> passedOver = rule.combine() == Combine.FIRST_KNOWN
                ? rule.from().subList(0, starts.indexOf(start)).stream().filter(name -> others.apply(name) == null).toList()
                : List.of();
        Instant latest = start.latest() != null && start.latest().isAfter(counted.due()) ? start.latest() : counted.due();
        return new Worked(counted.due(), start.date(), latest,
                counted.workingOut() + ". " + start.because(passedOver));
    }

    private static Start start(String name, Function<String, When> events, Function<String, DeadlineRule> others,
                               Function<DeadlineRule, WorkingDays> days) {
        DeadlineRule other = others.apply(name);
        if (other == null) {
            return new Start(name, events.apply(name), EventWords.awaited(name), null, null, null);
        }
        Worked worked = worked(other, events, others, days);
        return new Start(name, worked.due() == null ? null : When.on(day(worked.due())),
                worked.words().replaceFirst("^Waiting for ", ""), other, worked.words(), worked.latest());
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

    /**
     * The first warning of the rule that lies after {@code now}; null when none is left. A warning goes out at {@code time} on
     * the last day of its units, so that the last one can say "ends today"; of hours when they have elapsed.
     */
    static Instant warning(DeadlineRule rule, When event, LocalTime time, Instant now, WorkingDays days) {
        for (int amount : rule.warnings()) {
            Instant end = instant(rule, amount, event, days);
            Instant warning = rule.unit() == Unit.HOURS ? end : day(end).atTime(time).atZone(London.ZONE).toInstant();
            if (warning.isAfter(now)) {
                return warning;
            }
        }
        return null;
    }

    /** When somebody should be told that it was not done: the due time, or for "immediately" so many working days later. */
    static Instant alert(DeadlineRule rule, Instant due, int workingDays, WorkingDays days) {
        return rule.unit() == Unit.IMMEDIATELY ? end(days.plus(day(due), workingDays)) : due;
    }

    /** The first moment of the n-th working day before the day it is due, so that it stands in that morning's list. */
    static Instant followUp(Instant due, int workingDays, WorkingDays days) {
        return days.minus(day(due), workingDays).atStartOfDay(London.ZONE).toInstant();
    }

    /** The first time after {@code now} that is so many working days, or twice, three times as many, after the day it was due. */
    static Instant reminder(Instant due, int workingDays, LocalTime time, Instant now, WorkingDays days) {
        LocalDate day = day(due);
        Instant reminder;
        do {
            day = days.plus(day, workingDays);
            reminder = day.atTime(time).atZone(London.ZONE).toInstant();
        } while (!reminder.isAfter(now));
        return reminder;
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

    /** @param latest the latest of all dates that led to it; {@code words} have no full stop */
    private record Worked(Instant due, When countedFrom, Instant latest, String words) {
    }

    /** One name of the column "from": an event, or with {@code other} a rule and how its own date came about. */
    private record Start(String name, When date, String awaited, DeadlineRule other, String otherWords, Instant latest) {

        String because(List<String> passedOver) {
            return other == null ? "Counted from " + EventWords.named(name)
                    : EventWords.instead(passedOver, other) + ": " + otherWords;
        }
    }
}
