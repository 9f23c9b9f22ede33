package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Hands on many cases one by one, each under its lock: one that cannot be is left alone and says why. */
@Service
@Transactional
class WorkloadService implements Workload {

    /** What is wrong with one of these is wrong in every case. */
    private static final Set<String> THE_SAME_EVERYWHERE = Set.of("role", "personName", "personEmail", "personPhone");
    private static final int REASON_LENGTH = 4000;

    private final WorkloadRepository cases;
    private final WorkloadRows numbers;
    private final RoleBook roles;
    private final CaseFiles files;
    private final CaseRows rows;

    WorkloadService(WorkloadRepository cases, WorkloadRows numbers, RoleBook roles, CaseFiles files, CaseRows rows) {
        this.cases = cases;
        this.numbers = numbers;
        this.roles = roles;
        this.files = files;
        this.rows = rows;
    }

    /** Changes one case, which is locked, or throws a refusal before it has changed anything. */
    private interface Change {
        void of(Row.CaseFile file, Person holder);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Integer> openCases(String authority, String role) {
        return numbers.openCases(authority, role, rows.today());
    }

    @Override
    @Transactional(readOnly = true)
    public List<CaseFile> openCasesOf(String authority, String role, String userId) {
        return cases.openCasesOf(authority, role, userId, rows.today()).stream().map(Row.CaseFile::toCaseFile).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Person> lastRecorded(String authority, String role, String userId) {
        return numbers.lastRecorded(authority, role, userId);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Covered> coveredBy(String authority, String userId) {
        return numbers.coveredBy(authority, userId, rows.today());
    }

    @Override
    public List<Outcome> move(Order order, CaseFiles.NewPerson to) {
        String reason = reason(order);
        return each(order, (file, holder) -> {
            if (to.from() != null && to.from().isBefore(holder.from())) {
                throw new RefusedException("personFrom", "The role was taken up on " + London.day(holder.from())
                        + ", which is later than the first day chosen. Choose that day or a later one.");
            }
            Person now = roles.handOver(file, to, order.by());
            List<TimelineRecord.Entry> entries = new ArrayList<>();
            entry(entries, "before", "Before", holder.name());
            entry(entries, "personName", "Now", now.name());
            entry(entries, "personEmail", "E-mail", now.email());
            entry(entries, "personPhone", "Telephone", now.phone());
            entry(entries, "personFrom", "From", London.day(now.from()));
            entry(entries, "reason", "Reason", reason);
            entry(entries, "by", "Moved by", name(order, order.by()));
            record(file, order, "work-moved", Groups.label(order.role()) + ": work moved from " + holder.name() + " to "
                    + now.name() + ".", entries);
        });
    }

    @Override
    @Transactional(readOnly = true)
    public void check(CaseFiles.NewPerson to) {
        RoleBook.checked(to);
    }

    @Override
    public List<Outcome> cover(Order order, String coveringUserId, LocalDate from, LocalDate until) {
        String reason = reason(order);
        if (from == null || until == null || until.isBefore(from)) {
            throw new RefusedException("until", "Cover needs a first day and a last day that is not before it. Check both "
                    + "dates.");
        }
        return each(order, (file, holder) -> {
            Optional<Cover> standing = roles.covers(file.reference()).stream()
                    .filter(cover -> cover.role().equals(order.role()) && cover.coveredUserId().equals(order.fromUserId())
                            && cover.coveringUserId().equals(coveringUserId)
                            && !cover.from().isAfter(until) && !cover.until().isBefore(from))
                    .findFirst();
            if (standing.isPresent()) {
                throw new RefusedException("from", "Covered by the same person already, from "
                        + London.day(standing.get().from()) + " to " + London.day(standing.get().until())
                        + ". Choose days before or after it.");
            }
            roles.recordCover(file, new Cover(null, file.reference(), order.role(), order.fromUserId(), coveringUserId,
                    from, until), order.by());
            List<TimelineRecord.Entry> entries = new ArrayList<>();
            entry(entries, "covered", "Covered", holder.name());
            entry(entries, "covering", "Stands in", name(order, coveringUserId));
            entry(entries, "from", "First day", London.day(from));
            entry(entries, "until", "Last day", London.day(until));
            entry(entries, "reason", "Reason", reason);
            entry(entries, "by", "Recorded by", name(order, order.by()));
            record(file, order, "cover", Groups.label(order.role()) + ": " + name(order, coveringUserId) + " covers for "
                    + holder.name() + " from " + London.day(from) + " to " + London.day(until) + ".", entries);
        });
    }

    /** Always in the same order, so that two managers handing on the same cases do not wait for each other for ever. */
    private List<Outcome> each(Order order, Change change) {
        return new TreeSet<>(order.references()).stream().map(reference -> one(reference, order, change)).toList();
    }

    private Outcome one(String reference, Order order, Change change) {
        Optional<Row.CaseFile> found = cases.lock(reference, order.authority());
        if (found.isEmpty()) {
            return new Outcome(reference, null, null, "There is no such case.");
        }
        Row.CaseFile file = found.get();
        CaseFile shown = file.toCaseFile();
        if (file.closedAt() != null) {
            return new Outcome(reference, shown, null, "The case has been closed since.");
        }
        Optional<Person> holder = roles.holder(reference, order.role())
                .filter(person -> order.fromUserId().equals(person.userId()));
        if (holder.isEmpty()) {
            return new Outcome(reference, shown, null, "The person chosen no longer holds the role in this case. "
                    + "The case page shows who does.");
        }
        try {
            change.of(file, holder.get());
            return new Outcome(reference, shown, holder.get(), null);
        } catch (RefusedException e) {
            if (e.field() != null && THE_SAME_EVERYWHERE.contains(e.field())) {
                throw e;
            }
            return new Outcome(reference, shown, null, e.getMessage());
        }
    }

    private void record(Row.CaseFile file, Order order, String kind, String summary, List<TimelineRecord.Entry> entries) {
        files.addRecord(file.reference(), kind, summary, entries, When.at(rows.clock().instant()), order.by());
    }

    private static String reason(Order order) {
        return Checks.text("reason", "The reason", order.reason(), REASON_LENGTH);
    }

    private static String name(Order order, String userId) {
        return order.names().getOrDefault(userId, userId);
    }

    private static void entry(List<TimelineRecord.Entry> entries, String key, String label, String text) {
        if (text != null) {
            entries.add(new TimelineRecord.Entry(key, label, text));
        }
    }
}
