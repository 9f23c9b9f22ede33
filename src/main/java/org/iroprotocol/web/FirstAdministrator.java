package org.iroprotocol.web;

import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.Groups;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The administrators' group is never empty: before the first request is answered there is the user {@code admin}. The
 * password from {@code PROTOCOL_ADMIN_PASSWORD} is used when the user is made; later it is changed in Admin. What the
 * group may do is established by package {@code engine}.
 */
@Component
class FirstAdministrator implements SmartInitializingSingleton {

    static final String VARIABLE = "PROTOCOL_ADMIN_PASSWORD";
    static final String USER = "admin";

    private final Accounts accounts;
    private final Passwords passwords;

    FirstAdministrator(Accounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    @Override
    public void afterSingletonsInstantiated() {
        User admin = accounts.draft(USER, "First", "Administrator", null);
        String given = passwords.given(VARIABLE, admin);
        accounts.group(Groups.CAMUNDA_ADMIN);
        if (accounts.isEmpty(Groups.CAMUNDA_ADMIN)) {
            if (!accounts.exists(USER)) {
                String password = given == null ? passwords.madeUp(admin) : given;
                accounts.save(admin, password);
                if (given == null) {
                    Passwords.print("Password of the user admin", password);
                }
            }
            accounts.member(USER, Groups.CAMUNDA_ADMIN);
        }
    }
}
