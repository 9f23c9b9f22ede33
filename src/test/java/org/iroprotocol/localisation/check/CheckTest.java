package org.iroprotocol.localisation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with one fault each are refused for that fault and nothing else; what administrators usually change is accepted. */
@Clause("C-28 P-53")
class CheckTest {

    @Test
    void whatTheFilesAreMadeFromIsSound() {
        assertThat(CheckedFiles.check()).isEmpty();
        assertThat(bad()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(good()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refused(CheckedFiles.Case bad) {
        String[] expected = bad.refused().split(" \\| ");
        assertThat(CheckedFiles.check(bad)).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).hasToString(expected[0]);
            assertThat(problem.file()).isEqualTo(expected[1]);
            assertThat(problem.element()).isEqualTo(expected[2].equals("-") ? null : expected[2]);
            assertThat(problem.toString()).startsWith(expected[1]).contains(expected[3]).endsWith(".");
        });
    }

    @ParameterizedTest
    @MethodSource("good")
    void accepted(CheckedFiles.Case good) {
        assertThat(CheckedFiles.check(good)).isEmpty();
    }

    @Test
    void filesThatAreTooLargeAreRefused() {
        byte[] large = new byte[1024 * 1024 + 1];
        assertThat(Check.sizes(Map.of("a.bpmn", large))).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.SIZE);
            assertThat(problem.toString()).contains("a.bpmn").contains("1 MB");
        });
        byte[] full = new byte[1024 * 1024];
        assertThat(Check.sizes(Map.of("a", full, "b", full, "c", full, "d", full, "e", full))).isEmpty();
        assertThat(Check.sizes(Map.of("a", full, "b", full, "c", full, "d", full, "e", full, "f", full)))
                .singleElement().asString().contains("5 MB together");
    }

    static List<CheckedFiles.Case> bad() {
        return CheckedFiles.cases("bad.txt");
    }

    static List<CheckedFiles.Case> good() {
        return CheckedFiles.cases("good.txt");
    }
}
