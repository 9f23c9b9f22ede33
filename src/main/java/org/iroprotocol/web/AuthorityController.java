package org.iroprotocol.web;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.iroprotocol.authority.AuthorityFolders;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.FolderProvenance;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.localisation.Difference;
import org.iroprotocol.localisation.Differences;
import org.iroprotocol.localisation.GoingBack;
import org.iroprotocol.localisation.InUse;
import org.iroprotocol.localisation.NationalChange;
import org.iroprotocol.localisation.NationalChanges;
import org.iroprotocol.localisation.WayBack;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Which models, tables, forms and letters hold that are not the authority folder's, for those who look after them. */
@Controller
class AuthorityController {

    static final String PATH = "/authority";
    static final String BACK = PATH + "/back";
    static final String CHANGES = PATH + "/changes";
    static final String IN_USE = PATH + "/in-use.zip";

    private final Differences differences;
    private final GoingBack goingBack;
    private final InUse inUse;
    private final FolderLocation location;

    AuthorityController(Differences differences, GoingBack goingBack, InUse inUse, FolderLocation location) {
        this.differences = differences;
        this.goingBack = goingBack;
        this.inUse = inUse;
        this.location = location;
    }

    /** One file; {@code since} and {@code differing} (rows of a table) null when there is nothing to say. */
    record Row(String authority, String what, String file, String how, String since, String differing) {
    }

    /** What one authority changes against the national protocol, and its folder against what is in use. */
    record Changes(String authority, Comparison national, Comparison used) {
    }

    /** {@code left} and {@code right} head the columns of what was before and is now; {@code none} when there is no change. */
    record Comparison(String left, String right, List<Kind> kinds, boolean none) {
    }

    /** One sort of change, with its heading. */
    record Kind(String authority, String words, List<NationalChange> changes) {
    }

    /** Something somebody deployed; {@code since} as in {@link Row}. */
    record Back(String authority, String what, String file, String since, List<Choice> choices) {
    }

    /** What one can go back to; {@code to} is the target's id. */
    record Choice(String authority, String file, String to, String words) {
    }

    @GetMapping(PATH)
    String show(Principal principal, @RequestParam(required = false) String back, Model model) {
        SignedIn user = PageModel.signedIn(principal);
        if (!mayLook(user)) {
            throw new NotFoundException();
        }
        list(user, model);
        model.addAttribute("back", back == null || back.isBlank() ? null : what(back));
        return "authority";
    }

    private void list(SignedIn user, Model model) {
        try {
            List<Row> rows = differences.list(authority -> mayWorkIn(user, authority)).stream()
                    .map(AuthorityController::row).toList();
            model.addAttribute("rows", rows);
            model.addAttribute("none", rows.isEmpty());
            List<String> authorities = location.read().authorities().stream().filter(authority -> mayWorkIn(user, authority)).toList();
            model.addAttribute("authorities", authorities);
            PageModel.list(model, "ways", authorities.stream()
                    .flatMap(authority -> goingBack.list(authority).stream())
                    .map(AuthorityController::back).toList());
        } catch (IllegalStateException unreadable) {
            model.addAttribute("problem", unreadable.getMessage());
        }
    }

    @GetMapping(CHANGES)
    String changes(Principal principal, Model model) {
        SignedIn user = PageModel.signedIn(principal);
        if (!mayLook(user)) {
            throw new NotFoundException();
        }
        try {
            AuthorityFolders folders = location.read();
            model.addAttribute("authorities", folders.authorities().stream()
                    .filter(authority -> mayWorkIn(user, authority))
                    .map(authority -> new Changes(authority,
                            comparison(authority, "National protocol", "Here", NationalChanges.of(folders, authority)),
                            comparison(authority, "In use", "In the folder",
                                    NationalChanges.against(inUse.files(authority), folders, authority))))
                    .toList());
        } catch (IllegalStateException unreadable) {
            model.addAttribute("problem", unreadable.getMessage());
        }
        return "authority-changes";
    }

