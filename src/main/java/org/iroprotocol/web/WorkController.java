package org.iroprotocol.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.Calendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.correspondence.MissingDataException;
import org.iroprotocol.correspondence.TemplateException;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.work.PlannedMoves;
import org.iroprotocol.work.Work;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Moving work from one IRO to another, and cover, for the IRO manager (P-42). */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class WorkController {

    private final Work work;
    private final PlannedMoves plans;
    private final CaseReader reader;
    private final DeadlineRegister register;
    private final Calendars calendars;
    private final Clock clock;

    WorkController(Work work, PlannedMoves plans, CaseReader reader, DeadlineRegister register, Calendars calendars,
                   Clock clock) {
        this.work = work;
        this.plans = plans;
        this.reader = reader;
        this.register = register;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** One IRO in the list. */
    record ColleagueRow(String authority, String userId, String name, int cases, int tasks, boolean left, boolean some) {
    }

    /** Somebody the work can go to. */
    record Choice(String userId, String name, String load, boolean selected) {
    }

    /** One case of the person chosen; texts null where there is nothing to say. */
    record CaseRow(String reference, String name, String age, String personNumber, String open, String next, String due,
                   boolean missed, boolean soon, boolean later, List<String> tasks, boolean restricted, boolean ticked,
                   Instant order) {
    }

    /**
     * A move that waits for its day.
     *
     * @param problem null unless it could not be carried out
     * @param late    its day has come, and it has not been tried yet
     */
    record PlanRow(UUID id, String authority, String personId, String from, String person, String to, String cases, String by,
                   String problem, boolean late) {
    }

    /** A planned move that was carried out. */
    record CarriedRow(UUID id, String sentence) {
    }

    /** What was typed, to show it again. */
    record Typed(String action, String which, String to, String from, String email, String phone, String coverFrom,
                 String coverUntil, String reason, List<String> ticked) {

        boolean move() {
            return "move".equals(action);
        }

        boolean cover() {
            return "cover".equals(action);
        }

        boolean all() {
            return "all".equals(which);
        }

        boolean some() {
            return "ticked".equals(which);
        }
    }

    /** A problem with one field. */
    record Problem(String text, String anchor) {
    }

    /** A case and why. */
    record Left(String reference, String name, String why) {
    }

    @GetMapping("/work")
    String page(@RequestParam(name = "person", required = false) String person,
                @RequestParam(name = "authority", required = false) String authority,
                @RequestParam(name = "cancelled", defaultValue = "false") boolean cancelled, Principal principal, Model model) {
        SignedIn manager = manager(principal);
        if (person == null || person.isBlank()) {
            return people(manager, cancelled ? "The planned move is cancelled. Nothing has been moved." : null, null, model);
        }
        return form(manager, authority(manager, authority), person, new Typed("move", "ticked", "", today(), "", "", "", "", "",
                List.of()), null, model);
    }

    @PostMapping("/work")
    String act(@RequestParam Map<String, String> fields,
               @RequestParam(name = "case", required = false, defaultValue = "") List<String> ticked,
               Principal principal, Model model, HttpServletResponse response) {
        SignedIn manager = manager(principal);
        String authority = authority(manager, fields.get("authority"));
        String person = fields.getOrDefault("person", "");
        Typed typed = new Typed(fields.getOrDefault("action", ""), fields.getOrDefault("which", ""), text(fields, "to"),
                text(fields, "from"), text(fields, "email"), text(fields, "phone"), text(fields, "coverFrom"),
                text(fields, "coverUntil"), text(fields, "reason"), ticked);
        try {
            if (typed.move() && isAhead(typed.from())) {
                return planned(manager, plan(manager, authority, person, typed), model);
            }
            return done(manager, typed, act(manager, authority, person, typed), model);
        } catch (MissingDataException | TemplateException letter) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return form(manager, authority, person, typed, new Problem("No case has been moved, because the letter to the "
                    + "guardians could not be written. " + letter.getMessage(), null), model);
        } catch (RefusedException refused) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return form(manager, authority, person, typed, new Problem(refused.getMessage(), anchor(refused.field())), model);
        }
    }

    @PostMapping("/work/planned/{id}/cancel")
    String cancel(@PathVariable("id") UUID id, @RequestParam(name = "authority", required = false) String authority,
                  Principal principal, Model model, HttpServletResponse response) {
        SignedIn manager = manager(principal);
        try {
            plans.cancel(authority(manager, authority), id, manager.userId()).orElseThrow(NotFoundException::new);
            return "redirect:/work?cancelled=true";
        } catch (RefusedException refused) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return people(manager, null, refused.getMessage(), model);
        }
    }

    /** What became of a planned move, as far as this manager may open its cases. */
    @GetMapping("/work/planned/{id}")
    String carriedOut(@PathVariable("id") UUID id, Principal principal, Model model) {
        SignedIn manager = manager(principal);
        PlannedMoves.Carried carried = manager.tenants().stream()
                .flatMap(authority -> plans.carriedOut(authority, id).stream()).findFirst().orElseThrow(NotFoundException::new);
        List<Left> done = carried.done().stream().flatMap(reference -> opened(manager, reference, null)).toList();
        List<Left> left = opened(manager, carried.left());
        List<Left> untold = opened(manager, carried.untold());
        int hidden = carried.done().size() + carried.left().size() - done.size() - left.size();
        model.addAttribute("heading", "Planned move carried out");
        model.addAttribute("listed", "Moved");
        model.addAttribute("sentence", sentence(carried));
        model.addAttribute("hidden", hidden == 0 ? null : Words.count(hidden, "restricted case"));
        outcome(done, left, carried.letters(), untold, model);
        model.addAttribute("titled", true);
        return "work-done";
    }

    private Work.Request request(SignedIn manager, String authority, String person, Typed typed) {
        if (!typed.all() && !typed.some()) {
            throw new RefusedException("cases", "It is not said which cases. Choose all of them, or those you tick.");
        }
        return new Work.Request(authority, person, typed.to(), typed.all(), typed.ticked(), typed.reason(),
                manager.userId(), reference -> reader.open(manager, reference).isPresent());
    }

    private boolean isAhead(String from) {
        LocalDate day = TypedDay.read("from", from);
        return day != null && day.isAfter(LocalDate.ofInstant(clock.instant(), London.ZONE));
    }

    private PlannedMoves.Plan plan(SignedIn manager, String authority, String person, Typed typed) {
        return plans.plan(request(manager, authority, person, typed), TypedDay.read("from", typed.from()), typed.email(),
                typed.phone());
    }

    private Work.Report act(SignedIn manager, String authority, String person, Typed typed) {
        Work.Request request = request(manager, authority, person, typed);
        if (typed.move()) {
            return work.move(request, TypedDay.read("from", typed.from()), typed.email(), typed.phone());
        }
        if (typed.cover()) {
            return work.cover(request, TypedDay.read("coverFrom", typed.coverFrom()),
                    TypedDay.read("coverUntil", typed.coverUntil()));
        }
        throw new RefusedException("action", "It is not said what is to be done. Choose move or cover.");
    }

    private String people(SignedIn manager, String good, String problem, Model model) {
        List<PlanRow> waiting = manager.tenants().stream()
                .flatMap(authority -> plans.waiting(authority).stream().map(this::row)).toList();
        List<CarriedRow> carried = manager.tenants().stream().flatMap(authority -> plans.carriedOut(authority).stream())
                .map(one -> new CarriedRow(one.planned().id(), sentence(one))).toList();
        model.addAttribute("good", good);
        model.addAttribute("problem", problem);
        model.addAttribute("waiting", waiting);
        model.addAttribute("anyWaiting", !waiting.isEmpty());
        model.addAttribute("anyStuck", waiting.stream().anyMatch(one -> one.problem() != null));
        model.addAttribute("carried", carried);
        model.addAttribute("anyCarried", !carried.isEmpty());
        model.addAttribute("anyPlans", !waiting.isEmpty() || !carried.isEmpty());
        List<ColleagueRow> rows = manager.tenants().stream()
                .flatMap(authority -> work.colleagues(authority).stream()
                        .map(one -> new ColleagueRow(authority, one.userId(), one.name(), one.cases(), one.tasks(), !one.iro(),
                                one.cases() > 0)))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("none", rows.isEmpty());
        return "work";
    }

    private PlanRow row(PlannedMoves.Planned plan) {
        return new PlanRow(plan.id(), plan.authority(), plan.personId(), London.day(plan.from()), plan.person(), plan.to(),
                plan.all() ? "All on that day" : Words.count(plan.cases(), "case"),
                plan.by() + ", " + London.minute(plan.at()), plan.problem(), plan.problem() == null
                && !plan.from().isAfter(LocalDate.ofInstant(clock.instant(), London.ZONE)));
    }

    private static String sentence(PlannedMoves.Carried carried) {
        PlannedMoves.Planned plan = carried.planned();
        String left = carried.left().isEmpty() ? "" : "; " + Words.count(carried.left().size(), "case") + " left out";
        return (carried.done().isEmpty() ? "Nothing was left to move" : Words.count(carried.done().size(), "case") + " moved")
                + " from " + plan.person() + " to " + plan.to() + " on " + London.minute(carried.on()) + left + ". Planned by "
                + plan.by() + " for " + London.day(plan.from()) + ".";
    }

    private String planned(SignedIn manager, PlannedMoves.Plan plan, Model model) {
        PlannedMoves.Planned planned = plan.planned();
        model.addAttribute("heading", "Move planned");
        model.addAttribute("listed", "Planned for these cases");
        model.addAttribute("sentence", (planned.all() ? "All cases that " + planned.person() + " holds on that day move"
                : Words.count(planned.cases(), "case") + (planned.cases() == 1 ? " moves" : " move") + " from "
                + planned.person()) + " to " + planned.to() + " on the morning of " + London.longDay(planned.from())
                + ", with the open tasks" + (calendars.of(planned.authority()).isWorkingDay(planned.from()) ? ""
                : " – nobody works on that day, so on the next working morning") + ". Guardians are told then, not now. Until "
                + "then it can be cancelled under Moving work.");
        outcome(plan.references().stream().flatMap(reference -> opened(manager, reference, null)).toList(),
                plan.left().entrySet().stream().map(one -> left(manager, one)).toList(), List.of(), List.of(), model);
        model.addAttribute("titled", true);
        return "work-done";
    }

    private void outcome(List<Left> rows, List<Left> left, List<Work.Letter> letters, List<Left> untold, Model model) {
        model.addAttribute("rows", rows);
        model.addAttribute("some", !rows.isEmpty());
        model.addAttribute("left", left);
        model.addAttribute("anyLeft", !left.isEmpty());
        model.addAttribute("letters", letters.stream()
                .map(letter -> letter.to() + ": " + Words.count(letter.cases(), "case")).toList());
        model.addAttribute("anyLetters", !letters.isEmpty());
        model.addAttribute("untold", untold);
        model.addAttribute("anyUntold", !untold.isEmpty());
    }

    private Stream<Left> opened(SignedIn manager, String reference, String why) {
        return reader.open(manager, reference).stream().map(open -> new Left(reference, open.file().childName(), why));
    }

    private List<Left> opened(SignedIn manager, Map<String, String> why) {
        return why.entrySet().stream().flatMap(one -> opened(manager, one.getKey(), one.getValue())).toList();
    }

    private String form(SignedIn manager, String authority, String userId, Typed typed, Problem problem, Model model) {
        Work.Colleague person = work.colleague(authority, userId).orElseThrow(NotFoundException::new);
        Instant now = clock.instant();
        List<Work.Load> loads = work.load(authority, person.userId());
        List<CaseRow> rows = loads.stream()
                .flatMap(load -> reader.open(manager, load.file().reference()).stream().map(open -> row(load, typed, now)))
                .sorted(Comparator.comparing(CaseRow::order).thenComparing(CaseRow::reference))
                .toList();
        List<Choice> choices = work.colleagues(authority).stream()
                .filter(one -> one.iro() && !one.userId().equals(person.userId()))
                .sorted(Comparator.comparing(Work.Colleague::name))
                .map(one -> new Choice(one.userId(), one.name(), Words.count(one.cases(), "open case"),
                        one.userId().equals(typed.to())))
                .toList();
        model.addAttribute("authority", authority);
        model.addAttribute("person", person);
        model.addAttribute("rows", rows);
        model.addAttribute("none", rows.isEmpty());
        model.addAttribute("count", Words.count(rows.size(), "open case"));
        model.addAttribute("hidden", loads.size() > rows.size()
                ? Words.count(loads.size() - rows.size(), "restricted case") : null);
        model.addAttribute("choices", choices);
        model.addAttribute("nobodyElse", choices.isEmpty());
        model.addAttribute("typed", typed);
        model.addAttribute("problem", problem);
        model.addAttribute("today", London.day(LocalDate.ofInstant(now, London.ZONE)));
        return "work-person";
    }

    private CaseRow row(Work.Load load, Typed typed, Instant now) {
        CaseFile file = load.file();
        Deadline next = register.ofCase(file.reference()).stream()
                .filter(deadline -> deadline.due() != null && (deadline.state() == Deadline.State.OPEN
                        || deadline.state() == Deadline.State.MISSED))
                .min(Comparator.comparing(Deadline::due)).orElse(null);
        boolean missed = next != null && (next.state() == Deadline.State.MISSED || next.due().isBefore(now));
        boolean soon = next != null && !missed && next.due().isBefore(now.plusSeconds(3 * 86_400));
        return new CaseRow(file.reference(), file.childName(), Words.age(file, LocalDate.ofInstant(now, London.ZONE)),
                file.personNumber(), "open since " + London.day(file.openedAt()), next == null ? null : next.rule().label(),
                next == null ? null : Words.state(next, now) + ", " + Words.due(next), missed, soon, !missed && !soon,
                load.tasks(), file.restricted(), typed.ticked().contains(file.reference()),
                next == null ? Instant.MAX : next.due());
    }

    private String done(SignedIn manager, Typed typed, Work.Report report, Model model) {
        List<Left> left = report.left().entrySet().stream().map(one -> left(manager, one)).toList();
        List<Left> untold = report.untold().entrySet().stream().map(one -> left(manager, one)).toList();
        List<String> restricted = report.done().stream().filter(CaseFile::restricted).map(CaseFile::reference).toList();
        String cases = Words.count(report.done().size(), "case");
        boolean some = !report.done().isEmpty();
        model.addAttribute("heading", typed.move() ? "Work moved" : "Cover recorded");
        model.addAttribute("sentence", !some ? null : typed.move()
                ? cases + " moved from " + report.person().name() + " to " + report.to().name() + ", with the open tasks."
                : report.to().name() + " covers " + cases + " for " + report.person().name() + ", from "
                + London.day(TypedDay.read("coverFrom", typed.coverFrom())) + " to "
                + London.day(TypedDay.read("coverUntil", typed.coverUntil()))
                + ". It ends by itself at the end of the last day.");
        outcome(report.done().stream().map(file -> new Left(file.reference(), name(manager, file), null)).toList(), left,
                report.letters(), untold, model);
        model.addAttribute("titled", some);
        model.addAttribute("listed", (typed.move() ? "Work moved" : "Cover recorded") + " in these cases");
        model.addAttribute("restricted", restricted);
        model.addAttribute("anyRestricted", !restricted.isEmpty());
        model.addAttribute("moved", typed.move());
        model.addAttribute("back", true);
        model.addAttribute("to", report.to());
        model.addAttribute("person", report.person());
        return "work-done";
    }

    /** Somebody who has just moved a restricted case on may no longer open it. */
    private String name(SignedIn manager, CaseFile file) {
        return reader.open(manager, file.reference()).map(open -> open.file().childName()).orElse(null);
    }

    private Left left(SignedIn manager, Map.Entry<String, String> one) {
        String name = reader.open(manager, one.getKey()).map(open -> open.file().childName()).orElse(null);
        return new Left(one.getKey(), name, one.getValue());
    }

    private static SignedIn manager(Principal principal) {
        SignedIn user = PageModel.signedIn(principal);
        if (!user.in(Groups.IRO_MANAGER)) {
            throw new NotFoundException();
        }
        return user;
    }

    private static String authority(SignedIn manager, String asked) {
        return Stream.of(asked == null ? "" : asked).filter(manager.tenants()::contains)
                .findFirst().or(() -> asked == null || asked.isBlank() ? manager.tenants().stream().findFirst()
                        : Optional.empty())
                .orElseThrow(NotFoundException::new);
    }

    private String today() {
        return London.day(LocalDate.ofInstant(clock.instant(), London.ZONE));
    }

    private static String text(Map<String, String> fields, String key) {
        return fields.getOrDefault(key, "").strip();
    }

    private static String anchor(String field) {
        return field == null || field.equals("person") ? null : field;
    }
}
