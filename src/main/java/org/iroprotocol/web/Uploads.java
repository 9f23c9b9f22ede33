package org.iroprotocol.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.iroprotocol.takeover.CaseImport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/** One page takes a file: the import. It is read in memory, never written to disk, and never larger than the import allows. */
@Configuration
class Uploads {

    static final String PATH = "/import/rehearse";

    /** The file, and what a browser sends around it. */
    private static final int MOST_BYTES = CaseImport.MOST_BYTES + 16 * 1024;

    @Bean
    MultipartConfigElement uploadLimits() {
        return new MultipartConfigElement("", MOST_BYTES, MOST_BYTES, MOST_BYTES);
    }

    /** Known to Spring by this name. */
    @Bean
    MultipartResolver multipartResolver() {
        return new StandardServletMultipartResolver() {
            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return PATH.equals(request.getServletPath()) && super.isMultipart(request);
            }
        };
    }

    /** Too large a file is told in words; the server itself would only drop the token and call the page stale. */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    static class TooLarge extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (PATH.equals(request.getServletPath()) && request.getContentLengthLong() > MOST_BYTES) {
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader("Location", request.getContextPath() + "/import?large");
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
