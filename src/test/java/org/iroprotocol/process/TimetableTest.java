package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.ApplicationTypes;
import org.iroprotocol.document.ExpectedDocument;
import org.iroprotocol.document.ExpectedDocument.State;
import org.iroprotocol.document.ExpectedDocuments;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Critical dates and expected documents of a real case, with the tables as deployed; now is Friday 18 December 2026. */
class TimetableTest extends HouseProcess {

    @Autowired
    ExpectedDocuments documents;
    @Autowired
    ApplicationTypes applications;

    @Test
    @Clause("P-15 P-20 P-22")
    void criticalDatesAndExpectedDocumentsFollowTheTimetableOfTheCase() {
        assertThat(applications.hearings("derby", "placement-order")).containsExactly("first-hearing", "final-hearing");
        String reference = cases.open(Map.of("issuedOn", "2026-12-14", "firstHearingAt", "2026-12-17T10:00:00", "dateOfBirth", "2010-01-05"));
        assertThat(critical(reference)).containsExactly("cmh-earliest 2026-12-31", "no-care-order 2027-01-05",
                "cmh-latest 2027-01-11", "twenty-six-weeks 2027-06-13", "eighteenth-birthday 2028-01-05");
        assertThat(state(reference, "first-statement")).isEqualTo(State.NOTHING_RECORDED);
        assertThat(state(reference, "final-care-plan")).isEqualTo(State.NOT_YET_EXPECTED);
        files.recordEvent(reference, "document-received", "first-statement", When.parse("2026-12-18"), "iro-admin.test", null);
        assertThat(state(reference, "first-statement")).isEqualTo(State.RECORDED);

        cases.date(reference, "cmh", "2027-01-06");
        assertThat(critical(reference)).containsExactly("no-care-order 2027-01-05", "twenty-six-weeks 2027-06-13",
                "eighteenth-birthday 2028-01-05");
        files.endProceedings(reference, house.today(), "system");
        assertThat(critical(reference)).containsExactly("no-care-order 2027-01-05", "eighteenth-birthday 2028-01-05");
        assertThat(state(reference, "final-order")).isEqualTo(State.NOTHING_RECORDED);
        assertThat(state(reference, "case-management-order")).as("it will not take place any more")
                .isEqualTo(State.NOT_APPLICABLE);
    }

    private List<String> critical(String reference) {
        return register.criticalDates(reference).stream().map(date -> date.rule() + " " + date.date()).toList();
    }

    private State state(String reference, String id) {
        return documents.ofCase(reference).stream().filter(document -> document.id().equals(id)).map(ExpectedDocument::state)
                .findFirst().orElseThrow();
    }
}
