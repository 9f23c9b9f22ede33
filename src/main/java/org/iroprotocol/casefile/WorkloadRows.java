package org.iroprotocol.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Numbers and pairs over many cases, which are no rows of a table. */
@Repository
class WorkloadRows {

    private final JdbcClient database;

    WorkloadRows(JdbcClient database) {
        this.database = database;
    }

    Map<String, Integer> openCases(String authority, String role, LocalDate day) {
        Map<String, Integer> cases = new LinkedHashMap<>();
        database.sql("""
                        select p.user_id, count(*) as cases
                        from person_in_role p join case_file c on c.reference = p.case_reference
                        where c.authority = :authority and c.closed_at is null and p.role = :role
                          and p.user_id is not null and p.from_day <= :day
                          and not exists (select 1 from person_in_role n where n.case_reference = p.case_reference
                                          and n.role = p.role and n.seq > p.seq and n.from_day <= :day)
                        group by p.user_id order by p.user_id""")
                .param("authority", authority).param("role", role).param("day", day)
                .query((row, number) -> cases.put(row.getString("user_id"), row.getInt("cases"))).list();
        return cases;
    }

    Optional<Person> lastRecorded(String authority, String role, String userId) {
        return database.sql("""
                        select p.* from person_in_role p join case_file c on c.reference = p.case_reference
                        where c.authority = :authority and p.role = :role and p.user_id = :userId
                        order by p.seq desc fetch first 1 rows only""")
                .param("authority", authority).param("role", role).param("userId", userId)
                .query((row, number) -> {
                    Instant recorded = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
                    return new Person(row.getObject("id", UUID.class), row.getString("case_reference"), role,
                            row.getString("name"), row.getString("email"), row.getString("phone"), userId,
                            row.getObject("from_day", LocalDate.class), null, recorded, row.getString("recorded_by"));
                }).optional();
    }

    List<Workload.Covered> coveredBy(String authority, String userId, LocalDate day) {
        return database.sql("""
                        select v.case_reference, v.role, v.covered_user_id, max(v.until_day) as until_day
                        from cover v join case_file c on c.reference = v.case_reference
                        join person_in_role p on p.case_reference = v.case_reference and p.role = v.role
                          and p.user_id = v.covered_user_id
                        where c.authority = :authority and c.closed_at is null and v.covering_user_id = :userId
                          and v.from_day <= :day and v.until_day >= :day and p.from_day <= :day
                          and not exists (select 1 from person_in_role n where n.case_reference = p.case_reference
                                          and n.role = p.role and n.seq > p.seq and n.from_day <= :day)
                        group by v.case_reference, v.role, v.covered_user_id
                        order by v.case_reference, v.role""")
                .param("authority", authority).param("userId", userId).param("day", day)
                .query((row, number) -> new Workload.Covered(row.getString("case_reference"), row.getString("role"),
                        row.getString("covered_user_id"), row.getObject("until_day", LocalDate.class))).list();
    }
}
