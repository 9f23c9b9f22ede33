package org.iroprotocol.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.Tables;
import org.junit.jupiter.api.Test;

/** How many stages there are, and in which order, are rows of {@code dispute-stages.dmn}. */
class StageTableTest {

    @Test
    void twoToSixStagesGoInTheOrderInWhichEachNamesTheNext_whereverTheirRowsStand() {
        assertThat(ids(Map.of("stage-1", row("yes", "stage-2"), "stage-2", row("yes", "")))).containsExactly("stage-1", "stage-2");
        Map<String, Map<String, Object>> six = new LinkedHashMap<>();
        six.put("stage-1", row("yes", "stage-2"));
        six.put("stage-2", row("yes", "panel"));
        six.put("stage-3", row("yes", "stage-4"));
        six.put("stage-4", row("yes", ""));
        six.put("informal", row("no", "stage-1"));
        six.put("panel", row("no", "stage-3"));
        assertThat(ids(six)).containsExactly("informal", "stage-1", "stage-2", "panel", "stage-3", "stage-4");
        assertThat(table(six).first("any").id()).as("where a concern begins").isEqualTo("stage-1");
    }

    @Test
    void aStageTakenOutIsNone_andARowThatLeadsInACircleIsStillThere() {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        rows.put("stage-1", row("yes", "stage-3"));
        rows.put("stage-2", row("none", "stage-3"));
        rows.put("stage-3", row("yes", ""));
        assertThat(ids(rows)).containsExactly("stage-1", "stage-3");
        rows.put("stage-3", row("yes", "stage-1"));
        assertThat(ids(rows)).as("as the rows stand").containsExactly("stage-1", "stage-3");
    }

    @Test
    void theAuthoritiesOfTheFolders() {
        Tables tables = FolderLocation.of(".,src/test/resources/authorities", "").read().tables();
        assertThat(new StageTable(tables).of("derby")).extracting(StageTable.Row::id)
                .containsExactly("stage-1", "stage-2", "stage-3", "stage-4");
        assertThat(new StageTable(tables).of("northmoor")).extracting(StageTable.Row::id)
                .containsExactly("informal", "stage-1", "stage-2", "stage-3");
        assertThat(new StageTable(tables).row("derby", "stage-2").told()).containsExactly("deputy-head-of-service");
        assertThat(new StageTable(tables).row("southmere", "stage-2").told()).containsExactly("service-manager");
    }

    private static List<String> ids(Map<String, Map<String, Object>> rows) {
        return table(rows).of("any").stream().map(StageTable.Row::id).toList();
    }

    private static StageTable table(Map<String, Map<String, Object>> rows) {
        return new StageTable(new Tables() {
            @Override
            public Table latest(String authority, String name) {
                return new Table("one", rows);
            }

            @Override
            public Table version(String version) {
                throw new IllegalArgumentException(version);
            }
        });
    }

    private static Map<String, Object> row(String entry, String next) {
        return Map.of("label", "A stage", "entry", entry, "at-limit", "prompt", "next", next, "rule", "dispute-total");
    }
}
