package org.iroprotocol.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.ChildFacts;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.deadline.Deadline;
import org.springframework.stereotype.Component;

/** What is expected once a child's proceedings have ended, and what of it is there (C-08 to C-10, C-46 to C-55, P-13). */
@Component
class CompletionReader {

    /** Before the end of proceedings these two count only while the plan stayed what it was (P-13). */
    private static final Set<String> ABOUT_THE_PLAN = Set.of(EventKind.GUARDIAN_FINAL_PLAN,
            EventKind.GUARDIAN_FINAL_DISCUSSION);

    private final CaseFiles files;
    private final ChildFacts children;
    private final Settings settings;
    private final Tables tables;
    private final EngineUsers users;

    CompletionReader(CaseFiles files, ChildFacts children, Settings settings, Tables tables, EngineUsers users) {
        this.files = files;
        this.children = children;
        this.settings = settings;
        this.tables = tables;
        this.users = users;
    }

    /**
     * One thing expected.
     *
     * @param day      when it was done; null while it is not recorded
     * @param outcome  how, in the words of the form; null where there is nothing to say
     * @param late     "recorded late, on 20/01/2027", or that the due date had passed; null when neither
     * @param expected "expected by 26/01/2027"; null once recorded
     * @param tone     style of its state
     */
    record Fact(String label, String day, String outcome, String late, String expected, String state, String tone) {
    }

    /** The joint meeting of guardian and IRO; each line null while there is nothing to say. */
    record Meeting(String required, String reasons, String planned, String held, String late, String expected, String state,
                   String tone, boolean none) {
    }

    /** All of it, for one case whose latest proceedings have ended. */
    record Completion(String ended, String notLookedAfterSince, String guardianEnded, List<Fact> facts,
                      List<String> missing, Meeting meeting) {

        /** "written handover from the guardian; guardian’s letter to the child"; null when nothing is missing. */
        String stillMissing() {
            return missing.isEmpty() ? null : String.join("; ", missing);
        }
    }

    /** Empty while the latest proceedings last, and when there have been none. */
    Optional<Completion> of(CaseReader.Open open, List<CaseEvent> events, List<Deadline> deadlines, Instant now) {
        CaseFile file = open.file();
        return files.proceedings(file.reference()).stream().max(Comparator.comparing(Proceedings::issuedOn))
                .filter(latest -> latest.endedOn() != null)
                .map(latest -> completion(open, latest, since(events, latest.issuedOn()), deadlines, now));
    }

