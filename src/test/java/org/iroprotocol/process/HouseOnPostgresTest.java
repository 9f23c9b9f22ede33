package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.ws.rs.WebApplicationException;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.SpinValues;
import org.iroprotocol.Application;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Reviews;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.digest.WaitingDigests;
import org.iroprotocol.document.CourtDocuments;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.Mailbox;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.iroprotocol.work.PlannedMoves;
import org.iroprotocol.work.Work;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole house on PostgreSQL: schema, partial indexes, a refusal inside a transaction, and one case from end to end. */
class HouseOnPostgresTest {

    @Test
    void oneCaseFromEndToEnd() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
             ConfigurableApplicationContext context = house(postgres)) {
            partialIndexesExist(postgres);
            House house = context.getBean(House.class);
            TestCases cases = context.getBean(TestCases.class);
            ProcessEngine engine = context.getBean(ProcessEngine.class);
            house.at("2026-12-18T10:00");
            Map<String, Object> form = TestCases.form(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Grace Guardian",
                    "guardianEmail", "grace@cafcass.example"));
            cases.start("derby", "iro-admin.test", "open-proceedings", form);
            assertThatThrownBy(() -> cases.start("derby", "iro-admin.test", "open-proceedings", form))
                    .isInstanceOf(WebApplicationException.class);

            Task task = engine.getTaskService().createTaskQuery().taskDefinitionKey("send-iro-details").singleResult();
            assertThat(task.getDueDate()).isEqualTo(House.moment("2026-12-22T23:59:59"));
            house.passes("2026-12-22T23:59:59");
            Staff staff = context.getBean(Staff.class);
            staff.signIn("iro.test");
            engine.getFormService().submitTaskForm(task.getId(), new HashMap<>(Map.of("detailsChecked", true)));
            staff.signOut();
            house.passes("2026-12-23T08:00");

            String reference = engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("proceedings")
                    .singleResult().getBusinessKey();
            assertThat(context.getBean(Ledger.class).ofCase(reference)).extracting(Item::state)
                    .containsExactly(Item.State.SENT, Item.State.SENT);
            assertThat(context.getBean(DeadlineRegister.class).ofCase(reference))
                    .extracting(deadline -> deadline.rule().id(), Deadline::state)
                    .contains(tuple("iro-notice", Deadline.State.MET), tuple("contact-before-cmh", Deadline.State.OPEN));
            assertThat(context.getBean(Mailbox.class).addressees()).contains("grace@cafcass.example", "iro.test@derby.example");

            cases.discussed(reference, "2026-12-23");
            recurringDuties(context, reference);
            cases.ended(reference, "2026-12-23", true, Map.of());
            house.runDueJobs();
            cases.completion(reference, Map.of("finalPlanOn", "2026-12-22", "handoverOn", "2026-12-23"));
            house.runDueJobs();
            assertThat(context.getBean(DeadlineRegister.class).ofCase(reference))
                    .extracting(deadline -> deadline.rule().id(), Deadline::state)
                    .contains(tuple("contact-before-cmh", Deadline.State.MET), tuple("guardian-final-plan", Deadline.State.MET),
                            tuple("guardian-handover", Deadline.State.MET), tuple("letter-to-child", Deadline.State.OPEN));

            WaitingDigests digests = context.getBean(WaitingDigests.class);
            digests.begin("derby");
            digests.begin("derby");
            house.passes("2026-12-24T07:30");
            assertThat(digests.of("2026-12-24")).containsEntry("iro.test", "WRITTEN").containsEntry("iro2.test", "NOTHING");
            house.passes("2026-12-24T08:00");
            assertThat(context.getBean(Mailbox.class).subjects()).anyMatch(subject -> subject.startsWith("Your work on 24/12/2026"));

            PlannedMoves plans = context.getBean(PlannedMoves.class);
            plans.plan(new Work.Request("derby", "iro.test", "iro2.test", false, List.of(reference), "change of team",
                    "iro-manager.test", mine -> true), LocalDate.of(2026, 12, 26), null, null);
            house.passes("2026-12-29T07:30");
            assertThat(context.getBean(CaseFiles.class).holder(reference, "iro").orElseThrow().userId()).isEqualTo("iro2.test");
            assertThat(plans.waiting("derby")).isEmpty();
            assertThat(plans.carriedOut("derby")).singleElement()
                    .satisfies(carried -> assertThat(carried.done()).containsExactly(reference));
            digests.forget();

            cases.endAll();
            assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
        } finally {
            ClockUtil.reset();
        }
    }

    /** A document, a review and an entry in error: what their lists ask the database. */
    private static void recurringDuties(ConfigurableApplicationContext context, String reference) {
        TestCases cases = context.getBean(TestCases.class);
        CaseFiles files = context.getBean(CaseFiles.class);
        cases.start("derby", "iro-admin.test", "court-document", Map.of("caseReference", reference,
                "documents", SpinValues.jsonValue("[\"interim-care-plan\"]").create(), "filedOn", "2026-12-21",
                "receivedOn", "2026-12-21"));
        assertThat(context.getBean(CourtDocuments.class).outstanding("derby", List.of(files.get(reference)))).singleElement()
                .satisfies(one -> assertThat(one.toSend()).hasSize(1));
        cases.start("derby", "iro-admin.test", "review-liaison", Map.of("caseReference", reference, "reviewDate", "2026-12-22",
                "reviewKind", "first", "arrangementsSentOn", "2026-12-18"));
        assertThat(context.getBean(Reviews.class).awaitingRecord("derby")).hasSize(1);
        cases.start("derby", "iro.test", "discussion", Map.of("caseReference", reference, "discussionKind", "challenge",
                "discussedOn", "2026-12-22", "discussedBy", "IRO and team manager", "challenge", "No contact plan."));
        TimelineRecord challenge = files.timeline(reference).get(0);
        files.onFile(reference, challenge.id(), "iro.test");
        cases.changed(reference, "error", Map.of("recordId", challenge.id().toString(), "reason", "Wrong child."));
        assertThat(files.events(reference)).noneMatch(event -> event.kind().equals("informal-challenge"));
    }

    @Test
    void aRestartBetweenTheTaskAndTheLetterLosesAndRepeatsNothing() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String reference;
            long deployments;
            try (ConfigurableApplicationContext before = house(postgres)) {
                before.getBean(House.class).at("2026-12-18T10:00");
                reference = before.getBean(TestCases.class).open(Map.of("cafcassAllocatedOn", "2026-12-18",
                        "guardianName", "Grace Guardian", "guardianEmail", "grace@cafcass.example"));
                ProcessEngine engine = before.getBean(ProcessEngine.class);
                Staff staff = before.getBean(Staff.class);
                staff.signIn("iro.test");
                engine.getFormService().submitTaskForm(engine.getTaskService().createTaskQuery().taskDefinitionKey("send-iro-details").singleResult().getId(),
                        new HashMap<>(Map.of("detailsChecked", true, "note", "Hello.")));
                staff.signOut();
                assertThat(before.getBean(Mailbox.class).addressees()).as("the job has not run yet").isEmpty();
                deployments = engine.getRepositoryService().createDeploymentQuery().count();
            }
            try (ConfigurableApplicationContext after = house(postgres)) {
                House house = after.getBean(House.class);
                ProcessEngine engine = after.getBean(ProcessEngine.class);
                assertThat(engine.getRepositoryService().createDeploymentQuery().count()).as("nothing changed, nothing deployed")
                        .isEqualTo(deployments);
                house.at("2026-12-18T10:05");
                house.runDueJobs();
                assertThat(after.getBean(Mailbox.class).addressees()).containsExactly("grace@cafcass.example");
                assertThat(after.getBean(Ledger.class).ofCase(reference)).extracting(Item::state).containsExactly(Item.State.SENT);
                after.getBean(TestCases.class).endAll();
            }
        } finally {
            ClockUtil.reset();
        }
    }

    private static ConfigurableApplicationContext house(EmbeddedPostgres postgres) {
        return new SpringApplicationBuilder(Application.class).profiles("test").initializers(new Mailbox.Initializer())
                .run("--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"), "--server.port=0",
                        "--spring.jmx.enabled=false", "--camunda.bpm.process-engine-name=postgres");
    }

    private static void partialIndexesExist(EmbeddedPostgres postgres) throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
             ResultSet found = connection.createStatement().executeQuery(
                     "select count(*) from pg_indexes where indexname like 'house_idx_%'")) {
            found.next();
            assertThat(found.getInt(1)).isEqualTo(3);
        }
    }
}
