package org.iroprotocol.work;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The step of the process {@code daily-digest} that carries out planned moves; for that model only (P-42, decision 0016). */
@Component("moves")
public class MoveSteps {

    private final MovingDay day;

    MoveSteps(MovingDay day) {
        this.day = day;
    }

    /**
     * Carries out the moves of the execution's authority whose day has come, by London's clocks. One that cannot be carried out
     * stays planned and says why; the others, and the execution, go on. Nothing is moved or told twice when it is called again.
     */
    public void carryOut(DelegateExecution execution) {
        day.carryOut(execution.getTenantId());
    }
}
