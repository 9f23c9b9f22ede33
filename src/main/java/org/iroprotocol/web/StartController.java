package org.iroprotocol.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.WebApplicationException;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Starting something from a case page: the deployed start form with the case filled in. */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class StartController {

    private static final Logger LOG = LoggerFactory.getLogger(StartController.class);

    /** Key of the field for their references, for where names cannot be offered. */
    private static final String ALSO_FOR_TYPED = "alsoForTyped";

    private final CaseReader reader;
    private final CaseFiles files;
    private final SiblingChoices choices;
    private final CaseStarts starts;
    private final CaseViews views;
    private final DocumentChoices documents;
    private final ConcernChoices concerns;
    private final ConcernReader concernReader;
    private final ReferralReader referralReader;
    private final ReferralForm referrals;
    private final ObjectMapper json;
    private final Clock clock;

    StartController(CaseReader reader, CaseFiles files, SiblingChoices choices, CaseStarts starts, CaseViews views,
                    DocumentChoices documents, ConcernChoices concerns, ConcernReader concernReader,
                    ReferralReader referralReader, ReferralForm referrals, ObjectMapper json, Clock clock) {
        this.reader = reader;
        this.files = files;
        this.choices = choices;
        this.starts = starts;
        this.views = views;
        this.documents = documents;
        this.concerns = concerns;
        this.concernReader = concernReader;
        this.referralReader = referralReader;
        this.referrals = referrals;
        this.json = json;
        this.clock = clock;
    }

    /** Why something was not started; {@code fields} names form fields by key. */
    record Refusal(String type, String message, List<Field> fields) {

        /** One field and what is wrong with it. */
        record Field(String key, String message) {
        }
    }

    @GetMapping("/case/{reference}/start/{process}")
    String page(@PathVariable("reference") String reference, @PathVariable("process") String process,
                @RequestParam(name = "record", required = false) String record,
                @RequestParam(name = "concern", required = false) String concern, Principal principal, Model model)
            throws JsonProcessingException {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = reader.get(user, reference);
        CaseStarts.Form form = starts.form(user, open.file(), process).orElseThrow(NotFoundException::new);
        boolean referral = process.equals(ReferralForm.PROCESS);
        // The log is read by others: that somebody is writing a referral is theirs alone (P-03).
        views.log(user, reference, referral ? "Case page" : "Start form: " + form.name());
        CaseController.child(open.file(), LocalDate.ofInstant(clock.instant(), London.ZONE), model);
        model.addAttribute("process", process);
        model.addAttribute("name", form.name());
        model.addAttribute("description", form.description());
        JsonNode schema = form.schema().deepCopy();
        if (CaseStarts.field(schema) instanceof ObjectNode field) {
            // Shown as it is; what counts is the page's case, whatever comes back.
            field.put("readonly", true);
        }
        if (open.sees(Section.DOCUMENTS)) {
            documents.fit(reference, schema);
        }
        List<SiblingChoices.Choice> siblings = choices.ofCase(user, open);
        if (siblings.isEmpty()) {
            CaseStarts.remove(schema, SiblingChoices.ALSO_FOR);
        }
        CaseStarts.remove(schema, ALSO_FOR_TYPED);
        Map<String, Object> given = new HashMap<>();
        if (referral) {
            given.putAll(referrals.given(user, open.file()));
            model.addAttribute("draftable", true);
            model.addAttribute("draftKept", referrals.keptAt(user, open.file()));
        }
        given.putAll(concerns.fit(user, open, schema, concern, !referral));
        if (record != null && process.equals(ConcernChoices.RAISE)) {
            concerns.challenge(user, open, record).ifPresent(challenge -> {
                given.putAll(ConcernChoices.carryOver(challenge));
                model.addAttribute("challenge", challenge);
                model.addAttribute("challengeOn", London.text(challenge.happened()));
            });
        } else if (record != null && open.sees(Section.TIMELINE)) {
            List<SiblingChoices.Choice> records = records(user, open);
            if (records.stream().anyMatch(one -> one.value().equals(record))) {
                given.putAll(Map.of("change", "error", "recordId", record, "records", records));
            }
        }
        if (!given.isEmpty()) {
            model.addAttribute("given", json.writeValueAsString(given));
        }
        // Escaped into an attribute-like block of text, never into a script.
        model.addAttribute("schema", json.writeValueAsString(schema));
        model.addAttribute("siblings", siblings.isEmpty() ? null : json.writeValueAsString(siblings));
        return "start";
    }

    /** What can be marked as entered in error. */
    private List<SiblingChoices.Choice> records(SignedIn user, CaseReader.Open open) {
        return files.timeline(open.file().reference()).stream().filter(record -> record.errorReason() == null)
                .filter(concernReader.of(open, user)::shows).filter(referralReader.of(open, user)::shows)
                .map(record -> new SiblingChoices.Choice(record.id().toString(),
                        London.text(record.happened()) + ": " + record.summary()))
                .toList();
    }

    @PostMapping("/case/{reference}/start/{process}/send")
    ResponseEntity<?> send(@PathVariable("reference") String reference, @PathVariable("process") String process,
                           @RequestBody Map<String, JsonNode> sent, Principal principal) {
        SignedIn user = PageModel.signedIn(principal);
        var open = reader.open(user, reference);
        var form = open.flatMap(one -> starts.form(user, one.file(), process));
        if (form.isEmpty()) {
            return refuse(404, "NotFound", "There is no such page. Go back to the list of your cases.", List.of());
        }
        try {
            String instance = starts.start(user, open.get().file(), form.get(), sent);
            return ResponseEntity.ok(Map.of("next", "/case/" + reference + "?started=" + instance));
        } catch (RuntimeException problem) {
            return translate(problem);
        }
    }

    /** Keeps what was typed until now; for a referral, which nobody else may know of before it is sent (P-03). */
    @PostMapping("/case/{reference}/start/{process}/draft")
    ResponseEntity<?> keep(@PathVariable("reference") String reference, @PathVariable("process") String process,
                           @RequestBody Map<String, JsonNode> typed, Principal principal) {
        SignedIn user = PageModel.signedIn(principal);
        var open = reader.open(user, reference).filter(one -> drafts(user, one, process));
        if (open.isEmpty()) {
            return refuse(404, "NotFound", "There is no such page. Go back to the list of your cases.", List.of());
        }
        try {
            referrals.keep(user, open.get().file(), typed);
            return ResponseEntity.ok(Map.of("kept", referrals.keptAt(user, open.get().file())));
        } catch (RuntimeException problem) {
            return translate(problem);
        }
    }

    /** Throws the draft away. */
    @PostMapping("/case/{reference}/start/{process}/draft/discard")
    String discard(@PathVariable("reference") String reference, @PathVariable("process") String process, Principal principal) {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = reader.open(user, reference).filter(one -> drafts(user, one, process))
                .orElseThrow(NotFoundException::new);
        referrals.drop(user, open.file());
        return "redirect:/case/" + reference;
    }

    private boolean drafts(SignedIn user, CaseReader.Open open, String process) {
        return process.equals(ReferralForm.PROCESS) && starts.form(user, open.file(), process).isPresent();
    }

    /** A body that is not an object of fields. */
    @org.springframework.web.bind.annotation.ExceptionHandler(
            org.springframework.http.converter.HttpMessageNotReadableException.class)
    ResponseEntity<Refusal> unreadable() {
        return refuse(400, "InvalidForm", "What was sent could not be read. Reload the page and try again.", List.of());
    }

    /** Refusals come from the form check, the case file or the engine's rights; anything else is ours to mend. */
    private ResponseEntity<Refusal> translate(RuntimeException problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebApplicationException refused) {
                return fromEntity(refused);
            }
            if (cause instanceof RefusedException refused) {
                return refuse(400, "InvalidForm", refused.getMessage(), refused.field() == null ? List.of()
                        : List.of(new Refusal.Field(refused.field(), refused.getMessage())));
            }
            if (cause instanceof AuthorizationException) {
                return refuse(403, "Forbidden", "You may not start this for this case. Ask the IRO service who may.",
                        List.of());
            }
        }
        LOG.error("Starting a process from a case page did not work ({})", problem.getClass().getName());
        LOG.debug("Starting a process from a case page did not work", problem);
        return problem instanceof ProcessEngineException
                ? refuse(409, "NotStarted", "This could not be started just now and nothing was recorded. Try again; "
                + "if it happens again tell your protocol administrator.", List.of())
                : refuse(500, "Problem", "Something went wrong on our side and nothing was recorded. Try again; "
                + "if it happens again tell your protocol administrator.", List.of());
    }

    private ResponseEntity<Refusal> fromEntity(WebApplicationException refused) {
        JsonNode entity = json.valueToTree(refused.getResponse().getEntity());
        String message = entity.path("message").asText("Some answers need another look.");
        Map<String, String> fields = new LinkedHashMap<>();
        JsonNode given = entity.path("fields");
        if (given.isArray()) {
            given.forEach(one -> fields.put(one.isTextual() ? one.asText()
                    : one.path("key").asText(one.path("field").asText()), one.path("message").asText(message)));
        } else if (given.isObject()) {
            given.fields().forEachRemaining(one -> fields.put(one.getKey(), one.getValue().asText()));
        }
        int status = refused.getResponse().getStatus();
        return refuse(status >= 400 && status < 500 ? status : 400, entity.path("type").asText("InvalidForm"), message,
                fields.entrySet().stream().filter(one -> !one.getKey().isEmpty())
                        .map(one -> new Refusal.Field(one.getKey(), one.getValue())).toList());
    }

    private static ResponseEntity<Refusal> refuse(int status, String type, String message, List<Refusal.Field> fields) {
        return ResponseEntity.status(status).body(new Refusal(type, message, fields));
    }
}
