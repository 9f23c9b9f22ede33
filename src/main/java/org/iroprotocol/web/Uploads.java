package org.iroprotocol.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iroprotocol.document.DocumentFiles;
import org.iroprotocol.takeover.CaseImport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/**
 * Two pages take a file: the import, and a court document. It is read in memory, never written to disk, and never larger than
 * the page allows.
 */
@Configuration
class Uploads {

    static final String PATH = "/import/rehearse";

    /** The file, and what a browser sends around it. */
    private static final int AROUND = 16 * 1024;
    private static final int MOST_BYTES = DocumentFiles.MOST_BYTES + AROUND;
    private static final Pattern DOCUMENT = Pattern.compile("(/case/[^/]+)/documents/file");

    /** The largest request the page takes; 0 where none takes a file. */
    private static int most(HttpServletRequest request) {
        return PATH.equals(request.getServletPath()) ? CaseImport.MOST_BYTES + AROUND
                : DOCUMENT.matcher(request.getServletPath()).matches() ? MOST_BYTES : 0;
    }

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
                return most(request) > 0 && super.isMultipart(request);
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
            int most = most(request);
            if (most > 0 && request.getContentLengthLong() > most) {
                Matcher document = DOCUMENT.matcher(request.getServletPath());
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader("Location", request.getContextPath()
                        + (document.matches() ? document.group(1) + "?large#t-documents" : "/import?large"));
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
