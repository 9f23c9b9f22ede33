package org.iroprotocol.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stand-ins for the rooms the web tests do not test; the real ones win where they are there. */
@org.springframework.boot.test.context.TestConfiguration
class Fakes {

    @Bean
    @ConditionalOnMissingBean(CaseFiles.class)
    FakeCaseFiles fakeCaseFiles(Clock clock) {
        return new FakeCaseFiles(clock);
    }

    @Bean
    @ConditionalOnMissingBean(DeadlineRegister.class)
    FakeRegister fakeRegister() {
        return new FakeRegister();
    }

    @Bean
    @ConditionalOnMissingBean(Ledger.class)
    FakeLedger fakeLedger() {
        return new FakeLedger();
    }

    static class FakeRegister implements DeadlineRegister {

        final List<Deadline> rows = new ArrayList<>();

        @Override
        public List<Deadline> ofCase(String caseReference) {
            return rows.stream().filter(row -> row.caseReference().equals(caseReference)).toList();
        }
    }

    static class FakeLedger implements Ledger {

        final List<Item> rows = new ArrayList<>();

        @Override
        public List<Item> ofCase(String caseReference) {
            return rows.stream().filter(row -> row.caseReference().equals(caseReference)).toList();
        }

        @Override
        public Optional<Item> find(String caseReference, UUID id) {
            return ofCase(caseReference).stream().filter(row -> row.id().equals(id)).findFirst();
        }

        @Override
        public byte[] pdf(UUID id) {
            return "%PDF-1.7 fake".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String html(UUID id) {
            return "<h2>Your name to the guardian</h2><p>Text of the letter.</p>";
        }
    }
}
