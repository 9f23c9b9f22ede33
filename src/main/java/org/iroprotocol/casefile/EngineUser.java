package org.iroprotocol.casefile;

import java.util.Locale;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** Who is at work in the engine, and how the house itself acts in their stead. */
@Component
class EngineUser {

    /** Recorded where nobody is signed in: timers, jobs, start-up. */
    static final String SYSTEM = "system";

    private final IdentityService identity;

    EngineUser(IdentityService identity) {
        this.identity = identity;
    }

    /** User id of the signed-in user, else {@value #SYSTEM}. */
    String id() {
        var authentication = identity.getCurrentAuthentication();
        return authentication == null || authentication.getUserId() == null ? SYSTEM : authentication.getUserId();
    }

    /** Does something with the rights of the house: nobody signed in, hence no authorisation and no tenant asked. */
    <T> T asSystem(Supplier<T> work) {
        var signedIn = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            if (signedIn != null) {
                identity.setAuthentication(signedIn);
            }
        }
    }

    /** The user of the authority and group with that e-mail address, in whatever case it is written; null for none. */
    String withAddress(String authority, String group, String email) {
        if (email == null || email.isBlank()) {
            return null;
        }
        String wanted = email.strip().toLowerCase(Locale.ROOT);
        return asSystem(() -> identity.createUserQuery().memberOfTenant(authority).memberOfGroup(group).list().stream()
                .filter(user -> user.getEmail() != null
                        && user.getEmail().strip().toLowerCase(Locale.ROOT).equals(wanted))
                .map(User::getId)
                .sorted()
                .findFirst().orElse(null));
    }
}
