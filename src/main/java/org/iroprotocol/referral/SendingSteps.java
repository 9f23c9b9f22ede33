package org.iroprotocol.referral;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.Answers;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.dispute.Concerns;
import org.iroprotocol.referral.Referral.Enclosed;
import org.iroprotocol.referral.Referral.Part;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A referral is sent: the one moment at which it begins to exist for anybody but the child's IRO. */
@Service
@Transactional
class SendingSteps {

    private final CaseForms forms;
    private final CaseFiles files;
    private final ReferralRows rows;
    private final ChildsIro iro;
    private final Enclosures enclosures;
    private final Concerns concerns;
    private final Ledger ledger;

    SendingSteps(CaseForms forms, CaseFiles files, ReferralRows rows, ChildsIro iro, Enclosures enclosures, Concerns concerns,
                 Ledger ledger) {
        this.forms = forms;
        this.files = files;
        this.rows = rows;
        this.iro = iro;
        this.enclosures = enclosures;
        this.concerns = concerns;
        this.ledger = ledger;
    }

    void send(DelegateExecution execution) {
        CaseFile file = forms.locked(execution);
        ChildsIro.Sender sender = iro.atWork(file.reference());
        if (file.diedOn() != null || files.event(file.reference(), EventKind.DIED, "").isPresent()) {
            throw new RefusedException(null, "The child's death is recorded, so nothing is sent about them from here.");
        }
        Answers answers = new Answers(forms.typing(execution));
        complete(answers);
        independent(file, answers);
        boolean fromHere = !answers.needed("sentHow", "How the referral goes").equals("already");
        When sent = fromHere ? forms.now() : answers.neededWhen("sentOn", "The day on which you sent it");
        if (fromHere && !ledger.takesLetters(file, Groups.CAFCASS_LEGAL)) {
            throw new RefusedException("sentHow", "No e-mail address of Cafcass Legal is set up that letters may be sent to. Ask your "
                    + "protocol administrator to enter cafcass-legal.email and its domain in the settings; or send the referral "
                    + "yourself and choose “I have sent it already”. What you typed is not lost: keep it as a draft.");
        }
        List<Enclosed> ticked = enclosures.ticked(file.reference(), answers.ticked("enclosures"));
        When challenged = answers.when("challengedOn", "The day of the decision");
        Concern concern = concern(file, answers.text("concernNumber"));
        answers.without("concernNumber", "enclosures", "sentHow");
        UUID id = UUID.randomUUID();
        execution.setVariable(ReferralRows.SUBJECT, id.toString());
        execution.setVariable("fromHere", fromHere);
        forms.each(List.of(file), child -> {
            int number = rows.insert(new ReferralRows.Row(id, child.reference(), child.authority(), 0,
                    execution.getProcessInstanceId(), Referral.State.SENT, concern == null ? null : concern.id(), sender.userId(),
                    sender.name(), sender.email(), sender.phone(), sender.asCover(), fromHere, null));
            answers.entries().forEach(entry -> rows.text(id, Part.REFERRAL, entry));
            ticked.forEach(one -> rows.enclose(id, one));
            rows.dropDraft(child.reference(), sender.userId());
            forms.event(child, "referral-sent", id.toString(), sent, null, "sentOn");
            if (challenged != null) {
                forms.event(child, "decision-challenged", id.toString(), challenged, null, "challengedOn");
            }
            forms.record(child, "referral-sent", "Referral " + number + " to Cafcass " + (fromHere ? "sent."
                    : "recorded as sent."), answers.entries(), sent);
            if (concern != null) {
                forms.event(child, "dispute-referred", concern.id().toString(), sent, null, "concernNumber");
                forms.record(child, "referral-beside-concern", "Concern " + concern.number() + ": the IRO has referred the child's "
                        + "case to Cafcass beside it.", List.of(), sent);
            }
        });
    }

    /** Whatever the form of an authority asks for, a referral says these (C-12, C-13, P-53). */
    private static void complete(Answers answers) {
        answers.needed("route", "Under which law you refer");
        if (answers.ticked("grounds").isEmpty()) {
            throw new RefusedException("grounds", "It is not said on which ground you refer. Tick at least one; “something else” is "
                    + "as good as the others.");
        }
        if (answers.ticked("grounds").contains("other")) {
            answers.needed("groundOther", "The other ground");
        }
        answers.needed("notDone", "What the authority has not done, or has decided");
        answers.needed("impact", "What the referral means for the child");
        answers.needed("timetable", "The timetable for the child");
        if (!answers.needed("localProcess", "How far the local process has gone").equals("exhausted")) {
            answers.needed("localProcessWhy", "Why you refer before the local process has ended");
        }
        answers.needed("outcome", "What you ask for");
    }

    /** The council's own lawyers act for the council (P-04). */
    private void independent(CaseFile file, Answers answers) {
        String name = answers.text("adviserName");
        String contact = answers.text("adviserContact");
        boolean councils = List.of(Groups.LA_SOLICITOR, Groups.LA_LEGAL_ASSISTANT).stream()
                .flatMap(role -> files.holder(file.reference(), role).stream())
                .anyMatch(person -> name != null && plain(person.name()).equals(plain(name))
                        || person.email() != null && contact != null && contact.toLowerCase(Locale.ROOT)
                        .contains(person.email().toLowerCase(Locale.ROOT)));
        if (councils) {
            throw new RefusedException("adviserName", "This is the council's lawyer in this case, who acts for the council. Name your "
                    + "own independent legal adviser, or leave it empty.");
        }
    }

    private static String plain(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private Concern concern(CaseFile file, String number) {
        if (number == null) {
            return null;
        }
        return concerns.ofCase(file.reference()).stream().filter(one -> String.valueOf(one.number()).equals(number))
                .filter(one -> one.state() != Concern.State.DRAFT).findFirst()
                .orElseThrow(() -> new RefusedException("concernNumber", "There is no concern of that number in this case. The case "
                        + "page lists them; leave it empty if the referral goes with none."));
    }
}
