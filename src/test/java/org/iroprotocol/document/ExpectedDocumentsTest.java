package org.iroprotocol.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.ApplicationTypes;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.casefile.UnknownCaseException;
import org.iroprotocol.deadline.InMemoryTables;
import org.iroprotocol.document.ExpectedDocument.State;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the timetable lets the IRO expect; now is Monday 14 December 2026, ten o'clock. */
class ExpectedDocumentsTest {

    private static final Set<String> CARE = Set.of("first-hearing", "cmh", "irh", "final-hearing");

    private final CaseFiles caseFiles = mock(CaseFiles.class);
    private final ApplicationTypes applications = mock(ApplicationTypes.class);
    private final List<CaseEvent> events = new ArrayList<>();
    private final List<Proceedings> proceedings = new ArrayList<>();
    private Tables tables = FolderLocation.of(".", "derby").read().tables();

    @BeforeEach
    void aCase() {
        when(caseFiles.get("D-1")).thenReturn(new CaseFile("D-1", "derby", "Baby Example", LocalDate.of(2020, 1, 1), null, null,
                false, null, Instant.EPOCH, null, null));
        when(caseFiles.events("D-1")).thenReturn(events);
        when(caseFiles.proceedings("D-1")).thenReturn(proceedings);
        when(applications.hearings(anyString(), any())).thenReturn(CARE);
        proceedings.add(proceedings("2026-11-02", null));
    }

    @Test
    void anUnknownCaseIsRefusedAndWithoutProceedingsNothingIsExpected() {
        when(caseFiles.get("D-2")).thenThrow(new UnknownCaseException());
        assertThatThrownBy(() -> documents().ofCase("D-2")).isInstanceOf(UnknownCaseException.class);
        proceedings.clear();
        assertThat(documents().ofCase("D-1")).isEmpty();
    }

    @Test
    void anAuthoritysRowWithEmptyCellsIsShownAllTheSame() {
        tables = new InMemoryTables().set("derby", "court-documents",
                Map.of("school-report", Map.of("expected", "school-visit")));
        assertThat(documents().ofCase("D-1")).containsExactly(new ExpectedDocument("school-report", "School report",
                "school-visit", "after: School visit", null, false, "", State.NOT_YET_EXPECTED, null));
        event("school-visit", "", "2026-12-13");
        assertThat(state("school-report")).isEqualTo(State.NOTHING_RECORDED);
    }

    @Test
    @Clause("P-15 C-38")
    void whileTheHearingLiesAheadOrIsUnknownNothingIsExpectedYet() {
        assertThat(documents().ofCase("D-1")).hasSize(12).extracting(ExpectedDocument::state)
                .containsOnly(State.NOT_YET_EXPECTED);
        assertThat(one("first-statement").inWords()).isEqualTo("Not yet expected; the date is not known");
        event("first-hearing", "", "2026-12-14T10:01");
        event("cmh", "", "2026-12-14");
        event("irh", "", "2027-03-01");
        assertThat(state("first-statement")).as("in a minute").isEqualTo(State.NOT_YET_EXPECTED);
        assertThat(state("case-management-order")).as("some time today").isEqualTo(State.NOT_YET_EXPECTED);
        assertThat(one("guardian-interim-analysis").inWords()).isEqualTo("Not yet expected");
        assertThat(one("guardian-interim-analysis").when()).isEqualTo(When.parse("2027-03-01"));
    }

    @Test
    @Clause("P-15 C-38")
    void afterTheHearingWhatIsNotRecordedShowsWithoutAnybodyStartingAnything() {
        event("first-hearing", "", "2026-12-14T10:00");
        event("cmh", "", "2026-12-13");
        event("irh", "", "2026-12-11");
        assertThat(one("interim-care-plan")).isEqualTo(new ExpectedDocument("interim-care-plan", "Interim care plan",
                "first-hearing", "with the first hearing", When.parse("2026-12-14T10:00"), false, "C-81 C-85 C-91",
                State.NOTHING_RECORDED, null));
        assertThat(one("interim-care-plan").inWords()).isEqualTo("Expected, nothing recorded");
        assertThat(state("case-management-order")).isEqualTo(State.NOTHING_RECORDED);
        assertThat(one("expert-report").inWords()).isEqualTo("Nothing recorded; there may be none");
        assertThat(state("final-care-plan")).isEqualTo(State.NOT_YET_EXPECTED);
        event("proceedings-ended", "", "2026-12-14");
        assertThat(state("final-order")).as("what has ended today has ended").isEqualTo(State.NOTHING_RECORDED);
    }

