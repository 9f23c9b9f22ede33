package org.iroprotocol.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;

/** The national protocol, and the Java that runs it, speak of no role, word or address of Derby (trap 44). */
class NothingOfDerbyTest {

    private static final Pattern DERBYS = Pattern.compile("derby|\\bdby\\b|\\bCCM\\b|ICS IRO Contact|CQAReview|QA notification|"
            + "quality assurance form|\\bQA form|alert form|deputy|flow chart", Pattern.CASE_INSENSITIVE);

    /** Lists of the fixed groups of the house, which is one for all authorities. */
    private static final Set<String> LISTS_OF_GROUPS = Set.of("Groups.java", "PermissionMatrix.java", "ReferralReader.java");

    /** Fictional people and cases for trying out, who live in the authority of that name. */
    private static final Set<String> DEMONSTRATION = Set.of("DemonstrationCases.java", "DemonstrationUsers.java",
            "DemonstrationCalls.java");

    @Test
    @Clause("C-78")
    void neitherModelsTablesFormsNorLettersOfTheNationalProtocol() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : List.of(Path.of("processes/protocol"), Path.of("forms/protocol"))) {
            for (Path file : files(folder)) {
                assertThat(DERBYS.matcher(file.getFileName().toString()).find()).as("name of " + file).isFalse();
                lines(file).filter(line -> DERBYS.matcher(line).find()).forEach(line -> found.add(file + ": " + line.strip()));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    @Clause("C-78")
    void norTheJavaAndThePagesThatRunIt() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(Path.of("src/main"))) {
            String name = file.getFileName().toString();
            if (DEMONSTRATION.contains(name) || file.toString().replace('\\', '/').contains("/static/vendor/")) {
                continue;
            }
            // Comments give Derby as the example; "orderBy" is the engine's.
            lines(file).filter(line -> !line.strip().matches("(/?\\*|//|--|#).*"))
                    .map(line -> line.replaceAll("[oO]rderBy|example derby", "")
                            .replaceAll(LISTS_OF_GROUPS.contains(name) ? "deputy-head-of-service|Deputy Head of Service" : "^$", ""))
                    .filter(line -> DERBYS.matcher(line).find()).forEach(line -> found.add(file + ": " + line.strip()));
        }
        assertThat(found).isEmpty();
    }

    /** The words are not gone, they are where they belong: otherwise this test would find nothing anywhere. */
    @Test
    @Clause("C-79 C-92 C-95")
    void theyStandInDerbysOwnFolder() throws IOException {
        StringBuilder derby = new StringBuilder();
        for (Path folder : List.of(Path.of("processes/derby"), Path.of("forms/derby"))) {
            for (Path file : files(folder)) {
                derby.append(Files.readString(file));
            }
        }
        assertThat(derby).contains("CQAReview.Clerks@derby.gov.uk", "CCM (case notes, type ICS IRO Contact)",
                "Deputy head of service", "Quality Assurance Form", "Derby appendix to the Protocol");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(bpmn|dmn|form|html|java|sql|mustache|yaml|js|css|properties)"))
                    .sorted().toList();
        }
    }

    private static Stream<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream();
    }
}
