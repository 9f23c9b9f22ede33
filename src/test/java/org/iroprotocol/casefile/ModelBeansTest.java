package org.iroprotocol.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.spin.Spin;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFiles.NewChild;
import org.iroprotocol.casefile.CaseFiles.NewPerson;
import org.iroprotocol.casefile.FormFields.Field;
import org.iroprotocol.casefile.TimelineRecord.Entry;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What models call: {@code people}, {@code records} and {@code cases}; today is Wednesday 1 July 2026, ten o'clock. */
@ProtocolTest
class ModelBeansTest {

    private static final String HERE = "casefile-here";
    private static final String ELSEWHERE = "casefile-elsewhere";
    private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);
    private static final LocalDate BIRTH = LocalDate.of(2020, 2, 29);

    @Autowired
    CaseFiles files;
    @Autowired
    ChildFacts facts;
    @Autowired
    People people;
    @Autowired
    ModelCase modelCase;
    @Autowired
    EngineUser user;
    @Autowired
    CaseRows rows;
    @Autowired
    IdentityService identity;
    @Autowired
    RepositoryService repository;
    @Autowired
    RuntimeService runtime;
    @Autowired
    TimelineRepository timeline;
    @Autowired
    CaseBeans house;
    @Autowired
    JdbcClient database;
    @Autowired
    PlatformTransactionManager transactions;

    private TransactionTemplate transaction;
    private Records records;
    private Cases cases;
    private final List<Field> fields = new ArrayList<>();
    private String reference;

    @BeforeEach
    void start() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-07-01T09:00:00Z")));
        transaction = new TransactionTemplate(transactions);
        RecordSteps recordSteps = new RecordSteps(files, modelCase, user, rows, timeline, provided(new FormFields() {
            @Override
            public List<Field> of(String processDefinitionId) {
                return fields;
            }

            @Override
            public String choice(String processDefinitionId, String key, String value) {
                return Map.of("by-phone", "By telephone", "care-order", "Care order").getOrDefault(value, value);
            }
        }));
        records = new Records(recordSteps);
        cases = house.cases(recordSteps);
        reference = files.open(new NewChild(HERE, "Robin Example", BIRTH, "1", null, false), "legal").reference();
    }

    @AfterEach
    void leaveNothing() {
        identity.clearAuthentication();
        identity.deleteUser("casefile.user");
        identity.deleteTenant(HERE);
        repository.createDeploymentQuery().tenantIdIn(HERE, ELSEWHERE).list()
                .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
        CaseFileTables.empty(database, HERE, ELSEWHERE);
        ClockUtil.reset();
    }

    private static ObjectProvider<FormFields> provided(FormFields fields) {
        return new ObjectProvider<>() {
            @Override
            public FormFields getObject() {
                return fields;
            }

            @Override
            public FormFields getIfAvailable() {
                return fields;
            }
        };
    }

    private FakeExecution step(Map<String, ?> typed) {
        return new FakeExecution(HERE, reference, "Record what was  sent", typed);
    }

    private void add(FakeExecution step) {
        transaction.executeWithoutResult(status -> records.add("iro-notice", step.execution));
    }

    private void refused(String field, Runnable what) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> transaction.executeWithoutResult(status -> what.run()))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Robin", "Sam", "typed"));
    }

    // ---- people

    @Test
    void aCaseOfAnotherAuthorityIsUnknownToModels() {
        FakeExecution stranger = new FakeExecution(ELSEWHERE, reference, "x", Map.of());
        FakeExecution nobody = new FakeExecution(HERE, null, "x", Map.of());
        for (FakeExecution step : List.of(stranger, nobody)) {
            assertThatThrownBy(() -> people.holder("iro", step.execution)).isInstanceOf(UnknownCaseException.class);
            assertThatThrownBy(() -> people.known("iro", step.execution)).isInstanceOf(UnknownCaseException.class);
            assertThatThrownBy(() -> add(step)).isInstanceOf(UnknownCaseException.class);
        }
        assertThatThrownBy(() -> cases.startProceedings(reference, stranger.execution))
                .isInstanceOf(UnknownCaseException.class);
        refused("caseReference", () -> cases.open(new FakeExecution(ELSEWHERE, null, "x", Map.of(
                "caseReference", reference, "applicationType", "care-order", "issuedOn", "2026-06-30")).execution));
    }

    @Test
    void holderIsTheUserAndKnownAlsoWithoutAccount() {
        FakeExecution step = step(Map.of());
        assertThat(people.holder("childrens-guardian", step.execution)).isNull();
        assertThat(people.known("childrens-guardian", step.execution)).isFalse();
        files.recordPerson(reference, new NewPerson("childrens-guardian", "Ann", null, "1", null, TODAY), "x");
        files.recordPerson(reference, new NewPerson("iro", "Ira", null, null, "iro.demo", TODAY), "x");
        assertThat(people.holder("childrens-guardian", step.execution)).isNull();
        assertThat(people.known("childrens-guardian", step.execution)).isTrue();
        assertThat(people.holder("iro", step.execution)).isEqualTo("iro.demo");
    }

    // ---- records

    @Test
    void aRecordOfAnImpossibleDayIsRefused() {
        fields.add(new Field("happenedOn", "When", "datetime", false));
        refused("happenedOn", () -> records.add("k", step(Map.of("happenedOn", "2026-07-02")).execution));
        refused("happenedOn", () -> records.add("k", step(Map.of("happenedOn", "2020-02-28")).execution));
        refused("happenedOn", () -> records.add("k", step(Map.of("happenedOn", "typed")).execution));
        assertThat(files.timeline(reference)).isEmpty();
    }

    @Test
    void whatWasTypedMovesToTheTimelineInWordsAndLeavesTheProcess() {
        fields.addAll(List.of(new Field("sent", "Sent", "checkbox", false), new Field("on", "On", "datetime", false),
                new Field("at", "At", "datetime", false), new Field("how", "How", "select", false),
                new Field("to", "To", "taglist", false), new Field("rows", "Rows", "dynamiclist", false),
                new Field("count", "Count", "number", false), new Field("empty", "Empty", "textfield", false),
                new Field("path", "Path", "select", true), new Field("caseReference", "Case", "textfield", false),
                new Field("note", "Note", "textarea", false)));
        Map<String, Object> typed = new HashMap<>(Map.of("note", " typed\ntext ", "sent", false, "on", "2026-06-30",
                "at", "2026-06-30T10:30+01:00", "how", "by-phone", "to", Spin.JSON("[\"by-phone\",\"other\"]"),
                "rows", Spin.JSON("[{\"a\":\"x\",\"b\":\"2026-01-02\"},{\"a\":\"y\"}]"), "count", 3, "empty", " ",
                "path", "stays"));
        typed.put("otherVariable", "stays");
        typed.put("caseReference", reference);
        FakeExecution step = step(typed);
        add(step);

        assertThat(step.variables).containsOnlyKeys("path", "otherVariable");
        TimelineRecord record = files.timeline(reference).get(0);
        assertThat(record.entries()).containsExactly(new Entry("sent", "Sent", "No"), new Entry("on", "On", "30/06/2026"),
                new Entry("at", "At", "30/06/2026 at 10:30"), new Entry("how", "How", "By telephone"),
                new Entry("to", "To", "By telephone, other"), new Entry("rows", "Rows", "x, 02/01/2026; y"),
                new Entry("count", "Count", "3"), new Entry("note", "Note", "typed\ntext"));
        assertThat(record.kind()).isEqualTo("iro-notice");
        assertThat(record.summary()).isEqualTo("Record what was sent.");
        assertThat(record.recordedBy()).isEqualTo("system");
        assertThat(record.happened()).isEqualTo(new When(TODAY, LocalTime.of(10, 0)));
    }

    @Test
    @Clause("P-12 P-13")
    void aRecordHappenedWhenTheFormSaysAndIsByWhoIsSignedIn() {
        fields.add(new Field("happenedOn", "When", "datetime", false));
        identity.setAuthentication("iro.demo", List.of("iro"), List.of(HERE));
        add(step(Map.of("happenedOn", "2026-06-01")));
        identity.clearAuthentication();
        TimelineRecord record = files.timeline(reference).get(0);
        assertThat(record.happened()).isEqualTo(When.on(LocalDate.of(2026, 6, 1)));
        assertThat(record.recordedBy()).isEqualTo("iro.demo");
    }

    // ---- cases: opening

    private static Map<String, Object> opening(Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(Map.of("childName", "Sam Example", "dateOfBirth", "2019-05-04",
                "applicationType", "care-order", "issuedOn", "2026-06-30"));
        form.putAll(more);
        return form;
    }

    private FakeExecution open(Map<String, ?> more) {
        FakeExecution step = new FakeExecution(HERE, null, "Open", opening(more));
        transaction.executeWithoutResult(status -> cases.open(step.execution));
        return step;
    }

    @Test
    void whatCannotBeOpenedIsRefusedWithTheFieldAndLeavesNothing() {
        refused("childName", () -> open(Map.of("childName", " ")));
        refused("dateOfBirth", () -> open(Map.of("dateOfBirth", "typed")));
        refused("dateOfBirth", () -> open(Map.of("dateOfBirth", "")));
        refused("applicationType", () -> open(Map.of("applicationType", "")));
        refused("issuedOn", () -> open(Map.of("issuedOn", "")));
        refused("issuedOn", () -> open(Map.of("issuedOn", "2026-07-02")));
        refused("personNumber", () -> open(Map.of("personNumber", "1")));
        refused("guardianEmail", () -> open(Map.of("guardianName", "Ann", "guardianEmail", "typed")));
        refused("guardianName", () -> open(Map.of("guardianEmail", "ann@cafcass.example")));
        refused("iroAllocatedOn", () -> open(Map.of("iroName", "Ira", "iroAllocatedOn", "2026-07-02")));
        refused("cafcassAllocatedOn", () -> open(Map.of("cafcassAllocatedOn", "2026-07-02")));
        refused("cmhAt", () -> open(Map.of("cmhAt", "2018-07-02T10:00")));
        refused("caseReference", () -> open(Map.of("caseReference", "NONE-NONE")));
        refused("siblings", () -> open(Map.of("siblings", "typed")));
        assertThat(files.all(HERE)).extracting(CaseFile::reference).containsExactly(reference);
    }

    @Test
    @Clause("P-41")
    void oneWrongSiblingRefusesAll() {
        for (Map<String, String> wrong : List.of(Map.of("siblingName", "Kim Example"),
                Map.of("siblingName", "Robin Example", "siblingDateOfBirth", "2020-02-29"),
                Map.of("siblingName", "Sam Example", "siblingDateOfBirth", "2019-05-04"),
                Map.of("siblingName", "Kim Example", "siblingDateOfBirth", "2026-07-01"))) {
            refused("siblings", () -> open(Map.of("siblings", List.of(
                    Map.of("siblingName", "Jo Example", "siblingDateOfBirth", "2021-01-01"), wrong))));
        }
        assertThat(files.all(HERE)).extracting(CaseFile::reference).containsExactly(reference);
    }

    @Test
    @Clause("P-41 P-22")
    void childAndSiblingsAreOpenedEachWithProceedingsPeopleAndDates() {
        staff("casefile.user", "iro", "Iro.One@derby.example");
        fields.add(new Field("localQuestion", "Local question", "textfield", false));
        Map<String, Object> typed = new HashMap<>(Map.of("personNumber", "77", "legalStatus", "section 20",
                "lookedAfterSince", "2026-06-01", "restricted", true, "court", "Family Court at Derby",
                "courtNumber", "DE26C1", "firstHearingAt", "2026-07-09T10:30+01:00", "iroName", "Ira",
                "iroEmail", "IRO.one@DERBY.example", "iroAllocatedOn", "2026-06-30"));
        typed.putAll(Map.of("cafcassAllocatedOn", "2026-06-29", "cafcassManagerName", "Max", "guardianName", "Ann",
                "guardianEmail", "ann@cafcass.example", "guardianPhone", "1", "socialWorkerName", "Soo",
                "note", "a note", "localQuestion", "asked", "siblings", Spin.JSON("""
                [{"siblingName":"Kim Example","siblingDateOfBirth":"2021-01-01","siblingPersonNumber":"78",
                  "siblingLegalStatus":"care order"},{"siblingName":"","siblingDateOfBirth":null}]""")));
        FakeExecution step = open(typed);

        assertThat(step.variables).containsOnlyKeys("caseReferences");
        CaseFile sam = files.findByPersonNumber(HERE, "77").orElseThrow();
        CaseFile kim = files.findByPersonNumber(HERE, "78").orElseThrow();
        assertThat(step.variables.get("caseReferences")).isEqualTo(List.of(sam.reference(), kim.reference()));
        assertThat(sam.restricted() && kim.restricted()).isTrue();
        assertThat(kim.legalStatus()).isEqualTo("care order");
        assertThat(files.siblings(sam.reference())).extracting(CaseFile::reference).containsExactly(kim.reference());
        for (CaseFile child : List.of(sam, kim)) {
            assertThat(files.proceedings(child.reference())).singleElement()
                    .extracting(Proceedings::courtNumber, Proceedings::issuedOn)
                    .containsExactly("DE26C1", LocalDate.of(2026, 6, 30));
            assertThat(files.people(child.reference())).extracting(Person::role, Person::name, Person::userId)
                    .containsExactlyInAnyOrder(tuple("iro", "Ira", "casefile.user"),
                            tuple("childrens-guardian", "Ann", null), tuple("cafcass-service-manager", "Max", null),
                            tuple("social-worker", "Soo", null));
            assertThat(value(child, EventKind.PROCEEDINGS_ISSUED)).isEqualTo("2026-06-30");
            assertThat(value(child, EventKind.IRO_ALLOCATED)).isEqualTo("2026-06-30");
            assertThat(value(child, EventKind.CAFCASS_ALLOCATED)).isEqualTo("2026-06-29");
            assertThat(value(child, EventKind.FIRST_HEARING)).isEqualTo("2026-07-09T10:30");
            assertThat(files.event(child.reference(), EventKind.CMH, "")).isEmpty();
            assertThat(files.timeline(child.reference())).singleElement().extracting(TimelineRecord::entries).asList()
                    .contains(new Entry("applicationType", "Application", "Care order"), new Entry("note", "Note", "a note"),
                            new Entry("localQuestion", "Local question", "asked"));
        }
        assertThat(value(sam, EventKind.LOOKED_AFTER_SINCE)).isEqualTo("2026-06-01");
        assertThat(files.event(kim.reference(), EventKind.LOOKED_AFTER_SINCE, "")).isEmpty();
        assertThat(facts.lookedAfter(sam.reference())).hasSize(1);
    }

    private String value(CaseFile child, String kind) {
        return files.event(child.reference(), kind, "").orElseThrow().value().toString();
    }

    private void staff(String id, String group, String email) {
        User one = identity.newUser(id);
        one.setEmail(email);
        one.setPassword("Long-enough-4-a-test!");
        identity.saveUser(one);
        identity.saveTenant(identity.newTenant(HERE));
        if (identity.createGroupQuery().groupId(group).count() == 0) {
            identity.saveGroup(identity.newGroup(group));
        }
        identity.createMembership(id, group);
        identity.createTenantUserMembership(HERE, id);
    }

    @Test
    void anAddressNamesAnAccountOnlyWithinAuthorityAndGroup() {
        staff("casefile.user", "iro", "iro.one@derby.example");
        assertThat(user.withAddress(HERE, "iro", " Iro.One@Derby.Example")).isEqualTo("casefile.user");
        assertThat(user.withAddress(HERE, "social-worker", "iro.one@derby.example")).isNull();
        assertThat(user.withAddress(ELSEWHERE, "iro", "iro.one@derby.example")).isNull();
        assertThat(user.withAddress(HERE, "iro", " ")).isNull();
        assertThat(user.withAddress(HERE, "iro", "other@derby.example")).isNull();
    }

    @Test
    void aChildOnFileGetsNewProceedings() {
        FakeExecution step = new FakeExecution(HERE, null, "Open", Map.of("caseReference", reference,
                "applicationType", "care-order", "issuedOn", "2026-06-30"));
        transaction.executeWithoutResult(status -> cases.open(step.execution));
        assertThat(files.all(HERE)).hasSize(1);
        assertThat(files.proceedings(reference)).hasSize(1);
        assertThat(step.variables.get("caseReferences")).isEqualTo(List.of(reference));
    }

    @Test
    void aNewCaseDisturbsNothingUntilItsProcessIsStarted() {
        deployOpening();
        transaction.executeWithoutResult(status -> {
            String one = files.open(new NewChild(HERE, "Sam Example", BIRTH, null, null, false), "legal").reference();
            assertThat(rows.nothingCanWait(one)).isTrue();
            assertThat(rows.nothingCanWait(reference)).isFalse();
            cases.startProceedings(one, step(Map.of()).execution);
            assertThat(rows.nothingCanWait(one)).isFalse();
            String two = files.open(new NewChild(HERE, "Kim Example", BIRTH, null, null, false), "legal").reference();
            new TransactionTemplate(transactions, new DefaultTransactionDefinition(
                    TransactionDefinition.PROPAGATION_REQUIRES_NEW)).executeWithoutResult(inner ->
                    assertThat(rows.nothingCanWait(two)).isFalse());
            assertThat(rows.nothingCanWait(two)).isTrue();
        });
        transaction.executeWithoutResult(status -> files.all(HERE).forEach(file ->
                assertThat(rows.nothingCanWait(file.reference())).isFalse()));
    }

    @Test
    void aRefusalInTheEngineKeepsItsWordsAndLeavesNothing() {
        deployOpening();
        assertThatThrownBy(() -> runtime.createProcessInstanceByKey("casefile-open").processDefinitionTenantId(HERE)
                .setVariables(opening(Map.of("guardianName", "Ann", "guardianEmail", "typed"))).execute())
                .hasRootCauseInstanceOf(RefusedException.class);
        assertThat(files.all(HERE)).extracting(CaseFile::reference).containsExactly(reference);
        assertThat(runtime.createProcessInstanceQuery().tenantIdIn(HERE).count()).isZero();
    }

    @Test
    void theProcessesStartPerChildInTheSameTransactionAndNoVariableOutlivesIt() {
        deployOpening();
        String opening = runtime.createProcessInstanceByKey("casefile-open").processDefinitionTenantId(HERE)
                .setVariables(opening(Map.of("siblings", Spin.JSON("[{\"siblingName\":\"Kim Example\","
                        + "\"siblingDateOfBirth\":\"2021-01-01\"}]")))).execute().getId();

        List<String> opened = files.all(HERE).stream().map(CaseFile::reference).filter(r -> !r.equals(reference)).toList();
        assertThat(opened).hasSize(2);
        assertThat(runtime.createProcessInstanceQuery().processDefinitionKey("proceedings").tenantIdIn(HERE).list())
                .extracting(instance -> instance.getBusinessKey()).containsExactlyInAnyOrderElementsOf(opened);
        assertThat(runtime.createVariableInstanceQuery().processInstanceIdIn(opening).count()).isZero();
    }

    private void deployOpening() {
        repository.createDeployment().tenantId(HERE)
                .addModelInstance("open.bpmn", Bpmn.createExecutableProcess("casefile-open").startEvent()
                        .serviceTask().camundaExpression("${cases.open(execution)}")
                        .serviceTask().camundaExpression("${cases.startProceedings(caseReference, execution)}")
                        .multiInstance().sequential().camundaCollection("caseReferences")
                        .camundaElementVariable("caseReference").multiInstanceDone()
                        .userTask("rest").endEvent().done())
                .addModelInstance("proceedings.bpmn", Bpmn.createExecutableProcess("proceedings").startEvent()
                        .userTask("work").camundaCandidateGroups("iro")
                        .camundaAssignee("${people.holder('iro', execution)}").endEvent().done())
                .deploy();
    }

    // ---- cases: changes

    @Test
    void changesThatCannotBeAreRefused() {
        refused("personEmail", () -> cases.recordPerson(step(Map.of("role", "iro", "personName", "Ira",
                "personEmail", "typed", "personFrom", "2026-07-01")).execution));
        refused("role", () -> cases.recordPerson(step(Map.of("personName", "Ira", "personFrom", "2026-07-01")).execution));
        refused("eventKind", () -> cases.recordDate(step(Map.of("eventDate", "2026-07-01")).execution));
        refused("eventDate", () -> cases.recordDate(step(Map.of("eventKind", "cmh")).execution));
        refused("eventDate", () -> cases.recordDate(step(Map.of("eventKind", "cmh", "eventDate", "2026-07-01",
                "notKnown", true)).execution));
        refused("eventTime", () -> cases.recordDate(step(Map.of("eventKind", "cmh", "eventDate", "2026-07-01",
                "eventTime", "typed")).execution));
        assertThat(files.timeline(reference)).isEmpty();
        assertThat(files.events(reference)).isEmpty();
    }

    @Test
    void aChangeOfPersonIsRecordedWithWhoAndWhy() {
        files.recordPerson(reference, new NewPerson("childrens-guardian", "Ann", null, null, null, TODAY), "x");
        FakeExecution step = step(Map.of("role", "childrens-guardian", "personName", "Bob", "personEmail",
                "bob@cafcass.example", "personFrom", "2026-07-01", "reason", "Ann has left", "change", "person"));
        identity.setAuthentication("iro-admin.demo", List.of("iro-admin"), List.of(HERE));
        transaction.executeWithoutResult(status -> cases.recordPerson(step.execution));
        identity.clearAuthentication();
        assertThat(step.variables).containsOnlyKeys("change");
        assertThat(files.holder(reference, "childrens-guardian")).get().extracting(Person::name).isEqualTo("Bob");
        assertThat(files.timeline(reference)).singleElement().satisfies(record -> {
            assertThat(record.summary()).isEqualTo("Children's Guardian recorded.");
            assertThat(record.recordedBy()).isEqualTo("iro-admin.demo");
            assertThat(record.entries()).extracting(Entry::label, Entry::text).containsExactly(
                    tuple("Role", "Children's Guardian"), tuple("Before", "Ann"), tuple("Now", "Bob"),
                    tuple("E-mail", "bob@cafcass.example"), tuple("From", "01/07/2026"), tuple("Reason", "Ann has left"));
        });
    }

    @Test
    void aDateIsRecordedWithWhatItWasAndWhy() {
        change(Map.of("eventKind", "cmh", "eventDate", "2026-07-16", "eventTime", "10:30"));
        change(Map.of("eventKind", "cmh", "notKnown", true, "reason", "vacated"));
        assertThat(files.event(reference, EventKind.CMH, "").orElseThrow().value()).isNull();
        assertThat(files.timeline(reference)).extracting(record -> record.entries().stream().map(Entry::text).toList())
                .containsExactly(List.of("CMH", "16/07/2026 at 10:30", "not known", "vacated"),
                        List.of("CMH", "not recorded", "16/07/2026 at 10:30"));
    }

    private void change(Map<String, ?> typed) {
        FakeExecution step = step(typed);
        transaction.executeWithoutResult(status -> cases.recordDate(step.execution));
        assertThat(step.variables).isEmpty();
    }
}
