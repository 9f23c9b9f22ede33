package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** People by role. The last row recorded that begins on or before a day says who holds the role on that day. */
interface PersonRepository extends Repository<Row.PersonInRole, UUID> {

    @Query("select * from person_in_role where case_reference = :reference order by seq desc")
    List<Row.PersonInRole> of(String reference);

    @Query("""
            select * from person_in_role
            where case_reference = :reference and role = :role and from_day <= :day
            order by seq desc fetch first 1 rows only""")
    Optional<Row.PersonInRole> on(String reference, String role, LocalDate day);

    @Query("""
            select p.case_reference from person_in_role p join case_file c on c.reference = p.case_reference
            where p.user_id = :userId and p.from_day <= :day and c.authority = :authority
              and not exists (select 1 from person_in_role n where n.case_reference = p.case_reference
                              and n.role = p.role and n.seq > p.seq and n.from_day <= :day)
            union
            select v.case_reference from cover v
            join person_in_role p on p.case_reference = v.case_reference and p.role = v.role
              and p.user_id = v.covered_user_id
            join case_file c on c.reference = v.case_reference
            where v.covering_user_id = :userId and v.from_day <= :day and v.until_day >= :day
              and p.from_day <= :day and c.authority = :authority
              and not exists (select 1 from person_in_role n where n.case_reference = p.case_reference
                              and n.role = p.role and n.seq > p.seq and n.from_day <= :day)""")
    List<String> referencesNaming(String authority, String userId, LocalDate day);

    /** Reference, a space and the role: those the user holds, or covers, on that day. */
    @Query("""
            select p.case_reference || ' ' || p.role from person_in_role p
            join case_file c on c.reference = p.case_reference
            where p.from_day <= :day and c.authority = :authority
              and not exists (select 1 from person_in_role n where n.case_reference = p.case_reference
                              and n.role = p.role and n.seq > p.seq and n.from_day <= :day)
              and (p.user_id = :userId
                   or exists (select 1 from cover v where v.case_reference = p.case_reference and v.role = p.role
                              and v.covered_user_id = p.user_id and v.covering_user_id = :userId
                              and v.from_day <= :day and v.until_day >= :day))""")
    List<String> rolesOf(String authority, String userId, LocalDate day);

    /** Whoever holds the role on that day, in each case of the authority. */
    @Query("""
            select p.* from person_in_role p join case_file c on c.reference = p.case_reference
            where p.role = :role and p.from_day <= :day and c.authority = :authority
              and not exists (select 1 from person_in_role n where n.case_reference = p.case_reference
                              and n.role = p.role and n.seq > p.seq and n.from_day <= :day)""")
    List<Row.PersonInRole> holders(String authority, String role, LocalDate day);

    @Query("""
            select count(*) > 0 from person_in_role p
            where p.case_reference = :reference and p.from_day <= :day
              and not exists (select 1 from person_in_role n where n.case_reference = p.case_reference
                              and n.role = p.role and n.seq > p.seq and n.from_day <= :day)
              and (p.user_id = :userId
                   or exists (select 1 from cover v where v.case_reference = p.case_reference and v.role = p.role
                              and v.covered_user_id = p.user_id and v.covering_user_id = :userId
                              and v.from_day <= :day and v.until_day >= :day))""")
    boolean isNamed(String reference, String userId, LocalDate day);
}
