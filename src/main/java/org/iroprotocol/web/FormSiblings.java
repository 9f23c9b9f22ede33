package org.iroprotocol.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Tasklist asks the engine what a task's form is filled with. The names behind "also for these brothers and sisters" (P-41)
 * are not in the engine: they are added to its answer here.
 */
class FormSiblings extends OncePerRequestFilter {

    private static final Pattern FILLED_WITH = Pattern.compile("^/camunda/api/engine/engine/[^/]+/task/([^/]+)/form-variables$");
    private static final String VARIABLE = "siblings";

    private final SiblingChoices choices;
    private final ObjectMapper json;

    FormSiblings(SiblingChoices choices, ObjectMapper json) {
        this.choices = choices;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET") || !FILLED_WITH.matcher(path(request)).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        Authentication current = SecurityContextHolder.getContext().getAuthentication();
        Matcher path = FILLED_WITH.matcher(path(request));
        if (answer.getStatus() == HttpServletResponse.SC_OK && path.matches() && current != null
                && current.getPrincipal() instanceof SignedIn user) {
            List<SiblingChoices.Choice> siblings = choices.ofTask(user, path.group(1));
            JsonNode filled = json.readTree(answer.getContentAsByteArray());
            if (!siblings.isEmpty() && filled instanceof ObjectNode variables) {
                variables.putObject(VARIABLE).put("type", "Json").put("value", json.writeValueAsString(siblings))
                        .putObject("valueInfo");
                answer.resetBuffer();
                answer.getOutputStream().write(json.writeValueAsBytes(variables));
            }
        }
        answer.copyBodyToResponse();
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
