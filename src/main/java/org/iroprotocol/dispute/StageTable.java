package org.iroprotocol.dispute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iroprotocol.authority.Tables;
import org.springframework.stereotype.Component;

/** The rows of {@code dispute-stages.dmn}: the stages of an authority, in their order. */
@Component
class StageTable {

    private static final String TABLE = "dispute-stages";
    private static final String ENTRY = "entry";
    private static final String NOT_A_STAGE_HERE = "none";

    private final Tables tables;

    StageTable(Tables tables) {
        this.tables = tables;
    }

    /**
     * @param entry   a concern may begin here
     * @param atLimit what happens at the end of its time: {@code discussion}, {@code escalate} or {@code prompt}
     * @param next    the stage an automatic escalation goes to; empty for none
     * @param told    roles who get the notice of the stage
     * @param rule    id of the row of {@code deadlines.dmn} that is its limit
     */
    record Row(String id, String label, boolean entry, String atLimit, String next, List<String> told, String rule) {
    }

    /** In the order in which each names the next; one that nobody leads to and that leads nowhere comes last. */
    List<Row> of(String authority) {
        Map<String, Row> left = new LinkedHashMap<>();
        tables.latest(authority, TABLE).rows().forEach((id, row) -> {
            if (!text(row, ENTRY).equals(NOT_A_STAGE_HERE)) {
                left.put(id, row(id, row));
            }
        });
        Set<String> led = left.values().stream().map(Row::next).collect(Collectors.toSet());
        List<Row> order = new ArrayList<>();
        left.values().stream().filter(row -> !led.contains(row.id()) && !row.next().isEmpty()).findFirst()
                .ifPresent(first -> {
                    for (Row row = first; row != null; row = left.get(row.next())) {
                        order.add(left.remove(row.id()));
                    }
                });
        order.addAll(left.values());
        return order;
    }

    /** Where a concern begins when nobody says otherwise: the first stage that may be entered. */
    Row first(String authority) {
        List<Row> stages = of(authority);
        return stages.stream().filter(Row::entry).findFirst().orElse(stages.get(0));
    }

    Row row(String authority, String stage) {
        return of(authority).stream().filter(row -> row.id().equals(stage)).findFirst()
                .orElseThrow(() -> new IllegalStateException("dispute-stages.dmn of '" + authority + "' has no row '" + stage
                        + "', but the model speaks of that stage. Add the row, or take the stage out of the model."));
    }

    private static Row row(String id, Map<String, Object> row) {
        return new Row(id, text(row, "label"), text(row, ENTRY).equals("yes"), text(row, "at-limit"), text(row, "next"),
                Stream.of(text(row, "told").split(",")).map(String::strip).filter(role -> !role.isEmpty()).toList(),
                text(row, "rule"));
    }

    private static String text(Map<String, Object> row, String column) {
        return row.getOrDefault(column, "").toString().strip();
    }
}
