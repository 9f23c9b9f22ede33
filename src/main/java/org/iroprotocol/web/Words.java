package org.iroprotocol.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRule;
import org.iroprotocol.work.Cover;

/** How the pages put things: plain, short, and never harsher than the source of a limit allows (C-28, P-50). */
final class Words {

    private static final Map<String, String> EVENTS = Map.ofEntries(
            Map.entry(EventKind.PROCEEDINGS_ISSUED, "Proceedings issued"),
            Map.entry(EventKind.PROCEEDINGS_ENDED, "Proceedings ended"),
            Map.entry(EventKind.IRO_ALLOCATED, "IRO allocated"),
            Map.entry(EventKind.CAFCASS_ALLOCATED, "Cafcass allocated the case"),
            Map.entry(EventKind.FIRST_HEARING, "First hearing"),
            Map.entry(EventKind.CMH, "Case management hearing (CMH)"),
            // Not events but days that other limits count from.
            Map.entry("cmh-earliest", "Earliest day for the CMH"),
            Map.entry("cmh-latest", "Latest day for the CMH"),
            Map.entry(EventKind.IRH, "Issues resolution hearing (IRH)"),
            Map.entry(EventKind.FINAL_HEARING, "Final hearing"),
            Map.entry(EventKind.LOOKED_AFTER_SINCE, "Looked after since"),
            Map.entry(EventKind.LOOKED_AFTER_ENDED, "No longer looked after"),
            Map.entry(EventKind.GUARDIAN_FINAL_PLAN, "Final court care plan from the guardian"),
            Map.entry(EventKind.GUARDIAN_FINAL_DISCUSSION, "Final discussion of guardian and IRO"),
            Map.entry(EventKind.GUARDIAN_HANDOVER, "Written handover from the guardian"),
            Map.entry(EventKind.DOCUMENTS_CONFIRMED, "Documents confirmed as forwarded"),
            Map.entry(EventKind.LETTER_TO_CHILD, "Guardian’s letter to the child"),
            Map.entry(EventKind.DISCUSSION_HELD, "Discussion of guardian and IRO"),
            Map.entry(EventKind.CLOSING_MEETING_REQUIRED, "Joint meeting required"),
            Map.entry(EventKind.CLOSING_MEETING, "Joint meeting"),
            Map.entry(EventKind.CLOSING_MEETING_HELD, "Joint meeting held"),
            Map.entry(EventKind.GUARDIAN_WORK_ENDED, "Guardian’s work ended"),
            Map.entry("document-filed", "Document filed at court"),
            Map.entry("document-served", "Document served"),
            Map.entry("document-received", "Document received by legal"),
            Map.entry(EventKind.PLAN_CHANGED, "Care plan changed at the final hearing"),
            Map.entry(EventKind.REVIEW, "Looked-after review"),
            Map.entry(EventKind.REVIEW_HELD, "Looked-after review held"),
            Map.entry(EventKind.NEXT_REVIEW, "Next looked-after review"),
            Map.entry("concern-identified", "Concern raised"),
            Map.entry("immediate-action-needed", "Immediate action needed"),
            Map.entry("qa-form-issued", "Concern issued"),
            Map.entry("stage-1-entered", "Stage 1 reached"),
            Map.entry("stage-2-entered", "Stage 2 reached"),
            Map.entry("stage-3-entered", "Stage 3 reached"),
            Map.entry("stage-4-entered", "Stage 4 reached"),
            Map.entry("stage-1-response", "Response"),
            Map.entry("stage-1-unsatisfactory", "Response not satisfactory"),
            Map.entry("stage-1-overdue", "No response in time"),
            Map.entry("response-extended", "New date for the response"),
            Map.entry("resolution-wanted-by", "Wanted to be put right by"),
            Map.entry("senior-iro-discussion", "Discussion of IRO and senior IRO"),
            Map.entry("first-dispute-discussion", "First discussion with senior managers"),
            Map.entry("promise-due", "Day promised"),
            Map.entry("dispute-settled", "Concern settled"),
            Map.entry(EventKind.DIED, "The child died"),
            Map.entry(EventKind.RESPONSIBILITY_MOVED, "Responsibility moved to another authority"));

    private Words() {
    }

    /** "Case management hearing (CMH)"; an id without own words in readable form. */
    static String event(String kind) {
        return EVENTS.getOrDefault(kind, fromId(kind));
    }

    /** The event and which one it was; an id that only tells entries apart is nothing to read. */
    static String event(CaseEvent event) {
        String subject = event.subject();
        boolean readable = subject != null && !subject.isEmpty() && !subject.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        return event(event.kind()) + (readable ? " – " + fromId(subject) : "");
    }

    /** Whether something was put on record on a later day than it happened (P-13). */
    static boolean recordedLate(When happened, Instant recordedAt) {
        return LocalDate.ofInstant(recordedAt, London.ZONE).isAfter(happened.date());
    }

    /** Met, or no longer needed. */
    static boolean isDone(Deadline deadline) {
        return deadline.state() == Deadline.State.MET || deadline.state() == Deadline.State.CLOSED;
    }

    /** The style of a deadline's state. */
    static String tone(Deadline deadline, Instant now) {
        return switch (deadline.state()) {
            case MISSED -> "missed";
            case MET -> "done";
            case WAITING, CLOSED -> "quiet";
            case OPEN -> deadline.due() != null && deadline.due().isBefore(now.plusSeconds(3 * 86_400)) ? "soon" : "open";
        };
    }

