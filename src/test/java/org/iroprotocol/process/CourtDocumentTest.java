package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iroprotocol.testing.House.moment;

import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.document.CourtDocument;
import org.iroprotocol.document.CourtDocuments;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code court-document}: what comes from the court, and when it goes to the IRO. Now is Friday 18 December 2026. */
class CourtDocumentTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("court-document");

    @Autowired
    CourtDocuments court;

    @Test
    @Clause("C-37 P-13")
    void whatCannotBe_isRefusedAndNothingIsSaved() {
        String reference = cases.open(Map.of());
        int before = files.timeline(reference).size();
        refused(reference, Map.of(), "No document is ticked");
        refused(reference, Map.of("documents", spin("[\"first-statement\"]"), "filedOn", "2026-12-21"), "future");
        refused(reference, Map.of("documents", spin("[\"first-statement\"]"), "filedOn", "2019-05-03"), "born");
        refused(reference, Map.of("documents", spin("[\"no-such-document\"]")), "choices");
        refused(reference, Map.of("notRelevant", spin("[\"expert-report\"]"), "notRelevantReason", "about the parents only"),
                "which solicitor");
        refused(reference, Map.of("notRelevant", spin("[\"expert-report\"]"), "solicitor", "Lorna Sutcliffe"), "reason");
        refused(reference, Map.of("notRelevant", spin("[\"final-care-plan\"]"), "solicitor", "Lorna Sutcliffe",
                "notRelevantReason", "no"), "choices");
        refused(reference, Map.of("documents", spin("[\"expert-report\"]"), "noneOf", spin("[\"expert-report\"]")),
                "as there and as none");
        refused(reference, Map.of("documents", spin("[\"first-statement\"]"), "notRelevantReason", "no"), "none is marked");
        refused(reference, Map.of("moreDocuments", spin("[{\"moreType\":\"other\"}]")), "does not say what it is");
        refused(reference, Map.of("documents", spin("[\"first-order\"]"), "moreDocuments",
                spin("[{\"moreType\":\"first-order\"}]")), "entered twice");
        refused(reference, Map.of("documents", spin("[\"first-order\"]"), "alsoFor", spin("[\"D-0000-0000\"]")), "sibling");
        assertThat(files.timeline(reference)).hasSize(before);
        assertThat(documents(reference)).isEmpty();
        assertThatThrownBy(() -> cases.start("derby", "iro-admin.test", "court-document",
                Map.of("caseReference", "D-0000-0000", "documents", spin("[\"first-order\"]")))).isInstanceOf(Exception.class);
    }

    @Test
    @Clause("P-01 P-07")
    void aLegalAssistantOfThePool_recordsForAnyCaseOfTheAuthorityButARestrictedOne() {
        String open = cases.open(Map.of());
        String restricted = cases.open(Map.of("restricted", true));
        Map<String, Object> form = Map.of("documents", spin("[\"first-order\"]"), "sentOn", "2026-12-18");
        assertThatThrownBy(() -> byThePool(restricted, form)).isInstanceOf(Exception.class);
        assertThat(documents(restricted)).isEmpty();
        assertThatThrownBy(() -> cases.start("derby", "social-worker.test", "court-document", Map.of("caseReference", open,
                "documents", spin("[\"first-order\"]")))).isInstanceOf(Exception.class);
        byThePool(open, form);
        assertThat(documents(open)).hasSize(1);
    }

    private void byThePool(String reference, Map<String, Object> fields) {
        Map<String, Object> form = new HashMap<>(fields);
        form.put("caseReference", reference);
        cases.start("derby", "la-legal-assistant.test", "court-document", form);
    }

    @Test
    @Clause("C-37 C-38 P-46")
    void aBundleNobodySends_isRemindedOfAgainAndAgainWhileTheTaskStays() {
        String reference = cases.open(Map.of());
        recorded(reference, Map.of("documents", spin("[\"case-management-order\",\"court-timetable\",\"guardian-interim-analysis\"]"),
                "filedOn", "2026-12-10", "receivedOn", "2026-12-18"));
        Task task = theTask(reference, "send-documents");
        assertThat(task.getAssignee()).isNull();
        assertThat(task.getDueDate()).as("over Christmas").isEqualTo(moment("2026-12-29T23:59:59"));
        assertThat(task.getFollowUpDate()).isEqualTo(moment("2026-12-23T00:00:00"));
        house.passes("2026-12-29T23:59:59");
        assertThat(written(reference, "court-documents-overdue")).isEqualTo(1);
        assertThat(deadlines(reference)).hasSize(3).allMatch(deadline -> deadline.state() == Deadline.State.MISSED);
        assertThat(theTask(reference, "send-documents").getId()).isEqualTo(task.getId());
        house.passes("2027-01-06T08:00");
        assertThat(written(reference, "court-documents-overdue")).as("five working days later").isEqualTo(2);
        complete(task.getId(), "la-legal-assistant.test", Map.of("documentsSentOn", "2027-01-05"));
        assertThat(tasks(reference)).extracting(Task::getTaskDefinitionKey).doesNotContain("send-documents");
        assertThat(deadlines(reference)).allMatch(deadline -> deadline.state() == Deadline.State.MET
                && Date.from(deadline.metAt()).equals(moment("2027-01-05T00:00:00")));
        house.passes("2027-01-13T08:00");
        assertThat(written(reference, "court-documents-overdue")).isEqualTo(2);
    }

    @Test
    @Clause("C-37 P-13 P-14")
    void whatHasGoneAlready_isDoneAtOnce_inAClosedCaseToo() {
        String reference = cases.open(Map.of());
        facts.close(reference, "iro-admin.test");
        recorded(reference, Map.of("documents", spin("[\"significant-order\"]"), "receivedOn", "2026-12-01", "sentOn", "2026-12-03"));
        assertThat(theTask(reference, "send-documents")).isNull();
        assertThat(running(reference)).isZero();
        assertThat(deadlines(reference)).singleElement().satisfies(deadline -> {
            assertThat(deadline.state()).isEqualTo(Deadline.State.MET);
            assertThat(Date.from(deadline.due())).isEqualTo(moment("2026-12-08T23:59:59"));
        });
        assertThat(day(reference, "document-sent", "significant-order/1")).isEqualTo("2026-12-03");
    }

    @Test
    @Clause("P-46 C-37")
    void nothingIsKnownButThatItIsThere_thenTheDatesCome_byTheNationalRule() {
        String reference = files.open(new CaseFiles.NewChild("northmoor", "Robin North", LocalDate.of(2019, 5, 4), "N-DOC", null,
                false), "iro-admin.north").reference();
        recorded(reference, Map.of("documents", spin("[\"case-management-order\"]")));
        assertThat(theTask(reference, "send-documents").getDueDate()).isNull();
        recorded(reference, Map.of("documents", spin("[\"case-management-order\"]"), "servedOn", "2026-12-16"));
        house.runDueJobs();
        assertThat(documents(reference)).as("the same document").containsExactly("case-management-order/1");
        assertThat(theTask(reference, "send-documents").getDueDate()).isEqualTo(moment("2026-12-23T23:59:59"));
        recorded(reference, Map.of("documents", spin("[\"case-management-order\"]"), "filedOn", "2026-12-17"));
        house.runDueJobs();
        assertThat(theTask(reference, "send-documents").getDueDate()).as("the later of the two")
                .isEqualTo(moment("2026-12-24T23:59:59"));
        recorded(reference, Map.of("documents", spin("[\"case-management-order\"]"), "sentOn", "2026-12-18"));
        house.runDueJobs();
        assertThat(theTask(reference, "send-documents")).as("recorded as sent elsewhere").isNull();
        assertThat(running(reference)).isZero();
        recorded(reference, Map.of("documents", spin("[\"case-management-order\"]"), "sentOn", "2026-12-18"));
        assertThat(documents(reference)).as("the same, entered twice").hasSize(1);
    }

    @Test
    @Clause("P-46 C-38 P-41")
    void aBundleOfFiveForTwoChildren_sentInPartsByEachOnItsOwn() {
        String reference = cases.open(Map.of("siblings",
                spin("[{\"siblingName\":\"Wagtail Tester\",\"siblingDateOfBirth\":\"2020-01-01\"}]")));
        String sister = files.siblings(reference).get(0).reference();
        recorded(reference, Map.of("documents", spin("[\"first-statement\",\"interim-care-plan\",\"first-order\"]"),
                "receivedOn", "2026-12-17", "noneOf", spin("[\"facts-and-reasons\"]"),
                "moreDocuments", spin("[{\"moreType\":\"expert-report\",\"moreTitle\":\"Dr Example\","
                        + "\"moreReceivedOn\":\"2026-12-11\"},"
                        + "{\"moreType\":\"other\",\"moreTitle\":\"School report\",\"moreReceivedOn\":\"2026-12-18\"}]"),
                "alsoFor", spin("[\"" + sister + "\"]")));
        for (String each : List.of(reference, sister)) {
            assertThat(documents(each)).hasSize(5);
            assertThat(theTask(each, "send-documents").getDueDate()).as("the first of the five")
                    .isEqualTo(moment("2026-12-18T23:59:59"));
            assertThat(files.event(each, "document-none", "facts-and-reasons")).isPresent();
        }
        Task task = theTask(reference, "send-documents");
        assertThat(engine.getTaskService().getVariables(task.getId()).toString()).doesNotContain("Dr Example", "School");
        String id = task.getId();
        refusedTask(id, Map.of("notSentYet", spin("[\"first-order/1\"]")), "day the documents were sent");
        refusedTask(id, Map.of("documentsSentOn", "2026-12-19"), "future");
        refusedTask(id, Map.of("documentsSentOn", "2026-12-18", "notSentYet", spin("[\"final-order/1\"]")), "choices");
        refusedTask(id, Map.of("documentsSentOn", "2026-12-18", "foundNotRelevant", spin("[\"expert-report/1\"]")), "solicitor");
        refusedTask(id, Map.of("documentsSentOn", "2026-12-18", "foundNone", spin("[\"expert-report/1\"]")), "reason");
        refusedTask(id, Map.of("documentsSentOn", "2026-12-18", "foundNotRelevant", spin("[\"first-order/1\"]"),
                "relevanceSolicitor", "Lorna Sutcliffe", "notSentReason", "no"), "always goes to the IRO");
        refusedTask(id, Map.of("notSentYet", all()), "Everything is ticked");
        refusedTask(id, Map.of("documentsSentOn", "2026-12-18", "notSentYet", all()), "Nothing is left");
        refusedTask(id, Map.of("documentsSentOn", "2026-12-18", "notSentYet", spin("[\"first-order/1\"]"), "foundNone",
                spin("[\"first-order/1\"]"), "notSentReason", "no"), "two places");
        complete(id, "la-legal-assistant.test", Map.of("documentsSentOn", "2026-12-18",
                "notSentYet", spin("[\"first-order/1\",\"other/1\"]"), "foundNotRelevant", spin("[\"expert-report/1\"]"),
                "relevanceSolicitor", "Lorna Sutcliffe", "notSentReason", "about the parents only"));
        Task rest = theTask(reference, "send-documents");
        assertThat(rest.getDueDate()).as("of what is left").isEqualTo(moment("2026-12-24T23:59:59"));
        assertThat(day(reference, "document-sent", "first-statement/1")).isEqualTo("2026-12-18");
        assertThat(day(reference, "document-not-relevant", "expert-report/1")).isEqualTo("2026-12-18");
        complete(rest.getId(), "iro-admin.test", Map.of("documentsSentOn", "2026-12-18",
                "foundNone", spin("[\"other/1\"]"), "notSentReason", "it was never written"));
        assertThat(running(reference)).isZero();
        assertThat(theTask(sister, "send-documents")).as("the sister's own").isNotNull();
    }

    @Test
    @Clause("P-16")
    void enteredInError_theTaskGoes() {
        String reference = cases.open(Map.of());
        recorded(reference, Map.of("documents", spin("[\"case-management-order\",\"court-timetable\"]"), "receivedOn", "2026-12-10"));
        Task task = theTask(reference, "send-documents");
        inError(reference, "case-management-order/1");
        house.runDueJobs();
        assertThat(theTask(reference, "send-documents").getId()).as("one is left").isEqualTo(task.getId());
        assertThat(deadlines(reference)).extracting(Deadline::state)
                .containsExactlyInAnyOrder(Deadline.State.MISSED, Deadline.State.CLOSED);
        inError(reference, "court-timetable/1");
        house.runDueJobs();
        assertThat(running(reference)).isZero();
    }

    @Test
    @Clause("C-81 C-82 C-83 C-84 C-85 C-86 C-88 C-89 C-91")
    void derbysRules_byRowsOfTheTableAlone_theEarlierDateWins() {
        String reference = cases.open(Map.of("issuedOn", "2026-12-01", "firstHearingAt", "2026-12-16T10:00",
                "lookedAfterSince", "2026-12-02"));
        recorded(reference, Map.of("documents", spin("[\"first-statement\",\"interim-care-plan\",\"case-management-order\"]")));
        assertThat(due(reference, "first-statement/1")).as("first hearing").isEqualTo("2026-12-23");
        assertThat(due(reference, "case-management-order/1")).as("nothing received").isNull();
        recorded(reference, Map.of("documents", spin("[\"first-statement\",\"case-management-order\"]"),
                "receivedOn", "2026-12-14"));
        house.runDueJobs();
        assertThat(due(reference, "first-statement/1")).as("received: earlier").isEqualTo("2026-12-21");
        assertThat(due(reference, "interim-care-plan/1")).isEqualTo("2026-12-23");
        assertThat(due(reference, "case-management-order/1")).isEqualTo("2026-12-21");
        assertThat(theTask(reference, "send-documents").getDueDate()).isEqualTo(moment("2026-12-21T23:59:59"));
        assertThat(engine.getTaskService().getVariable(theTask(reference, "send-documents").getId(), "sendTo"))
                .isEqualTo("CQAReview.Clerks@derby.gov.uk and the Independent Reviewing Officer");
        recorded(reference, Map.of("documents", spin("[\"expert-report\"]"), "servedOn", "2026-12-16",
                "receivedOn", "2026-12-17"));
        assertThat(due(reference, "expert-report/1")).as("served").isEqualTo("2026-12-23");
        recorded(reference, Map.of("documents", spin("[\"final-care-plan\"]"), "filedOn", "2026-12-18"));
        assertThat(due(reference, "final-care-plan/1")).as("filed").isEqualTo("2026-12-29");
        cases.ended(reference, "2026-12-18", true, Map.of());
        recorded(reference, Map.of("documents", spin("[\"final-agreed-plan\"]")));
        assertThat(due(reference, "final-agreed-plan/1")).as("end of proceedings").isEqualTo("2026-12-29");
        recorded(reference, Map.of("documents", spin("[\"final-agreed-plan\"]"), "receivedOn", "2026-12-17"));
        house.runDueJobs();
        assertThat(due(reference, "final-agreed-plan/1")).as("received: earlier").isEqualTo("2026-12-24");
        sendAll(reference);
    }

    @Test
    @Clause("C-85")
    void aChildWhoBecomesLookedAfterAfterTheFirstHearing_isCountedFromThen() {
        String reference = cases.open(Map.of("issuedOn", "2026-12-01", "firstHearingAt", "2026-12-09T10:00"));
        recorded(reference, Map.of("documents", spin("[\"first-order\"]")));
        assertThat(due(reference, "first-order/1")).as("not looked after").isNull();
        cases.changed(reference, "looked-after", Map.of("nowLookedAfter", "yes", "statusFrom", "2026-12-15"));
        house.runDueJobs();
        assertThat(due(reference, "first-order/1")).isEqualTo("2026-12-22");
        sendAll(reference);
    }

    @Test
    @Clause("C-89 C-90 C-91")
    void theFinalDocumentsDoNotCome_anEmailSaysWhatWasAgreedWhileTheDutyStaysOpen() {
        String reference = cases.open(Map.of());
        cases.ended(reference, "2026-12-18", true, Map.of());
        recorded(reference, Map.of("documents", spin("[\"final-agreed-plan\",\"final-order\"]")));
        Task send = theTask(reference, "send-documents");
        assertThat(send.getDueDate()).isEqualTo(moment("2026-12-29T23:59:59"));
        house.passes("2026-12-29T23:59:59");
        Task email = theTask(reference, "write-outcome");
        assertThat(email.getDueDate()).isEqualTo(moment("2026-12-31T23:59:59"));
        assertThat(written(reference, "court-documents-overdue")).as("another document, not a reminder").isZero();
        assertThatThrownBy(() -> complete(email.getId(), "la-legal-assistant.test", Map.of()))
                .hasStackTraceContaining("What was agreed in court is missing");
        assertThatThrownBy(() -> complete(email.getId(), "social-worker.test", Map.of("outcomeText", "A care order.")))
                .isInstanceOf(Exception.class);
        complete(email.getId(), "la-legal-assistant.test", Map.of("outcomeText", "A care order was made."));
        assertThat(theItem(reference, "outcome-email").to()).as("C-91").contains("mailbox 'mailbox.review-clerks'");
        assertThat(ledger.html(theItem(reference, "outcome-email").id())).contains("A care order was made.");
        assertThat(theTask(reference, "send-documents").getId()).as("the duty stays open").isEqualTo(send.getId());
        assertThat(deadlines(reference)).filteredOn(deadline -> deadline.due() != null).hasSize(2)
                .allMatch(deadline -> deadline.state() == Deadline.State.MISSED);
        house.passes("2027-01-06T08:00");
        assertThat(written(reference, "court-documents-overdue")).as("from then on").isEqualTo(1);
        assertThat(theTask(reference, "write-outcome")).as("asked for once").isNull();
        sendAll(reference);
    }

    @Test
    @Clause("C-87 P-46")
    void heldNotRelevant_theIroAsksAgain_itIsDueCountedFromTheAsking() {
        String reference = cases.open(Map.of());
        recorded(reference, Map.of("notRelevant", spin("[\"expert-report\"]"), "receivedOn", "2026-12-01",
                "solicitor", "Lorna Sutcliffe", "notRelevantReason", "about the parents only"));
        assertThat(running(reference)).isZero();
        assertThatThrownBy(() -> court.askAgain(reference, "expert-report/1", " ")).hasMessageContaining("reason");
        assertThatThrownBy(() -> court.askAgain(reference, "expert-report/2", "It is about the child too."))
                .hasMessageContaining("not relevant any more");
        court.askAgain(reference, "expert-report/1", "It is about the child too.");
        assertThat(theTask(reference, "send-documents").getDueDate()).isEqualTo(moment("2026-12-29T23:59:59"));
        assertThat(court.ofCase(files.get(reference))).singleElement().satisfies(one -> {
            assertThat(one.document().state()).isEqualTo(CourtDocument.State.TO_BE_SENT);
            assertThat(one.document().solicitor()).isEqualTo("Lorna Sutcliffe");
        });
        sendAll(reference);
    }

    @Test
    @Clause("P-21 P-17")
    void aDeathOrAMove_endsWhatIsWaitedFor() {
        String dead = cases.open(Map.of());
        recorded(dead, Map.of("documents", spin("[\"first-order\"]"), "filedOn", "2026-12-10"));
        cases.changed(dead, "died", Map.of("diedOn", "2026-12-18"));
        assertThat(running(dead)).isZero();
        String moved = cases.open(Map.of());
        recorded(moved, Map.of("documents", spin("[\"first-order\"]"), "filedOn", "2026-12-10"));
        cases.changed(moved, "moved", Map.of("movedOn", "2026-12-18", "movedTo", "Northmoor"));
        assertThat(running(moved)).isZero();
    }

    /** The earliest day the document is due by; null while unknown. */
    private String due(String reference, String subject) {
        return deadlines(reference).stream().filter(deadline -> deadline.subject().equals(subject) && deadline.due() != null)
                .map(Deadline::due).min(java.util.Comparator.naturalOrder())
                .map(due -> LocalDate.ofInstant(due, London.ZONE).toString()).orElse(null);
    }

    private void sendAll(String reference) {
        for (Task task : tasks(reference).stream().filter(one -> one.getTaskDefinitionKey().equals("send-documents")).toList()) {
            complete(task.getId(), "la-legal-assistant.test", Map.of("documentsSentOn", house.today().toString()));
        }
        house.runDueJobs();
        assertThat(running(reference)).isZero();
    }

    private void inError(String reference, String subject) {
        Stream.of("document-received", "document-recorded").map(kind -> files.event(reference, kind, subject))
                .flatMap(java.util.Optional::stream)
                .forEach(event -> files.enteredInError(reference, event.id(), "wrong child", "iro-admin.test"));
    }

    private static Object all() {
        return spin("[\"first-statement/1\",\"interim-care-plan/1\",\"first-order/1\",\"expert-report/1\",\"other/1\"]");
    }

    private List<String> documents(String reference) {
        return files.events(reference).stream().filter(event -> event.kind().equals("document-recorded"))
                .map(CaseEvent::subject).toList();
    }

    private String day(String reference, String kind, String subject) {
        return files.event(reference, kind, subject).map(CaseEvent::value).map(When::toString).orElse(null);
    }

    private List<Deadline> deadlines(String reference) {
        return register.ofCase(reference).stream().filter(deadline -> !deadline.subject().isEmpty()).toList();
    }

    private long running(String reference) {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("court-document")
                .processInstanceBusinessKey(reference).count();
    }

    private void recorded(String reference, Map<String, ?> fields) {
        Map<String, Object> form = new HashMap<>(fields);
        form.put("caseReference", reference);
        String authority = files.get(reference).authority();
        cases.start(authority, authority.equals("derby") ? "iro-admin.test" : "iro-admin.north", "court-document", form);
    }

    private void refused(String reference, Map<String, ?> fields, String words) {
        assertThatThrownBy(() -> recorded(reference, fields)).as(words).hasStackTraceContaining(words);
    }

    private void refusedTask(String task, Map<String, Object> fields, String words) {
        assertThatThrownBy(() -> complete(task, "la-legal-assistant.test", fields)).as(words).hasStackTraceContaining(words);
    }

    private static Object spin(String json) {
        return org.camunda.spin.plugin.variable.SpinValues.jsonValue(json).create();
    }
}
