package org.iroprotocol.casefile;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Recorded stand-ins, newest first. */
interface CoverRepository extends Repository<Row.Cover, UUID> {

    @Query("select * from cover where case_reference = :reference order by seq desc")
    List<Row.Cover> of(String reference);
}
