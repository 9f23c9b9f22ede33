package org.iroprotocol.advice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.identity.User;
import org.camunda.spin.plugin.variable.SpinValues;
import org.iroprotocol.advice.AdviceRecord.Referral;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.Answers;
import org.iroprotocol.casefile.RefusedException;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A formal referral: which records are of the same child, and whom they are shared with. */
@Service
@Transactional
@Conditional(CafcassInstallation.class)
class ReferralSteps {

    private static final String CALLS = "calls";
    private static final String RECORDED = "formal-referral-recorded";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Fields fields;
    private final AdviceRows rows;
    private final References references;
    private final IdentityService users;
    private final RuntimeService runtime;
    private final AsSystem asSystem;

    ReferralSteps(Fields fields, AdviceRows rows, References references, @Lazy IdentityService users,
                  @Lazy RuntimeService runtime, AsSystem asSystem) {
        this.fields = fields;
        this.rows = rows;
        this.references = references;
        this.users = users;
        this.runtime = runtime;
        this.asSystem = asSystem;
    }

    /** One choice of the form: a record by its reference, and nothing of what is in it. */
    record Choice(String value, String label) {
    }

    void refer(DelegateExecution execution) {
        Answers typed = fields.of(execution);
        String reference = references.next();
        execution.setProcessBusinessKey(reference);
        Referral referral = new Referral(reference, typed.neededPast("receivedOn", "The day it was received", fields.today()),
                typed.needed("council", "The council", Fields.NAME), typed.needed("referringIro", "The referring IRO", Fields.NAME),
                typed.needed("childName", "The child", Fields.NAME), typed.neededPast("dateOfBirth", "The date of birth", fields.today()),
                practitioner(typed.needed("practitioner", "The practitioner", Fields.NAME)));
        List<Choice> choices = new ArrayList<>();
        for (Likeness likeness : List.of(Likeness.BOTH, Likeness.BIRTH, Likeness.NAME)) {
            rows.open().stream().filter(call -> Likeness.of(call, referral) == likeness)
                    .map(call -> new Choice(call.reference(), "Call on " + London.day(call.calledOn()) + ", record "
                            + call.reference() + ": " + likeness.words())).forEach(choices::add);
        }
        if (!choices.isEmpty()) {
            rows.add(referral);
            execution.setVariable(CALLS, SpinValues.jsonValue(json(choices)).create());
        }
    }

    boolean found(DelegateExecution execution) {
        return rows.referral(execution.getProcessBusinessKey()).isPresent();
    }

    void share(DelegateExecution execution) {
        Answers typed = fields.of(execution);
        Referral referral = rows.referral(execution.getProcessBusinessKey()).orElseThrow(() -> new IllegalStateException(
                "This process has no referral. It can only be started with its form."));
        List<String> same = typed.ticked("sameChild").stream().distinct().sorted().toList();
        // A form sent by mistake must not lose the one moment at which the record is shared (C-21).
        if (same.isEmpty() != typed.yes("noneSame")) {
            throw new RefusedException("sameChild", "Tick the records of the same child, or “None of these is the same child”, and not "
                    + "both. Nothing has been shared yet.");
        }
        for (String reference : same) {
            AdviceRecord call = rows.lock(reference).filter(one -> one.state() != AdviceRecord.State.ENDED)
                    .filter(one -> Likeness.of(one, referral) != Likeness.NONE)
                    .orElseThrow(() -> new RefusedException("sameChild", "One of the records ticked has ended and is erased. "
                            + "Take it out and send the form again. Nothing has been shared yet."));
            rows.shared(reference, referral.receivedOn(), referral.practitioner(), fields.clock().instant(), fields.by());
            asSystem.call(() -> runtime.createMessageCorrelation(RECORDED).processInstanceId(call.instanceId())
                    .correlateAllWithResult());
        }
        rows.removeReferral(referral.reference());
    }

    /** User id of the one practitioner meant. */
    private String practitioner(String typed) {
        List<String> found = asSystem.call(() -> users.createUserQuery().memberOfTenant(FolderLocation.CAFCASS)
                .memberOfGroup(Groups.CHILDRENS_GUARDIAN).list()).stream()
                .filter(user -> typed.equalsIgnoreCase(user.getId()) || typed.equalsIgnoreCase(user.getEmail()))
                .map(User::getId).distinct().toList();
        if (found.size() != 1) {
            throw new RefusedException("practitioner", "There is no one practitioner with this user name or e-mail address here. "
                    + "Check it, or ask an administrator for an account in the group of children's guardians.");
        }
        return found.get(0);
    }

    private static String json(List<Choice> choices) {
        try {
            return JSON.writeValueAsString(choices);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of references cannot be written", e);
        }
    }
}
