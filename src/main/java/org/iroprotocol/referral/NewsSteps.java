package org.iroprotocol.referral;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.Answers;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.dispute.Concerns;
import org.iroprotocol.referral.Referral.Part;
import org.iroprotocol.referral.Referral.State;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What Cafcass told us about a referral: dates and facts, whoever records them (P-10); and how it ends. */
@Service
@Transactional
class NewsSteps {

    private static final Set<String> LAWYERS = Set.of(Groups.LA_SOLICITOR, Groups.LA_LEGAL_ASSISTANT);
    /** What they may record. */
    private static final Set<String> THEIRS = Set.of("caseReference", "notifiedOn", "reportedBy");
    private static final String NEWS = "referral-news";
    private static final String RECEIVED = "referral-received";
    private static final String ALLOCATED = "referral-allocated";
    private static final String LEGAL_NOTIFIED = "referral-la-legal-told";
    private static final String REPORT = "referral-reported";
    private static final String TOLD = "referral-council-told";
    private static final String WITHDRAWN = "referral-withdrawn";

    private final CaseForms forms;
    private final CaseFiles files;
    private final ReferralRows rows;
    private final StoredReferrals referrals;
    private final ChildsIro iro;
    private final Concerns concerns;
    private final AsSystem asSystem;

    NewsSteps(CaseForms forms, CaseFiles files, ReferralRows rows, StoredReferrals referrals, ChildsIro iro, Concerns concerns, AsSystem asSystem) {
        this.forms = forms;
        this.files = files;
        this.rows = rows;
        this.referrals = referrals;
        this.iro = iro;
        this.concerns = concerns;
        this.asSystem = asSystem;
    }

    void report(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        Answers answers = new Answers(forms.typing(execution));
        boolean reader = asSystem.signedIn().map(who -> !Collections.disjoint(Groups.IROS, who.groups())).orElse(true);
        if (!reader) {
            lawyer(file, answers);
            return;
        }
        ReferralRows.Row row = which(file, answers.text("referralNumber"));
        answers.without("referralNumber");
        boolean withdrawn = answers.text("withdrawnWhy") != null;
        if (answers.values().keySet().stream().allMatch(Set.of("caseReference", "referralNumber", "reportedBy")::contains)) {
            throw new RefusedException(null, "Nothing is filled in that could be recorded. Enter the day of what has happened.");
        }
        Optional<LocalDate> sent = standing(file, "referral-sent", row).map(When::date);
        if (sent.isEmpty() && !withdrawn) {
            throw new RefusedException("caseReference", "The sending of this referral has been marked as entered in error. The child's IRO "
                    + "can take the referral back with this form; nothing else can be recorded about it.");
        }
        forms.each(List.of(file), child -> {
            fact(child, row, answers, RECEIVED, "acknowledgedOn", sent);
            if (fact(child, row, answers, ALLOCATED, "allocatedOn", sent)) {
                answers.needed("allocatedTo", "To whom it was given");
            }
            fact(child, row, answers, LEGAL_NOTIFIED, "notifiedOn", sent);
            if (fact(child, row, answers, REPORT, "reportOn", sent)) {
                answers.needed("reportDecision", "What Cafcass has decided");
            }
            if (answers.when("toldOn", "The day") != null) {
                iro.alone(child.reference(), "toldOn");
                fact(child, row, answers, TOLD, "toldOn", sent);
                answers.needed("toldWhom", "Whom you told");
            }
            if (withdrawn) {
                withdraw(child, row);
            }
            answers.entries().forEach(entry -> rows.text(row.id(), Part.NEWS, entry));
            forms.record(child, "referral-news", "Referral " + row.number() + (withdrawn ? " withdrawn." : ": news recorded."),
                    answers.entries());
            if (answers.when("reportOn", "The day") != null) {
                tellConcerns(child, row);
            }
            forms.event(child, NEWS, row.id().toString(), forms.now(), null, null);
        });
    }

    private boolean fact(CaseFile file, ReferralRows.Row row, Answers answers, String kind, String field,
                         Optional<LocalDate> sent) {
        When when = answers.when(field, "The day");
        if (when == null) {
            return false;
        }
        if (sent.isEmpty() || when.date().isBefore(sent.get())) {
            throw new RefusedException(field, "This cannot have been before the referral was sent. Check the day.");
        }
        forms.event(file, kind, row.id().toString(), when, answers.text("reportedBy"), field);
        return true;
    }

