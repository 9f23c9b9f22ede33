package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code discussion}: guardian and IRO have talked. */
class DiscussionTest extends HouseProcess {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("discussion");

    @Test
    void inTheFutureUnknownCaseOrNothingSaid_isRefusedAndNothingIsSaved() {
        String reference = cases.open(Map.of());
        assertThatThrownBy(() -> cases.discussed(reference, "2027-03-01")).hasStackTraceContaining("future");
        assertThatThrownBy(() -> cases.discussed("D-0000-0000", "2026-12-18")).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> cases.start("derby", "iro.test", "discussion",
                Map.of("caseReference", reference, "discussedOn", "2026-12-18"))).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> cases.start("derby", "la-legal-assistant.test", "discussion",
                Map.of("caseReference", reference, "discussedOn", "2026-12-18"))).isInstanceOf(Exception.class);
        assertThat(files.timeline(reference)).noneMatch(record -> record.kind().equals("discussion"));
    }

    @Test
    @Clause("C-33 C-39 C-40 C-131 P-13")
    void manyDiscussionsStandEachWithItsOwnDay() {
        String reference = cases.open(Map.of());
        cases.discussed(reference, "2026-12-16");
        cases.discussed(reference, "2026-12-18");
        assertThat(files.events(reference).stream().filter(event -> event.kind().equals("discussion-held"))).hasSize(2);
        assertThat(files.timeline(reference).stream().filter(record -> record.kind().equals("discussion")))
                .extracting(record -> record.happened().date().toString()).containsExactlyInAnyOrder("2026-12-16", "2026-12-18");
    }
}
