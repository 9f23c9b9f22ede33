package org.iroprotocol.engine;

import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationType;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;

/** A date timer that has no job while its date is unknown. */
class OptionalTimersDeclaration extends TimerDeclarationImpl {

    private final transient TimerDeclarationImpl stock;
    private final transient Expression date;

    OptionalTimersDeclaration(TimerDeclarationImpl stock, Expression date) {
        super(date, TimerDeclarationType.DATE, stock.getJobHandlerType());
        this.stock = stock;
        this.date = date;
    }

    /** What the date expression says; a Date, an ISO text, or null while unknown. */
    Object date(ExecutionEntity execution) {
        return date.getValue(execution);
    }

    @Override
    public TimerEntity createTimerInstance(ExecutionEntity execution) {
        return createTimer(execution);
    }

    @Override
    public TimerEntity createTimer(ExecutionEntity execution) {
        return date(execution) == null ? null : stock.createTimer(execution);
    }

    @Override
    public void updateJob(TimerEntity timer) {
        if (date(timer.getExecution()) == null) {
            timer.delete();
        } else {
            stock.updateJob(timer);
        }
    }

    @Override
    public String getJobDefinitionId() {
        return stock.getJobDefinitionId();
    }

    @Override
    public String getActivityId() {
        return stock.getActivityId();
    }

    @Override
    public String getEventScopeActivityId() {
        return stock.getEventScopeActivityId();
    }
}
