package org.iroprotocol.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Back to the sign-in page after a refusal. How often this browser was refused decides how much is said about locking,
 * so that nobody learns from the words whether an account exists.
 */
class Refusals implements AuthenticationFailureHandler {

    static final String COUNT = Refusals.class.getName();
    static final String USER = COUNT + ".user";

    private final String page;

    Refusals(String page) {
        this.page = page;
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
                                        AuthenticationException problem) throws IOException {
        HttpSession session = request.getSession();
        int before = session.getAttribute(COUNT) instanceof Integer count ? count : 0;
        session.setAttribute(COUNT, before + 1);
        String user = request.getParameter("user");
        session.setAttribute(USER, user == null || user.length() > 100 ? "" : user);
        response.sendRedirect(request.getContextPath() + page + "?refused");
    }
}
