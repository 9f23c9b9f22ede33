package org.iroprotocol.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.Groups;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page's frame needs: who is signed in, and the token that its forms send back. */
@ControllerAdvice(annotations = Controller.class)
class PageModel {

    private final FolderLocation location;

    PageModel(FolderLocation location) {
        this.location = location;
    }

    /**
     * One place in the navigation.
     *
     * @param current shown as the place where the reader is
     */
    record Place(String href, String label, boolean current) {
    }

    @ModelAttribute
    void frame(HttpServletRequest request, Model model) {
        SignedIn user = signedIn(request.getUserPrincipal());
        model.addAttribute("user", user);
        if (user != null) {
            model.addAttribute("places", location.isCafcass() ? placesAtCafcass(user, request.getServletPath())
                    : places(user, request.getServletPath()));
        }
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            // Read only when a page shows it: reading makes a session.
            model.addAttribute("csrf", (Token) token::getToken);
        }
    }

    private static List<Place> places(SignedIn user, String path) {
        List<Place> places = new ArrayList<>();
        places.add(new Place("/cases", "Cases", path.startsWith("/case")));
        if (seesDocuments(user)) {
            places.add(new Place("/documents", "Court documents", path.startsWith("/documents")));
        }
        tasks(user, places);
        if (ConcernsController.mayLook(user)) {
            places.add(new Place("/concerns", "Concerns", path.startsWith("/concerns")));
        }
        if (ReviewsController.mayRecord(user)) {
            places.add(new Place("/reviews", "Review records", path.startsWith("/reviews")));
        }
        if (DutyLineController.mayLook(user)) {
            places.add(new Place(DutyLineController.PATH, "Duty line", path.startsWith(DutyLineController.PATH)));
        }
        if (ImportController.mayImport(user)) {
            places.add(new Place("/import", "Import", path.startsWith("/import")));
        }
        if (user.in(Groups.IRO_MANAGER)) {
            places.add(new Place("/work", "Moving work", path.startsWith("/work")));
            places.add(new Place("/views", "Who looked", path.startsWith("/views")));
        }
        if (AgreementController.serves(user)) {
            places.add(new Place("/agreement", "Protocol", path.startsWith("/agreement")));
        }
        administration(user, path, places);
        return places;
    }

    /** Nothing of a council exists there. */
    private static List<Place> placesAtCafcass(SignedIn user, String path) {
        List<Place> places = new ArrayList<>();
        if (AdviceController.mayLook(user)) {
            places.add(new Place("/advice-records", "Duty line records", path.startsWith(AdviceController.PATH)));
            tasks(user, places);
        }
        administration(user, path, places);
        return places;
    }

    private static void tasks(SignedIn user, List<Place> places) {
        if (user.apps().contains("tasklist")) {
            places.add(new Place("/camunda/app/tasklist/default/", "Tasks", false));
        }
    }

    private static void administration(SignedIn user, String path, List<Place> places) {
        if (user.apps().contains("cockpit")) {
            places.add(new Place("/camunda/app/cockpit/default/", "Cockpit", false));
        }
        if (AuthorityController.mayLook(user)) {
            places.add(new Place("/authority", "Authority folders", path.startsWith("/authority")));
        }
        if (user.apps().contains("admin")) {
            places.add(new Place("/camunda/app/admin/default/", "Users", false));
        }
    }

    /** The token's value, asked for late. */
    interface Token {
        String token();
    }

    /** A list for a template, and whether there is anything in it: {@code rows} and {@code hasRows}. */
    static void list(Model model, String name, List<?> rows) {
        model.addAttribute(name, rows);
        model.addAttribute("has" + Character.toUpperCase(name.charAt(0)) + name.substring(1), !rows.isEmpty());
    }

    private static boolean seesDocuments(SignedIn user) {
        return PermissionMatrix.sections(user.groups()).contains(Section.DOCUMENTS);
    }

    static SignedIn signedIn(Principal principal) {
        return principal instanceof Authentication current && current.getPrincipal() instanceof SignedIn user
                ? user : null;
    }
}