    @Test
    @Clause("P-15")
    void anyStandingDocumentEventOfThatRowCounts() {
        event("first-hearing", "", "2026-12-01");
        event("document-received", "first-order", "2026-12-03");
        event("document-filed", "first-order", "2026-12-02");
        event("document-served", "expert-report/one", "2026-12-04");
        event("document-filed", "interim-care-plan-annex", "2026-12-04");
        event("documents-confirmed", "first-statement", "2026-12-04");
        assertThat(one("first-order").recorded()).isEqualTo(LocalDate.of(2026, 12, 2));
        assertThat(one("first-order").inWords()).isEqualTo("Recorded, 02/12/2026");
        assertThat(state("expert-report")).as("early ones count").isEqualTo(State.RECORDED);
        assertThat(state("interim-care-plan")).as("another row").isEqualTo(State.NOTHING_RECORDED);
        assertThat(state("first-statement")).as("not about a document").isEqualTo(State.NOTHING_RECORDED);
        events.removeIf(event -> event.subject().equals("first-order"));
        event("document-received", "first-order", null);
        events.add(new CaseEvent(UUID.randomUUID(), "D-1", "document-filed", "first-order", When.parse("2026-12-02"),
                Instant.EPOCH, "x", null, null, "wrong child"));
        assertThat(state("first-order")).as("taken back, entered in error").isEqualTo(State.NOTHING_RECORDED);
    }

    @Test
    void whatBelongsToEarlierProceedingsDoesNotCount() {
        event("document-received", "first-order", "2026-10-30");
        assertThat(state("first-order")).as("filed before the issue").isEqualTo(State.RECORDED);
        proceedings.add(proceedings("2024-01-02", LocalDate.of(2024, 6, 3)));
        assertThat(state("first-order")).isEqualTo(State.NOT_YET_EXPECTED);
        event("document-received", "final-order", "2026-11-02");
        assertThat(state("final-order")).as("the day of issue").isEqualTo(State.RECORDED);
    }

    @Test
    @Clause("P-22")
    void aHearingTheApplicationDoesNotHaveBringsNoDocuments() {
        when(applications.hearings("derby", "care-order")).thenReturn(Set.of("first-hearing", "final-hearing"));
        event("cmh", "", "2026-12-01");
        assertThat(state("case-management-order")).isEqualTo(State.NOT_APPLICABLE);
        assertThat(one("case-management-order").inWords()).isEqualTo("Not expected in these proceedings");
        assertThat(state("final-care-plan")).isEqualTo(State.NOT_YET_EXPECTED);
        assertThat(state("final-order")).isEqualTo(State.NOT_YET_EXPECTED);
        event("document-received", "case-management-order", "2026-12-02");
        assertThat(state("case-management-order")).as("recorded all the same").isEqualTo(State.RECORDED);
    }

    @Test
    void aHearingThatWillNotTakePlaceAnyMoreBringsNone() {
        proceedings.set(0, proceedings("2026-11-02", LocalDate.of(2026, 12, 10)));
        event("final-hearing", "", "2027-02-01");
        event("proceedings-ended", "", "2026-12-10");
        assertThat(state("final-care-plan")).isEqualTo(State.NOT_APPLICABLE);
        assertThat(state("final-order")).isEqualTo(State.NOTHING_RECORDED);
    }

    @Test
    @Clause("C-38")
    void theNationalTableNamesNoAuthority() {
        assertThat(tables.latest("derby", "court-documents").rows().toString()).doesNotContainIgnoringCase("derby")
                .doesNotContainIgnoringCase("review team");
        assertThat(documents().ofCase("D-1")).extracting(ExpectedDocument::expected).doesNotContain("")
                .noneMatch(words -> words.startsWith("after: "));
    }

    private ExpectedDocuments documents() {
        return new ExpectedDocuments(caseFiles, applications, tables,
                Clock.fixed(Instant.parse("2026-12-14T10:00:00Z"), London.ZONE));
    }

    private ExpectedDocument one(String id) {
        return documents().ofCase("D-1").stream().filter(document -> document.id().equals(id)).findFirst().orElseThrow();
    }

    private State state(String id) {
        return one(id).state();
    }

    private void event(String kind, String subject, String value) {
        events.add(new CaseEvent(UUID.randomUUID(), "D-1", kind, subject, value == null ? null : When.parse(value),
                Instant.EPOCH, "somebody", null, null, null));
    }

    private static Proceedings proceedings(String issued, LocalDate endedOn) {
        return new Proceedings(UUID.randomUUID(), "D-1", "care-order", null, null, LocalDate.parse(issued), endedOn, null);
    }
}
