package org.iroprotocol.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives a request to the REST API the rights of its user in the engine, and takes them back whatever happens. */
class RestRights extends OncePerRequestFilter {

    private final IdentityService identity;

    RestRights(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication current = SecurityContextHolder.getContext().getAuthentication();
        if (current == null || !(current.getPrincipal() instanceof SignedIn user)) {
            throw new ServletException("no user: the REST API is reached only through sign-in");
        }
        // A browser that remembers the password must not be used by another site's page.
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        identity.setAuthentication(user.userId(), new ArrayList<>(user.groups()), new ArrayList<>(user.tenants()));
        try {
            chain.doFilter(request, response);
        } finally {
            identity.clearAuthentication();
        }
    }
}
