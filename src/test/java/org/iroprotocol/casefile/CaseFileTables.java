package org.iroprotocol.casefile;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes the case files of some authorities out of the database after a test. */
public final class CaseFileTables {

    private static final List<String> CHILDREN_FIRST = List.of("view_log", "timeline_record", "cover", "person_in_role",
            "proceedings", "looked_after", "child_name", "reporting_facts", "review");
    private static final String OF_CASE = " where case_reference in (select reference from case_file where authority = ?)";

    private CaseFileTables() {
    }

    public static void empty(JdbcClient database, String... authorities) {
        for (String authority : authorities) {
            if (there(database, "dispute")) {
                for (String table : List.of("dispute_text", "dispute_stage", "dispute_action")) {
                    database.sql("delete from " + table + " where dispute_id in (select id from dispute" + OF_CASE + ")")
                            .param(authority).update();
                }
                database.sql("delete from dispute" + OF_CASE).param(authority).update();
            }
            if (there(database, "referral")) {
                for (String table : List.of("referral_text", "referral_enclosure")) {
                    database.sql("delete from " + table + " where referral_id in (select id from referral" + OF_CASE + ")")
                            .param(authority).update();
                }
                database.sql("delete from referral" + OF_CASE).param(authority).update();
                database.sql("delete from referral_draft" + OF_CASE).param(authority).update();
            }
            if (there(database, "court_document")) {
                database.sql("delete from court_document_content where file_id in (select id from court_document_file" + OF_CASE
                        + ")").param(authority).update();
                database.sql("delete from court_document_file" + OF_CASE).param(authority).update();
                database.sql("delete from court_document" + OF_CASE).param(authority).update();
            }
            int gone;
            do { // the last of each chain first
                gone = database.sql("delete from case_event" + OF_CASE
                        + " and id not in (select supersedes from case_event where supersedes is not null)")
                        .param(authority).update();
            } while (gone > 0);
            CHILDREN_FIRST.forEach(table -> database.sql("delete from " + table + OF_CASE).param(authority).update());
            database.sql("delete from case_file where authority = ?").param(authority).update();
            database.sql("delete from sibling_group where authority = ?").param(authority).update();
        }
    }

    private static boolean there(JdbcClient database, String table) {
        return database.sql("select count(*) from information_schema.tables where lower(table_name) = ?").param(table)
                .query(Long.class).single() > 0;
    }
}
