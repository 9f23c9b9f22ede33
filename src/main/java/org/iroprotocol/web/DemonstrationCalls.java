package org.iroprotocol.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.iroprotocol.advice.AdviceRecord;
import org.iroprotocol.advice.AdviceRecords;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.calendar.London;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Fictional calls to the duty line, where Cafcass runs the installation, entered through the forms as
 * the duty lawyer enters them: one in confidence, one shared with its practitioner, one to act on, one with a referral to compare.
 */
@Component
@Profile("demo")
@Conditional(CafcassInstallation.class)
class DemonstrationCalls {

    private static final String LAWYER = "cafcass-legal.demo";
    private static final String PRACTITIONER = "childrens-guardian.demo";

    private final AdviceRecords records;
    private final FormService forms;
    private final TaskService tasks;
    private final RepositoryService repository;
    private final EngineUsers users;
    private final Clock clock;

    DemonstrationCalls(AdviceRecords records, FormService forms, TaskService tasks, RepositoryService repository, EngineUsers users,
                       Clock clock) {
        this.records = records;
        this.forms = forms;
        this.tasks = tasks;
        this.repository = repository;
        this.users = users;
        this.clock = clock;
    }

    /** After the folder is deployed; nothing when there are calls already. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void record() {
        SignedIn lawyer = users.load(LAWYER).orElseThrow();
        if (!records.of(lawyer.userId(), lawyer.groups(), lawyer.tenants()).isEmpty()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        users.as(lawyer, () -> {
            call("Larch Whitby", today.minusYears(9), today.minusDays(20), Map.of());
            referral("WHITBY, Larch", today.minusYears(9), today.minusDays(3));
            String task = tasks.createTaskQuery().taskDefinitionKey("confirm-same-child").singleResult().getId();
            forms.submitTaskForm(task, new HashMap<>(Map.of("sameChild", records.of(lawyer.userId(), lawyer.groups(),
                    lawyer.tenants()).stream().map(AdviceRecord::reference).toList())));
            call("Tamsin Orrell", today.minusYears(14), today.minusDays(8), Map.of());
            call("Cicely Thorn", today.minusYears(5), today.minusDays(6), Map.of());
            referral("Cicely Thorne", today.minusYears(5), today.minusDays(1));
            call("Rowan Sedge", today.minusYears(11), today, Map.of("actRequested", "yes",
                    "requestText", "Please ring the head of service today: the placement ends tomorrow."));
            return null;
        });
    }

    private void call(String child, LocalDate born, LocalDate day, Map<String, String> different) {
        Map<String, Object> form = new HashMap<>(Map.of("calledOn", day.toString(), "council", "Derby City Council", "callerName",
                "Imogen Rowe", "callerContact", "iro.demo@derby.example", "childName", child, "dateOfBirth", born.toString(),
                "asked", "The care plan has not moved for months. Can that be referred?", "guidance",
                "What a referral should say, and that the timetable for the child decides, not the local stages.",
                "protectionConcern", "no", "actRequested", "no"));
        form.putAll(different);
        start("advice-line", form);
    }

    private void referral(String child, LocalDate born, LocalDate day) {
        start("advice-referral", Map.of("receivedOn", day.toString(), "council", "Derby City Council", "referringIro", "Imogen Rowe",
                "childName", child, "dateOfBirth", born.toString(), "practitioner", PRACTITIONER));
    }

    private void start(String process, Map<String, Object> form) {
        String definition = repository.createProcessDefinitionQuery().processDefinitionKey(process)
                .tenantIdIn(FolderLocation.CAFCASS).latestVersion().singleResult().getId();
        forms.submitStartForm(definition, new HashMap<>(form));
    }
}
