package org.iroprotocol.casefile;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Timeline records, newest first. */
interface TimelineRepository extends Repository<Row.TimelineRecord, UUID> {

    @Query("select * from timeline_record where case_reference = :reference order by seq desc")
    List<Row.TimelineRecord> of(String reference);

    @Query("select * from timeline_record where id = :id and case_reference = :reference")
    Optional<Row.TimelineRecord> find(String reference, UUID id);

    @Modifying
    @Query("update timeline_record set error_reason = :reason, error_at = :at, error_by = :by where id = :id")
    void enteredInError(UUID id, String reason, OffsetDateTime at, String by);
}
