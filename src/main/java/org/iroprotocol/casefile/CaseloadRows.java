package org.iroprotocol.casefile;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the case files of many people with one question for each kind of row. */
@Service
@Transactional(readOnly = true)
class CaseloadRows implements Caseload {

    private static final String TODAYS = "\n" + """
            and p.from_day <= :day
              and not exists (select 1 from person_in_role n where n.case_reference = p.case_reference
                              and n.role = p.role and n.seq > p.seq and n.from_day <= :day)""";

    private final JdbcClient database;
    private final CaseFileRepository cases;
    private final ProceedingsRepository proceedings;
    private final EventRepository events;
    private final CaseRows rows;

    CaseloadRows(JdbcClient database, CaseFileRepository cases, ProceedingsRepository proceedings, EventRepository events,
                 CaseRows rows) {
        this.database = database;
        this.cases = cases;
        this.proceedings = proceedings;
        this.events = events;
        this.rows = rows;
    }

    @Override
    public List<Acting> acting(String authority, Collection<String> userIds) {
        if (userIds.isEmpty()) {
            return List.of();
        }
        List<Acting> acting = new ArrayList<>(ask("""
                select p.user_id, p.case_reference, p.role, cast(null as varchar(255)) as instead_of,
                       cast(null as date) as until_day
                from person_in_role p join case_file c on c.reference = p.case_reference
                where c.authority = :authority and c.died_on is null and p.user_id in (:users)""" + TODAYS, authority, userIds));
        acting.addAll(ask("""
                select v.covering_user_id as user_id, v.case_reference, v.role, v.covered_user_id as instead_of,
                       max(v.until_day) as until_day
                from cover v join case_file c on c.reference = v.case_reference
                join person_in_role p on p.case_reference = v.case_reference and p.role = v.role
                  and p.user_id = v.covered_user_id
                where c.authority = :authority and c.died_on is null and v.covering_user_id in (:users)
                  and v.from_day <= :day and v.until_day >= :day""" + TODAYS
                + "\ngroup by v.covering_user_id, v.case_reference, v.role, v.covered_user_id", authority, userIds));
        return acting;
    }

    private List<Acting> ask(String sql, String authority, Collection<String> userIds) {
        return database.sql(sql).param("authority", authority).param("users", userIds).param("day", rows.today())
                .query((row, number) -> new Acting(row.getString("user_id"), row.getString("case_reference"),
                        row.getString("role"), row.getString("instead_of"), row.getObject("until_day", LocalDate.class)))
                .list();
    }

    @Override
    public List<Holder> holders(Collection<String> references) {
        return references.isEmpty() ? List.of() : database.sql("""
                        select p.case_reference, p.role, p.name, p.user_id from person_in_role p
                        where p.case_reference in (:references) and p.name is not null""" + TODAYS)
                .param("references", references).param("day", rows.today())
                .query((row, number) -> new Holder(row.getString("case_reference"), row.getString("role"),
                        row.getString("name"), row.getString("user_id"))).list();
    }

    @Override
    public Map<String, CaseFile> files(Collection<String> references) {
        return references.isEmpty() ? Map.of() : cases.findAll(references).stream()
                .collect(toMap(Row.CaseFile::reference, Row.CaseFile::toCaseFile));
    }

    @Override
    public Map<String, List<Proceedings>> proceedings(Collection<String> references) {
        return references.isEmpty() ? Map.of() : proceedings.ofAll(references).stream()
                .collect(groupingBy(Row.Proceedings::caseReference, mapping(Row.Proceedings::toProceedings, toList())));
    }

    @Override
    public Map<String, List<CaseEvent>> events(Collection<String> references) {
        return references.isEmpty() ? Map.of() : events.standingOfAll(references).stream()
                .collect(groupingBy(Row.CaseEvent::caseReference, mapping(Row.CaseEvent::toCaseEvent, toList())));
    }
}
