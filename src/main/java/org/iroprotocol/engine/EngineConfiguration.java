package org.iroprotocol.engine;

import java.time.Clock;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Puts our parts into the engine. */
@Configuration
class EngineConfiguration {

    @Bean
    Clock clock() {
        return new EngineClock();
    }

    /** Engine after Liquibase: the engine itself would start on an outdated schema without a word. */
    @Bean
    @Order(Ordering.DEFAULT_ORDER + 1)
    @DependsOnDatabaseInitialization
    AbstractCamundaConfiguration houseEngine() {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(SpringProcessEngineConfiguration configuration) {
                // Role and user ids as the architecture names them: social-worker, iro.demo.
                configuration.setGroupResourceWhitelistPattern("[a-z0-9-]+");
                configuration.setUserResourceWhitelistPattern("[A-Za-z0-9._@-]+");
                configuration.setTenantResourceWhitelistPattern("[a-z0-9-]+");
            }
        };
    }
}
