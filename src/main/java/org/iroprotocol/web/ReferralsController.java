package org.iroprotocol.web;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.calendar.London;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.referral.Referral;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of one referral to Cafcass. */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class ReferralsController {

    private static final String RECORD = "referral-report";

    private final ReferralReader referrals;
    private final ConcernReader concerns;
    private final CaseReader reader;
    private final Ledger ledger;
    private final CaseViews views;
    private final CaseStarts starts;
    private final Clock clock;

    ReferralsController(ReferralReader referrals, ConcernReader concerns, CaseReader reader, Ledger ledger, CaseViews views,
                        CaseStarts starts, Clock clock) {
        this.referrals = referrals;
        this.concerns = concerns;
        this.reader = reader;
        this.ledger = ledger;
        this.views = views;
        this.starts = starts;
        this.clock = clock;
    }

    @GetMapping("/case/{reference}/referral/{number}")
    String page(@PathVariable("reference") String reference, @PathVariable("number") String number, Principal principal,
                Model model) {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = reader.get(user, reference);
        ReferralReader.OfCase all = referrals.of(open, user);
        Referral one = all.seen().stream().filter(referral -> String.valueOf(referral.number()).equals(number)).findFirst()
                .orElseThrow(NotFoundException::new);
        views.log(user, reference, "Referral " + one.number());
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        CaseController.child(open.file(), today, model);
        model.addAttribute("number", one.number());
        model.addAttribute("state", ReferralReader.state(one));
        model.addAttribute("sender", one.senderName());
        model.addAttribute("notKnown", all.iro() && one.open() && !one.known());
        model.addAttribute("facts", ReferralReader.facts(one));
        PageModel.list(model, "said", ReferralReader.texts(one, Referral.Part.NEWS, all.iro()));
        PageModel.list(model, "end", ReferralReader.texts(one, Referral.Part.END, all.iro()));
        PageModel.list(model, "form", ReferralReader.texts(one, Referral.Part.REFERRAL, all.iro()));
        PageModel.list(model, "enclosures", one.enclosures());
        Instant limit = all.iro() ? referrals.judicialReviewBy(one) : null;
        model.addAttribute("judicialReview", limit == null ? null : London.day(limit));
        model.addAttribute("judicialReviewAway", limit == null ? null : Words.away(today, LocalDate.ofInstant(limit, London.ZONE)));
        PageModel.list(model, "letters", !all.iro() ? List.of() : ledger.about(reference, one.id().toString()).stream()
                .filter(item -> PermissionMatrix.mayRead(open.sections(), item)).map(CaseController::letter).toList());
        model.addAttribute("concern", concerns.of(open, user).seen().stream().map(ConcernReader.Seen::concern)
                .filter(concern -> concern.id().equals(one.concern())).map(Concern::number).findFirst().orElse(null));
        PageModel.list(model, "tasks", starts.tasksOf(user, open.file(), one.processInstanceId()));
        model.addAttribute("mayRecord", starts.form(user, open.file(), RECORD).isPresent());
        return "referral";
    }
}
