package org.iroprotocol.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/deadlines.md} says what the tables say; with {@code -Ddocs.write=true} it is written anew. */
class DeadlineDocsTest {

    private static final Path DOCUMENT = Path.of("docs", "deadlines.md");
    private static final String COMMAND = "mvn test -Dtest=DeadlineDocsTest -Ddocs.write=true";

    @Test
    void theDocumentSaysWhatTheTablesSay() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(DOCUMENT).as("run: " + COMMAND).exists();
        assertThat(Files.readString(DOCUMENT)).as("docs/deadlines.md is older than the tables; run: " + COMMAND)
                .isEqualTo(expected);
    }

    @Test
    void everyRowHasALine() {
        assertThat(document().lines().filter(line -> line.startsWith("| `"))).hasSize(
                FolderTables.rows("protocol", "deadlines").size() + FolderTables.rows("derby", "deadlines").size());
    }

    private static String document() {
        Map<String, Map<String, Object>> national = FolderTables.rows("protocol", "deadlines");
        List<String> lines = new ArrayList<>(List.of(
                "# Deadlines",
                "",
                "Written from `processes/protocol/deadlines.dmn` and `processes/derby/deadlines.dmn`; do not edit here. "
                        + "After a change of the tables run",
                "",
                "    " + COMMAND,
                "",
                "Days end at 23:59:59 London time of their last day and the day of the event does not count; hours run from "
                        + "the minute of the event, nights and weekends included. A week that ends on a day nobody works is "
                        + "shown as the next working day. What is due at once is followed up after one working day. While an "
                        + "event is not known there is no date. In quotation marks stands another row of the table: its due "
                        + "day counts. The kind says whose limit it is: statutory (the law), guidance "
                        + "(the protocol, the IRO Handbook, Cafcass's practice note) or local (an authority's choice, or our "
                        + "default where the source gives no number). A protocol target missed is not unlawful.",
                "",
                "To see one worked out: `java -jar target/cafcass-iro-protocol.jar due iro-notice 2026-12-18 derby`",
                "",
                "## The national protocol",
                ""));
        table(lines, national);
        lines.addAll(List.of("", "## Derby: added or changed", ""));
        table(lines, FolderTables.rows("derby", "deadlines"));
        FolderTables.rows("derby", "deadlines").keySet().stream().filter(national::containsKey)
                .forEach(id -> lines.addAll(List.of("", "`" + id + "` replaces the national row of the same id.")));
        return String.join("\n", lines) + "\n";
    }

    private static void table(List<String> lines, Map<String, Map<String, Object>> rows) {
        lines.add("| rule | what is due | limit | counted from | kind | clause | source |");
        lines.add("|---|---|---|---|---|---|---|");
        rows.forEach((id, row) -> lines.add(line(RuleReader.read(id, row), name -> other(rows, name))));
    }

    private static DeadlineRule other(Map<String, Map<String, Object>> rows, String name) {
        return EventWords.kinds().contains(name) || !rows.containsKey(name) ? null : RuleReader.read(name, rows.get(name));
    }

    private static String line(DeadlineRule rule, Function<String, DeadlineRule> others) {
        String amount = WorkingOut.amount(rule)
                + (rule.unit() == DeadlineRule.Unit.WEEKS_INCLUDING_FIRST_DAY ? " including the first day" : "")
                + (rule.amount() == 0 ? "" : rule.before() ? " before" : " after")
                + (rule.warnings().isEmpty() ? "" : "; warnings at " + rule.warnings().stream().map(String::valueOf)
                        .collect(Collectors.joining(", ")));
        return "| `" + rule.id() + "` | " + rule.label() + " | " + amount + " | " + from(rule, others) + " | "
                + rule.kind().name().toLowerCase(Locale.UK) + " | " + rule.clause() + " | " + rule.source() + " |";
    }

    private static String from(DeadlineRule rule, Function<String, DeadlineRule> others) {
        String events = rule.from().stream().map(name -> EventWords.named(name, others)).collect(Collectors.joining("; "));
        if (rule.from().size() == 1) {
            return events;
        }
        return switch (rule.combine()) {
            case ALL_LATEST -> "when all are known the latest of: " + events;
            case KNOWN_LATEST -> "the latest known of: " + events;
            case KNOWN_EARLIEST -> "the earliest known of: " + events;
            case FIRST_KNOWN -> "the first known of: " + events;
        };
    }
}
