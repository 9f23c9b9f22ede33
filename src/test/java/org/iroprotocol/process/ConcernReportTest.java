package org.iroprotocol.process;

import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code concern-report}: what is recorded about a concern outside its tasks. */
class ConcernReportTest extends ConcernHouse {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("concern-report");

    @Test
    void todo() {
        response(issued(childAtHome(), java.util.Map.of()).caseReference(), "2026-12-18");
    }
}
