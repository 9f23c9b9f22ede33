package org.iroprotocol.dispute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.UserName;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.Answers;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A concern from the first word until it is issued: raised, written, weighed. */
@Service
@Transactional
class RaisingSteps {

    private static final String PROCESS = "dispute-escalation";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CaseForms forms;
    private final CaseFiles files;
    private final DisputeRows rows;
    private final StageTable stages;
    private final IdentityService users;
    private final RuntimeService runtime;
    private final AsSystem asSystem;

    RaisingSteps(CaseForms forms, CaseFiles files, DisputeRows rows, StageTable stages, @Lazy IdentityService users,
                 @Lazy RuntimeService runtime, AsSystem asSystem) {
        this.forms = forms;
        this.files = files;
        this.rows = rows;
        this.stages = stages;
        this.users = users;
        this.runtime = runtime;
        this.asSystem = asSystem;
    }

    // ---- raised ----

    void raise(DelegateExecution execution) {
        boolean known = execution.getProcessBusinessKey() != null;
        List<CaseFile> children = known ? forms.children(execution) : List.of();
        Answers answers = new Answers(forms.typing(execution));
        if (!known) {
            execution.setProcessBusinessKey(opened(answers, execution.getTenantId()));
            children = List.of(forms.locked(execution));
        }
        When on = answers.when("concernOn", "The day");
        String line = answers.text("concernLine");
        TimelineRecord challenge = challenge(children.get(0), answers.text("recordId"));
        if (line == null && challenge == null) {
            throw new RefusedException("concernLine", "The concern is missing. Say in one line what it is about.");
        }
        UUID id = UUID.randomUUID();
        execution.setVariable(Subject.SUBJECT, id.toString());
        execution.setVariable(Subject.NEXT_STAGE, Subject.NO_STAGE);
        CaseFile own = children.get(0);
        forms.each(List.of(own), child -> {
            int number = rows.insert(id, child.reference(), child.authority(), execution.getProcessInstanceId(),
                    challenge == null ? null : challenge.id(), json(start(line, challenge)), forms.by());
            forms.event(child, "concern-identified", id.toString(), on == null ? forms.now() : on, null, "concernOn");
            forms.record(child, "concern-raised", "Concern " + number + " raised.",
                    answers.without("recordId", "childName", "dateOfBirth", "personNumber").entries());
        });
        if (challenge != null && children.size() > 1) {
            throw new RefusedException("alsoFor", "An informal challenge belongs to one child. Take the others out, and raise "
                    + "their concerns from their own case pages.");
        }
        Map<String, Object> same = new LinkedHashMap<>();
        same.put("concernLine", line);
        same.put("concernOn", on == null ? null : on.toString());
        forms.each(children, child -> {
            if (!child.reference().equals(own.reference())) {
                runtime.createProcessInstanceByKey(PROCESS).businessKey(child.reference())
                        .processDefinitionTenantId(child.authority()).setVariables(same).execute();
            }
        });
    }

    /** A child nobody has opened a case for: whoever raises the concern is recorded as the IRO. */
    private String opened(Answers answers, String authority) {
        String name = answers.text("childName");
        if (name == null) {
            throw new RefusedException("caseReference", "It is not said which child it is. Enter our reference, or for a child who "
                    + "has no case yet the name and the date of birth.");
        }
        if (answers.text("recordId") != null) {
            throw new RefusedException("caseReference", "An informal challenge stands in a case. Enter our reference.");
        }
        When birth = answers.neededWhen("dateOfBirth", "The date of birth");
        String by = forms.by();
        CaseFile file = files.open(new CaseFiles.NewChild(authority, name, birth.date(), answers.text("personNumber"), null, false),
                by);
        User user = asSystem.call(() -> users.createUserQuery().userId(by).singleResult());
        if (user != null) {
            files.recordPerson(file.reference(), new CaseFiles.NewPerson(Groups.IRO, UserName.of(user, by), user.getEmail(),
                    null, by, forms.today()), by);
        }
        return file.reference();
    }

    private TimelineRecord challenge(CaseFile file, String record) {
        if (record == null) {
            return null;
        }
        TimelineRecord found = files.timeline(file.reference()).stream()
                .filter(one -> one.id().toString().equals(record) && one.kind().equals(EventKind.INFORMAL_CHALLENGE) && one.errorReason() == null)
                .findFirst().orElseThrow(() -> new RefusedException("recordId", "This is no informal challenge of this child. Open "
                        + "the case page and choose “Raise it formally” beside the challenge."));
        if (rows.carriedOver(found.id())) {
            throw new RefusedException("recordId", "This informal challenge has been raised formally already. Its concern is on the "
                    + "case page.");
        }
        return found;
    }

    /** What the form of the concern starts with (P-31). */
    private static Map<String, Object> start(String line, TimelineRecord challenge) {
        Map<String, Object> start = new LinkedHashMap<>();
        if (challenge == null) {
            start.put("evidence", line);
            return start;
        }
        String said = entry(challenge, "challenge");
        start.put("evidence", line == null ? said : said + "\n" + line);
        String who = entry(challenge, "discussedBy");
        String answer = entry(challenge, "challengeAnswer");
        start.put("informalAttempts", London.day(challenge.happened().date()) + (who == null ? "" : ", " + who) + ": " + said
                + (answer == null ? "" : "\nAnswer: " + answer));
        return start;
    }

