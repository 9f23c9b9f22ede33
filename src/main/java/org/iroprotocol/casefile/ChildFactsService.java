package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.calendar.When;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes about the child, kept with what was before. */
@Service
@Transactional
class ChildFactsService implements ChildFacts {

    private static final int STATUS_LENGTH = 64;
    private static final int ADULT_AT = 18;

    private final CaseFileRepository cases;
    private final ChildNameRepository names;
    private final LookedAfterRepository statuses;
    private final ReportingFactsRepository facts;
    private final ViewLogRepository views;
    private final CaseRows rows;
    private final ApplicationEventPublisher publisher;

    ChildFactsService(CaseFileRepository cases, ChildNameRepository names, LookedAfterRepository statuses,
                      ReportingFactsRepository facts, ViewLogRepository views, CaseRows rows, ApplicationEventPublisher publisher) {
        this.cases = cases;
        this.names = names;
        this.statuses = statuses;
        this.facts = facts;
        this.views = views;
        this.rows = rows;
        this.publisher = publisher;
    }

    @Override
    public void rename(String reference, String childName, String recordedBy) {
        Row.CaseFile file = rows.lock(reference);
        String name = Checks.required("childName", "The child's name", childName, Checks.NAME_LENGTH);
        String key = Checks.nameKey(name);
        boolean taken = cases.findByName(file.authority(), file.dateOfBirth(), key)
                .filter(other -> !other.reference().equals(reference)).isPresent();
        if (taken) {
            throw Checks.sameChild();
        }
        cases.rename(reference, name, key);
        rows.insert(new Row.ChildName(UUID.randomUUID(), reference, name, rows.now(), CaseRows.by(recordedBy)));
    }

    @Override
    public List<NameUsed> names(String reference) {
        rows.get(reference);
        return names.of(reference).stream()
                .map(row -> new NameUsed(row.name(), row.recordedAt().toInstant(), row.recordedBy())).toList();
    }

    @Override
    public void recordLookedAfter(String reference, String status, String legalStatus, LocalDate from,
                                  String recordedBy) {
        Row.CaseFile file = rows.lock(reference);
        String as = Checks.required("status", "The looked-after status", status, STATUS_LENGTH);
        String legal = Checks.text("legalStatus", "The legal status", legalStatus, Checks.NAME_LENGTH);
        if (from == null) {
            throw new RefusedException("from", "The day from which the status holds is missing. Enter it as dd/mm/yyyy.");
        }
        Checks.happened("from", "The day from which the status holds", When.on(from), file.dateOfBirth(), rows.clock());
        boolean before = statuses.of(reference).stream().findFirst().map(row -> counts(row.status())).orElse(true);
        rows.insert(new Row.LookedAfter(UUID.randomUUID(), reference, as, legal, from, rows.now(),
                CaseRows.by(recordedBy)));
        if (legal != null) {
            cases.legalStatus(reference, legal);
        }
        if (before != counts(as)) {
            publisher.publishEvent(new Waking.LookedAfter(file));
        }
    }

    @Override
    public boolean isLookedAfter(String reference) {
        Row.CaseFile file = rows.get(reference);
        boolean adult = !rows.today().isBefore(file.dateOfBirth().plusYears(ADULT_AT));
        return !adult && lookedAfter(reference).stream()
                .filter(status -> !status.from().isAfter(rows.today()))
                .findFirst().map(status -> counts(status.status())).orElse(true);
    }

    /** However the council words the others. */
    private static boolean counts(String status) {
        return !status.equals(NOT_LOOKED_AFTER);
    }

    @Override
    public List<LookedAfter> lookedAfter(String reference) {
        rows.get(reference);
        List<LookedAfter> result = new ArrayList<>();
        LocalDate next = null;
        for (Row.LookedAfter row : statuses.of(reference)) {
            if (next == null || row.fromDay().isBefore(next)) {
                result.add(new LookedAfter(row.status(), row.legalStatus(), row.fromDay(),
                        next == null ? null : next.minusDays(1), row.recordedBy()));
                next = row.fromDay();
            }
        }
        return result;
    }

    @Override
    public void restrict(String reference, boolean restricted, String recordedBy) {
        rows.lock(reference);
        cases.restricted(reference, restricted);
    }

    @Override
    public void recordDeath(String reference, LocalDate diedOn, String recordedBy) {
        Row.CaseFile file = rows.lock(reference);
        if (diedOn == null) {
            throw new RefusedException("diedOn", "The date is missing. Enter it as dd/mm/yyyy.");
        }
        Checks.happened("diedOn", "The date", When.on(diedOn), file.dateOfBirth(), rows.clock());
        cases.died(reference, diedOn);
        publisher.publishEvent(new CaseChange.Died(reference));
    }

    @Override
    public void close(String reference, String recordedBy) {
        rows.lock(reference);
        cases.closed(reference, rows.now());
    }

    @Override
    public void reopen(String reference, String recordedBy) {
        rows.lock(reference);
        cases.closed(reference, null);
    }

    @Override
    public void recordReportingFacts(String reference, ReportingFacts given, String recordedBy) {
        rows.lock(reference);
        facts.remove(reference);
        rows.insert(new Row.ReportingFacts(reference, text("team", given.team()),
                text("placementType", given.placementType()), given.inArea(), text("ethnicity", given.ethnicity()),
                text("disability", given.disability()), given.unaccompanied(), rows.now(), CaseRows.by(recordedBy)));
    }

    @Override
    public Optional<ReportingFacts> reportingFacts(String reference) {
        rows.get(reference);
        return facts.find(reference).map(row -> new ReportingFacts(row.team(), row.placementType(), row.inArea(),
                row.ethnicity(), row.disability(), row.unaccompanied()));
    }

    @Override
    public List<CaseFiles.View> viewsBy(String authority, String userId) {
        return views.byUser(authority, userId).stream().map(Row.ViewLog::toView).toList();
    }

    private static String text(String field, String value) {
        return Checks.text(field, "This entry", value, Checks.NAME_LENGTH);
    }
}
