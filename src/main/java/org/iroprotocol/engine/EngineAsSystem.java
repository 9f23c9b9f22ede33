package org.iroprotocol.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.iroprotocol.authority.AsSystem;
import org.springframework.stereotype.Component;

/** Takes the signed-in user off the engine's thread while the house works for itself. */
@Component
class EngineAsSystem implements AsSystem {

    private final IdentityService identity;

    EngineAsSystem(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public String user() {
        return signedIn().map(SignedIn::id).orElse(SYSTEM);
    }

    @Override
    public Optional<SignedIn> signedIn() {
        return Optional.ofNullable(identity.getCurrentAuthentication())
                .filter(who -> who.getUserId() != null)
                .map(who -> new SignedIn(who.getUserId(), orEmpty(who.getGroupIds()), orEmpty(who.getTenantIds())));
    }

    private static List<String> orEmpty(List<String> ids) {
        return ids == null ? List.of() : ids;
    }

    @Override
    public <T> T call(Supplier<T> work) {
        Authentication signedIn = identity.getCurrentAuthentication();
        if (signedIn == null) {
            return work.get();
        }
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            identity.setAuthentication(signedIn);
        }
    }
}
