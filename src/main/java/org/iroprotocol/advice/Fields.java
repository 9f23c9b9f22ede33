package org.iroprotocol.advice;

import java.time.Clock;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.Answers;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** What a duty lawyer typed, taken out of the process; from nobody else. */
@Component
@Conditional(CafcassInstallation.class)
class Fields {

    static final int NAME = 255;
    static final int TEXT = 4000;

    private final CaseForms forms;
    private final AsSystem asSystem;
    private final Clock clock;

    Fields(CaseForms forms, AsSystem asSystem, Clock clock) {
        this.forms = forms;
        this.asSystem = asSystem;
        this.clock = clock;
    }

    /** Everything typed, no longer in the process. */
    Answers of(DelegateExecution execution) {
        boolean legal = asSystem.signedIn().filter(who -> AdviceReaders.isLegal(who.groups(), who.authorities())).isPresent();
        if (!legal) {
            throw new RefusedException(null, "Only Cafcass Legal may do this. Nothing has been recorded.");
        }
        return new Answers(forms.typing(execution));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), London.ZONE);
    }

    Clock clock() {
        return clock;
    }

    String by() {
        return asSystem.user();
    }
}
