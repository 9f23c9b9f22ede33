package org.iroprotocol.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.iroprotocol.testing.BareModels;
import org.iroprotocol.testing.Mailbox;
import org.iroprotocol.testing.WholeCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Processor time of a whole case in the house against the same models with empty delegates on the bare engine. */
@BenchmarkHouse
class WholeCaseBenchmark {

    private static final int WARM_UP = Integer.getInteger("benchmark.warmUp", 12);
    private static final int MEASURED = Integer.getInteger("benchmark.rounds", 12);
    private static final int CASES = Integer.getInteger("benchmark.cases", 5);

    @Autowired
    ProcessEngine house;
    @Autowired
    Mailbox mailbox;
    @Autowired
    JdbcClient jdbc;

    private String letter;

    @AfterEach
    void clockRunsAgain() {
        ClockUtil.reset();
    }

    @Test
    void aWholeCase() {
        try (HikariDataSource one = memory("bare"); HikariDataSource other = memory("printing");
                BareModels bareModels = new BareModels(one, () -> { });
                BareModels printingModels = new BareModels(other, () -> BareRenderer.pdf(letter()))) {
            WholeCase ours = new WholeCase(house, "derby");
            WholeCase bare = new WholeCase(bareModels.engine(), null);
            WholeCase printing = new WholeCase(printingModels.engine(), null);
            List<WholeCase> sides = List.of(ours, bare, printing);
            sides.forEach(side -> side.run(1));
            assertThat(instances(house)).as("instances of one case, ours against bare").isEqualTo(instances(bareModels.engine()))
                    .isEqualTo(instances(printingModels.engine()));
            for (int i = 0; i < WARM_UP; i++) {
                sides.forEach(side -> side.run(CASES));
                mailbox.empty();
            }
            long[][] nanos = new long[sides.size()][MEASURED];
            for (int i = 0; i < MEASURED; i++) {
                // In turn, so that what else happens on the machine meets all alike.
                for (int side = 0; side < sides.size(); side++) {
                    WholeCase running = sides.get(side);
                    nanos[side][i] = ProcessorTime.of(() -> running.run(CASES)).thread();
                }
                mailbox.empty();
            }
            double our = ProcessorTime.median(nanos[0]) / CASES;
            double their = ProcessorTime.median(nanos[1]) / CASES;
            double printed = ProcessorTime.median(nanos[2]) / CASES;
            Figure.atMost("processor time of a whole case, house / bare engine that prints and sends nothing", our / their, "times", 1.5);
            Figure.atMost("processor time of a whole case, house / bare engine and bare renderer of as many letters", our / printed,
                    "times", 1.5);
            Figure.note("house %.1f ms, bare engine %.1f ms, with the bare renderer %.1f ms, each, median of %d rounds of %d cases",
                    ProcessorTime.millis(our), ProcessorTime.millis(their), ProcessorTime.millis(printed), MEASURED, CASES);
        }
    }

    /** One of the house's own letters, the page alone. */
    private String letter() {
        if (letter == null) {
            letter = jdbc.sql("select html from correspondence_item where template = 'iro-notice' fetch first row only")
                    .query(String.class).single();
        }
        return letter;
    }

    /** The same pool and database as the house has in its tests. */
    private static HikariDataSource memory(String name) {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    /** Process → how many instances, to be sure that both sides did the same. */
    private static Map<String, Integer> instances(ProcessEngine engine) {
        Map<String, Integer> counted = new TreeMap<>();
        engine.getHistoryService().createHistoricProcessInstanceQuery().list()
                .forEach(instance -> counted.merge(instance.getProcessDefinitionKey(), 1, Integer::sum));
        return counted;
    }
}
