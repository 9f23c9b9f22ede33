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
import org.iroprotocol.casefile.CaseFiles;
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
    private final CaseViews views;
    private final Cover cover;
    private final Clock clock;

    TaskPanelController(TaskService tasks, RuntimeService runtime, EngineUsers users, CaseReader reader,
                        CaseFiles files, CaseViews views, Cover cover, Clock clock) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.users = users;
        this.reader = reader;
        this.files = files;
        this.views = views;
        this.cover = cover;
        this.clock = clock;
    }

    /**
     * What the panel shows.
     *
     * @param cover for whom the reader covers this task today; null unless it is a task they cover
     */
    record Panel(String reference, String name, String age, String born, String personNumber, boolean restricted,
                 String died, List<Sibling> siblings, String link, String cover) {
    }

    /** A sibling the reader may know of. */
    record Sibling(String name, String age, String link) {
    }

    @GetMapping("/case/for-task/{taskId}")
    ResponseEntity<?> panel(@PathVariable("taskId") String taskId, Principal principal, HttpSession session) {
        SignedIn user = PageModel.signedIn(principal);
        Optional<CaseReader.Open> found = reference(user, taskId).flatMap(reference -> reader.open(user, reference));
        if (found.isEmpty()) {
            return ResponseEntity.status(404).cacheControl(CacheControl.noStore())
                    .body(Map.of("type", "NotFound", "message", "Nothing to show for this task."));
        }
        CaseReader.Open open = found.get();
        logOnce(user, open.file().reference(), session);
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        List<Sibling> siblings = !open.sees(Section.SIBLINGS) ? List.of()
                : files.siblings(open.file().reference()).stream()
                .filter(sibling -> reader.open(user, sibling.reference()).isPresent())
                .map(sibling -> new Sibling(sibling.childName(), Words.age(sibling, today),
                        "/case/" + sibling.reference()))
                .toList();
        var file = open.file();
        String covered = cover.tasks(file.authority(), user.userId(), file.reference()).stream()
                .filter(task -> task.taskId().equals(taskId)).findFirst().map(Words::cover).orElse(null);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Panel(file.reference(),
                file.childName(), Words.age(file, today), London.day(file.dateOfBirth()), file.personNumber(),
                file.restricted(), file.diedOn() == null ? null : London.day(file.diedOn()), siblings,
                "/case/" + file.reference(), covered));
    }

    /** The business key behind a task this user may read. They need no right to the process instance for it. */
    private Optional<String> reference(SignedIn user, String taskId) {
        Task task = users.as(user, () -> tasks.createTaskQuery().taskId(taskId).singleResult());
        if (task == null || task.getProcessInstanceId() == null) {
            return Optional.empty();
        }
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId()).singleResult();
        return Optional.ofNullable(instance).map(ProcessInstance::getBusinessKey);
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
