package org.iroprotocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;

/**
 * One child's case on an engine, from opening to handover, as people would work on it: the same forms, the same days and the
 * same queries on either engine, so that only what the models call differs.
 */
public final class WholeCase {

    private static final List<String> PROCESSES = List.of("open-proceedings", "discussion", "case-change", "completion");

    private final ProcessEngine engine;
    private final Map<String, String> definitions = new HashMap<>();
    private final Map<String, List<String>> groups = new HashMap<>();
    private final Map<String, List<String>> tenants = new HashMap<>();

    /** @param authority whose models are meant; null on an engine without authorities */
    public WholeCase(ProcessEngine engine, String authority) {
        this.engine = engine;
        for (String process : PROCESSES) {
            var query = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(process);
            definitions.put(process, (authority == null ? query : query.tenantIdIn(authority)).latestVersion().singleResult().getId());
        }
        for (String user : List.of("iro.test", "iro-admin.test")) {
            groups.put(user, engine.getIdentityService().createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList());
            tenants.put(user, engine.getIdentityService().createTenantQuery().userMember(user).list().stream().map(Tenant::getId).toList());
        }
    }

    /**
     * Opening, exchange of names, contact, end, completion with all facts, handover note, end of the instance. Several cases
     * take each step on the same day, as in an authority with more than one.
     */
    public void run(int cases) {
        at("2026-12-18T10:00");
        List<String> references = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            references.add(exchangeNames());
        }
        at("2027-01-15T12:00");
        for (String reference : references) {
            start("case-change", "iro-admin.test", Map.of("caseReference", reference, "change", "ended", "endedOn", "2027-01-15",
                    "endedHow", "final-order", "remainsLookedAfter", "yes", "reason", "told by telephone"));
            runDueJobs();
        }
        at("2027-01-20T10:00");
        references.forEach(this::handOver);
        at("2027-02-13T00:00");
        runDueJobs();
        for (String reference : references) {
            assertThat(engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(reference).count())
                    .as("instances left of the case").isZero();
        }
    }

    /** Opens a case in which names are exchanged and contact is made; returns its reference. */
    public String openWithNames() {
        at("2026-12-18T10:00");
        return exchangeNames();
    }

    /** Opens a case in which nothing has been done yet, so that its tasks and timers stand. */
    public void open() {
        at("2026-12-18T10:00");
        start("open-proceedings", "iro-admin.test", TestCases.form(Map.of("guardianName", "Grace Guardian",
                "guardianEmail", "grace@cafcass.example", "cafcassAllocatedOn", "2026-12-18", "socialWorkerName", "Saul Worker",
                "socialWorkerEmail", "social-worker.test@derby.example", "teamManagerName", "Tess Manager",
                "teamManagerEmail", "team-manager.test@derby.example")));
    }

    private String exchangeNames() {
        open();
        Task task = engine.getTaskService().createTaskQuery().taskDefinitionKey("send-iro-details").singleResult();
        String reference = engine.getRuntimeService().createProcessInstanceQuery().processInstanceId(task.getProcessInstanceId())
                .singleResult().getBusinessKey();
        complete(reference, "send-iro-details", Map.of("detailsChecked", true, "note", "I work Monday to Thursday."));
        start("discussion", "iro.test", Map.of("caseReference", reference, "discussionKind", "discussion",
                "discussedOn", "2026-12-18",
                "discussedBy", "guardian and IRO, by telephone", "discussedTopic", "the care plan", "discussedOutcome", "we agree"));
        runDueJobs();
        return reference;
    }

    private void handOver(String reference) {
        start("completion", "iro.test", Map.ofEntries(Map.entry("caseReference", reference),
                Map.entry("documentsConfirmedOn", "2027-01-18"), Map.entry("finalPlanOn", "2027-01-18"),
                Map.entry("finalDiscussionOn", "2027-01-19"), Map.entry("handoverOn", "2027-01-20"),
                Map.entry("handoverIssues", "Contact."), Map.entry("letterOutcome", "sent"),
                Map.entry("letterOn", "2027-01-20"), Map.entry("childTold", true), Map.entry("withChild", "her carer"),
                Map.entry("receivedFrom", "Grace Guardian")));
        runDueJobs();
        complete(reference, "write-handover-note", Map.of("handoverNote", "Read and talked through.",
                "outstandingIssues", "Contact.", "meetingWanted", "no"));
        runDueJobs();
    }

    private static void at(String moment) {
        ClockUtil.setCurrentTime(House.moment(moment));
    }

    private void start(String process, String user, Map<String, Object> form) {
        as(user, () -> engine.getFormService().submitStartForm(definitions.get(process), new HashMap<>(form)));
    }

    private void complete(String reference, String step, Map<String, Object> form) {
        Task task = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey(step)
                .singleResult();
        as("iro.test", () -> engine.getFormService().submitTaskForm(task.getId(), new HashMap<>(form)));
    }

    private void as(String user, Runnable work) {
        engine.getIdentityService().setAuthentication(user, groups.get(user), tenants.get(user));
        try {
            work.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private void runDueJobs() {
        for (int round = 0; round < 50; round++) {
            List<Job> due = engine.getManagementService().createJobQuery().executable().active().orderByJobDuedate().asc().list();
            if (due.isEmpty()) {
                return;
            }
            for (Job job : due) {
                if (engine.getManagementService().createJobQuery().jobId(job.getId()).count() > 0) {
                    engine.getManagementService().executeJob(job.getId());
                }
            }
        }
        throw new AssertionError("jobs keep coming");
    }
}
