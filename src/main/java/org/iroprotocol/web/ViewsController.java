package org.iroprotocol.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Who looked at what, by child and by user, for the IRO manager (P-08). */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class ViewsController {

    private final CaseViews views;
    private final CaseReader reader;
    private final EngineUsers users;

    ViewsController(CaseViews views, CaseReader reader, EngineUsers users) {
        this.views = views;
        this.reader = reader;
        this.users = users;
    }

    /** One logged view. */
    record Row(String at, String who, String userId, String what, String reference) {
    }

    @GetMapping("/case/{reference}/views")
    String ofCase(@PathVariable("reference") String reference, Principal principal, Model model) {
        SignedIn manager = PageModel.signedIn(principal);
        CaseReader.Open open = reader.get(manager, reference);
        if (!open.sees(Section.VIEWS)) {
            throw new NotFoundException();
        }
        List<CaseFiles.View> found = views.ofCase(reference);
        views.log(manager, reference, "List of who looked");
        model.addAttribute("childName", open.file().childName());
        model.addAttribute("reference", reference);
        model.addAttribute("byUser", false);
        return show(found, null, model);
    }

    @GetMapping("/views")
    String ofUser(@RequestParam(name = "user", defaultValue = "") String userId, Principal principal, Model model) {
        SignedIn manager = PageModel.signedIn(principal);
        if (!manager.in(Groups.IRO_MANAGER)) {
            throw new NotFoundException();
        }
        model.addAttribute("byUser", true);
        String asked = userId.strip();
        return show(asked.isEmpty() ? List.of() : views.byUser(manager, asked), asked, model);
    }

    private String show(List<CaseFiles.View> found, String asked, Model model) {
        Map<String, String> names = users.names(found.stream().map(CaseFiles.View::userId).distinct().toList());
        model.addAttribute("asked", asked == null ? "" : asked);
        model.addAttribute("hasAsked", asked == null || !asked.isEmpty());
        model.addAttribute("rows", found.stream()
                .map(view -> new Row(London.minute(view.at()), names.getOrDefault(view.userId(), view.userId()),
                        view.userId(), view.what(), view.caseReference()))
                .toList());
        model.addAttribute("none", found.isEmpty());
        return "views";
    }
}
