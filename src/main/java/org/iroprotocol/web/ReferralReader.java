package org.iroprotocol.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.ReckonedDates;
import org.iroprotocol.referral.Referral;
import org.iroprotocol.referral.Referrals;
import org.springframework.stereotype.Component;

/**
 * Referrals as their reader may see them (P-03): from the day they are sent the IROs of the service; the council's managers,
 * directors and lawyers and Cafcass's people named in the case once Cafcass Legal has told the council or the IRO has. A draft is
 * nobody's but the child's IRO's, and is guarded where it is kept.
 */
@Component
class ReferralReader {

    private static final String ABOUT = "referral-";
    private static final String LETTER = "cafcass-referral";
    private static final Set<String> ONCE_KNOWN = Set.of("service-manager", "deputy-head-of-service", "head-of-service",
            "head-of-service-qa", "service-director", "strategic-director", "la-solicitor", "la-legal-assistant", "childrens-guardian",
            "cafcass-service-manager");
    /** The IRO's own legal advice is not the council's business (P-04). */
    private static final Set<String> IROS_OWN = Set.of("adviserName", "adviserContact");
    private static final String JUDICIAL_REVIEW = "judicial-review-limit";

    private final Referrals referrals;
    private final ReckonedDates dates;

    ReferralReader(Referrals referrals, ReckonedDates dates) {
        this.referrals = referrals;
        this.dates = dates;
    }

    /**
     * What pages may say of the referrals of a case.
     *
     * @param seen     newest first
     * @param subjects ids of all of them, those the reader does not see included
     * @param iro      whether the reader is an IRO of the service
     */
    record OfCase(List<Referral> seen, Set<String> subjects, boolean iro) {

        /** Without those of referrals the reader may not know of. */
        List<Deadline> deadlines(List<Deadline> deadlines) {
            Set<String> shown = iro ? seen.stream().map(one -> one.id().toString()).collect(Collectors.toSet()) : Set.of();
            return deadlines.stream().filter(one -> !subjects.contains(one.subject()) || shown.contains(one.subject())).toList();
        }

        /** Dates of referrals stand with the referral. */
        List<CaseEvent> events(List<CaseEvent> events) {
            return events.stream().filter(event -> !subjects.contains(event.subject())).toList();
        }

        boolean shows(TimelineRecord record) {
            return iro || !record.kind().startsWith(ABOUT);
        }

        boolean shows(Item item) {
            return iro || !item.template().startsWith(ABOUT) && !item.template().startsWith(LETTER);
        }

        Map<String, String> names() {
            return seen.stream().collect(Collectors.toMap(one -> one.id().toString(), one -> "referral " + one.number()));
        }
    }

    OfCase of(CaseReader.Open open, SignedIn user) {
        String reference = open.file().reference();
        List<Referral> all = referrals.ofCase(reference);
        boolean iro = !Collections.disjoint(Groups.IROS, open.roles());
        Predicate<Referral> sees = one -> iro || one.known() && !Collections.disjoint(ONCE_KNOWN, open.roles());
        return new OfCase(all.stream().filter(sees).toList(),
                all.stream().map(one -> one.id().toString()).collect(Collectors.toSet()), iro);
    }

    // ---- in a list

    /** One line of a case page. */
    record Line(int number, String sent, String state, String tone) {
    }

    static List<Line> lines(List<Referral> seen) {
        return seen.stream().map(one -> new Line(one.number(), one.sent() == null ? "its sending was entered in error"
                : "sent " + day(one.sent()), state(one), tone(one))).toList();
    }

    /** Where it stands, in a few words. */
    static String state(Referral one) {
        return switch (one.state()) {
            case WITHDRAWN -> "Taken back by the IRO " + London.day(one.closedAt());
            case CLOSED -> "Closed " + London.day(one.closedAt()) + one.text("follows").map(text -> ": " + text).orElse("");
            case SENT -> one.report() != null ? "Cafcass reported " + day(one.report())
                    + one.text("reportDecision").map(text -> ": " + text).orElse("")
                    : one.allocated() != null ? "With " + one.text("allocatedName").or(() -> one.text("allocatedTo")).orElse("Cafcass")
                    + " since " + day(one.allocated())
                    : one.acknowledged() != null ? "Cafcass Legal received it " + day(one.acknowledged())
                    : "Nothing recorded from Cafcass yet";
        };
    }

    private static String tone(Referral one) {
        return one.open() ? "open" : "done";
    }

    // ---- on its own page

    /** A dated fact; {@code day} null while nothing is recorded. */
    record Fact(String label, String day) {
    }

    static List<Fact> facts(Referral one) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Sent", text(one.sent())));
        facts.add(new Fact("Cafcass Legal received it", day(one.acknowledged())));
        facts.add(new Fact("Given to a practitioner", day(one.allocated())));
        facts.add(new Fact("Cafcass Legal told the council’s lawyers", day(one.legalNotified())));
        if (one.told() != null) {
            facts.add(new Fact("The IRO told the council", day(one.told())));
        }
        facts.add(new Fact("Written report", day(one.report())));
        return facts;
    }

    /** What was typed in that part, as far as the reader sees it. */
    static List<Referral.Text> texts(Referral one, Referral.Part part, boolean iro) {
        return one.texts().stream().filter(text -> text.part() == part && (iro || !IROS_OWN.contains(text.field()))).toList();
    }

    /** The last day to seek judicial review, UTC; null where no day of a decision was named. */
    Instant judicialReviewBy(Referral one) {
        return dates.reckon(one.caseReference(), JUDICIAL_REVIEW, one.id().toString()).due();
    }

    private static String day(When when) {
        return when == null ? null : London.day(when.date());
    }

    private static String text(When when) {
        return when == null ? null : London.text(when);
    }
}
