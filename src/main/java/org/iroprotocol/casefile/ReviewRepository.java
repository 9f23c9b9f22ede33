package org.iroprotocol.casefile;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Kind and place of reviews; their dates are events. */
interface ReviewRepository extends Repository<Row.Review, UUID> {

    @Query("select * from review where case_reference = :reference order by seq")
    List<Row.Review> of(String reference);

    @Query("select * from review where id = :id")
    Optional<Row.Review> find(UUID id);

    @Query("""
            select r.* from review r join case_file f on f.reference = r.case_reference
            where f.authority = :authority and f.died_on is null
              and exists (select 1 from proceedings p where p.case_reference = r.case_reference and p.ended_on is null)
              and exists (select 1 from case_event e where e.case_reference = r.case_reference and e.kind = 'review'
                and e.subject = cast(r.id as varchar(36)) and e.event_value < :tomorrow and e.error_reason is null
                and not exists (select 1 from case_event n where n.supersedes = e.id))
              and not exists (select 1 from case_event e where e.case_reference = r.case_reference
                and e.kind in ('review-record', 'review-called-off') and e.subject = cast(r.id as varchar(36))
                and e.event_value is not null and e.error_reason is null
                and not exists (select 1 from case_event n where n.supersedes = e.id))
              and not exists (select 1 from case_event e where e.case_reference = r.case_reference
                and e.kind = 'responsibility-moved' and e.event_value is not null and e.error_reason is null
                and not exists (select 1 from case_event n where n.supersedes = e.id))
            order by r.seq""")
    List<Row.Review> awaitingRecord(String authority, String tomorrow);

    @Modifying
    @Query("""
            update review set kind = :kind, kind_words = :words, place = :place, place_in_letter = :inLetter where id = :id""")
    void describe(UUID id, String kind, String words, String place, boolean inLetter);

    @Modifying
    @Query("update review set place = :place, place_in_letter = :inLetter where id = :id")
    void movedTo(UUID id, String place, boolean inLetter);

    @Modifying
    @Query("update review set told_of = :of, told_to = :to where id = :id")
    void told(UUID id, String of, String to);
}
