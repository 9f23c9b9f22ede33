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
}
