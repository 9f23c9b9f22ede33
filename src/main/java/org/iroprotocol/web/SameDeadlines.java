package org.iroprotocol.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRule;

/** Documents of a bundle that are due alike, as one line; a document under several rules by the one that counts. */
final class SameDeadlines {

    private SameDeadlines() {
    }

    private record Alike(String rule, Instant due, Deadline.State state, Instant metAt, String workingOut) {
    }

    /**
     * @param names subject → what a page calls it; one without a name is only counted
     * @param each  subjects of which every rule counts
     */
    static List<Deadline> of(List<Deadline> deadlines, Map<String, String> names, Set<String> each) {
        Map<String, List<Deadline>> bySubject = deadlines.stream().filter(row -> !row.subject().isEmpty())
                .collect(Collectors.groupingBy(Deadline::subject));
        Map<Object, List<Deadline>> lines = new LinkedHashMap<>();
        for (Deadline row : deadlines) {
            if (row.subject().isEmpty()) {
                lines.put(row.id(), List.of(row));
            } else if (each.contains(row.subject()) || row.equals(counting(bySubject.get(row.subject())))) {
                lines.computeIfAbsent(new Alike(row.rule().id(), row.due(), row.state(), row.metAt(), row.workingOut()),
                        key -> new ArrayList<>()).add(row);
            }
        }
        return lines.values().stream().map(alike -> line(alike, names)).toList();
    }

    /** What is not done comes before what is; of several the earliest date. */
    private static Deadline counting(List<Deadline> ofOne) {
        return ofOne.stream().min(Comparator.comparing(Words::isDone)
                .thenComparing(Deadline::due, Comparator.nullsLast(Comparator.naturalOrder()))).orElseThrow();
    }

    private static Deadline line(List<Deadline> alike, Map<String, String> names) {
        Deadline first = alike.get(0);
        if (first.subject().isEmpty()) {
            return first;
        }
        String which = alike.stream().map(row -> names.get(row.subject())).filter(name -> name != null)
                .collect(Collectors.joining(", "));
        DeadlineRule rule = first.rule();
        String label = rule.label() + (!which.isEmpty() ? ": " + which : alike.size() > 1 ? " (" + alike.size() + ")" : "");
        return new Deadline(first.id(), first.caseReference(), first.processInstanceId(), first.subject(), new DeadlineRule(
                rule.id(), label, rule.amount(), rule.unit(), rule.before(), rule.from(), rule.combine(), rule.kind(),
                rule.clause(), rule.source(), rule.warnings()), first.due(), first.state(), first.metAt(), first.missedAt(),
                first.workingOut());
    }
}
