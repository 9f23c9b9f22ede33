package org.iroprotocol.casefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.When;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Empties forms into the timeline. */
@Service
@Transactional
class RecordSteps {

    private static final String HAPPENED_ON = "happenedOn";
    private static final String CASE_REFERENCE = "caseReference";

    private final CaseFiles files;
    private final ModelCase cases;
    private final EngineUser user;
    private final CaseRows rows;
    private final TimelineRepository timeline;
    private final ObjectProvider<FormFields> forms;

    RecordSteps(CaseFiles files, ModelCase cases, EngineUser user, CaseRows rows, TimelineRepository timeline,
                ObjectProvider<FormFields> forms) {
        this.files = files;
        this.cases = cases;
        this.user = user;
        this.rows = rows;
        this.timeline = timeline;
        this.forms = forms;
    }

    void add(String kind, DelegateExecution execution) {
        String reference = cases.of(execution).reference();
        Map<FormFields.Field, Object> typed = take(execution);
        When happened = typed.entrySet().stream()
                .filter(entry -> entry.getKey().key().equals(HAPPENED_ON))
                .map(entry -> Typed.when(HAPPENED_ON, entry.getKey().label(), entry.getValue()))
                .findFirst().orElseGet(() -> When.at(rows.clock().instant()));
        files.addRecord(reference, kind, summary(kind, execution), entries(typed, execution), happened, user.id());
    }

    /** Takes the lock that recording takes, for the reason told at {@link PeopleSteps#known}. */
    boolean sinceHolder(String kind, String role, DelegateExecution execution) {
        return timeline.madeSinceHolder(cases.locked(execution).reference(), kind, role, rows.today());
    }

    /** The values typed that do not steer the process, in form order, removed from the process. */
    Map<FormFields.Field, Object> take(DelegateExecution execution) {
        Map<FormFields.Field, Object> typed = new LinkedHashMap<>();
        FormFields fields = forms.getIfAvailable();
        if (fields == null) {
            return typed;
        }
        for (FormFields.Field field : fields.of(execution.getProcessDefinitionId())) {
            if (!field.engine() && execution.hasVariable(field.key())) {
                Object value = Typed.take(field.key(), execution);
                boolean said = !field.key().equals(CASE_REFERENCE); // the record stands in that very case
                if (said && !Typed.isEmpty(value)) {
                    typed.put(field, value);
                }
            }
        }
        return typed;
    }

    List<TimelineRecord.Entry> entries(Map<FormFields.Field, Object> typed, DelegateExecution execution) {
        FormFields fields = forms.getIfAvailable();
        List<TimelineRecord.Entry> entries = new ArrayList<>();
        typed.forEach((field, value) -> entries.add(new TimelineRecord.Entry(field.key(), field.label(),
                Typed.words(field.type(), value, choice ->
                        fields.choice(execution.getProcessDefinitionId(), field.key(), choice)))));
        return entries;
    }

    /** The label of a choice as the person saw it; the value itself without form. */
    String choice(String key, String value, DelegateExecution execution) {
        FormFields fields = forms.getIfAvailable();
        return fields == null || value == null ? value
                : fields.choice(execution.getProcessDefinitionId(), key, value);
    }

    private static String summary(String kind, DelegateExecution execution) {
        String name = execution.getCurrentActivityName();
        String sentence = name == null || name.isBlank() ? Checks.words(kind) : name.strip().replaceAll("\\s+", " ");
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
