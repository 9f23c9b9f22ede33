package org.iroprotocol.localisation.check;

import java.util.ArrayList;
import java.util.List;

/** Problems as they are found, each once. */
class Findings {

    private final List<Problem> problems = new ArrayList<>();

    void add(Problem.Kind kind, String file, String element, String what) {
        Problem problem = new Problem(kind, file, element, what);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    void addAll(List<Problem> found) {
        found.forEach(problem -> add(problem.kind(), problem.file(), problem.element(), problem.what()));
    }

    List<Problem> list() {
        return List.copyOf(problems);
    }
}
