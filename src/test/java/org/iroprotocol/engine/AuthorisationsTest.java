package org.iroprotocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.iroprotocol.authority.Groups;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuthorisationsTest {

    private static BareEngine bare;
    private static AuthorizationService authorizations;

    @BeforeAll
    static void start() {
        bare = new BareEngine();
        authorizations = bare.engine.getAuthorizationService();
        new Authorisations(bare.engine.getIdentityService(), authorizations).establish();
    }

    @AfterAll
    static void stop() {
        bare.close();
    }

    private static boolean may(String group, Permission permission, Resource resource, String id) {
        return authorizations.isUserAuthorized("u", List.of(group), permission, resource, id);
    }

    @Test
    void createsTheTwentyOneGroupsAndCanBeRepeated() {
        assertThat(bare.engine.getIdentityService().createGroupQuery().count()).isEqualTo(21);
        long before = authorizations.createAuthorizationQuery().count();
        new Authorisations(bare.engine.getIdentityService(), authorizations).establish();
        assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(before);
        assertThat(Groups.all().keySet()).hasSize(21).containsAll(Groups.POOLS).containsAll(Groups.IRO_SERVICE)
                .containsAll(Grants.MAY_START.values().stream().flatMap(java.util.Set::stream).toList());
    }

    @Test
    void correctsWhatWasChangedByHand() {
        Authorization row = authorizations.createAuthorizationQuery().groupIdIn(Groups.PROTOCOL_MANAGER)
                .resourceType(Resources.PROCESS_DEFINITION).resourceId("proceedings").singleResult();
        row.addPermission(ProcessDefinitionPermissions.SUSPEND);
        authorizations.saveAuthorization(row);
        new Authorisations(bare.engine.getIdentityService(), authorizations).establish();
        assertThat(may(Groups.PROTOCOL_MANAGER, ProcessDefinitionPermissions.SUSPEND, Resources.PROCESS_DEFINITION,
                "proceedings")).isFalse();
    }

    @Test
    void onlyTheIroServiceReadsByDefinition() {
        for (String group : Groups.all().keySet()) {
            boolean reads = may(group, ProcessDefinitionPermissions.READ_TASK, Resources.PROCESS_DEFINITION, "proceedings");
            assertThat(reads).as(group).isEqualTo(Groups.IRO_SERVICE.contains(group) || group.equals(Groups.CAMUNDA_ADMIN));
            if (!group.equals(Groups.CAMUNDA_ADMIN)) {
                assertThat(may(group, ProcessDefinitionPermissions.READ_INSTANCE, Resources.PROCESS_DEFINITION,
                        "cafcass-referral"))
                        .as("P-03 " + group).isEqualTo(Set.of("iro", "senior-iro", "iro-manager", Groups.PROTOCOL_MANAGER,
                                Groups.PROTOCOL_ADMIN).contains(group));
                assertThat(may(group, ProcessDefinitionPermissions.READ_TASK, Resources.PROCESS_DEFINITION, "*")).as(group)
                        .isFalse();
                assertThat(may(group, TaskPermissions.READ, Resources.TASK, "*")).as(group).isFalse();
            }
        }
    }

    @Test
    void nobodyHoldsARightThatLeadsPastTheForms() {
        List<Permission> definition = List.of(ProcessDefinitionPermissions.UPDATE_INSTANCE,
                ProcessDefinitionPermissions.DELETE_INSTANCE,
                ProcessDefinitionPermissions.UPDATE_INSTANCE_VARIABLE, ProcessDefinitionPermissions.SUSPEND_INSTANCE,
                ProcessDefinitionPermissions.SUSPEND, ProcessDefinitionPermissions.UPDATE_TASK,
                        ProcessDefinitionPermissions.MIGRATE_INSTANCE,
                ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE);
        for (String group : Groups.all().keySet()) {
            if (group.equals(Groups.CAMUNDA_ADMIN)) {
                continue;
            }
            for (String process : Stream.concat(Grants.SEEN_BY_IRO_SERVICE.stream(), Grants.SEEN_BY_IROS.stream()).toList()) {
                definition.forEach(permission -> assertThat(may(group, permission, Resources.PROCESS_DEFINITION, process))
                        .as(group + " " + permission + " " + process).isFalse());
            }
            assertThat(may(group, ProcessInstancePermissions.UPDATE, Resources.PROCESS_INSTANCE, "*")).isFalse();
            assertThat(may(group, Permissions.CREATE, Resources.AUTHORIZATION, "*")).isFalse();
            assertThat(may(group, Permissions.CREATE, Resources.USER, "*")).isFalse();
            assertThat(may(group, Permissions.CREATE, Resources.FILTER, "*")).isFalse();
            assertThat(may(group, Permissions.CREATE, Resources.TASK, "*")).isFalse();
        }
    }

    @Test
    void cockpitIsReadOnlyForTheProtocolManagerAndClosedToOperationalManagers() {
        for (String group : Groups.all().keySet()) {
            assertThat(may(group, Permissions.ACCESS, Resources.APPLICATION, "cockpit")).as(group)
                    .isEqualTo(List.of(Groups.PROTOCOL_MANAGER, Groups.PROTOCOL_ADMIN, Groups.CAMUNDA_ADMIN).contains(group));
            assertThat(may(group, ProcessDefinitionPermissions.RETRY_JOB, Resources.PROCESS_DEFINITION, "correspondence"))
                    .as(group)
                    .isEqualTo(List.of(Groups.PROTOCOL_ADMIN, Groups.CAMUNDA_ADMIN).contains(group));
            assertThat(may(group, Permissions.CREATE, Resources.DEPLOYMENT, "*")).as(group)
                    .isEqualTo(List.of(Groups.PROTOCOL_ADMIN, Groups.CAMUNDA_ADMIN).contains(group));
        }
    }

    @Test
    void whoMayStartWhat() {
        Map.of("open-proceedings", "la-legal-assistant", "case-change", "iro-manager", "discussion", "childrens-guardian")
                .forEach((process, group) -> assertThat(may(group, ProcessDefinitionPermissions.CREATE_INSTANCE,
                        Resources.PROCESS_DEFINITION, process)).isTrue());
        assertThat(may("la-solicitor", ProcessDefinitionPermissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION,
                "open-proceedings")).isFalse();
        assertThat(may("iro", ProcessDefinitionPermissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "correspondence"))
                .isFalse();
    }

    @Test
    void settingsThatAreOffByDefaultAreOn() {
        assertThat(bare.configuration.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(bare.configuration.getAuthorizationCheckRevokes()).isEqualTo("never");
        assertThat(bare.configuration.getQueryMaxResultsLimit()).isEqualTo(2000);
        assertThat(bare.configuration.isEnablePasswordPolicy()).isTrue();
        assertThat(bare.configuration.isEnforceSpecificVariablePermission()).isTrue();
        assertThat(bare.configuration.getDefaultUserPermissionForTask()).isEqualTo(Permissions.TASK_WORK);
    }
}
