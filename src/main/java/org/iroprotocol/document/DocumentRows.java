package org.iroprotocol.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code court_document}: what events do not say about a document. */
@Repository
class DocumentRows {

    private static final RowMapper<Row> MAPPER = DocumentRows::row;

    private final JdbcClient jdbc;
    private final Clock clock;

    DocumentRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Row(String caseReference, String subject, String type, String title, String held, String solicitor, String reason,
               String processInstanceId) {
    }

    List<Row> ofCase(String reference) {
        return jdbc.sql("select * from court_document where case_reference = ? order by seq")
                .param(reference).query(MAPPER).list();
    }

    List<Row> ofAuthority(String authority) {
        return jdbc.sql("""
                select d.* from court_document d join case_file c on c.reference = d.case_reference
                where c.authority = ? order by d.seq""")
                .param(authority).query(MAPPER).list();
    }

    /** The instances that look after the sending of those documents. */
    List<String> instances(String reference, Collection<String> subjects) {
        return jdbc.sql("""
                select distinct process_instance_id from court_document
                where case_reference = :reference and subject in (:subjects) and process_instance_id is not null""")
                .param("reference", reference).param("subjects", subjects).query(String.class).list();
    }

    /** Everything the instance looks after, entered in error or not. */
    List<String> subjects(String processInstanceId) {
        return jdbc.sql("select subject from court_document where process_instance_id = ? order by seq")
                .param(processInstanceId).query(String.class).list();
    }

    void insert(Row row, String by) {
        jdbc.sql("""
                insert into court_document (case_reference, subject, type, title, held, solicitor, reason, process_instance_id,
                    recorded_at, recorded_by)
                values (:reference, :subject, :type, :title, :held, :solicitor, :reason, :instance, :at, :by)""")
                .param("reference", row.caseReference()).param("subject", row.subject()).param("type", row.type())
                .param("title", row.title()).param("held", row.held()).param("solicitor", row.solicitor())
                .param("reason", row.reason()).param("instance", row.processInstanceId())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", by).update();
    }

    /** Texts that are null stay as they are. */
    void update(String reference, String subject, String held, String solicitor, String reason) {
        jdbc.sql("""
                update court_document set held = coalesce(:held, held), solicitor = coalesce(:solicitor, solicitor),
                    reason = coalesce(:reason, reason)
                where case_reference = :reference and subject = :subject""")
                .param("held", held).param("solicitor", solicitor).param("reason", reason).param("reference", reference)
                .param("subject", subject).update();
    }

    void lookedAfterBy(String processInstanceId, String reference, Collection<String> subjects) {
        jdbc.sql("""
                update court_document set process_instance_id = :instance
                where case_reference = :reference and subject in (:subjects)""")
                .param("instance", processInstanceId).param("reference", reference).param("subjects", subjects).update();
    }

    private static Row row(ResultSet result, int number) throws SQLException {
        return new Row(result.getString("case_reference"), result.getString("subject"), result.getString("type"),
                result.getString("title"), result.getString("held"), result.getString("solicitor"), result.getString("reason"),
                result.getString("process_instance_id"));
    }
}
