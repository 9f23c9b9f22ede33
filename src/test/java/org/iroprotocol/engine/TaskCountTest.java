package org.iroprotocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Counting one's tasks must not slow down with everybody else's. Measured as H2 measures it: the rows of the task table
 * that the engine's own statement visits, from {@code EXPLAIN ANALYZE}.
 */
class TaskCountTest {

    private static final int TASKS = 10_000;
    private static final int PEOPLE = 100;
    private static BareEngine bare;
    private static DataSource database;
    private static QueryInfo last;

    @BeforeAll
    static void tenThousandTasks() throws SQLException {
        bare = new BareEngine(plain -> {
            database = plain;
            return ProxyDataSourceBuilder.create(plain).afterQuery((execution, queries) -> last = queries.get(0)).build();
        });
        new Authorisations(bare.engine.getIdentityService(), bare.engine.getAuthorizationService()).establish();
        bare.deploy("proceedings.bpmn", BareEngine.process("proceedings", "<startEvent id=\"s\"/><userTask id=\"t\" "
                + "camunda:candidateGroups=\"iro\" camunda:assignee=\"iro0\"/>" + BareEngine.flow("s", "t")));
        bare.engine.getRuntimeService().createProcessInstanceByKey("proceedings").processDefinitionTenantId(BareEngine.TENANT)
                .execute();
        multiply();
    }

    /** Copies the one task the engine made, with its link, its authorisation row and its instance. */
    private static void multiply() throws SQLException {
        try (Connection connection = connection(); Statement statement = connection.createStatement()) {
            copy(statement, "ACT_RU_EXECUTION", "ID_", "PROC_INST_ID_", "ROOT_PROC_INST_ID_");
            copy(statement, "ACT_RU_TASK", "ID_", "EXECUTION_ID_", "PROC_INST_ID_");
            copy(statement, "ACT_RU_IDENTITYLINK", "ID_", "TASK_ID_");
            statement.execute("update ACT_RU_TASK set ASSIGNEE_ = 'iro' || mod(cast(regexp_replace(ID_, '.*#', '') as int), "
                    + PEOPLE + ") where ID_ like '%#%'");
            statement.execute("insert into ACT_RU_AUTHORIZATION (ID_, REV_, TYPE_, USER_ID_, RESOURCE_TYPE_, RESOURCE_ID_, PERMS_) "
                    + "select 'a' || ID_, 1, 1, ASSIGNEE_, 7, ID_, (select PERMS_ from ACT_RU_AUTHORIZATION where RESOURCE_TYPE_ = 7 "
                    + "fetch first 1 row only) from ACT_RU_TASK where ID_ like '%#%'");
            statement.execute("analyze");
        }
    }

    private static void copy(Statement statement, String table, String... ids) throws SQLException {
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        try (ResultSet names = statement.executeQuery("select COLUMN_NAME from INFORMATION_SCHEMA.COLUMNS where TABLE_NAME = '"
                + table
                + "'")) {
            while (names.next()) {
                String name = names.getString(1);
                columns.append(columns.isEmpty() ? "" : ",").append(name);
                boolean id = List.of(ids).contains(name);
                values.append(values.isEmpty() ? "" : ",").append(id ? name + " || '#' || X" : name);
            }
        }
        statement.execute("insert into " + table + " (" + columns + ") select " + values + " from " + table
                + ", SYSTEM_RANGE(1, " + (TASKS - 1) + ")");
    }

    private static Connection connection() throws SQLException {
        return database.getConnection();
    }

    @AfterAll
    static void stop() {
        bare.close();
    }

    private static TaskService tasks() {
        return bare.engine.getTaskService();
    }

    @Test
    void mineReadsMineAloneWithAndWithoutAuthorisation() throws SQLException {
        long free = rowsRead(() -> tasks().createTaskQuery().taskAssignee("iro7").count(), TASKS / PEOPLE);
        long checked = rowsRead(() -> bare.as("iro7", List.of("iro"), () -> tasks().createTaskQuery().taskAssignee("iro7")
                .count()),
                TASKS / PEOPLE);
        long outsider = rowsRead(() -> bare.as("iro7", List.of("social-worker"),
                () -> tasks().createTaskQuery().taskAssignee("iro7").count()), TASKS / PEOPLE);
        System.out.printf("tasks assigned to me, rows read: %d without, %d with authorisation (IRO), %d (by row)%n", free,
                checked, outsider);
        assertThat(free).isLessThanOrEqualTo(2L * TASKS / PEOPLE);
        assertThat(checked).isLessThanOrEqualTo(3L * TASKS / PEOPLE);
        assertThat(outsider).isLessThanOrEqualTo(3L * TASKS / PEOPLE);
    }

    @Test
    void myGroupsReadsEachTaskAFewTimesAtMost() throws SQLException {
        Callable<Long> count = () -> tasks().createTaskQuery().taskCandidateGroup("iro").includeAssignedTasks().count();
        long free = rowsRead(count, TASKS);
        long checked = rowsRead(() -> bare.as("iro7", List.of("iro"), count), TASKS);
        System.out.printf("tasks of my groups, rows read: %d without, %d with authorisation%n", free, checked);
        assertThat(free).isLessThanOrEqualTo(2L * TASKS);
        assertThat(checked).isLessThanOrEqualTo(3L * TASKS);
    }

    @Test
    void thereIsOneAuthorisationRowPerTask() {
        assertThat(bare.engine.getAuthorizationService().createAuthorizationQuery()
                .resourceType(org.camunda.bpm.engine.authorization.Resources.TASK).count())
                        .as("and the one of the emergency administrators")
                .isEqualTo(TASKS + 1L);
    }

    /** Runs the count, then has H2 explain exactly the statement the engine sent last, and adds up the task rows visited. */
    private static long rowsRead(Callable<Long> count, long expected) throws SQLException {
        long counted;
        try {
            counted = count.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        assertThat(counted).isEqualTo(expected);
        assertThat(last.getQuery()).containsIgnoringCase("ACT_RU_TASK").containsIgnoringCase("count(");
        String plan = explain();
        Matcher scan = Pattern.compile("\"PUBLIC\"\\.\"ACT_RU_TASK\"[^\"]*\"[^\"]*\"\\s*(/\\*.*?\\*/)?[^/]*/\\* scanCount: (\\d+) \\*/", Pattern.DOTALL)
                .matcher(plan);
        long rows = 0;
        while (scan.find()) {
            rows += Long.parseLong(scan.group(2));
        }
        assertThat(rows).as(plan).isPositive();
        long all = Pattern.compile("scanCount: (\\d+)").matcher(plan).results().mapToLong(found ->
                Long.parseLong(found.group(1))).sum();
        assertThat(all).as("rows of all tables together, so that no join is quadratic").isLessThanOrEqualTo(8L * expected
                + 2_000);
        return rows;
    }

    private static String explain() throws SQLException {
        try (Connection connection = connection(); PreparedStatement statement = connection.prepareStatement("explain analyze "
                + last.getQuery())) {
            for (ParameterSetOperation parameter : last.getParametersList().get(0)) {
                Object[] arguments = parameter.getArgs();
                if (parameter.getMethod().getName().equals("setNull")) {
                    statement.setNull((int) arguments[0], (int) arguments[1]);
                } else {
                    statement.setObject((int) arguments[0], arguments[1]);
                }
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
