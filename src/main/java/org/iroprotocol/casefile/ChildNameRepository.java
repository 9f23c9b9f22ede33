package org.iroprotocol.casefile;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Names used, newest first. */
interface ChildNameRepository extends Repository<Row.ChildName, UUID> {

    @Query("select * from child_name where case_reference = :reference order by seq desc")
    List<Row.ChildName> of(String reference);
}
