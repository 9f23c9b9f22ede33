package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Cases by who holds a role in them. */
interface WorkloadRepository extends Repository<Row.CaseFile, String> {

    @Query("""
            select c.* from case_file c join person_in_role p on p.case_reference = c.reference
            where c.authority = :authority and c.closed_at is null and p.role = :role and p.user_id = :userId
              and p.from_day <= :day
              and not exists (select 1 from person_in_role n where n.case_reference = p.case_reference
                              and n.role = p.role and n.seq > p.seq and n.from_day <= :day)
            order by c.reference""")
    List<Row.CaseFile> openCasesOf(String authority, String role, String userId, LocalDate day);

    @Query("select * from case_file where reference = :reference and authority = :authority for update")
    Optional<Row.CaseFile> lock(String reference, String authority);
}
