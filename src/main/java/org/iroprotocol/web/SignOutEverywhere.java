package org.iroprotocol.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RegexRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Signing out in one of the engine's web applications ends the whole session. The application removes only its own
 * mark from the session; without this the next request would sign the user in again.
 */
class SignOutEverywhere extends OncePerRequestFilter {

    private static final RequestMatcher SIGN_OUT =
            RegexRequestMatcher.regexMatcher(HttpMethod.POST, "^/camunda/api/admin/auth/user/[^/]+/logout/?(\\?.*)?$");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        // Only when the application agreed, its check against forged requests included.
        if (SIGN_OUT.matches(request) && response.getStatus() < 300) {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            SecurityContextHolder.clearContext();
        }
    }
}
