package org.iroprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ProcessEngine;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ProtocolTest
class BootTest {

    @Autowired
    ProcessEngine engine;

    @Test
    void engineRunsOnOurSchema() {
        assertThat(engine.getManagementService().getTableCount()).containsKey("ACT_RU_TASK");
        assertThat(engine.getProcessEngineConfiguration().isJobExecutorAcquireByDueDate())
                .as("with many jobs waiting").isTrue();
        assertThat(engine.getProcessEngineConfiguration().getHistory()).as("no value is ever in history")
                .isEqualTo("activity");
    }
}
