package org.iroprotocol.web;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The administrators' group is never empty: before the first request is answered there is the user {@code admin}. The
 * password from {@code PROTOCOL_ADMIN_PASSWORD} is used when the user is made; later it is changed in Admin.
 */
@Component
class FirstAdministrator implements SmartInitializingSingleton {

    static final String VARIABLE = "PROTOCOL_ADMIN_PASSWORD";
    static final String USER = "admin";

    private final Accounts accounts;
    private final Passwords passwords;
    private final AuthorizationService authorizations;

    FirstAdministrator(Accounts accounts, Passwords passwords, AuthorizationService authorizations) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.authorizations = authorizations;
    }

    @Override
    public void afterSingletonsInstantiated() {
        User admin = accounts.draft(USER, "First", "Administrator", null);
        String given = passwords.given(VARIABLE, admin);
        accounts.group(Groups.ADMINISTRATORS);
        grantAll();
        if (accounts.isEmpty(Groups.ADMINISTRATORS)) {
            if (!accounts.exists(USER)) {
                String password = given == null ? passwords.madeUp(admin) : given;
                accounts.save(admin, password);
                if (given == null) {
                    Passwords.print("Password of the user admin", password);
                }
            }
            accounts.member(USER, Groups.ADMINISTRATORS);
        }
    }

    private void grantAll() {
        for (Resource resource : Resources.values()) {
            if (authorizations.createAuthorizationQuery().groupIdIn(Groups.ADMINISTRATORS).resourceType(resource)
                    .resourceId(Authorization.ANY).count() == 0) {
                Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                grant.setGroupId(Groups.ADMINISTRATORS);
                grant.setResource(resource);
                grant.setResourceId(Authorization.ANY);
                grant.addPermission(Permissions.ALL);
                authorizations.saveAuthorization(grant);
            }
        }
    }
}
