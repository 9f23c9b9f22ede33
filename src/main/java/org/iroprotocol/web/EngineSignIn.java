package org.iroprotocol.web;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Checks user name and password against the engine's identity service. */
@Component
class EngineSignIn implements AuthenticationProvider {

    private final EngineUsers users;

    EngineSignIn(EngineUsers users) {
        this.users = users;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String userId = asked.getName();
        Object password = asked.getCredentials();
        if (userId.isBlank() || !(password instanceof String text) || !users.passwordIsRight(userId, text)) {
            throw new BadCredentialsException("refused");
        }
        return users.load(userId).map(EngineSignIn::token).orElseThrow(() -> new BadCredentialsException("refused"));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    static Authentication token(SignedIn user) {
        return UsernamePasswordAuthenticationToken.authenticated(user, null,
                List.of(new SimpleGrantedAuthority("signed-in")));
    }
}
