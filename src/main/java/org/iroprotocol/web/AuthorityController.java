package org.iroprotocol.web;

import java.security.Principal;
import java.util.List;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.localisation.Difference;
import org.iroprotocol.localisation.Differences;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Which models, tables, forms and letters hold that are not the authority folder's, for those who look after them. */
@Controller
class AuthorityController {

    private final Differences differences;

    AuthorityController(Differences differences) {
        this.differences = differences;
    }

    /** One file; {@code since} and {@code differing} (rows of a table) null when there is nothing to say. */
    record Row(String authority, String what, String file, String how, String since, String differing) {
    }

    @GetMapping("/authority")
    String show(Principal principal, Model model) {
        SignedIn user = PageModel.signedIn(principal);
        if (!mayLook(user)) {
            throw new NotFoundException();
        }
        try {
            List<Row> rows = differences.list().stream()
                    .filter(one -> user.in(Groups.CAMUNDA_ADMIN) || user.tenants().contains(one.authority()))
                    .map(AuthorityController::row).toList();
            model.addAttribute("rows", rows);
            model.addAttribute("none", rows.isEmpty());
        } catch (IllegalStateException unreadable) {
            model.addAttribute("problem", unreadable.getMessage());
        }
        return "authority";
    }

    static boolean mayLook(SignedIn user) {
        return user.in(Groups.PROTOCOL_ADMIN) || user.in(Groups.CAMUNDA_ADMIN);
    }

    static Row row(Difference one) {
        String since = one.deployedAt() == null ? null : London.minute(one.deployedAt())
                + (one.source() == null || one.source().isBlank() ? "" : ", from " + one.source());
        return new Row(one.authority(), what(one.resource()), one.resource(), how(one), since,
                one.rows().isEmpty() ? null : one.rows().replace(",", ", ").replace("  ", " "));
    }

    /** "Process: proceedings", "Letter: iro-notice". */
    static String what(String resource) {
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String plain = dot < 0 ? name : name.substring(0, dot);
        String kind = resource.startsWith("letters/") ? "Letter" : switch (dot < 0 ? "" : name.substring(dot)) {
            case ".bpmn" -> "Process";
            case ".dmn" -> "Table";
            case ".form" -> "Form";
            default -> "File";
        };
        return kind + ": " + plain;
    }

    private static String how(Difference one) {
        if (!one.kept()) {
            return switch (one.kind()) {
                case CHANGED -> "The folder has another version. The next start deploys the folder's.";
                case ONLY_IN_FOLDER -> "New in the folder. The next start deploys it.";
                case ONLY_DEPLOYED -> "No longer in the folder. The next start deploys without it.";
            };
        }
        return switch (one.kind()) {
            case CHANGED -> "Somebody deployed another version. Theirs holds, the folder's does not.";
            case ONLY_IN_FOLDER -> "Only in the folder. What somebody deployed later holds, and is without it.";
            case ONLY_DEPLOYED -> "Deployed, but not in the folder. It stays in use until its deployment is deleted.";
        };
    }
}
