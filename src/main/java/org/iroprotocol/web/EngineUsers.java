package org.iroprotocol.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.UserName;
import org.springframework.stereotype.Component;

/** Users as the engine knows them, and work done with a user's own rights in the engine. */
@Component
class EngineUsers {

    private static final List<String> APPS = List.of("tasklist", "cockpit", "admin");

    private final IdentityService identity;
    private final AuthorizationService authorizations;

    EngineUsers(IdentityService identity, AuthorizationService authorizations) {
        this.identity = identity;
        this.authorizations = authorizations;
    }

    /** Asks the engine, which counts wrong attempts and answers no while the account is locked for them. */
    boolean passwordIsRight(String userId, String password) {
        identity.clearAuthentication();
        return identity.checkPassword(userId, password);
    }

    /** The user as on file now; empty when there is none. */
    Optional<SignedIn> load(String userId) {
        identity.clearAuthentication();
        User user = identity.createUserQuery().userId(userId).singleResult();
        if (user == null) {
            return Optional.empty();
        }
        List<String> groups = identity.createGroupQuery().groupMember(user.getId()).list().stream()
                .map(Group::getId).sorted().toList();
        List<String> tenants = identity.createTenantQuery().userMember(user.getId()).includingGroupsOfUser(true).list()
                .stream().map(Tenant::getId).sorted().toList();
        List<String> apps = APPS.stream()
                .filter(app -> authorizations.isUserAuthorized(user.getId(), groups, Permissions.ACCESS,
                        Resources.APPLICATION, app))
                .toList();
        return Optional.of(new SignedIn(user.getId(), nameOf(user), groups, tenants, apps));
    }

    /** What people are called, by user id; unknown ids are absent. */
    Map<String, String> names(Collection<String> userIds) {
        Map<String, String> names = new HashMap<>();
        if (!userIds.isEmpty()) {
            identity.createUserQuery().userIdIn(userIds.stream().distinct().toArray(String[]::new)).list()
                    .forEach(user -> names.put(user.getId(), nameOf(user)));
        }
        return names;
    }

    /** Runs the work in the engine with exactly the rights of that user, and with nobody's afterwards. */
    <T> T as(SignedIn user, Supplier<T> work) {
        identity.setAuthentication(user.userId(), new ArrayList<>(user.groups()), new ArrayList<>(user.tenants()));
        try {
            return work.get();
        } finally {
            identity.clearAuthentication();
        }
    }

    private static String nameOf(User user) {
        return UserName.of(user, user.getId());
    }
}
