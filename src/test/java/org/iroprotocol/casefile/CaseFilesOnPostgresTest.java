package org.iroprotocol.casefile;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.iroprotocol.calendar.London;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The case file alone, without engine, on PostgreSQL with our own schema. */
class CaseFilesOnPostgresTest extends CaseFilesContract {

    private static final CopyOnWriteArrayList<CaseChange> ANNOUNCED = new CopyOnWriteArrayList<>();
    private static volatile Instant now = Instant.EPOCH;
    private static AnnotationConfigApplicationContext house;

    @BeforeAll
    static void startServer() {
        house = new AnnotationConfigApplicationContext(OnPostgres.class);
    }

    @AfterAll
    static void stopServer() {
        house.close();
    }

    @Override
    void connect() {
        files = house.getBean(CaseFiles.class);
        facts = house.getBean(ChildFacts.class);
        access = house.getBean(CaseAccess.class);
        timeline = house.getBean(TimelineRepository.class);
        database = house.getBean(JdbcClient.class);
        transaction = new TransactionTemplate(house.getBean(PlatformTransactionManager.class));
    }

    @Override
    void setTime(Instant time) {
        now = time;
    }

    @Override
    List<CaseChange> announced() {
        return ANNOUNCED;
    }

    /** Not a @Configuration, so that the scan of the whole house passes it by. */
    @EnableTransactionManagement(proxyTargetClass = true)
    @EnableJdbcRepositories(basePackageClasses = CaseFiles.class)
    @Import({CaseFileService.class, ChildFactsService.class, CaseAccessService.class, EventBook.class, RoleBook.class,
        CaseRows.class, ReferenceGenerator.Random.class})
    static class OnPostgres extends AbstractJdbcConfiguration {

        @Bean
        EmbeddedPostgres server() throws IOException {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off").start();
        }

        @Bean
        DataSource dataSource(EmbeddedPostgres server) {
            HikariDataSource pool = new HikariDataSource();
            pool.setDataSource(server.getPostgresDatabase());
            return pool;
        }

        @Bean
        SpringLiquibase liquibase(DataSource dataSource) {
            SpringLiquibase liquibase = new SpringLiquibase();
            liquibase.setDataSource(dataSource);
            liquibase.setChangeLog("classpath:db/changelog/casefile.sql");
            return liquibase;
        }

        @Bean
        NamedParameterJdbcOperations operations(DataSource dataSource) {
            return new NamedParameterJdbcTemplate(dataSource);
        }

        @Bean
        JdbcClient client(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        Clock clock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return London.ZONE;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };
        }

        @EventListener
        void heard(CaseChange change) {
            ANNOUNCED.add(change);
        }
    }
}
