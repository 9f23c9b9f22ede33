package org.iroprotocol.casefile;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The case file in the running house, on H2. */
@ProtocolTest
class CaseFilesTest extends CaseFilesContract {

    @Autowired
    CaseFiles caseFiles;
    @Autowired
    ChildFacts childFacts;
    @Autowired
    CaseAccess caseAccess;
    @Autowired
    TimelineRepository records;
    @Autowired
    JdbcClient client;
    @Autowired
    PlatformTransactionManager transactions;
    @Autowired
    HeardChanges heard;

    @Override
    void connect() {
        files = caseFiles;
        facts = childFacts;
        access = caseAccess;
        timeline = records;
        database = client;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    void setTime(Instant now) {
        ClockUtil.setCurrentTime(Date.from(now));
    }

    @Override
    List<CaseChange> announced() {
        return heard.all;
    }

    @AfterEach
    void resetTime() {
        ClockUtil.reset();
    }
}
