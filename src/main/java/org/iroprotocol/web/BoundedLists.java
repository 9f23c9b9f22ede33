package org.iroprotocol.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The web applications ask for some lists without saying how long they may be – Cockpit for the versions of a process –
 * and the engine refuses those. Here such a question gets the engine's own limit; programs at {@code /engine-rest} are
 * still told to name one.
 */
@Component
class BoundedLists extends OncePerRequestFilter {

    /** Not more than the engine's limit. */
    private static final String LIMIT = "maxResults=2000";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String query = request.getQueryString();
        return !request.getMethod().equals("GET") || !request.getRequestURI().startsWith("/camunda/api/engine/")
                || query != null && query.contains("maxResults");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        String bounded = query == null || query.isEmpty() ? LIMIT : query + "&" + LIMIT;
        chain.doFilter(new HttpServletRequestWrapper(request) {
            @Override
            public String getQueryString() {
                return bounded;
            }
        }, response);
    }
}
