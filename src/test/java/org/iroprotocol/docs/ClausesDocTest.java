package org.iroprotocol.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iroprotocol.docs.GeneratedDocument.assertCurrent;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;

/** Writes {@code docs/clauses.md}: what fulfils each clause of the protocol, and which test shows it. */
class ClausesDocTest {

    private static final Path CLAUSES = Path.of("docs/clauses.csv");
    private static final Path DERBY = Path.of("processes/derby");
    private static final Pattern CLAUSE = Pattern.compile("C-\\d{2,3}");

    @Test
    void clausesDocumentIsCurrent() throws Exception {
        List<Map<String, String>> clauses = clauses();
        SortedMap<String, Set<String>> elements = elements();
        SortedMap<String, Set<String>> tests = tests();
        Set<String> known = new TreeSet<>(clauses.stream().map(row -> row.get("id")).toList());
        assertThat(known).as("clauses named in models exist").containsAll(elements.keySet());
        SortedMap<String, Set<String>> practice = new TreeMap<>();
        tests.forEach((id, shownBy) -> {
            if (id.matches("P-\\d\\d")) {
                practice.put(id, shownBy);
            }
        });
        tests.keySet().removeAll(practice.keySet());
        assertThat(known).as("clauses named in tests exist").containsAll(tests.keySet());
        assertCurrent(Path.of("docs/clauses.md"), document(clauses, elements, derbysRows(), tests, practice));
    }

    @Test
    void everyClauseOfDerbysAppendixIsBuiltOrInformation() throws Exception {
        SortedMap<String, Set<String>> elements = elements();
        SortedMap<String, Set<String>> rows = derbysRows();
        SortedMap<String, Set<String>> tests = tests();
        List<Map<String, String>> appendix = clauses().stream().filter(clause -> clause.get("derby").equals("Y")
                && !clause.get("type").equals("I")).toList();
        assertThat(appendix).hasSizeGreaterThan(35).allSatisfy(clause -> {
            String id = clause.get("id");
            assertThat(elements.containsKey(id) || rows.containsKey(id)).as(id + " is a step or a row").isTrue();
            assertThat(tests).as(id + " is shown by a test").containsKey(id);
        });
    }

    private static String document(List<Map<String, String>> clauses, SortedMap<String, Set<String>> elements,
                                   SortedMap<String, Set<String>> derbysRows, SortedMap<String, Set<String>> tests,
                                   SortedMap<String, Set<String>> practice) {
        var rows = new StringBuilder();
        int built = 0;
        int outside = 0;
        int information = 0;
        int derby = 0;
        for (Map<String, String> clause : clauses) {
            String id = clause.get("id");
            Set<String> by = elements.getOrDefault(id, Set.of());
            Set<String> shown = tests.getOrDefault(id, Set.of());
            String state;
            if (!shown.isEmpty() && !by.isEmpty()) {
                state = "built";
                built++;
            } else if (!by.isEmpty()) {
                state = "modelled, no test yet";
            } else if (clause.get("type").equals("I") || clause.get("phase").equals("Scope")) {
                state = "information: " + clause.get("reading");
                information++;
            } else if (!derbysRows.getOrDefault(id, Set.of()).isEmpty() && !shown.isEmpty()) {
                state = "built by rows";
                by = derbysRows.get(id);
                derby++;
            } else if (!shown.isEmpty()) {
                state = "built as a page, row or check, without a step of its own";
                outside++;
            } else {
                state = "not yet built";
            }
            rows.append("| %s | %s | %s | %s | %s | %s |%n".formatted(id, clause.get("type"), cell(clause.get("quote")), cell(state),
                    String.join("<br>", by), String.join("<br>", shown)));
        }
        return """
                # Clauses of the protocol and what fulfils them

                Generated by `mvn test -Dtest=ClausesDocTest -Ddocs.write=true` from `docs/clauses.csv`, the property `clause` of the
                models and the annotation `@Clause` of the tests; the build fails when it is stale.
                Type: O = obligation, P = permission, X = prohibition, I = information; information says how the clause is read.
                What stands in Derby's folder alone begins with `derby/`: steps of its model and rows of its tables.

                %d clauses: %d built and tested as steps of models, %d as rows of Derby's tables, %d as a page, row or check,
                %d information, %d other.

                | clause | type | text | state | fulfilled by | shown by |
                |---|---|---|---|---|---|
                %s
                ## What people in the service insist on

                Points of practice (P-01 …) that a test shows.

                | point | shown by |
                |---|---|
                %s""".formatted(clauses.size(), built, derby, outside, information,
                clauses.size() - built - outside - information - derby,
                rows.toString().replace("\r", ""),
                practice.entrySet().stream().map(point -> "| " + point.getKey() + " | " + String.join("<br>", point.getValue()) + " |\n")
                        .collect(Collectors.joining()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static List<Map<String, String>> clauses() throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper().readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader()).readValues(CLAUSES.toFile())) {
            return rows.readAll();
        }
    }

