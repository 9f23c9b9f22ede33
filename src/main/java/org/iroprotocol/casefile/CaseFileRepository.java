package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Children's case files. */
interface CaseFileRepository extends Repository<Row.CaseFile, String> {

    @Query("select * from case_file where reference = :reference")
    Optional<Row.CaseFile> find(String reference);

    @Query("select * from case_file where reference in (:references)")
    List<Row.CaseFile> findAll(Collection<String> references);

    /** Waits for whoever else is writing to this case, and makes later ones wait until the transaction ends. */
    @Query("select * from case_file where reference = :reference for update")
    Optional<Row.CaseFile> lock(String reference);

    @Query("select * from case_file where authority = :authority and person_number = :personNumber")
    Optional<Row.CaseFile> findByPersonNumber(String authority, String personNumber);

    @Query("""
            select * from case_file
            where authority = :authority and date_of_birth = :dateOfBirth and name_key = :nameKey""")
    Optional<Row.CaseFile> findByName(String authority, LocalDate dateOfBirth, String nameKey);

    @Query("""
            select * from case_file where authority = :authority
            order by case when closed_at is null then 0 else 1 end, opened_at desc, reference""")
    List<Row.CaseFile> all(String authority);

    @Query("""
            select s.* from case_file c join case_file s on s.sibling_group = c.sibling_group
            where c.reference = :reference and s.reference <> :reference
            order by s.date_of_birth, s.reference""")
    List<Row.CaseFile> siblings(String reference);

    @Modifying
    @Query("update case_file set sibling_group = :siblingGroup where reference = :reference")
    void join(String reference, UUID siblingGroup);

    @Modifying
    @Query("update case_file set sibling_group = :into where sibling_group = :group")
    void mergeGroup(UUID group, UUID into);

    @Modifying
    @Query("update case_file set child_name = :childName, name_key = :nameKey where reference = :reference")
    void rename(String reference, String childName, String nameKey);

    @Modifying
    @Query("update case_file set legal_status = :legalStatus where reference = :reference")
    void legalStatus(String reference, String legalStatus);

    @Modifying
    @Query("update case_file set restricted = :restricted where reference = :reference")
    void restricted(String reference, boolean restricted);

    @Modifying
    @Query("update case_file set closed_at = :closedAt where reference = :reference")
    void closed(String reference, OffsetDateTime closedAt);

    @Modifying
    @Query("update case_file set died_on = :diedOn where reference = :reference")
    void died(String reference, LocalDate diedOn);
}
