package org.iroprotocol.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.Review;
import org.iroprotocol.casefile.Reviews;
import org.iroprotocol.deadline.ReckonedDates;
import org.iroprotocol.review.NextReview;
import org.iroprotocol.review.NextReviews;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The records of many reviews recorded as sent at once (C-36), and the date of a child's next review (P-23). */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class ReviewsController {


    private final Reviews reviews;
    private final NextReviews next;
    private final ReckonedDates deadlines;
    private final CaseFiles files;
    private final CaseReader reader;
    private final Clock clock;

    ReviewsController(Reviews reviews, NextReviews next, ReckonedDates deadlines, CaseFiles files, CaseReader reader,
                      Clock clock) {
        this.reviews = reviews;
        this.next = next;
        this.deadlines = deadlines;
        this.files = files;
        this.reader = reader;
        this.clock = clock;
    }

    /** One review whose record waits; {@code tone} the style of its due date. */
    record Row(UUID id, String reference, String name, String age, String personNumber, String day, String kind, String due,
               String tone, boolean ticked, LocalDate order) {
    }

    /** A problem and the field it is about; null for none. */
    record Problem(String text, String anchor) {
    }

    /** The IRO service sends the records; an IRO sees those of their own cases. */
    static boolean mayRecord(SignedIn user) {
        return user.groups().stream().anyMatch(Groups.IRO_SERVICE::contains);
    }

    @GetMapping("/reviews")
    String page(@RequestParam(name = "done", required = false, defaultValue = "0") int done, Principal principal, Model model) {
        SignedIn user = user(principal);
        model.addAttribute("done", done > 0 ? "Recorded as sent: " + Words.count(done, "record") + "." : null);
        return page(user, Set.of(), "", null, model);
    }

    @PostMapping("/reviews")
    String sent(@RequestParam(name = "review", required = false, defaultValue = "") List<String> ticked,
                @RequestParam(name = "sentOn", required = false, defaultValue = "") String sentOn, Principal principal,
                Model model, HttpServletResponse response) {
        SignedIn user = user(principal);
        Set<UUID> ids = new HashSet<>();
        try {
            ticked.forEach(id -> ids.add(id(id)));
            Map<String, Boolean> asked = new HashMap<>();
            Set<String> own = own(user);
            reviews.recordsSent(ids, TypedDay.read("sentOn", sentOn), user.userId(),
                    reference -> asked.computeIfAbsent(reference, one -> mayRecord(user, own, one)));
            return "redirect:/reviews?done=" + ids.size();
        } catch (RefusedException refused) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page(user, ids, sentOn.strip(), new Problem(refused.getMessage(), refused.field()), model);
        }
    }

    private String page(SignedIn user, Set<UUID> ticked, String sentOn, Problem problem, Model model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        Set<String> own = own(user);
        Map<String, Boolean> asked = new HashMap<>();
        List<Row> rows = user.tenants().stream().flatMap(authority -> reviews.awaitingRecord(authority).stream())
                .filter(review -> asked.computeIfAbsent(review.caseReference(), one -> mayRecord(user, own, one)))
                .map(review -> row(review, ticked.contains(review.id()), today))
                .sorted(Comparator.comparing(Row::order).thenComparing(Row::reference)).toList();
        model.addAttribute("rows", rows);
        model.addAttribute("none", rows.isEmpty());
        model.addAttribute("sentOn", sentOn);
        model.addAttribute("problem", problem);
        return "reviews";
    }

    private Row row(Review review, boolean ticked, LocalDate today) {
        CaseFile file = files.get(review.caseReference());
        var due = deadlines.reckon(review.caseReference(), "review-record", review.id().toString()).due();
        LocalDate day = LocalDate.ofInstant(due, London.ZONE);
        boolean missed = day.isBefore(today);
        return new Row(review.id(), file.reference(), file.childName(), Words.age(file, today), file.personNumber(),
                (review.held() == null ? "arranged for " : "held ") + London.day(review.day()), review.kindWords(),
                (missed ? "was due " : "") + London.day(day), missed ? "state missed" : "soft", ticked, day);
    }

    /** For somebody who is an IRO and nothing else in the service: the cases that name them. Null: all of the authority. */
    private Set<String> own(SignedIn user) {
        boolean all = user.groups().stream().anyMatch(group -> Groups.IRO_SERVICE.contains(group) && !group.equals(Groups.IRO));
        return all ? null : new HashSet<>(user.tenants().stream()
                .flatMap(authority -> files.referencesNaming(authority, user.userId()).stream()).toList());
    }

    private boolean mayRecord(SignedIn user, Set<String> own, String reference) {
        return (own == null || own.contains(reference)) && reader.open(user, reference)
                .filter(open -> open.sees(Section.REVIEWS)).isPresent();
    }

    // ---- the next review

    @PostMapping("/case/{reference}/next-review")
    String next(@PathVariable("reference") String reference,
                @RequestParam(name = "nextReview", required = false, defaultValue = "") String typed, Principal principal,
                Model model, HttpServletResponse response) {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = reader.get(user, reference);
        if (!open.sees(Section.REVIEWS) || !ReviewReader.mayRecord(user)) {
            throw new NotFoundException();
        }
        try {
            LocalDate day = TypedDay.read("nextReview", typed);
            String following = Optional.ofNullable(next.of(reference).proposal()).filter(proposal -> proposal.day().equals(day))
                    .map(NextReview.Proposal::words).orElse(null);
            reviews.next(reference, day, following, user.userId());
            return "redirect:/case/" + reference + "#t-reviews";
        } catch (RefusedException refused) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            CaseController.child(open.file(), LocalDate.ofInstant(clock.instant(), London.ZONE), model);
            model.addAttribute("problem", refused.getMessage());
            model.addAttribute("proposed", false);
            model.addAttribute("suggested", typed.strip());
            return "next-review";
        }
    }

    private static SignedIn user(Principal principal) {
        return Stream.ofNullable(PageModel.signedIn(principal)).filter(ReviewsController::mayRecord).findFirst()
                .orElseThrow(NotFoundException::new);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("review", "One of the reviews ticked is not on file. Load the page again. "
                    + "Nothing has been recorded.");
        }
    }
}
