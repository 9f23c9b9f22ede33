package org.iroprotocol.casefile;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What models ask about people. */
@Service
@Transactional
class PeopleSteps {

    private final ModelCase cases;
    private final RoleBook roles;

    PeopleSteps(ModelCase cases, RoleBook roles) {
        this.cases = cases;
        this.roles = roles;
    }

    String holder(String role, DelegateExecution execution) {
        return roles.holder(cases.of(execution).reference(), role).map(Person::userId).orElse(null);
    }

    /**
     * Takes the lock that recording takes. Without it: this step looks and finds nobody, somebody records the guardian
     * and sends the message, nothing waits for it yet, this step commits its wait, and the message has been missed.
     * With it the recorder either commits first, and is seen here, or comes after this commit, and finds the wait.
     */
    boolean known(String role, DelegateExecution execution) {
        return roles.holder(cases.locked(execution).reference(), role).isPresent();
    }
}
