package org.iroprotocol.web;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.deadline.NextDue;
import org.iroprotocol.work.Cover;
import org.iroprotocol.work.PlannedMoves;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of cases: one's own by what is due next, or all one may know of. */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class CasesController {

    /** Rows of one page; an IRO's own cases (up to about 70) fit on one. */
    private static final int PAGE = 100;

    private final CaseFiles files;
    private final CaseReader reader;
    private final DeadlineRegister register;
    private final NextDue nextDue;
    private final ConcernReader concerns;
    private final ReferralReader referrals;
    private final Cover cover;
    private final PlannedMoves plans;
    private final Clock clock;

    CasesController(CaseFiles files, CaseReader reader, DeadlineRegister register, NextDue nextDue,
                    ConcernReader concerns, ReferralReader referrals, Cover cover, PlannedMoves plans, Clock clock) {
        this.files = files;
        this.reader = reader;
        this.register = register;
        this.nextDue = nextDue;
        this.concerns = concerns;
        this.referrals = referrals;
        this.cover = cover;
        this.plans = plans;
        this.clock = clock;
    }

    /** One row; texts null where there is nothing to say or this reader does not see it. */
    record Row(String reference, String name, String age, String personNumber, String iro, String next, String due,
               boolean missed, boolean soon, boolean later, String more, boolean closed, boolean restricted) {
    }

    /** A task of somebody whom the reader covers today; {@code due} null when it has no date. */
    record CoveredRow(String id, String task, String due, String reference, String child, String cover) {
    }

    @GetMapping("/cases")
    @Transactional(readOnly = true)
    String cases(@RequestParam(name = "q", defaultValue = "") String search,
                 @RequestParam(name = "show", required = false) String show,
                 @RequestParam(name = "closed", defaultValue = "false") boolean withClosed,
                 @RequestParam(name = "page", defaultValue = "1") int page, Principal principal, Model model) {
        SignedIn user = PageModel.signedIn(principal);
        boolean service = user.groups().stream().anyMatch(Groups.IRO_SERVICE::contains);
        Set<String> own = new HashSet<>();
        user.tenants().forEach(authority -> own.addAll(files.referencesNaming(authority, user.userId())));
        boolean all = service && ("all".equals(show) || show == null && own.isEmpty());

        String wanted = search.strip().toLowerCase(Locale.UK);
        List<CaseFile> found = new ArrayList<>();
        for (String authority : user.tenants()) {
            files.all(authority).stream()
                    .filter(file -> own.contains(file.reference())
                            || service && !file.restricted() && (all || !wanted.isEmpty()))
                    .filter(file -> withClosed || !wanted.isEmpty() || file.closedAt() == null)
                    .filter(file -> matches(file, wanted))
                    .forEach(found::add);
        }

        found.sort(order(user));
        int pages = Math.max(1, (found.size() + PAGE - 1) / PAGE);
        int current = Math.min(Math.max(1, page), pages);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, London.ZONE);
        List<Row> rows = found.stream().skip((long) (current - 1) * PAGE).limit(PAGE)
                .flatMap(file -> reader.open(user, file.reference()).stream())
                .map(open -> row(user, open, now, today))
                .toList();

        List<CoveredRow> covered = covered(user);
        model.addAttribute("covered", covered);
        model.addAttribute("covers", !covered.isEmpty());
        model.addAttribute("stuck", stuck(user));
        model.addAttribute("title", all ? "All cases" : "Your cases");
        model.addAttribute("rows", rows);
        model.addAttribute("none", rows.isEmpty());
        model.addAttribute("count", Words.count(found.size(), "child").replace("childs", "children"));
        model.addAttribute("q", search.strip());
        model.addAttribute("searched", !wanted.isEmpty());
        model.addAttribute("service", service);
        model.addAttribute("all", all);
        model.addAttribute("withClosed", withClosed);
        model.addAttribute("several", pages > 1);
        model.addAttribute("pages", pages);
        model.addAttribute("page", current);
        model.addAttribute("before", current > 1 ? Integer.valueOf(current - 1) : null);
        model.addAttribute("after", current < pages ? Integer.valueOf(current + 1) : null);
        return "cases";
    }

    /** Planned moves of work that could not be carried out, in words, for whom it is to put them right; null for none. */
    private String stuck(SignedIn user) {
        long stuck = !user.in(Groups.IRO_MANAGER) ? 0 : user.tenants().stream()
                .flatMap(authority -> plans.waiting(authority).stream()).filter(plan -> plan.problem() != null).count();
        return stuck == 0 ? null : Words.count((int) stuck, "planned move") + " of work could not be carried out.";
    }

    /** Over all pages by what is due next, then by name; for readers who see no deadlines by name alone. */
    private Comparator<CaseFile> order(SignedIn user) {
        Comparator<CaseFile> byName = Comparator.comparing((CaseFile file) -> file.childName().toLowerCase(Locale.UK))
                .thenComparing(CaseFile::reference);
        if (!PermissionMatrix.sections(user.groups()).contains(Section.DEADLINES)) {
            return byName;
        }
        Map<String, Instant> next = new HashMap<>();
        user.tenants().forEach(authority -> next.putAll(nextDue.ofAuthority(authority)));
        return Comparator.comparing((CaseFile file) -> next.getOrDefault(file.reference(), Instant.MAX)).thenComparing(byName);
    }

    private List<CoveredRow> covered(SignedIn user) {
        return user.tenants().stream().flatMap(authority -> cover.tasks(authority, user.userId()).stream())
                .flatMap(task -> reader.open(user, task.reference()).stream().map(open -> new CoveredRow(task.taskId(),
                        task.task(), task.due() == null ? null : London.day(task.due()), task.reference(),
                        open.file().childName(), Words.cover(task))))
                .toList();
    }

    /** Without those of concerns and referrals that are not this reader's to know. */
    private List<Deadline> deadlines(SignedIn user, CaseReader.Open open) {
        List<Deadline> all = register.ofCase(open.file().reference());
        return all.stream().allMatch(deadline -> deadline.subject().isEmpty()) ? all
                : referrals.of(open, user).deadlines(concerns.of(open, user).deadlines(all));
    }

    private static boolean matches(CaseFile file, String wanted) {
        return wanted.isEmpty()
                || file.childName().toLowerCase(Locale.UK).contains(wanted)
                || file.reference().toLowerCase(Locale.UK).contains(wanted)
                || file.personNumber() != null && file.personNumber().toLowerCase(Locale.UK).contains(wanted);
    }

    private Row row(SignedIn user, CaseReader.Open open, Instant now, LocalDate today) {
        CaseFile file = open.file();
        List<Deadline> due = !open.sees(Section.DEADLINES) ? List.of() : deadlines(user, open).stream()
                .filter(deadline -> deadline.due() != null && (deadline.state() == Deadline.State.OPEN
                        || deadline.state() == Deadline.State.MISSED))
                .sorted(Comparator.comparing(Deadline::due)).toList();
        Deadline next = due.isEmpty() ? null : due.get(0);
        long others = due.stream().skip(1).filter(deadline -> deadline.state() == Deadline.State.MISSED).count();
        String iro = open.sees(Section.PEOPLE)
                ? files.holder(file.reference(), "iro").map(Person::name).orElse(null) : null;
        boolean missed = next != null && (next.state() == Deadline.State.MISSED || next.due().isBefore(now));
        boolean soon = next != null && !missed && next.due().isBefore(now.plusSeconds(3 * 86_400));
        return new Row(file.reference(), file.childName(), Words.age(file, today), file.personNumber(), iro,
                next == null ? null : next.rule().label(),
                next == null ? null : Words.state(next, now) + ", " + Words.due(next), missed, soon, !missed && !soon,
                others == 0 ? null : "and " + others + " more missed", file.closedAt() != null, file.restricted());
    }
}
