package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One sign-in before everything, attacked over HTTP. */
@ProtocolTest
class SignInTest {

    private static final String USER_API = "/camunda/api/admin/auth/user/default";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    TestUsers users;
    Browser browser;

    @BeforeEach
    void people() {
        users = new TestUsers(identity);
        users.add("web.reader", "derby", "iro");
        users.add("web.boss", "derby", "camunda-admin");
        browser = new Browser(port);
    }

    @AfterEach
    void away() {
        users.removeAll();
    }

    @Test
    void nothingAnswersWithoutASignInButItselfItsStylesAndTheHealthProbe() {
        var open = new TreeSet<String>();
        List<String> paths = new ArrayList<>(List.of("/", "/cases", "/camunda", "/camunda/", "/camunda/app/",
                "/camunda/app/welcome/default/", "/camunda/app/tasklist/default/", "/camunda/app/cockpit/default/",
                "/camunda/app/admin/default/", "/camunda/app/admin/default/setup/", "/camunda/app/tasklist/locales/en.json",
                "/camunda/app/tasklist/scripts/config.js", "/camunda/lib/deps.js", "/camunda/api/engine/engine/",
                "/camunda/api/engine/engine/default/task", "/camunda/api/engine/engine/default/identity/password-policy",
                "/camunda/api/admin/auth/user/default", "/camunda/api/admin/plugin/license/default/check-key",
                "/camunda/api/cockpit/plugin/base/default/process-definition", "/camunda/favicon.ico", "/engine-rest",
                "/engine-rest/", "/engine-rest/engine", "/engine-rest/task", "/engine-rest/user", "/engine-rest/version",
                "/engine-rest/identity/password-policy", "/api", "/api/x", "/actuator", "/actuator/env",
                "/actuator/health/db", "/h2-console", "/webjars/camunda/app/tasklist/index.html",
                "/plugin/tasklist/app/plugin.js", "/vendor/form-js/form-viewer.js", "/js/start.js", "/error",
                "/index.html", "/processes/protocol/deadlines.dmn", "/application.yaml", "/nothing-here"));
        requestMappingHandlerMapping.getHandlerMethods().keySet().forEach(mapping -> mapping.getPatternValues()
                .forEach(pattern -> paths.add(pattern.replaceAll("\\{[^/]+}", "x"))));
        for (String path : paths) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH")) {
                HttpResponse<String> answer = new Browser(port).method(method, path);
                boolean toSignIn = answer.statusCode() == 302
                        && answer.headers().firstValue("Location").orElse("").contains("/sign-in");
                if (!toSignIn && answer.statusCode() != 401 && answer.statusCode() != 403) {
                    open.add(method + " " + path);
                }
            }
        }
        assertThat(open).containsExactlyInAnyOrder("GET /sign-in", "HEAD /sign-in", "OPTIONS /sign-in");
        assertThat(browser.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(browser.get("/actuator/health").body()).as("nothing but up or down").contains("\"status\":\"UP\"").doesNotContain("details", "components");
        assertThat(browser.get("/css/house.css").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/api/admin/setup/default/user/create", "/camunda/api//admin/setup/default/user/create",
            "/camunda/api/admin;a=b/setup/default/user/create", "/camunda/api/admin/%73etup/default/user/create",
            "/camunda/x/../api/admin/setup/default/user/create", "/camunda/api/admin/setup/default/user/create/"})
    void nobodyMakesAnAdministratorWhileTheGroupIsEmpty(String path) {
        List<String> members = identity.createUserQuery().memberOfGroup("camunda-admin").list().stream()
                .map(user -> user.getId()).toList();
        assertThat(members).contains("admin");
        members.forEach(member -> identity.deleteMembership(member, "camunda-admin"));
        try {
            String evil = "{\"profile\":{\"id\":\"evil\",\"firstName\":\"E\",\"lastName\":\"V\"},"
                    + "\"credentials\":{\"password\":\"" + TestUsers.PASSWORD + "\"}}";
            assertThat(browser.post(path, "application/json", evil).statusCode()).isIn(400, 401, 403);
            // With the token the applications hand out, too.
            browser.page("/camunda/app/admin/default/");
            assertThat(browser.post(path, "application/json", evil, "X-XSRF-TOKEN",
                    browser.cookies.getOrDefault("XSRF-TOKEN", "x")).statusCode()).isIn(400, 401, 403);
            assertThat(browser.signIn("web.reader", TestUsers.PASSWORD).statusCode()).isEqualTo(302);
            browser.page("/camunda/app/welcome/default/");
            assertThat(browser.post(path, "application/json", evil, "X-XSRF-TOKEN",
                    browser.cookies.get("XSRF-TOKEN")).statusCode()).isIn(400, 401, 403);
            assertThat(identity.createUserQuery().userId("evil").count()).isZero();
        } finally {
            members.forEach(member -> identity.createMembership(member, "camunda-admin"));
        }
    }

    @Test
    void theWebApplicationsOwnSignInIsRefused() {
        Map<String, String> right = Map.of("username", "web.reader", "password", TestUsers.PASSWORD);
        assertThat(browser.form(USER_API + "/login/tasklist", right).statusCode()).isEqualTo(401);
        browser.signIn("web.reader", TestUsers.PASSWORD);
        browser.page("/camunda/app/welcome/default/");
        assertThat(browser.form(USER_API + "/login/admin", Map.of("username", "web.boss", "password", TestUsers.PASSWORD),
                "X-XSRF-TOKEN", browser.cookies.get("XSRF-TOKEN")).statusCode()).isEqualTo(403);
        assertThat(browser.get(USER_API).body()).contains("web.reader");
    }

    @Test
    void aWrongPasswordIsRefusedInWordsThatDoNotTellWhetherTheUserExists() {
        assertThat(browser.signIn("web.reader", "wrong").headers().firstValue("Location").orElseThrow())
                .endsWith("/sign-in?refused");
        String known = browser.page("/sign-in?refused").body();
        Browser other = new Browser(port);
        other.signIn("web.nobody", "wrong");
        String unknown = other.page("/sign-in?refused").body();
        assertThat(known).contains("There is a problem", "value=\"web.reader\"", "<title>Error: Sign in")
                .doesNotContain("locked");
        assertThat(unsaid(unknown, "web.nobody")).isEqualTo(unsaid(known, "web.reader"));
        assertThat(browser.page("/cases").statusCode()).isEqualTo(302);
    }

    private static String unsaid(String page, String user) {
        return page.replace(user, "U").replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }

    @Test
    void afterWrongAttemptsTheRightPasswordIsRefusedForAWhile() {
        for (int i = 0; i < 4; i++) {
            browser.signIn("web.reader", "wrong");
        }
        assertThat(browser.signIn("web.reader", TestUsers.PASSWORD).headers().firstValue("Location").orElseThrow())
                .endsWith("/sign-in?refused");
        assertThat(browser.page("/sign-in?refused").body()).contains("locked for a while");
        assertThat(new Browser(port).get("/engine-rest/engine", "Authorization",
                Browser.basic("web.reader", TestUsers.PASSWORD)).statusCode()).isEqualTo(401);
        identity.unlockUser("web.reader");
        assertThat(browser.signIn("web.reader", TestUsers.PASSWORD).headers().firstValue("Location").orElseThrow())
                .doesNotContain("refused");
    }

    @Test
    void ourFormsAreRefusedWithoutTheirToken() {
        assertThat(browser.form("/sign-in", Map.of("user", "web.reader", "password", TestUsers.PASSWORD))
                .headers().firstValue("Location").orElseThrow()).endsWith("/sign-in?again");
        assertThat(browser.page("/cases").statusCode()).isEqualTo(302);
        browser.signIn("web.reader", TestUsers.PASSWORD);
        assertThat(browser.form("/sign-out", Map.of(), "Accept", "text/html").statusCode()).isEqualTo(403);
        HttpResponse<String> start = browser.post("/case/C-1/start/x/send", "application/json", "{}");
        assertThat(start.statusCode()).isEqualTo(403);
        assertThat(start.body()).contains("open for too long");
        assertThat(browser.page("/cases").statusCode()).isEqualTo(200);
    }

    @Test
    void theSessionChangesAtSignIn() {
        browser.page("/sign-in");
        String before = browser.cookies.get("JSESSIONID");
        browser.signIn("web.reader", TestUsers.PASSWORD);
        assertThat(before).isNotBlank();
        assertThat(browser.cookies.get("JSESSIONID")).isNotEqualTo(before);
    }

    @Test
    void theRestApiTakesBasicAndNeverTheSession() {
        browser.signIn("web.reader", TestUsers.PASSWORD);
        HttpResponse<String> refused = browser.get("/engine-rest/engine");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic");
        assertThat(refused.body()).startsWith("{\"type\":\"Unauthorized\"");

        Browser program = new Browser(port);
        String basic = Browser.basic("web.reader", TestUsers.PASSWORD);
        assertThat(program.get("/engine-rest/engine", "Authorization", basic).statusCode()).isEqualTo(200);
        assertThat(program.cookies).isEmpty();
        assertThat(program.get("/engine-rest/engine", "Authorization", basic, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(program.get("/cases", "Authorization", basic, "Accept", "text/html").statusCode()).isEqualTo(302);
        assertThat(program.get("/camunda/api/engine/engine/default/task", "Authorization", basic).statusCode())
                .isEqualTo(401);
        assertThat(program.get("/engine-rest/engine", "Authorization", Browser.basic("web.reader", "wrong")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theRestApiActsWithTheUsersOwnRights() {
        Browser program = new Browser(port);
        String reader = Browser.basic("web.reader", TestUsers.PASSWORD);
        String boss = Browser.basic("web.boss", TestUsers.PASSWORD);
        assertThat(program.get("/engine-rest/user?id=admin&maxResults=5", "Authorization", boss).body()).contains("admin");
        assertThat(program.get("/engine-rest/user?id=admin&maxResults=5", "Authorization", reader).body()).isEqualTo("[]");
        assertThat(program.method("DELETE", "/engine-rest/user/web.boss", "Authorization", reader).statusCode())
                .isEqualTo(403);
        assertThat(identity.getCurrentAuthentication()).isNull();
    }

    @Test
    void oneSignInOpensTasklistAndSigningOutThereClosesEverything() {
        browser.signIn("web.boss", TestUsers.PASSWORD);
        HttpResponse<String> tasklist = browser.page("/camunda/app/tasklist/default/");
        assertThat(tasklist.statusCode()).isEqualTo(200);
        assertThat(browser.get(USER_API).body()).contains("\"userId\":\"web.boss\"");
        assertThat(browser.post(USER_API + "/logout", "application/json", "{}").statusCode()).as("without token")
                .isEqualTo(403);

        browser = new Browser(port);
        browser.signIn("web.boss", TestUsers.PASSWORD);
        browser.page("/camunda/app/tasklist/default/");
        assertThat(browser.post(USER_API + "/logout", "application/json", "{}", "X-XSRF-TOKEN",
                browser.cookies.get("XSRF-TOKEN")).statusCode()).isEqualTo(200);
        assertThat(browser.page("/cases").statusCode()).isEqualTo(302);
        assertThat(browser.page("/camunda/app/tasklist/default/").headers().firstValue("Location").orElseThrow())
                .endsWith("/sign-in");
        assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode()).isEqualTo(401);
    }

    @Test
    void signingOutOnOurPagesClosesTasklistToo() {
        browser.signIn("web.boss", TestUsers.PASSWORD);
        browser.page("/camunda/app/tasklist/default/");
        assertThat(browser.get("/camunda/api/engine/engine/default/task?maxResults=15").statusCode()).isEqualTo(200);
        HttpResponse<String> out = browser.form("/sign-out", Map.of("_csrf", browser.token("/cases")));
        assertThat(out.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in?out");
        assertThat(new Browser(port).get("/sign-in?out").headers().firstValue("Clear-Site-Data"))
                .as("unfinished forms do not stay in the browser").contains("\"storage\"");
        assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode()).isEqualTo(401);
        assertThat(browser.page("/cases").statusCode()).isEqualTo(302);
    }

    @Test
    void afterSigningInPeopleReturnToThePageTheyAskedForAndNeverElsewhere() {
        browser.page("/case/C-77");
        assertThat(browser.signIn("web.reader", TestUsers.PASSWORD).headers().firstValue("Location").orElseThrow())
                .endsWith("/case/C-77");
        Browser other = new Browser(port);
        other.get("/case/for-task/1", "Accept", "application/json");
        other.page("/camunda/api/engine/engine/default/task");
        assertThat(other.signIn("web.reader", TestUsers.PASSWORD).headers().firstValue("Location").orElseThrow())
                .endsWith("localhost:" + port + "/");
    }

    @Test
    void headersAndCookiesAreStrict() {
        HttpResponse<String> page = browser.page("/sign-in");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly", "Secure", "SameSite=Lax");
        browser.signIn("web.boss", TestUsers.PASSWORD);
        HttpResponse<String> tasklist = browser.page("/camunda/app/tasklist/default/");
        assertThat(tasklist.headers().allValues("Content-Security-Policy")).singleElement().asString()
                .contains("nonce-", "frame-ancestors 'none'");
        assertThat(tasklist.headers().allValues("Set-Cookie")).allSatisfy(cookie ->
                assertThat(cookie).contains("Secure").containsIgnoringCase("SameSite=Lax"));
        assertThat(browser.get("/sign-in", "X-Forwarded-Proto", "https").headers()
                .firstValue("Strict-Transport-Security").orElseThrow()).contains("max-age=31536000");
    }

    @Test
    void errorsAreInPlainWordsWithoutAStackTrace() {
        browser.signIn("web.reader", TestUsers.PASSWORD);
        HttpResponse<String> page = browser.page("/nothing-here");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Page not found").doesNotContain("Exception", "Whitelabel", "\tat ");
        HttpResponse<String> data = browser.get("/nothing-here", "Accept", "application/json");
        assertThat(data.body()).contains("\"status\":404").doesNotContain("trace", "exception");
    }

    @Test
    void somebodyRemovedIsSignedOutAndNewGroupsCountAtOnce() throws Exception {
        users.add("web.leaver", "derby", "iro");
        browser.signIn("web.leaver", TestUsers.PASSWORD);
        assertThat(browser.page("/cases").statusCode()).isEqualTo(200);
        assertThat(browser.page("/cases").body()).doesNotContain("Who looked");
        users.add("web.other", "derby", "iro-manager");
        identity.createMembership("web.leaver", "iro-manager");
        later(1, () -> assertThat(browser.page("/cases").body()).contains("Who looked"));
        users.remove("web.leaver");
        later(2, () -> assertThat(browser.page("/cases").statusCode()).isEqualTo(302));
    }

    /** Minutes on, by the engine's clock, which is the house's. */
    private static void later(int minutes, Runnable check) {
        var before = org.camunda.bpm.engine.impl.util.ClockUtil.getCurrentTime();
        org.camunda.bpm.engine.impl.util.ClockUtil.setCurrentTime(new java.util.Date(before.getTime() + 60_000L * minutes));
        try {
            check.run();
        } finally {
            org.camunda.bpm.engine.impl.util.ClockUtil.reset();
        }
    }
}
