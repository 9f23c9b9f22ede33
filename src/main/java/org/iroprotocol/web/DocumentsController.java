package org.iroprotocol.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseLists;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.document.CourtDocuments;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Court documents over all of a reader's cases, and asking again for one held not relevant. */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class DocumentsController {

    private static final int PAGE = 100;

    private final CaseReader reader;
    private final CaseFiles files;
    private final CaseLists lists;
    private final CourtDocuments documents;
    private final CaseViews views;
    private final EngineUsers users;
    private final Clock clock;

    DocumentsController(CaseReader reader, CaseFiles files, CaseLists lists, CourtDocuments documents, CaseViews views,
                        EngineUsers users, Clock clock) {
        this.reader = reader;
        this.files = files;
        this.lists = lists;
        this.documents = documents;
        this.views = views;
        this.users = users;
        this.clock = clock;
    }

    /** One child; the lists are empty where nothing of the kind is outstanding. */
    record Row(String reference, String name, String age, String personNumber, boolean restricted, boolean closed,
               List<Item> late, List<Item> toSend, List<String> missing) {
    }

    /** One document and when it is due. */
    record Item(String name, String when) {
    }

    @GetMapping("/documents")
    String page(@RequestParam(name = "show", required = false) String show,
                @RequestParam(name = "page", defaultValue = "1") int page, Principal principal, Model model) {
        SignedIn user = PageModel.signedIn(principal);
        boolean service = user.groups().stream().anyMatch(Groups.IRO_SERVICE::contains);
        boolean all = service && "all".equals(show);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, London.ZONE);
        List<CourtDocuments.Outstanding> found = new ArrayList<>();
        for (String authority : user.tenants()) {
            found.addAll(documents.outstanding(authority, readable(user, authority, all)));
        }
        found.sort(Comparator.comparing(CourtDocuments.Outstanding::firstDue, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(one -> one.file().childName().toLowerCase(Locale.UK))
                .thenComparing(one -> one.file().reference()));
        int pages = Math.max(1, (found.size() + PAGE - 1) / PAGE);
        int current = Math.min(Math.max(1, page), pages);
        List<Row> rows = found.stream().skip((long) (current - 1) * PAGE).limit(PAGE).map(one -> row(one, now, today)).toList();
        model.addAttribute("rows", rows);
        model.addAttribute("none", rows.isEmpty());
        model.addAttribute("count", found.size() == 1 ? "1 child" : found.size() + " children");
        model.addAttribute("late", Words.count((int) found.stream().flatMap(one -> one.toSend().stream())
                .filter(one -> one.overdue(now)).count(), "document"));
        model.addAttribute("service", service);
        model.addAttribute("all", all);
        model.addAttribute("several", pages > 1);
        model.addAttribute("pages", pages);
        model.addAttribute("page", current);
        model.addAttribute("before", current > 1 ? Integer.valueOf(current - 1) : null);
        model.addAttribute("after", current < pages ? Integer.valueOf(current + 1) : null);
        return "outstanding";
    }

    /** Cases of which the reader sees the documents: by name, as cover, or all of the service (P-01, P-07). */
    private List<CaseFile> readable(SignedIn user, String authority, boolean all) {
        Map<String, Set<String>> roles = new HashMap<>(lists.roles(authority, user.userId()));
        Set<String> byService = new HashSet<>(user.groups());
        byService.retainAll(Groups.IRO_SERVICE);
        return files.all(authority).stream().filter(file -> {
            Set<String> own = roles.getOrDefault(file.reference(), Set.of());
            return PermissionMatrix.sections(own).contains(Section.DOCUMENTS)
                    || all && !file.restricted() && PermissionMatrix.sections(byService).contains(Section.DOCUMENTS);
        }).toList();
    }

    private static Row row(CourtDocuments.Outstanding one, Instant now, LocalDate today) {
        CaseFile file = one.file();
        return new Row(file.reference(), file.childName(), Words.age(file, today), file.personNumber(), file.restricted(),
                file.closedAt() != null,
                one.toSend().stream().filter(due -> due.overdue(now)).map(DocumentsController::item).toList(),
                one.toSend().stream().filter(due -> !due.overdue(now)).map(DocumentsController::item).toList(),
                one.missing().stream().map(missing -> missing.label()).toList());
    }

    private static Item item(CourtDocuments.Due due) {
        return new Item(due.document().inWords(), due.due() == null ? null : London.day(due.due()));
    }

    @PostMapping("/case/{reference}/documents/ask")
    String ask(@PathVariable("reference") String reference, @RequestParam(name = "document", defaultValue = "") String document,
               @RequestParam(name = "reason", defaultValue = "") String reason, Principal principal, Model model,
               HttpServletResponse response) {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = reader.get(user, reference);
        if (!open.sees(Section.DOCUMENTS) || !mayAsk(user)) {
            throw new NotFoundException();
        }
        views.log(user, reference, "Asked again for a document");
        try {
            users.as(user, () -> {
                documents.askAgain(reference, document, reason);
                return null;
            });
        } catch (RefusedException refused) {
            return refused(open, refused.getMessage(), model, response);
        }
        return "redirect:/case/" + reference + "#t-documents";
    }

    String refused(CaseReader.Open open, String message, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        CaseController.child(open.file(), LocalDate.ofInstant(clock.instant(), London.ZONE), model);
        model.addAttribute("message", message);
        return "document-refused";
    }

    /** It is the IRO who asks; colleagues of the service may do it for them. */
    static boolean mayAsk(SignedIn user) {
        return user.groups().stream().anyMatch(Groups.IRO_SERVICE::contains);
    }
}
