package org.iroprotocol.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.dispute.Concern.State;
import org.iroprotocol.dispute.Concerns;
import org.springframework.stereotype.Component;

/** Concerns as their reader may see them, and what a case page says elsewhere without those they may not. */
@Component
class ConcernReader {

    private static final Set<String> FORM = Set.of("category", "evidence", "informalAttempts", "impact", "wishes", "resolution",
            "resolutionBy", "severity", "humanRights", "department", "managerName", "personName", "immediateAction",
            "immediateReason", "about");
    private static final Set<String> RESPONSE = Set.of("response", "responseOn", "responseFrom", "responseHow");
    private static final Set<String> END = Set.of("childToldOn", "childNotTold", "advocateOn", "advocateWhyNot", "complaintsOn",
            "complaintsWhyNot", "difference", "passedOnHow", "passedOnWhat");
    private static final Set<String> SPOKEN = Set.of("spokenTo", "spokenName", "spokenAt", "spokenWhat",
            "safeguardingConsidered", "urgentStage");
    /** Kept beside the stages. */
    private static final String ELSEWHERE = "stageReason";
    private static final Pattern STAGE_RECORD = Pattern.compile("^(stage[0-9]|meeting).*");
    private static final Pattern ABOUT = Pattern.compile("^Concern (\\d{1,6})\\b.*", Pattern.DOTALL);
    private static final String RESPONSE_RULES = "dispute-response";
    private static final Pattern STAGE_RULES = Pattern.compile("^dispute-(response.*|stage-.*|total|promises)$");
    /** Kinds of events by which somebody was told, as people read them. */
    private static final Map<String, String> TOLD = told();

    private final Concerns concerns;
    private final CaseFiles files;

    ConcernReader(Concerns concerns, CaseFiles files) {
        this.concerns = concerns;
        this.files = files;
    }

    /** A concern and how much of it the reader sees; never nothing. */
    record Seen(Concern concern, ConcernSight sight) {

        boolean at(ConcernSight least) {
            return sight.compareTo(least) >= 0;
        }

        String name() {
            return "Concern " + concern.number();
        }
    }

    /**
     * What a case page may say of concerns.
     *
     * @param seen       newest first
     * @param subjects   ids of all concerns of the case, those the reader does not see included
     * @param challenges informal challenges raised formally: id of the record, number of the concern
     */
    record OfCase(List<Seen> seen, Set<String> subjects, Set<Integer> unseen, Map<UUID, Integer> challenges) {

        /** Without what a reader may not know of concerns. */
        List<Deadline> deadlines(List<Deadline> deadlines) {
            Map<String, Seen> bySubject = seen.stream()
                    .collect(Collectors.toMap(one -> one.concern().id().toString(), one -> one));
            return deadlines.stream().filter(deadline -> !subjects.contains(deadline.subject())
                    || bySubject.containsKey(deadline.subject()) && shown(bySubject.get(deadline.subject()), deadline)).toList();
        }

        /** Dates of concerns stand with the concern. */
        List<CaseEvent> events(List<CaseEvent> events) {
            return events.stream().filter(event -> !subjects.contains(event.subject())).toList();
        }

        /** Without what is recorded of drafts that are somebody else's. */
        boolean shows(TimelineRecord record) {
            Matcher about = ABOUT.matcher(record.summary());
            return unseen.isEmpty() || !record.kind().startsWith("concern-") || !about.matches()
                    || !unseen.contains(Integer.valueOf(about.group(1)));
        }

        /** The number of the concern into which that informal challenge went; null for none the reader sees. */
        Integer seenOf(UUID record) {
            Integer number = challenges.get(record);
            return number == null || unseen.contains(number) ? null : number;
        }

        /** What pages call them. */
        Map<String, String> names() {
            return seen.stream().collect(Collectors.toMap(one -> one.concern().id().toString(), Seen::name));
        }
    }

    OfCase of(CaseReader.Open open, SignedIn user) {
        String reference = open.file().reference();
        List<Concern> all = concerns.ofCase(reference);
        if (all.isEmpty()) {
            return new OfCase(List.of(), Set.of(), Set.of(), Map.of());
        }
        List<Seen> seen = new ArrayList<>();
        if (open.sees(Section.CONCERNS)) {
            List<String> acting = files.usersActing(reference, Groups.IRO);
            all.forEach(concern -> seen.add(
                    new Seen(concern, ConcernSight.of(concern, open.roles(), acts(user, concern, acting)))));
            seen.removeIf(one -> one.sight() == ConcernSight.NOTHING);
        }
        Set<Integer> shown = seen.stream().map(one -> one.concern().number()).collect(Collectors.toSet());
        return new OfCase(seen, all.stream().map(concern -> concern.id().toString()).collect(Collectors.toSet()),
                all.stream().map(Concern::number).filter(number -> !shown.contains(number)).collect(Collectors.toSet()),
                concerns.challenges(reference));
    }

