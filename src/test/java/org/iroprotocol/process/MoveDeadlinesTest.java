package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.iroprotocol.testing.House.moment;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ModelCoverage;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code move-deadlines}: after a change has been committed, everything open about the case moves together. */
@ProtocolTest
class MoveDeadlinesTest {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("move-deadlines");

    @Autowired
    ProcessEngine engine;
    @Autowired
    House house;
    @Autowired
    TestCases cases;

    @AfterEach
    void endAll() {
        cases.endAll();
    }

    @Test
    void oneJobPerChangedCaseMovesTaskTimerAndFollowUpTogether() {
        house.at("2026-12-18T10:00");
        String reference = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
        String untouched = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18"));
        cases.date(reference, "cafcass-allocated", "2026-12-17");
        assertThat(moves()).as("the later of the two allocations has not changed").isZero();

        cases.date(reference, "iro-allocated", "2026-12-17");
        ProcessInstance move = engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("move-deadlines")
                .singleResult();
        assertThat(move.getBusinessKey()).isEqualTo(reference);
        assertThat(move.getTenantId()).isEqualTo("derby");
        house.runDueJobs();
        assertThat(move).isEnded();
        assertThat(task(reference).getDueDate()).isEqualTo(moment("2026-12-21T23:59:59"));
        assertThat(task(reference).getFollowUpDate()).isEqualTo(moment("2026-12-17T00:00"));
        assertThat(task(untouched).getDueDate()).isEqualTo(moment("2026-12-22T23:59:59"));
    }

    private long moves() {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("move-deadlines").count();
    }

    private Task task(String reference) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).singleResult();
    }
}
