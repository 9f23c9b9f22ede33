package org.iroprotocol.deadline;

import java.util.Optional;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.stereotype.Component;

/** Reckons from the case's only events, those without a subject. */
@Component
class RuleDates implements ReckonedDates, NextHearing {

    private final Rules rules;
    private final CaseFiles cases;
    private final Facts facts;

    RuleDates(Rules rules, CaseFiles cases, Facts facts) {
        this.rules = rules;
        this.cases = cases;
        this.facts = facts;
    }

    @Override
    public Optional<When> of(String caseReference) {
        return Optional.ofNullable(facts.of(caseReference, "", cases.events(caseReference)).apply(EventWords.NEXT_HEARING));
    }

    @Override
    public Reckoned reckon(String caseReference, String rule, String subject) {
        String authority = cases.get(caseReference).authority();
        String version = rules.version(authority);
        DueDate date = rules.dueDate(version, rule, authority, facts.of(caseReference, subject, cases.events(caseReference)));
        return new Reckoned(rules.rule(version, rule), date.due(), date.workingOut());
    }
}
