package org.iroprotocol.agreement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.agreement.Agreement.Signature;
import org.iroprotocol.agreement.Agreement.State;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.deadline.DatesChanged;
import org.iroprotocol.deadline.SubjectDeadlines;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Signatures as they come, and corrections of what was recorded. */
@Service
@Transactional
class SigningSteps {

    static final String CORRECTED = "corrected";
    static final String SIGNING = "signing";
    static final String SIGNED = "signed";
    /** Whose signature is missing, for the form of the task: a role, never a name. */
    static final String MISSING = "missingSignature";

    private static final String REPLACED = "agreement-replaced";

    private final AgreementRows rows;
    private final CaseForms forms;
    private final SubjectDeadlines deadlines;
    private final RuntimeService runtime;
    private final AsSystem asSystem;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SigningSteps(AgreementRows rows, CaseForms forms, SubjectDeadlines deadlines, @Lazy RuntimeService runtime,
                 AsSystem asSystem, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.forms = forms;
        this.deadlines = deadlines;
        this.runtime = runtime;
        this.asSystem = asSystem;
        this.events = events;
        this.clock = clock;
    }

    // ---- the start form ----

    String record(DelegateExecution execution) {
        String begun = execution.getProcessBusinessKey();
        if (begun != null) {
            if (rows.find(begun).filter(one -> one.authority().equals(execution.getTenantId())).isEmpty()) {
                throw new IllegalStateException("Only the yearly review begins an agreement from inside.");
            }
            return SIGNED;
        }
        if (asSystem.signedIn().filter(who -> who.groups().contains(Groups.IRO_MANAGER)).isEmpty()) {
            // The engine lets its break-glass administrator start anything.
            throw new RefusedException(null, "Only the IRO manager records that the protocol has been signed. Please talk to them.");
        }
        String authority = execution.getTenantId();
        if (authority == null) {
            throw new IllegalStateException("An agreement belongs to an authority: deploy this process in an authority's folder.");
        }
        SignedForm answers = answers(execution);
        List<Agreement> live = rows.lockLive(authority);
        return "correct".equals(execution.getVariable("agreementAct")) ? correct(answers, live, execution)
                : signed(answers, authority, live, execution);
    }

    private String signed(SignedForm answers, String authority, List<Agreement> live, DelegateExecution execution) {
        live.stream().filter(one -> one.state() == State.SIGNING).findFirst().ifPresent(waiting -> {
            throw new RefusedException("agreementAct", "Version “" + waiting.version() + "” still waits for its second signature. "
                    + "Record that in the task “Record the missing signature”, or say there that it will not be signed.");
        });
        String version = answers.neededVersion();
        Signature head = answers.head(null);
        Signature manager = answers.manager(null);
        if (head == null && manager == null) {
            throw new RefusedException("headSignedOn", "Nobody has signed yet. Record the agreement once at least one of the two "
                    + "has signed.");
        }
        boolean both = head != null && manager != null;
        if (both) {
            refuseUnlessLater(later(head, manager), live, head.on().isAfter(manager.on()) ? "headSignedOn" : "managerSignedOn");
        }
        Agreement added = add(authority, version, head, manager, State.SIGNING, execution.getProcessInstanceId());
        execution.setProcessBusinessKey(added.reference());
        if (!both) {
            execution.setVariable(MISSING, head == null ? SignedForm.HEAD : SignedForm.MANAGER);
        }
        note(added, "Version “" + version + "” recorded." + (head == null ? "" : " " + words(SignedForm.HEAD, head))
                + (manager == null ? "" : " " + words(SignedForm.MANAGER, manager)), null);
        return both ? SIGNED : SIGNING;
    }

    Agreement add(String authority, String version, Signature head, Signature manager, State state, String instance) {
        try {
            return rows.add(authority, version, head, manager, state, instance, now(), forms.by());
        } catch (DuplicateKeyException e) {
            throw new RefusedException(null, "Somebody else has recorded an agreement at this very moment. Look at the page about "
                    + "the protocol first; then try again if it is still needed.");
        }
    }

    private String correct(SignedForm answers, List<Agreement> live, DelegateExecution execution) {
        boolean waiting = SIGNING.equals(execution.getVariable("agreementWhich"));
        Agreement before = live.stream().filter(one -> one.state() == (waiting ? State.SIGNING : State.IN_FORCE)).findFirst()
                .orElseThrow(() -> new RefusedException("agreementWhich", waiting
                        ? "No version waits for a second signature. Choose the one in force."
                        : "No agreement is in force, so there is nothing to correct."));
        String reason = answers.neededReason();
        Signature head = corrected(answers.head(before.head()), before.head(), "headSignedOn");
        Signature manager = corrected(answers.manager(before.manager()), before.manager(), "managerSignedOn");
        String version = answers.version();
        Agreement now = before.signed(head, manager).called(version == null ? before.version() : version);
        List<String> changes = new ArrayList<>();
        changed(changes, "Version", before.version(), now.version());
        changed(changes, SignedForm.HEAD, before.head(), head);
        changed(changes, SignedForm.MANAGER, before.manager(), manager);
        if (changes.isEmpty()) {
            throw new RefusedException(null, "Nothing is different from what is on file. Fill in what is to be corrected.");
        }
        rows.says(now);
        note(now, "Corrected. " + String.join(" ", changes), reason);
        execution.setProcessBusinessKey(now.reference());
        events.publishEvent(new DatesChanged(now.reference()));
        return CORRECTED;
    }

