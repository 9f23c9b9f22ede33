package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.iroprotocol.testing.House.moment;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.casefile.ChildFacts;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code correspondence}: one row of the ledger goes out, is withheld, or stands where somebody sees it. */
class CorrespondenceTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("correspondence");

    @Autowired
    ChildFacts facts;

    @Test
    void anAddressOutsideTheAllowedDomainsStandsAsAnIncidentUntilItIsCorrectedAndRetried() {
        house.at("2026-12-18T10:00");
        String reference = writtenTo("grace@elsewhere.example");
        ProcessInstance sending = sending(reference);
        house.runDueJobs(1);
        assertThat(sending).isWaitingAt("send-once-right");
        Job job = engine.getManagementService().createJobQuery().processInstanceId(sending.getId()).singleResult();
        assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId())).isInstanceOf(Exception.class);
        var incident = engine.getRuntimeService().createIncidentQuery().processInstanceId(sending.getId()).singleResult();
        assertThat(incident.getIncidentMessage()).contains(reference, "Children's Guardian", "outside the domains")
                .doesNotContain("Robin", "Grace", "grace");

        cases.person(reference, "childrens-guardian", "Grace Guardian", "grace@cafcass.example", "2026-12-18");
        engine.getManagementService().executeJob(job.getId());
        house.runDueJobs();
        assertThat(mailbox.addressees()).contains("grace@cafcass.example").doesNotContain("grace@elsewhere.example");
    }

    @Test
    @Clause("P-21")
    void afterADeathTheLetterIsWithheld() {
        house.at("2026-12-18T10:00");
        String reference = writtenTo("grace@cafcass.example");
        facts.recordDeath(reference, LocalDate.of(2026, 12, 18), "iro-admin.test");
        ProcessInstance sending = sending(reference);
        house.runDueJobs();
        assertThat(sending).isEnded().hasPassed("withheld");
        assertThat(mailbox.messages()).isEmpty();
        assertThat(ledger.ofCase(reference)).singleElement().satisfies(item -> {
            assertThat(item.state()).isEqualTo(Item.State.WITHHELD);
            assertThat(item.problem()).isNotBlank();
        });
    }

    @Test
    @Clause("P-45")
    void writtenOnFridayEveningItGoesOutOnMondayMorning() {
        house.at("2026-12-18T18:30");
        String reference = writtenTo("grace@cafcass.example");
        ProcessInstance sending = sending(reference);
        assertThat(sending).isWaitingAt("office-hours");
        assertThat(engine.getManagementService().createJobQuery().processInstanceId(sending.getId()).singleResult().getDuedate())
                .isEqualTo(moment("2026-12-21T08:00"));
        house.passes("2026-12-21T08:00");
        assertThat(sending).isEnded().hasPassedInOrder("office-hours", "send", "sent");
        assertThat(mailbox.addressees()).containsExactly("grace@cafcass.example");
    }

    @Test
    void inOfficeHoursItGoesAtOnceWithThePdfAndWithoutTheNameInSubjectOrText() throws Exception {
        house.at("2026-12-18T10:00");
        String reference = writtenTo("grace@cafcass.example");
        house.runDueJobs();
        Item letter = ledger.ofCase(reference).get(0);
        assertThat(letter.state()).isEqualTo(Item.State.SENT);
        assertThat(mailbox.messages()).singleElement().satisfies(mail -> {
            assertThat(mail.getMessageID()).isEqualTo(letter.messageId());
            assertThat(mail.getSubject()).contains(reference).doesNotContain("Robin");
        });
        assertThat(mailbox.texts().get(0)).contains("application/pdf").doesNotContain("Robin");
        assertThat(new String(ledger.pdf(letter.id()), 0, 5, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    private String writtenTo(String guardian) {
        String reference = cases.open(Map.of("issuedOn", "2026-12-14", "cafcassAllocatedOn", "2026-12-18",
                "guardianName", "Grace Guardian", "guardianEmail", guardian));
        Task task = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey("send-iro-details").singleResult();
        staff.signIn("iro.test");
        engine.getFormService().submitTaskForm(task.getId(), new HashMap<>(Map.of("detailsChecked", true)));
        staff.signOut();
        return reference;
    }

    private ProcessInstance sending(String reference) {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("correspondence")
                .processInstanceBusinessKey(reference).singleResult();
    }
}
