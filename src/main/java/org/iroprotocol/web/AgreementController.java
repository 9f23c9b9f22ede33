package org.iroprotocol.web;

import java.security.Principal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.iroprotocol.agreement.Agreement;
import org.iroprotocol.agreement.Agreement.State;
import org.iroprotocol.agreement.ProtocolAgreements;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.correspondence.ProtocolNotices;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The protocol itself (C-76, C-77): which version is in force, who signed it when, and when its review is due. */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class AgreementController {

    private static final String PROCESS = "protocol-agreement";
    private static final String REVIEW = "protocol-review";
    private static final String SECOND = "protocol-second-signature";
    private static final int MOST = 20;
    private static final int MESSAGES = 5;
    private static final List<String> NOTICES = List.of("protocol-review-reminder", "protocol-review-overdue",
            "protocol-second-signature-overdue");

    private final ProtocolAgreements agreements;
    private final DeadlineRegister register;
    private final ProtocolNotices notices;
    private final Settings settings;
    private final EngineUsers users;
    private final TaskService tasks;

    AgreementController(ProtocolAgreements agreements, DeadlineRegister register, ProtocolNotices notices,
                        Settings settings, EngineUsers users, TaskService tasks) {
        this.agreements = agreements;
        this.register = register;
        this.notices = notices;
        this.settings = settings;
        this.users = users;
        this.tasks = tasks;
    }

    /** One authority's; null where there is none. */
    record Place(String authority, Shown inForce, Shown signing, List<Shown> earlier, boolean hasEarlier, boolean none,
                 List<Todo> tasks, boolean hasTasks, List<Message> messages, boolean hasMessages) {
    }

    /** One signing; texts null where there is nothing to say. */
    record Shown(String reference, String version, String head, String headOn, String manager, String managerOn, String state,
                 String due, boolean missed, String workingOut, List<Line> lines) {
    }

    /** One line of its history. */
    record Line(String text, String reason, String recorded) {
    }

    /** A message to the IRO managers; {@code when} it was sent, or that it was not. */
    record Message(String title, String when) {
    }

    /** A task that waits for the reader or their group. */
    record Todo(String id, String name, String due) {
    }

    /** Whose menu names it: those who see to it. Everybody of the authority may read it. */
    static boolean serves(SignedIn user) {
        return user.in(Groups.IRO_MANAGER) || user.in(Groups.PROTOCOL_MANAGER);
    }

    @GetMapping("/agreement")
    String page(Principal principal, Model model) {
        SignedIn user = PageModel.signedIn(principal);
        if (user == null || user.tenants().isEmpty()) {
            throw new NotFoundException();
        }
        model.addAttribute("authorities", user.tenants().stream().map(authority -> place(user, authority)).toList());
        model.addAttribute("mayRecord", user.in(Groups.IRO_MANAGER));
        return "agreement";
    }

    private Place place(SignedIn user, String authority) {
        List<Agreement> all = agreements.of(authority);
        Map<String, String> names = users.names(all.stream().flatMap(one -> Stream.concat(Stream.of(one.recordedBy()),
                one.notes().stream().map(Agreement.Note::recordedBy))).distinct().toList());
        Shown inForce = null;
        Shown signing = null;
        List<Shown> earlier = new ArrayList<>();
        for (Agreement one : all) {
            if (one.state() == State.IN_FORCE) {
                inForce = shown(one, REVIEW, names);
            } else if (one.state() == State.SIGNING) {
                signing = shown(one, SECOND, names);
            } else {
                earlier.add(shown(one, null, names));
            }
        }
        List<Todo> todo = todo(user, authority);
        List<Message> messages = notices.sent(authority, NOTICES).stream().limit(MESSAGES).map(item -> new Message(item.title(),
                item.sentAt() == null ? "not sent yet" : "sent " + London.minute(item.sentAt()))).toList();
        return new Place(settings.find(authority, "authority.name").orElse(authority), inForce, signing, earlier, !earlier.isEmpty(),
                inForce == null, todo, !todo.isEmpty(), messages, !messages.isEmpty());
    }

    private Shown shown(Agreement one, String rule, Map<String, String> names) {
        Deadline due = rule == null ? null : register.ofCase(one.reference()).stream()
                .filter(deadline -> deadline.rule().id().equals(rule) && deadline.due() != null).findFirst().orElse(null);
        List<Line> lines = one.notes().stream().map(note -> new Line(note.text(), note.reason(),
                London.minute(note.recordedAt()) + ", " + names.getOrDefault(note.recordedBy(), note.recordedBy()))).toList();
        return new Shown(one.reference(), one.version(), one.head() == null ? null : one.head().name(),
                one.head() == null ? null : London.day(one.head().on()), one.manager() == null ? null : one.manager().name(),
                one.manager() == null ? null : London.day(one.manager().on()), words(one),
                due == null ? null : London.day(due.due()), due != null && due.state() == Deadline.State.MISSED,
                due == null ? null : due.workingOut(), lines);
    }

    private static String words(Agreement one) {
        LocalDate held = one.reviewHeldOn();
        return one.state() == State.WITHDRAWN ? "Not signed by both" : held == null ? "Followed by a later one"
                : "Reviewed on " + London.day(held);
    }

    private List<Todo> todo(SignedIn user, String authority) {
        if (user.groups().isEmpty() || !user.apps().contains("tasklist")) {
            return List.of();
        }
        return users.as(user, () -> tasks.createTaskQuery().tenantIdIn(authority).processDefinitionKey(PROCESS)
                .or().taskAssignee(user.userId()).taskCandidateGroupIn(user.groups()).endOr()
                .orderByDueDate().asc().listPage(0, MOST).stream()
                .map(task -> new Todo(task.getId(), task.getName(),
                        task.getDueDate() == null ? null : London.day(task.getDueDate().toInstant()))).toList());
    }
}
