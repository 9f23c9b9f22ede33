package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.testing.House.moment;

import java.util.List;
import java.util.Map;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.dispute.Concern.Outcome;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code dispute-escalation}: a concern from the first word until it is closed. */
class DisputeEscalationTest extends ConcernHouse {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("dispute-escalation");

    @Test
    @Clause("C-101 C-102 C-103")
    void answeredAndSettledAtStageOne() {
        String reference = childAtHome();
        Concern concern = issued(reference, Map.of());
        assertThat(concern.stage()).isEqualTo("stage-1");
        assertThat(deadline(reference, "dispute-response").due()).isEqualTo(moment("2027-01-12T23:59:59").toInstant());
        response(reference, "2026-12-18");
        assertThat(deadline(reference, "dispute-response").state()).isEqualTo(State.MET);
        assertThat(open(reference, "judge-response").getAssignee()).isEqualTo(IRO);
        assertThat(open(reference, "judge-response").getDueDate()).isEqualTo(moment("2026-12-22T23:59:59"));
        done(reference, "judge-response", Map.of("judgement", "yes", "judgedNote", "It has begun."));
        assertThat(concern(reference).outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(deadline(reference, "dispute-total").state()).isEqualTo(State.MET);
        done(reference, "close-concern", told("2026-12-18"));
        assertThat(concern(reference).state()).isEqualTo(Concern.State.CLOSED);
        assertThat(running(concern)).isFalse();
    }
}
