package org.iroprotocol.deadline;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.iroprotocol.authority.AuthorityFolders;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.calendar.EnglishCalendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.calendar.WorkingDays;
import org.iroprotocol.deadline.DeadlineRule.Unit;

/** The verb {@code due <rule> <date or date-time> [authority]}: when something is due, and why, from the folders alone. */
public class DueVerb {

    private static final String USAGE = """
            Usage: due <rule> <date or date-time> [authority]
              rule      the id of a row of deadlines.dmn, for example iro-notice
              date      2026-12-18, or with a time in London 2026-12-18T10:30
              authority the name of its folder, for example derby; may be left out when there is only one""";

    private final Supplier<AuthorityFolders> folders;

    /** @param folders read only when the arguments make sense */
    public DueVerb(Supplier<AuthorityFolders> folders) {
        this.folders = folders;
    }

    /**
     * Prints due date and working-out, or on {@code err} what is wrong and what to do.
     *
     * @param arguments what follows the verb
     * @return 0 when a date was printed, 2 when the arguments are wrong, 1 when folders or tables cannot be read
     */
    public int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() < 2 || arguments.size() > 3) {
            err.println(USAGE);
            return 2;
        }
        When event;
        try {
            event = When.parse(arguments.get(1));
        } catch (DateTimeException e) {
            err.println("'" + arguments.get(1) + "' is not a date. Write 2026-12-18, or with a time in London "
                    + "2026-12-18T10:30.");
            return 2;
        }
        try {
            AuthorityFolders read = folders.get();
            SortedSet<String> authorities = read.authorities();
            if (arguments.size() == 2 && authorities.size() != 1) {
                err.println("Say for which authority: " + String.join(", ", authorities) + ".");
                return 2;
            }
            String authority = arguments.size() == 3 ? arguments.get(2) : authorities.first();
            return print(arguments.get(0), event, authority, read.tables(), out, err);
        } catch (IllegalArgumentException | IllegalStateException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    static int print(String id, When event, String authority, Tables tables, PrintStream out, PrintStream err) {
        Table table = tables.latest(authority, "deadlines");
        if (table.row(id).isEmpty()) {
            String hint = NearIds.hint(id, table.rows().keySet());
            err.println("deadlines.dmn of '" + authority + "' has no row '" + id + "'." + (hint.isEmpty()
                    ? " It has: " + String.join(", ", table.rows().keySet()) + "." : hint));
            return 2;
        }
        Rules rules = new Rules(tables, new EnglishCalendars(tables));
        DeadlineRule rule = rules.rule(table.version(), id);
        WorkingDays days = rules.days(rule, authority);
        Function<String, DeadlineRule> others = name -> rules.other(table.version(), name);
        DueDate due = DueDates.from(rule, others.apply(rule.from().get(0)) == null ? event
                : DueDates.of(rule, kind -> event, others, counted -> rules.days(counted, authority)).countedFrom(), days);
        out.println(rule.label());
        out.println("Due: " + London.longDay(due.due().atZone(London.ZONE).toLocalDate())
                + (rule.unit() == Unit.HOURS || rule.unit() == Unit.IMMEDIATELY && event.hasTime()
                        ? " at " + London.minute(due.due()).replaceFirst(".* at ", "") : ""));
        out.println(due.workingOut() + DueDates.horizon(due.due(), days) + ".");
        out.println("Counted " + (rule.before() ? "back " : "") + "from: "
                + EventWords.list(rule.from().stream().map(name -> EventWords.named(name, others)).toList())
                + " (" + combination(rule) + ")");
        out.println("Source: " + rule.source() + " (" + rule.kind().name().toLowerCase(java.util.Locale.UK)
                + (rule.clause().isEmpty() ? "" : ", " + rule.clause()) + ")");
        notes(rule, table, others).forEach(out::println);
        return 0;
    }

    /** What whoever wrote the row may have meant otherwise, and what counts while the first event is not known. */
    private static List<String> notes(DeadlineRule rule, Table table, Function<String, DeadlineRule> others) {
        List<String> notes = new ArrayList<>();
        for (String name : rule.from()) {
            DeadlineRule other = others.apply(name);
            if (other != null) {
                notes.add("“" + other.label() + "” is row " + name + ": its own due day counts. To see that day: due " + name
                        + " followed by " + EventWords.list(other.from().stream()
                                .map(from -> others.apply(from) == null ? EventWords.awaited(from)
                                        : EventWords.named(from, others)).toList()));
            } else if (!EventWords.kinds().contains(name)) {
                Set<String> names = new TreeSet<>(EventWords.kinds());
                names.addAll(table.rows().keySet());
                notes.add("Note: '" + name + "' is neither a date the protocol knows nor a row of this table. It counts as a "
                        + "date of your own; until that is recorded there is no due date." + NearIds.hint(name, names));
            }
        }
        return notes;
    }

    private static String combination(DeadlineRule rule) {
        if (rule.from().size() == 1) {
            return "the date given";
        }
        return switch (rule.combine()) {
            case ALL_LATEST -> "all must be known, the latest counts; the date given is taken for it";
            case KNOWN_LATEST -> "the latest that is known counts; the date given is taken for it";
            case KNOWN_EARLIEST -> "the earliest that is known counts; the date given is taken for it";
            case FIRST_KNOWN -> "the first of these that is known counts; the date given is taken for it";
        };
    }
}
