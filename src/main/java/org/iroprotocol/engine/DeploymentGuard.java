package org.iroprotocol.engine;

import java.lang.reflect.Field;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.cfg.TransactionContext;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.cmd.DeleteDeploymentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessDefinitionsByIdsCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessDefinitionsByKeyCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.deployer.DecisionDefinitionDeployer;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.impl.util.StringUtil;
import org.iroprotocol.authority.DeploymentsChanged;
import org.iroprotocol.authority.FolderProvenance;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.TableFiles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.ReflectionUtils;

/**
 * Who may deploy: {@code protocol-admin} into and from its own authorities, {@code camunda-admin} into any, the system itself
 * (nobody signed in) – models, tables, forms and letters alike. The engine's tenant check does not look at where somebody
 * deploys, so membership of a tenant would not hold anybody back.
 */
class DeploymentGuard extends CommandInterceptor {

    private static final Field BUILDER = field(DeployCmd.class, "deploymentBuilder");
    private static final Field DEPLOYMENT_ID = field(DeleteDeploymentCmd.class, "deploymentId");

    private final ApplicationEventPublisher events;

    DeploymentGuard(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof DeployCmd) {
            checkCreate(builder((DeployCmd) command).getDeployment());
            announceAfterTransaction();
        } else if (command instanceof DeleteDeploymentCmd) {
            checkDelete((String) ReflectionUtils.getField(DEPLOYMENT_ID, command));
            announceAfterTransaction();
        } else if (command instanceof DeleteProcessDefinitionsByIdsCmd
                || command instanceof DeleteProcessDefinitionsByKeyCmd) {
            checkDeleteDefinition();
            announceAfterTransaction();
        }
        return next.execute(command);
    }

    static DeploymentBuilderImpl builder(DeployCmd command) {
        return (DeploymentBuilderImpl) ReflectionUtils.getField(BUILDER, command);
    }

    private static void checkCreate(DeploymentEntity deployment) {
        checkWho(deployment);
        // None when all files are taken from an earlier deployment: those were checked when they came.
        if (deployment.getResources() != null) {
            deployment.getResources().values().forEach(DeploymentGuard::checkTable);
        }
    }

    /** Refuses who may not deploy there, whatever it is. */
    static void checkWho(DeploymentEntity deployment) {
        Authentication signedIn = signedIn();
        if (signedIn != null) {
            String tenant = deployment.getTenantId();
            if (!isAdmin(signedIn)) {
                throw refusal(signedIn, "deploy: only members of protocol-admin may");
            }
            if (tenant == null || tenant.isBlank()) {
                throw refusal(signedIn, "deploy without an authority: enter the authority's id as tenant id");
            }
            if (!mayWorkIn(signedIn, tenant)) {
                throw refusal(signedIn, "deploy into the authority '" + tenant + "': it is not one of theirs");
            }
            if (FolderProvenance.isFromFolder(deployment.getSource())) {
                throw refusal(signedIn, "name '" + deployment.getSource() + "' as source: it is kept for what the server "
                        + "deploys from the authority folders");
            }
        }
    }

    private static void checkTable(ResourceEntity resource) {
        if (StringUtil.hasAnySuffix(resource.getName(), DecisionDefinitionDeployer.DMN_RESOURCE_SUFFIXES)) {
            try {
                TableFiles.check(resource.getName(), resource.getBytes());
            } catch (IllegalArgumentException e) {
                throw new BadUserRequestException(e.getMessage(), e);
            }
        }
    }

    private void checkDelete(String deploymentId) {
        Authentication signedIn = signedIn();
        if (signedIn == null) {
            return;
        }
        if (!isAdmin(signedIn)) {
            throw refusal(signedIn, "delete a deployment: only members of protocol-admin may");
        }
        DeploymentEntity deployment = deploymentId == null ? null
                : Context.getCommandContext().getDeploymentManager().findDeploymentById(deploymentId);
        if (deployment != null && !mayWorkIn(signedIn, deployment.getTenantId())) {
            throw refusal(signedIn, "delete this deployment: it does not belong to an authority of theirs");
        }
    }

    /** Takes a model out of its deployment and leaves its forms behind: not a thing for everyday administrators. */
    private void checkDeleteDefinition() {
        Authentication signedIn = signedIn();
        if (signedIn != null && !groups(signedIn).contains(Groups.CAMUNDA_ADMIN)) {
            throw refusal(signedIn, "delete a process definition: delete or replace its deployment");
        }
    }

    /** Who is signed in; null for the system itself. A running model is never the system, whoever it runs for. */
    static Authentication signedIn() {
        if (Context.getCoreExecutionContext() != null) {
            throw new AuthorizationException("A running process may not create or delete deployments.");
        }
        Authentication authentication = Context.getCommandContext().getAuthentication();
        return authentication == null || authentication.getUserId() == null ? null : authentication;
    }

    private static boolean isAdmin(Authentication signedIn) {
        return groups(signedIn).contains(Groups.PROTOCOL_ADMIN) || groups(signedIn).contains(Groups.CAMUNDA_ADMIN);
    }

    private static boolean mayWorkIn(Authentication signedIn, String tenant) {
        List<String> own = signedIn.getTenantIds() == null ? List.of() : signedIn.getTenantIds();
        return groups(signedIn).contains(Groups.CAMUNDA_ADMIN) || tenant != null && own.contains(tenant);
    }

    private static List<String> groups(Authentication signedIn) {
        return signedIn.getGroupIds() == null ? List.of() : signedIn.getGroupIds();
    }

    private void announceAfterTransaction() {
        CommandContext context = Context.getCommandContext();
        TransactionContext transaction = context.getTransactionContext();
        transaction.addTransactionListener(TransactionState.COMMITTED, done -> events.publishEvent(new DeploymentsChanged()));
        transaction.addTransactionListener(TransactionState.ROLLED_BACK, done -> events.publishEvent(new DeploymentsChanged()));
    }

    private static AuthorizationException refusal(Authentication signedIn, String what) {
        return new AuthorizationException("'" + signedIn.getUserId() + "' may not " + what + ".");
    }

    private static Field field(Class<?> type, String name) {
        Field field = ReflectionUtils.findField(type, name);
        if (field == null) {
            throw new IllegalStateException(type.getName() + " has no field '" + name + "': the engine's version has changed, "
                    + "the deployment guard must be adapted.");
        }
        ReflectionUtils.makeAccessible(field);
        return field;
    }
}
