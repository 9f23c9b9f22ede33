package org.iroprotocol.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.casefile.Workload;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the cover of the day off the case files, and the tasks off the engine. */
@Service
@Transactional(readOnly = true)
class CoverToday implements Cover {

    private static final Comparator<Covered> NEXT_DUE_FIRST =
            Comparator.comparing(Covered::due, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                    .thenComparing(Covered::reference).thenComparing(Covered::taskId);

    private final Workload workload;
    private final OpenTasks tasks;
    private final Colleagues colleagues;

    CoverToday(Workload workload, OpenTasks tasks, Colleagues colleagues) {
        this.workload = workload;
        this.tasks = tasks;
        this.colleagues = colleagues;
    }

    @Override
    public List<Covered> tasks(String authority, String userId) {
        return of(authority, workload.coveredBy(authority, userId));
    }

    @Override
    public List<Covered> tasks(String authority, String userId, String reference) {
        return of(authority, workload.coveredBy(authority, userId).stream()
                .filter(cover -> cover.caseReference().equals(reference)).toList());
    }

    private List<Covered> of(String authority, List<Workload.Covered> covers) {
        if (covers.isEmpty()) {
            return List.of();
        }
        Map<String, String> names = colleagues.names(covers.stream().map(Workload.Covered::coveredUserId).distinct().toList());
        Map<String, Map<String, List<Task>>> open = new HashMap<>();
        List<Covered> found = new ArrayList<>();
        for (Workload.Covered cover : covers) {
            open.computeIfAbsent(cover.coveredUserId() + "\n" + cover.role(),
                            key -> tasks.byCase(authority, cover.coveredUserId(), cover.role()))
                    .getOrDefault(cover.caseReference(), List.of())
                    .forEach(task -> found.add(new Covered(task.getId(), task.getName(),
                            task.getDueDate() == null ? null : task.getDueDate().toInstant(), cover.caseReference(),
                            names.get(cover.coveredUserId()), cover.until())));
        }
        found.sort(NEXT_DUE_FIRST);
        return found;
    }
}
