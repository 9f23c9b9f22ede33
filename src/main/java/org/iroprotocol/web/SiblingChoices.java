package org.iroprotocol.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.stereotype.Component;

/** For whom else something can be recorded in one go (P-41); names are read when shown and stay in the page (P-40). */
@Component
class SiblingChoices {

    /** Key of the form field "also for these brothers and sisters"; the server decides again what it accepts. */
    static final String ALSO_FOR = "alsoFor";

    private static final int MORE_THAN_ONE = 2;

    private final CaseReader reader;
    private final CaseFiles files;
    private final EngineUsers users;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final PoolTasks pools;
    private final Clock clock;

    SiblingChoices(CaseReader reader, CaseFiles files, EngineUsers users, TaskService tasks, RuntimeService runtime,
                   RepositoryService repository, PoolTasks pools, Clock clock) {
        this.reader = reader;
        this.files = files;
        this.users = users;
        this.tasks = tasks;
        this.runtime = runtime;
        this.repository = repository;
        this.pools = pools;
        this.clock = clock;
    }

    /** One choice of a list, as the form viewer takes it. */
    record Choice(String value, String label) {
    }

    /** The siblings whose cases this reader may open too. */
    List<Choice> ofCase(SignedIn user, CaseReader.Open open) {
        return siblings(user, open).stream().map(this::choice).toList();
    }

    /** The siblings whose same step is open as well and this reader's to complete; none for a task they cannot read. */
    List<Choice> ofTask(SignedIn user, String taskId) {
        Task task = users.as(user, () -> tasks.createTaskQuery().taskId(taskId).singleResult());
        ProcessInstance instance = task == null || task.getProcessInstanceId() == null ? null
                : runtime.createProcessInstanceQuery().processInstanceId(task.getProcessInstanceId()).singleResult();
        if (instance == null || instance.getBusinessKey() == null) {
            return List.of();
        }
        String reference = instance.getBusinessKey();
        return reader.open(user, reference).map(open -> siblings(user, open))
                .or(() -> pools.child(user, taskId, reference).map(file -> files.siblings(reference).stream()
                        .filter(sibling -> !sibling.restricted() && sibling.authority().equals(file.authority())).toList()))
                .orElse(List.of()).stream()
                .filter(sibling -> mayComplete(user, task, sibling.reference()))
                .map(this::choice)
                .toList();
    }

    private List<CaseFile> siblings(SignedIn user, CaseReader.Open open) {
        return !open.sees(Section.SIBLINGS) ? List.of() : files.siblings(open.file().reference()).stream()
                .filter(sibling -> reader.open(user, sibling.reference()).isPresent())
                .toList();
    }

    private Choice choice(CaseFile sibling) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        return new Choice(sibling.reference(), sibling.childName() + " (" + Words.age(sibling, today) + ")");
    }

    /** What the engine's guard will say, as far as it can be known before; it decides again when the form is sent. */
    private boolean mayComplete(SignedIn user, Task task, String reference) {
        List<Task> open = users.as(user, () -> tasks.createTaskQuery().processInstanceBusinessKey(reference)
                .taskDefinitionKey(task.getTaskDefinitionKey()).active().listPage(0, MORE_THAN_ONE)).stream()
                .filter(other -> process(other).equals(process(task))).toList();
        return open.size() == 1 && (user.userId().equals(open.get(0).getAssignee())
                || roles(open.get(0)).stream().anyMatch(role -> files.usersActing(reference, role).contains(user.userId())
                        || user.in(role) && pools.isPools(role, reference))
                || onBehalf(open.get(0)).stream().anyMatch(user::in));
    }

    /** Key of the process: siblings may be on different versions of it. */
    private static String process(Task task) {
        return task.getProcessDefinitionId().split(":")[0];
    }

    private Set<String> roles(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream().map(IdentityLink::getGroupId)
                .filter(group -> group != null).collect(Collectors.toSet());
    }

    private Collection<String> onBehalf(Task task) {
        BaseElement step = repository.getBpmnModelInstance(task.getProcessDefinitionId())
                .getModelElementById(task.getTaskDefinitionKey());
        return step == null || step.getExtensionElements() == null ? Set.of()
                : step.getExtensionElements().getElementsQuery().list().stream()
                        .flatMap(one -> one.getChildElementsByType(CamundaProperty.class).stream())
                        .filter(property -> "onBehalf".equals(property.getCamundaName()))
                        .flatMap(property -> List.of(property.getCamundaValue().strip().split("\\s+")).stream())
                        .collect(Collectors.toSet());
    }
}