    /** While the case names no IRO, a draft is seen by whoever began it. */
    static boolean acts(SignedIn user, Concern concern, List<String> acting) {
        return acting.contains(user.userId()) || acting.isEmpty() && user.userId().equals(concern.raisedBy());
    }

    /** One concern of the case; throws {@link NotFoundException} alike when there is none and when it is not for this reader. */
    Seen get(CaseReader.Open open, SignedIn user, String number) {
        return of(open, user).seen().stream().filter(one -> String.valueOf(one.concern().number()).equals(number)).findFirst()
                .orElseThrow(NotFoundException::new);
    }

    // ---- in a list

    /** One line of a case page; texts null where there is nothing to say. */
    record Line(int number, String category, String state, String stage, String since, String response, String promises,
                String tone) {
    }

    static List<Line> lines(List<Seen> seen, List<Deadline> deadlines, LocalDate today) {
        return seen.stream().map(one -> line(one, deadlines, today)).toList();
    }

    private static Line line(Seen seen, List<Deadline> deadlines, LocalDate today) {
        Concern concern = seen.concern();
        List<Deadline> own = deadlines.stream().filter(one -> one.subject().equals(concern.id().toString())).toList();
        boolean missed = own.stream().anyMatch(one -> one.state() == Deadline.State.MISSED);
        String tone = concern.state() == State.CLOSED ? "done" : ConcernSight.draft(concern) ? "quiet"
                : missed ? "missed" : "open";
        return new Line(concern.number(), concern.text("category").orElse(null), state(concern),
                concern.state() == State.CLOSED ? null : concern.stageLabel(), since(concern),
                concern.state() == State.CLOSED ? null : response(concern, own, today),
                seen.at(ConcernSight.STAGES) ? promises(concern) : null, tone);
    }

    /** "Open", "Being written", "Settled, not closed yet: Withdrawn", "Closed 14/12/2026: Resolved". */
    static String state(Concern concern) {
        String outcome = concern.outcome() == null ? "" : ": " + lower(concern.outcome().words());
        return switch (concern.state()) {
            case DRAFT -> "Being written";
            case OPEN -> "Open";
            case SETTLED -> "Settled, not closed yet" + outcome;
            case CLOSED -> "Closed " + London.day(concern.closedAt())
                    + (ConcernSight.draft(concern) ? ", never issued" : outcome);
        };
    }

    static String since(Concern concern) {
        return concern.issued() == null ? "begun " + London.day(concern.raisedAt())
                : "issued " + London.day(concern.issued().date());
    }

    /** When it came, or by when it is or was due; null where none is waited for. */
    static String response(Concern concern, List<Deadline> open, LocalDate today) {
        if (concern.response() != null) {
            return "Response came " + London.day(concern.response().date());
        }
        return open.stream().filter(one -> one.rule().id().startsWith(RESPONSE_RULES) && one.due() != null && !Words.isDone(one))
                .max(Comparator.comparing(Deadline::due)).map(one -> late(one.due(), today)
                        ? "Response was due " + London.day(one.due()) : "Response due " + London.day(one.due())).orElse(null);
    }

    static boolean late(Instant due, LocalDate today) {
        return LocalDate.ofInstant(due, London.ZONE).isBefore(today);
    }

    /** "1 of 3 promises not in place yet"; null when nothing is open. */
    static String promises(Concern concern) {
        long open = concern.actions().stream().filter(Concern.Action::open).count();
        return open == 0 ? null : open + " of " + Words.count(concern.actions().size(), "promise") + " not in place yet";
    }

