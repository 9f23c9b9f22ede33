package org.iroprotocol.engine;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.iroprotocol.casefile.CaseAccess;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.form.DeployedForms;
import org.iroprotocol.form.Feel;
import org.iroprotocol.form.FormCheck;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people and models may do with the engine. The house's beans are asked for late: they use the engine themselves. */
@Configuration
class EngineLocks {

    @Bean
    LockedEngine lockedEngine(ApplicationContext context) {
        return new LockedEngine(new ModelBeans(name -> context.containsBean(name) ? context.getBean(name) : null));
    }

    @Bean
    Gatekeepers gatekeepers(ObjectProvider<CaseFiles> files, ObjectProvider<CaseAccess> access, DeployedForms forms,
            FormCheck check) {
        return new Gatekeepers((reference, role) -> files.getObject().find(reference)
                .map(file -> files.getObject().usersActing(reference, role)).orElse(List.of()),
                () -> new FormGate(forms, check, new CrossFieldRules(), lookup(files, access)));
    }

    private static FormGate.CaseLookup lookup(ObjectProvider<CaseFiles> files, ObjectProvider<CaseAccess> access) {
        return new FormGate.CaseLookup() {
            @Override
            public boolean mayRead(String userId, Collection<String> groups, Collection<String> tenants, String reference) {
                return access.getObject().mayRead(userId, groups, tenants, reference);
            }

            @Override
            public Collection<String> siblings(String reference) {
                return files.getObject().siblings(reference).stream().map(CaseFile::reference).toList();
            }

            @Override
            public boolean belongsTo(String reference, String authority) {
                return files.getObject().find(reference).filter(file -> file.authority().equals(authority)).isPresent();
            }

            @Override
            public boolean openToPools(String reference) {
                return files.getObject().find(reference).filter(file -> !file.restricted()).isPresent();
            }
        };
    }

    @Bean
    DeployedForms deployedForms(ObjectProvider<ProcessEngine> engine) {
        return new EngineForms(configuration(engine));
    }

    @Bean
    Feel feel(ObjectProvider<ProcessEngine> engine) {
        return new EngineFeel(configuration(engine));
    }

    private static Supplier<ProcessEngineConfigurationImpl> configuration(ObjectProvider<ProcessEngine> engine) {
        return () -> (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
    }
}
