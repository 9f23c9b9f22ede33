package org.iroprotocol.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.correspondence.Letters;
import org.iroprotocol.testing.Mailbox;
import org.iroprotocol.testing.WholeCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Letters through the ledger – recorded, stored, rendered and sent over SMTP by the process {@code correspondence} – against
 * the bare renderer with the same pages, fonts and kind of PDF. In processor time, which other work on the machine leaves alone.
 */
@BenchmarkHouse
class LettersBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 12);
    private static final int LETTERS = Integer.getInteger("benchmark.letters", 15);

    @Autowired
    ProcessEngine engine;
    @Autowired
    Letters letters;
    @Autowired
    Ledger ledger;
    @Autowired
    Mailbox mailbox;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    PlatformTransactionManager transactions;

    @AfterEach
    void clockRunsAgain() {
        ClockUtil.reset();
    }

    @Test
    void lettersThroughTheLedger() {
        String reference = new WholeCase(engine, "derby").openWithNames();
        Item sent = ledger.ofCase(reference).stream().filter(item -> item.template().equals("iro-notice")).findFirst().orElseThrow();
        String html = jdbc.sql("select html from correspondence_item where id = ?").param(sent.id()).query(String.class).single();
        assertThat(BareRenderer.pdf(html).length).as("size of the bare renderer's PDF").isBetween(10_000, 1_000_000);
        rounds(ROUNDS / 2, reference, html);
        long[][] nanos = rounds(ROUNDS, reference, html);
        double ledgers = ProcessorTime.median(nanos[0]) / LETTERS;
        double renderers = ProcessorTime.median(nanos[1]) / LETTERS;
        Figure.atLeast("letters per second of processor time, ledger / bare renderer", renderers / ledgers, "times", 0.9);
        Figure.note("ledger %.1f letters a second (%.1f ms each), bare renderer %.1f (%.1f ms each), median of %d rounds of %d letters",
                1e9 / ledgers, ProcessorTime.millis(ledgers), 1e9 / renderers, ProcessorTime.millis(renderers), ROUNDS, LETTERS);
    }

    private long[][] rounds(int rounds, String reference, String html) {
        long[][] nanos = new long[2][rounds];
        for (int round = 0; round < rounds; round++) {
            mailbox.empty();
            nanos[0][round] = ProcessorTime.of(() -> throughTheLedger(reference)).thread();
            assertThat(mailbox.messages()).as("letters that arrived").hasSize(LETTERS);
            nanos[1][round] = ProcessorTime.of(() -> {
                for (int i = 0; i < LETTERS; i++) {
                    BareRenderer.pdf(html);
                }
            }).thread();
        }
        return nanos;
    }

    private void throughTheLedger(String reference) {
        for (int i = 0; i < LETTERS; i++) {
            new TransactionTemplate(transactions).executeWithoutResult(status -> letters.write("iro-notice", execution(reference)));
        }
        for (Job job : engine.getManagementService().createJobQuery().executable().active().list()) {
            engine.getManagementService().executeJob(job.getId());
        }
    }

    /** A step of the case that knows what a letter asks of it. */
    private static DelegateExecution execution(String reference) {
        return (DelegateExecution) Proxy.newProxyInstance(LettersBenchmark.class.getClassLoader(),
                new Class<?>[] {DelegateExecution.class}, (proxy, method, values) -> switch (method.getName()) {
                    case "getProcessBusinessKey" -> reference;
                    case "getTenantId" -> "derby";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
