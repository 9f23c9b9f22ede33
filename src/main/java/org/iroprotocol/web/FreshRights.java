package org.iroprotocol.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks the signed-in user up again every half minute: somebody removed is signed out, and a change of groups or
 * authorities holds in every part of the house without signing in again.
 */
class FreshRights extends OncePerRequestFilter {

    private static final String CHECKED = FreshRights.class.getName();
    private static final long HALF_MINUTE = 30_000;

    private final EngineUsers users;
    private final Clock clock;
    private final String engineName;

    FreshRights(EngineUsers users, Clock clock, String engineName) {
        this.users = users;
        this.clock = clock;
        this.engineName = engineName;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication current = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null && current != null && current.getPrincipal() instanceof SignedIn user && isDue(session)) {
            refresh(session, user);
        }
        chain.doFilter(request, response);
    }

    private boolean isDue(HttpSession session) {
        Object last = session.getAttribute(CHECKED);
        return !(last instanceof Long at) || Math.abs(clock.millis() - at) >= HALF_MINUTE;
    }

    private void refresh(HttpSession session, SignedIn before) {
        Optional<SignedIn> now = users.load(before.userId());
        if (now.isEmpty()) {
            session.invalidate();
            SecurityContextHolder.clearContext();
            return;
        }
        session.setAttribute(CHECKED, clock.millis());
        if (!now.get().equals(before)) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(EngineSignIn.token(now.get()));
            SecurityContextHolder.setContext(context);
            session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context);
            AuthenticationUtil.getAuthsFromSession(session).removeByEngineName(engineName);
        }
    }
}
