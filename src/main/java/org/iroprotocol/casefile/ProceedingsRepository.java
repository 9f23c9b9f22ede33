package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Proceedings of a case, newest first. */
interface ProceedingsRepository extends Repository<Row.Proceedings, UUID> {

    @Query("select * from proceedings where case_reference = :reference order by seq desc")
    List<Row.Proceedings> of(String reference);

    @Query("""
            select p.* from proceedings p join case_file c on c.reference = p.case_reference
            where c.authority = :authority order by p.seq desc""")
    List<Row.Proceedings> ofAuthority(String authority);

    @Query("select * from proceedings where case_reference in (:references) order by case_reference, seq desc")
    List<Row.Proceedings> ofAll(Collection<String> references);

    @Modifying
    @Query("update proceedings set ended_on = :endedOn where id = :id")
    void ended(UUID id, LocalDate endedOn);

    @Modifying
    @Query("update proceedings set ended_how = :endedHow where id = :id")
    void endedHow(UUID id, String endedHow);

    @Modifying
    @Query("update proceedings set ended_on = null, ended_how = null where id = :id")
    void reopened(UUID id);

    @Modifying
    @Query("update proceedings set issued_on = :issuedOn where id = :id")
    void issued(UUID id, LocalDate issuedOn);
}
