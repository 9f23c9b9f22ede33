package org.iroprotocol.advice;

import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.Answers;
import org.iroprotocol.casefile.RefusedException;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One call from its record to its end. */
@Service
@Transactional
@Conditional(CafcassInstallation.class)
class CallSteps {

    static final String RECORD = "adviceRecord";

    private static final String KEEP_MONTHS = "advice-line.keep-months";
    private static final int USUAL_MONTHS = 12;

    private final Fields fields;
    private final AdviceRows rows;
    private final References references;
    private final Settings settings;

    CallSteps(Fields fields, AdviceRows rows, References references, Settings settings) {
        this.fields = fields;
        this.rows = rows;
        this.references = references;
        this.settings = settings;
    }

    void keep(DelegateExecution execution) {
        Answers typed = fields.of(execution);
        String reference = references.next();
        LocalDate born = typed.past("dateOfBirth", "The date of birth", fields.today());
        LocalDate called = typed.neededPast("calledOn", "The date of the call", fields.today());
        if (born != null && called.isBefore(born)) {
            throw new RefusedException("calledOn", "The date of the call lies before the child was born. Check both dates.");
        }
        boolean concern = typed.answered("protectionConcern", "whether there is an overriding child protection concern");
        boolean request = typed.answered("actRequested", "whether the IRO asked Cafcass to act");
        execution.setProcessBusinessKey(reference);
        execution.setVariable(RECORD, reference);
        rows.add(new AdviceRecord(reference, execution.getProcessInstanceId(), AdviceRecord.State.WAITING, called,
                typed.needed("council", "The council", Fields.NAME), typed.needed("callerName", "The name of the IRO", Fields.NAME),
                typed.needed("callerContact", "How to reach the IRO", Fields.NAME), typed.needed("childName", "The child", Fields.NAME), born,
                typed.needed("asked", "What was asked", Fields.TEXT), typed.needed("guidance", "The guidance given", Fields.TEXT),
                concern ? typed.needed("concernAction", "What the concern is and what is done", Fields.TEXT) : null,
                request ? typed.needed("requestText", "What the IRO asked for", Fields.TEXT) : null,
                fields.clock().instant(), fields.by(), null, null, null, null, null, null, null));
    }

    boolean toAct(DelegateExecution execution) {
        AdviceRecord call = of(execution);
        return call.concern() != null || call.request() != null;
    }

    Date atOnce() {
        return Date.from(fields.clock().instant());
    }

    void acted(DelegateExecution execution) {
        Answers typed = fields.of(execution);
        AdviceRecord call = of(execution);
        LocalDate day = typed.neededPast("actedOn", "The day it was done", fields.today());
        if (day.isBefore(call.calledOn())) {
            throw new RefusedException("actedOn", "The day it was done lies before the call. Check the date.");
        }
        rows.acted(call.reference(), day, typed.needed("actionTaken", "What was done", Fields.TEXT), fields.by());
    }

    boolean shared(DelegateExecution execution) {
        return of(execution).state() == AdviceRecord.State.SHARED;
    }

    Date keptUntil(DelegateExecution execution) {
        LocalDate end = of(execution).calledOn().plusMonths(months()).plusDays(1);
        return Date.from(end.atStartOfDay(London.ZONE).toInstant());
    }

    void erase(DelegateExecution execution) {
        AdviceRecord call = rows.lock(execution.getProcessBusinessKey()).orElseThrow(CallSteps::unknown);
        if (call.state() == AdviceRecord.State.WAITING) {
            rows.erase(call.reference(), fields.today());
        }
    }

    private AdviceRecord of(DelegateExecution execution) {
        return rows.find(execution.getProcessBusinessKey()).orElseThrow(CallSteps::unknown);
    }

    private int months() {
        String value = settings.find(FolderLocation.CAFCASS, KEEP_MONTHS).orElse(String.valueOf(USUAL_MONTHS));
        if (!value.matches("[1-9]\\d{0,2}")) {
            throw new IllegalStateException("settings.dmn of 'cafcass', row '" + KEEP_MONTHS
                    + "', is not a number of months like 12: correct it and deploy the table.");
        }
        return Integer.parseInt(value);
    }

    private static IllegalStateException unknown() {
        return new IllegalStateException("This process has no record of the duty line. It can only be started with its form.");
    }
}
