package org.iroprotocol.casefile;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Component;

/**
 * What a room above the case file needs to take a form: for which children it is, and what was typed, read once and removed
 * from the process. Every method that reads a field throws {@link RefusedException} naming it when it cannot be understood.
 * Days are days in Europe/London. Everything runs in the caller's transaction.
 */
@Component
public class CaseForms {

    private final FormSteps form;
    private final ModelCase cases;
    private final CaseRows rows;
    private final RecordSteps records;

    CaseForms(FormSteps form, ModelCase cases, CaseRows rows, RecordSteps records) {
        this.form = form;
        this.cases = cases;
        this.rows = rows;
        this.records = records;
    }

    /**
     * The case of the step and the siblings ticked in {@code alsoFor} (P-41), the case itself first; nobody else writes to any
     * of them until the transaction ends. For work of a pool: a sibling counts whose case is not restricted.
     */
    public List<CaseFile> childrenOfPool(DelegateExecution execution) {
        return form.childrenOfPool(execution).stream().map(Row.CaseFile::toCaseFile).toList();
    }

    /** As above, for a person: a sibling counts whose case they may open. */
    public List<CaseFile> children(DelegateExecution execution) {
        return form.children(execution).stream().map(Row.CaseFile::toCaseFile).toList();
    }

    /** The case of the step; nobody else writes to it until the transaction ends. */
    public CaseFile locked(DelegateExecution execution) {
        return cases.locked(execution).toCaseFile();
    }

    /** As {@link #locked(DelegateExecution)}, for a case known by its reference. */
    public CaseFile locked(String reference) {
        return rows.lock(reference).toCaseFile();
    }

    /** All or nothing; what is refused about a sibling says which, by the reference alone. */
    public void each(List<CaseFile> children, Consumer<CaseFile> work) {
        form.each(children.stream().map(child -> rows.get(child.reference())).toList(), row -> work.accept(row.toCaseFile()));
    }

    /** @return null for an empty field */
    public String text(String field, String label, int longest, DelegateExecution execution) {
        return form.text(field, label, longest, execution);
    }

    /** @return null for an empty field */
    public LocalDate day(String field, String label, DelegateExecution execution) {
        return Typed.date(field, label, Typed.take(field, execution));
    }

    /** @return null for an empty value */
    public LocalDate day(String field, String label, Object value) {
        return Typed.date(field, label, value);
    }

    /** What was ticked; never null. */
    public List<String> ticked(String field, DelegateExecution execution) {
        Object typed = Typed.take(field, execution);
        if (Typed.isEmpty(typed)) {
            return List.of();
        }
        Collection<?> values = typed instanceof Collection<?> several ? several : List.of(typed);
        return values.stream().filter(value -> !Typed.isEmpty(value)).map(value -> value.toString().strip()).distinct().toList();
    }

    /** The rows of a list people can add to; never null. */
    public List<Map<?, ?>> rows(String field, DelegateExecution execution) {
        return Typed.rows(field, Typed.take(field, execution));
    }

    /** The text of a cell of such a row, without blanks around it; null for none. */
    public static String cell(Map<?, ?> row, String key, String label, int longest) {
        return Checks.text(key, label, Typed.text(row.get(key)), longest);
    }

    /** Why something is recorded; null when nobody says. */
    public String reason(DelegateExecution execution) {
        return form.reason(execution);
    }

    /**
     * Everything typed into the step's form that does not steer the process, removed from the process.
     *
     * @param values  field key to the value as it was typed: texts, numbers, truth values, lists and maps; no empty ones
     * @param entries the same in words, in form order
     */
    public record Typing(Map<String, Object> values, List<TimelineRecord.Entry> entries) {
    }

    /** Takes everything typed; see {@link Typing}. */
    public Typing typing(DelegateExecution execution) {
        Map<FormFields.Field, Object> typed = records.take(execution);
        Map<String, Object> values = new LinkedHashMap<>();
        typed.forEach((field, value) -> values.put(field.key(), value));
        return new Typing(values, records.entries(typed, execution));
    }

    /** A day, or a day with a time, as typed; null for an empty value. */
    public static When when(String field, String label, Object value) {
        return Typed.when(field, label, value);
    }

    /** The rows of a list people can add to, as typed; never null. */
    public static List<Map<?, ?>> rows(String field, Object value) {
        return Typed.rows(field, value);
    }

    /** What else was typed, for example into a field an authority has added. */
    public List<TimelineRecord.Entry> rest(DelegateExecution execution) {
        return form.rest(execution);
    }

    /** User id of whoever is at work. */
    public String by() {
        return form.by();
    }

    /** Records that something happened on that day; a refusal names the field of the form. */
    public void event(CaseFile file, String kind, String subject, LocalDate day, String field) {
        form.event(rows.get(file.reference()), kind, subject, day == null ? null : When.on(day), null, field);
    }

    /** As above, with the time of day where it is known; a subject, and on whose behalf (may be null). */
    public void event(CaseFile file, String kind, String subject, When when, String onBehalfOf, String field) {
        form.event(rows.get(file.reference()), kind, subject, when, onBehalfOf, field);
    }

    /** Adds a record to the timeline of something that happened then. */
    public void record(CaseFile file, String kind, String summary, List<TimelineRecord.Entry> entries, When happened) {
        form.record(rows.get(file.reference()), kind, summary, new Entries().addAll(new ArrayList<>(entries)), happened);
    }

    /** This minute, London time, to the second. */
    public When now() {
        return form.now();
    }

    /** Refuses a day before the child's birth or in the future, naming the field. */
    public void happened(CaseFile file, String field, String what, LocalDate day) {
        if (day != null) {
            Checks.happened(field, what, When.on(day), file.dateOfBirth(), rows.clock());
        }
    }

    /** Adds a record to the timeline. */
    public void record(CaseFile file, String kind, String summary, List<TimelineRecord.Entry> entries) {
        Entries all = new Entries().addAll(new ArrayList<>(entries));
        form.record(rows.get(file.reference()), kind, summary, all, form.now());
    }

    /** Today in London. */
    public LocalDate today() {
        Clock clock = rows.clock();
        return LocalDate.ofInstant(clock.instant(), London.ZONE);
    }
}
