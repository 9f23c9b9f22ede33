package org.iroprotocol.testing;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.Groups;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Fictional people in the tests: one per group in Derby ({@code iro.test}, …), a second IRO, and a few in Northmoor and Southmere. */
@Component
public class Staff {

    public static final String PASSWORD = "Correct-Horse-7-Battery";

    private final IdentityService identity;

    Staff(IdentityService identity, AuthorizationService authorizations) {
        this.identity = identity;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(1000)
    void create() {
        Groups.all().keySet().stream().filter(group -> !group.equals(Groups.CAMUNDA_ADMIN))
                .forEach(group -> add(group + ".test", group, "derby"));
        add("iro2.test", "iro", "derby");
        add("iro.north", "iro", "northmoor");
        add("iro-admin.north", "iro-admin", "northmoor");
        add("protocol-admin.north", "protocol-admin", "northmoor");
        add("head-of-service-qa.north", "head-of-service-qa", "northmoor");
        // Southmere changes nothing, not even where e-mails may go.
        add("iro.south", "iro", "southmere", "example.org");
        add("iro-admin.south", "iro-admin", "southmere", "example.org");
        add("senior-iro.south", "senior-iro", "southmere", "example.org");
    }

    /** Signs a user in for engine calls of this thread, with groups and tenants. */
    public void signIn(String user) {
        identity.setAuthentication(user,
                identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList(),
                identity.createTenantQuery().userMember(user).list().stream().map(Tenant::getId).toList());
    }

    public void signOut() {
        identity.clearAuthentication();
    }

    private void add(String id, String group, String tenant) {
        add(id, group, tenant, tenant + ".example");
    }

    private void add(String id, String group, String tenant, String domain) {
        if (identity.createUserQuery().userId(id).count() > 0) {
            return;
        }
        User user = identity.newUser(id);
        user.setFirstName("Test");
        user.setLastName(id);
        user.setEmail(id + "@" + domain);
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        if (identity.createGroupQuery().groupId(group).count() == 0) {
            identity.saveGroup(named(identity.newGroup(group)));
        }
        identity.createMembership(id, group);
        if (identity.createTenantQuery().tenantId(tenant).count() == 0) {
            identity.saveTenant(identity.newTenant(tenant));
        }
        identity.createTenantUserMembership(tenant, id);
    }

    private static Group named(Group group) {
        group.setName(group.getId());
        return group;
    }
}
