package org.iroprotocol.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.spin.plugin.variable.SpinValues;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * One fictional child and her brother, opened the way staff open them, so that the IRO's first task waits. Cafcass has
 * allocated the case but not named a guardian yet: the notice goes to the service manager first.
 */
@Component
@Profile("demo")
class DemonstrationCase {

    private static final String PERSON_NUMBER = "DEMO-1001";

    private final CaseFiles files;
    private final FormService forms;
    private final RepositoryService repository;
    private final EngineUsers users;
    private final Clock clock;

    DemonstrationCase(CaseFiles files, FormService forms, RepositoryService repository, EngineUsers users, Clock clock) {
        this.files = files;
        this.forms = forms;
        this.repository = repository;
        this.users = users;
        this.clock = clock;
    }

    /** After the authority folders are deployed; nothing when the case is there already. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void open() {
        if (files.findByPersonNumber(DemonstrationUsers.AUTHORITY, PERSON_NUMBER).isPresent()) {
            return;
        }
        String definition = repository.createProcessDefinitionQuery().processDefinitionKey("open-proceedings")
                .tenantIdIn(DemonstrationUsers.AUTHORITY).latestVersion().singleResult().getId();
        SignedIn admin = users.load("iro-admin.demo").orElseThrow();
        users.as(admin, () -> forms.submitStartForm(definition, entries(LocalDate.now(clock))));
    }

    private static Map<String, Object> entries(LocalDate today) {
        Map<String, Object> entries = new HashMap<>();
        entries.put("childName", "Hazel Fairweather");
        entries.put("dateOfBirth", today.minusYears(7).minusDays(40).toString());
        entries.put("personNumber", PERSON_NUMBER);
        entries.put("legalStatus", "interim-care-order");
        entries.put("lookedAfterSince", today.minusDays(10).toString());
        entries.put("siblings", SpinValues.jsonValue("""
                [{"siblingName": "Rowan Fairweather", "siblingDateOfBirth": "%s", "siblingPersonNumber": "DEMO-1002"}]
                """.formatted(today.minusYears(4).minusDays(100))).create());
        entries.put("applicationType", "care-order");
        entries.put("issuedOn", today.minusDays(4).toString());
        entries.put("court", "Family Court at Derby (fictional)");
        entries.put("courtNumber", "DE00C00000");
        entries.put("iroName", "Imogen Rowe");
        entries.put("iroEmail", "iro.demo@derby.example");
        entries.put("iroPhone", "01632 960 101");
        entries.put("iroAllocatedOn", today.toString());
        entries.put("cafcassAllocatedOn", today.toString());
        entries.put("cafcassManagerName", "Samir Holloway");
        entries.put("cafcassManagerEmail", "cafcass-service-manager.demo@cafcass.example");
        entries.put("socialWorkerName", "Wendy Saltmarsh");
        entries.put("socialWorkerEmail", "social-worker.demo@derby.example");
        entries.put("teamManagerName", "Tobias Merrow");
        entries.put("teamManagerEmail", "team-manager.demo@derby.example");
        entries.put("solicitorName", "Lorna Sutcliffe");
        entries.put("solicitorEmail", "la-solicitor.demo@derby.example");
        return entries;
    }
}
