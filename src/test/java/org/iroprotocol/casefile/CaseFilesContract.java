package org.iroprotocol.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFiles.NewChild;
import org.iroprotocol.casefile.CaseFiles.NewPerson;
import org.iroprotocol.casefile.TimelineRecord.Entry;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the case file does on every database we run on; today is Wednesday 1 July 2026, ten in the morning. */
abstract class CaseFilesContract {

    static final String HERE = "casefile-here";
    static final String ELSEWHERE = "casefile-elsewhere";
    static final LocalDate TODAY = LocalDate.of(2026, 7, 1);
    static final LocalDate BIRTH = LocalDate.of(2020, 2, 29);

    CaseFiles files;
    ChildFacts facts;
    CaseAccess access;
    TimelineRepository timeline;
    JdbcClient database;
    TransactionTemplate transaction;

    /** Sets the fields above. */
    abstract void connect();

    abstract void setTime(Instant now);

    abstract List<CaseChange> announced();

    @BeforeEach
    void start() {
        connect();
        setTime(Instant.parse("2026-07-01T09:00:00Z"));
        announced().clear();
    }

    @AfterEach
    void leaveNothing() {
        CaseFileTables.empty(database, HERE, ELSEWHERE);
    }

    String child() {
        return child(HERE, "Robin Example", "12345", false);
    }

    String child(String authority, String name, String number, boolean restricted) {
        return files.open(new NewChild(authority, name, BIRTH, number, "interim care order", restricted), "legal").reference();
    }

    NewPerson person(String role, String name, String userId, LocalDate from) {
        return new NewPerson(role, name, null, null, userId, from);
    }

