package org.iroprotocol.engine;

import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.iroprotocol.authority.Groups;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates the groups and what they may do, as {@link Grants} says. Run at every start and as often as one likes: it adds
 * what is missing and corrects what differs, and leaves grants to other groups, users and resources alone.
 */
@Component
public class Authorisations implements SmartInitializingSingleton {

    private final IdentityService identity;
    private final AuthorizationService authorization;

    Authorisations(IdentityService identity, AuthorizationService authorization) {
        this.identity = identity;
        this.authorization = authorization;
    }

    /** Before the first request is answered, and before anything that needs the groups. */
    @Override
    @Transactional
    public void afterSingletonsInstantiated() {
        establish();
    }

    /** Makes groups and grants what they should be; in the caller's transaction. */
    public void establish() {
        Groups.all().forEach(this::group);
        Grants.all().forEach(grant -> grant(grant.group(), grant.resource(), grant.resourceId(), grant.permissions()));
        for (Resource resource : Resources.values()) {
            grant(Groups.CAMUNDA_ADMIN, resource, Authorization.ANY, Set.of(Permissions.ALL));
        }
    }

    private void group(String id, String name) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            Group group = identity.newGroup(id);
            group.setName(name);
            group.setType(id.equals(Groups.CAMUNDA_ADMIN) ? "SYSTEM" : "WORKFLOW");
            identity.saveGroup(group);
        }
    }

    /** Lets the group do exactly this with that resource. */
    void grant(String group, Resource resource, String resourceId, Set<Permission> permissions) {
        Authorization row = authorization.createAuthorizationQuery().groupIdIn(group).resourceType(resource)
                .resourceId(resourceId)
                .authorizationType(Authorization.AUTH_TYPE_GRANT).singleResult();
        Permission[] wanted = permissions.toArray(Permission[]::new);
        if (row != null && value(row) == value(wanted)) {
            return;
        }
        if (row == null) {
            row = authorization.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            row.setGroupId(group);
            row.setResource(resource);
            row.setResourceId(resourceId);
        }
        row.setPermissions(wanted);
        authorization.saveAuthorization(row);
    }

    private static int value(Authorization row) {
        return ((AuthorizationEntity) row).getPermissions();
    }

    private static int value(Permission... permissions) {
        int value = 0;
        for (Permission permission : permissions) {
            value |= permission.getValue();
        }
        return value;
    }
}
