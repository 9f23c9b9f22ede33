package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.h2.jdbcx.JdbcDataSource;
import org.iroprotocol.testing.BareModels;
import org.iroprotocol.testing.Statements;
import org.iroprotocol.testing.Statements.Count;
import org.iroprotocol.testing.WholeCase;
import org.junit.jupiter.api.Test;

/**
 * The database round trips of one case – from opening to handover, with its letters – against the same models
 * with empty delegates on the bare engine at its default history. What the case file, the register and the ledger cost
 * in their own tables is counted apart and printed.
 */
class RoundTripTest extends HouseProcess {

    private static final double ALLOWED = 1.25;

    @Test
    void aCaseCostsTheEngineHardlyMoreThanTheBareModels() {
        Count ours = ofSecondCase(new WholeCase(engine, "derby"));
        Count bare;
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:bare;DB_CLOSE_DELAY=-1");
        try (BareModels models = new BareModels(Statements.watched(h2), () -> { })) {
            bare = ofSecondCase(new WholeCase(models.engine(), null));
        }
        System.out.printf("Round trips of one case: engine tables %d (bare engine %d, ratio %.2f), own tables %d%n",
                ours.engine(), bare.engine(), (double) ours.engine() / bare.engine(), ours.house());
        assertThat(bare.engine()).isGreaterThan(20);
        assertThat((double) ours.engine()).as("engine round trips, bare %d: %s", bare.engine(), ours.bySql())
                .isLessThanOrEqualTo(bare.engine() * ALLOWED);
    }

    /** The first case reads what is read once. */
    private static Count ofSecondCase(WholeCase cases) {
        cases.run(1);
        return Statements.counting(() -> cases.run(1));
    }
}
