package org.iroprotocol.work;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.Workload;
import org.iroprotocol.work.PlanRows.Kind;
import org.iroprotocol.work.PlanRows.Line;
import org.iroprotocol.work.PlanRows.State;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps planned moves; what can be refused is refused when they are planned, not on the day. */
@Service
@Transactional
class PlanBook implements PlannedMoves {

    private static final int FARTHEST_YEARS = 1;
    private static final int SHOWN_DAYS = 30;
    private static final String NOT_HELD = "The person chosen does not hold the role in this case. The case page shows who does.";

    private final Colleagues colleagues;
    private final Requests requests;
    private final Workload workload;
    private final PlanRows rows;
    private final Clock clock;

    PlanBook(Colleagues colleagues, Requests requests, Workload workload, PlanRows rows, Clock clock) {
        this.colleagues = colleagues;
        this.requests = requests;
        this.workload = workload;
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public Plan plan(Work.Request request, LocalDate from, String email, String phone) {
        Work.Colleague person = requests.person(request);
        Work.Colleague to = requests.to(request, person);
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        if (from == null || !from.isAfter(today)) {
            throw new RefusedException("from", "A planned move needs a day later than today. Enter it as dd/mm/yyyy.");
        }
        if (from.isAfter(today.plusYears(FARTHEST_YEARS))) {
            throw new RefusedException("from", "The day from which the work moves is more than a year ahead. Check the year.");
        }
        try {
            workload.check(requests.newIro(to, from, email, phone));
        } catch (RefusedException e) {
            throw Requests.asOnThePage(e);
        }
        Map<String, String> left = new LinkedHashMap<>();
        Workload.Order order = requests.order(request, person, to, left);
        Set<String> held = workload.openCasesOf(request.authority(), Groups.IRO, person.userId()).stream()
                .map(CaseFile::reference).collect(Collectors.toSet());
        order.references().stream().filter(reference -> !held.contains(reference))
                .forEach(reference -> left.put(reference, NOT_HELD));
        List<String> references = request.all() ? List.of() : order.references().stream().filter(held::contains).toList();
        if (references.isEmpty() && !request.all()) {
            throw new RefusedException("cases", "None of the cases ticked can be planned. " + left.values().iterator().next());
        }
        refuseTwice(request, from, references);
        PlanRows.Plan plan = new PlanRows.Plan(UUID.randomUUID(), request.authority(), person.userId(), person.name(),
                to.userId(), to.name(), from, request.all(), text(email), text(phone), order.reason(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS), request.by(), order.names().get(request.by()), State.WAITING,
                null, null);
        rows.add(plan);
        rows.addLines(plan.id(), references.stream().map(one -> new Line(Kind.ASKED, one, null, null)).toList());
        return new Plan(planned(plan, references.size()), references, left);
    }

    /** A second click, or a second manager. */
    private void refuseTwice(Work.Request request, LocalDate from, List<String> references) {
        for (PlanRows.Plan plan : rows.waiting(request.authority())) {
            if (plan.person().equals(request.person()) && plan.from().equals(from)) {
                Set<String> both = new HashSet<>(asked(plan.id()));
                both.retainAll(references);
                if (plan.all() || request.all() || !both.isEmpty()) {
                    throw new RefusedException("from", "A move of this work on " + London.day(from) + " is planned already, by "
                            + plan.byName() + ". Look at the list of planned moves; cancel that one first if this is to be "
                            + "instead.");
                }
            }
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<Planned> waiting(String authority) {
        return rows.waiting(authority).stream().map(this::planned).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Carried> carriedOut(String authority) {
        return rows.doneSince(authority, clock.instant().minus(SHOWN_DAYS, ChronoUnit.DAYS)).stream().map(this::carried)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Carried> carriedOut(String authority, UUID id) {
        return rows.find(id).filter(plan -> plan.authority().equals(authority) && plan.state() == State.DONE)
                .map(this::carried);
    }

    @Override
    public Optional<Planned> cancel(String authority, UUID id, String by) {
        Optional<PlanRows.Plan> found = rows.lock(id).filter(plan -> plan.authority().equals(authority));
        found.ifPresent(plan -> {
            if (plan.state() == State.DONE) {
                throw new RefusedException(null, "This move was carried out on " + London.day(plan.settledAt())
                        + " and cannot be cancelled any more. Move the work back instead.");
            }
            if (plan.state() == State.WAITING) {
                rows.settle(id, State.CANCELLED, clock.instant(), by);
            }
        });
        return found.map(this::planned);
    }

    private List<String> asked(UUID id) {
        return rows.lines(id).stream().filter(line -> line.kind() == Kind.ASKED).map(Line::reference).toList();
    }

    private Planned planned(PlanRows.Plan plan) {
        return planned(plan, plan.all() ? 0 : asked(plan.id()).size());
    }

    private static Planned planned(PlanRows.Plan plan, int cases) {
        return new Planned(plan.id(), plan.authority(), plan.person(), plan.personName(), plan.takerName(), plan.from(),
                plan.all(), cases, plan.byName(), plan.at(), plan.problem());
    }

    private Carried carried(PlanRows.Plan plan) {
        List<Line> lines = rows.lines(plan.id());
        return new Carried(planned(plan, (int) lines.stream().filter(line -> line.kind() == Kind.ASKED).count()),
                plan.settledAt(),
                lines.stream().filter(line -> line.kind() == Kind.DONE).map(Line::reference).toList(),
                why(lines, Kind.LEFT),
                lines.stream().filter(line -> line.kind() == Kind.LETTER).map(line -> new Work.Letter(line.text(), line.cases()))
                        .toList(),
                why(lines, Kind.UNTOLD));
    }

    private static Map<String, String> why(List<Line> lines, Kind kind) {
        Map<String, String> why = new LinkedHashMap<>();
        lines.stream().filter(line -> line.kind() == kind).forEach(line -> why.put(line.reference(), line.text()));
        return why;
    }

    private static String text(String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }
}
