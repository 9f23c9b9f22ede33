package org.iroprotocol.correspondence;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.ChildFacts;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.deadline.DeadlineRule;
import org.iroprotocol.deadline.ReckonedDates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What each placeholder stands for in one case now; looks up only what a template asks for. */
@Component
class TemplateData {

    private static final Map<String, String> ROLES = Groups.ofCase().stream()
            .collect(Collectors.toUnmodifiableMap(Roles::camelCase, role -> role));

    private final CaseFiles cases;
    private final ChildFacts childFacts;
    private final DeadlineRegister register;
    private final ReckonedDates dates;
    private final Settings settings;
    private final ObjectProvider<Matters> matters;
    private final Clock clock;

    TemplateData(CaseFiles cases, ChildFacts childFacts, DeadlineRegister register, ReckonedDates dates, Settings settings,
                 ObjectProvider<Matters> matters, Clock clock) {
        this.cases = cases;
        this.childFacts = childFacts;
        this.register = register;
        this.dates = dates;
        this.settings = settings;
        this.matters = matters;
        this.clock = clock;
    }

    /**
     * @param writing       what it is for: decides which deadline, which record and which concern
     * @param recipientName for {@code recipient.name}; null where there is none
     * @return the text, or null when nothing is recorded
     */
    String value(CaseFile file, Writing writing, String recipientName, String key) {
        int dot = key.indexOf('.');
        String first = dot < 0 ? key : key.substring(0, dot);
        String rest = dot < 0 ? "" : key.substring(dot + 1);
        return switch (first) {
            case "reference" -> file.reference();
            case "personNumber" -> file.personNumber();
            case "today" -> London.day(clock.instant());
            case "link" -> link(file);
            case "authority" -> settings.find(file.authority(), "authority.name").orElse(null);
            case "settings" -> settings.find(file.authority(), rest).orElse(null);
            case "child" -> child(file, rest);
            case "due" -> reckoned(file, writing, rest, "due");
            case "workingOut" -> reckoned(file, writing, rest, "workingOut");
            case "recipient" -> recipientName;
            case "deadline" -> rest.equals("what") ? what(file, writing)
                    : deadline(file, writing).map(deadline -> words(deadline, rest)).orElse(null);
            case "entry" -> entry(file, writing.template(), rest);
            case "concern", "referral" -> matter(first, file, writing.subject(), rest);
            default -> ROLES.containsKey(first) ? person(file, ROLES.get(first), rest) : null;
        };
    }

    /** The deadline it speaks of, live before newest; empty when the register has none. */
    Optional<Deadline> deadline(CaseFile file, Writing writing) {
        return deadline(file, writing, writing.rule());
    }

    /**
     * Where several concerns, reviews or documents have the same deadline, that of the process instance asking, else of its
     * subject; never that of another subject.
     */
    private Optional<Deadline> deadline(CaseFile file, Writing writing, String rule) {
        List<Deadline> all = register.ofCase(file.reference()).stream()
                .filter(deadline -> deadline.rule().id().equals(rule)).toList();
        return all.stream().filter(deadline -> writing.instance() != null
                        && writing.instance().equals(deadline.processInstanceId())).findFirst()
                .or(() -> all.stream().filter(deadline -> deadline.subject().equals(writing.subject())).findFirst())
                .or(() -> all.stream().filter(deadline -> writing.subject() == null || deadline.subject().isEmpty()).findFirst());
    }

    private String what(CaseFile file, Writing writing) {
        return deadline(file, writing).map(Deadline::rule)
                .orElseGet(() -> reckon(file, writing, "deadline.what", writing.rule()).rule()).label();
    }

    private String matter(String kind, CaseFile file, String subject, String key) {
        return subject == null ? null : matters.stream().filter(known -> known.kind().equals(kind)).findFirst()
                .map(known -> known.value(file, subject, key)).orElse(null);
    }

    private String link(CaseFile file) {
        return settings.find(file.authority(), "public-url")
                .map(url -> url.replaceAll("/+$", "") + "/case/"
                        + URLEncoder.encode(file.reference(), StandardCharsets.UTF_8).replace("+", "%20"))
                .orElse(null);
    }

    /** As the register has it, while it has; else as the rule comes to from what is known now. */
    private String reckoned(CaseFile file, Writing writing, String rule, String what) {
        Optional<Deadline> entered = deadline(file, writing, rule);
        if (entered.isPresent()) {
            return words(entered.get(), what);
        }
        var date = reckon(file, writing, what + "." + rule, rule);
        return words(date.rule(), date.due(), date.workingOut(), what);
    }

    private ReckonedDates.Reckoned reckon(CaseFile file, Writing writing, String placeholder, String rule) {
        try {
            return dates.reckon(file.reference(), rule, writing.subject() == null ? "" : writing.subject());
        } catch (IllegalArgumentException e) {
            throw new TemplateException(writing.template(), "{{" + placeholder + "}}: deadlines.dmn has no row '" + rule + "'.");
        }
    }

    private static String words(Deadline deadline, String what) {
        return words(deadline.rule(), deadline.due(), deadline.workingOut(), what);
    }

    private static String words(DeadlineRule rule, Instant due, String workingOut, String what) {
        if (what.equals("workingOut")) {
            return workingOut;
        }
        if (due == null) {
            return null;
        }
        return rule.unit() == DeadlineRule.Unit.HOURS ? London.minute(due) : London.day(due);
    }

    private String child(CaseFile file, String what) {
        return switch (what) {
            case "name" -> file.childName();
            case "dateOfBirth" -> London.day(file.dateOfBirth());
            default -> childFacts.isLookedAfter(file.reference()) ? "yes" : null;
        };
    }

    private String entry(CaseFile file, String template, String key) {
        return cases.timeline(file.reference()).stream()
                .filter(entered -> entered.kind().equals(template) && entered.errorReason() == null)
                .findFirst().stream()
                .flatMap(entered -> entered.entries().stream())
                .filter(entry -> entry.key().equals(key))
                .map(TimelineRecord.Entry::text)
                .findFirst().orElse(null);
    }

    private String person(CaseFile file, String role, String what) {
        Optional<Person> holder = cases.holder(file.reference(), role);
        if (holder.isEmpty()) {
            return settings.find(file.authority(), role + "." + what).orElse(null);
        }
        return switch (what) {
            case "name" -> holder.get().name();
            case "email" -> holder.get().email();
            default -> holder.get().phone();
        };
    }
}