    /** Everything in use, laid out like the folders: to save it there, or for the verb {@code check}. */
    @GetMapping(IN_USE)
    ResponseEntity<byte[]> download(Principal principal, @RequestParam String authority) {
        if (!mayWorkIn(PageModel.signedIn(principal), authority)) {
            throw new NotFoundException();
        }
        return ResponseEntity.ok().contentType(new MediaType("application", "zip")).cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("in-use.zip").build().toString())
                .body(inUse.zip(authority));
    }

    private static Comparison comparison(String authority, String left, String right, List<NationalChange> changes) {
        Map<NationalChange.Kind, List<NationalChange>> byKind = new EnumMap<>(NationalChange.Kind.class);
        changes.forEach(change -> byKind.computeIfAbsent(change.kind(), kind -> new ArrayList<>()).add(change));
        return new Comparison(left, right, byKind.entrySet().stream()
                .map(entry -> new Kind(authority, entry.getKey().words(), entry.getValue())).toList(), changes.isEmpty());
    }

    /** What going back would do, before it is done. */
    @GetMapping(BACK)
    String confirm(Principal principal, @RequestParam String authority, @RequestParam String file, @RequestParam String to,
            Model model) {
        if (!mayWorkIn(PageModel.signedIn(principal), authority)) {
            throw new NotFoundException();
        }
        WayBack way = goingBack.list(authority).stream().filter(one -> one.file().equals(file)).findFirst()
                .orElseThrow(NotFoundException::new);
        model.addAttribute("way", back(way));
        model.addAttribute("process", way.process());
        model.addAttribute("choice", back(way).choices().stream().filter(one -> one.to().equals(to)).findFirst()
                .orElseThrow(NotFoundException::new));
        return "authority-back";
    }

    @PostMapping(BACK)
    String goBack(Principal principal, @RequestParam String authority, @RequestParam String file, @RequestParam String to,
            Model model) {
        SignedIn user = PageModel.signedIn(principal);
        if (!mayWorkIn(user, authority)) {
            throw new NotFoundException();
        }
        try {
            goingBack.goBack(authority, file, to, user.getName());
            return "redirect:" + UriComponentsBuilder.fromPath(PATH).queryParam("back", file).build().encode();
        } catch (IllegalStateException | IllegalArgumentException | ProcessEngineException refused) {
            list(user, model);
            model.addAttribute("problem", refused.getMessage());
            return "authority";
        }
    }

    static Back back(WayBack way) {
        return new Back(way.authority(), what(way.file()), way.file(), since(way.since(), way.source()), way.targets().stream()
                .map(target -> new Choice(way.authority(), way.file(), target.id(), words(target))).toList());
    }

    private static String words(WayBack.Target target) {
        return target.isFolder() ? "the folder's version"
                : "the version before, of " + since(target.deployedAt(), target.source());
    }

    private static boolean mayWorkIn(SignedIn user, String authority) {
        return mayLook(user) && (user.in(Groups.CAMUNDA_ADMIN) || user.tenants().contains(authority));
    }

    static boolean mayLook(SignedIn user) {
        return user.in(Groups.PROTOCOL_ADMIN) || user.in(Groups.CAMUNDA_ADMIN);
    }

    static Row row(Difference one) {
        return new Row(one.authority(), what(one.resource()), one.resource(), how(one), since(one.deployedAt(), one.source()),
                one.rows().isEmpty() ? null : one.rows().replace(",", ", ").replace("  ", " "));
    }

    /** "22/11/2026 at 18:30, from Camunda Modeler"; a digest of the folder says nothing to people. */
    private static String since(Instant deployedAt, String source) {
        if (deployedAt == null) {
            return null;
        }
        return London.minute(deployedAt) + (source == null || source.isBlank() ? ""
                : FolderProvenance.isFromFolder(source) ? ", from the authority folder"
                : source.startsWith("Back to") ? " (" + source.replaceFirst(", deployment .*", "") + ")" : ", from " + source);
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
