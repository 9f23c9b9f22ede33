package org.iroprotocol.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Map;
import org.iroprotocol.authority.FolderLocation;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The sign-in page and the way into the house. */
@Controller
class SignInController {

    private final FolderLocation location;

    SignInController(FolderLocation location) {
        this.location = location;
    }

    @GetMapping("/sign-in")
    String page(HttpServletRequest request, HttpServletResponse response, Principal principal, Model model) {
        if (principal != null) {
            return "redirect:/";
        }
        response.setHeader("Cache-Control", "no-store");
        if (request.getParameterMap().containsKey("out")) {
            // Tasklist keeps unfinished forms in the browser; whoever signs out leaves nothing of a child behind.
            response.setHeader("Clear-Site-Data", "\"storage\"");
        }
        HttpSession session = request.getSession();
        boolean refused = request.getParameterMap().containsKey("refused");
        int times = session.getAttribute(Refusals.COUNT) instanceof Integer count ? count : 0;
        model.addAttribute("refused", refused);
        model.addAttribute("often", refused && times >= 3);
        model.addAttribute("out", request.getParameterMap().containsKey("out"));
        model.addAttribute("again", request.getParameterMap().containsKey("again"));
        model.addAttribute("typed", refused && session.getAttribute(Refusals.USER) instanceof String user ? user : "");
        return "sign-in";
    }

    @GetMapping("/")
    String home(Principal principal) {
        SignedIn user = PageModel.signedIn(principal);
        if (user == null || !location.isCafcass()) {
            return "redirect:/cases";
        }
        if (AdviceController.mayLook(user)) {
            return "redirect:/advice-records";
        }
        return AuthorityController.mayLook(user) ? "redirect:/authority" : "nothing-here";
    }

    /** For a page whose session was renewed while somebody typed: the token its next request must carry. */
    @GetMapping("/session-token")
    ResponseEntity<Map<String, String>> token(CsrfToken token) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of("token", token.getToken()));
    }
}
