package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.iroprotocol.testing.House.moment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.digest.WaitingDigests;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code daily-digest}: one message per person and working morning, or none. */
class DailyDigestTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("daily-digest");

    private static final String IRO = "iro.test@derby.example";
    private static final String COLLEAGUE = "iro2.test@derby.example";
    private static final String MANAGER = "iro-manager.test@derby.example";

    @Autowired
    WaitingDigests digests;
    @Autowired
    JdbcTemplate jdbc;

    private final List<String> deployments = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private List<Object[]> others = List.of();

    /** Cases that other tests have left open would have documents to be expected. */
    @BeforeEach
    void nobodyElsesCases() {
        others = jdbc.query("select reference from case_file where closed_at is null",
                (row, number) -> new Object[] {row.getString(1)});
        jdbc.batchUpdate("update case_file set closed_at = opened_at where reference = ?", others);
    }

    @AfterEach
    void noMoreDigests() {
        digests.forget();
        jdbc.batchUpdate("update case_file set closed_at = null where reference = ?", others);
        deployments.forEach(id -> engine.getRepositoryService().deleteDeployment(id, true));
        accounts.forEach(id -> engine.getIdentityService().deleteUser(id));
    }

    // ---- when ----

    @ParameterizedTest(name = "after {0} comes {1}")
    @CsvSource(textBlock = """
            # an ordinary weekend
            2026-12-18T07:30, 2026-12-21T07:30
            # before the morning, and later the same day
            2026-12-21T05:00, 2026-12-21T07:30
            2026-12-21T16:00, 2026-12-22T07:30
            # Christmas Day on a Friday, Boxing Day on Monday the 28th
            2026-12-24T07:30, 2026-12-29T07:30
            # New Year
            2026-12-31T07:30, 2027-01-04T07:30
            # Good Friday and Easter Monday
            2026-04-02T07:30, 2026-04-07T07:30
            # the clocks go forward on Sunday 29 March, back on Sunday 25 October
            2026-03-27T07:30, 2026-03-30T07:30
            2026-10-23T07:30, 2026-10-26T07:30
            """)
    @Clause("P-45")
    void itWaitsForTheNextWorkingMorningInLondon(String now, String next) {
        house.at(now);
        digests.begin("derby");
        assertThat(waiting()).isWaitingAt("working-morning");
        assertThat(morning()).isEqualTo(moment(next));
    }

    @Test
    void theMorningAfterTheClocksChangedIsAnHourEarlierForTheServer() {
        house.at("2026-03-27T07:30");
        digests.begin("derby");
        assertThat(morning().toInstant()).hasToString("2026-03-30T06:30:00Z");
    }

    @Test
    void aHolidayOfTheAuthorityItselfIsSkippedAlsoWhenProclaimedWhileItWaits() throws IOException {
        aQuietSeries("2026-12-18T10:00");
        assertThat(morning()).isEqualTo(moment("2026-12-21T07:30"));
        String table = Files.readString(Path.of("processes/protocol/working-days.dmn"));
        deploy("working-days.dmn", table.replace("</decisionTable>", """
                  <rule id="extra-holiday">
                    <inputEntry id="extra-holiday-in"><text>"extra-holiday"</text></inputEntry>
                    <outputEntry id="extra-holiday-date"><text>"2026-12-21"</text></outputEntry>
                    <outputEntry id="extra-holiday-change"><text>"added"</text></outputEntry>
                    <outputEntry id="extra-holiday-reason"><text>"Proclaimed bank holiday"</text></outputEntry>
                  </rule>
                </decisionTable>"""));
        ProcessInstance planned = waiting();
        house.passes("2026-12-21T07:30");
        assertThat(planned).isEnded().hasPassed("left").hasNotPassed("gather");
        assertThat(digests.of("2026-12-21")).isEmpty();
        assertThat(morning()).isEqualTo(moment("2026-12-22T07:30"));
    }

    @Test
    void aTimeThatCannotBeReadStandsAsAnIncidentAndGoesOnOncePutRight() {
        settings.put("derby", "digest.time", "half past seven");
        assertThatThrownBy(() -> digests.begin("derby")).hasMessageContaining("digest.time").hasMessageContaining("07:30");
        settings.put("derby", "digest.time", "19:00");
        assertThatThrownBy(() -> digests.begin("derby")).hasMessageContaining("digest.time")
                .hasMessageContaining("office-hours.end");
        digests.beginAtStart("derby");
        assertThat(waitingOnes()).as("the house starts all the same, and says so in its log").isEmpty();
        settings.put("derby", "digest.time", "7:45");
        digests.begin("derby");
        assertThat(morning()).isEqualTo(moment("2026-12-21T07:45"));
    }

    // ---- once and not more ----

    @Test
    void nobodyHasAnythingSoNobodyGetsMail() {
        aQuietSeries("2026-12-18T10:00");
        ProcessInstance planned = waiting();
        house.passes("2026-12-21T07:30");
        assertThat(planned).isEnded().hasPassedInOrder("working-morning", "plan-next", "carry-out-moves", "gather",
                "written");
        assertThat(digests.of("2026-12-21")).containsEntry("iro.test", "NOTHING").doesNotContainValue("WRITTEN");
        house.passes("2026-12-21T08:00");
        assertThat(mailbox.messages()).isEmpty();
        assertThat(morning()).isEqualTo(moment("2026-12-22T07:30"));
    }

    @Test
    void anAuthorityWithoutAnyAccountWritesToNobody() {
        digests.begin("northmoor");
        List<User> all = engine.getIdentityService().createUserQuery().memberOfTenant("northmoor").list();
        all.forEach(user -> engine.getIdentityService().deleteTenantUserMembership("northmoor", user.getId()));
        try {
            ProcessInstance planned = waiting();
            house.passes("2026-12-21T07:30");
            assertThat(planned).isEnded().hasPassed("gather", "written");
            assertThat(digests.of("2026-12-21").values()).as("only the mailbox of a pool is looked at").containsOnly("NOTHING");
        } finally {
            all.forEach(user -> engine.getIdentityService().createTenantUserMembership("northmoor", user.getId()));
        }
    }

    @ParameterizedTest(name = "up again {0}: {1} mail, then {2}")
    @CsvSource(textBlock = """
            # down from Friday to Monday: one on Monday, not two
            2026-12-21T09:30, 1, 2026-12-22T07:30
            # down on Friday, up on Saturday: nobody is disturbed
            2026-12-19T12:00, 0, 2026-12-21T07:30
            # up in the evening
            2026-12-18T19:00, 0, 2026-12-21T07:30
            # up in the night before the next morning
            2026-12-21T05:00, 0, 2026-12-21T07:30
            # down over Christmas
            2026-12-30T10:00, 1, 2026-12-31T07:30
            """)
    @Clause("P-45")
    void aMissedMorningIsMadeUpForOnceOnAWorkingDay(String up, int mails, String next) {
        house.at("2026-12-17T10:00");
        cases.open(Map.of("issuedOn", "2026-12-17", "iroAllocatedOn", "2026-12-17", "cafcassAllocatedOn", "2026-12-17"));
        digests.begin("derby");
        house.at(up);
        runDigests();
        assertThat(digestsTo(IRO)).hasSize(mails);
        assertThat(morning()).isEqualTo(moment(next));
    }

    @Test
    void beginningAgainAtEveryStartLetsOnlyOneWait() {
        digests.begin("derby");
        digests.begin("derby");
        assertThat(waitingOnes()).hasSize(1);
        digests.begin("northmoor");
        assertThat(waitingOnes()).hasSize(2).extracting(ProcessInstance::getTenantId)
                .containsExactlyInAnyOrder("derby", "northmoor");
    }

    @Test
    void whereTheWaitingOneWasDeletedTheNextStartMakesUpForTheMorning() {
        opened();
        digests.begin("derby");
        house.passes("2026-12-21T07:30");
        house.passes("2026-12-21T08:00");
        engine.getRuntimeService().deleteProcessInstance(waiting().getId(), "by mistake");
        house.at("2026-12-22T09:00");
        digests.begin("derby");
        assertThat(morning()).as("today's is owed").isEqualTo(moment("2026-12-22T07:30"));
        runDigests();
        digests.begin("derby");
        assertThat(waitingOnes()).hasSize(1);
        assertThat(morning()).isEqualTo(moment("2026-12-23T07:30"));
        assertThat(digestsTo(IRO)).hasSize(2);
    }

    @Test
    void anotherInstanceThatWaitsByMistakeWritesNothing() {
        opened();
        digests.begin("derby");
        ProcessInstance stray = engine.getRuntimeService().createProcessInstanceByKey("daily-digest")
                .processDefinitionTenantId("derby").execute();
        house.passes("2026-12-21T07:30");
        assertThat(stray).isEnded().hasPassed("left");
        assertThat(waitingOnes()).hasSize(1);
        house.passes("2026-12-21T08:00");
        assertThat(digestsTo(IRO)).hasSize(1);
    }

    @Test
    void aNewVersionNeitherDoublesNorLosesAMorning() throws IOException {
        opened();
        digests.begin("derby");
        ProcessInstance before = waiting();
        deploy("daily-digest.bpmn", Files.readString(Path.of("processes/protocol/daily-digest.bpmn")).replace("Daily digest", "Digest"));
        digests.begin("derby");
        assertThat(waitingOnes()).hasSize(1);
        house.passes("2026-12-21T07:30");
        ProcessInstance after = waiting();
        assertThat(before).isEnded().hasPassed("written");
        assertThat(after.getProcessDefinitionId()).isNotEqualTo(before.getProcessDefinitionId());
        house.passes("2026-12-21T08:00");
        assertThat(digestsTo(IRO)).hasSize(1);
        house.passes("2026-12-22T07:30");
        house.passes("2026-12-22T08:00");
        assertThat(digestsTo(IRO)).hasSize(2);
        digests.forget();
    }

    @Test
    @Clause("P-45")
    void oneHundredThatCannotBeWrittenHoldsUpNobodyElseAndARetryWritesToNobodyTwice() {
        String fine = opened();
        for (int i = 0; i < 120; i++) {
            account("zz" + String.format("%03d", i), "zz" + i + "@derby.example");
        }
        String faulty = cases.open(Map.of("iroName", "Zara Zed", "iroEmail", "zz119@derby.example"));
        cases.person(faulty, "iro", "Zara Zed", "zz119@derby.example", "2026-12-18");
        jdbc.update("update deadline set table_version = 'gone', due = ?, state = 'OPEN' where case_reference = ?",
                java.sql.Timestamp.from(moment("2026-12-21T23:59:59").toInstant()), faulty);
        digests.begin("derby");
        house.at("2026-12-21T07:30:01");
        runDigestsAsFarAsTheyGo();

        Job failed = engine.getManagementService().createJobQuery().processDefinitionKey("daily-digest").withException()
                .singleResult();
        assertThat(failed.getExceptionMessage()).contains("gone");
        assertThat(digests.of("2026-12-21")).containsEntry("iro.test", "WRITTEN").containsEntry("zz119", "LISTED");
        assertThat(morning()).as("the series goes on").isEqualTo(moment("2026-12-22T07:30"));

        jdbc.update("update deadline set table_version = (select min(table_version) from deadline where case_reference = ?) "
                + "where case_reference = ?", fine, faulty);
        engine.getManagementService().executeJob(failed.getId());
        house.passes("2026-12-21T08:00");
        assertThat(digests.of("2026-12-21")).doesNotContainValue("LISTED").containsEntry("zz119", "WRITTEN");
        assertThat(digestsTo(IRO)).hasSize(1);
        assertThat(digestsTo("zz119@derby.example")).hasSize(1);
    }

    @Test
    void aRetryOnALaterDayWritesNothing() {
        opened();
        digests.begin("derby");
        house.at("2026-12-21T07:30:01");
        Job morning = engine.getManagementService().createJobQuery().processDefinitionKey("daily-digest").singleResult();
        engine.getManagementService().executeJob(morning.getId());
        Job moves = engine.getManagementService().createJobQuery().processDefinitionKey("daily-digest").executable().singleResult();
        engine.getManagementService().executeJob(moves.getId());
        Job gather = engine.getManagementService().createJobQuery().processDefinitionKey("daily-digest").executable().singleResult();
        engine.getManagementService().executeJob(gather.getId());
        house.at("2026-12-21T18:00");
        engine.getManagementService().createJobQuery().processDefinitionKey("daily-digest").executable().list()
                .forEach(job -> engine.getManagementService().executeJob(job.getId()));
        assertThat(digests.of("2026-12-21")).containsEntry("iro.test", "PASSED").doesNotContainValue("WRITTEN");
    }

    // ---- what and to whom ----

    @Test
    @Clause("P-40 P-45")
    void whatIsDueSoonThenTodayThenMissedToldInOfficeHoursWithoutAnyName() {
        String reference = opened();
        digests.begin("derby");
        house.passes("2026-12-21T07:30");
        assertThat(mailbox.messages()).as("not outside office hours").isEmpty();
        house.passes("2026-12-21T08:00");
        String monday = theMailTo(IRO);
        assertThat(monday).contains("Due within two working days", "22/12/2026", "Send the IRO", reference, "/case/" + reference)
                .doesNotContain("Target missed", "Due today", "Robin", "Tester");
        assertThat(digestsTo(MANAGER)).isEmpty();
        assertThat(mailbox.subjects()).allSatisfy(subject -> assertThat(subject).contains("21/12/2026", "1 due by 23/12/2026")
                .doesNotContain("Robin", "Tester", "Iris"));

        nextMorning("2026-12-22");
        assertThat(theMailTo(IRO)).contains("Due today").doesNotContain("Due within two working days");

        nextMorning("2026-12-23");
        assertThat(theMailTo(IRO)).contains("Target missed", "22/12/2026").doesNotContain("Your team", "breach", "fail");
        assertThat(theMailTo(MANAGER)).contains("Your team: target missed", "Iris Ashworth", reference).doesNotContain("Robin");
        assertThat(ledger.ofCase(reference)).as("no case page shows digests").noneMatch(item -> item.template().equals("daily-digest"));
    }

    @Test
    @Clause("P-45")
    void nobodyIsToldTheSameTwiceTheSameMorning() {
        String reference = opened();
        digests.begin("derby");
        for (String day : List.of("2026-12-21", "2026-12-22", "2026-12-23")) {
            nextMorning(day);
        }
        assertThat(mailsTo(IRO)).hasSize(1);
        assertThat(mailsTo(MANAGER)).hasSize(1);
        Item single = theItem(reference, "iro-notice-overdue");
        assertThat(single.state()).isEqualTo(Item.State.WITHHELD);
        assertThat(single.problem()).contains("told in the digest of 23/12/2026");
    }

    @Test
    void whereTheDigestCouldNotBeWrittenTheSingleMessageGoesOut() {
        String reference = opened();
        house.passes("2026-12-23T08:00");
        assertThat(theItem(reference, "iro-notice-overdue").state()).isEqualTo(Item.State.SENT);
        assertThat(mailsTo(IRO)).hasSize(1);
    }

    @Test
    void aPersonWithoutAUsableAddressGetsNothingAndStopsNobody() {
        String reference = opened();
        String email = email("iro.test", null);
        email("iro-manager.test", "manager@elsewhere.example");
        try {
            house.at("2026-12-22T10:00");
            digests.begin("derby");
            house.passes("2026-12-23T07:30");
            assertThat(digests.of("2026-12-23")).doesNotContainKeys("iro.test", "iro-manager.test").containsKey("iro2.test");
            assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
        } finally {
            email("iro.test", email);
            email("iro-manager.test", MANAGER);
        }
        assertThat(files.get(reference)).isNotNull();
    }

    @Test
    @Clause("P-21")
    void aDeathSilencesItAlsoWhenAlreadyWritten() {
        String reference = opened();
        digests.begin("derby");
        house.passes("2026-12-21T07:30");
        facts.recordDeath(reference, LocalDate.of(2026, 12, 21), "iro-admin.test");
        house.passes("2026-12-21T08:00");
        nextMorning("2026-12-22");
        assertThat(digestsTo(IRO)).isEmpty();
        assertThat(digests.of("2026-12-22")).containsEntry("iro.test", "NOTHING");
    }

    @Test
    @Clause("P-07")
    void aRestrictedCaseIsToldToThoseItNamesOnly() {
        String reference = opened();
        facts.restrict(reference, true, "iro-admin.test");
        house.at("2026-12-22T10:00");
        digests.begin("derby");
        nextMorning("2026-12-23");
        assertThat(theMailTo(IRO)).contains(reference);
        assertThat(digestsTo(MANAGER)).isEmpty();
        files.recordPerson(reference, new CaseFiles.NewPerson("iro-manager", "Mary Manager", MANAGER, null, "iro-manager.test",
                LocalDate.of(2026, 12, 23)), "iro-admin.test");
        nextMorning("2026-12-24");
        assertThat(theMailTo(MANAGER)).contains(reference);
    }

    @Test
    @Clause("P-42")
    void whoCoversIsToldAsWellFromTheFirstDayToTheLast() {
        String reference = opened();
        files.recordCover(reference, "iro", "iro.test", "iro2.test", LocalDate.of(2026, 12, 22), LocalDate.of(2026, 12, 23),
                "iro-manager.test");
        digests.begin("derby");
        nextMorning("2026-12-21");
        assertThat(digestsTo(COLLEAGUE)).isEmpty();
        nextMorning("2026-12-22");
        assertThat(theMailTo(COLLEAGUE)).contains("Due today", "for Iris Ashworth, whom you cover until 23/12/2026");
        assertThat(digestsTo(IRO)).hasSize(1);
        nextMorning("2026-12-23");
        assertThat(theMailTo(COLLEAGUE)).contains("Target missed");
        nextMorning("2026-12-24");
        assertThat(digestsTo(COLLEAGUE)).isEmpty();
        assertThat(digestsTo(IRO)).hasSize(1);
    }

    @Test
    @Clause("P-15")
    void whatOthersOweAndDocumentsNobodyRecordedAreToldToTheIro() {
        String reference = cases.open(Map.of("issuedOn", "2026-11-02", "cafcassAllocatedOn", "2026-12-17",
                "guardianName", "Grace Guardian", "guardianEmail", "grace@cafcass.example", "firstHearingAt", "2026-11-10T10:00"));
        cases.ended(reference, "2026-12-18", true, Map.of());
        house.at("2027-01-04T10:00");
        mailbox.empty();
        digests.begin("derby");
        nextMorning("2027-01-05");
        assertThat(theMailTo(IRO)).contains("Waiting for others", "Children's Guardian", "Documents expected, nothing recorded")
                .doesNotContain("Grace", "Robin");
    }

    @Test
    void whenTheMailServerIsDownAllDayNothingStandsAndTheNextMorningTells() {
        opened();
        digests.begin("derby");
        house.passes("2026-12-21T07:30");
        mailbox.serverDown();
        house.at("2026-12-21T08:00:01");
        Job sending = engine.getManagementService().createJobQuery().processDefinitionKey("correspondence").singleResult();
        engine.getManagementService().executeJob(sending.getId());
        String job = engine.getManagementService().createJobQuery().processDefinitionKey("correspondence").singleResult().getId();
        assertThatThrownBy(() -> engine.getManagementService().executeJob(job)).isInstanceOf(Exception.class);
        mailbox.serverUp();
        house.at("2026-12-22T07:00");
        engine.getManagementService().executeJob(job);
        assertThat(engine.getManagementService().createJobQuery().processDefinitionKey("correspondence").count()).isZero();
        assertThat(digestsTo(IRO)).isEmpty();
        nextMorning("2026-12-22");
        assertThat(digestsTo(IRO)).hasSize(1);
    }

    @Test
    void theLegalAssistantsMailboxIsWrittenToInsteadOfEachOfThem() {
        settings.put("derby", "la-legal-assistant.email", "legal@derby.example");
        digests.begin("derby");
        house.passes("2026-12-21T07:30");
        assertThat(digests.of("2026-12-21")).containsKeys("pool:la-legal-assistant", "la-legal-assistant.test");
    }

    // ---- helpers ----

    /** A case of Iris Ashworth whose first task is due on Tuesday 22 December. */
    private String opened() {
        return cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
    }

    private void aQuietSeries(String now) {
        house.at(now);
        digests.begin("derby");
    }

    private void nextMorning(String day) {
        house.passes(day + "T00:00");
        mailbox.empty();
        house.passes(day + "T07:30");
        house.passes(day + "T08:00");
    }

    /** Jobs of digests and their sending alone, so that other messages stay out of the count. */
    private void runDigests() {
        for (int round = 0; round < 20; round++) {
            List<Job> due = engine.getManagementService().createJobQuery().executable().list().stream().filter(this::ofADigest)
                    .toList();
            if (due.isEmpty()) {
                return;
            }
            due.forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
    }

    private boolean ofADigest(Job job) {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceId(job.getProcessInstanceId())
                .singleResult().getBusinessKey() == null;
    }

    private void runDigestsAsFarAsTheyGo() {
        List<String> tried = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            engine.getManagementService().createJobQuery().processDefinitionKey("daily-digest").executable().list().stream()
                    .map(Job::getId).filter(id -> !tried.contains(id)).forEach(id -> {
                        tried.add(id);
                        try {
                            engine.getManagementService().executeJob(id);
                        } catch (RuntimeException expected) {
                            // The job is what the test looks at.
                        }
                    });
        }
    }

    private ProcessInstance waiting() {
        List<ProcessInstance> all = waitingOnes();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<ProcessInstance> waitingOnes() {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("daily-digest")
                .activityIdIn("working-morning").list();
    }

    private Date morning() {
        return engine.getManagementService().createJobQuery().processInstanceId(waiting().getId()).singleResult().getDuedate();
    }

    /** Digests sent to that address: subject and text. */
    private List<String> digestsTo(String address) {
        return mailsTo(address).stream().filter(mail -> mail.startsWith("Your work on ")).toList();
    }

    /** Whatever was sent to that address: subject and text. */
    private List<String> mailsTo(String address) {
        List<String> texts = mailbox.texts();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (mailbox.addressees().get(i).equals(address)) {
                found.add(readable(i));
            }
        }
        return found;
    }

    private String readable(int number) {
        try {
            var part = (jakarta.mail.Multipart) mailbox.messages().get(number).getContent();
            return mailbox.messages().get(number).getSubject() + "\n" + part.getBodyPart(0).getContent();
        } catch (IOException | jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String theMailTo(String address) {
        List<String> mails = digestsTo(address);
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    private void deploy(String name, String content) {
        deployments.add(engine.getRepositoryService().createDeployment().tenantId("derby").source("Camunda Modeler")
                .addString(name, content).deploy().getId());
    }

    private void account(String id, String email) {
        User user = engine.getIdentityService().newUser(id);
        user.setEmail(email);
        user.setPassword(UUID.randomUUID() + "-Aa1");
        engine.getIdentityService().saveUser(user);
        engine.getIdentityService().createTenantUserMembership("derby", id);
        engine.getIdentityService().createMembership(id, "iro");
        accounts.add(id);
    }

    /** Sets somebody's address and says what it was. */
    private String email(String id, String email) {
        User user = engine.getIdentityService().createUserQuery().userId(id).singleResult();
        String before = user.getEmail();
        user.setEmail(email);
        engine.getIdentityService().saveUser(user);
        return before;
    }
}
