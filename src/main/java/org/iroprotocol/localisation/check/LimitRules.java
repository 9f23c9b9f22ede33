package org.iroprotocol.localisation.check;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.iroprotocol.deadline.DeadlineRule;
import org.iroprotocol.deadline.DeadlineRule.Kind;
import org.iroprotocol.deadline.DeadlineRule.Unit;
import org.iroprotocol.deadline.RuleTable;

/** A statutory limit stays one, counts from the same event and gives nobody more time. Shorter is allowed. */
final class LimitRules {

    private static final String TABLE = "deadlines";
    /** Days fixed by law, not limits: neither earlier nor later. */
    private static final Set<String> FIXED = Set.of("no-care-order", "eighteenth-birthday", "cmh-earliest");

    private final Map<String, DeadlineRule> own;
    private final Findings findings;

    private LimitRules(Map<String, DeadlineRule> own, Findings findings) {
        this.own = own;
        this.findings = findings;
    }

    static boolean isStatutory(Map<String, Object> row) {
        return "statutory".equals(row.get("kind"));
    }

    static void check(Protocol national, Protocol protocol, Findings findings) {
        LimitRules rules = new LimitRules(read(protocol), findings);
        read(national).values().stream().filter(rule -> rule.kind() == Kind.STATUTORY).forEach(rules::check);
    }

    private static Map<String, DeadlineRule> read(Protocol protocol) {
        return RuleTable.read(protocol.asTables().version(TABLE), protocol.asTables(), new LinkedHashMap<>());
    }

    private void check(DeadlineRule law) {
        DeadlineRule rule = own.get(law.id());
        if (rule == null) {
            // A missing or unreadable row is told by the rules about tables.
            return;
        }
        if (rule.kind() != Kind.STATUTORY) {
            refuse(law, "it is statutory and stays so. Write \"statutory\" in the column 'kind'");
        } else if (!rule.from().equals(law.from()) || rule.combine() != law.combine() || rule.before() != law.before()) {
            refuse(law, "a statutory limit counts from " + String.join(", ", law.from()) + ". Leave the columns 'from', 'combine' "
                    + "and 'direction' as they are nationally");
        } else if (FIXED.contains(law.id()) && (rule.amount() != law.amount() || rule.unit() != law.unit())) {
            refuse(law, "this day is fixed by law. Put back " + words(law));
        } else if (givesMoreTime(rule, law)) {
            refuse(law, words(rule) + " is, or may come to, more time than the law gives (" + words(law) + "). Put back at most "
                    + "that, in the same unit");
        }
    }

    private static boolean givesMoreTime(DeadlineRule rule, DeadlineRule law) {
        if (rule.unit() == law.unit()) {
            return law.before() ? rule.amount() < law.amount() : rule.amount() > law.amount();
        }
        return law.before() ? atLeast(rule) < atMost(law) : atMost(rule) > atLeast(law);
    }

    /** The fewest calendar days it can come to. */
    private static int atLeast(DeadlineRule rule) {
        int amount = rule.amount();
        return switch (rule.unit()) {
            case WORKING_DAYS -> amount + amount / 5 * 2;
            case DAYS -> amount;
            case WEEKS -> amount * 7;
            case WEEKS_INCLUDING_FIRST_DAY -> amount * 7 - 1;
            case MONTHS -> amount * 30 - 2;
            case HOURS -> amount / 24;
            case IMMEDIATELY -> 0;
        };
    }

    /** The most calendar days it can come to: weekends at both ends, Christmas and Easter within. */
    private static int atMost(DeadlineRule rule) {
        int amount = rule.amount();
        return switch (rule.unit()) {
            case WORKING_DAYS -> (amount / 5 + 1) * 7 + 4 + amount / 20 * 2;
            case DAYS -> amount;
            case WEEKS, WEEKS_INCLUDING_FIRST_DAY -> amount * 7;
            case MONTHS -> amount * 31;
            case HOURS -> (amount + 23) / 24;
            case IMMEDIATELY -> 0;
        };
    }

    private static String words(DeadlineRule rule) {
        String unit = rule.unit() == Unit.WEEKS_INCLUDING_FIRST_DAY ? "weeks including the first day"
                : rule.unit().name().toLowerCase(Locale.UK).replace('_', ' ');
        return rule.unit() == Unit.IMMEDIATELY ? "immediately" : rule.amount() + " " + unit;
    }

    private void refuse(DeadlineRule law, String what) {
        findings.add(Problem.Kind.PROTECTED, TABLE + Protocol.TABLE, law.id(), what);
    }
}
