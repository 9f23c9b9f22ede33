package org.iroprotocol.web;

import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.document.CourtDocument;
import org.iroprotocol.document.CourtDocuments;
import org.iroprotocol.work.Cover;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Whom a task is about, for the panel in Tasklist: read when shown, never stored in the engine (P-40). */
@Controller
class TaskPanelController {

    private static final String SEEN = TaskPanelController.class.getName();

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final EngineUsers users;
    private final CaseReader reader;
    private final CaseFiles files;
    private final CourtDocuments documents;
    private final CaseViews views;
    private final Cover cover;
    private final PoolTasks pools;
    private final Clock clock;

    TaskPanelController(TaskService tasks, RuntimeService runtime, EngineUsers users, CaseReader reader,
                        CaseFiles files, CourtDocuments documents, CaseViews views, Cover cover, PoolTasks pools, Clock clock) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.users = users;
        this.reader = reader;
        this.files = files;
        this.documents = documents;
        this.views = views;
        this.cover = cover;
        this.pools = pools;
        this.clock = clock;
    }

    /**
     * What the panel shows.
     *
     * @param link  to the case page; null for a pool's task about a case whose page the reader may not open
     * @param cover for whom the reader covers this task today; null unless it is a task they cover
     * @param notes what the task's form does not say, because somebody may be named in it
     */
    record Panel(String reference, String name, String age, String born, String personNumber, boolean restricted,
                 String died, List<Sibling> siblings, String link, String cover, List<String> notes) {
    }

    /** A sibling the reader may know of. */
    record Sibling(String name, String age, String link) {
    }

    @GetMapping("/case/for-task/{taskId}")
    ResponseEntity<?> panel(@PathVariable("taskId") String taskId, Principal principal, HttpSession session) {
        SignedIn user = PageModel.signedIn(principal);
        Optional<ProcessInstance> instance = instance(user, taskId);
        Optional<CaseReader.Open> found = instance.map(ProcessInstance::getBusinessKey)
                .flatMap(reference -> reader.open(user, reference));
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        if (found.isEmpty()) {
            Optional<CaseFile> ofPool = instance.flatMap(one -> pools.child(user, taskId, one.getBusinessKey()));
            if (ofPool.isPresent()) {
                CaseFile file = ofPool.get();
                logOnce(user, file.reference(), session);
                return panel(file, today, List.of(), null, null, notes(file, instance.get()));
            }
            return ResponseEntity.status(404).cacheControl(CacheControl.noStore())
                    .body(Map.of("type", "NotFound", "message", "Nothing to show for this task."));
        }
        CaseReader.Open open = found.get();
        logOnce(user, open.file().reference(), session);
        List<Sibling> siblings = !open.sees(Section.SIBLINGS) ? List.of()
                : files.siblings(open.file().reference()).stream()
                .filter(sibling -> reader.open(user, sibling.reference()).isPresent())
                .map(sibling -> new Sibling(sibling.childName(), Words.age(sibling, today),
                        "/case/" + sibling.reference()))
                .toList();
        var file = open.file();
        String covered = cover.tasks(file.authority(), user.userId(), file.reference()).stream()
                .filter(task -> task.taskId().equals(taskId)).findFirst().map(Words::cover).orElse(null);
        return panel(file, today, siblings, "/case/" + file.reference(), covered,
                open.sees(Section.DOCUMENTS) ? notes(file, instance.get()) : List.of());
    }

    private static ResponseEntity<?> panel(CaseFile file, LocalDate today, List<Sibling> siblings, String link, String covered,
                                           List<String> notes) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Panel(file.reference(),
                file.childName(), Words.age(file, today), London.day(file.dateOfBirth()), file.personNumber(),
                file.restricted(), file.diedOn() == null ? null : London.day(file.diedOn()), siblings, link, covered, notes));
    }

    /** Documents on no list are numbered in the form; here is what they are. */
    private List<String> notes(CaseFile file, ProcessInstance instance) {
        return documents.ofCase(file).stream().map(CourtDocuments.Due::document)
                .filter(one -> instance.getProcessInstanceId().equals(one.processInstanceId()) && one.title() != null
                        && one.state() == CourtDocument.State.TO_BE_SENT)
                .map(one -> one.label() + " (number " + one.subject().substring(one.subject().lastIndexOf('/') + 1) + "): "
                        + one.title())
                .toList();
    }

    /** The process instance of a task this user may read. They need no right to it themselves. */
    private Optional<ProcessInstance> instance(SignedIn user, String taskId) {
        Task task = users.as(user, () -> tasks.createTaskQuery().taskId(taskId).singleResult());
        if (task == null || task.getProcessInstanceId() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId()).singleResult())
                .filter(instance -> instance.getBusinessKey() != null);
    }

    /** Once per case and session: Tasklist asks again at every refresh, and a log of those would hide the rest. */
    private void logOnce(SignedIn user, String reference, HttpSession session) {
        synchronized (session.getId().intern()) {
            Set<String> seen = new HashSet<>();
            if (session.getAttribute(SEEN) instanceof Set<?> before) {
                before.forEach(one -> seen.add((String) one));
            }
            if (seen.add(reference)) {
                views.log(user, reference, "Name beside a task");
                session.setAttribute(SEEN, seen);
            }
        }
    }
}
