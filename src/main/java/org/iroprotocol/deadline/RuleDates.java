package org.iroprotocol.deadline;

import org.iroprotocol.casefile.CaseFiles;
import org.springframework.stereotype.Component;

/** Reckons from the case's only events, those without a subject. */
@Component
class RuleDates implements ReckonedDates {

    private final Rules rules;
    private final CaseFiles cases;

    RuleDates(Rules rules, CaseFiles cases) {
        this.rules = rules;
        this.cases = cases;
    }

    @Override
    public Reckoned reckon(String caseReference, String rule) {
        String authority = cases.get(caseReference).authority();
        DeadlineRule row = rules.rule(rules.version(authority), rule);
        DueDate date = rules.dueDate(row, authority, "", cases.events(caseReference));
        return new Reckoned(row, date.due(), date.workingOut());
    }
}
