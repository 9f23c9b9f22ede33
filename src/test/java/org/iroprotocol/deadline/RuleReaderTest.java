package org.iroprotocol.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iroprotocol.deadline.DeadlineRule.Combine;
import org.iroprotocol.deadline.DeadlineRule.Kind;
import org.iroprotocol.deadline.DeadlineRule.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "label|-|is empty",
        "amount|-|must be a whole number",
        "amount|two|must be a whole number",
        "amount|2.5|must be a whole number",
        "amount|0|from 1 to 9999",
        "amount|-2|from 1 to 9999",
        "unit|-|must be one of: 'working days', 'days'",
        "unit|wd|must be one of",
        "direction|-|must be one of",
        "direction|later|must be one of",
        "from|-|name the event",
        "from|Hearing Date|must be event ids",
        "combine|any|must be one of: 'all, latest'",
        "kind|law|must be one of",
        "clause|34|like C-34 C-80",
        "clause|C-34,C-80|like C-34 C-80",
        "source|-|is empty",
        "warnings|10, ten|must be a whole number",
        "warnings|10, 5|each larger",
        "warnings|0|from 1",
        "colour|red|is not a column",
    })
    void aCellThatCannotBeUnderstoodIsNamed(String column, String value, String problem) {
        Map<String, Object> row = row();
        row.put(column, value);
        row.values().removeIf(java.util.Objects::isNull);
        assertThatIllegalArgumentException().isThrownBy(() -> RuleReader.read("x", row))
                .withMessageContaining("deadlines.dmn, row 'x', column '" + column + "'")
                .withMessageContaining(problem);
    }

    @Test
    void immediatelyHasNoAmountNoWarningsAndNoBefore() {
        Map<String, Object> row = row();
        row.put("unit", "immediately");
        assertThatIllegalArgumentException().isThrownBy(() -> RuleReader.read("x", row)).withMessageContaining("must be 0");
        row.put("amount", 0);
        assertThatIllegalArgumentException().isThrownBy(() -> RuleReader.read("x", row)).withMessageContaining("warnings");
        row.remove("warnings");
        assertThat(RuleReader.read("x", row).unit()).isEqualTo(Unit.IMMEDIATELY);
        row.put("direction", "before");
        assertThatIllegalArgumentException().isThrownBy(() -> RuleReader.read("x", row)).withMessageContaining("'after'");
    }

    @Test
    void weeksThatCountTheFirstDayCannotLieBefore() {
        Map<String, Object> row = row();
        row.put("unit", "weeks including the first day");
        row.put("direction", "before");
        assertThatIllegalArgumentException().isThrownBy(() -> RuleReader.read("x", row)).withMessageContaining("'after'");
    }

    @Test
    void noDaysAfterAnEventIsTheEndOfItsDay() {
        Map<String, Object> row = row();
        row.put("unit", "days");
        row.put("amount", 0);
        assertThat(RuleReader.read("x", row).amount()).isZero();
        row.put("direction", "before");
        row.remove("warnings");
        assertThatIllegalArgumentException().isThrownBy(() -> RuleReader.read("x", row)).withMessageContaining("from 1 to 9999");
    }

    @Test
    void aWholeRow() {
        assertThat(RuleReader.read("x", row())).isEqualTo(new DeadlineRule("x", "Something", 20, Unit.WORKING_DAYS, false,
                List.of("iro-allocated", "cafcass-allocated"), Combine.ALL_LATEST, Kind.LOCAL, "C-34 C-80", "Protocol",
                List.of(10, 15)));
    }

    private static Map<String, Object> row() {
        return new HashMap<>(Map.of("label", "Something", "amount", 20, "unit", "working days", "direction", "after",
                "from", "iro-allocated, cafcass-allocated", "combine", "all, latest", "kind", "local",
                "clause", "C-34 C-80", "source", "Protocol", "warnings", "10, 15"));
    }
}
