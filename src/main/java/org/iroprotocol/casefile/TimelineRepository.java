package org.iroprotocol.casefile;

import java.time.LocalDate;
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

    /** Whether a record of that kind was made after whoever holds the role on that day was recorded or corrected. */
    @Query("""
            select count(*) > 0 from timeline_record t
            where t.case_reference = :reference and t.kind = :kind and t.error_reason is null
              and exists (select 1 from person_in_role p
                          where p.case_reference = t.case_reference and p.role = :role and p.from_day <= :day
                            and p.name is not null and p.recording_order < t.recording_order
                            and not exists (select 1 from person_in_role n where n.case_reference = p.case_reference
                                            and n.role = p.role and n.seq > p.seq and n.from_day <= :day))""")
    boolean madeSinceHolder(String reference, String kind, String role, LocalDate day);

    @Modifying
    @Query("update timeline_record set error_reason = :reason, error_at = :at, error_by = :by where id = :id")
    void enteredInError(UUID id, String reason, OffsetDateTime at, String by);

    @Modifying
    @Query("update timeline_record set on_file_at = :at, on_file_by = :by where id = :id")
    void onFile(UUID id, OffsetDateTime at, String by);
}