    private void refused(String field, Runnable what) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(what::run)
                .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                .satisfies(e -> assertThat(e.getMessage()).endsWith(".").doesNotContain("Robin", "12345", "cafcass", "a@b"));
    }

    // ---- refused

    @Test
    void unknownReferencesAreRefusedEverywhere() {
        assertThat(files.find("NONE-NONE")).isEmpty();
        assertThat(files.find(null)).isEmpty();
        for (Runnable call : List.<Runnable>of(() -> files.get("NONE-NONE"), () -> files.get(null),
                () -> files.people(""), () -> files.events("NONE-NONE"), () -> files.timeline("NONE-NONE"),
                () -> files.viewed("NONE-NONE", "iro.demo", "page"),
                () -> files.recordPerson("NONE-NONE", person("iro", "A", null, TODAY), "x"),
                () -> files.addRecord("NONE-NONE", "k", "s.", List.of(), When.on(TODAY), "x"))) {
            assertThatThrownBy(call::run).isInstanceOf(UnknownCaseException.class);
        }
    }

    @Test
    void theSameChildTwiceIsRefusedWithoutNamingTheChild() {
        child();
        refused("personNumber", () -> child(HERE, "Another Name", " 12345 ", false));
        refused("childName", () -> child(HERE, " robin   EXAMPLE ", null, false));
        assertThat(files.all(HERE)).hasSize(1);
        assertThat(child(ELSEWHERE, "Robin Example", "12345", false)).isNotBlank();
    }

    @Test
    void impossibleBirthDatesAndMissingNamesAreRefused() {
        refused("dateOfBirth", () -> open(TODAY.plusDays(1)));
        refused("dateOfBirth", () -> open(LocalDate.of(1026, 7, 1)));
        refused("dateOfBirth", () -> open(null));
        refused("childName", () -> child(HERE, " ", null, false));
        refused("childName", () -> child(HERE, "x".repeat(256), null, false));
        assertThat(files.all(HERE)).isEmpty();
    }

    private void open(LocalDate birth) {
        files.open(new NewChild(HERE, "Robin Example", birth, null, null, false), "legal");
    }

    @Test
    @Clause("P-13")
    void impossibleDatesAreRefusedPastOnesAreNormalAndHearingsMayLieAhead() {
        String reference = child();
        When future = When.on(TODAY.plusDays(1));
        refused("eventDate", () -> event(reference, EventKind.LOOKED_AFTER_SINCE, future));
        refused("eventDate", () -> event(reference, "document-received", future));
        refused("eventDate", () -> event(reference, "document-received", new When(TODAY, LocalTime.of(10, 1))));
        refused("eventDate", () -> event(reference, EventKind.CMH, When.on(BIRTH.minusDays(1))));
        refused("eventDate", () -> event(reference, EventKind.CMH, When.on(LocalDate.of(2062, 7, 9))));
        assertThat(files.events(reference)).isEmpty();

        assertThat(event(reference, "document-received", new When(TODAY, LocalTime.of(10, 0))).value().hasTime()).isTrue();
        assertThat(event(reference, EventKind.LOOKED_AFTER_SINCE, When.on(BIRTH)).value().date()).isEqualTo(BIRTH);
        When hearing = new When(LocalDate.of(2026, 7, 16), LocalTime.of(10, 30));
        assertThat(event(reference, EventKind.CMH, hearing).value()).isEqualTo(hearing);
        assertThat(files.event(reference, EventKind.CMH, "")).get().extracting(CaseEvent::value).isEqualTo(hearing);
    }

    private CaseEvent event(String reference, String kind, When value) {
        return files.recordEvent(reference, kind, "", value, "iro.demo", null);
    }

    @Test
    void proceedingsWithImpossibleDatesOrWhileOthersAreOpenAreRefused() {
        String reference = child();
        refused("issuedOn", () -> issue(reference, TODAY.plusDays(1)));
        refused("issuedOn", () -> issue(reference, BIRTH.minusDays(1)));
        refused("issuedOn", () -> issue(reference, null));
        refused("caseReference", () -> files.endProceedings(reference, TODAY, "legal"));
        issue(reference, TODAY.minusDays(10));
        refused("caseReference", () -> issue(reference, TODAY));
        refused("eventDate", () -> files.endProceedings(reference, TODAY.minusDays(11), "legal"));
        refused("eventDate", () -> files.endProceedings(reference, TODAY.plusDays(1), "legal"));
        assertThat(files.proceedings(reference)).singleElement().extracting(Proceedings::endedOn).isNull();
    }

    private void issue(String reference, LocalDate day) {
        files.openProceedings(reference, "care-order", "Family Court at Derby", "DE26C00001", day, "legal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"guardian", "a@b", "Ann <ann@cafcass.gov.uk>", "ann@cafcass.gov.uk, bob@cafcass.gov.uk",
        "ann@@cafcass.gov.uk", "ann @cafcass.gov.uk", "ann@cafcass..gov.uk", "ann@cafcass.gov.uk\r\nBcc: x@y.uk", "@a.uk"})
    void unusableAddressesAreRefused(String email) {
        String reference = child();
        refused("personEmail", () -> files.recordPerson(reference,
                new NewPerson("childrens-guardian", "Ann", email, null, null, TODAY), "iro.demo"));
        assertThat(files.people(reference)).isEmpty();
    }

    @Test
    void peopleWithoutNameRoleOrPossibleDayAreRefused() {
        String reference = child();
        refused("personName", () -> files.recordPerson(reference, person("iro", " ", null, TODAY), "x"));
        refused("role", () -> files.recordPerson(reference, person("camunda-admin", "Ann", null, TODAY), "x"));
        refused("role", () -> files.recordPerson(reference, person(null, "Ann", null, TODAY), "x"));
        refused("personFrom", () -> files.recordPerson(reference, person("iro", "Ann", null, TODAY.plusDays(1)), "x"));
        refused("personFrom", () -> files.recordPerson(reference, person("iro", "Ann", null, BIRTH.minusDays(1)), "x"));
        refused("personFrom", () -> files.recordPerson(reference, person("iro", "Ann", null, null), "x"));
        assertThat(files.events(reference)).isEmpty();
    }

    // ---- done

    @Test
    void aCaseHasAnOpaqueReferenceUniqueOverAllAuthorities() {
        String reference = child();
        assertThat(reference).matches("[2-9B-DF-HJ-NP-TV-Z]{4}-[2-9B-DF-HJ-NP-TV-Z]{4}");
        CaseFile file = files.get(reference);
        assertThat(file.childName()).isEqualTo("Robin Example");
        assertThat(file.ageOn(LocalDate.of(2026, 2, 28))).isEqualTo(5);
        assertThat(file.openedAt()).isEqualTo(Instant.parse("2026-07-01T09:00:00Z"));
        assertThat(files.findByPersonNumber(HERE, "12345")).contains(file);
        assertThat(files.findByPersonNumber(ELSEWHERE, "12345")).isEmpty();
    }

    @Test
    @Clause("P-07")
    void aNameChangesAndTheFormerStaysOnFile() {
        String reference = child();
        String twin = child(HERE, "Baby Smith", null, false);
        facts.rename(reference, "Robin Smith", "iro.demo");
        assertThat(files.get(reference).childName()).isEqualTo("Robin Smith");
        assertThat(facts.names(reference)).extracting(ChildFacts.NameUsed::name)
                .containsExactly("Robin Smith", "Robin Example");
        refused("childName", () -> facts.rename(twin, "robin smith", "iro.demo"));
    }

    @Test
    @Clause("P-47")
    void factsForReportingAndLookedAfterStatusAreKept() {
        String reference = child();
        assertThat(facts.reportingFacts(reference)).isEmpty();
        ChildFacts.ReportingFacts first = new ChildFacts.ReportingFacts("Team 3", "foster care", true, null, null, false);
        facts.recordReportingFacts(reference, first, "iro-admin.demo");
        ChildFacts.ReportingFacts second = new ChildFacts.ReportingFacts(null, "kinship", null, "x", "none", null);
        facts.recordReportingFacts(reference, second, "iro-admin.demo");
        assertThat(facts.reportingFacts(reference)).contains(second);

        facts.recordLookedAfter(reference, "looked-after", "section 20", TODAY.minusDays(30), "iro-admin.demo");
        facts.recordLookedAfter(reference, "not-looked-after", null, TODAY, "iro-admin.demo");
        facts.recordLookedAfter(reference, "looked-after", "care order", TODAY.minusDays(1), "iro-admin.demo");
        assertThat(facts.lookedAfter(reference)).extracting(ChildFacts.LookedAfter::legalStatus, ChildFacts.LookedAfter::until)
                .containsExactly(tuple("care order", null),
                        tuple("section 20", TODAY.minusDays(2)));
        assertThat(files.get(reference).legalStatus()).isEqualTo("care order");
        refused("from", () -> facts.recordLookedAfter(reference, "looked-after", null, BIRTH.minusDays(1), "x"));
        facts.recordDeath(reference, TODAY, "iro-admin.demo");
        assertThat(files.get(reference).diedOn()).isEqualTo(TODAY);
    }

    @Test
    @Clause("P-41")
    void siblingsAreLinkedAndGroupsMerge() {
        String a = child();
        String b = child(HERE, "Sam Example", null, false);
        String c = child(HERE, "Kim Example", null, false);
        String d = child(HERE, "Jo Example", null, false);
        files.linkSiblings(List.of(a, b));
        files.linkSiblings(List.of(c, d));
        assertThat(files.siblings(a)).extracting(CaseFile::reference).containsExactly(b);
        files.linkSiblings(List.of(b, c));
        assertThat(files.siblings(d)).extracting(CaseFile::reference).containsExactlyInAnyOrder(a, b, c);
        String elsewhere = child(ELSEWHERE, "Robin Example", null, false);
        refused("siblings", () -> files.linkSiblings(List.of(a, elsewhere)));
        assertThat(files.siblings(elsewhere)).isEmpty();
    }

    @Test
    void eventsAreSupersededNeverOverwritten() {
        String reference = child();
        CaseEvent first = event(reference, EventKind.CMH, When.on(TODAY.plusDays(14)));
        CaseEvent second = files.recordEvent(reference, EventKind.CMH, "", When.on(TODAY.plusDays(16)), "legal", "the court");
        CaseEvent vacated = event(reference, EventKind.CMH, null);
        files.recordEvent(reference, EventKind.CMH, "other", When.on(TODAY.plusDays(3)), "legal", null);

        assertThat(first.supersedes()).isNull();
        assertThat(second.supersedes()).isEqualTo(first.id());
        assertThat(second.onBehalfOf()).isEqualTo("the court");
        assertThat(vacated.supersedes()).isEqualTo(second.id());
        assertThat(files.event(reference, EventKind.CMH, "")).contains(vacated);
        assertThat(files.eventHistory(reference, EventKind.CMH, "")).containsExactly(vacated, second, first);
        assertThat(files.events(reference)).extracting(CaseEvent::subject).containsExactly("other", "");
        assertThat(announced()).hasSize(4).first()
                .isEqualTo(new CaseChange.EventChanged(reference, EventKind.CMH, ""));
    }

    @Test
    @Clause("P-16")
    void anEntryInErrorStandsNoMoreAndWhatItSupersededStandsAgain() {
        String reference = child();
        When first = When.on(TODAY.plusDays(14));
        event(reference, EventKind.CMH, first);
        CaseEvent wrong = event(reference, EventKind.CMH, When.on(TODAY.plusDays(16)));
        announced().clear();
        refused("reason", () -> files.enteredInError(reference, wrong.id(), " ", "iro.demo"));
        files.enteredInError(reference, wrong.id(), "wrong child", "iro.demo");
        assertThat(announced()).contains(new CaseChange.EventChanged(reference, EventKind.CMH, ""));
        assertThat(files.event(reference, EventKind.CMH, "").orElseThrow()).satisfies(again -> {
            assertThat(again.value()).isEqualTo(first);
            assertThat(again.recordedBy()).as("who took the error back").isEqualTo("iro.demo");
        });
        assertThat(files.eventHistory(reference, EventKind.CMH, "").get(1).errorReason()).isEqualTo("wrong child");
        refused("entry", () -> files.enteredInError(reference, wrong.id(), "again", "iro.demo"));
        refused("entry", () -> files.enteredInError(reference, UUID.randomUUID(), "unknown", "iro.demo"));

        CaseEvent right = event(reference, EventKind.CMH, When.on(TODAY.plusDays(15)));
        assertThat(files.event(reference, EventKind.CMH, "")).contains(right);
        TimelineRecord record = files.addRecord(reference, "discussion", "A discussion.", List.of(), When.on(TODAY), "x");
        files.enteredInError(reference, record.id(), "duplicate", "iro.demo");
        assertThat(files.timeline(reference)).singleElement()
                .extracting(TimelineRecord::errorReason).isEqualTo("duplicate");
        String other = child(HERE, "Sam Example", null, false);
        refused("entry", () -> files.enteredInError(other, right.id(), "other case", "iro.demo"));
    }

    @Test
    void theTimelineKeepsWhatWasTyped() {
        String reference = child();
        List<Entry> entries = List.of(new Entry("topic", "Topic", "„Çå\" and more; ".repeat(400)),
                new Entry("on", "On", "30/06/2026"));
        TimelineRecord record = files.addRecord(reference, "discussion", "A discussion.", entries,
                When.parse("2026-06-30T16:05"), "iro.demo");
        TimelineRecord later = files.addRecord(reference, "note", "A note.", List.of(), When.on(BIRTH), "system");
        assertThat(files.timeline(reference)).containsExactly(later, record);
        assertThat(files.timeline(reference).get(1).entries()).isEqualTo(entries);
        refused("happenedOn", () -> files.addRecord(reference, "note", "A note.", List.of(),
                When.on(TODAY.plusDays(1)), "x"));
        refused("happenedOn", () -> files.addRecord(reference, "note", "A note.", List.of(),
                When.on(BIRTH.minusDays(1)), "x"));
    }

    @Test
    @Clause("P-14")
    void closedCasesAcceptLateEntriesAndProceedingsReopenWithTheirDates() {
        String reference = child();
        issue(reference, TODAY.minusDays(100));
        files.endProceedings(reference, TODAY.minusDays(2), "legal");
        facts.close(reference, "legal");
        assertThat(files.get(reference).closedAt()).isNotNull();
        assertThat(event(reference, "document-received", When.on(TODAY)).value()).isNotNull();
        files.recordPerson(reference, person("iro", "Ann", "iro.demo", TODAY.minusDays(50)), "legal");
        files.addRecord(reference, "note", "Late.", List.of(), When.on(TODAY.minusDays(90)), "legal");

        CaseEvent ended = files.event(reference, EventKind.PROCEEDINGS_ENDED, "").orElseThrow();
        files.enteredInError(reference, ended.id(), "wrong child", "legal");
        assertThat(files.proceedings(reference)).singleElement().satisfies(row -> {
            assertThat(row.endedOn()).isNull();
            assertThat(row.issuedOn()).isEqualTo(TODAY.minusDays(100));
        });
        files.endProceedings(reference, TODAY.minusDays(1), "legal");
        event(reference, EventKind.PROCEEDINGS_ENDED, When.on(TODAY));
        event(reference, EventKind.PROCEEDINGS_ISSUED, When.on(TODAY.minusDays(99)));
        assertThat(files.proceedings(reference)).singleElement()
                .extracting(Proceedings::issuedOn, Proceedings::endedOn).containsExactly(TODAY.minusDays(99), TODAY);
        refused("eventDate", () -> event(reference, EventKind.PROCEEDINGS_ISSUED, null));
        assertThat(files.all(HERE)).extracting(CaseFile::reference).containsExactly(reference);
    }

    @Test
    @Clause("P-14 P-20")
    void howProceedingsEndedStaysUntilTheyAreOpenAgain() {
        String reference = child();
        issue(reference, TODAY.minusDays(100));
        files.endProceedings(reference, TODAY.minusDays(2), "withdrawn", "legal");
        assertThat(files.proceedings(reference)).singleElement().extracting(Proceedings::endedHow).isEqualTo("withdrawn");
        event(reference, EventKind.PROCEEDINGS_ENDED, null);
        assertThat(files.proceedings(reference)).singleElement().extracting(Proceedings::endedHow, Proceedings::endedOn)
                .containsExactly(null, null);
        refused("endedHow", () -> files.endProceedings(reference, TODAY, "x".repeat(65), "legal"));
    }

    @Test
    @Clause("P-16 P-21")
    void aDeathIsAnnouncedAndTakenBackWhenItWasEnteredInError() {
        String reference = child();
        refused("diedOn", () -> facts.recordDeath(reference, null, "x"));
        refused("diedOn", () -> facts.recordDeath(reference, TODAY.plusDays(1), "x"));
        facts.recordDeath(reference, TODAY.minusDays(1), "x");
        CaseEvent died = event(reference, EventKind.DIED, When.on(TODAY.minusDays(1)));
        assertThat(announced()).containsExactly(new CaseChange.Died(reference),
                new CaseChange.EventChanged(reference, EventKind.DIED, ""));
        files.enteredInError(reference, died.id(), "wrong child", "x");
        assertThat(files.get(reference).diedOn()).isNull();
    }

    /** The clock stands still, so that only the order of recording can tell. */
    @Test
    void whatWasRecordedSinceTheHolderWasIsKnownEvenWithinOneInstant() {
        String reference = child();
        files.addRecord(reference, "notice", "Sent.", List.of(), When.on(TODAY), "x");
        assertThat(timeline.madeSinceHolder(reference, "notice", "iro", TODAY)).isFalse();
        files.recordPerson(reference, person("iro", "Ira", null, TODAY), "x");
        assertThat(timeline.madeSinceHolder(reference, "notice", "iro", TODAY)).isFalse();
        files.addRecord(reference, "notice", "Sent.", List.of(), When.on(TODAY), "x");
        assertThat(timeline.madeSinceHolder(reference, "notice", "iro", TODAY)).isTrue();
        assertThat(timeline.madeSinceHolder(reference, "notice", "iro", TODAY.minusDays(1))).as("nobody yet").isFalse();
        assertThat(timeline.madeSinceHolder(reference, "notice", "social-worker", TODAY)).isFalse();
        files.recordPerson(reference, person("iro", "Iris", null, TODAY), "x");
        assertThat(timeline.madeSinceHolder(reference, "notice", "iro", TODAY)).isFalse();
    }

    @Test
    void newProceedingsStartWithoutTheHearingsAndTheGuardianOfTheEarlierOnes() {
        String reference = child();
        issue(reference, TODAY.minusDays(100));
        files.recordPerson(reference, person("childrens-guardian", "Ann", null, TODAY.minusDays(90)), "legal");
        files.recordPerson(reference, person("iro", "Ira", "iro.demo", TODAY.minusDays(90)), "legal");
        event(reference, EventKind.CMH, When.on(TODAY.minusDays(80)));
        files.endProceedings(reference, TODAY.minusDays(20), "legal");
        facts.close(reference, "legal");
        issue(reference, TODAY.minusDays(1));

        assertThat(files.get(reference).closedAt()).isNull();
        assertThat(files.proceedings(reference)).extracting(Proceedings::endedOn)
                .containsExactly(null, TODAY.minusDays(20));
        assertThat(files.event(reference, EventKind.PROCEEDINGS_ISSUED, "").orElseThrow().value())
                .isEqualTo(When.on(TODAY.minusDays(1)));
        for (String kind : List.of(EventKind.CMH, EventKind.CAFCASS_ALLOCATED, EventKind.PROCEEDINGS_ENDED)) {
            assertThat(files.event(reference, kind, "").orElseThrow().value()).as(kind).isNull();
        }
        assertThat(files.holder(reference, "childrens-guardian")).isEmpty();
        assertThat(files.holder(reference, "iro")).isPresent();
        assertThat(files.people(reference)).extracting(Person::name, Person::until).containsExactly(
                tuple("Ira", null),
                tuple("Ann", TODAY.minusDays(2)));
    }

    @Test
    @Clause("C-34")
    void theGuardianRecordedDatesCafcassAllocationOnceAndACorrectionKeepsIt() {
        String reference = child();
        Person first = files.recordPerson(reference, new NewPerson("childrens-guardian", "Ann", "ann@cafcass.gov.uk",
                " 01332 1 ", null, TODAY.minusDays(3)), "iro.demo");
        Person corrected = files.recordPerson(reference, new NewPerson("childrens-guardian", "Anne",
                "anne@cafcass.gov.uk", null, null, TODAY.minusDays(3)), "iro.demo");
        Person next = files.recordPerson(reference, person("childrens-guardian", "Bob", null, TODAY.minusDays(1)), "iro.demo");

        assertThat(first.phone()).isEqualTo("01332 1");
        assertThat(files.holder(reference, "childrens-guardian")).contains(next);
        assertThat(files.people(reference)).extracting(Person::name, Person::until).containsExactly(
                tuple("Bob", null),
                tuple("Anne", TODAY.minusDays(2)));
        assertThat(files.eventHistory(reference, EventKind.CAFCASS_ALLOCATED, "")).singleElement()
                .extracting(CaseEvent::value).isEqualTo(When.on(TODAY.minusDays(3)));
        assertThat(announced()).containsExactly(
                new CaseChange.EventChanged(reference, EventKind.CAFCASS_ALLOCATED, ""),
                new CaseChange.RoleChanged(reference, "childrens-guardian", null, first),
                new CaseChange.RoleChanged(reference, "childrens-guardian", first, corrected),
                new CaseChange.RoleChanged(reference, "childrens-guardian", corrected, next));
    }

    @Test
    void aNewIroStartsANewClockAndAnEarlierDayReplacesTheLater() {
        String reference = child();
        files.recordPerson(reference, person("iro", "Ira", "iro.demo", TODAY.minusDays(5)), "x");
        files.recordPerson(reference, person("iro", "Ivo", "iro2.demo", TODAY), "x");
        assertThat(files.event(reference, EventKind.IRO_ALLOCATED, "").orElseThrow().value()).isEqualTo(When.on(TODAY));
        files.recordPerson(reference, person("iro", "Ivo", "iro2.demo", TODAY.minusDays(2)), "x");
        assertThat(files.event(reference, EventKind.IRO_ALLOCATED, "").orElseThrow().value())
                .isEqualTo(When.on(TODAY.minusDays(2)));
        assertThat(files.eventHistory(reference, EventKind.IRO_ALLOCATED, "")).hasSize(3);
        assertThat(files.people(reference)).extracting(Person::userId, Person::from, Person::until).containsExactly(
                tuple("iro2.demo", TODAY.minusDays(2), null),
                tuple("iro.demo", TODAY.minusDays(5), TODAY.minusDays(3)));
    }

    @Test
    @Clause("P-02 P-42")
    void coverActsBetweenItsDaysAndOnlyForWhoHoldsTheRole() {
        String reference = child();
        files.recordPerson(reference, person("iro", "Ira", "iro.demo", TODAY.minusDays(5)), "x");
        refused("until", () -> cover(reference, "iro.demo", "iro2.demo", TODAY, TODAY.minusDays(1)));
        refused("until", () -> cover(reference, "iro.demo", "iro2.demo", TODAY, null));
        refused("coveredUserId", () -> cover(reference, "somebody", "iro2.demo", TODAY, TODAY));
        refused("coveringUserId", () -> cover(reference, "iro.demo", "iro.demo", TODAY, TODAY));
        refused("coveringUserId", () -> cover(reference, "iro.demo", null, TODAY, TODAY));
        cover(reference, "iro.demo", "iro2.demo", TODAY.plusDays(1), TODAY.plusDays(2));
        assertThat(files.usersActing(reference, "iro")).containsExactly("iro.demo");
        assertThat(files.referencesNaming(HERE, "iro2.demo")).isEmpty();

        for (String evening : List.of("2026-07-01T23:00:00Z", "2026-07-03T22:59:59Z")) { // midnights in London
            setTime(Instant.parse(evening));
            assertThat(files.usersActing(reference, "iro")).containsExactly("iro.demo", "iro2.demo");
            assertThat(files.referencesNaming(HERE, "iro2.demo")).containsExactly(reference);
            assertThat(files.holder(reference, "iro")).get().extracting(Person::userId).isEqualTo("iro.demo");
        }
        files.recordPerson(reference, person("iro", "Ivo", "iro3.demo", TODAY.plusDays(2)), "x");
        assertThat(files.usersActing(reference, "iro")).containsExactly("iro3.demo");
        assertThat(files.referencesNaming(HERE, "iro.demo")).isEmpty();
        setTime(Instant.parse("2026-07-03T23:00:00Z"));
        assertThat(files.referencesNaming(HERE, "iro2.demo")).isEmpty();
        assertThat(files.referencesNaming(ELSEWHERE, "iro3.demo")).isEmpty();
        assertThat(files.covers(reference)).hasSize(1);
    }

    private void cover(String reference, String covered, String covering, LocalDate from, LocalDate until) {
        files.recordCover(reference, "iro", covered, covering, from, until, "iro-manager.demo");
    }

    @Test
    @Clause("P-01 P-07")
    void theIroServiceReadsWhatIsNotRestrictedOthersOnlyWhereNamed() {
        String open = child();
        String restricted = child(HERE, "Sam Example", null, true);
        files.recordPerson(restricted, person("social-worker", "Soo", "social-worker.demo", TODAY), "x");
        files.recordPerson(open, person("social-worker", "Soo", "social-worker.demo", TODAY.minusDays(2)), "x");
        files.recordPerson(open, person("social-worker", "Sue", "sue", TODAY.minusDays(1)), "x");
        List<String> here = List.of(HERE);

        assertThat(access.mayRead("x", List.of("iro"), here, "NONE-NONE")).isFalse();
        assertThat(access.mayRead("x", List.of("iro"), List.of(ELSEWHERE), open)).isFalse();
        assertThat(access.mayRead(null, List.of("iro"), here, open)).isFalse();
        assertThat(access.mayRead("x", List.of("iro"), here, null)).isFalse();
        assertThat(access.mayRead("x", List.of("head-of-service", "la-solicitor"), here, open)).isFalse();
        for (String group : List.of("iro", "senior-iro", "iro-manager", "iro-admin")) {
            assertThat(access.mayRead("x", List.of(group), here, open)).as(group).isTrue();
            assertThat(access.mayRead("x", List.of(group), here, restricted)).as(group).isFalse();
        }
        assertThat(access.mayRead("social-worker.demo", List.of("social-worker"), here, restricted)).isTrue();
        assertThat(access.mayRead("social-worker.demo", List.of("social-worker"), here, open)).isFalse();
        assertThat(access.mayRead("social-worker.demo", List.of(), List.of(ELSEWHERE), restricted)).isFalse();
        files.recordCover(restricted, "social-worker", "social-worker.demo", "tom", TODAY, TODAY, "x");
        assertThat(access.mayRead("tom", List.of("team-manager"), here, restricted)).isTrue();
        facts.restrict(open, true, "iro-manager.demo");
        assertThat(access.mayRead("x", List.of("iro"), here, open)).isFalse();
    }

    @Test
    @Clause("P-08")
    void everyViewIsLoggedByChildAndByUser() {
        String a = child();
        String b = child(HERE, "Sam Example", null, false);
        files.viewed(a, "iro.demo", "case page");
        files.viewed(b, "iro.demo", "letter iro-notice");
        files.viewed(a, "sue", "case page");
        assertThat(files.views(a)).extracting(CaseFiles.View::userId).containsExactly("sue", "iro.demo");
        assertThat(facts.viewsBy(HERE, "iro.demo")).extracting(CaseFiles.View::what)
                .containsExactly("letter iro-notice", "case page");
        assertThat(facts.viewsBy(ELSEWHERE, "iro.demo")).isEmpty();
    }

    // ---- at the same time, and below the code

    @Test
    void twoPeopleRecordingAtTheSameTimeComeOneAfterTheOther() throws Exception {
        String reference = child();
        int writers = 4;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            String name = "Guardian " + i;
            all.add(pool.submit(() -> {
                go.await();
                return files.recordPerson(reference, person("childrens-guardian", name, null, TODAY), "x");
            }));
        }
        go.countDown();
        for (Future<?> one : all) {
            one.get(20, TimeUnit.SECONDS);
        }
        pool.shutdown();
        assertThat(files.people(reference)).hasSize(1);
        assertThat(files.eventHistory(reference, EventKind.CAFCASS_ALLOCATED, "")).hasSize(1);
        List<CaseChange.RoleChanged> changes = announced().stream()
                .filter(CaseChange.RoleChanged.class::isInstance).map(CaseChange.RoleChanged.class::cast).toList();
        assertThat(changes).hasSize(writers);
        assertThat(changes.get(0).before()).isNull();
        for (int i = 1; i < writers; i++) {
            assertThat(changes.get(i).before()).isEqualTo(changes.get(i - 1).now());
        }
    }

    @Test
    void twoPeopleOpeningTheSameChildAtTheSameTimeOpenItOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        CountDownLatch opened = new CountDownLatch(1);
        Future<String> first = pool.submit(() -> transaction.execute(status -> {
            String reference = child();
            opened.countDown();
            pause();
            return reference;
        }));
        opened.await(10, TimeUnit.SECONDS);
        Future<String> second = pool.submit(() -> child());
        assertThat(first.get(20, TimeUnit.SECONDS)).isNotBlank();
        assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(RefusedException.class);
        pool.shutdown();
        assertThat(files.all(HERE)).hasSize(1);
    }

    static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theDatabaseItselfKeepsWhatMustNotBeTwice() {
        String reference = child();
        issue(reference, TODAY.minusDays(10));
        CaseEvent cmh = event(reference, EventKind.CMH, When.on(TODAY));
        event(reference, EventKind.CMH, When.on(TODAY.plusDays(1)));
        String proceedings = "insert into proceedings (id, case_reference, application_type, issued_on, ended_on, "
                + "recorded_at, recorded_by) values (?, ?, 'x', date '2026-06-01', ";
        violates(proceedings + "null, current_timestamp, 'x')", UUID.randomUUID(), reference);
        violates(proceedings + "date '2026-05-31', current_timestamp, 'x')", UUID.randomUUID(), reference);
        violates(proceedings + "null, current_timestamp, 'x')", UUID.randomUUID(), "NONE-NONE");
        String event = "insert into case_event (id, case_reference, kind, subject, recorded_at, recorded_by, supersedes) "
                + "values (?, ?, 'cmh', '', current_timestamp, 'x', ";
        violates(event + "null)", UUID.randomUUID(), reference);
        violates(event + "?)", UUID.randomUUID(), reference, cmh.id());
        assertThat(database.sql(proceedings + "date '2026-06-20', current_timestamp, 'x')")
                .params(List.of(UUID.randomUUID(), reference)).update()).isEqualTo(1);
    }

    private void violates(String sql, Object... parameters) {
        assertThatThrownBy(() -> database.sql(sql).params(List.of(parameters)).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void whatIsRefusedInATransactionLeavesNothingBehind() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
            String reference = child();
            issue(reference, TODAY);
            files.recordPerson(reference, new NewPerson("iro", "Ira", "not an address", null, null, TODAY), "x");
        })).isInstanceOf(RefusedException.class);
        assertThat(files.all(HERE)).isEmpty();
    }
}
