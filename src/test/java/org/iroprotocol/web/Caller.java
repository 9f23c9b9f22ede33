package org.iroprotocol.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iroprotocol.testing.Staff;

/** One user at one of the two doors to the engine's interface: programs' ({@code /engine-rest}) or Tasklist's own. */
class Caller {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Browser browser;
    private final String base;
    private final String[] headers;

    private Caller(Browser browser, String base, String... headers) {
        this.browser = browser;
        this.base = base;
        this.headers = headers;
    }

    /** Name and password with every request. */
    static Caller rest(int port, String user) {
        return rest(port, user, Staff.PASSWORD);
    }

    static Caller rest(int port, String user, String password) {
        return new Caller(new Browser(port), "/engine-rest", "Authorization", Browser.basic(user, password));
    }

    /** Session and token, as the web applications call. */
    static Caller app(int port, String user) {
        return app(port, user, Staff.PASSWORD);
    }

    static Caller app(int port, String user, String password) {
        Browser browser = new Browser(port);
        browser.signIn(user, password);
        browser.page("/camunda/app/tasklist/default/");
        return new Caller(browser, "/camunda/api/engine/engine/default", "X-XSRF-TOKEN", browser.cookies.get("XSRF-TOKEN"));
    }

    static List<Caller> both(int port, String user) {
        return List.of(rest(port, user), app(port, user));
    }

    /** The same caller at another part of the application, for example Cockpit's own queries. */
    Caller at(String otherBase) {
        return new Caller(browser, otherBase, headers);
    }

    HttpResponse<String> get(String path, String... more) {
        return browser.get(base + path, with(more));
    }

    HttpResponse<String> post(String path, String json) {
        return browser.post(base + path, "application/json", json, headers);
    }

    HttpResponse<String> post(String path, Map<String, ?> body) {
        return post(path, text(body));
    }

    HttpResponse<String> send(String method, String path, String json) {
        return browser.send(method, base + path, "application/json", json, headers);
    }

    HttpResponse<String> multipart(String path, String boundary, String body) {
        return browser.post(base + path, "multipart/form-data; boundary=" + boundary, body, headers);
    }

    JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return read(answer);
    }

    static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
        }
    }

    static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Values as the interface takes them: {@code {"variables": {"key": {"value": …}}}}. */
    static Map<String, Object> variables(Map<String, ?> values) {
        Map<String, Object> variables = new LinkedHashMap<>();
        values.forEach((key, value) -> variables.put(key, Map.of("value", value)));
        return Map.of("variables", variables);
    }

    private String[] with(String... more) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Override
    public String toString() {
        return base;
    }
}
