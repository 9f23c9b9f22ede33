package org.iroprotocol.casefile;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Who holds a role in the case, for models. */
@Component("people")
public class People {

    private final PeopleSteps steps;

    People(PeopleSteps steps) {
        this.steps = steps;
    }

    /**
     * User id of the person the case file names for the role today (London).
     *
     * @param role group id, for example {@code iro}
     * @return null when nobody is named, or the person has no account
     * @throws UnknownCaseException when the instance's business key is no case of its authority
     */
    public String holder(String role, DelegateExecution execution) {
        return steps.holder(role, execution);
    }

    /**
     * Whether somebody is recorded in the role today (London), with an account or without. Whoever records somebody
     * at the same moment waits until the asking step has come to rest, and then finds it waiting.
     *
     * @throws UnknownCaseException when the instance's business key is no case of its authority
     */
    public boolean known(String role, DelegateExecution execution) {
        return steps.known(role, execution);
    }
}