    private Completion completion(CaseReader.Open open, Proceedings latest, List<CaseEvent> events, List<Deadline> deadlines,
                                  Instant now) {
        CaseFile file = open.file();
        List<TimelineRecord> records = files.timeline(file.reference()).stream()
                .filter(row -> row.errorReason() == null && !row.happened().date().isBefore(latest.issuedOn())).toList();
        boolean lookedAfter = children.isLookedAfter(file.reference());
        boolean planChanged = first(events, EventKind.PLAN_CHANGED).isPresent();
        List<Fact> facts = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String rule : settings.list(file.authority(),
                lookedAfter ? "completion.looked-after" : "completion.not-looked-after")) {
            List<CaseEvent> counting = planChanged && ABOUT_THE_PLAN.contains(rule) ? since(events, latest.endedOn()) : events;
            Fact fact = fact(rule, file, first(counting, rule), deadline(deadlines, rule),
                    EventKind.LETTER_TO_CHILD.equals(rule) ? typed(records, "letterOutcome") : null, now);
            facts.add(fact);
            if (fact.day() == null) {
                missing.add(fact.label().substring(0, 1).toLowerCase(Locale.UK) + fact.label().substring(1));
            }
        }
        return new Completion(London.day(latest.endedOn()),
                lookedAfter ? null : day(first(events, EventKind.LOOKED_AFTER_ENDED)),
                day(first(events, EventKind.GUARDIAN_WORK_ENDED)), facts, missing,
                lookedAfter ? meeting(open, events, records, deadlines, now) : null);
    }

    private Fact fact(String rule, CaseFile file, Optional<CaseEvent> event, Deadline deadline, String outcome, Instant now) {
        String label = tables.latest(file.authority(), "deadlines").row(rule).map(row -> row.get("label")).map(Object::toString)
                .orElseGet(() -> Words.fromId(rule));
        return event.map(done -> new Fact(label, London.text(done.value()), outcome, late(done, deadline), null, null, "done"))
                .orElseGet(() -> new Fact(label, null, null, null, expected(deadline), state(deadline, now),
                        tone(deadline, now)));
    }

    private Meeting meeting(CaseReader.Open open, List<CaseEvent> events, List<TimelineRecord> records,
                            List<Deadline> deadlines, Instant now) {
        Optional<CaseEvent> required = first(events, EventKind.CLOSING_MEETING_REQUIRED);
        Optional<CaseEvent> planned = first(events, EventKind.CLOSING_MEETING);
        Optional<CaseEvent> held = first(events, EventKind.CLOSING_MEETING_HELD);
        Deadline deadline = deadline(deadlines, EventKind.CLOSING_MEETING);
        boolean awaited = held.isEmpty() && (required.isPresent() || planned.isPresent());
        // Reasons are people's own words: for those who read the timeline.
        String reasons = !open.sees(Section.TIMELINE) ? null : Stream.of("meetingReasons", "meetingReason")
                .map(key -> typed(records, key)).filter(Objects::nonNull)
                .reduce((one, other) -> one + " – " + other).orElse(null);
        boolean waits = planned.isPresent() && planned.get().value().instant().isAfter(now);
        boolean tooLate = waits && deadline != null && deadline.due() != null
                && planned.get().value().date().isAfter(day(deadline.due()));
        return new Meeting(required.map(event -> "by " + who(event) + " on " + London.day(event.value().date())).orElse(null),
                required.isEmpty() ? null : reasons,
                planned.map(event -> London.text(event.value())).orElse(null),
                held.map(event -> London.text(event.value())).orElse(null),
                held.map(event -> late(event, deadline)).orElse(null),
                awaited ? expected(deadline) : null,
                !awaited || waits && !tooLate ? null : tooLate ? "After the target date" : state(deadline, now),
                held.isPresent() ? "done" : !awaited ? "quiet" : waits ? tooLate ? "soon" : "open" : tone(deadline, now),
                held.isEmpty() && !awaited);
    }

    private String who(CaseEvent event) {
        return event.onBehalfOf() != null ? event.onBehalfOf()
                : users.names(List.of(event.recordedBy())).getOrDefault(event.recordedBy(), event.recordedBy());
    }

    /** A correction does not make late what had been recorded in time. */
    private String late(CaseEvent event, Deadline deadline) {
        Instant at = event.supersedes() == null ? event.recordedAt()
                : files.eventHistory(event.caseReference(), event.kind(), event.subject()).stream()
                .map(CaseEvent::recordedAt).min(Comparator.naturalOrder()).orElse(event.recordedAt());
        if (Words.recordedLate(event.value(), at)) {
            return "recorded late, on " + London.day(at);
        }
        return deadline != null && deadline.due() != null && event.value().date().isAfter(day(deadline.due()))
                ? "after the target date, " + London.day(deadline.due()) : null;
    }

    private static String expected(Deadline deadline) {
        return deadline == null || deadline.due() == null ? "expected" : "expected by " + London.day(deadline.due());
    }

    private static String state(Deadline deadline, Instant now) {
        return deadline == null || deadline.state() == Deadline.State.CLOSED || deadline.state() == Deadline.State.MET
                ? "Not recorded" : Words.state(deadline, now);
    }

    private static String tone(Deadline deadline, Instant now) {
        return deadline == null ? "open" : deadline.due() != null && deadline.due().isBefore(now) ? "missed"
                : Words.tone(deadline, now);
    }

    /** The one that is live, else the last that was. */
    private static Deadline deadline(Collection<Deadline> deadlines, String rule) {
        return deadlines.stream().filter(row -> row.rule().id().equals(rule))
                .max(Comparator.comparing((Deadline row) -> !Words.isDone(row))
                        .thenComparing(Deadline::due, Comparator.nullsFirst(Comparator.naturalOrder())))
                .orElse(null);
    }

    private static List<CaseEvent> since(List<CaseEvent> events, LocalDate day) {
        return events.stream().filter(event -> event.value() != null && !event.value().date().isBefore(day)).toList();
    }

    private static Optional<CaseEvent> first(List<CaseEvent> events, String kind) {
        return events.stream().filter(event -> event.kind().equals(kind)).min(Comparator.comparing(CaseEvent::value));
    }

    /** What was last typed in that field of the form for completion; null when nothing was. */
    private static String typed(List<TimelineRecord> records, String key) {
        return records.stream().filter(row -> row.kind().equals("completion")).flatMap(row -> row.entries().stream())
                .filter(entry -> entry.key().equals(key) && !entry.text().isBlank())
                .map(TimelineRecord.Entry::text).findFirst().orElse(null);
    }

    private static String day(Optional<CaseEvent> event) {
        return event.map(one -> London.day(one.value().date())).orElse(null);
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(London.ZONE).toLocalDate();
    }
}
