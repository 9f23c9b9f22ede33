package org.iroprotocol.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.agreement.Agreement.Signature;
import org.iroprotocol.agreement.Agreement.State;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.correspondence.ProtocolNotices;
import org.iroprotocol.deadline.DatesChanged;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The yearly review: who is told of it, and what came of it. */
@Service
@Transactional
class YearlyReview {

    private static final String PROCESS = "protocol-agreement";
    static final String RULE = "protocol-review";
    private static final String REMINDER = "protocol-review-reminder";
    private static final String OUTCOME = "reviewOutcome";

    private final AgreementRows rows;
    private final SigningSteps signing;
    private final DeadlineRegister register;
    private final ProtocolNotices notices;
    private final Settings settings;
    private final RuntimeService runtime;
    private final AsSystem asSystem;
    private final ApplicationEventPublisher events;

    YearlyReview(AgreementRows rows, SigningSteps signing, DeadlineRegister register, ProtocolNotices notices, Settings settings,
                @Lazy RuntimeService runtime, AsSystem asSystem, ApplicationEventPublisher events) {
        this.rows = rows;
        this.signing = signing;
        this.register = register;
        this.notices = notices;
        this.settings = settings;
        this.runtime = runtime;
        this.asSystem = asSystem;
        this.events = events;
    }

    void remind(String rule, DelegateExecution execution) {
        send(rule, rule.equals(REMINDER) ? RULE : rule, null, execution);
    }

    void overdue(String rule, DelegateExecution execution) {
        Instant due = deadline(rule, execution).map(Deadline::due).orElse(null);
        send(rule + "-overdue", rule, due, execution);
    }

    private void send(String template, String about, Instant missed, DelegateExecution execution) {
        Agreement one = rows.find(execution.getProcessBusinessKey()).orElseThrow();
        Map<String, String> values = new HashMap<>();
        values.put("reference", one.reference());
        values.put("link", settings.get(one.authority(), "public-url").replaceAll("/+$", "") + "/agreement");
        values.put("agreement.version", one.version());
        if (one.head() == null || one.manager() == null) {
            values.put("agreement.missing", one.head() == null ? SignedForm.HEAD : SignedForm.MANAGER);
        }
        deadline(about, execution).ifPresent(deadline -> {
            values.put("deadline.what", deadline.rule().label());
            values.put("deadline.workingOut", deadline.workingOut());
            if (deadline.due() != null) {
                values.put("deadline.due", London.day(deadline.due()));
            }
        });
        notices.send(one.authority(), template, values, missed);
    }

    private Optional<Deadline> deadline(String rule, DelegateExecution execution) {
        return register.ofCase(execution.getProcessBusinessKey()).stream().filter(one -> one.rule().id().equals(rule)).findFirst();
    }

    boolean review(DelegateExecution execution) {
        SignedForm answers = signing.answers(execution);
        List<Agreement> live = rows.lockLive(execution.getTenantId());
        Agreement before = signing.of(execution, live);
        Object outcome = execution.getVariable(OUTCOME);
        if ("postponed".equals(outcome)) {
            signing.note(before, "Yearly review postponed. It stays due on the same day.", answers.neededReason());
            return false;
        }
        // It would be in force beside the next one.
        live.stream().filter(one -> one.state() == State.SIGNING).findFirst().ifPresent(waiting -> {
            throw new RefusedException(OUTCOME, "Version “" + waiting.version() + "” waits for its second signature, and takes the "
                    + "place of this one once it is signed. Record that instead, or say in its task that it will not be signed.");
        });
        LocalDate held = answers.neededDay("reviewHeldOn", "The day of the review");
        if (held.isBefore(before.lastSigned())) {
            throw new RefusedException("reviewHeldOn", "The review cannot have been held before the version in force was signed ("
                    + London.day(before.lastSigned()) + "). Check the day.");
        }
        String version = "new".equals(outcome) ? answers.neededVersion() : before.version();
        if ("new".equals(outcome) && version.equalsIgnoreCase(before.version())) {
            throw new RefusedException("protocolVersion", "This is the version in force. Choose “signed again as it is”, or enter "
                    + "the new version's label.");
        }
        answers.neededDay("headSignedOn", "The day the " + SignedForm.HEAD + " signed");
        answers.neededDay("managerSignedOn", "The day the " + SignedForm.MANAGER + " signed");
        Signature head = answers.head(before.head());
        Signature manager = answers.manager(before.manager());
        refuseUnlessNew(head, before.lastSigned(), "headSignedOn");
        refuseUnlessNew(manager, before.lastSigned(), "managerSignedOn");
        rows.reviewed(before.reference(), held);
        rows.state(before.reference(), State.REPLACED);
        signing.note(before, "Yearly review held on " + London.day(held) + ": " + ("new".equals(outcome)
                ? "version “" + version + "” agreed." : "signed again as it is."), null);
        events.publishEvent(new DatesChanged(before.reference()));
        Agreement next = signing.add(before.authority(), version, head, manager, State.IN_FORCE, null);
        signing.note(next, "Version “" + version + "” signed after the yearly review. " + SigningSteps.words(SignedForm.HEAD, head)
                + " " + SigningSteps.words(SignedForm.MANAGER, manager), null);
        asSystem.call(() -> runtime.createProcessInstanceByKey(PROCESS).processDefinitionTenantId(before.authority())
                .businessKey(next.reference()).execute());
        return true;
    }

    private static void refuseUnlessNew(Signature signature, LocalDate before, String field) {
        if (!signature.on().isAfter(before)) {
            throw new RefusedException(field, "The version in force was last signed on " + London.day(before)
                    + "; a signature of the next year is later. Check the day.");
        }
    }
}
