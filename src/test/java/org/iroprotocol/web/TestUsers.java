package org.iroprotocol.web;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;

/** Users, groups and tenants made for a test and taken away after it. */
class TestUsers {

    static final String PASSWORD = "Rain-on-Tuesday-42";

    private final IdentityService identity;
    private final List<String> users = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<String> tenants = new ArrayList<>();

    TestUsers(IdentityService identity) {
        this.identity = identity;
    }

    String add(String userId, String tenant, String... groupIds) {
        User user = identity.newUser(userId);
        user.setFirstName("Test");
        user.setLastName(userId);
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        users.add(userId);
        if (identity.createTenantQuery().tenantId(tenant).count() == 0) {
            Tenant made = identity.newTenant(tenant);
            identity.saveTenant(made);
            tenants.add(tenant);
        }
        identity.createTenantUserMembership(tenant, userId);
        for (String groupId : groupIds) {
            if (identity.createGroupQuery().groupId(groupId).count() == 0) {
                Group made = identity.newGroup(groupId);
                identity.saveGroup(made);
                groups.add(groupId);
            }
            identity.createMembership(userId, groupId);
        }
        return userId;
    }

    void remove(String userId) {
        identity.deleteUser(userId);
        users.remove(userId);
    }

    void removeAll() {
        users.forEach(identity::deleteUser);
        groups.forEach(identity::deleteGroup);
        tenants.forEach(identity::deleteTenant);
        users.clear();
        groups.clear();
        tenants.clear();
    }
}
