package org.iroprotocol.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Groups;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The filters everybody finds in Tasklist, which without any shows nothing. Made once; what the protocol's administrators
 * change in one stays. They may be read by the groups that use Tasklist, and no other filter is by anybody but its owner.
 */
@Component
class SharedFilters {

    /** Follow-up dates lie two working days before the due date, so that these need nothing but now. */
    private static final List<Shared> ALL = List.of(
            new Shared("my-tasks", "My tasks", "Everything that waits for you, the next due first.", "#1d5f8a", 10,
                    query -> query.taskAssigneeExpression("${currentUser()}")),
            new Shared("my-groups-tasks", "My groups' tasks",
                    "Tasks of your roles, whoever has them, and those nobody has taken yet.", "#4c6272", 20,
                    query -> query.taskCandidateGroupInExpression("${currentUserGroups()}").includeAssignedTasks()),
            new Shared("due-soon", "Due within two working days",
                    "Yours and your groups' untaken tasks that are due within two working days or overdue.", "#b58105", 30,
                    query -> mine(query.followUpBeforeExpression("${now()}"))),
            new Shared("overdue", "Overdue", "Yours and your groups' untaken tasks whose date has passed.", "#b10e1e", 40,
                    query -> mine(query.dueBeforeExpression("${now()}"))));

    private static final String PROPERTY = "protocol.filter.";

    private final FilterService filters;
    private final TaskService tasks;
    private final ManagementService management;
    private final Authorisations authorisations;
    private final AsSystem asSystem;
    private final TransactionTemplate transaction;

    SharedFilters(FilterService filters, TaskService tasks, ManagementService management, Authorisations authorisations,
                  AsSystem asSystem, TransactionTemplate transaction) {
        this.filters = filters;
        this.tasks = tasks;
        this.management = management;
        this.authorisations = authorisations;
        this.asSystem = asSystem;
        this.transaction = transaction;
    }

    /** @param key never changes; under it the filter's id is kept, so that its name may be changed in Tasklist */
    private record Shared(String key, String name, String description, String color, int priority,
                          UnaryOperator<TaskQuery> query) {
    }

    /** As often as one likes: makes what is missing and lets the groups read it. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void establish() {
        asSystem.call(() -> {
            transaction.executeWithoutResult(status -> ALL.forEach(shared -> share(id(shared))));
            return null;
        });
    }

    private String id(Shared shared) {
        String known = management.getProperties().get(PROPERTY + shared.key());
        if (known != null && filters.createFilterQuery().filterId(known).count() > 0) {
            return known;
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("description", shared.description());
        properties.put("color", shared.color());
        properties.put("priority", shared.priority());
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        properties.put("variables", List.of());
        Filter filter = filters.newTaskFilter(shared.name());
        filter.setQuery(shared.query().apply(tasks.createTaskQuery()).orderByDueDate().asc());
        filter.setProperties(properties);
        String id = filters.saveFilter(filter).getId();
        management.setProperty(PROPERTY + shared.key(), id);
        return id;
    }

    private void share(String filterId) {
        for (String group : Groups.all().keySet()) {
            if (group.equals(Groups.PROTOCOL_ADMIN)) {
                authorisations.grant(group, Resources.FILTER, filterId, Set.of(Permissions.READ, Permissions.UPDATE));
            } else if (!group.equals(Groups.CAMUNDA_ADMIN)) {
                authorisations.grant(group, Resources.FILTER, filterId, Set.of(Permissions.READ));
            }
        }
    }

    private static TaskQuery mine(TaskQuery query) {
        return query.or().taskAssigneeExpression("${currentUser()}").taskCandidateGroupInExpression("${currentUserGroups()}")
                .endOr();
    }
}
