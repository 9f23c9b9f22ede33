package org.iroprotocol.web;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.Calendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.calendar.WorkingDays;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseLists;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.deadline.OpenDeadlines;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.dispute.Concerns;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The log of concerns (C-106): one row for each that is not closed, over all cases; and the page of one concern. */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class ConcernsController {

    private static final String TOTAL = "dispute-total";
    private static final int CLOSED = 20;
    /** Looked through for those a reader may see. */
    private static final int LOOKED_THROUGH = 100;
    /** What somebody starts from a concern. */
    private static final String RECORD = "concern-report";
    private static final String RAISE = "dispute-escalation";

    private final Concerns concerns;
    private final ConcernReader concernReader;
    private final CaseReader reader;
    private final CaseFiles files;
    private final CaseLists lists;
    private final DeadlineRegister register;
    private final OpenDeadlines deadlines;
    private final Calendars calendars;
    private final Ledger ledger;
    private final CaseViews views;
    private final CaseStarts starts;
    private final Clock clock;

    ConcernsController(Concerns concerns, ConcernReader concernReader, CaseReader reader, CaseFiles files, CaseLists lists,
                       DeadlineRegister register, OpenDeadlines deadlines, Calendars calendars, Ledger ledger, CaseViews views,
                       CaseStarts starts, Clock clock) {
        this.concerns = concerns;
        this.concernReader = concernReader;
        this.reader = reader;
        this.files = files;
        this.lists = lists;
        this.register = register;
        this.deadlines = deadlines;
        this.calendars = calendars;
        this.ledger = ledger;
        this.views = views;
        this.starts = starts;
        this.clock = clock;
    }

    /** One concern of the list; texts null where there is nothing to say. */
    record Row(String reference, String name, String age, String personNumber, boolean restricted, String iro, int number,
               String category, String stage, String state, String since, String openFor, String limit, boolean limitMissed,
               String response, boolean responseLate, String promises) {
    }

    /** A stage to filter by. */
    record Choice(String value, String label, boolean chosen) {
    }

    /** What is counted over all cases the reader may see (P-31, P-33). */
    private static final class Counts {
        private int informal;
        private int open;
        private int inFact;
        private int byPromise;
        private int otherwise;
    }

    /** The cases of one authority that the reader may know of, and as what. */
    private record Readable(Map<String, CaseFile> files, Map<String, Set<String>> roles) {

        boolean acts(SignedIn user, Concern concern) {
            return roles.getOrDefault(concern.caseReference(), Set.of()).contains(Groups.IRO);
        }
    }

    static boolean mayLook(SignedIn user) {
        return user.groups().stream().anyMatch(Groups.IRO_SERVICE::contains);
    }

    @GetMapping("/concerns")
    String page(@RequestParam(name = "show", required = false) String show,
                @RequestParam(name = "stage", defaultValue = "") String stage, Principal principal, Model model) {
        SignedIn user = PageModel.signedIn(principal);
        if (user == null || !mayLook(user)) {
            throw new NotFoundException();
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, London.ZONE);
        Counts counts = new Counts();
        List<Row> open = new ArrayList<>();
        List<Row> closed = new ArrayList<>();
        Map<String, String> stages = new LinkedHashMap<>();
        boolean mine = "mine".equals(show);
        for (String authority : user.tenants()) {
            Readable readable = readable(user, authority);
            List<Concern> found = concerns.open(authority).stream().filter(one -> sees(user, readable, one)).toList();
            count(authority, readable, found, counts);
            found.stream().flatMap(one -> one.stages().stream())
                    .sorted(Comparator.comparing(Concern.Stage::id)).forEach(one -> stages.putIfAbsent(one.id(), one.label()));
            List<Concern> shown = found.stream().filter(one -> !mine || readable.acts(user, one))
                    .filter(one -> stage.isEmpty() || stage.equals(one.stage()))
                    .sorted(Comparator.comparing(ConcernsController::since)).toList();
            List<Concern> ended = concerns.closed(authority, LOOKED_THROUGH).stream()
                    .filter(one -> sees(user, readable, one) && (!mine || readable.acts(user, one))).limit(CLOSED).toList();
            Map<String, String> iros = lists.holders(authority, Groups.IRO);
            Map<String, List<Deadline>> due = due(shown);
            WorkingDays days = calendars.of(authority);
            shown.forEach(one -> open.add(
                    row(one, readable, iros, due.getOrDefault(one.id().toString(), List.of()), days, today)));
            ended.forEach(one -> closed.add(row(one, readable, iros, List.of(), days, today)));
        }
        model.addAttribute("rows", open);
        model.addAttribute("none", open.isEmpty());
        model.addAttribute("closed", closed);
        model.addAttribute("hasClosed", !closed.isEmpty());
        model.addAttribute("mine", mine);
        model.addAttribute("chosenStage", stage);
        model.addAttribute("filtered", !stage.isEmpty());
        model.addAttribute("stages", stages.entrySet().stream()
                .map(one -> new Choice(one.getKey(), one.getValue(), one.getKey().equals(stage))).toList());
        model.addAttribute("countOpen", counts.open);
        model.addAttribute("countInformal", counts.informal);
        model.addAttribute("countInFact", counts.inFact);
        model.addAttribute("countByPromise", counts.byPromise);
        model.addAttribute("countOtherwise", counts.otherwise);
        return "concerns";
    }

    /** All of the authority but restricted cases, which are for those they name (P-01, P-07). */
    private Readable readable(SignedIn user, String authority) {
        Map<String, Set<String>> roles = lists.roles(authority, user.userId());
        return new Readable(files.all(authority).stream()
                .filter(file -> !file.restricted() || PermissionMatrix.sections(roles.getOrDefault(file.reference(), Set.of()))
                        .contains(Section.CONCERNS))
                .collect(Collectors.toMap(CaseFile::reference, file -> file)), roles);
    }

    private boolean sees(SignedIn user, Readable readable, Concern concern) {
        CaseFile file = readable.files().get(concern.caseReference());
        if (file == null) {
            return false;
        }
        Set<String> roles = readable.roles().getOrDefault(file.reference(), Set.of());
        Collection<String> all = file.restricted() ? roles : user.groups();
        boolean acts = readable.acts(user, concern) || ConcernSight.draft(concern) && user.userId().equals(concern.raisedBy())
                && files.usersActing(file.reference(), Groups.IRO).isEmpty();
        return ConcernSight.of(concern, all, acts) == ConcernSight.ALL;
    }

    /** From when its time runs: the issue, or while it is a draft its first word. */
    private static When since(Concern concern) {
        return concern.issued() == null ? When.at(concern.raisedAt()) : concern.issued();
    }

    private void count(String authority, Readable readable, List<Concern> found, Counts counts) {
        counts.open += (int) found.stream().filter(one -> !ConcernSight.draft(one)).count();
        counts.informal += lists.events(authority, List.of(EventKind.INFORMAL_CHALLENGE), EventKind.INFORMAL_CHALLENGE).entrySet()
                .stream().filter(one -> readable.files().containsKey(one.getKey())).mapToInt(one -> one.getValue().size()).sum();
        concerns.outcomes(authority).forEach((reference, outcomes) -> {
            if (readable.files().containsKey(reference)) {
                for (Concern.Outcome outcome : outcomes) {
                    switch (outcome) {
                        case RESOLVED -> counts.inFact++;
                        case PROMISED -> counts.byPromise++;
                        default -> counts.otherwise++;
                    }
                }
            }
        });
    }

    private Map<String, List<Deadline>> due(List<Concern> shown) {
        List<String> references = shown.stream().map(Concern::caseReference).distinct().toList();
        return references.isEmpty() ? new HashMap<>()
                : deadlines.ofCases(references).stream().collect(Collectors.groupingBy(Deadline::subject));
    }

    private static Row row(Concern concern, Readable readable, Map<String, String> iros, List<Deadline> due, WorkingDays days,
                           LocalDate today) {
        CaseFile file = readable.files().get(concern.caseReference());
        Instant limit = due.stream().filter(one -> one.rule().id().equals(TOTAL)).map(Deadline::due).findFirst().orElse(null);
        boolean closed = concern.state() == Concern.State.CLOSED;
        String response = closed ? null : ConcernReader.response(concern, due, today);
        boolean missed = limit != null && ConcernReader.late(limit, today);
        return new Row(file.reference(), file.childName(), Words.age(file, today), file.personNumber(), file.restricted(),
                iros.get(file.reference()), concern.number(), concern.text("category").orElse(null), concern.stageLabel(),
                ConcernReader.state(concern), ConcernReader.since(concern),
                concern.issued() == null ? null : Words.count(worked(days, concern.issued().date(), today), "working day"),
                limit == null ? null : (missed ? "was " : "") + London.day(limit), missed, response,
                response != null && concern.response() == null && response.contains("was"), ConcernReader.promises(concern));
    }

    /** Working days since, that day not counted. */
    private static long worked(WorkingDays days, LocalDate from, LocalDate today) {
        return from.isAfter(today) ? 0 : from.plusDays(1).datesUntil(today.plusDays(1)).filter(days::isWorkingDay).count();
    }

    // ---- one concern

    @GetMapping("/case/{reference}/concern/{number}")
    String concern(@PathVariable("reference") String reference, @PathVariable("number") String number, Principal principal,
                   Model model) {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = reader.get(user, reference);
        ConcernReader.OfCase all = concernReader.of(open, user);
        ConcernReader.Seen seen = all.seen().stream().filter(one -> String.valueOf(one.concern().number()).equals(number))
                .findFirst().orElseThrow(NotFoundException::new);
        Concern concern = seen.concern();
        views.log(user, reference, seen.name());
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, London.ZONE);
        CaseController.child(open.file(), today, model);
        model.addAttribute("number", concern.number());
        model.addAttribute("category", concern.text("category").orElse(null));
        model.addAttribute("state", ConcernReader.state(concern));
        model.addAttribute("since", ConcernReader.since(concern));
        model.addAttribute("ended", concern.state() == Concern.State.CLOSED);
        model.addAttribute("draft", ConcernSight.draft(concern) && concern.state() != Concern.State.CLOSED);
        model.addAttribute("stage", concern.state() == Concern.State.CLOSED ? null : concern.stageLabel());
        PageModel.list(model, "form", ConcernReader.form(seen));
        PageModel.list(model, "steps", ConcernReader.steps(seen));
        PageModel.list(model, "said", ConcernReader.said(seen));
        PageModel.list(model, "promises", ConcernReader.promised(seen, today));
        PageModel.list(model, "told", concernReader.whoWasTold(seen));
        Map<Boolean, List<CaseController.DeadlineRow>> due = all.deadlines(register.ofCase(reference)).stream()
                .filter(one -> one.subject().equals(concern.id().toString()))
                .collect(Collectors.partitioningBy(Words::isDone,
                        Collectors.mapping(one -> CaseController.deadline(one, now), Collectors.toList())));
        PageModel.list(model, "deadlines", due.get(false));
        model.addAttribute("doneDeadlines", due.get(true));
        model.addAttribute("countDone", due.get(true).isEmpty() ? null : due.get(true).size());
        PageModel.list(model, "letters", !open.sees(Section.LETTERS) ? List.of() : ledger.about(reference, concern.id().toString()).stream()
                .filter(item -> PermissionMatrix.mayRead(open.sections(), item)).map(CaseController::letter).toList());
        List<CaseStarts.OpenTask> tasks = starts.tasksOf(user, open.file(), concern.processInstanceId());
        PageModel.list(model, "tasks", tasks);
        List<String> offers = starts.offers(user, open.file()).stream().map(CaseStarts.Offer::key).toList();
        model.addAttribute("mayRecord", offers.contains(RECORD) && !ConcernSight.draft(concern));
        model.addAttribute("mayRaise", offers.contains(RAISE));
        return "concern";
    }
}
