package org.iroprotocol.web;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.correspondence.RecordPages;
import org.iroprotocol.deadline.CriticalDate;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.document.CourtDocument;
import org.iroprotocol.document.CourtDocuments;
import org.iroprotocol.document.ExpectedDocument;
import org.iroprotocol.document.ExpectedDocuments;
import org.iroprotocol.work.Cover;
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

/** The page of one case and its letters. Each section is filled only for readers who see it. */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class CaseController {

    /** What somebody starts from the section about completion, the most needed first. */
    private static final List<String> COMPLETION_STARTS = List.of("completion", "discussion", "court-document");

    /** What somebody starts from the section about reviews; significant issues and consultations are discussions. */
    private static final List<String> REVIEW_STARTS = List.of("review-report", "review-liaison", "discussion");

    /** What somebody starts from the section about concerns. */
    private static final List<String> REFERRAL_STARTS = List.of(ReferralForm.PROCESS, "referral-report");
    private static final List<String> CONCERN_STARTS = List.of("concern-report", ConcernChoices.RAISE);

    /** Documents have a section of their own, for fewer readers. */
    private static final String ABOUT_A_DOCUMENT = "document-";

    private final CaseReader reader;
    private final CaseFiles files;
    private final DeadlineRegister register;
    private final ExpectedDocuments expected;
    private final CourtDocuments court;
    private final Ledger ledger;
    private final RecordPages records;
    private final Settings settings;
    private final CaseViews views;
    private final CaseStarts starts;
    private final CompletionReader completions;
    private final ReviewReader reviews;
    private final ConcernReader concernReader;
    private final ReferralReader referralReader;
    private final ReferralForm referralForm;
    private final Cover cover;
    private final EngineUsers users;
    private final Clock clock;

    CaseController(CaseReader reader, CaseFiles files, DeadlineRegister register, ExpectedDocuments expected,
                   CourtDocuments court, Ledger ledger, RecordPages records, Settings settings, CaseViews views,
                   CaseStarts starts, CompletionReader completions, ReviewReader reviews, ConcernReader concernReader,
                   ReferralReader referralReader, ReferralForm referralForm,
                   Cover cover, EngineUsers users, Clock clock) {
        this.reader = reader;
        this.files = files;
        this.register = register;
        this.expected = expected;
        this.court = court;
        this.ledger = ledger;
        this.records = records;
        this.settings = settings;
        this.views = views;
        this.starts = starts;
        this.completions = completions;
        this.reviews = reviews;
        this.concernReader = concernReader;
        this.referralReader = referralReader;
        this.referralForm = referralForm;
        this.cover = cover;
        this.users = users;
        this.clock = clock;
    }

    /** A sibling whose case this reader may open too. */
    record SiblingRow(String reference, String name, String age) {
    }

    /** Somebody in a role; {@code period} only for people who no longer hold it or are yet to. */
    record PersonRow(String role, String name, String email, String phone, String period) {
    }

    /** A dated fact, and when and by whom it was recorded. */
    record DateRow(String label, String when, boolean ahead, String recorded) {
    }

    /** One set of proceedings. */
    record ProceedingsRow(String type, String court, String number, String issued, String ended) {
    }

    /** A deadline in words; {@code tone} is the style of its state. */
    record DeadlineRow(String label, String due, String state, String tone, String rule, String kind, String clause,
                       String source, String workingOut) {
    }

    /** A date that matters whatever anybody does. */
    record CriticalRow(String label, String day, String away, boolean passed, String workingOut, String source) {
    }

    /** One entry of the timeline; {@code error} is why it was struck through, else null. */
    record Entry(UUID id, String happened, String summary, List<TimelineRecord.Entry> entries, boolean typed, String recorded,
                 String error, Keeping keeping, boolean mayRaise, Integer raised) {
    }

    /**
     * How a record gets onto the child's file in the case system (P-44).
     *
     * @param text   what to paste
     * @param onFile when and by whom it was ticked off; null until then
     */
    record Keeping(String text, String onFile) {
    }

    /** A letter or notice. */
    record LetterRow(UUID id, String title, String to, String state, String tone, boolean letter, String problem) {
    }

    @GetMapping("/case/{reference}")
    String page(@PathVariable("reference") String reference, @RequestParam(name = "started", required = false) String started,
                @RequestParam(name = "large", required = false) String large, Principal principal, Model model) {
        model.addAttribute("large", large != null);
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = reader.get(user, reference);
        views.log(user, reference, "Case page");
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, London.ZONE);
        child(open.file(), today, model);
        List<CaseStarts.Offer> offers = starts.offers(user, open.file());
        model.addAttribute("starts", offers);
        model.addAttribute("canStart", !offers.isEmpty());
        List<CaseStarts.OpenTask> tasks = tasks(user, open.file());
        model.addAttribute("tasks", tasks);
        model.addAttribute("hasTasks", !tasks.isEmpty());
        model.addAttribute("started", started == null ? null : starts.started(user, open.file(), started));
        if (open.sees(Section.SIBLINGS)) {
            List<SiblingRow> siblings = files.siblings(reference).stream()
                    .filter(sibling -> reader.open(user, sibling.reference()).isPresent())
                    .map(sibling -> new SiblingRow(sibling.reference(), sibling.childName(), Words.age(sibling, today)))
                    .toList();
            section(model, "siblings", siblings);
        }
        if (open.sees(Section.PEOPLE)) {
            people(reference, today, model);
        }
        Map<String, String> names = names(open, reference);
        ConcernReader.OfCase concerns = concernReader.of(open, user);
        ReferralReader.OfCase referrals = referralReader.of(open, user);
        List<CaseEvent> events = referrals.events(concerns.events(files.events(reference)));
        marks(open, events, model);
        if (open.sees(Section.DATES)) {
            dates(reference, ReviewReader.dates(open, events), now, names, model);
        }
        List<CourtDocuments.Due> recorded = open.sees(Section.DOCUMENTS) ? court.ofCase(open.file()) : List.of();
        Map<String, String> subjects = recorded.stream().map(CourtDocuments.Due::document)
                .collect(Collectors.toMap(CourtDocument::subject, CourtDocument::inWords));
        subjects.putAll(concerns.names());
        subjects.putAll(referrals.names());
        Set<String> each = new HashSet<>(concerns.subjects());
        each.addAll(referrals.subjects());
        List<Deadline> deadlines =
                SameDeadlines.of(referrals.deadlines(concerns.deadlines(register.ofCase(reference))), subjects, each);
        List<CriticalDate> critical = open.sees(Section.DATES) ? register.criticalDates(reference) : List.of();
        model.addAttribute("critical", critical.stream().map(date -> new CriticalRow(date.label(), London.day(date.date()),
                Words.away(today, date.date()), date.passed(), date.workingOut(), date.source())).toList());
        model.addAttribute("hasCritical", !critical.isEmpty());
        List<ExpectedDocument> documents = open.sees(Section.DOCUMENTS) ? expected.ofCase(reference) : List.of();
        if (open.sees(Section.DOCUMENTS)) {
            documents(user, open, documents, recorded, offers, now, model);
        }
        if (open.sees(Section.DEADLINES)) {
            deadlines(deadlines, now, model);
            model.addAttribute("glance", Glance.of(deadlines, critical, missing(open, documents), now));
        }
        if (open.sees(Section.COMPLETION)) {
            completions.of(open, events, deadlines, now).ifPresent(completion -> completion(completion, offers, model));
        }
        if (open.sees(Section.REVIEWS)) {
            reviews.of(open, user, today).ifPresent(shown -> {
                model.addAttribute("reviews", shown);
                model.addAttribute("reviewStarts", offered(offers, REVIEW_STARTS));
            });
        }
        concerns(open, concerns, deadlines, offers, today, model);
        referrals(user, open, referrals, offers, model);
        boolean raises = offers.stream().anyMatch(offer -> offer.key().equals(ConcernChoices.RAISE));
        List<Entry> timeline = timeline(open, user, names, concerns, referrals, raises);
        if (open.sees(Section.TIMELINE) || !timeline.isEmpty()) {
            section(model, "timeline", timeline);
            counted(timeline, open, model);
            model.addAttribute("canMark", offers.stream().anyMatch(offer -> offer.key().equals("case-change")));
            model.addAttribute("caseSystem", settings.get(open.file().authority(), "case-system"));
            model.addAttribute("ownOnly", !open.sees(Section.TIMELINE));
        }
        if (open.sees(Section.CONTACT_LETTERS)) {
            section(model, "letters", ledger.ofCase(reference).stream()
                    .filter(item -> mayRead(user, open, item) && referrals.shows(item))
                    .map(CaseController::letter).toList());
        }
        model.addAttribute("seesViews", open.sees(Section.VIEWS));
        return "case";
    }

    private static void concerns(CaseReader.Open open, ConcernReader.OfCase concerns, List<Deadline> deadlines,
                                 List<CaseStarts.Offer> offers, LocalDate today, Model model) {
        List<CaseStarts.Offer> starts = offered(offers, CONCERN_STARTS).stream()
                .filter(offer -> offer.key().equals(ConcernChoices.RAISE) || !concerns.seen().isEmpty()).toList();
        if (open.sees(Section.CONCERNS) && !(concerns.seen().isEmpty() && starts.isEmpty())) {
            section(model, "concerns", ConcernReader.lines(concerns.seen(), deadlines, today));
            model.addAttribute("concernStarts", starts);
        }
    }

    private void referrals(SignedIn user, CaseReader.Open open, ReferralReader.OfCase referrals, List<CaseStarts.Offer> offers,
                           Model model) {
        String draft = referralForm.keptAt(user, open.file());
        // Beside a draft "Go on writing" leads to the form. News of a referral is offered without one to those alone who are not to
        // tell whether there is one.
        List<CaseStarts.Offer> starts = offered(offers, REFERRAL_STARTS).stream()
                .filter(offer -> offer.key().equals(ReferralForm.PROCESS) ? draft == null
                        : !referrals.seen().isEmpty() || !referrals.iro()).toList();
        if (!referrals.seen().isEmpty() || !starts.isEmpty() || draft != null) {
            section(model, "referrals", ReferralReader.lines(referrals.seen()));
            model.addAttribute("referralStarts", starts);
            model.addAttribute("referralDraft", draft);
        }
        model.addAttribute("signpost", !referralForm.mayStart(user, open.file(), ReferralForm.PROCESS));
    }

    private void documents(SignedIn user, CaseReader.Open open, List<ExpectedDocument> documents,
                           List<CourtDocuments.Due> recorded, List<CaseStarts.Offer> offers, Instant now, Model model) {
        if (documents.isEmpty() && recorded.isEmpty()) {
            return;
        }
        var start = offers.stream().filter(offer -> offer.key().equals("court-document")).findFirst();
        model.addAttribute("documentStart", start.orElse(null));
        model.addAttribute("documents", DocumentRows.of(documents, recorded, court.files(open.file().reference()),
                new DocumentRows.May(DocumentsController.mayAsk(user), start.isPresent()), now));
    }

    /** One's own, one's pools', and those of whom one covers today. */
    private List<CaseStarts.OpenTask> tasks(SignedIn user, CaseFile file) {
        List<CaseStarts.OpenTask> tasks = new ArrayList<>(starts.tasks(user, file));
        Set<String> shown = new HashSet<>();
        tasks.forEach(task -> shown.add(task.id()));
        cover.tasks(file.authority(), user.userId(), file.reference()).stream().filter(task -> shown.add(task.taskId()))
                .forEach(task -> tasks.add(new CaseStarts.OpenTask(task.taskId(), task.task(),
                        task.due() == null ? null : London.day(task.due()), Words.cover(task))));
        return tasks;
    }

    @GetMapping("/case/{reference}/letters/{id}")
    String letter(@PathVariable("reference") String reference, @PathVariable("id") String id, Principal principal, Model model) {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = reader.get(user, reference);
        Item item = item(user, open, id);
        views.log(user, reference, (item.letter() ? "Letter: " : "Notice: ") + item.title());
        child(open.file(), LocalDate.ofInstant(clock.instant(), London.ZONE), model);
        model.addAttribute("letter", letter(item));
        // The ledger's word is that this is safe to show inside our pages.
        model.addAttribute("text", ledger.html(item.id()));
        return "letter";
    }

    @GetMapping("/case/{reference}/letters/{id}/pdf")
    ResponseEntity<byte[]> pdf(@PathVariable("reference") String reference, @PathVariable("id") String id, Principal principal) {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = reader.get(user, reference);
        Item item = item(user, open, id);
        if (!item.letter()) {
            throw new NotFoundException();
        }
        views.log(user, reference, "PDF: " + item.title());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(item.template() + "-" + reference + ".pdf").build().toString())
                .body(ledger.pdf(item.id()));
    }

    private Item item(SignedIn user, CaseReader.Open open, String id) {
        UUID key;
        try {
            key = UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw new NotFoundException();
        }
        return ledger.find(open.file().reference(), key)
                .filter(item -> mayRead(user, open, item) && referralReader.of(open, user).shows(item))
                .orElseThrow(NotFoundException::new);
    }

    /** A letter about several cases is only for those who may read it in every one of them. */
    private boolean mayRead(SignedIn user, CaseReader.Open open, Item item) {
        return PermissionMatrix.mayRead(open.sections(), item) && item.about().stream()
                .filter(other -> !other.equals(open.file().reference()))
                .allMatch(other -> reader.open(user, other)
                        .filter(theirs -> PermissionMatrix.mayRead(theirs.sections(), item)).isPresent());
    }

    static void child(CaseFile file, LocalDate today, Model model) {
        model.addAttribute("reference", file.reference());
        model.addAttribute("childName", file.childName());
        model.addAttribute("age", Words.age(file, today));
        model.addAttribute("born", London.day(file.dateOfBirth()));
        model.addAttribute("personNumber", file.personNumber());
        model.addAttribute("legalStatus", file.legalStatus() == null ? null : Words.fromId(file.legalStatus()));
        model.addAttribute("restricted", file.restricted());
        model.addAttribute("closed", file.closedAt() == null ? null : London.day(file.closedAt()));
        model.addAttribute("died", file.diedOn() == null ? null : London.day(file.diedOn()));
    }

    private void people(String reference, LocalDate today, Model model) {
        List<PersonRow> now = new ArrayList<>();
        List<PersonRow> others = new ArrayList<>();
        for (Person person : files.people(reference)) {
            boolean ahead = person.from().isAfter(today);
            boolean past = person.until() != null && person.until().isBefore(today);
            String period = ahead ? "from " + London.day(person.from())
                    : past ? London.day(person.from()) + " to " + London.day(person.until()) : null;
            PersonRow row = new PersonRow(Groups.label(person.role()), person.name(), person.email(), person.phone(), period);
            (ahead || past ? others : now).add(row);
        }
        section(model, "people", now);
        model.addAttribute("otherPeople", others);
        model.addAttribute("hasOtherPeople", !others.isEmpty());
        var covers = files.covers(reference).stream()
                .filter(cover -> !cover.until().isBefore(today))
                .toList();
        Map<String, String> names = users.names(covers.stream()
                .flatMap(cover -> Stream.of(cover.coveringUserId(), cover.coveredUserId())).toList());
        model.addAttribute("covers", covers.stream()
                .map(cover -> names.getOrDefault(cover.coveringUserId(), cover.coveringUserId()) + " covers for "
                        + names.getOrDefault(cover.coveredUserId(), cover.coveredUserId()) + " ("
                        + Groups.label(cover.role()) + ") from " + London.day(cover.from()) + " to "
                        + London.day(cover.until()))
                .toList());
    }

    /** What changes how the whole page is to be read. */
    private static void marks(CaseReader.Open open, List<CaseEvent> events, Model model) {
        if (open.sees(Section.DATES)) {
            model.addAttribute("moved", events.stream()
                    .filter(event -> event.kind().equals(EventKind.RESPONSIBILITY_MOVED) && event.value() != null)
                    .map(event -> London.day(event.value().date())).findFirst().orElse(null));
        }
    }

    /** What a page should not leave to be found by its absence. */
    private List<String> missing(CaseReader.Open open, List<ExpectedDocument> documents) {
        List<String> missing = new ArrayList<>();
        String reference = open.file().reference();
        boolean inCourt = files.inProceedings(reference);
        if (inCourt && open.sees(Section.PEOPLE)) {
            Stream.of("iro", "childrens-guardian").filter(role -> files.holder(reference, role).isEmpty())
                    .forEach(role -> missing.add(Groups.label(role)));
        }
        int absent = DocumentRows.missing(documents).size();
        if (absent > 0) {
            missing.add(Words.count(absent, "expected court document"));
        }
        return missing;
    }

    private static void deadlines(List<Deadline> deadlines, Instant now, Model model) {
        model.addAttribute("seesDeadlines", true);
        model.addAttribute("noDeadlines", deadlines.isEmpty());
        Map<Boolean, List<DeadlineRow>> byDone = deadlines.stream().collect(Collectors.partitioningBy(
                Words::isDone, Collectors.mapping(row -> deadline(row, now), Collectors.toList())));
        model.addAttribute("deadlines", byDone.get(false));
        model.addAttribute("doneDeadlines", byDone.get(true));
        model.addAttribute("countDone", byDone.get(true).isEmpty() ? null : byDone.get(true).size());
    }

    private static void completion(CompletionReader.Completion completion, List<CaseStarts.Offer> offers, Model model) {
        model.addAttribute("completion", completion);
        model.addAttribute("completionStarts", offered(offers, COMPLETION_STARTS));
    }

    /** Those of the list that this reader may start, in its order. */
    private static List<CaseStarts.Offer> offered(List<CaseStarts.Offer> offers, List<String> keys) {
        return offers.stream().filter(offer -> keys.contains(offer.key()))
                .sorted(Comparator.comparing(offer -> keys.indexOf(offer.key()))).toList();
    }

    private void dates(String reference, List<CaseEvent> events, Instant now, Map<String, String> names, Model model) {
        Comparator<CaseEvent> byDate = Comparator.comparing((CaseEvent event) -> event.value() == null)
                .thenComparing(event -> event.value() == null ? event.recordedAt() : event.value().instant());
        Map<Boolean, List<DateRow>> byPast = events.stream()
                .filter(event -> !event.kind().startsWith(ABOUT_A_DOCUMENT)).sorted(byDate).collect(Collectors.partitioningBy(
                event -> isPast(event, now), Collectors.mapping(event -> dateRow(event, now, names), Collectors.toList())));
        section(model, "dates", byPast.get(false));
        model.addAttribute("pastDates", byPast.get(true));
        model.addAttribute("countPast", byPast.get(true).isEmpty() ? null : byPast.get(true).size());
        List<ProceedingsRow> proceedings = files.proceedings(reference).stream()
                .map((Proceedings one) -> new ProceedingsRow(Words.fromId(one.applicationType()), one.court(),
                        one.courtNumber(), London.day(one.issuedOn()),
                        one.endedOn() == null ? null : London.day(one.endedOn())))
                .toList();
        section(model, "proceedings", proceedings);
    }

    private static boolean isPast(CaseEvent event, Instant now) {
        return event.value() != null && !event.value().instant().isAfter(now);
    }

    private static DateRow dateRow(CaseEvent event, Instant now, Map<String, String> names) {
        return new DateRow(Words.event(event), event.value() == null ? "no longer known" : London.text(event.value()),
                event.value() != null && !isPast(event, now),
                recorded(event.recordedAt(), event.recordedBy(), event.onBehalfOf(), names));
    }

    private List<Entry> timeline(CaseReader.Open open, SignedIn user, Map<String, String> names, ConcernReader.OfCase concerns,
                                 ReferralReader.OfCase referrals, boolean raises) {
        return files.timeline(open.file().reference()).stream()
                .filter(row -> open.sees(Section.TIMELINE) && concerns.shows(row) && referrals.shows(row)
                        || user.userId().equals(row.recordedBy()))
                .map(row -> new Entry(row.id(), London.text(row.happened()), row.summary(), row.entries(),
                        !row.entries().isEmpty(), late(row) + recorded(row.recordedAt(), row.recordedBy(), null, names),
                        row.errorReason(), open.sees(Section.TIMELINE) ? keeping(row, names) : null,
                        raises && open.sees(Section.TIMELINE) && row.errorReason() == null
                                && row.kind().equals(EventKind.INFORMAL_CHALLENGE)
                                && !concerns.challenges().containsKey(row.id()),
                        concerns.seenOf(row.id())))
                .toList();
    }

    /** Only what somebody typed and nobody took back needs to be kept elsewhere too. */
    private Keeping keeping(TimelineRecord row, Map<String, String> names) {
        return row.entries().isEmpty() || row.errorReason() != null ? null
                : new Keeping(records.text(row, name(row.recordedBy(), names)), row.onFileAt() == null ? null
                        : London.day(LocalDate.ofInstant(row.onFileAt(), London.ZONE)) + " by " + name(row.onFileBy(), names));
    }

    /** A record as PDF, for the child's file. */
    @GetMapping("/case/{reference}/record/{id}/pdf")
    ResponseEntity<byte[]> recordPdf(@PathVariable("reference") String reference, @PathVariable("id") String id,
                                     Principal principal) {
        SignedIn user = PageModel.signedIn(principal);
        CaseReader.Open open = reader.get(user, reference);
        TimelineRecord row = record(open, user, id);
        views.log(user, reference, "PDF: " + row.summary());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(row.kind() + "-" + reference + ".pdf").build().toString())
                .body(records.pdf(open.file(), row, name(row.recordedBy(), users.names(List.of(row.recordedBy())))));
    }

    /** Somebody has put the record on the child's file in the case system. */
    @PostMapping("/case/{reference}/record/{id}/on-file")
    String onFile(@PathVariable("reference") String reference, @PathVariable("id") String id, Principal principal) {
        SignedIn user = PageModel.signedIn(principal);
        TimelineRecord row = record(reader.get(user, reference), user, id);
        files.onFile(reference, row.id(), user.userId());
        return "redirect:/case/" + reference + "#t-" + row.id();
    }

    private TimelineRecord record(CaseReader.Open open, SignedIn user, String id) {
        return !open.sees(Section.TIMELINE) ? missing() : files.timeline(open.file().reference()).stream()
                .filter(row -> row.id().toString().equals(id) && row.errorReason() == null && !row.entries().isEmpty())
                .filter(concernReader.of(open, user)::shows).filter(referralReader.of(open, user)::shows)
                .findFirst().orElseGet(CaseController::missing);
    }

    private static <T> T missing() {
        throw new NotFoundException();
    }

    private static String name(String userId, Map<String, String> names) {
        return "system".equals(userId) ? "the system" : names.getOrDefault(userId, userId);
    }

    /** Elsewhere most challenges are informal and nobody knows how many (P-31); and what is not on the child's file yet. */
    private void counted(List<Entry> timeline, CaseReader.Open open, Model model) {
        if (open.sees(Section.TIMELINE)) {
            long challenges = files.events(open.file().reference()).stream()
                    .filter(event -> event.kind().equals(EventKind.INFORMAL_CHALLENGE) && event.value() != null).count();
            long notYet = timeline.stream().filter(row -> row.keeping() != null && row.keeping().onFile() == null).count();
            model.addAttribute("challenges", challenges == 0 ? null : Words.count((int) challenges, "informal challenge"));
            model.addAttribute("notOnFile", notYet == 0 ? null : Words.count((int) notYet, "record"));
        }
    }

    private Map<String, String> names(CaseReader.Open open, String reference) {
        Set<String> ids = new HashSet<>();
        if (open.sees(Section.DATES)) {
            files.events(reference).forEach(event -> ids.add(event.recordedBy()));
        }
        if (open.sees(Section.TIMELINE)) {
            files.timeline(reference).forEach(row -> ids.addAll(row.onFileBy() == null ? List.of(row.recordedBy())
                    : List.of(row.recordedBy(), row.onFileBy())));
        }
        return users.names(ids);
    }

    private static String late(TimelineRecord row) {
        return Words.recordedLate(row.happened(), row.recordedAt()) ? "late, on " : "";
    }

    private static String recorded(Instant at, String by, String onBehalfOf, Map<String, String> names) {
        return London.minute(at) + " by " + name(by, names) + (onBehalfOf == null ? "" : " on behalf of " + onBehalfOf);
    }

    static DeadlineRow deadline(Deadline row, Instant now) {
        return new DeadlineRow(row.rule().label(), Words.due(row), Words.state(row, now), Words.tone(row, now),
                Words.rule(row.rule()), Words.kind(row.rule().kind()), blankToNull(row.rule().clause()), blankToNull(row.rule().source()),
                blankToNull(row.workingOut()));
    }

    static LetterRow letter(Item item) {
        String state = switch (item.state()) {
            case RECORDED -> "Waiting to be sent, recorded " + London.minute(item.recordedAt());
            case SENT -> "Sent " + (item.sentAt() == null ? "" : London.minute(item.sentAt()));
            case WITHHELD -> "Withheld";
            case FAILED -> "Could not be sent yet";
        };
        String tone = switch (item.state()) {
            case SENT -> "done";
            case FAILED -> "missed";
            default -> "quiet";
        };
        return new LetterRow(item.id(), item.title(), item.to().isEmpty() ? null : String.join("; ", item.to()), state,
                tone, item.letter(), blankToNull(item.problem()));
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static void section(Model model, String name, List<?> rows) {
        model.addAttribute("sees" + Character.toUpperCase(name.charAt(0)) + name.substring(1), true);
        model.addAttribute(name, rows);
        model.addAttribute("no" + Character.toUpperCase(name.charAt(0)) + name.substring(1), rows.isEmpty());
    }
}
