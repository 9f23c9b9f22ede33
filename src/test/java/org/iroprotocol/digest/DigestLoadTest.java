package org.iroprotocol.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Statements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The digests of a thousand people are written with a fixed number of database round trips per hundred people, whatever they
 * have to do. The rows are put straight into the database: opening as many cases by form would take an hour.
 */
@ProtocolTest
class DigestLoadTest {

    private static final int PEOPLE = 1000;
    private static final int ALLOWED_PER_HUNDRED = 60;
    /** Asked once, for tables, templates and models. */
    private static final int ALLOWED_MORE_AT_FIRST = 30;
    private static final LocalDate DAY = LocalDate.of(2026, 12, 21);

    @Autowired
    ProcessEngine engine;
    @Autowired
    House house;
    @Autowired
    WaitingDigests digests;
    @Autowired
    JdbcTemplate jdbc;
    @Autowired
    Tables tables;

    private int cases;

    @BeforeEach
    void fridayMorning() {
        house.at("2026-12-18T10:00");
        List<Object[]> users = IntStream.range(0, PEOPLE).mapToObj(n -> new Object[] {id(n), id(n) + "@northmoor.example"}).toList();
        jdbc.batchUpdate("insert into ACT_ID_USER (ID_, REV_, EMAIL_) values (?, 1, ?)", users);
        jdbc.batchUpdate("insert into ACT_ID_TENANT_MEMBER (ID_, TENANT_ID_, USER_ID_) values (?, 'northmoor', ?)",
                users.stream().map(user -> new Object[] {"load-" + user[0], user[0]}).toList());
    }

    @AfterEach
    void takeAway() {
        digests.forget();
        for (String table : List.of("deadline", "person_in_role", "proceedings")) {
            jdbc.update("delete from " + table + " where case_reference like 'LOAD%'");
        }
        jdbc.update("delete from case_file where reference like 'LOAD%'");
        jdbc.update("delete from ACT_RU_TASK where ID_ like 'load-%'");
        jdbc.update("delete from ACT_RU_EXECUTION where ID_ like 'load-%'");
        jdbc.update("delete from ACT_ID_TENANT_MEMBER where ID_ like 'load-%'");
        jdbc.update("delete from ACT_ID_USER where ID_ like 'load%'");
    }

    @Test
    @Clause("P-45")
    void aThousandPeopleWithManyCasesCostTheSameForEachHundred() {
        add();
        List<Integer> roundTrips = write();
        System.out.printf("Round trips per hundred digests, %d cases: %s%n", cases, roundTrips);
        assertThat(digests.of(DAY.toString()).entrySet()).filteredOn(one -> one.getKey().startsWith("load")).hasSize(PEOPLE)
                .allSatisfy(one -> assertThat(one.getValue()).isEqualTo("WRITTEN"));
        assertThat(roundTrips).hasSize(PEOPLE / 100);
        assertThat(roundTrips.get(0)).isLessThanOrEqualTo(ALLOWED_PER_HUNDRED + ALLOWED_MORE_AT_FIRST);
        assertThat(roundTrips.get(1)).isLessThanOrEqualTo(ALLOWED_PER_HUNDRED);
        // How much there is to tell makes no difference.
        assertThat(new TreeSet<>(roundTrips.subList(1, roundTrips.size()))).as("the same for every hundred").hasSize(1);
    }

    /** Runs the morning and says what each batch took. */
    private List<Integer> write() {
        digests.begin("northmoor");
        house.at("2026-12-21T07:30:01");
        for (String step : List.of("plan-next", "carry-out-moves", "gather")) {
            assertThat(jobs()).as(step).hasSize(1);
            engine.getManagementService().executeJob(jobs().get(0).getId());
        }
        List<Integer> counts = new ArrayList<>();
        for (Job batch : jobs()) {
            var count = Statements.counting(() -> engine.getManagementService().executeJob(batch.getId()));
            counts.add(count.engine() + count.house());
        }
        // The last has fewer than a hundred: the authority has some accounts of its own.
        return counts.subList(0, PEOPLE / 100);
    }

