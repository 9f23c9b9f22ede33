package org.iroprotocol.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.iroprotocol.testing.Mailbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

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

    @AfterEach
    void clockRunsAgain() {
        ClockUtil.reset();
    }

    @Test
    void aWholeCase() {
        try (BareModels models = new BareModels()) {
            WholeCase ours = new WholeCase(house, "derby");
            WholeCase bare = new WholeCase(models.engine(), null);
            ours.run(1);
            bare.run(1);
            assertThat(instances(house)).as("instances of one case, ours against bare").isEqualTo(instances(models.engine()));
            for (int i = 0; i < WARM_UP; i++) {
                ours.run(CASES);
                bare.run(CASES);
                mailbox.empty();
            }
            long[] oursThread = new long[MEASURED];
            long[] bareThread = new long[MEASURED];
            long[] oursProcess = new long[MEASURED];
            long[] bareProcess = new long[MEASURED];
            for (int i = 0; i < MEASURED; i++) {
                // In turn, so that what else happens on the machine meets both alike.
                ProcessorTime one = ProcessorTime.of(() -> ours.run(CASES));
                ProcessorTime other = ProcessorTime.of(() -> bare.run(CASES));
                oursThread[i] = one.thread();
                bareThread[i] = other.thread();
                oursProcess[i] = one.process();
                bareProcess[i] = other.process();
                mailbox.empty();
            }
            double our = ProcessorTime.median(oursThread) / CASES;
            double their = ProcessorTime.median(bareThread) / CASES;
            Figure.atMost("processor time of a whole case, house / bare engine", our / their, "times", 1.5);
            Figure.note("house %.1f ms, bare engine %.1f ms, each, median of %d rounds of %d cases; with collector, compiler and mail server %.2f times",
                    ProcessorTime.millis(our), ProcessorTime.millis(their), MEASURED, CASES,
                    ProcessorTime.median(oursProcess) / ProcessorTime.median(bareProcess));
        }
    }

    /** Process → how many instances, to be sure that both sides did the same. */
    private static Map<String, Integer> instances(ProcessEngine engine) {
        Map<String, Integer> counted = new TreeMap<>();
        engine.getHistoryService().createHistoricProcessInstanceQuery().list()
                .forEach(instance -> counted.merge(instance.getProcessDefinitionKey(), 1, Integer::sum));
        return counted;
    }
}