    private void withdraw(CaseFile file, ReferralRows.Row row) {
        iro.alone(file.reference(), "withdrawnWhy");
        if (row.state() != State.SENT) {
            throw new RefusedException("withdrawnWhy", "This referral has ended already.");
        }
        forms.event(file, WITHDRAWN, row.id().toString(), forms.now(), null, "withdrawnWhy");
        rows.state(row.id(), State.WITHDRAWN);
    }

    /** The report reaches every concern of the child that is under way. */
    private void tellConcerns(CaseFile file, ReferralRows.Row row) {
        concerns.ofCase(file.reference()).stream().filter(Concern::open).forEach(concern -> forms.record(file,
                "referral-report-for-concern", "Concern " + concern.number() + ": Cafcass has reported on referral " + row.number()
                + ".", List.of()));
    }

    /**
     * The council's lawyers record that Cafcass Legal has written to them (C-66). They learn nothing by it: it is accepted, looks and
     * does the same whether or not a referral is on file. The IROs read it, and one of them confirms it as a fact (P-03).
     */
    private void lawyer(CaseFile file, Answers answers) {
        boolean theirs = asSystem.signedIn().filter(who -> LAWYERS.stream()
                .anyMatch(role -> files.usersActing(file.reference(), role).contains(who.id()))).isPresent();
        if (!theirs) {
            throw new RefusedException(null, "This is recorded by the Independent Reviewing Service or by the council's lawyers whom "
                    + "the case names. Please tell one of them.");
        }
        When on = answers.neededWhen("notifiedOn", "When Cafcass Legal wrote");
        if (answers.values().keySet().stream().anyMatch(field -> !THEIRS.contains(field))) {
            throw new RefusedException(null, "The council's lawyers record only when Cafcass Legal wrote to them. The rest is recorded "
                    + "by the Independent Reviewing Service. Leave it empty.");
        }
        forms.happened(file, "notifiedOn", "This day", on.date());
        TimelineRecord.Entry said = new TimelineRecord.Entry("lawyersSay", "The council’s lawyers say Cafcass Legal wrote to them on",
                London.text(on));
        forms.each(List.of(file), child -> {
            rows.ofCase(child.reference()).stream().filter(row -> row.state() == State.SENT).findFirst()
                    .ifPresent(row -> rows.text(row.id(), Part.NEWS, said));
            forms.record(child, "referral-lawyers", "Cafcass Legal has written to the council's lawyers.", List.of(said), on);
        });
    }

    private ReferralRows.Row which(CaseFile file, String number) {
        List<ReferralRows.Row> all = rows.ofCase(file.reference());
        if (all.isEmpty()) {
            throw new RefusedException("caseReference", "No referral was sent for this child, so there is nothing to record.");
        }
        List<ReferralRows.Row> meant = number == null ? all.stream().filter(row -> row.state() == State.SENT).toList()
                : all.stream().filter(row -> String.valueOf(row.number()).equals(number)).toList();
        if (number == null && all.size() == 1) {
            return all.get(0);
        }
        if (meant.size() != 1) {
            throw new RefusedException("referralNumber", "More than one referral is on file, or none of that number. Say which one by "
                    + "its number; the case page lists them.");
        }
        return meant.get(0);
    }

    boolean withdrawn(DelegateExecution execution) {
        return rows.of(execution).state() == State.WITHDRAWN;
    }

    boolean known(DelegateExecution execution) {
        forms.locked(execution);
        return referrals.referral(rows.of(execution)).known();
    }

    void close(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        ReferralRows.Row row = rows.of(execution);
        Answers answers = new Answers(forms.typing(execution));
        answers.needed("follows", "What follows");
        if (answers.day("childToldOn", "The day") == null) {
            answers.needed("childNotTold", "When the child was told, or why not");
        }
        forms.happened(file, "childToldOn", "This day", answers.day("childToldOn", "The day"));
        forms.each(List.of(file), child -> {
            rows.state(row.id(), State.CLOSED);
            answers.entries().forEach(entry -> rows.text(row.id(), Part.END, entry));
            forms.record(child, "referral-closed", "Referral " + row.number() + " closed.", answers.entries());
        });
    }

    private Optional<When> standing(CaseFile file, String kind, ReferralRows.Row row) {
        return files.event(file.reference(), kind, row.id().toString()).map(CaseEvent::value);
    }
}
