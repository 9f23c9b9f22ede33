package org.iroprotocol.casefile;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Who opened what, newest first. */
interface ViewLogRepository extends Repository<Row.ViewLog, UUID> {

    @Query("select * from view_log where case_reference = :reference order by seq desc")
    List<Row.ViewLog> ofCase(String reference);

    @Query("""
            select v.* from view_log v join case_file c on c.reference = v.case_reference
            where v.user_id = :userId and c.authority = :authority order by v.seq desc""")
    List<Row.ViewLog> byUser(String authority, String userId);
}
