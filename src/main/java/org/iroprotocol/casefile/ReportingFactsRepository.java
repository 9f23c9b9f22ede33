package org.iroprotocol.casefile;

import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Facts for reporting only (P-47). */
interface ReportingFactsRepository extends Repository<Row.ReportingFacts, String> {

    @Query("select * from reporting_facts where case_reference = :reference")
    Optional<Row.ReportingFacts> find(String reference);

    @Modifying
    @Query("delete from reporting_facts where case_reference = :reference")
    void remove(String reference);
}