    /** {@code care-order} becomes "Care order". */
    static String fromId(String id) {
        String text = id.replace('-', ' ').replace('_', ' ').strip();
        return text.isEmpty() ? id : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** "4 years old", "7 months old", "3 weeks old"; "born on …" in the future is never shown. */
    static String age(CaseFile file, LocalDate today) {
        LocalDate until = file.diedOn() == null ? today : file.diedOn();
        long years = ChronoUnit.YEARS.between(file.dateOfBirth(), until);
        if (years >= 2) {
            return years + " years old";
        }
        long months = ChronoUnit.MONTHS.between(file.dateOfBirth(), until);
        if (months >= 2) {
            return months + " months old";
        }
        long weeks = Math.max(0, ChronoUnit.WEEKS.between(file.dateOfBirth(), until));
        return weeks == 1 ? "1 week old" : weeks + " weeks old";
    }

    /** Where a deadline stands, for people, as seen at {@code now}. */
    static String state(Deadline deadline, Instant now) {
        return switch (deadline.state()) {
            case WAITING -> "Waiting for a date";
            case OPEN -> open(deadline.due(), now);
            case MISSED -> missed(deadline.rule().kind()) + ago(deadline.due(), now);
            case MET -> "Done" + (deadline.metAt() == null ? "" : " on " + London.day(deadline.metAt()))
                    + (deadline.missedAt() == null ? "" : ", after the target date");
            case CLOSED -> "No longer needed";
        };
    }

    /** "for Imogen Rowe, whom you cover until 14/01/2027". */
    static String cover(Cover.Covered task) {
        return "for " + task.insteadOf() + ", whom you cover until " + London.day(task.until());
    }

    /** The due date; with the time of day where hours count. */
    static String due(Deadline deadline) {
        if (deadline.due() == null) {
            return null;
        }
        DeadlineRule.Unit unit = deadline.rule().unit();
        return unit == DeadlineRule.Unit.HOURS || unit == DeadlineRule.Unit.IMMEDIATELY
                ? London.minute(deadline.due()) : London.day(deadline.due());
    }

    /** "5 working days after: CMH". */
    static String rule(DeadlineRule rule) {
        String from = String.join(", ", rule.from().stream().map(Words::event).toList());
        String limit = switch (rule.unit()) {
            case WORKING_DAYS -> count(rule.amount(), "working day");
            case DAYS -> count(rule.amount(), "day");
            case WEEKS, WEEKS_INCLUDING_FIRST_DAY -> count(rule.amount(), "week");
            case MONTHS -> count(rule.amount(), "month");
            case HOURS -> count(rule.amount(), "hour");
            case IMMEDIATELY -> "at once";
        };
        if (rule.unit() == DeadlineRule.Unit.IMMEDIATELY) {
            return "At once after: " + from;
        }
        if (rule.amount() == 0) {
            return "By the end of the day: " + from;
        }
        String combine = rule.from().size() < 2 ? "" : switch (rule.combine()) {
            case ALL_LATEST -> " (when all are known, the latest)";
            case KNOWN_LATEST -> " (the latest known)";
            case KNOWN_EARLIEST -> " (the earliest known)";
            case FIRST_KNOWN -> " (the first of these that is known)";
        };
        return limit + (rule.before() ? " before: " : " after: ") + from + combine
                + (rule.unit() == DeadlineRule.Unit.WEEKS_INCLUDING_FIRST_DAY ? ", that day included" : "");
    }

    /** Whose limit it is. */
    static String kind(DeadlineRule.Kind kind) {
        return switch (kind) {
            case STATUTORY -> "Law";
            case GUIDANCE -> "Protocol or guidance";
            case LOCAL -> "Local default";
        };
    }

    /** "in 12 days", "in 5 weeks", "in 9 years"; for a day that is over "passed". */
    static String away(LocalDate today, LocalDate day) {
        long days = ChronoUnit.DAYS.between(today, day);
        if (days < 0) {
            return "passed";
        }
        long months = ChronoUnit.MONTHS.between(today, day);
        return days == 0 ? "today" : days == 1 ? "tomorrow" : "in " + (days < 22 ? count(days, "day")
                : months < 6 ? count(days / 7, "week") : months < 24 ? count(months, "month") : count(months / 12, "year"));
    }

    static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private static String missed(DeadlineRule.Kind kind) {
        return kind == DeadlineRule.Kind.STATUTORY ? "Statutory date missed" : "Target missed";
    }

    private static String open(Instant due, Instant now) {
        if (due == null) {
            return "Open";
        }
        long days = days(now, due);
        return days < 0 ? "Was due " + count(-days, "day") + " ago"
                : days == 0 ? "Due today" : days == 1 ? "Due tomorrow" : "Due in " + count(days, "day");
    }

    private static String ago(Instant due, Instant now) {
        long days = due == null ? 0 : -days(now, due);
        return days <= 0 ? "" : days == 1 ? " yesterday" : " " + count(days, "day") + " ago";
    }

    private static long days(Instant from, Instant to) {
        return ChronoUnit.DAYS.between(from.atZone(London.ZONE).toLocalDate(), to.atZone(London.ZONE).toLocalDate());
    }
}
