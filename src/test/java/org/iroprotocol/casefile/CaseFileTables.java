package org.iroprotocol.casefile;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Empties the tables of the case file after a test. */
public final class CaseFileTables {

    private static final List<String> CHILDREN_FIRST = List.of("view_log", "timeline_record", "cover", "person_in_role",
            "proceedings", "looked_after", "child_name", "reporting_facts", "case_file", "sibling_group");

    private CaseFileTables() {
    }

    public static void empty(JdbcClient database) {
        while (database.sql("delete from case_event where id not in "
                + "(select supersedes from case_event where supersedes is not null)").update() > 0) {
            // the last of each chain first
        }
        CHILDREN_FIRST.forEach(table -> database.sql("delete from " + table).update());
    }
}
