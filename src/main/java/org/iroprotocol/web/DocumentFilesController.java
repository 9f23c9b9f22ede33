package org.iroprotocol.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.UUID;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.document.CourtDocuments;
import org.iroprotocol.document.DocumentFile;
import org.iroprotocol.document.DocumentFiles;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * Files kept with court documents, and documents entered in error: changed by whoever may record documents in the case, read by
 * whoever sees them there.
 */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class DocumentFilesController {

    private static final String PROCESS = "court-document";

    private final CaseReader reader;
    private final CaseStarts starts;
    private final CaseViews views;
    private final DocumentFiles documents;
    private final CourtDocuments court;
    private final DocumentsController pages;
    private final EngineUsers users;

    DocumentFilesController(CaseReader reader, CaseStarts starts, CaseViews views, DocumentFiles documents,
                            CourtDocuments court, DocumentsController pages, EngineUsers users) {
        this.reader = reader;
        this.starts = starts;
        this.views = views;
        this.documents = documents;
        this.court = court;
        this.pages = pages;
        this.users = users;
    }

    @PostMapping("/case/{reference}/documents/file")
    String add(@PathVariable("reference") String reference, @RequestParam(name = "document", defaultValue = "") String document,
               @RequestParam(name = "file", required = false) MultipartFile file, Principal principal, Model model,
               HttpServletResponse response) throws IOException {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = mayAdd(user, reference);
        byte[] content = file == null ? new byte[0] : file.getBytes();
        views.log(user, reference, "Adding a file to a court document");
        return change(open, user, () -> documents.add(reference, document, file == null ? null : file.getOriginalFilename(),
                content), model, response);
    }

    @PostMapping("/case/{reference}/documents/files/{id}/remove")
    String remove(@PathVariable("reference") String reference, @PathVariable("id") String id,
                  @RequestParam(name = "reason", defaultValue = "") String reason, Principal principal, Model model,
                  HttpServletResponse response) {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = mayAdd(user, reference);
        DocumentFile file = find(reference, id);
        views.log(user, reference, "Taking out a file of a court document");
        return change(open, user, () -> documents.remove(file, reason), model, response);
    }

    @PostMapping("/case/{reference}/documents/error")
    String enteredInError(@PathVariable("reference") String reference,
                          @RequestParam(name = "document", defaultValue = "") String document,
                          @RequestParam(name = "reason", defaultValue = "") String reason, Principal principal, Model model,
                          HttpServletResponse response) {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = mayAdd(user, reference);
        views.log(user, reference, "Marking a court document as entered in error");
        return change(open, user, () -> court.enteredInError(reference, document, reason), model, response);
    }

    @GetMapping("/case/{reference}/documents/files/{id}")
    ResponseEntity<byte[]> file(@PathVariable("reference") String reference, @PathVariable("id") String id,
                                Principal principal) {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = reader.get(user, reference);
        if (!open.sees(Section.DOCUMENTS)) {
            throw new NotFoundException();
        }
        DocumentFile file = find(reference, id);
        views.log(user, reference, "Court document: " + file.subject());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8).build().toString())
                .body(documents.content(file));
    }

    private CaseReader.Open mayAdd(SignedIn user, String reference) {
        CaseReader.Open open = reader.get(user, reference);
        if (!open.sees(Section.DOCUMENTS) || starts.form(user, open.file(), PROCESS).isEmpty()) {
            throw new NotFoundException();
        }
        return open;
    }

    private DocumentFile find(String reference, String id) {
        try {
            return documents.find(reference, UUID.fromString(id)).orElseThrow(NotFoundException::new);
        } catch (IllegalArgumentException notAnId) {
            throw new NotFoundException();
        }
    }

    private String change(CaseReader.Open open, SignedIn user, Runnable work, Model model, HttpServletResponse response) {
        try {
            users.as(user, () -> {
                work.run();
                return null;
            });
            return "redirect:/case/" + open.file().reference() + "#t-documents";
        } catch (RefusedException refused) {
            return pages.refused(open, refused.getMessage(), model, response);
        }
    }
}
