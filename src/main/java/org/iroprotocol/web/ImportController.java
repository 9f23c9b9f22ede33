package org.iroprotocol.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.takeover.CaseImport;
import org.iroprotocol.takeover.ImportReport;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.WebUtils;

/**
 * Taking over open cases from a CSV file (P-43): rehearsed, looked at, imported. The rehearsed file travels with the page and
 * comes back; the session keeps its digest alone. Decision: docs/decisions/0010-csv-import.md.
 */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class ImportController {

    private static final String REHEARSED = ImportController.class.getName() + ".rehearsed";

    private final CaseImport cases;

    ImportController(CaseImport cases) {
        this.cases = cases;
    }

    /** A problem; {@code where} null when it is about the file as a whole. */
    record Problem(String where, String text) {
    }

    /** One child; {@code href} null before the import, {@code siblings} null without any. */
    record Row(int row, String name, String href, boolean restricted, String siblings, List<Waiting> open,
               boolean nothingOpen, List<String> past, boolean nothingPast) {
    }

    /** What waits in a case. */
    record Waiting(String label, String due) {
    }

    @GetMapping("/import")
    String form(@RequestParam(name = "large", required = false) String large, Principal principal, Model model) {
        SignedIn user = allowed(principal);
        if (large != null) {
            problem("The file is larger than " + CaseImport.MOST_BYTES / 1024 + " KB. Split it, keeping brothers and sisters "
                    + "in the same file.", model);
        }
        return page(user, model);
    }

    @GetMapping("/import/template.csv")
    ResponseEntity<byte[]> template(Principal principal) {
        allowed(principal);
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"cases-to-import.csv\"")
                .body(cases.template());
    }

    @PostMapping(Uploads.PATH)
    String rehearse(@RequestParam(name = "file", required = false) MultipartFile file,
                    @RequestParam(name = "authority", required = false) String authority, HttpSession session,
                    Principal principal, Model model) throws IOException {
        SignedIn user = allowed(principal);
        String tenant = tenant(user, authority);
        forget(session);
        if (file == null || file.isEmpty()) {
            problem(file == null || file.getOriginalFilename() == null || file.getOriginalFilename().isEmpty()
                    ? "No file was chosen. Choose the file with the cases."
                    : "The file is empty. Choose the file with the cases.", model);
            return page(user, model);
        }
        byte[] content = file.getBytes();
        ImportReport report = cases.rehearse(tenant, content, user.userId());
        show(report, model);
        if (report.clean()) {
            session.setAttribute(REHEARSED, digest(tenant, content));
            model.addAttribute("ready", true);
            model.addAttribute("authority", tenant);
            model.addAttribute("content", Base64.getUrlEncoder().withoutPadding().encodeToString(content));
        }
        return page(user, model);
    }

    @PostMapping("/import")
    String run(@RequestParam(name = "content", defaultValue = "") String content,
               @RequestParam(name = "authority", required = false) String authority, HttpSession session,
               Principal principal, HttpServletResponse response, Model model) {
        SignedIn user = allowed(principal);
        String tenant = tenant(user, authority);
        byte[] file = decode(content);
        // Whatever comes of it, this rehearsal counts once: a second click finds none.
        if (!digest(tenant, file).equals(forget(session))) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            problem("This is not the file of your last rehearsal, or it has been imported already. Nothing has been imported "
                    + "just now. Look at the list of cases; if they are missing, rehearse the file again.", model);
            return page(user, model);
        }
        show(cases.run(tenant, file, user.userId()), model);
        return page(user, model);
    }

    static boolean mayImport(SignedIn user) {
        return user.in(Groups.IRO_ADMIN) || user.in(Groups.IRO_MANAGER);
    }

    private static SignedIn allowed(Principal principal) {
        SignedIn user = PageModel.signedIn(principal);
        if (!mayImport(user) || user.tenants().isEmpty()) {
            throw new NotFoundException();
        }
        return user;
    }

    /** An authority that is not the user's own is as unknown as none. */
    private static String tenant(SignedIn user, String authority) {
        if (authority == null && user.tenants().size() == 1) {
            return user.tenants().get(0);
        }
        if (!user.tenants().contains(authority)) {
            throw new NotFoundException();
        }
        return authority;
    }

    private String page(SignedIn user, Model model) {
        model.addAttribute("tenants", user.tenants());
        model.addAttribute("several", user.tenants().size() > 1);
        model.addAttribute("columns", cases.headings());
        model.addAttribute("limit", CaseImport.MOST_BYTES / 1024);
        model.addAttribute("limitBytes", CaseImport.MOST_BYTES);
        return "import";
    }

    private static void show(ImportReport report, Model model) {
        model.addAttribute("report", true);
        model.addAttribute("imported", report.imported());
        model.addAttribute("count", report.imported() || report.clean() ? children(report.cases().size())
                : children(report.rows()));
        problems(report.problems().stream().map(ImportController::problem).toList(), report.moreProblems(), model);
        model.addAttribute("absent", report.absentColumns().isEmpty() ? null : String.join(", ", report.absentColumns()));
        model.addAttribute("rows", report.cases().stream().map(one -> row(one, report.imported())).toList());
        model.addAttribute("hasRows", !report.cases().isEmpty());
    }

    private static Row row(ImportReport.Case one, boolean imported) {
        String siblings = one.siblings().isEmpty() ? null : one.siblings().stream().map(String::valueOf)
                .collect(Collectors.joining(", ", one.siblings().size() == 1 ? "row " : "rows ", ""));
        return new Row(one.row(), one.childName(), imported ? "/case/" + one.reference() : null, one.restricted(), siblings,
                one.open().stream().map(open -> new Waiting(open.label(),
                        open.due() == null ? "waiting for a date" : "due " + open.due())).toList(), one.open().isEmpty(),
                one.past(), one.past().isEmpty());
    }

    private static Problem problem(ImportReport.Problem one) {
        String row = one.row() == 0 ? null : "Row " + one.row();
        String column = one.column() == null ? null : "column “" + one.column() + "”";
        return new Problem(row == null ? null : column == null ? row : row + ", " + column, one.text());
    }

    private static void problem(String words, Model model) {
        problems(List.of(new Problem(null, words)), 0, model);
    }

    private static void problems(List<Problem> problems, int more, Model model) {
        model.addAttribute("problems", problems);
        model.addAttribute("hasProblems", !problems.isEmpty());
        model.addAttribute("more", more == 0 ? null : Words.count(more, "problem"));
    }

    private static String children(int number) {
        return number == 1 ? "1 child" : number + " children";
    }

    /** @return what had been rehearsed; null for nothing */
    private static Object forget(HttpSession session) {
        synchronized (WebUtils.getSessionMutex(session)) {
            Object rehearsed = session.getAttribute(REHEARSED);
            session.removeAttribute(REHEARSED);
            return rehearsed;
        }
    }

    private static byte[] decode(String content) {
        try {
            return Base64.getUrlDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String digest(String tenant, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(tenant.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
