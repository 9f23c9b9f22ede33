package org.iroprotocol.casefile;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Facts about cases, for models. What was typed is read, written to the case file and removed from the process. */
@Component("cases")
public class Cases {

    private final CaseSteps steps;

    Cases(CaseSteps steps) {
        this.steps = steps;
    }

    /**
     * For {@code open-proceedings}: opens case files for the child and the siblings typed, or takes the case whose
     * reference was typed; in each records the proceedings, people and dates. One that cannot be opened refuses all.
     * Leaves the variable {@code caseReferences}, an {@code ArrayList} of references that lives until this transaction
     * ends and is never stored: use it as {@code camunda:collection} before any wait.
     *
     * @throws RefusedException with the field and what to do
     */
    public void open(DelegateExecution execution) {
        steps.open(execution);
    }

    /**
     * Starts the process {@code proceedings} for a case of the same authority.
     *
     * @throws UnknownCaseException when there is no such case in this authority
     */
    public void startProceedings(String caseReference, DelegateExecution execution) {
        steps.startProceedings(caseReference, execution);
    }

    /**
     * For {@code case-change}: records who holds a role, from the fields {@code role}, {@code personName},
     * {@code personEmail}, {@code personPhone}, {@code personFrom} and {@code reason}.
     *
     * @throws RefusedException with the field and what to do
     */
    public void recordPerson(DelegateExecution execution) {
        steps.recordPerson(execution);
    }

    /**
     * For {@code case-change}: records or corrects a date, from the fields {@code eventKind}, {@code eventDate},
     * {@code eventTime} (London, may be empty), {@code notKnown} and {@code reason}.
     *
     * @throws RefusedException with the field and what to do
     */
    public void recordDate(DelegateExecution execution) {
        steps.recordDate(execution);
    }
}
