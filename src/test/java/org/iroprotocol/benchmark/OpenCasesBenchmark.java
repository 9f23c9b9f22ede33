package org.iroprotocol.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.iroprotocol.testing.Mailbox;
import org.iroprotocol.testing.WholeCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Heap of the whole process, web server and all, with 1,000 open cases in a file database as the house is shipped with. */
@BenchmarkHouse
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:file:./target/benchmark/${random.uuid}/house")
class OpenCasesBenchmark {

    private static final int CASES = Integer.getInteger("benchmark.openCases", 1000);
    private static final double MEGABYTE = 1024 * 1024;

    @Autowired
    ProcessEngine engine;
    @Autowired
    Mailbox mailbox;

    @AfterEach
    void clockRunsAgain() {
        ClockUtil.reset();
    }

    @Test
    void aThousandOpenCases() {
        WholeCase cases = new WholeCase(engine, "derby");
        cases.open();
        mailbox.empty();
        double before = heap();
        for (int i = 1; i < CASES; i++) {
            cases.open();
        }
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("proceedings").count())
                .as("open cases").isEqualTo(CASES);
        mailbox.empty();
        double with = heap();
        Figure.atMost("heap after collection with " + CASES + " open cases", with, "MB", 200);
        Figure.note("%.1f MB with one case: %.1f KB for each further one, mostly pages of the database kept in memory",
                before, (with - before) * 1024 / (CASES - 1));
    }

    /** In megabytes, after collections that no longer find anything. */
    private static double heap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            System.gc();
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (i > 3 && now >= used) {
                break;
            }
            used = Math.min(used, now);
        }
        return used / MEGABYTE;
    }
}
