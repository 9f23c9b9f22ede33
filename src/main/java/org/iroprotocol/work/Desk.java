package org.iroprotocol.work;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.casefile.Workload;
import org.iroprotocol.correspondence.SharedLetters;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks what was asked, hands the cases on, and tells the guardians, in one transaction. */
@Service
@Transactional
class Desk implements Work {

    private static final int LONGEST_COVER_YEARS = 1;
    private static final String LETTER = "work-moved";
    /** The record that says the guardian has the details of the present IRO; {@code proceedings} asks for it. */
    private static final String TOLD = "iro-notice";
    private static final String PROCEEDINGS = "proceedings";
    private static final String SEND_DETAILS = "send-iro-details";
    private static final String GUARDIAN_DONE = "guardian-work-ended";
    private static final String NOBODY_REACHABLE = "No e-mail address is on file, neither of a guardian nor of the Cafcass "
            + "service manager. Tell them another way.";

    private final Colleagues colleagues;
    private final Requests requests;
    private final OpenTasks tasks;
    private final Workload workload;
    private final CaseFiles files;
    private final SharedLetters letters;
    private final Clock clock;

    Desk(Colleagues colleagues, Requests requests, OpenTasks tasks, Workload workload, CaseFiles files, SharedLetters letters,
         Clock clock) {
        this.colleagues = colleagues;
        this.requests = requests;
        this.tasks = tasks;
        this.workload = workload;
        this.files = files;
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Colleague> colleagues(String authority) {
        return colleagues.all(authority);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Colleague> colleague(String authority, String userId) {
        return colleagues.one(authority, userId);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Load> load(String authority, String userId) {
        Map<String, List<Task>> open = tasks.byCase(authority, userId, Groups.IRO);
        return workload.openCasesOf(authority, Groups.IRO, userId).stream()
                .map(file -> new Load(file, open.getOrDefault(file.reference(), List.of()).stream().map(Task::getName).toList()))
                .toList();
    }

    @Override
    public Report move(Request request, LocalDate from, String email, String phone) {
        Colleague person = requests.person(request);
        Colleague to = requests.to(request, person);
        if (from == null) {
            throw new RefusedException("from", "The day from which the work moves is missing. Enter it as dd/mm/yyyy.");
        }
        if (from.isAfter(today())) {
            throw new RefusedException("from", "The day from which the work moves lies in the future. Plan the move for that day "
                    + "instead.");
        }
        CaseFiles.NewPerson now = requests.newIro(to, from, email, phone);
        Map<String, String> left = new LinkedHashMap<>();
        List<CaseFile> done = done(moved(requests.order(request, person, to, left), now), left);
        Map<String, String> untold = new LinkedHashMap<>();
        List<Letter> written = tell(request, done, person, to, from, untold);
        return new Report(person, to, done, left, written, untold);
    }

    @Override
    public Report cover(Request request, LocalDate from, LocalDate until) {
        Colleague person = requests.person(request);
        Colleague to = requests.to(request, person);
        if (from == null) {
            throw new RefusedException("coverFrom", "The first day of the cover is missing. Enter it as dd/mm/yyyy.");
        }
        if (until == null) {
            throw new RefusedException("coverUntil", "The last day of the cover is missing. Enter it as dd/mm/yyyy.");
        }
        if (until.isBefore(from)) {
            throw new RefusedException("coverUntil", "The last day of the cover lies before the first. Check both dates.");
        }
        if (until.isBefore(today())) {
            throw new RefusedException("coverUntil", "The last day of the cover has passed. Cover that is over cannot be "
                    + "recorded here; a note of it belongs on the case page.");
        }
        if (until.isAfter(from.plusYears(LONGEST_COVER_YEARS))) {
            throw new RefusedException("coverUntil", "This cover would last longer than a year. Check the year, or move the "
                    + "work instead.");
        }
        Map<String, String> left = new LinkedHashMap<>();
        Workload.Order order = requests.order(request, person, to, left);
        List<CaseFile> done = done(workload.cover(order, to.userId(), from, until), left);
        return new Report(person, to, done, left, List.of(), Map.of());
    }

    private List<Workload.Outcome> moved(Workload.Order order, CaseFiles.NewPerson to) {
        try {
            return workload.move(order, to);
        } catch (RefusedException e) {
            throw Requests.asOnThePage(e);
        }
    }

    private static List<CaseFile> done(List<Workload.Outcome> outcomes, Map<String, String> left) {
        List<CaseFile> done = new ArrayList<>();
        for (Workload.Outcome outcome : outcomes) {
            if (outcome.done()) {
                done.add(outcome.file());
            } else {
                left.put(outcome.reference(), outcome.problem());
            }
        }
        return done;
    }

    /**
     * One letter to each guardian, and on each case that it went, so that {@code proceedings} asks nobody to write again. Where
     * it has asked already, that task tells.
     */
    private List<Letter> tell(Request request, List<CaseFile> moved, Colleague person, Colleague to, LocalDate from,
                              Map<String, String> untold) {
        List<String> tell = new ArrayList<>();
        Set<String> byTask = tasks.waitingAt(PROCEEDINGS, SEND_DETAILS, request.authority(),
                moved.stream().map(CaseFile::reference).toList());
        for (CaseFile file : moved) {
            String why = nobodyToTell(file);
            if (why == null && byTask.contains(file.reference())) {
                why = "Not in the list, so that nobody is told twice: the guardian hears from the task “Send the IRO’s details "
                        + "to the guardian”, which is open in this case and now waits for " + to.name() + ".";
            }
            if (why == null) {
                tell.add(file.reference());
            } else {
                untold.put(file.reference(), why);
            }
        }
        if (tell.isEmpty()) {
            return List.of();
        }
        List<Letter> written = new ArrayList<>();
        Map<String, String> values = Map.of("moved.from", London.day(from), "moved.before", person.name());
        for (SharedLetters.Written letter : letters.write(LETTER, tell, values, request.by())) {
            if (letter.id() == null) {
                letter.references().forEach(reference -> untold.put(reference, NOBODY_REACHABLE));
                continue;
            }
            written.add(new Letter(letter.to(), letter.references().size()));
            for (String reference : letter.references()) {
                files.addRecord(reference, TOLD, "The new IRO’s details: told in one list.", List.of(
                        new TimelineRecord.Entry("to", "Written to", letter.to()),
                        new TimelineRecord.Entry("iro", "IRO", to.name()),
                        new TimelineRecord.Entry("from", "From", London.day(from)),
                        new TimelineRecord.Entry("cases", "Cases in the list", String.valueOf(letter.references().size()))),
                        When.at(clock.instant()), request.by());
            }
        }
        return written;
    }

    /** Null: there is somebody at Cafcass to tell. */
    private String nobodyToTell(CaseFile file) {
        if (file.diedOn() != null) {
            return "The child has died; nothing is sent.";
        }
        List<Proceedings> proceedings = files.proceedings(file.reference());
        if (proceedings.isEmpty()) {
            return "There are no care proceedings in this case.";
        }
        boolean open = proceedings.stream().anyMatch(one -> one.endedOn() == null);
        if (open) {
            return null;
        }
        boolean done = files.event(file.reference(), GUARDIAN_DONE, "").filter(event -> event.value() != null).isPresent();
        boolean guardian = files.holder(file.reference(), Groups.CHILDRENS_GUARDIAN).isPresent();
        return done || !guardian ? "The proceedings have ended, and nobody at Cafcass has work left in this case." : null;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), London.ZONE);
    }
}
