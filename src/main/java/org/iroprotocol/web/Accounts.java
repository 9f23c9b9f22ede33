package org.iroprotocol.web;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.Groups;
import org.springframework.stereotype.Component;

/** Makes sure that users, groups, authorities and memberships exist; changes nothing that does. */
@Component
class Accounts {

    private final IdentityService identity;

    Accounts(IdentityService identity) {
        this.identity = identity;
    }

    boolean exists(String userId) {
        return identity.createUserQuery().userId(userId).count() > 0;
    }

    boolean isEmpty(String groupId) {
        return identity.createUserQuery().memberOfGroup(groupId).count() == 0;
    }

    User draft(String userId, String firstName, String lastName, String email) {
        User user = identity.newUser(userId);
        user.setFirstName(firstName);
        user.setLastName(lastName);
        user.setEmail(email);
        return user;
    }

    void save(User user, String password) {
        user.setPassword(password);
        identity.saveUser(user);
    }

    void group(String groupId) {
        if (identity.createGroupQuery().groupId(groupId).count() == 0) {
            Group group = identity.newGroup(groupId);
            group.setName(Groups.label(groupId));
            group.setType(Groups.CAMUNDA_ADMIN.equals(groupId) ? "SYSTEM" : "WORKFLOW");
            identity.saveGroup(group);
        }
    }

    void tenant(String tenantId, String name) {
        if (identity.createTenantQuery().tenantId(tenantId).count() == 0) {
            Tenant tenant = identity.newTenant(tenantId);
            tenant.setName(name);
            identity.saveTenant(tenant);
        }
    }

    void member(String userId, String groupId) {
        if (identity.createUserQuery().userId(userId).memberOfGroup(groupId).count() == 0) {
            identity.createMembership(userId, groupId);
        }
    }

    void worksIn(String userId, String tenantId) {
        if (identity.createUserQuery().userId(userId).memberOfTenant(tenantId).count() == 0) {
            identity.createTenantUserMembership(tenantId, userId);
        }
    }
}
