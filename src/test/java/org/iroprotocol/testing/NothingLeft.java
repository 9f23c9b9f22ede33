package org.iroprotocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** After each test no process instance, job, task or incident is left and the clock runs again. */
class NothingLeft implements BeforeEachCallback, AfterEachCallback {

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

    private static ProcessEngine engine(ExtensionContext context) {
        return SpringExtension.getApplicationContext(context).getBean(ProcessEngine.class);
    }
}