    private static String lower(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    // ---- on its own page

    /** Texts under one heading. */
    record Said(String heading, List<Concern.Text> texts) {
    }

    /** A stage it has been in or has not; {@code why} null where nobody had to say. */
    record Step(String label, String when, boolean skipped, boolean here, String why) {
    }

    /** Something promised; {@code state} "in place …", "not yet", or why it is not expected any more. */
    record Promise(String action, String owner, String state, String tone, String difference) {
    }

    /** The form as written, as far as the reader sees it. */
    static List<Concern.Text> form(Seen seen) {
        return texts(seen.concern(), text -> text.stage() == null && !END.contains(text.field()) && !SPOKEN.contains(text.field())
                && (seen.at(ConcernSight.ALL) || FORM.contains(text.field())));
    }

    /** What was said, by stage: the response for everybody, records of stages from there on, the rest for the service. */
    static List<Said> said(Seen seen) {
        Concern concern = seen.concern();
        List<Said> groups = new ArrayList<>();
        if (seen.at(ConcernSight.STAGES)) {
            add(groups, "Spoken to at once", texts(concern, text -> text.stage() == null && SPOKEN.contains(text.field())));
        }
        Map<String, String> labels = new LinkedHashMap<>();
        concern.stages().forEach(stage -> labels.put(stage.id(), stage.label()));
        concern.texts().stream().map(Concern.Text::stage).filter(stage -> stage != null)
                .forEach(stage -> labels.putIfAbsent(stage, Words.fromId(stage)));
        labels.forEach((stage, label) -> add(groups, label, texts(concern, text -> stage.equals(text.stage())
                && !END.contains(text.field()) && shown(seen, text))));
        if (seen.at(ConcernSight.ALL)) {
            add(groups, "The child, and how it ended", texts(concern, text -> END.contains(text.field())));
        }
        return groups;
    }

    private static boolean shown(Seen seen, Concern.Text text) {
        return seen.at(ConcernSight.ALL) || RESPONSE.contains(text.field())
                || seen.at(ConcernSight.STAGES) && STAGE_RECORD.matcher(text.field()).matches();
    }

    private static boolean shown(Seen seen, Deadline deadline) {
        String rule = deadline.rule().id();
        return seen.at(ConcernSight.ALL) || rule.startsWith(RESPONSE_RULES)
                || seen.at(ConcernSight.STAGES) && STAGE_RULES.matcher(rule).matches();
    }

    private static void add(List<Said> groups, String heading, List<Concern.Text> texts) {
        if (!texts.isEmpty()) {
            groups.add(new Said(heading, texts));
        }
    }

    private static List<Concern.Text> texts(Concern concern, Predicate<Concern.Text> wanted) {
        return concern.texts().stream().filter(text -> !text.field().equals(ELSEWHERE)).filter(wanted).toList();
    }

    static List<Step> steps(Seen seen) {
        Concern concern = seen.concern();
        return concern.stages().stream().map(stage -> new Step(stage.label(), London.day(stage.at()), stage.skipped(),
                concern.open() && stage.id().equals(concern.stage()), seen.at(ConcernSight.STAGES) ? stage.reason() : null))
                .toList();
    }

    static List<Promise> promised(Seen seen, LocalDate today) {
        return !seen.at(ConcernSight.STAGES) ? List.of() : seen.concern().actions().stream().map(action -> {
            boolean late = action.open() && action.due() != null && action.due().isBefore(today);
            String due = action.due() == null ? "" : late ? ", was promised by " + London.day(action.due())
                    : ", promised by " + London.day(action.due());
            return action.inPlaceOn() != null
                    ? new Promise(action.action(), action.owner(), "In place since " + London.day(action.inPlaceOn()), "done",
                            action.difference())
                    : action.droppedBecause() != null
                    ? new Promise(action.action(), action.owner(), "Not expected any more: " + action.droppedBecause(), "quiet",
                            null)
                    : new Promise(action.action(), action.owner(), "Not yet" + due, late ? "missed" : "soon", null);
        }).toList();
    }

    /** Who has been told about it, in the order of the days. */
    List<Concern.Text> whoWasTold(Seen seen) {
        String subject = seen.concern().id().toString();
        return !seen.at(ConcernSight.ALL) ? List.of() : files.events(seen.concern().caseReference()).stream()
                .filter(event -> subject.equals(event.subject()) && event.value() != null && TOLD.containsKey(event.kind()))
                .sorted(Comparator.comparing(event -> event.value().instant()))
                .map(event -> new Concern.Text(event.kind(), TOLD.get(event.kind()), London.text(event.value()), null)).toList();
    }

    private static Map<String, String> told() {
        Map<String, String> told = new HashMap<>();
        told.put("dispute-manager-informed", "The manager, spoken to at once");
        told.put("dispute-senior-manager-told", "The senior manager, before the solicitor");
        told.put("dispute-solicitor-told", "The council’s solicitor");
        told.put("court-informed", "The court, by the solicitor");
        told.put("dispute-service-director-told", "The other department’s service director");
        told.put("dispute-child-told", "The child, of the outcome");
        return told;
    }
}
