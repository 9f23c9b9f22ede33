package org.iroprotocol.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.digest.TasksAtHand;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the engine's own tables: its task query gives neither the case nor the process of a task, and asking for them takes
 * more questions the more tasks there are.
 */
@Component
class EngineTasks implements TasksAtHand {

    private static final String TASKS = """
            select t.ID_, t.NAME_, t.TASK_DEF_KEY_, t.PROC_DEF_ID_, t.PROC_INST_ID_, t.ASSIGNEE_, t.DUE_DATE_, e.BUSINESS_KEY_,
                   d.KEY_
            from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_ join ACT_RE_PROCDEF d on d.ID_ = t.PROC_DEF_ID_
            where t.TENANT_ID_ = :authority and t.DUE_DATE_ is not null and e.BUSINESS_KEY_ is not null and\s""";
    private static final Pattern RULE = Pattern.compile("deadlines\\.due\\(\\s*'([^']+)'");
    private static final Step UNKNOWN = new Step(null, "");

    private final JdbcClient jdbc;
    private final RepositoryService repository;
    private final AsSystem asSystem;
    /** A definition never changes, so its model is read once. */
    private final Map<String, Map<String, Step>> steps = new ConcurrentHashMap<>();

    EngineTasks(JdbcClient jdbc, @Lazy RepositoryService repository, AsSystem asSystem) {
        this.jdbc = jdbc;
        this.repository = repository;
        this.asSystem = asSystem;
    }

    private record Step(String role, String rule) {
    }

    @Override
    public List<OpenTask> assignedTo(String authority, Collection<String> userIds) {
        return tasks("t.ASSIGNEE_ in (:these)", authority, userIds);
    }

    @Override
    public List<OpenTask> ofPools(String authority, Collection<String> groups) {
        return tasks("t.ASSIGNEE_ is null and exists (select 1 from ACT_RU_IDENTITYLINK l where l.TASK_ID_ = t.ID_ "
                + "and l.TYPE_ = 'candidate' and l.GROUP_ID_ in (:these))", authority, groups);
    }

    @Override
    public List<OpenTask> ofCases(String authority, Collection<String> references) {
        return tasks("e.BUSINESS_KEY_ in (:these)", authority, references);
    }

    @Override
    public List<OpenTask> dueBefore(String authority, Instant moment) {
        return tasks("t.DUE_DATE_ < :these", authority, List.of(Timestamp.from(moment)));
    }

    @Override
    public Set<String> instancesOf(String authority, Collection<String> processes) {
        return new HashSet<>(jdbc.sql("""
                        select e.ID_ from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                        where e.PARENT_ID_ is null and e.TENANT_ID_ = :authority and d.KEY_ in (:processes)""")
                .param("authority", authority).param("processes", processes).query(String.class).list());
    }

    private List<OpenTask> tasks(String which, String authority, Collection<?> these) {
        return these.isEmpty() ? List.of() : jdbc.sql(TASKS + which).param("authority", authority).param("these", these)
                .query(this::task).list();
    }

    private OpenTask task(ResultSet row, int number) throws SQLException {
        Step step = steps.computeIfAbsent(row.getString("PROC_DEF_ID_"), this::read)
                .getOrDefault(row.getString("TASK_DEF_KEY_"), UNKNOWN);
        return new OpenTask(row.getString("ID_"), row.getString("NAME_"), row.getString("KEY_"), row.getString("PROC_INST_ID_"),
                row.getString("BUSINESS_KEY_"), row.getString("ASSIGNEE_"), step.role(), step.rule(),
                row.getTimestamp("DUE_DATE_").toInstant());
    }

    private Map<String, Step> read(String definitionId) {
        BpmnModelInstance model = asSystem.call(() -> repository.getBpmnModelInstance(definitionId));
        Map<String, Step> read = new ConcurrentHashMap<>();
        for (UserTask task : model.getModelElementsByType(UserTask.class)) {
            List<String> groups = task.getCamundaCandidateGroupsList();
            Matcher rule = RULE.matcher(task.getCamundaDueDate() == null ? "" : task.getCamundaDueDate());
            read.put(task.getId(), new Step(groups.isEmpty() ? null : groups.get(0), rule.find() ? rule.group(1) : ""));
        }
        return read;
    }
}
