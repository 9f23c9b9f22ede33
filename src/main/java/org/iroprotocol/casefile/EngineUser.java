package org.iroprotocol.casefile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.AsSystem;
import org.springframework.stereotype.Component;

/** Who is at work in the engine, and how the house itself acts in their stead. */
@Component
class EngineUser {

    private final IdentityService identity;
    private final AsSystem asSystem;

    EngineUser(IdentityService identity, AsSystem asSystem) {
        this.identity = identity;
        this.asSystem = asSystem;
    }

    String id() {
        return asSystem.user();
    }

    /** Who is signed in; empty when the house itself is at work. */
    Optional<AsSystem.SignedIn> signedIn() {
        return asSystem.signedIn();
    }

    <T> T asSystem(Supplier<T> work) {
        return asSystem.call(work);
    }

    /** The user of the authority and group with that e-mail address, in whatever case it is written; null for none. */
    String withAddress(String authority, String group, String email) {
        if (email == null || email.isBlank()) {
            return null;
        }
        String wanted = email.strip().toLowerCase(Locale.ROOT);
        List<String> found = asSystem(() -> identity.createUserQuery().memberOfTenant(authority).memberOfGroup(group).list()
                .stream()
                .filter(user -> user.getEmail() != null && user.getEmail().strip().toLowerCase(Locale.ROOT).equals(wanted))
                .map(User::getId)
                .toList());
        if (found.size() > 1) {
            throw new RefusedException(null, "Two user accounts share this e-mail address, so the system cannot tell whose "
                    + "tasks these are. Ask an administrator to correct the accounts, or enter another address.");
        }
        return found.isEmpty() ? null : found.get(0);
    }
}
