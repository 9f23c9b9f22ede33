package org.iroprotocol.casefile;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Events in chains, one chain per case, kind and subject; the last of a chain stands unless it was an error. */
interface EventRepository extends Repository<Row.CaseEvent, UUID> {

    @Query("""
            select * from case_event e where case_reference = :reference and error_reason is null
              and not exists (select 1 from case_event n where n.supersedes = e.id)
            order by seq desc""")
    List<Row.CaseEvent> standing(String reference);

    @Query("""
            select e.* from case_event e join case_file c on c.reference = e.case_reference
            where c.authority = :authority and (e.kind in (:kinds) or e.kind like concat(:prefix, '%'))
              and e.event_value is not null and e.error_reason is null
              and not exists (select 1 from case_event n where n.supersedes = e.id)
            order by e.seq desc""")
    List<Row.CaseEvent> standing(String authority, Collection<String> kinds, String prefix);

    @Query("""
            select * from case_event e where case_reference in (:references) and error_reason is null
              and not exists (select 1 from case_event n where n.supersedes = e.id)
            order by case_reference, seq desc""")
    List<Row.CaseEvent> standingOfAll(Collection<String> references);

    @Query("""
            select * from case_event e
            where case_reference = :reference and kind = :kind and event_value is not null and error_reason is null
              and not exists (select 1 from case_event n where n.supersedes = e.id)
            order by seq""")
    List<Row.CaseEvent> known(String reference, String kind);

    @Query("""
            select * from case_event where case_reference = :reference and kind = :kind and subject = :subject
            order by seq desc fetch first 1 rows only""")
    Optional<Row.CaseEvent> last(String reference, String kind, String subject);

    @Query("""
            select * from case_event where case_reference = :reference and kind = :kind and subject = :subject
            order by seq desc""")
    List<Row.CaseEvent> history(String reference, String kind, String subject);

    @Query("select * from case_event where id = :id and case_reference = :reference")
    Optional<Row.CaseEvent> find(String reference, UUID id);

    @Modifying
    @Query("update case_event set error_reason = :reason, error_at = :at, error_by = :by where id = :id")
    void enteredInError(UUID id, String reason, OffsetDateTime at, String by);

    @Modifying
    @Query("update case_event set record_id = :record where id in (:events)")
    void partOf(UUID record, Collection<UUID> events);

    /** What was recorded together with that record of the timeline and does not count as an error, newest first. */
    @Query("select * from case_event where record_id = :record and error_reason is null order by seq desc")
    List<Row.CaseEvent> recordedWith(UUID record);
}
