package org.iroprotocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.iroprotocol.casefile.CaseFileTables;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * After each test no process instance, job, task or incident is left and the clock runs again; after each class no case file
 * is left, so that lists of the newest show the same whichever classes ran before in this JVM.
 */
class NothingLeft implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        engine(context).getIdentityService().clearAuthentication();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ProcessEngine engine = engine(context);
        engine.getIdentityService().clearAuthentication();
        ClockUtil.reset();
        var instances = engine.getRuntimeService().createProcessInstanceQuery().list();
        var jobs = engine.getManagementService().createJobQuery().list();
        var tasks = engine.getTaskService().createTaskQuery().list();
        var incidents = engine.getRuntimeService().createIncidentQuery().list();
        instances.forEach(instance -> engine.getRuntimeService().deleteProcessInstanceIfExists(
                instance.getId(), "left by a test", true, true, true, true));
        assertThat(instances).as("process instances left").isEmpty();
        assertThat(jobs).as("jobs left").isEmpty();
        assertThat(tasks).as("tasks left").isEmpty();
        assertThat(incidents).as("incidents left").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        JdbcClient database = SpringExtension.getApplicationContext(context).getBean(JdbcClient.class);
        CaseFileTables.empty(database, database.sql("select distinct authority from case_file").query(String.class).list()
                .toArray(String[]::new));
    }

    private static ProcessEngine engine(ExtensionContext context) {
        return SpringExtension.getApplicationContext(context).getBean(ProcessEngine.class);
    }
}