    private static String entry(TimelineRecord record, String key) {
        return record.entries().stream().filter(entry -> entry.key().equals(key)).map(TimelineRecord.Entry::text).findFirst()
                .orElse(null);
    }

    // ---- written and weighed ----

    void write(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        Answers answers = new Answers(forms.typing(execution));
        boolean draft = answers.yes("keepDraft");
        execution.setVariable("draft", draft);
        if (draft) {
            Map<String, Object> kept = new LinkedHashMap<>(answers.values());
            kept.remove("keepDraft");
            rows.draft(row.id(), json(kept));
            return;
        }
        answers.needed("category", "The kind of concern");
        answers.needed("evidence", "What the concern is");
        answers.needed("impact", "What it means for the child");
        answers.needed("wishes", "What the child says or would want");
        answers.needed("resolution", "What would put it right");
        answers.needed("severity", "The answer how serious it is");
        boolean live = files.inProceedings(file.reference());
        boolean relevant = !live || answers.answered("relevantToCourt", "whether it is relevant to the care plan or the child's "
                + "welfare before the court");
        if (!relevant) {
            answers.needed("relevantWhy", "Why it is not relevant before the court");
        }
        String department = answers(answers, file);
        boolean urgent = answers.answered("immediateAction", "whether it is serious enough for immediate action");
        execution.setVariable("urgent", urgent);
        execution.setVariable("alert", live && answers.yes("alertGuardian"));
        String usual = stages.first(file.authority()).id();
        String first = answers.text("firstStage") == null ? usual : answers.text("firstStage");
        execution.setVariable(Subject.NEXT_STAGE, first);
        if (!first.equals(usual) && !urgent) {
            rows.reason(row.id(), answers.needed("firstStageReason", "Why it does not begin at the first stage"), null);
        }
        forms.each(List.of(file), child -> {
            rows.written(row.id(), urgent, relevant, department);
            answers.without("keepDraft").entries().forEach(entry -> rows.text(row.id(), entry, null));
            When wantedBy = answers.when("resolutionBy", "By when it is to be put right");
            if (wantedBy != null) {
                forms.event(child, "resolution-wanted-by", row.id().toString(), wantedBy, null, "resolutionBy");
            }
            if (urgent) {
                forms.event(child, "immediate-action-needed", row.id().toString(), forms.now(), null, "immediateAction");
            }
            forms.record(child, "concern-written", "Concern " + row.number() + " written.", answers.entries());
        });
    }

    /** Whom it is about and who answers; the other part of the council, or null for children's services. */
    private String answers(Answers answers, CaseFile file) {
        String about = answers.needed("about", "Whom it is about");
        if (about.equals("usual")) {
            if (files.holder(file.reference(), Groups.SOCIAL_WORKER).isEmpty()
                    && files.holder(file.reference(), Groups.TEAM_MANAGER).isEmpty()) {
                throw new RefusedException("about", "The case names neither a social worker nor a team manager. Record them with "
                        + "“Record a change” first, or choose “somebody else” and enter who is to answer.");
            }
            return null;
        }
        answers.needed("managerName", "The manager's name");
        answers.needed("managerEmail", "The manager's e-mail address");
        return about.equals("department") ? answers.needed("department", "The other part of the council") : null;
    }

    void managerTold(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        Answers answers = new Answers(forms.typing(execution));
        When at = answers.neededWhen("spokenAt", "When you spoke");
        if (!at.hasTime()) {
            throw new RefusedException("spokenAt", "The time is missing. Enter when you spoke, as hours and minutes.");
        }
        String first = answers.needed("urgentStage", "The stage at which it begins");
        if (stages.of(file.authority()).stream().noneMatch(stage -> stage.id().equals(first) && stage.entry())) {
            throw new RefusedException("urgentStage", "A concern cannot begin at this stage. Choose another.");
        }
        execution.setVariable(Subject.NEXT_STAGE, first);
        rows.reason(row.id(), "Serious enough for immediate action", null);
        forms.each(List.of(file), child -> {
            forms.event(child, "dispute-manager-informed", row.id().toString(), at, null, "spokenAt");
            answers.entries().forEach(entry -> rows.text(row.id(), entry, null));
            forms.record(child, "concern-manager-told", "Concern " + row.number() + ": immediate action asked for.",
                    answers.entries(), at);
        });
    }

    void issue(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        DisputeRows.Row row = rows.of(execution);
        rows.state(row.id(), Concern.State.OPEN);
        forms.each(List.of(file), child -> {
            forms.event(child, "qa-form-issued", row.id().toString(), forms.now(), null, null);
            forms.record(child, "concern-issued", "Concern " + row.number() + " issued.", List.of());
        });
    }

    private static String json(Map<String, Object> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a draft cannot be kept", e);
        }
    }
}
