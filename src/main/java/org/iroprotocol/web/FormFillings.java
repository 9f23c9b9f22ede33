package org.iroprotocol.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Tasklist asks the engine what a task's form is filled with. The names behind "also for these brothers and sisters" (P-41), a
 * draft and what has been said about a concern are not in the engine: they are added to its answer here.
 */
class FormFillings extends OncePerRequestFilter {

    private static final Pattern FILLED_WITH = Pattern.compile("^/camunda/api/engine/engine/[^/]+/task/([^/]+)/form-variables$");
    private static final String SIBLINGS = "siblings";

    private final SiblingChoices choices;
    private final MatterFillings concerns;
    private final ObjectMapper json;

    FormFillings(SiblingChoices choices, MatterFillings concerns, ObjectMapper json) {
        this.choices = choices;
        this.concerns = concerns;
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
            Map<String, Object> ours = ours(user, path.group(1));
            if (!ours.isEmpty() && json.readTree(answer.getContentAsByteArray()) instanceof ObjectNode variables) {
                for (Map.Entry<String, Object> one : ours.entrySet()) {
                    put(variables, one.getKey(), one.getValue());
                }
                answer.resetBuffer();
                answer.getOutputStream().write(json.writeValueAsBytes(variables));
            }
        }
        answer.copyBodyToResponse();
    }

    private Map<String, Object> ours(SignedIn user, String task) {
        Map<String, Object> ours = new LinkedHashMap<>(concerns.ofTask(user, task));
        List<SiblingChoices.Choice> siblings = choices.ofTask(user, task);
        if (!siblings.isEmpty()) {
            ours.put(SIBLINGS, siblings);
        }
        return ours;
    }

    /** As the engine words a variable; one of the same name gives way. */
    private void put(ObjectNode variables, String name, Object value) throws JsonProcessingException {
        ObjectNode variable = variables.putObject(name);
        if (value == null) {
            variable.put("type", "Null").putNull("value");
        } else if (value instanceof Boolean yes) {
            variable.put("type", "Boolean").put("value", yes);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Double) {
            variable.put("type", value.getClass().getSimpleName()).set("value", json.valueToTree(value));
        } else if (value instanceof CharSequence text) {
            variable.put("type", "String").put("value", text.toString());
        } else {
            variable.put("type", "Json").put("value", json.writeValueAsString(value));
        }
        variable.putObject("valueInfo");
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
