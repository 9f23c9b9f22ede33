package org.iroprotocol.localisation.check;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.authority.TableFiles;
import org.iroprotocol.deadline.RuleTable;

/** Tables are laid out as the house reads them, keep every national row, and name only what exists. */
final class TableRules {

    private static final Set<String> COMPLETE = Set.of("application-types", "court-documents", "deadlines", "discussion-kinds",
            "dispute-stages", "roles", "settings");
    /** In the table of roles: for meetings only, no role of a case. */
    private static final String OTHERS = "other";
    /** Bank holidays added to those of the calendar in one year; in 2022 they were three. */
    private static final int MOST_HOLIDAYS = 3;
    private static final Set<String> YES_OR_NO = Set.of("yes", "no");

    private final Protocol national;
    private final Protocol protocol;
    private final Findings findings;

    private TableRules(Protocol national, Protocol protocol, Findings findings) {
        this.national = national;
        this.protocol = protocol;
        this.findings = findings;
    }

    /** Each table by itself: what is wrong here would show again everywhere else. */
    static void layout(Protocol protocol, Findings findings) {
        TableRules rules = new TableRules(protocol, protocol, findings);
        protocol.tables().forEach(rules::layout);
    }

    static void check(Protocol national, Protocol protocol, Findings findings) {
        TableRules rules = new TableRules(national, protocol, findings);
        COMPLETE.forEach(rules::complete);
        rules.deadlines();
        rules.names();
        rules.roles();
        rules.settings();
        protocol.table("working-days").forEach(rules::workingDay);
        rules.holidays();
    }

    private void layout(String file, TableFile table) {
        if (table.why() != null) {
            table(file, null, table.why().replaceFirst("^" + Pattern.quote(file) + " ", "it ").replaceFirst("\\.$", ""));
            return;
        }
        if (table.decisions().isEmpty()) {
            table(file, null, "it holds no decision. Add one or take the file out");
        }
        table.decisions().stream().filter(TableFiles.ROW_WISE::contains)
                .filter(id -> table.decisions().size() > 1 || !file.equals(id + Protocol.TABLE))
                .forEach(id -> findings.add(Problem.Kind.FILE, file, id, "the table '" + id + "' stands alone in a file of its own "
                        + "name. Save it as " + id + Protocol.TABLE));
        table.faults().forEach((element, what) -> table(file, element, what));
        table.withoutTimeToLive().forEach(id -> findings.add(Problem.Kind.HEAD, file, id, "the decision does not say in days how "
                + "long its history is kept. Fill in 'History time to live', for example P180D"));
    }

    /** A table deployed by hand holds for the whole authority: a row left out would be missing. */
    private void complete(String name) {
        String file = name + Protocol.TABLE;
        if (!protocol.has(file) || !protocol.table(name).isEmpty()) {
            national.table(name).keySet().stream().filter(row -> !protocol.table(name).containsKey(row)).forEach(row ->
                    table(file, row, "the national table has this row and this one has not. Deploy the whole table, or put your "
                            + "rows into the authority's folder, where they are laid over the national ones"));
        }
    }