    /** Clause → elements of the models that name it. */
    private static SortedMap<String, Set<String>> elements() throws IOException {
        SortedMap<String, Set<String>> found = new TreeMap<>();
        SortedMap<String, Set<String>> own = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("processes"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".bpmn")).sorted().toList()) {
                var model = Bpmn.readModelFromFile(file.toFile());
                String process = model.getModelElementsByType(Process.class).iterator().next().getId();
                boolean derbys = file.startsWith(DERBY);
                for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
                    String name = process + "#" + element.getId();
                    clausesOf(element).forEach(id -> (derbys ? own : found).computeIfAbsent(id, x -> new TreeSet<>())
                            .add("`" + name + "`"));
                }
            }
        }
        own.forEach((id, names) -> names.stream().filter(name -> !found.getOrDefault(id, Set.of()).contains(name))
                .map(name -> name.replaceFirst("`", "`derby/")).toList()
                .forEach(name -> found.computeIfAbsent(id, x -> new TreeSet<>()).add(name)));
        return found;
    }

    /** Clause → rows of Derby's tables that name it, in the column Clause or in the meaning of a setting. */
    private static SortedMap<String, Set<String>> derbysRows() throws IOException {
        SortedMap<String, Set<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(DERBY)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".dmn")).sorted().toList()) {
                for (Rule rule : Dmn.readModelFromFile(file.toFile()).getModelElementsByType(Rule.class)) {
                    Matcher ids = CLAUSE.matcher(rule.getTextContent());
                    while (ids.find()) {
                        found.computeIfAbsent(ids.group(), x -> new TreeSet<>())
                                .add("`derby/" + file.getFileName() + "#" + rule.getId() + "`");
                    }
                }
            }
        }
        return found;
    }

    private static List<String> clausesOf(FlowElement element) {
        if (element.getExtensionElements() == null) {
            return List.of();
        }
        return element.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> "clause".equals(property.getCamundaName()))
                .map(CamundaProperty::getCamundaValue)
                .flatMap(value -> Arrays.stream(value.split("\\s+")))
                .toList();
    }

    /** Clause → tests that show it. */
    private static SortedMap<String, Set<String>> tests() throws ClassNotFoundException {
        SortedMap<String, Set<String>> found = new TreeMap<>();
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(org.springframework.beans.factory.annotation.AnnotatedBeanDefinition bean) {
                return true;
            }
        };
        TypeFilter isTest = (MetadataReader reader, MetadataReaderFactory factory) ->
                reader.getClassMetadata().getClassName().endsWith("Test")
                // A long process is tested in several classes, which its test class takes in.
                || String.valueOf(reader.getClassMetadata().getSuperClassName()).endsWith(".HouseProcess");
        scanner.addIncludeFilter(isTest);
        for (var candidate : scanner.findCandidateComponents("org.iroprotocol")) {
            Class<?> type = Class.forName(candidate.getBeanClassName());
            Clause whole = type.getAnnotation(Clause.class);
            if (whole != null) {
                add(found, whole, type.getSimpleName());
            }
            for (Method method : type.getDeclaredMethods()) {
                Clause clause = method.getAnnotation(Clause.class);
                if (clause != null) {
                    add(found, clause, type.getSimpleName() + "." + method.getName());
                }
            }
        }
        return found;
    }

    private static void add(SortedMap<String, Set<String>> found, Clause clause, String test) {
        for (String id : clause.value().split("\\s+")) {
            found.computeIfAbsent(id, x -> new TreeSet<>()).add("`" + test + "`");
        }
    }
}
