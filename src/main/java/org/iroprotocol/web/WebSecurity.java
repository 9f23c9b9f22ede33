package org.iroprotocol.web;

import static org.springframework.security.web.util.matcher.RegexRequestMatcher.regexMatcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * One sign-in before everything. Three kinds of caller: programs at the REST API (name and password with each request,
 * no session), the engine's web applications (our session, their own protection against forged requests), and our
 * pages. Decision: docs/decisions/0006-one-sign-in.md.
 */
@Configuration
class WebSecurity {

    /** Everything our pages load is their own; styles set by the form viewer in script are not affected. */
    static final String PAGES_CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String SIGN_IN = "/sign-in";

    /** Programs: HTTP Basic, nothing else, no session. */
    @Bean
    @Order(1)
    SecurityFilterChain rest(HttpSecurity http, EngineSignIn signIn, IdentityService identity) throws Exception {
        AuthenticationEntryPoint challenge = (request, response, problem) -> {
            response.setHeader("WWW-Authenticate", "Basic realm=\"cafcass-iro-protocol\", charset=\"UTF-8\"");
            json(response, 401, "Unauthorized", "Give a user name and password with HTTP Basic.");
        };
        headers(http, "default-src 'none'; frame-ancestors 'none'");
        return http.securityMatcher(paths("/engine-rest/**"))
                .authenticationProvider(signIn)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(challenge))
                .exceptionHandling(problems -> problems.authenticationEntryPoint(challenge))
                .authorizeHttpRequests(any -> any.anyRequest().authenticated())
                .addFilterAfter(new RestRights(identity), AuthorizationFilter.class)
                .build();
    }

    /** The engine's web applications. Their own sign-in and set-up are refused to everybody (CVE-2026-77226). */
    @Bean
    @Order(2)
    SecurityFilterChain webApplications(HttpSecurity http, EngineUsers users, Clock clock, ProcessEngine engine,
            SiblingChoices siblings, MatterFillings concerns, ObjectMapper json) throws Exception {
        RequestMatcher api = regexMatcher("^/camunda/api(/.*)?$");
        // Their pages bring a policy with a nonce of their own; ours would forbid them to run.
        headers(http, null);
        return http.securityMatcher(paths("/camunda/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .exceptionHandling(problems -> problems
                        .defaultAuthenticationEntryPointFor(WebSecurity::unauthorised, api)
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint(SIGN_IN),
                                new NegatedRequestMatcher(api))
                        .defaultAccessDeniedHandlerFor((request, response, problem) ->
                                json(response, 403, "Forbidden", "This is done at our own sign-in page."), api))
                .authorizeHttpRequests(paths -> paths
                        .dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .requestMatchers(paths("/camunda/api/admin/setup/**", "/camunda/app/admin/*/setup/**")).denyAll()
                        .requestMatchers(regexMatcher("(?i)^/camunda/api/admin/auth/user/[^/]+/login(/.*)?$")).denyAll()
                        .anyRequest().authenticated())
                .addFilterBefore(new FreshRights(users, clock, engine.getName()), AuthorizationFilter.class)
                .addFilterAfter(new SignOutEverywhere(), AuthorizationFilter.class)
                .addFilterAfter(new FormFillings(siblings, concerns, json), AuthorizationFilter.class)
                .build();
    }

    /** Our pages, and whatever else there is. */
    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, EngineSignIn signIn, EngineUsers users, Clock clock, ProcessEngine engine)
            throws Exception {
        RequestMatcher data = regexMatcher("^/(case/for-task/.*|session-token|api(/.*)?|actuator(/.*)?|case/[^/]+/start/[^/]+/send)$");
        headers(http, PAGES_CSP);
        return http
                .authenticationProvider(signIn)
                // In the session: a cookie of the usual name belongs to the engine's web applications.
                .csrf(csrf -> csrf.csrfTokenRepository(new HttpSessionCsrfTokenRepository()))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .formLogin(form -> form.loginPage(SIGN_IN).usernameParameter("user").passwordParameter("password")
                        .defaultSuccessUrl("/")
                        .failureHandler(new Refusals(SIGN_IN)))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl(SIGN_IN + "?out"))
                .exceptionHandling(problems -> problems
                        .defaultAuthenticationEntryPointFor(WebSecurity::unauthorised, data)
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint(SIGN_IN),
                                new NegatedRequestMatcher(data))
                        .accessDeniedHandler(staleForms(data)))
                .authorizeHttpRequests(paths -> paths
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
                        .requestMatchers(paths(SIGN_IN, "/css/**", "/favicon.svg", "/actuator/health",
                                "/actuator/health/liveness", "/actuator/health/readiness")).permitAll()
                        .anyRequest().authenticated())
                .addFilterBefore(new FreshRights(users, clock, engine.getName()), AuthorizationFilter.class)
                .build();
    }

    /** Signs people in to the web applications by our session, before their own filter asks. */
    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> webApplicationSignIn() {
        var filter = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        filter.setInitParameters(Map.of(ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
                CamundaSignIn.class.getName()));
        filter.addUrlPatterns("/camunda/api/*", "/camunda/app/*");
        filter.setOrder(0);
        return filter;
    }

    /** By the whole path: matchers made from plain strings know the paths of one servlet only, and there are several. */
    private static RequestMatcher paths(String... patterns) {
        var matchers = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(Stream.of(patterns).map(matchers::matcher).map(RequestMatcher.class::cast).toList());
    }

    private static void headers(HttpSecurity http, String policy) throws Exception {
        http.headers(headers -> {
            headers.frameOptions(FrameOptionsConfig::deny)
                    .contentTypeOptions(Customizer.withDefaults())
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                    .permissionsPolicyHeader(policies -> policies.policy("camera=(), geolocation=(), microphone=()"))
                    .httpStrictTransportSecurity(hsts -> hsts.maxAgeInSeconds(31_536_000).includeSubDomains(false));
            if (policy != null) {
                headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy));
            } else {
                // The applications set their own caching; scripts of a megabyte are not fetched with every page.
                headers.cacheControl(cache -> cache.disable());
            }
        });
    }

    /** After signing in people return to the page they asked for, never to a script's request. */
    private static HttpSessionRequestCache pagesOnly() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(new AndRequestMatcher(
                regexMatcher(org.springframework.http.HttpMethod.GET,
                        "^/(cases|case/(?!for-task/)|reviews|views|camunda/app/(tasklist|cockpit|admin|welcome)/).*"),
                request -> request.getHeader("Accept") != null && request.getHeader("Accept").contains("text/html")));
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    /** A form that was open longer than the session: at the sign-in page simply again, elsewhere in words. */
    private static AccessDeniedHandler staleForms(RequestMatcher data) {
        AccessDeniedHandler page = new AccessDeniedHandlerImpl();
        return (request, response, problem) -> {
            boolean stale = problem instanceof CsrfException;
            if (stale && SIGN_IN.equals(request.getServletPath())) {
                response.sendRedirect(request.getContextPath() + SIGN_IN + "?again");
            } else if (stale && "/sign-out".equals(request.getServletPath())
                    && SecurityContextHolder.getContext().getAuthentication() == null) {
                response.sendRedirect(request.getContextPath() + SIGN_IN + "?out");
            } else if (data.matches(request)) {
                json(response, 403, "Forbidden", stale
                        ? "This page was open for too long. Reload it and try again." : "You may not do this.");
            } else {
                page.handle(request, response, problem);
            }
        };
    }

    private static void unauthorised(HttpServletRequest request, HttpServletResponse response,
                                     AuthenticationException problem) throws IOException {
        json(response, 401, "Unauthorized", "Sign in first.");
    }

    /** A refusal for programs; the texts are constants, so nothing needs escaping. */
    private static void json(HttpServletResponse response, int status, String type, String message) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(
                ("{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
