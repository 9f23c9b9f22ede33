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
import java.util.stream.Stream;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.correspondence.MissingDataException;
import org.iroprotocol.correspondence.TemplateException;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.work.Work;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Moving work from one IRO to another, and cover, for the IRO manager (P-42). */
@Controller
class WorkController {


    private final Work work;
    private final CaseReader reader;
    private final DeadlineRegister register;
    private final Clock clock;

    WorkController(Work work, CaseReader reader, DeadlineRegister register, Clock clock) {
        this.work = work;
        this.reader = reader;
        this.register = register;
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
                @RequestParam(name = "authority", required = false) String authority, Principal principal, Model model) {
        SignedIn manager = manager(principal);
        if (person == null || person.isBlank()) {
            return people(manager, model);
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

    private Work.Report act(SignedIn manager, String authority, String person, Typed typed) {
        if (!typed.all() && !typed.some()) {
            throw new RefusedException("cases", "It is not said which cases. Choose all of them, or those you tick.");
        }
        Work.Request request = new Work.Request(authority, person, typed.to(), typed.all(), typed.ticked(), typed.reason(),
                manager.userId(), reference -> reader.open(manager, reference).isPresent());
        if (typed.move()) {
            return work.move(request, TypedDay.read("from", typed.from()), typed.email(), typed.phone());
        }
        if (typed.cover()) {
            return work.cover(request, TypedDay.read("coverFrom", typed.coverFrom()),
                    TypedDay.read("coverUntil", typed.coverUntil()));
        }
        throw new RefusedException("action", "It is not said what is to be done. Choose move or cover.");
    }

    private String people(SignedIn manager, Model model) {
        List<ColleagueRow> rows = manager.tenants().stream()
                .flatMap(authority -> work.colleagues(authority).stream()
                        .map(one -> new ColleagueRow(authority, one.userId(), one.name(), one.cases(), one.tasks(), !one.iro(),
                                one.cases() > 0)))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("none", rows.isEmpty());
        return "work";
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
        model.addAttribute("rows", report.done().stream().map(file -> new Left(file.reference(), name(manager, file), null))
                .toList());
        model.addAttribute("some", some);
        model.addAttribute("left", left);
        model.addAttribute("anyLeft", !left.isEmpty());
        model.addAttribute("letters", report.letters().stream()
                .map(letter -> letter.to() + ": " + Words.count(letter.cases(), "case")).toList());
        model.addAttribute("anyLetters", !report.letters().isEmpty());
        model.addAttribute("untold", untold);
        model.addAttribute("anyUntold", !untold.isEmpty());
        model.addAttribute("restricted", restricted);
        model.addAttribute("anyRestricted", !restricted.isEmpty());
        model.addAttribute("moved", typed.move());
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
