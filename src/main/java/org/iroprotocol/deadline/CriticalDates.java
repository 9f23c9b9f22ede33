package org.iroprotocol.deadline;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.ApplicationTypes;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.casefile.Proceedings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The critical dates of a case, worked out when somebody looks; nobody is reminded of them by this. */
@Component
class CriticalDates {

    private static final Logger LOG = LoggerFactory.getLogger(CriticalDates.class);
    private static final String SETTING = "critical-dates";
    /** What the hearing may lie between; once it is listed its own date counts. */
    private static final Set<String> HEARING_WINDOW = Set.of("cmh-earliest", "cmh-latest");

    private final Rules rules;
    private final Facts facts;
    private final CaseFiles caseFiles;
    private final ApplicationTypes applications;
    private final Settings settings;
    private final Clock clock;

    CriticalDates(Rules rules, Facts facts, CaseFiles caseFiles, ApplicationTypes applications, Settings settings,
                  Clock clock) {
        this.rules = rules;
        this.facts = facts;
        this.caseFiles = caseFiles;
        this.applications = applications;
        this.settings = settings;
        this.clock = clock;
    }

    List<CriticalDate> of(String caseReference) {
        CaseFile file = caseFiles.get(caseReference);
        if (file.diedOn() != null) {
            return List.of();
        }
        String authority = file.authority();
        Function<String, When> known = facts.of(caseReference, "", facts.events(caseReference));
        Optional<Proceedings> open = caseFiles.proceedings(caseReference).stream().filter(one -> one.endedOn() == null)
                .findFirst();
        Set<String> ofSomeApplications = applications.limits(authority, null);
        Set<String> ofThisOne = open.map(one -> applications.limits(authority, one.applicationType())).orElse(Set.of());
        String version = rules.version(authority);
        List<CriticalDate> dates = new ArrayList<>();
        for (String rule : settings.list(authority, SETTING)) {
            boolean counts = !ofSomeApplications.contains(rule) || ofThisOne.contains(rule);
            boolean listed = HEARING_WINDOW.contains(rule) && known.apply(EventKind.CMH) != null;
            if (counts && !listed) {
                date(version, rule, authority, known).ifPresent(dates::add);
            }
        }
        dates.sort(Comparator.comparing(CriticalDate::date).thenComparing(CriticalDate::rule));
        return dates;
    }

    private Optional<CriticalDate> date(String version, String id, String authority, Function<String, When> known) {
        if (!rules.has(version, id)) {
            LOG.warn("settings.dmn of '{}', row '{}': deadlines.dmn has no row '{}', so it is not shown. Correct the setting.",
                    authority, SETTING, id);
            return Optional.empty();
        }
        DueDate due = rules.dueDate(version, id, authority, known);
        if (due.due() == null) {
            return Optional.empty();
        }
        DeadlineRule rule = rules.rule(version, id);
        LocalDate date = due.due().atZone(London.ZONE).toLocalDate();
        return Optional.of(new CriticalDate(id, rule.label(), date, due.workingOut(), rule.kind(), rule.clause(),
                rule.source(), date.isBefore(LocalDate.ofInstant(clock.instant(), London.ZONE))));
    }
}
