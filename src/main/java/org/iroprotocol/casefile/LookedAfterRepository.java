package org.iroprotocol.casefile;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Looked-after status, last recorded first. */
interface LookedAfterRepository extends Repository<Row.LookedAfter, UUID> {

    @Query("select * from looked_after where case_reference = :reference order by seq desc")
    List<Row.LookedAfter> of(String reference);
}
