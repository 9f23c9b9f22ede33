package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every path the engine's interface has, asked without a sign-in, and the set-up while there is no administrator. */
@ProtocolTest
class LockedDoorsTest {

    private static final String EVIL = "{\"profile\":{\"id\":\"evil\",\"firstName\":\"E\",\"lastName\":\"V\"},"
            + "\"credentials\":{\"password\":\"" + Staff.PASSWORD + "\"}}";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    /** Method and path of everything this version of the interface answers. */
    private static Set<List<String>> endpoints() {
        Set<List<String>> found = new LinkedHashSet<>();
        CamundaRestResources.getResourceClasses().forEach(type -> walk(type, path(type.getAnnotation(Path.class)), 0, found));
        assertThat(found).hasSizeGreaterThan(400);
        return found;
    }

    private static void walk(Class<?> type, String prefix, int depth, Set<List<String>> found) {
        if (depth > 6) {
            return;
        }
        for (Method method : type.getMethods()) {
            Path path = annotation(method, Path.class);
            String here = prefix + path(path);
            String verb = null;
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                verb = http == null ? verb : http.value();
            }
            if (verb != null) {
                found.add(List.of(verb, here));
            } else if (path != null && !method.getReturnType().equals(Object.class)) {
                walk(method.getReturnType(), here, depth + 1, found);
            }
        }
    }

    private static <A extends Annotation> A annotation(Method method, Class<A> type) {
        return method.getAnnotation(type);
    }

    private static String path(Path path) {
        if (path == null || path.value().isEmpty() || path.value().equals("/")) {
            return "";
        }
        String text = path.value().replaceAll("\\{[^/]*}", "x");
        return text.startsWith("/") ? text : "/" + text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", "/camunda/api/engine"})
    void everyPathOfTheEnginesInterfaceAsksForASignIn(String base) {
        Set<String> open = new TreeSet<>();
        Browser nobody = new Browser(port);
        for (List<String> endpoint : endpoints()) {
            HttpResponse<String> answer = nobody.send(endpoint.get(0), base + endpoint.get(1), "application/json", "{}");
            if (answer.statusCode() != 401) {
                open.add(endpoint + " " + answer.statusCode());
            }
        }
        assertThat(open).isEmpty();
    }

    /** CVE-2026-77226, also by the roads that do not pass the set-up page. */
    @Test
    void withoutAnAdministratorNobodyBecomesOne() {
        List<String> members = identity.createUserQuery().memberOfGroup("camunda-admin").list().stream().map(User::getId).toList();
        long users = identity.createUserQuery().count();
        long grants = authorizations.createAuthorizationQuery().count();
        members.forEach(member -> identity.deleteMembership(member, "camunda-admin"));
        try {
            Browser nobody = new Browser(port);
            nobody.page("/camunda/app/admin/default/setup/");
            for (String path : List.of("/camunda/api/admin/setup/default/user/create", "/camunda/api/engine/engine/default/user/create",
                    "/camunda/api/engine/user/create", "/engine-rest/user/create", "/engine-rest/engine/default/user/create")) {
                assertThat(nobody.post(path, "application/json", EVIL).statusCode()).as(path).isIn(400, 401, 403);
            }
            for (String user : List.of("iro.test", "protocol-admin.test", "protocol-manager.test")) {
                for (Caller caller : Caller.both(port, user)) {
                    assertThat(caller.post("/user/create", EVIL).statusCode()).as(user).isIn(403, 404);
                    assertThat(caller.send("PUT", "/group/camunda-admin/members/" + user, "{}").statusCode()).as(user).isIn(403, 404);
                    assertThat(caller.post("/authorization/create", "{\"type\":1,\"permissions\":[\"ALL\"],\"userId\":\"" + user
                            + "\",\"resourceType\":0,\"resourceId\":\"*\"}").statusCode()).as(user).isIn(403, 404);
                    assertThat(caller.post("/tenant/create", "{\"id\":\"evil\",\"name\":\"evil\"}").statusCode()).as(user)
                            .isIn(403, 404);
                    assertThat(caller.send("PUT", "/tenant/northmoor/user-members/" + user, "{}").statusCode()).as(user)
                            .isIn(403, 404);
                    assertThat(caller.at("/camunda/api/admin/setup/default").post("/user/create", EVIL).statusCode())
                            .as(user).isIn(401, 403);
                }
            }
        } finally {
            members.forEach(member -> identity.createMembership(member, "camunda-admin"));
        }
        assertThat(identity.createUserQuery().count()).isEqualTo(users);
        assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(grants);
        assertThat(identity.createTenantQuery().tenantId("evil").count()).isZero();
        assertThat(identity.createUserQuery().userId("iro.test").memberOfTenant("northmoor").count()).isZero();
    }
}