    private List<Job> jobs() {
        return engine.getManagementService().createJobQuery().processDefinitionKey("daily-digest").executable().list();
    }

    /**
     * For everybody cases as their IRO – one each for the first hundred, ten each for the last – with an open task and two facts
     * the guardian owes.
     */
    private void add() {
        String definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("proceedings")
                .tenantIdIn("northmoor").latestVersion().singleResult().getId();
        String version = tables.latest("northmoor", "deadlines").version();
        Timestamp before = Timestamp.from(DAY.minusDays(30).atStartOfDay().toInstant(ZoneOffset.UTC));
        Timestamp missed = Timestamp.from(DAY.minusDays(3).atTime(23, 59).toInstant(ZoneOffset.UTC));
        Timestamp soon = Timestamp.from(DAY.plusDays(1).atTime(23, 59).toInstant(ZoneOffset.UTC));
        List<Object[]> files = new ArrayList<>();
        List<Object[]> people = new ArrayList<>();
        List<Object[]> proceedings = new ArrayList<>();
        List<Object[]> executions = new ArrayList<>();
        List<Object[]> tasks = new ArrayList<>();
        List<Object[]> deadlines = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            for (int i = 0; i <= person / 100; i++) {
                String reference = "LOAD" + cases;
                files.add(new Object[] {reference, "Child " + cases, "child " + cases, "L" + cases, before});
                people.add(new Object[] {UUID.randomUUID(), reference, id(person), Date.valueOf("2026-11-02"), before});
                proceedings.add(new Object[] {UUID.randomUUID(), reference, Date.valueOf("2026-11-02"), before});
                executions.add(new Object[] {"load-" + cases, "load-" + cases, reference, definition});
                tasks.add(new Object[] {"load-" + cases, "load-" + cases, "load-" + cases, definition, id(person), soon});
                for (Map.Entry<String, Timestamp> rule : Map.of("handover-note", soon, "guardian-handover", missed,
                        "letter-to-child", soon).entrySet()) {
                    deadlines.add(new Object[] {UUID.randomUUID(), reference, "load-" + cases, rule.getKey(), version,
                        rule.getValue(), before});
                }
                cases++;
            }
        }
        jdbc.batchUpdate("insert into case_file (reference, authority, child_name, name_key, date_of_birth, person_number, "
                + "restricted, opened_at, opened_by) values (?, 'northmoor', ?, ?, date '2019-01-01', ?, false, ?, 'load')", files);
        jdbc.batchUpdate("insert into person_in_role (id, case_reference, role, name, user_id, from_day, recorded_at, recorded_by) "
                + "values (?, ?, 'iro', 'Iris Load', ?, ?, ?, 'load')", people);
        jdbc.batchUpdate("insert into proceedings (id, case_reference, application_type, issued_on, recorded_at, recorded_by) "
                + "values (?, ?, 'care-order', ?, ?, 'load')", proceedings);
        jdbc.batchUpdate("insert into ACT_RU_EXECUTION (ID_, REV_, PROC_INST_ID_, BUSINESS_KEY_, PROC_DEF_ID_, IS_ACTIVE_, "
                + "SUSPENSION_STATE_, TENANT_ID_) values (?, 1, ?, ?, ?, true, 1, 'northmoor')", executions);
        jdbc.batchUpdate("insert into ACT_RU_TASK (ID_, REV_, EXECUTION_ID_, PROC_INST_ID_, PROC_DEF_ID_, NAME_, TASK_DEF_KEY_, "
                + "ASSIGNEE_, DUE_DATE_, SUSPENSION_STATE_, TENANT_ID_) "
                + "values (?, 1, ?, ?, ?, 'Write the handover note', 'write-handover-note', ?, ?, 1, 'northmoor')", tasks);
        jdbc.batchUpdate("insert into deadline (id, case_reference, authority, process_instance_id, rule, table_version, subject, "
                + "due, state, working_out, entered_at) values (?, ?, 'northmoor', ?, ?, ?, '', ?, 'OPEN', 'load', ?)", deadlines);
    }

    private static String id(int number) {
        return String.format("load%04d", number);
    }
}