    /** A signature that has not been given yet is no mistake. */
    private static Signature corrected(Signature now, Signature before, String field) {
        if (before == null && now != null) {
            throw new RefusedException(field, "This signature is missing, not wrong. Record it in the task “Record the missing "
                    + "signature”.");
        }
        return now;
    }

    private static void changed(List<String> changes, String what, String before, String now) {
        if (!before.equals(now)) {
            changes.add(what + ": “" + now + "”, before “" + before + "”.");
        }
    }

    private static void changed(List<String> changes, String role, Signature before, Signature now) {
        if (!Objects.equals(before, now)) {
            changes.add(role + ": " + words(now) + ", before " + words(before) + ".");
        }
    }

    // ---- the missing signature ----

    boolean sign(DelegateExecution execution) {
        SignedForm answers = answers(execution);
        List<Agreement> live = rows.lockLive(execution.getTenantId());
        Agreement before = of(execution, live);
        if ("no".equals(execution.getVariable("signatureGiven"))) {
            String reason = answers.neededReason();
            rows.state(before.reference(), State.WITHDRAWN);
            note(before, "Not signed by both: taken back.", reason);
            return false;
        }
        boolean missingHead = before.head() == null;
        String name = answers.neededName("signatoryName");
        Signature given = new Signature(name, answers.neededDay("signatorySignedOn", "The day of the signature"));
        Agreement now = missingHead ? before.signed(given, before.manager()) : before.signed(before.head(), given);
        refuseUnlessLater(now.lastSigned(), live, "signatorySignedOn");
        rows.says(now);
        note(now, words(missingHead ? SignedForm.HEAD : SignedForm.MANAGER, given), null);
        events.publishEvent(new DatesChanged(now.reference()));
        return true;
    }

    // ---- in force ----

    void begin(DelegateExecution execution) {
        List<Agreement> live = rows.lockLive(execution.getTenantId());
        Agreement now = of(execution, live);
        rows.instance(now.reference(), execution.getProcessInstanceId());
        for (Agreement before : live) {
            if (before.state() == State.IN_FORCE && !before.reference().equals(now.reference())) {
                rows.state(before.reference(), State.REPLACED);
                note(before, "Followed by version “" + now.version() + "”, last signed on " + London.day(now.lastSigned()) + ".", null);
                end(rows.instance(before.reference()));
            }
        }
        // Known from the first day, not only once the reminder is due.
        deadlines.enter(YearlyReview.RULE, "", execution);
        if (now.state() == State.SIGNING) {
            rows.state(now.reference(), State.IN_FORCE);
            note(now, "In force: both have signed.", null);
        }
    }

    /** The instance of the agreement before, wherever it waits; its year is over. Nothing where an administrator has ended it. */
    private void end(String processInstanceId) {
        asSystem.call(() -> {
            if (runtime.createProcessInstanceQuery().processInstanceId(processInstanceId).count() > 0) {
                runtime.createMessageCorrelation(REPLACED).processInstanceId(processInstanceId).correlate();
            }
            return null;
        });
    }

    // ---- for both rooms of steps ----

    SignedForm answers(DelegateExecution execution) {
        return new SignedForm(forms.typing(execution), forms.today());
    }

    Agreement of(DelegateExecution execution, List<Agreement> live) {
        return live.stream().filter(one -> one.reference().equals(execution.getProcessBusinessKey())).findFirst()
                .orElseThrow(() -> new IllegalStateException("The agreement " + execution.getProcessBusinessKey()
                        + " is not on file any more, or has been followed by another."));
    }

    /** An older signing recorded late would move the review back: that is a correction or history, not a new agreement. */
    static void refuseUnlessLater(LocalDate last, List<Agreement> live, String field) {
        Optional<Agreement> inForce = live.stream().filter(one -> one.state() == State.IN_FORCE).findFirst();
        if (inForce.isPresent() && !last.isAfter(inForce.get().lastSigned())) {
            throw new RefusedException(field, "The version in force was last signed on " + London.day(inForce.get().lastSigned())
                    + ", and this is not later. If a date of that version is wrong, choose “Correct what is on file”.");
        }
    }

    void note(Agreement about, String text, String reason) {
        rows.note(about.reference(), text, reason, now(), forms.by());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static LocalDate later(Signature one, Signature other) {
        return one.on().isAfter(other.on()) ? one.on() : other.on();
    }

    static String words(String role, Signature signature) {
        return role + ": " + words(signature) + ".";
    }

    private static String words(Signature signature) {
        return signature.name() + ", " + London.day(signature.on());
    }
}
