package org.iroprotocol.correspondence;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends one row of the ledger to everybody it has not reached yet. What became of each e-mail is written at once, in a
 * transaction of its own: a later failure neither repeats what was accepted nor loses why an attempt did not succeed.
 */
@Service
class Dispatch {

    private final LedgerRows rows;
    private final CaseFiles cases;
    private final Settings settings;
    private final Addressees addressees;
    private final Envelope envelope;
    private final Post post;
    private final Clock clock;
    private final TransactionTemplate atOnce;

    Dispatch(LedgerRows rows, CaseFiles cases, Settings settings, Addressees addressees, Envelope envelope, Post post,
             Clock clock, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.cases = cases;
        this.settings = settings;
        this.addressees = addressees;
        this.envelope = envelope;
        this.post = post;
        this.clock = clock;
        this.atOnce = new TransactionTemplate(transactions);
        this.atOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * What one attempt came to.
     *
     * @param state   SENT, WITHHELD, RECORDED (trying later may help) or FAILED (it will not)
     * @param problem in plain words; null when sent
     */
    record Outcome(Item.State state, String problem) {
    }

    /** @param last no further attempt follows by itself, so that a problem is final */
    Outcome send(UUID itemId, boolean last) {
        var item = rows.item(itemId).orElseThrow(() -> new IllegalStateException("The ledger has no row " + itemId
                + ": this process has nothing to send. Delete the process instance."));
        if (item.state() == Item.State.SENT || item.state() == Item.State.WITHHELD) {
            return new Outcome(item.state(), item.problem());
        }
        if (item.template().equals(Placeholders.DIGEST)) {
            return digest(item, last);
        }
        if (item.caseReference() == null) {
            return ofTheProtocol(item, last);
        }
        CaseFile file = cases.get(item.caseReference());
        boolean died = file.diedOn() != null
                || Placeholders.SHARED.contains(item.template()) && rows.about(itemId).stream().anyMatch(other -> cases.get(other).diedOn() != null);
        List<Outcome> outcomes = new ArrayList<>();
        Envelope.Attachment letter = envelope.attachment(item, file);
        for (var recipient : rows.recipients(itemId)) {
            outcomes.add(recipient.state() == Item.State.SENT || recipient.state() == Item.State.WITHHELD
                    ? new Outcome(recipient.state(), recipient.problem())
                    : died ? withheld(item, recipient) : send(file, item, recipient, letter));
        }
        Outcome outcome = sum(outcomes);
        Item.State state = outcome.state() == Item.State.RECORDED && last ? Item.State.FAILED : outcome.state();
        atOnce.executeWithoutResult(status -> rows.itemState(itemId, state,
                outcomes.stream().anyMatch(each -> each.state() == Item.State.SENT) ? clock.instant() : null,
                outcome.problem()));
        return outcome;
    }

    /**
     * A digest is sent on its own day or not at all: nobody has to put right an old one, the next morning's says it again.
     */
    private Outcome digest(LedgerRows.ItemRow item, boolean last) {
        var recipient = rows.recipients(item.id()).get(0);
        boolean over = !London.day(item.recordedAt()).equals(London.day(clock.instant()));
        boolean died = !over && rows.lines(item.id()).stream().anyMatch(reference -> cases.get(reference).diedOn() != null);
        Outcome outcome = over ? settle(recipient, recipient.email(), Item.State.WITHHELD, "Not sent: its day is over.")
                : died ? settle(recipient, recipient.email(), Item.State.WITHHELD, "Not sent: since it was written, the death of "
                        + "a child in it has been recorded. The next one tells about the others.")
                : deliver(item.authority(), item, recipient, recipient.email(), envelope.attachment(item, null));
        if (outcome.state() == Item.State.FAILED || outcome.state() == Item.State.RECORDED && last) {
            outcome = settle(recipient, recipient.email(), Item.State.WITHHELD, outcome.problem());
        }
        Outcome end = outcome;
        atOnce.executeWithoutResult(status -> rows.itemState(item.id(), end.state(),
                end.state() == Item.State.SENT ? clock.instant() : null, end.problem()));
        return end;
    }

    /** About the protocol itself: nobody's death holds it back, and no case knows a better address. */
    private Outcome ofTheProtocol(LedgerRows.ItemRow item, boolean last) {
        List<Outcome> outcomes = new ArrayList<>();
        Envelope.Attachment none = envelope.attachment(item, null);
        for (var recipient : rows.recipients(item.id())) {
            outcomes.add(recipient.state() == Item.State.SENT || recipient.state() == Item.State.WITHHELD
                    ? new Outcome(recipient.state(), recipient.problem()) : toItsPool(item, recipient, none));
        }
        Outcome outcome = sum(outcomes);
        Item.State state = outcome.state() == Item.State.RECORDED && last ? Item.State.FAILED : outcome.state();
        atOnce.executeWithoutResult(status -> rows.itemState(item.id(), state,
                outcomes.stream().anyMatch(each -> each.state() == Item.State.SENT) ? clock.instant() : null,
                outcome.problem()));
        return outcome;
    }

    /** An address that did not work may have been put right in the settings or the account since. */
    private Outcome toItsPool(LedgerRows.ItemRow item, LedgerRows.RecipientRow recipient, Envelope.Attachment none) {
        String email = Addressees.usable(recipient.email()) && recipient.state() != Item.State.FAILED ? recipient.email()
                : addressees.ofAuthority(item.authority(), recipient.role()).get(0).email();
        return Addressees.usable(email) ? deliver(item.authority(), item, recipient, email, none)
                : settle(recipient, email, Item.State.FAILED, problem(item, recipient, "nobody there has an e-mail address",
                "Enter one in settings.dmn, row " + recipient.role() + ".email"));
    }

    /** A single message about a target missed that this morning's digest has told the same person already (P-45). */
    private boolean toldByDigest(LedgerRows.ItemRow item, LedgerRows.RecipientRow recipient) {
        if (item.rule() == null || recipient.email() == null) {
            return false;
        }
        Instant midnight = clock.instant().atZone(London.ZONE).toLocalDate().atStartOfDay(London.ZONE).toInstant();
        return rows.toldByDigest(recipient.email(), item.caseReference(), item.rule(), midnight);
    }

    private Outcome withheld(LedgerRows.ItemRow item, LedgerRows.RecipientRow recipient) {
        return settle(recipient, recipient.email(), Item.State.WITHHELD, Placeholders.SHARED.contains(item.template())
                ? "Not sent: since it was written, the death of a child in the list has been recorded. Tell about the others "
                + "from their own case pages."
                : "Not sent: the child's death has been recorded since.");
    }

    private Outcome send(CaseFile file, LedgerRows.ItemRow item, LedgerRows.RecipientRow recipient,
                         Envelope.Attachment letter) {
        if (toldByDigest(item, recipient)) {
            return settle(recipient, recipient.email(), Item.State.WITHHELD, "Not sent to the "
                    + Roles.words(recipient.role()) + ": told in the digest of " + London.day(clock.instant()) + ".");
        }
        if (Addressees.usable(recipient.email()) && recipient.state() != Item.State.FAILED) {
            return deliver(file.authority(), item, recipient, recipient.email(), letter);
        }
        return sendToCorrectedAddress(file, item, recipient, letter);
    }

    /** An address that did not work may have been corrected in the case file meanwhile, or the role changed hands. */
    private Outcome sendToCorrectedAddress(CaseFile file, LedgerRows.ItemRow item, LedgerRows.RecipientRow recipient,
                                           Envelope.Attachment letter) {
        String role = Roles.words(recipient.role());
        if (rows.writtenSince(item, recipient.role()).stream().anyMatch(newer -> Addressees.usable(newer.email()))) {
            return settle(recipient, recipient.email(), Item.State.WITHHELD,
                    "Not sent to the " + role + ": written again since, to a usable address.");
        }
        var now = addressees.of(file, recipient.role(), item.subject());
        var same = now.stream().filter(each -> each.name().equalsIgnoreCase(recipient.name())).findFirst();
        if (same.isEmpty() && recipient.personId() != null) {
            return settle(recipient, recipient.email(), Item.State.FAILED, problem(item, recipient,
                    "somebody else holds that role now, and the text names the person before",
                    "Check whether it has to be written anew; if not, delete this process instance"));
        }
        String email = same.filter(Addressees.Addressee::usable).map(Addressees.Addressee::email)
                .orElseGet(() -> Addressees.usable(recipient.email()) ? recipient.email() : now.get(0).email());
        if (!Addressees.usable(email)) {
            return settle(recipient, email, Item.State.FAILED, problem(item, recipient,
                    email == null ? "no e-mail address is recorded" : "what is recorded as e-mail address is not one",
                    "Record a correct e-mail address for that role in the case, or in settings.dmn"));
        }
        return deliver(file.authority(), item, recipient, email, letter);
    }

    private Outcome deliver(String authority, LedgerRows.ItemRow item, LedgerRows.RecipientRow recipient, String email,
                            Envelope.Attachment letter) {
        if (!MailRules.allowed(settings, authority, email)) {
            return settle(recipient, email, Item.State.FAILED, problem(item, recipient,
                    "the address is outside the domains this authority writes to",
                    "Correct the address in the case, or add its domain to the setting mail.domains-allowed"));
        }
        if (recipient.attach() && !MailRules.secure(settings, authority, email)) {
            return settle(recipient, email, Item.State.FAILED, problem(item, recipient,
                    "the letter was to be attached, but the address is not marked secure any more",
                    "Add its domain to the setting mail.secure-domains, or send the letter another way"));
        }
        String from = settings.find(authority, "mail.from").filter(Addressees::usable).orElse(null);
        if (from == null) {
            return settle(recipient, email, Item.State.FAILED, problem(item, recipient,
                    "the authority has no usable sender address", "Enter it in settings.dmn, row mail.from"));
        }
        try {
            post.deliver(envelope.message(recipient, from, email, letter));
        } catch (Post.RefusedByServer e) {
            return settle(recipient, email, Item.State.FAILED, problem(item, recipient, e.getMessage(),
                    "Check the address recorded in the case with the person, and correct it"));
        } catch (Post.NotAccepted e) {
            return settle(recipient, email, Item.State.RECORDED, problem(item, recipient, e.getMessage(),
                    "Check the mail server"));
        }
        return settle(recipient, email, Item.State.SENT, null);
    }

    private Outcome settle(LedgerRows.RecipientRow recipient, String email, Item.State state, String problem) {
        atOnce.executeWithoutResult(status -> rows.recipientState(recipient.id(), state, email,
                state == Item.State.SENT ? clock.instant() : null, problem));
        return new Outcome(state, problem);
    }

    /** Anything that failed for good first, then what may be tried again, then withheld only if nobody was written to. */
    private static Outcome sum(List<Outcome> outcomes) {
        for (Item.State state : List.of(Item.State.FAILED, Item.State.RECORDED)) {
            if (outcomes.stream().anyMatch(each -> each.state() == state)) {
                return new Outcome(state, words(outcomes));
            }
        }
        boolean sent = outcomes.stream().anyMatch(each -> each.state() == Item.State.SENT);
        return new Outcome(sent ? Item.State.SENT : Item.State.WITHHELD, words(outcomes));
    }

    private static String words(List<Outcome> outcomes) {
        String all = String.join(" ", outcomes.stream().map(Outcome::problem).filter(Objects::nonNull).toList());
        return all.isEmpty() ? null : all.length() > 1900 ? all.substring(0, 1900) + " …" : all;
    }

    private static String problem(LedgerRows.ItemRow item, LedgerRows.RecipientRow recipient, String why, String what) {
        if (item.template().equals(Placeholders.DIGEST)) {
            return "Not sent: " + why + ".";
        }
        // Whoever retries what stands need not know of a referral (P-03).
        String which = Placeholders.isOfReferral(item.template()) ? "A message"
                : (item.letter() ? "The letter '" : "The notice '") + item.template() + "'";
        return which + " could not be sent to the " + Roles.words(recipient.role())
                + (item.caseReference() == null ? "" : " in case " + item.caseReference()) + ": " + why + ". " + what
                + ", then have an administrator retry this step.";
    }
}
