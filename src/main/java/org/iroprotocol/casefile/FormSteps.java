package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Component;

/** What every form about a case has in common: for whom it is, why, by whom, and the record it leaves. */
@Component
class FormSteps {

    private static final String ALSO_FOR = "alsoFor";
    private static final String ALSO_FOR_TYPED = "alsoForTyped";
    private static final String ALL = "all";
    private static final int REASON_LENGTH = 4000;

    private final CaseFiles files;
    private final CaseAccess access;
    private final CaseFileRepository repository;
    private final ModelCase cases;
    private final RecordSteps records;
    private final CaseRows rows;
    private final EngineUser user;
    private final OneEntry entry;

    FormSteps(CaseFiles files, CaseAccess access, CaseFileRepository repository, ModelCase cases, RecordSteps records,
              CaseRows rows, EngineUser user, OneEntry entry) {
        this.files = files;
        this.access = access;
        this.repository = repository;
        this.cases = cases;
        this.records = records;
        this.rows = rows;
        this.user = user;
        this.entry = entry;
    }

    /**
     * The case of the step and the siblings ticked in the field {@code alsoFor}, or typed in {@code alsoForTyped} where names
     * cannot be offered (P-41), the case itself first. Nobody else
     * writes to any of them until this transaction ends; they are locked in the order of their references, so that two people
     * recording about the same children do not wait for each other for ever.
     */
    List<Row.CaseFile> children(DelegateExecution execution) {
        return children(file -> mayOpen(file.reference()), execution);
    }

    /** As above, for work of a pool, which works for every child of the authority whose case is not restricted. */
    List<Row.CaseFile> childrenOfPool(DelegateExecution execution) {
        return children(file -> !file.restricted() || mayOpen(file.reference()), execution);
    }

    private List<Row.CaseFile> children(Predicate<Row.CaseFile> theirs, DelegateExecution execution) {
        Set<String> ticked = references(Typed.take(ALSO_FOR, execution));
        String typed = Checks.text(ALSO_FOR_TYPED, "The references",
                Typed.text(Typed.take(ALSO_FOR_TYPED, execution)), REASON_LENGTH);
        if (ticked.isEmpty() && typed == null) {
            return List.of(cases.locked(execution));
        }
        Row.CaseFile own = cases.of(execution);
        Set<String> siblings = repository.siblings(own.reference()).stream()
                .filter(file -> file.authority().equals(own.authority()) && theirs.test(file))
                .map(Row.CaseFile::reference)
                .collect(Collectors.toCollection(HashSet::new));
        if (typed != null && typed.equalsIgnoreCase(ALL)) {
            ticked.addAll(siblings);
        } else if (typed != null) {
            Stream.of(typed.split("[\\s,;]+")).filter(one -> !one.isEmpty()).forEach(ticked::add);
        }
        if (!siblings.containsAll(ticked)) {
            throw new RefusedException(ALSO_FOR, "One of the other children ticked is not a sibling of this child on file, or "
                    + "their case is not one of yours. Take them out and try again, or ask IRO admin to record it there. "
                    + "Nothing has been recorded for any of the children yet.");
        }
        List<Row.CaseFile> children = new ArrayList<>();
        Set<String> all = new TreeSet<>(ticked);
        all.add(own.reference());
        for (String reference : all) {
            children.add(reference.equals(own.reference()) ? 0 : children.size(), rows.lock(reference));
        }
        return children;
    }

    private static Set<String> references(Object typed) {
        Set<String> references = new TreeSet<>();
        if (Typed.isEmpty(typed)) {
            return references;
        }
        if (!(typed instanceof Collection<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw new RefusedException(ALSO_FOR, "The list of other children cannot be read. Tick them again.");
        }
        list.forEach(reference -> references.add(reference.toString().strip()));
        return references;
    }

    private boolean mayOpen(String reference) {
        return user.signedIn()
                .map(who -> access.mayRead(who.id(), who.groups(), who.authorities(), reference))
                .orElse(true);
    }

    /** All or nothing. What is refused about a sibling says which, by the reference alone. */
    void each(List<Row.CaseFile> children, Consumer<Row.CaseFile> work) {
        entry.together(() -> work.accept(children.get(0)));
        for (Row.CaseFile sibling : children.subList(1, children.size())) {
            try {
                entry.together(() -> work.accept(sibling));
            } catch (RefusedException e) {
                throw new RefusedException(ALSO_FOR, "Case " + sibling.reference() + ": " + e.getMessage()
                        + " Or take this child out and record it there separately. "
                        + "Nothing has been recorded for any of the children yet.");
            }
        }
    }

    /** Why something is recorded; null when nobody says. */
    String reason(DelegateExecution execution) {
        return Checks.text("reason", "The reason", Typed.text(Typed.take("reason", execution)), REASON_LENGTH);
    }

    String text(String field, String label, int longest, DelegateExecution execution) {
        return Checks.text(field, label, Typed.text(Typed.take(field, execution)), longest);
    }

    /** A day that is needed. */
    LocalDate day(String field, String label, DelegateExecution execution) {
        LocalDate day = Typed.date(field, label, Typed.take(field, execution));
        if (day == null) {
            throw new RefusedException(field, label + " is missing. Enter it as dd/mm/yyyy.");
        }
        return day;
    }

    /** An answer that is needed. */
    boolean yesOrNo(String field, String question, DelegateExecution execution) {
        String answer = Typed.text(Typed.take(field, execution));
        if ("yes".equals(answer) || "true".equals(answer)) {
            return true;
        }
        if ("no".equals(answer) || "false".equals(answer)) {
            return false;
        }
        throw new RefusedException(field, "It is not said " + question + ". Choose yes or no.");
    }

    /** The choice in the words of the form. */
    String choice(String field, String value, DelegateExecution execution) {
        return records.choice(field, value, execution);
    }

    /** What else was typed, for example into a field an authority has added. */
    List<TimelineRecord.Entry> rest(DelegateExecution execution) {
        return records.entries(records.take(execution), execution);
    }

    String by() {
        return user.id();
    }

    When now() {
        return When.at(rows.clock().instant());
    }

    /** Records an event; a refusal names the field of the form. */
    void event(Row.CaseFile file, String kind, String subject, When value, String onBehalfOf, String field) {
        try {
            files.recordEvent(file.reference(), kind, subject, value, by(), onBehalfOf);
        } catch (RefusedException e) {
            throw new RefusedException(field, e.getMessage());
        }
    }

    /** What stands for that kind in words. */
    String before(Row.CaseFile file, String kind) {
        return files.event(file.reference(), kind, "").map(CaseEvent::value).map(Entries::words).orElse(Entries.NOT_RECORDED);
    }

    void record(Row.CaseFile file, String kind, String summary, Entries entries, When happened) {
        files.addRecord(file.reference(), kind, summary, entries.list(), happened, by());
    }

    Optional<CaseEvent> standing(Row.CaseFile file, String kind) {
        return files.event(file.reference(), kind, "").filter(event -> event.value() != null);
    }
}