    private void deadlines() {
        if (protocol.table("deadlines").isEmpty()) {
            return;
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        RuleTable.read(protocol.asTables().version("deadlines"), protocol.asTables(), wrong);
        wrong.forEach((row, why) -> table("deadlines.dmn", row, why.replaceFirst("^deadlines\\.dmn, row '[^']*', ", "")
                .replaceFirst("\\.$", "")));
    }

    private void names() {
        each("dispute-stages", "rule", value -> isRow("deadlines", value), "is no row of deadlines.dmn");
        each("dispute-stages", "next", value -> isRow("dispute-stages", value), "is no row of this table");
        each("dispute-stages", "told", TableRules::isRole, "is no role");
        each("dispute-stages", "entry", Set.of("yes", "no", "none")::contains, "is not one of yes, no, none");
        each("dispute-stages", "at-limit", Set.of("discussion", "escalate", "prompt")::contains,
                "is not one of discussion, escalate, prompt");
        each("court-documents", "rules", value -> isRow("deadlines", value), "is no row of deadlines.dmn");
        each("court-documents", "to", value -> isRole(value) || value.startsWith(Settings.MAILBOX)
                && isRow("settings", value.substring(Settings.MAILBOX.length())), "is no role, nor mailbox: and a row of settings.dmn");
        each("court-documents", "at-limit", this::isLetter, "is no file in letters");
        each("application-types", "limits", value -> isRow("deadlines", value), "is no row of deadlines.dmn");
    }

    private void roles() {
        each("roles", "at-once", YES_OR_NO::contains, "is not yes or no");
        each("roles", "meeting", Set.of("must", "one", "may")::contains, "is not one of must, one, may");
        each("roles", "sees-from", value -> isRow("dispute-stages", value), "is no row of dispute-stages.dmn");
        each("discussion-kinds", "offered", YES_OR_NO::contains, "is not yes or no");
        Map<String, Map<String, Object>> roles = protocol.table("roles");
        roles.keySet().stream().filter(role -> !isRole(role) && !role.equals(OTHERS)).forEach(role ->
                table("roles.dmn", role, "there is no role '" + role + "'. Roles of a case are " + String.join(", ", Groups.ofCase())));
        if (!roles.isEmpty() && roles.values().stream().noneMatch(row -> "yes".equals(row.get("at-once")))) {
            table("roles.dmn", null, "nobody is spoken to when a concern cannot wait. Enter yes in the column 'at-once' of one role");
        }
    }

    private interface Test {
        boolean passes(String value);
    }

    private void each(String name, String column, Test test, String why) {
        protocol.table(name).forEach((row, cells) -> parts(cells.get(column)).filter(value -> !test.passes(value)).forEach(value ->
                table(name + Protocol.TABLE, row, "column '" + column + "': '" + value + "' " + why + ". Correct it")));
    }

    private static Stream<String> parts(Object cell) {
        return Stream.of(String.valueOf(cell == null ? "" : cell).split(",")).map(String::strip).filter(part -> !part.isEmpty());
    }

    private boolean isRow(String table, String row) {
        return protocol.table(table).containsKey(row);
    }

    private boolean isLetter(String name) {
        return protocol.has(Protocol.LETTERS + name + Protocol.LETTER);
    }

    private static boolean isRole(String role) {
        return Groups.ofCase().contains(role);
    }

    /** A setting keeps the kind of value it has nationally: nothing else says what the program can read there. */
    private void settings() {
        national.table("settings").forEach((row, cells) -> {
            String before = String.valueOf(cells.getOrDefault("value", "")).strip();
            String now = String.valueOf(protocol.table("settings").getOrDefault(row, cells).getOrDefault("value", "")).strip();
            String wanted = shape(row, before);
            if (!wanted.isEmpty() && !wanted.equals(shape(row, now))) {
                table("settings.dmn", row, "its value '" + now + "' is not " + wanted + ", like '" + before + "'. Correct it");
            }
        });
        officeHours();
        for (String row : List.of("critical-dates", "completion.looked-after", "completion.not-looked-after")) {
            Map<String, Object> cells = protocol.table("settings").getOrDefault(row, Map.of());
            parts(cells.get("value")).filter(value -> !isRow("deadlines", value)).forEach(value ->
                    table("settings.dmn", row, "'" + value + "' is no row of deadlines.dmn. Correct it"));
        }
    }

    /** The other way round, no e-mail would ever go out. */
    private void officeHours() {
        String start = setting("office-hours.start");
        String end = setting("office-hours.end");
        if (isTime(start) && isTime(end) && start.compareTo(end) >= 0) {
            table("settings.dmn", "office-hours.end", "office hours end at " + end + ", before they begin at " + start
                    + ", so no e-mail would ever go out. Correct one of them");
        }
        if (setting("reminder.working-days").matches("0+")) {
            table("settings.dmn", "reminder.working-days", "somebody would be reminded every 0 working days. Write 1 or more");
        }
    }

    private String setting(String row) {
        return String.valueOf(protocol.table("settings").getOrDefault(row, Map.of()).getOrDefault("value", "")).strip();
    }

    private static String shape(String row, String value) {
        if (value.matches("\\d{1,4}")) {
            return "a whole number up to 9999";
        } else if (value.matches("\\d\\d:\\d\\d") && isTime(value)) {
            return "a time of day";
        } else if (value.matches("\\d{4}-\\d\\d-\\d\\d") && isDate(value)) {
            return "a date";
        } else if (value.equals("yes") || value.equals("no")) {
            return "yes or no";
        } else if (value.matches("https?://\\S+")) {
            return "an address of a page";
        }
        boolean address = row.startsWith("mailbox.") || row.endsWith(".email") || row.equals("mail.from");
        return address && value.matches("[^\\s@,;<>]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+") ? "an e-mail address" : "";
    }

    private static boolean isTime(String text) {
        try {
            LocalTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void workingDay(String row, Map<String, Object> cells) {
        if (!isDate(String.valueOf(cells.get("date")))) {
            table("working-days.dmn", row, "column 'date': write a date like 2027-06-04");
        }
        if (!Set.of("added", "closed", "removed").contains(String.valueOf(cells.get("change")))) {
            table("working-days.dmn", row, "column 'change': write added (a holiday for all England), closed (only this council "
                    + "does not work) or removed (worked after all)");
        }
        if (!"removed".equals(cells.get("change")) && String.valueOf(cells.getOrDefault("reason", "")).isBlank()) {
            table("working-days.dmn", row, "column 'reason': say why nobody works that day");
        }
    }

    /** Holidays hold for limits of the law, too: whoever adds them by the dozen means days on which only the council is closed. */
    private void holidays() {
        Map<Integer, Long> years = protocol.table("working-days").values().stream()
                .filter(cells -> "added".equals(cells.get("change")) && isDate(String.valueOf(cells.get("date"))))
                .collect(Collectors.groupingBy(cells -> LocalDate.parse(cells.get("date").toString()).getYear(), TreeMap::new,
                        Collectors.counting()));
        years.forEach((year, count) -> {
            if (count > MOST_HOLIDAYS) {
                findings.add(Problem.Kind.PROTECTED, "working-days.dmn", null, count + " holidays are added in " + year
                        + ", more than were ever proclaimed in a year. Write closed for days on which only the council does not work; "
                        + "limits set by law go on counting them");
            }
        });
    }

    private void table(String file, String row, String what) {
        findings.add(Problem.Kind.TABLE, file, row, what);
    }
}
