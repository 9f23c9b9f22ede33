package org.iroprotocol.engine;

import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK_VARIABLE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.RETRY_JOB;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.TASK_ASSIGN;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.TASK_WORK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.UPDATE_TASK_VARIABLE;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.iroprotocol.authority.Groups;

/** The tables behind {@link Authorisations}: the groups, who may start what, and what each group may see (P-01, P-03, P-06). */
final class Grants {

    /** Process id → groups that may start it. A row here is all it takes. */
    static final Map<String, Set<String>> MAY_START = Map.ofEntries(
            Map.entry("open-proceedings", Set.of("la-legal-assistant", "iro-admin", "iro-manager", "cafcass-business-support")),
            Map.entry("case-change", Set.of("iro-admin", "iro", "iro-manager", "la-legal-assistant")),
            Map.entry("court-document", Set.of("la-legal-assistant", "iro", "senior-iro", "iro-manager", "iro-admin")),
            Map.entry("review-liaison", Set.of("iro", "iro-admin")),
            Map.entry("review-report", Set.of("iro", "senior-iro", "iro-manager", "iro-admin", "childrens-guardian")),
            Map.entry("discussion", Set.of("iro", "senior-iro", "iro-manager", "iro-admin", "childrens-guardian")),
            Map.entry("completion", Set.of("iro", "senior-iro", "iro-manager", "iro-admin", "childrens-guardian")),
            Map.entry("dispute-escalation", Set.of("iro")),
            Map.entry("concern-report", Set.of("iro", "senior-iro", "iro-manager", "iro-admin")),
            Map.entry("cafcass-referral", Set.of("iro")),
            Map.entry("referral-report", Set.of("iro", "senior-iro", "iro-manager", "la-solicitor", "la-legal-assistant")),
            Map.entry("protocol-agreement", Set.of("iro-manager")),
            Map.entry("advice-line", Set.of(Groups.CAFCASS_LEGAL)),
            Map.entry("advice-referral", Set.of(Groups.CAFCASS_LEGAL)));

    /** Read by definition by the IRO service. Not referrals, which its administration does not see. */
    static final Set<String> SEEN_BY_IRO_SERVICE = Set.of("open-proceedings", "proceedings", "court-document", "review-liaison",
            "review-report", "discussion", "completion", "case-change", "dispute-escalation", "concern-report", "protocol-agreement",
            "daily-digest", "correspondence");

    /** Processes whose tasks are the legal assistants' pool's own. */
    static final Set<String> SEEN_BY_LEGAL_ASSISTANTS = Set.of("court-document");

    /** Begin with the sending, so that no draft is ever among them (P-03); then read by the IROs (domain, "Who may see what"). */
    static final Set<String> SEEN_BY_IROS = Set.of("cafcass-referral", "referral-report");

    /** The duty line's records are for Cafcass Legal alone (C-20): no administrator's or manager's reading of instances. */
    static final Set<String> SEEN_BY_CAFCASS_LEGAL = Set.of("advice-line", "advice-referral");

    private static final String ANY = "*";

    private Grants() {
    }

    /** One row of the engine's table of authorisations; the resource id is {@code *} for all. */
    record Grant(String group, Resource resource, String resourceId, Set<Permission> permissions) {
    }

    /** All grants but those of {@link Groups#CAMUNDA_ADMIN}, one per group, resource and id. */
    static List<Grant> all() {
        Collector grants = new Collector();
        for (String group : Groups.all().keySet()) {
            if (!group.equals(Groups.CAMUNDA_ADMIN)) {
                grants.add(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
            }
        }
        MAY_START.forEach((process, groups) -> groups.forEach(group -> {
            grants.add(group, Resources.PROCESS_DEFINITION, process, READ, CREATE_INSTANCE);
            grants.add(group, Resources.PROCESS_INSTANCE, ANY, ProcessInstancePermissions.CREATE);
        }));
        for (String group : Groups.IRO_SERVICE) {
            SEEN_BY_IRO_SERVICE.forEach(process -> grants.works(group, process));
        }
        Groups.IROS.forEach(group -> SEEN_BY_IROS.forEach(process -> grants.works(group, process)));
        SEEN_BY_LEGAL_ASSISTANTS.forEach(process -> grants.works("la-legal-assistant", process));
        SEEN_BY_CAFCASS_LEGAL.forEach(process -> grants.works(Groups.CAFCASS_LEGAL, process));
        managers(grants);
        return grants.list();
    }

    private static void managers(Collector grants) {
        for (String group : List.of(Groups.PROTOCOL_MANAGER, Groups.PROTOCOL_ADMIN)) {
            grants.add(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
            watched().forEach(process -> grants.add(group, Resources.PROCESS_DEFINITION, process, READ, READ_INSTANCE));
            grants.add(group, Resources.DECISION_DEFINITION, ANY, Permissions.READ);
        }
        grants.works(Groups.PROTOCOL_MANAGER, "protocol-agreement");
        watched().forEach(process -> grants.add(Groups.PROTOCOL_ADMIN, Resources.PROCESS_DEFINITION, process, RETRY_JOB,
                TASK_ASSIGN));
        grants.add(Groups.PROTOCOL_ADMIN, Resources.DEPLOYMENT, ANY, Permissions.CREATE, Permissions.READ);
    }

    private static Set<String> watched() {
        Set<String> watched = new LinkedHashSet<>(SEEN_BY_IRO_SERVICE);
        watched.addAll(SEEN_BY_IROS);
        return watched;
    }

    private static final class Collector {

        private final Map<String, Grant> byKey = new LinkedHashMap<>();

        /** Sees the process's tasks and may work on them as far as the task guard lets them. */
        void works(String group, String process) {
            add(group, Resources.PROCESS_DEFINITION, process, READ, READ_INSTANCE, READ_TASK, READ_TASK_VARIABLE, TASK_WORK,
                    UPDATE_TASK_VARIABLE);
        }

        void add(String group, Resource resource, String id, Permission... permissions) {
            Grant grant = byKey.computeIfAbsent(group + "/" + resource.resourceName() + "/" + id,
                    key -> new Grant(group, resource, id, new LinkedHashSet<>()));
            grant.permissions().addAll(List.of(permissions));
        }

        List<Grant> list() {
            return List.copyOf(byKey.values());
        }
    }
}
