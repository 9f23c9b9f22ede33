package org.iroprotocol.engine;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobListener;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;

/**
 * Somebody who may not run a job has not run it. Without this the engine counts the refusal as a failed attempt of the
 * job, and three calls of anybody who knows its id stop a deadline's timer or a letter.
 */
class RefusedJobs extends CommandInterceptor {

    private final ProcessEngineConfigurationImpl configuration;

    RefusedJobs(ProcessEngineConfigurationImpl configuration) {
        this.configuration = configuration;
    }

    @Override
    public <T> T execute(Command<T> command) {
        return command instanceof FailedJobListener && isPerson() && isRefusal(command) ? null : next.execute(command);
    }

    private boolean isPerson() {
        Authentication who = configuration.getIdentityService().getCurrentAuthentication();
        return who != null && who.getUserId() != null;
    }

    private static boolean isRefusal(Command<?> command) {
        JobFailureCollector failed = Commands.get(command, "jobFailureCollector");
        return failed.getFailure() instanceof AuthorizationException;
    }
}
